/* SPDX-License-Identifier: GPL-3.0-or-later
 * Around a plan: what a few more or fewer people all day would give, met by the same customers. */
#ifndef PLANNER_STAFF_LEVELS_H
#define PLANNER_STAFF_LEVELS_H

#include "planner/staff.h"
#include "study/results.h"

enum { STAFF_LEVELS = 5 }; /* -2 .. +2, at most: what changes nobody is left out */

/* Measures of the whole that every row shows, besides the goals; the last where people.strain is
 * on. */
#define STAFF_LEVEL_MEASURES(X)                                                                    \
    X(asa, "ASA")                                                                                  \
    X(abandonment, "abandoned")                                                                    \
    X(occupancy, "occupancy")                                                                      \
    X(settled_quits, "leavers\na year")

enum {
#define X(name, heading) STAFF_LEVEL_##name,
    STAFF_LEVEL_MEASURES(X) STAFF_LEVEL_MEASURE_KINDS
#undef X
};
extern const char *const staff_level_measures[]; /* names in the table of measures */
extern const char *const staff_level_headings[];

/* Whether the scenario knows of it. */
static inline bool staff_level_known(const struct staff_answer *a, size_t measure) {
    return measure != STAFF_LEVEL_settled_quits || a->model->scenario->people.strain.on;
}

struct staff_level {
    int change;                   /* people more, in every slot of the group */
    double people, cost;          /* person-slots and price of the planned groups */
    const struct estimate *goals; /* [goals.n], over the whole day */
    struct estimate measures[STAFF_LEVEL_MEASURE_KINDS];
    struct estimate total_cost; /* measure cost, all that money prices; NAN without money */
    struct estimate p_meets;    /* share of days on which every goal holds as on a day */
};

struct staff_levels {
    struct arena arena;
    uint32_t group; /* whose people change: the largest of the planned */
    size_t n, days;
    struct staff_level *rows;
    struct results *at_plan; /* everything measured under the plan itself */
};

/* NULL when stopped, or with a reason in d. options as of staff_plan. days: of each row, at most;
 * fewer where runs are so long that the options' events do not suffice. */
struct staff_levels *staff_levels_run(const struct staff_answer *a,
                                      const struct staff_options *options, size_t days,
                                      struct diag *d);
void staff_levels_free(struct staff_levels *l);

#endif
