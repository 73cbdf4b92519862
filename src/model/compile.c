/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/compile.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/units.h"
#include "model/names.h"
#include "people/temperament.h"

uint32_t model_station_find(const struct model *m, const char *name) {
    for (uint32_t i = 0; i < m->n_stations; i++) {
        if (name_equal(m->stations[i].name, name)) {
            return i;
        }
    }
    return NONE;
}

uint32_t model_tier_find(const struct model *m, const char *name) {
    for (uint32_t i = 0; i < m->n_tiers; i++) {
        if (name_equal(m->tiers[i].name, name)) {
            return i;
        }
    }
    return NONE;
}

uint32_t model_class_find(const struct model *m, const char *name) {
    for (uint32_t i = 0; i < m->n_classes; i++) {
        if (name_equal(m->classes[i].name, name)) {
            return i;
        }
    }
    return NONE;
}

static void compile_horizon(struct model *m, const struct horizon *h) {
    m->steady = h->steady;
    m->turn_away = h->turn_away;
    m->opens = h->steady ? 0 : h->opens;
    m->closes = h->steady ? h->runs_for : h->closes;
    m->interval = h->steady ? h->runs_for : h->interval;
    m->n_intervals = h->steady ? 1 : (size_t)lround((h->closes - h->opens) / h->interval);
    m->days = h->steady ? 1 : h->days;
    m->warm_up_days = h->warm_up_days;
    m->n_weekdays = h->n_weekdays;
    memcpy(m->weekday, h->weekday, sizeof m->weekday);
    m->warm_up = h->steady ? h->warm_up : 0;
    m->warm_up_auto = h->steady && h->warm_up_auto;
}

static void compile_tiers(struct compiler *c) {
    struct model *m = c->model;
    m->n_tiers = (uint32_t)c->scenario->n_tiers;
    m->tiers = arena_array(&m->arena, m->n_tiers, sizeof *m->tiers);
    for (uint32_t i = 0; i < m->n_tiers; i++) {
        const struct tier *t = &c->scenario->tiers[c->tier_order[i]];
        m->tiers[i] =
            (struct model_tier){t->name, t->priority, t->priority_per_second, t->minds_waiting};
    }
}

/* One more than there are lanes: those before them. */
static void compile_lanes(struct model *m, struct model_station *to) {
    const struct station_kind *kind = to->kind;
    if (kind->lanes) {
        to->n_lanes = (uint32_t)kind->lanes(to->as_read);
        to->first_lane = m->n_lanes;
        m->n_lanes += to->n_lanes + 1;
    }
}

static void compile_stations(struct compiler *c) {
    struct model *m = c->model;
    m->n_stations = (uint32_t)c->scenario->n_stations;
    m->stations = arena_array(&m->arena, m->n_stations, sizeof *m->stations);
    for (uint32_t i = 0; i < m->n_stations; i++) {
        const struct station *s = &c->scenario->stations[c->station_order[i]];
        bool holds = s->kind->servers && !s->kind->works;
        m->stations[i] =
            (struct model_station){.name = s->name,
                                   .kind = s->kind->acting ? s->kind->acting(s) : s->kind,
                                   .as_read = s,
                                   .lines = s->lines,
                                   .seats = s->seats,
                                   .servers = s->kind->servers ? s->kind->servers(s) : 0,
                                   .blocks = s->kind->blocks && s->kind->blocks(s),
                                   .pace = s->pace,
                                   .order = s->order,
                                   .n_hours = s->n_hours,
                                   .hours = s->hours,
                                   .keeps = s->keeps,
                                   .area = NONE,
                                   .hold = holds ? m->n_holds++ : NONE};
        m->stations_close = m->stations_close || s->n_hours > 0 || s->keeps;
        compile_lanes(m, &m->stations[i]);
    }
}

/* Who has no tier of his own: "standard" if there is one, else the lowest in priority. */
static uint32_t plain_tier(const struct model *m) {
    uint32_t plain = model_tier_find(m, "standard");
    for (uint32_t i = 0; plain == NONE && i < m->n_tiers; i++) {
        bool lowest = true;
        for (uint32_t k = 0; k < m->n_tiers; k++) {
            lowest = lowest && m->tiers[k].priority >= m->tiers[i].priority;
        }
        plain = lowest ? i : NONE;
    }
    return plain == NONE ? 0 : plain;
}

