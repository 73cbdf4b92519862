/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/compile.h"
#include "model/names.h"

/* ---- lines: one for each station, skill, tier and priority that occurs ---- */

static const char *skill_of(const struct model *m, const struct model_class *k,
                            const struct model_step *to, const struct step *from) {
    bool staffed = m->stations[to->station].kind->staffed;
    return !staffed ? "" : from->skill ? from->skill : k->name;
}

static struct model_line line_for(const struct model *m, const struct model_class *k,
                                  const struct model_step *to, const struct step *from,
                                  uint32_t tier) {
    bool ranks = m->stations[to->station].order == ORDER_PRIORITY;
    const struct model_tier *t = &m->tiers[tier];
    return (struct model_line){
        .station = to->station,
        .tier = tier,
        .skill = skill_of(m, k, to, from),
        .priority = !ranks                  ? 0
                    : isnan(from->priority) ? t->priority
                                            : from->priority,
        .priority_per_second = ranks ? t->priority_per_second : 0,
    };
}

static int line_compare(const void *a, const void *b) {
    const struct model_line *x = a, *y = b;
    if (x->station != y->station) {
        return x->station < y->station ? -1 : 1;
    }
    int skill = strcmp(x->skill, y->skill);
    if (skill != 0) {
        return skill;
    }
    if (x->tier != y->tier) {
        return x->tier < y->tier ? -1 : 1;
    }
    if (x->priority < y->priority || x->priority > y->priority) {
        return x->priority > y->priority ? -1 : 1;
    }
    return x->lane < y->lane ? -1 : x->lane > y->lane;
}

/* The class whose journey, or return's journey, holds this step. */
static const struct model_class *class_of_step(const struct model *m, uint32_t step) {
    const struct model_class *k = &m->classes[0];
    for (uint32_t i = 1; i < m->n_classes && m->classes[i].first_step <= step; i++) {
        k = &m->classes[i];
    }
    return k;
}

static bool has_line(const struct model *m, const struct model_step *s) {
    return s->station != NONE && m->stations[s->station].kind->waits;
}

/* One line a lane, and that before them; elsewhere one. */
static uint32_t copies_of(const struct model *m, const struct model_line *l) {
    const struct model_station *s = &m->stations[l->station];
    return s->n_lanes > 0 ? s->n_lanes + 1 : 1;
}

static void lines_to_lanes(struct model *m) {
    size_t n = 0;
    for (uint32_t i = 0; i < m->n_lines; i++) {
        n += copies_of(m, &m->lines[i]);
    }
    struct model_line *all = arena_array(&m->arena, n, sizeof *all);
    uint32_t at = 0;
    for (uint32_t i = 0; i < m->n_lines; i++) {
        for (uint32_t lane = 0; lane < copies_of(m, &m->lines[i]); lane++) {
            all[at] = m->lines[i];
            all[at++].lane = lane;
        }
    }
    m->lines = all;
    m->n_lines = at;
}

static void lines_collect(struct compiler *c) {
    struct model *m = c->model;
    m->lines = arena_array(&m->arena, (size_t)m->n_steps * m->n_tiers, sizeof *m->lines);
    for (uint32_t i = 0; i < m->n_steps; i++) {
        const struct model_class *k = class_of_step(m, i);
        for (size_t t = 0; has_line(m, &m->steps[i]) && t < k->n_met; t++) {
            m->lines[m->n_lines++] = line_for(m, k, &m->steps[i], c->steps_read[i], k->met[t]);
        }
    }
    if (m->n_lines > 1) {
        qsort(m->lines, m->n_lines, sizeof *m->lines, line_compare);
    }
    uint32_t kept = m->n_lines > 0;
    for (uint32_t i = 1; i < m->n_lines; i++) {
        if (line_compare(&m->lines[kept - 1], &m->lines[i]) != 0) {
            m->lines[kept++] = m->lines[i];
        }
    }
    m->n_lines = kept;
    if (m->n_lanes > 0) {
        lines_to_lanes(m);
    }
}

static void lines_assign(struct compiler *c) {
    struct model *m = c->model;
    for (uint32_t i = 0; i < m->n_steps; i++) {
        if (!has_line(m, &m->steps[i])) {
            continue;
        }
        const struct model_class *k = class_of_step(m, i);
        uint32_t *line = arena_array(&m->arena, m->n_tiers, sizeof *line);
        for (uint32_t t = 0; t < m->n_tiers; t++) {
            struct model_line key = line_for(m, k, &m->steps[i], c->steps_read[i], t);
            const struct model_line *found =
                bsearch(&key, m->lines, m->n_lines, sizeof key, line_compare);
            line[t] = found ? (uint32_t)(found - m->lines) : NONE;
        }
        m->steps[i].line = line;
    }
    for (uint32_t l = m->n_lines; l-- > 0;) {
        struct model_station *s = &m->stations[m->lines[l].station];
        s->first_line = l;
        s->n_lines++;
    }
}

/* ---- routes: which group serves which line, by its narrowest skill entry ---- */

enum narrowness { SERVES_NOT, SERVES_STATION, SERVES_TIER, SERVES_SKILL };

