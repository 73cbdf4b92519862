/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/compile.h"
#include "model/names.h"
#include "scenario/rule_measure.h"

uint32_t model_rule_find(const struct model *m, const char *name) {
    for (uint32_t i = 0; i < m->n_rules; i++) {
        if (name_equal(m->rules[i].name, name)) {
            return i;
        }
    }
    return NONE;
}

static uint32_t group_find(const struct model *m, const char *name) {
    for (uint32_t i = 0; name && i < m->n_groups; i++) {
        if (name_equal(m->groups[i].name, name)) {
            return i;
        }
    }
    return NONE;
}

void compile_rule_names(struct compiler *c) {
    struct model *m = c->model;
    m->n_rules = (uint32_t)c->scenario->n_rules;
    m->rules = arena_array(&m->arena, m->n_rules, sizeof *m->rules);
    for (uint32_t i = 0; i < m->n_rules; i++) {
        const struct rule *r = &c->scenario->rules[c->rule_order[i]];
        m->rules[i] = (struct model_rule){.name = r->name, .as_read = r, .station = NONE};
        m->n_fetches += (uint32_t)r->n_actions;
    }
}

static void compile_place(struct model *m, struct model_rule *r) {
    const struct rule *from = r->as_read;
    if (!from->measure) {
        return;
    }
    r->station = from->measure->at_station ? model_station_find(m, from->at) : NONE;
    if (r->station != NONE) {
        r->groups = m->stations[r->station].groups;
        r->n_groups = m->stations[r->station].n_groups;
    } else if (from->measure->at_group) {
        uint32_t *group = arena_alloc(&m->arena, sizeof *group);
        *group = group_find(m, from->at);
        r->groups = group;
        r->n_groups = *group != NONE;
    }
}

/* Of what standard it watches the service level: the station's first by name, else 20 s, ignore. */
static void compile_level(const struct model *m, struct model_rule *r) {
    r->threshold = 20;
    r->formula = FORMULA_IGNORE;
    for (uint32_t i = m->n_standards; i-- > 0 && r->station != NONE;) {
        const struct model_standard *s = &m->standards[i];
        if (s->station == r->station && !s->as_read->measure && s->as_read->n_from == 0) {
            r->threshold = s->threshold;
            r->formula = s->as_read->formula;
        }
    }
}

static void compile_fetches(struct model *m, uint32_t rule) {
    struct model_rule *r = &m->rules[rule];
    r->first_fetch = m->n_fetches;
    for (size_t i = 0; i < r->as_read->n_actions; i++) {
        const struct rule_action *a = &r->as_read->actions[i];
        if (a->staff > 0) {
            m->fetches[m->n_fetches++] = (struct model_fetch){.rule = rule,
                                                              .from = group_find(m, a->from),
                                                              .to = group_find(m, a->to),
                                                              .staff = a->staff,
                                                              .takes = a->takes};
        }
    }
    r->n_fetches = m->n_fetches - r->first_fetch;
}

static bool same_shape(const struct model *a, const struct model *b) {
    bool same = a->n_steps == b->n_steps && a->n_lines == b->n_lines &&
                a->n_groups == b->n_groups && a->n_stations == b->n_stations &&
                a->max_counters == b->max_counters;
    for (uint32_t g = 0; same && g < a->n_groups; g++) {
        same = a->groups[g].n_routes == b->groups[g].n_routes;
    }
    for (uint32_t l = 0; same && l < a->n_lines; l++) {
        same = a->lines[l].n_routes == b->lines[l].n_routes;
    }
    return same;
}

/* The model as the rule's settings make it. Live keys leave shapes as they are, but for a chance of
 * coming back that was none: then there is no journey to come back to. */
static void compile_settings(struct compiler *c, struct model_rule *r) {
    if (!r->as_read->changed) {
        return;
    }
    struct path rules = {.key = "rules"}, here = {.parent = &rules, .key = r->name};
    r->changed = model_compile(r->as_read->changed, c->options, c->diag);
    if (r->changed && !same_shape(c->model, r->changed)) {
        diag_error(c->diag, &here,
                   "sets a chance of returning that is 0 without the rule: give it a small one");
    }
}

void compile_rules(struct compiler *c) {
    struct model *m = c->model;
    m->fetches = arena_array(&m->arena, m->n_fetches, sizeof *m->fetches);
    m->n_fetches = 0;
    for (uint32_t i = 0; i < m->n_rules; i++) {
        compile_place(m, &m->rules[i]);
        compile_level(m, &m->rules[i]);
        compile_fetches(m, i);
        compile_settings(c, &m->rules[i]);
    }
}