static void compile_tier_mix(struct model *m, const struct customer_class *from,
                             struct model_class *to) {
    to->n_tiers = from->n_tiers ? from->n_tiers : 1;
    uint32_t *tiers = arena_array(&m->arena, to->n_tiers, sizeof *tiers);
    double *cumulative = arena_array(&m->arena, to->n_tiers, sizeof *cumulative);
    tiers[0] = plain_tier(m);
    cumulative[0] = 1;
    /* In the order of the tiers' names, so that the draw does not depend on the file's order. */
    double sum = 0;
    size_t n = 0;
    for (uint32_t t = 0; t < m->n_tiers; t++) {
        for (size_t i = 0; i < from->n_tiers; i++) {
            if (name_equal(m->tiers[t].name, from->tiers[i].tier)) {
                sum += from->tiers[i].share;
                tiers[n] = t;
                cumulative[n++] = sum;
            }
        }
    }
    to->tiers = tiers;
    to->tier_cumulative = cumulative;
}

static const double *compile_temperaments(struct model *m, const struct customer_class *from) {
    if (from->n_temperaments == 0) {
        return NULL;
    }
    double *cumulative = arena_array(&m->arena, TEMPERAMENTS, sizeof *cumulative), sum = 0;
    for (size_t t = 0; t < TEMPERAMENTS; t++) {
        for (size_t i = 0; i < from->n_temperaments; i++) {
            bool same = name_equal(from->temperaments[i].name, temperaments[t].name);
            sum += same ? from->temperaments[i].share : 0;
        }
        cumulative[t] = sum;
    }
    return cumulative;
}

static bool has_fleet(const struct customer_class *k) {
    for (size_t i = 0; i < k->n_sources; i++) {
        if (k->sources[i].kind == ARRIVAL_FLEET) {
            return true;
        }
    }
    return false;
}

static void compile_classes(struct compiler *c) {
    struct model *m = c->model;
    m->n_classes = (uint32_t)c->scenario->n_classes;
    m->classes = arena_array(&m->arena, m->n_classes, sizeof *m->classes);
    for (uint32_t i = 0; i < m->n_classes; i++) {
        const struct customer_class *k = &c->scenario->classes[c->class_order[i]];
        m->classes[i] = (struct model_class){.name = k->name,
                                             .rival = k->rival,
                                             .value = k->value,
                                             .has_fleet = has_fleet(k),
                                             .temperaments = compile_temperaments(m, k),
                                             .accounts = k->accounts,
                                             .items = k->items.kind ? &k->items : NULL};
        compile_tier_mix(m, k, &m->classes[i]);
    }
}

/* Breaks of one shift in the order of their names; scenarios share them between shifts, so they are
 * copied. */
static struct shift shift_sorted(struct arena *a, const struct shift *from) {
    struct shift s = *from;
    const size_t *order = names_order(a, from->breaks, from->n_breaks, sizeof *from->breaks);
    struct break_rule *breaks = arena_array(a, from->n_breaks, sizeof *breaks);
    for (size_t i = 0; i < from->n_breaks; i++) {
        breaks[i] = from->breaks[order[i]];
    }
    s.breaks = breaks;
    return s;
}

static struct roster roster_of(struct arena *a, const struct staff_group *g) {
    const size_t *order = names_order(a, g->shifts, g->n_shifts, sizeof *g->shifts);
    struct shift *shifts = arena_array(a, g->n_shifts, sizeof *shifts);
    for (size_t i = 0; i < g->n_shifts; i++) {
        shifts[i] = shift_sorted(a, &g->shifts[order[i]]);
    }
    return (struct roster){g->n_shifts, shifts};
}

/* Authority relieves too, as much as the best of the others. */
static double relief_of(const struct staff_group *g) {
    const struct resources *r = &g->resources;
    const double all[] = {r->support,   r->coaching,    r->training,
                          r->rest_room, r->recognition, STRAIN_RESOURCE * g->authority};
    return strain_relief(all, sizeof all / sizeof all[0]);
}

