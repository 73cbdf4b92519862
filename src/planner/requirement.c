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
    const char *names[8]; /* of the targets' standards */
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
    q->names[q->n_targets] = s->name;
    q->targets[q->n_targets++] = (struct queue_target){measure, value};
    return true;
}

/* How many people from..to needs. False where nobody comes. */
static bool question_of(const struct line_model *q, unsigned weekday, double from, double to,
                        struct queue_question *ask) {
    const struct model *m = q->m;
    struct station_load sum = {0};
    *ask = (struct queue_question){
        .unknown = UNKNOWN_AGENTS, .targets = q->targets, .count = q->n_targets};
    for (uint32_t i = 0; i < m->n_sources; i++) {
        double rate = source_rate(m, &m->sources[i], weekday, from, to);
        const struct station_load *l = &q->per_contact[m->sources[i].class_index][q->station];
        load_add(&sum, rate, l);
    }
    if (sum.visits <= 0 || sum.load <= 0)
        return false;
    ask->model = (struct queue_model){.calls = sum.visits,
                                      .handle = sum.load / sum.visits,
                                      .agents = 1,
                                      .threshold = q->threshold};
    load_patience_set(&sum, &ask->model);
    return true;
}

/* SIZE_MAX when no number meets. */
static size_t fewest(const struct queue_question *ask) {
    struct queue_answer answer;
    enum theory_status status = queue_solve(ask, &answer);
    return status == THEORY_CONVERGED || status == THEORY_INEXACT ? answer.model.agents : SIZE_MAX;
}

/* What of the target is asked too much, and what can be asked. */
static const char *beyond_words(const struct queue_target *t) {
    bool share = strcmp(t->measure->unit, "share") == 0;
    if (!queue_target_is_limit(t))
        return "cannot be reached; ask for less";
    if (!share)
        return "allows no wait at all, which no number of people rules out where customers come by "
               "chance; any longer wait can be reached: ask for a second, say";
    return t->measure->better > 0
               ? "allows not one exception, which no number of people rules out where customers "
                 "come by chance; any share below 100 % can be reached: ask for 99 % or 99.9 %, say"
               : "allows not one exception, which no number of people rules out where customers "
                 "come by chance; any share above 0 can be reached: ask for 1 % or 0.1 %, say";
}

static bool unmet_error(const struct line_model *q, const struct queue_question *ask, double from,
                        const struct path *at, struct diag *d) {
    int minutes = (int)(from / 60) % (24 * 60), hour = minutes / 60, minute = minutes % 60;
    const char *station = q->m->stations[q->station].name;
    bool told = false;
    for (size_t i = 0; i < q->n_targets; i++) {
        struct queue_question alone = *ask;
        alone.targets = &q->targets[i];
        alone.count = 1;
        if (fewest(&alone) != SIZE_MAX)
            continue;
        told = true;
        diag_error(d,
                   &(struct path){.parent = &(struct path){.key = "standards"}, .key = q->names[i]},
                   "at '%s' from %02d:%02d the standard %s", station, hour, minute,
                   beyond_words(&q->targets[i]));
    }
    return !told && diag_error(d, at,
                               "Erlang's formulas find no number of people that meets the "
                               "standards at '%s' together in the interval of %02d:%02d; give the "
                               "requirement by --require count or --plan plan.json",
                               station, hour, minute);
}

static bool formulas_fill(const struct line_model *q, const struct slot_grid *grid,
                          size_t *required, const struct path *at, struct diag *d) {
    const struct model *m = q->m;
    for (size_t day = 0; day < grid->n_days; day++) {
        for (size_t i = 0; i < m->n_intervals; i++) {
            double from = m->opens + (double)i * m->interval, to = from + m->interval;
            struct queue_question ask;
            bool any = question_of(q, grid->day[day], from, to, &ask);
            size_t n = any ? fewest(&ask) : 0;
            if (n == SIZE_MAX)
                return unmet_error(q, &ask, from, at, d);
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