static enum narrowness entry_serves(const struct model *m, const struct skill_entry *entry,
                                    const struct model_line *l) {
    if (!name_equal(entry->station, m->stations[l->station].name)) {
        return SERVES_NOT;
    }
    if (!entry->of) {
        return SERVES_STATION;
    }
    if (name_equal(entry->of, l->skill)) {
        return SERVES_SKILL;
    }
    return name_equal(entry->of, m->tiers[l->tier].name) ? SERVES_TIER : SERVES_NOT;
}

static const struct skill_entry *narrowest_entry(const struct model *m, const struct staff_group *g,
                                                 const struct model_line *l) {
    const struct skill_entry *best = NULL;
    enum narrowness narrow = SERVES_NOT;
    for (size_t i = 0; i < g->n_skills; i++) {
        enum narrowness n = entry_serves(m, &g->skills[i], l);
        if (n > narrow) {
            narrow = n;
            best = &g->skills[i];
        }
    }
    return best;
}

/* slot is the post meanwhile. */
static int by_order(const void *a, const void *b) {
    const struct model_route *x = a, *y = b;
    if (x->slot != y->slot) {
        return x->slot < y->slot ? -1 : 1;
    }
    if (x->order < y->order || x->order > y->order) {
        return x->order < y->order ? -1 : 1;
    }
    return x->line < y->line ? -1 : x->line > y->line;
}

static int by_rank(const void *a, const void *b) {
    const struct model_route *x = a, *y = b;
    if (x->rank < y->rank || x->rank > y->rank) {
        return x->rank < y->rank ? -1 : 1;
    }
    return x->group < y->group ? -1 : x->group > y->group;
}

/* The lines that a group's people serve from a lane are those of that lane. */
static void group_posts(struct model *m, struct model_group *g, const struct model_route *any) {
    const struct model_station *s = &m->stations[m->lines[any->line].station];
    if (s->n_lanes > 0) {
        g->stands_at = m->lines[any->line].station;
        g->n_posts = s->n_lanes + 1;
        g->post_routes /= s->n_lanes;
    }
}

static bool served_from(const struct model *m, const struct model_line *l) {
    const struct model_station *s = &m->stations[l->station];
    return s->kind->staffed && (s->n_lanes == 0 || l->lane < s->n_lanes);
}

static void group_routes(struct compiler *c, uint32_t group) {
    struct model *m = c->model;
    const struct staff_group *g = &c->scenario->groups[c->group_order[group]];
    struct model_route *routes = arena_array(&m->arena, m->n_lines, sizeof *routes);
    uint32_t n = 0;
    for (uint32_t l = 0; l < m->n_lines; l++) {
        bool served = served_from(m, &m->lines[l]);
        const struct skill_entry *e = served ? narrowest_entry(m, g, &m->lines[l]) : NULL;
        if (e) {
            double order = isnan(e->order) ? e->rank : e->order;
            routes[n++] = (struct model_route){group,    l,        e->rank,         order,
                                               e->speed, e->after, m->lines[l].lane};
            m->lines[l].n_routes++;
            m->stations[m->lines[l].station].has_delays |= e->after > 0;
        }
    }
    if (n > 1) {
        qsort(routes, n, sizeof *routes, by_order);
    }
    struct model_group *to = &m->groups[group];
    to->routes = routes;
    to->n_routes = to->post_routes = n;
    if (n > 0) {
        group_posts(m, to, &routes[0]);
    }
    for (uint32_t i = 0; i < n; i++) {
        uint32_t post = i / to->post_routes;
        routes[i].slot = post * group_post_words(to) * 64 + i % to->post_routes;
    }
}

static void line_routes(struct model *m) {
    struct model_route **to = arena_array(&m->arena, m->n_lines, sizeof *to);
    for (uint32_t l = 0; l < m->n_lines; l++) {
        to[l] = arena_array(&m->arena, m->lines[l].n_routes, sizeof **to);
        m->lines[l].routes = to[l];
        m->lines[l].n_routes = 0;
    }
    for (uint32_t g = 0; g < m->n_groups; g++) {
        for (uint32_t i = 0; i < m->groups[g].n_routes; i++) {
            uint32_t l = m->groups[g].routes[i].line;
            to[l][m->lines[l].n_routes++] = m->groups[g].routes[i];
        }
    }
    for (uint32_t l = 0; l < m->n_lines; l++) {
        if (m->lines[l].n_routes > 1) {
            qsort(to[l], m->lines[l].n_routes, sizeof *to[l], by_rank);
        }
    }
}

static void station_groups(struct model *m, uint32_t station) {
    struct model_station *s = &m->stations[station];
    uint32_t *groups = arena_array(&m->arena, m->n_groups, sizeof *groups);
    for (uint32_t g = 0; g < m->n_groups; g++) {
        if (model_group_serves(m, g, station)) {
            groups[s->n_groups++] = g;
        }
    }
    s->groups = groups;
}

void compile_lines(struct compiler *c) {
    lines_collect(c);
    lines_assign(c);
    for (uint32_t g = 0; g < c->model->n_groups; g++) {
        group_routes(c, g);
    }
    line_routes(c->model);
    for (uint32_t s = 0; s < c->model->n_stations; s++) {
        station_groups(c->model, s);
    }
}

bool model_group_serves(const struct model *m, uint32_t group, uint32_t station) {
    const struct model_group *g = &m->groups[group];
    for (uint32_t i = 0; i < g->n_routes; i++) {
        if (station == NONE || m->lines[g->routes[i].line].station == station) {
            return true;
        }
    }
    return false;
}