static void compile_groups(struct compiler *c) {
    struct model *m = c->model;
    m->n_groups = (uint32_t)c->scenario->n_groups;
    m->groups = arena_array(&m->arena, m->n_groups, sizeof *m->groups);
    struct profile *count = arena_array(&m->arena, m->n_groups, sizeof *count);
    struct roster *rosters = arena_array(&m->arena, m->n_groups, sizeof *rosters);
    bool any = false;
    for (uint32_t i = 0; i < m->n_groups; i++) {
        const struct staff_group *g = &c->scenario->groups[c->group_order[i]];
        m->groups[i] = (struct model_group){.name = g->name,
                                            .choose = g->choose,
                                            .serves = g->serves,
                                            .shrinkage = g->shrinkage,
                                            .absence = g->absence,
                                            .authority = g->authority,
                                            .tenure = g->tenure.kind ? &g->tenure : NULL,
                                            .drilled = g->drilled,
                                            .pay_at_risk = g->pay_at_risk,
                                            .relief = relief_of(g),
                                            .stands_at = NONE,
                                            .rival = g->rival,
                                            .resumes = g->resumes,
                                            .n_posts = 1};
        count[i] = g->count;
        rosters[i] = roster_of(&m->arena, g);
        any = any || g->n_shifts > 0;
        m->resumes = m->resumes || g->resumes;
    }
    m->staffing = (struct staffing){m->n_groups, count, any ? rosters : NULL};
}

static void compile_weekdays(struct model *m) {
    bool differ = false;
    for (uint32_t i = 0; i < m->n_sources; i++) {
        differ = differ || m->sources[i].by_weekday;
    }
    for (uint32_t i = 0; i < m->n_groups; i++) {
        differ = differ || m->staffing.count[i].by_weekday;
    }
    m->weekdays_differ = differ && m->days > 1 && m->n_weekdays > 1;
}

static void compile_standards(struct compiler *c) {
    struct model *m = c->model;
    const struct scenario *s = c->scenario;
    m->n_standards = (uint32_t)s->n_standards;
    m->standards = arena_array(&m->arena, m->n_standards, sizeof *m->standards);
    const size_t *order =
        names_order(&m->arena, s->standards, s->n_standards, sizeof *s->standards);
    for (uint32_t i = 0; i < m->n_standards; i++) {
        const struct standard *d = &s->standards[order[i]];
        m->standards[i] = (struct model_standard){
            .name = d->name,
            .as_read = d,
            .station = d->at ? model_station_find(m, d->at) : NONE,
            .of_class = d->of_class ? model_class_find(m, d->of_class) : NONE,
            .of_tier = d->of_tier ? model_tier_find(m, d->of_tier) : NONE,
            .of_skill = d->of_skill,
            .threshold = isnan(d->within) ? 20 : d->within,
        };
    }
}

struct model *model_compile(const struct scenario *s, struct model_options options,
                            struct diag *d) {
    struct model *m = mem_new(1, sizeof *m);
    struct arena *a = &m->arena;
    m->scenario = s;
    m->name = s->name;
    size_t errors = d->errors;
    struct compiler c = {
        .model = m,
        .scenario = s,
        .options = {options.volume > 0 ? options.volume : 1, options.work > 0 ? options.work : 1},
        .diag = d,
        .class_order = names_order(a, s->classes, s->n_classes, sizeof *s->classes),
        .tier_order = names_order(a, s->tiers, s->n_tiers, sizeof *s->tiers),
        .station_order = names_order(a, s->stations, s->n_stations, sizeof *s->stations),
        .group_order = names_order(a, s->groups, s->n_groups, sizeof *s->groups),
        .rule_order = names_order(a, s->rules, s->n_rules, sizeof *s->rules),
    };
    compile_horizon(m, &s->horizon);
    compile_tiers(&c);
    compile_stations(&c);
    compile_areas(&c);
    compile_machines(&c);
    compile_classes(&c);
    compile_groups(&c);
    compile_rule_names(&c);
    compile_journeys(&c);
    compile_lines(&c);
    compile_crews(&c);
    compile_sources(&c);
    compile_weekdays(m);
    compile_standards(&c);
    compile_rules(&c);
    compile_hashes(&c);
    if (d->errors > errors) {
        model_free(m);
        return NULL;
    }
    return m;
}

void model_free(struct model *m) {
    if (m) {
        for (uint32_t i = 0; i < m->n_rules; i++) {
            model_free(m->rules[i].changed);
        }
        arena_fini(&m->arena);
        free(m);
    }
}
