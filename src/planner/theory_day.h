/* SPDX-License-Identifier: GPL-3.0-or-later
 * A scenario's day at one station as the time-varying formulas see it: calls, agents, means; and
 * what they leave out. */
#ifndef PLANNER_THEORY_DAY_H
#define PLANNER_THEORY_DAY_H

#include "base/arena.h"
#include "model/model.h"
#include "theory/day_queue.h"
#include "theory/solve.h"

enum { THEORY_DAY_NOTES = 32 };

struct theory_day {
    struct arena arena;
    const char *refused;         /* why no formula holds; NULL: the rest is set */
    const char *station;         /* whose */
    struct day_model day;        /* periods end where an interval does or anything changes */
    struct distribution service; /* of the mean of day.handle: its own law when there is but one */
    double spread_cv;            /* of the calls of a day; left out of day */
    const char *standard;        /* name of the strictest service level that is for everybody at the
                                    station, else for some: the highest share, then the least time;
                                    NULL: none */
    const char *for_kind;        /* "tier", "class" or "skill" that it is for; NULL: everybody */
    const char *for_name;        /* of that */
    size_t n_standards;          /* service levels that speak of the station */
    struct queue_target target;  /* its; measure NULL: none */
    size_t n_left_out;           /* properties that the formulas do not know */
    const char *left_out[THEORY_DAY_NOTES];
};

/* station: NULL for the only one with staff. Days of the week: the first. */
void theory_day_of(const struct model *m, const char *station, struct theory_day *out);
void theory_day_fini(struct theory_day *t);

#endif
