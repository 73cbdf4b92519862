/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planner/one_person.h"

#include <math.h>

#include "scenario/profile_amount.h"

/* The most of the group that a task of any crew needs at once. */
static size_t task_needs(const struct model *m, uint32_t group) {
    size_t most = 0;
    for (uint32_t s = 0; s < m->n_stations; s++) {
        const struct model_crew *crew = m->stations[s].crew;
        for (uint32_t t = 0; crew && t < crew->n_tasks; t++)
            for (uint32_t i = 0; i < crew->tasks[t].n_needs; i++) {
                const struct model_need *n = &crew->tasks[t].needs[i];
                most = n->group == group && n->people > most ? n->people : most;
            }
    }
    return most;
}

/* Whoever works at the station; at any station: of whom the crews' tasks can do with one fewer, at
 * closing too, when those there stay until all is done. */
static bool may_lack_one(const struct model *m, uint32_t group, uint32_t station) {
    size_t need = station == NONE ? task_needs(m, group) : 0;
    if (need == 0)
        return model_group_serves(m, group, station);
    const struct profile *p = &m->staffing.count[group];
    return !p->by_weekday && p->n > 0 && profile_largest(p) >= (double)need + 1 &&
           p->value[p->n - 1] >= (double)need + 1;
}

uint32_t largest_group(const struct model *m, uint32_t station) {
    uint32_t largest = NONE;
    double most = -1;
    for (uint32_t g = 0; g < m->n_groups; g++) {
        const struct profile *p = &m->staffing.count[g];
        size_t days = p->by_weekday ? m->n_weekdays : 1;
        double sum = 0;
        for (size_t d = 0; d < days; d++)
            sum += profile_integral(profile_on(p, model_weekday(m, d)), m->opens, m->closes);
        if (may_lack_one(m, g, station) && sum / (double)days > most) {
            most = sum / (double)days;
            largest = g;
        }
    }
    return largest;
}

/* Nobody comes when nobody works. */
static struct profile profile_with(struct arena *a, const struct profile *p, double more) {
    double *value = arena_array(a, p->n, sizeof *value);
    for (size_t i = 0; i < p->n; i++)
        value[i] = p->value[i] > 0 ? fmax(0, p->value[i] + more) : 0;
    struct profile out = {.n = p->n, .at = p->at, .value = value};
    struct profile *week = p->by_weekday ? arena_array(a, WEEKDAYS, sizeof *week) : NULL;
    for (size_t i = 0; week && i < WEEKDAYS; i++)
        week[i] = profile_with(a, &p->by_weekday[i], more);
    out.by_weekday = week;
    return out;
}

/* One who stays away misses one shift a day. */
static struct roster roster_with(struct arena *a, const struct roster *r, double more) {
    struct shift *shifts = arena_array(a, r->n_shifts, sizeof *shifts);
    size_t largest = 0;
    for (size_t i = 0; i < r->n_shifts; i++) {
        shifts[i] = r->shifts[i];
        largest = shifts[i].count > shifts[largest].count ? i : largest;
    }
    if (r->n_shifts > 0)
        shifts[largest].count = (size_t)fmax(0, (double)shifts[largest].count + more);
    return (struct roster){r->n_shifts, shifts};
}

struct staffing staffing_with(const struct model *m, struct arena *a, uint32_t group, double more) {
    struct profile *count = arena_array(a, m->n_groups, sizeof *count);
    struct roster *rosters = arena_array(a, m->n_groups, sizeof *rosters);
    for (uint32_t g = 0; g < m->n_groups; g++) {
        const struct profile *p = &m->staffing.count[g];
        count[g] = g == group ? profile_with(a, p, more) : *p;
        if (m->staffing.rosters)
            rosters[g] =
                g == group ? roster_with(a, &m->staffing.rosters[g], more) : m->staffing.rosters[g];
    }
    return (struct staffing){m->n_groups, count, m->staffing.rosters ? rosters : NULL};
}
