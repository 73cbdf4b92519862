/* SPDX-License-Identifier: GPL-3.0-or-later
 * Keys that rules set. Where any rule sets something, the engine works with a copy of its own of
 * the arrays that live keys stand in; on each switch they are made anew: the scenario's values, and
 * over them those that differ in the rules which are on, in the order of their names. Names and
 * shapes are the same in all of them, so an index means the same thing everywhere. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "engine/felt.h"
#include "engine/flow.h"
#include "engine/machines.h"
#include "engine/tell.h"
#include "scenario/station_kind.h"

/* The engine's own model and staffing, writable. */
struct settings {
    const struct model *base;
    struct model model;
    struct staffing staffing;
    struct profile *count;
    size_t *servers; /* [n_stations], own servers as they were last */
    struct model_route *group_routes, *line_routes; /* of all groups; of all lines */
};

/* Members of 8 bytes (size_t or double) that a rule may change. */
static const size_t step_members[] = {
    offsetof(struct model_step, chance), offsetof(struct model_step, eligible),
    offsetof(struct model_step, resolves), offsetof(struct model_step, within)};
static const size_t station_members[] = {
    offsetof(struct model_station, lines), offsetof(struct model_station, seats),
    offsetof(struct model_station, servers), offsetof(struct model_station, needs_help)};
static const size_t area_members[] = {offsetof(struct model_area, seats),
                                      offsetof(struct model_area, standing),
                                      offsetof(struct model_area, failed)};
static const size_t route_members[] = {offsetof(struct model_route, speed)};
static const size_t return_members[] = {offsetof(struct model_return, chance)};
#define N(members) (sizeof(members) / sizeof *(members))

/* Where the changed array differs from the base, own takes its value. All have n members of the
 * same size. */
struct overlay {
    const void *base, *changed;
    void *own;
    size_t n, size;
};

static void overlay(struct overlay o, const size_t *members, size_t n_members) {
    for (size_t i = 0; i < o.n; i++) {
        for (size_t m = 0; m < n_members; m++) {
            size_t at = i * o.size + members[m];
            const char *changed = (const char *)o.changed + at;
            if (memcmp(changed, (const char *)o.base + at, sizeof(double)) != 0) {
                memcpy((char *)o.own + at, changed, sizeof(double));
            }
        }
    }
}

static void *copy_of(const void *array, size_t n, size_t size) {
    void *copy = mem_new(n, size);
    if (n > 0) {
        memcpy(copy, array, n * size);
    }
    return copy;
}

static bool any_sets(const struct model *m) {
    for (uint32_t i = 0; i < m->n_rules; i++) {
        if (m->rules[i].changed) {
            return true;
        }
    }
    return false;
}

/* One array holds the routes of all groups (or lines), so that it is made once. */
static void routes_new(struct settings *s) {
    const struct model *base = s->base;
    size_t n = 0;
    for (uint32_t g = 0; g < base->n_groups; g++) {
        n += base->groups[g].n_routes;
    }
    s->group_routes = mem_new(n, sizeof *s->group_routes);
    s->line_routes = mem_new(n, sizeof *s->line_routes);
    n = 0;
    for (uint32_t g = 0; g < base->n_groups; g++) {
        s->model.groups[g].routes = s->group_routes + n;
        n += base->groups[g].n_routes;
    }
    n = 0;
    for (uint32_t l = 0; l < base->n_lines; l++) {
        s->model.lines[l].routes = s->line_routes + n;
        n += base->lines[l].n_routes;
    }
}

void settings_new(struct engine *e) {
    if (!any_sets(e->model)) {
        return;
    }
    struct settings *s = mem_new(1, sizeof *s);
    const struct model *m = e->model;
    s->base = m;
    s->model = *m;
    s->model.steps = copy_of(m->steps, m->n_steps, sizeof *m->steps);
    s->model.stations = copy_of(m->stations, m->n_stations, sizeof *m->stations);
    s->model.areas = copy_of(m->areas, m->n_areas, sizeof *m->areas);
    s->model.classes = copy_of(m->classes, m->n_classes, sizeof *m->classes);
    s->model.groups = copy_of(m->groups, m->n_groups, sizeof *m->groups);
    s->model.lines = copy_of(m->lines, m->n_lines, sizeof *m->lines);
    s->count = mem_new(m->n_groups, sizeof *s->count);
    s->servers = mem_new(m->n_stations, sizeof *s->servers);
    routes_new(s);
    e->settings = s;
    e->model = &s->model;
}

void settings_free(struct engine *e) {
    struct settings *s = e->settings;
    if (s) {
        e->model = s->base;
        free(s->model.steps);
        free(s->model.stations);
        free(s->model.areas);
        free(s->model.classes);
        free(s->model.groups);
        free(s->model.lines);
        free(s->count);
        free(s->servers);
        free(s->group_routes);
        free(s->line_routes);
        free(s);
    }
}

/* ---- what holds now ---- */

static void routes_copy(struct settings *s) {
    for (uint32_t g = 0, at = 0; g < s->base->n_groups; g++) {
        const struct model_group *from = &s->base->groups[g];
        memcpy(s->group_routes + at, from->routes, from->n_routes * sizeof *from->routes);
        at += from->n_routes;
    }
    for (uint32_t l = 0, at = 0; l < s->base->n_lines; l++) {
        const struct model_line *from = &s->base->lines[l];
        memcpy(s->line_routes + at, from->routes, from->n_routes * sizeof *from->routes);
        at += from->n_routes;
    }
}

