/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planner/requirement.h"

#include <math.h>
#include <string.h>

#include "base/units.h"
#include "observe/counters.h"
#include "planner/offered_load.h"
#include "scenario/profile_amount.h"
#include "theory/solve.h"

/* ---- from the count ---- */

static void by_count(const struct model *m, uint32_t group, const struct slot_grid *grid,
                     size_t *required) {
    for (size_t d = 0; d < grid->n_days; d++) {
        const struct profile *p = profile_on(&m->staffing.count[group], grid->day[d]);
        for (double at = m->opens; p->n > 0 && at < m->closes - 1e-6; at += grid->slot)
            required[grid_slot(grid, d, at)] =
                (size_t)lround(profile_most(p, at, fmin(at + grid->slot, m->closes)));
    }
}

/* ---- by formulas ---- */

/* One station served by one group. */
struct line_model {
    const struct model *m;
    uint32_t station;
    size_t n_targets;
    struct queue_target targets[8];
    double threshold;
    const struct station_load **per_contact; /* [n_classes][n_stations] */
};

/* The station that the group serves and nobody else does; NONE with the reason in words. */
static uint32_t own_station(const struct model *m, uint32_t group, const char **why) {
    const struct model_group *g = &m->groups[group];
    uint32_t station = NONE;
    *why = "serves nobody";
    for (uint32_t i = 0; i < g->n_routes; i++) {
        uint32_t here = m->lines[g->routes[i].line].station;
        *why = "serves several stations";
        if (station != NONE && station != here)
            return NONE;
        station = here;
    }
    if (station != NONE && m->stations[station].n_lanes > 0) {
        *why = "stands at lanes, each with a line of its own";
        return NONE;
    }
    if (station != NONE && (m->stations[station].n_hours > 0 || m->stations[station].keeps)) {
        *why = "serves a station with hours of its own, or one that keeps people overnight";
        return NONE;
    }
    for (uint32_t i = 0; station != NONE && i < m->n_lines; i++) {
        if (m->lines[i].station != station)
            continue;
        *why = "shares its station with another group";
        if (m->lines[i].n_routes != 1 || m->lines[i].routes[0].group != group)
            return NONE;
        *why = "works at another speed than 1";
        if (fabs(m->lines[i].routes[0].speed - 1) > 0)
            return NONE;
    }
    return station;
}

static bool target_add(struct line_model *q, const struct standard *s) {
    const char *name = s->measure ? s->measure : service_level_names[s->formula];
    const struct queue_measure *measure = queue_measure_find(name);
    double value = !s->measure ? s->share : isnan(s->at_most) ? s->at_least : s->at_most;
    bool other = !isnan(s->within) && q->threshold > 0 && q->threshold != s->within;
    if (!measure || measure->better == 0 || q->n_targets == 8 || s->n_from > 0 || other)
        return false;
    if (!isnan(s->within))
        q->threshold = s->within;
    q->targets[q->n_targets++] = (struct queue_target){measure, value};
    return true;
}

/* The fewest people for from..to; SIZE_MAX when no number does. */
static size_t fewest(const struct line_model *q, unsigned weekday, double from, double to) {
    const struct model *m = q->m;
    struct queue_question ask = {
        .unknown = UNKNOWN_AGENTS, .targets = q->targets, .count = q->n_targets};
    struct station_load sum = {0};
    for (uint32_t i = 0; i < m->n_sources; i++) {
        double rate = source_rate(m, &m->sources[i], weekday, from, to);
        const struct station_load *l = &q->per_contact[m->sources[i].class_index][q->station];
        load_add(&sum, rate, l);
    }
    if (sum.visits <= 0 || sum.load <= 0)
        return 0;
    ask.model = (struct queue_model){.calls = sum.visits,
                                     .handle = sum.load / sum.visits,
                                     .agents = 1,
                                     .threshold = q->threshold};
    load_patience_set(&sum, &ask.model);
    struct queue_answer answer;
    enum theory_status status = queue_solve(&ask, &answer);
    return status == THEORY_CONVERGED || status == THEORY_INEXACT ? answer.model.agents : SIZE_MAX;
}

static bool formulas_fill(const struct line_model *q, const struct slot_grid *grid,
                          size_t *required, const struct path *at, struct diag *d) {
    const struct model *m = q->m;
    for (size_t day = 0; day < grid->n_days; day++) {
        for (size_t i = 0; i < m->n_intervals; i++) {
            double from = m->opens + (double)i * m->interval, to = from + m->interval;
            size_t n = fewest(q, grid->day[day], from, to);
            int minutes = (int)(from / 60) % (24 * 60), hour = minutes / 60, minute = minutes % 60;
            if (n == SIZE_MAX)
                return diag_error(d, at,
                                  "Erlang's formulas find no number of people that meets the "
                                  "standards at '%s' in the interval of %02d:%02d; give the "
                                  "requirement by --require count or --plan plan.json",
                                  m->stations[q->station].name, hour, minute);
            for (double t = from; t < to - 1e-6; t += grid->slot)
                required[grid_slot(grid, day, t)] = n;
        }
    }
    return true;
}

static bool by_formulas(const struct model *m, uint32_t group, const struct slot_grid *grid,
                        size_t *required, struct diag *d) {
    struct path staff = {.key = "staff"}, here = {.parent = &staff, .key = m->groups[group].name};
    const char *why;
    struct line_model q = {.m = m, .station = own_station(m, group, &why)};
    if (q.station == NONE)
        return diag_error(d, &here,
                          "the group %s, so that no formula says how many are needed; run 'sojourn "
                          "staff --write plan.json' and give --plan plan.json",
                          why);
    for (uint32_t i = 0; i < m->n_standards; i++)
        if (m->standards[i].station == q.station && m->standards[i].of_class == NONE &&
            m->standards[i].of_tier == NONE && !m->standards[i].of_skill)
            target_add(&q, m->standards[i].as_read);
    if (q.n_targets == 0)
        return diag_error(d, &here,
                          "no standard at '%s' that a formula knows says how many are needed; add "
                          "one, or give --require count or --plan plan.json",
                          m->stations[q.station].name);
    struct arena a = {0};
    q.per_contact = arena_array(&a, m->n_classes, sizeof *q.per_contact);
    for (uint32_t c = 0; c < m->n_classes; c++)
        q.per_contact[c] = contact_load_of(m, c, &a);
    bool ok = formulas_fill(&q, grid, required, &here, d);
    arena_fini(&a);
    return ok;
}

bool requirement_of(const struct model *m, uint32_t group, enum requirement_source source,
                    const struct slot_grid *grid, size_t *required, struct diag *d) {
    memset(required, 0, grid_slots(grid) * sizeof *required);
    if (source == REQUIREMENT_FORMULAS)
        return by_formulas(m, group, grid, required, d);
    by_count(m, group, grid, required);
    return true;
}
