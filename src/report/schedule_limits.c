/* SPDX-License-Identifier: GPL-3.0-or-later
 * What keeps a schedule from having more people. */
#include <math.h>

#include "report/schedule_report.h"

static size_t working_on(const struct schedule_group *g, size_t contract, size_t day) {
    size_t n = 0;
    for (size_t i = 0; i < g->plan.n_shifts; i++) {
        const struct cover_shift *shift = &g->plan.shifts[i];
        if (shift->day == day && g->problem.kinds[shift->kind].contract == contract)
            n += shift->count;
    }
    return n;
}

/* Whether all people that at_most allows work: in all, or on each day. */
static bool is_used_up(const struct schedule_group *g, size_t contract) {
    const struct cover_contract *c = &g->problem.contracts[contract];
    if (g->as_read->patterns[contract].at_most != c->at_most || c->at_most == COVER_UNLIMITED)
        return false;
    if (c->works > 0)
        return g->plan.people[contract] >= c->at_most;
    bool all = true;
    for (size_t day = 0; day < g->problem.n_days; day++)
        all = all && (!(c->days >> day & 1U) || working_on(g, contract, day) >= c->at_most);
    return all;
}

/* Whether people are missing where one of these patterns could have somebody. */
static bool lacks_people(const struct schedule_group *g) {
    bool lacks = false;
    size_t slots = g->problem.n_days * g->problem.day_slots;
    for (size_t i = 0; i < slots; i++)
        lacks = lacks ||
                (g->plan.on_duty[i] < g->required[i] && !(g->unreachable && g->unreachable[i]));
    return lacks;
}

/* The at_most of the group's patterns that are used up, after the words so far; *all becomes false
 * where one is not. */
static const char *group_limits(const struct schedule_group *g, const char *words, bool *all,
                                struct arena *a) {
    bool lacks = lacks_people(g);
    for (size_t i = 0; i < g->problem.n_contracts; i++) {
        size_t most = g->problem.contracts[i].at_most;
        bool used_up = is_used_up(g, i);
        *all = *all && used_up;
        if (used_up && (lacks || most == 0 || g->plan.missing == 0))
            words =
                arena_format(a, "%s%sstaff.%s.patterns.%s.at_most (%zu)", words, *words ? ", " : "",
                             g->as_read->name, g->as_read->patterns[i].name, most);
    }
    return words;
}

const char *schedule_limits_words(const struct schedule *s, struct arena *a) {
    const char *words = "";
    bool all = true;
    for (size_t i = 0; i < s->n_groups; i++) {
        const struct schedule_group *g = &s->groups[i];
        if (s->end == SCHEDULE_COVERS || g->plan.missing > 0)
            words = group_limits(g, words, &all, a);
    }
    bool limits =
        *words && (all || (s->end == SCHEDULE_MISSES && isinf(schedule_missing_price(s))));
    return limits ? words : NULL;
}