static void base_copy(struct settings *s) {
    const struct model *m = s->base;
    memcpy(s->model.steps, m->steps, m->n_steps * sizeof *m->steps);
    memcpy(s->model.stations, m->stations, m->n_stations * sizeof *m->stations);
    if (m->n_areas > 0) {
        memcpy(s->model.areas, m->areas, m->n_areas * sizeof *m->areas);
    }
    memcpy(s->model.classes, m->classes, m->n_classes * sizeof *m->classes);
    routes_copy(s);
}

static void routes_overlay(struct settings *s, const struct model *changed) {
    for (uint32_t g = 0, at = 0; g < s->base->n_groups; g++) {
        const struct model_group *from = &s->base->groups[g];
        overlay((struct overlay){from->routes, changed->groups[g].routes, s->group_routes + at,
                                 from->n_routes, sizeof *from->routes},
                route_members, N(route_members));
        at += from->n_routes;
    }
    for (uint32_t l = 0, at = 0; l < s->base->n_lines; l++) {
        const struct model_line *from = &s->base->lines[l];
        overlay((struct overlay){from->routes, changed->lines[l].routes, s->line_routes + at,
                                 from->n_routes, sizeof *from->routes},
                route_members, N(route_members));
        at += from->n_routes;
    }
}

static void rule_overlay(struct settings *s, const struct model *changed) {
    const struct model *m = s->base;
    overlay(
        (struct overlay){m->steps, changed->steps, s->model.steps, m->n_steps, sizeof *m->steps},
        step_members, N(step_members));
    for (uint32_t i = 0; i < m->n_steps; i++) {
        s->model.steps[i].for_all = model_step_for_all(&s->model.steps[i]);
    }
    overlay((struct overlay){m->stations, changed->stations, s->model.stations, m->n_stations,
                             sizeof *m->stations},
            station_members, N(station_members));
    overlay(
        (struct overlay){m->areas, changed->areas, s->model.areas, m->n_areas, sizeof *m->areas},
        area_members, N(area_members));
    for (uint32_t c = 0; c < m->n_classes; c++) {
        overlay((struct overlay){m->classes[c].returns, changed->classes[c].returns,
                                 s->model.classes[c].returns, RETURN_COUNT,
                                 sizeof(struct model_return)},
                return_members, N(return_members));
    }
    routes_overlay(s, changed);
}

/* Servers that have come serve those who wait. */
static void serve_more(struct engine *e, uint32_t station, size_t before) {
    size_t now = e->model->stations[station].servers, used = e->stations[station].used;
    size_t more = now > before ? now - before : 0, free = now > used ? now - used : 0;
    size_t waiting = e->stations[station].waiting;
    more = more < free ? more : free;
    for (size_t i = 0; i < more && i < waiting; i++) {
        engine_station_freed(e, station);
    }
    if (now != before && e->model->stations[station].kind->freed) {
        tell_in_use(e, station);
    }
}

static bool profiles_equal(const struct profile *a, const struct profile *b) {
    return a->n == b->n && memcmp(a->at, b->at, a->n * sizeof *a->at) == 0 &&
           memcmp(a->value, b->value, a->n * sizeof *a->value) == 0;
}

/* Counts go by the staffing of this run, unless a rule that is on sets them. */
static void counts_apply(struct engine *e) {
    struct settings *s = e->settings;
    for (uint32_t g = 0; g < s->base->n_groups; g++) {
        const struct profile *own = &s->base->staffing.count[g], *now = &e->planned->count[g];
        for (uint32_t i = 0; i < s->base->n_rules; i++) {
            const struct model *changed = s->base->rules[i].changed;
            if (e->rules[i].on && changed && !profiles_equal(own, &changed->staffing.count[g])) {
                now = &changed->staffing.count[g];
            }
        }
        bool same = s->count[g].at == now->at && s->count[g].value == now->value;
        s->count[g] = *now;
        if (!same && !e->groups[g].roster) {
            staffing_renew(e, g);
        }
    }
}

void settings_apply(struct engine *e) {
    struct settings *s = e->settings;
    areas_look(e);
    base_copy(s);
    for (uint32_t i = 0; i < s->base->n_rules; i++) {
        if (e->rules[i].on && s->base->rules[i].changed) {
            rule_overlay(s, s->base->rules[i].changed);
        }
    }
    for (uint32_t i = 0; i < s->base->n_stations; i++) {
        if (s->servers[i] != s->model.stations[i].servers) {
            tell_servers(e, i);
            machines_counted(e, i);
        }
        serve_more(e, i, s->servers[i]);
        s->servers[i] = s->model.stations[i].servers;
    }
    if (e->felt) {
        felt_air(e);
    }
    counts_apply(e);
}

void settings_reset(struct engine *e) {
    struct settings *s = e->settings;
    e->planned = e->staffing;
    if (!s) {
        return;
    }
    base_copy(s);
    for (uint32_t i = 0; i < s->base->n_stations; i++) {
        s->servers[i] = s->base->stations[i].servers;
    }
    memcpy(s->count, e->planned->count, s->base->n_groups * sizeof *s->count);
    s->staffing = *e->planned;
    s->staffing.count = s->count;
    e->staffing = &s->staffing;
}
