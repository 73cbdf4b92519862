/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the confirmation of a plan and the judging of its neighbours share. */
#ifndef PLANNER_STAFF_CONFIRM_PARTS_H
#define PLANNER_STAFF_CONFIRM_PARTS_H

#include "planner/staff_parts.h"

enum { NEIGHBOUR_LOOKS = 4 }; /* at each neighbour's growing sample */

struct confirmation {
    struct staffing_problem *p;
    struct staff_answer *a;
    struct arena arena;
    bool whole_day; /* some constraint is over the whole day: every slot bears on it */
    size_t attempts,
        looks;      /* plans that may be tried, looks at each: the risk is divided by them */
    size_t n, most; /* replications of the plan: now, and at most */
    double risk_plan, risk_neighbour; /* of one look at one condition, at one neighbour */
    double *series;                   /* [n_constraints][most]: the plan's slacks by replication */
    uint64_t seed, looked_seed; /* of the present plan; of that whose neighbours were judged */
    size_t attempt;
    uint64_t end_at; /* events of the evaluator at which the budget is spent */
};

/* Tells the caller what is being done. */
void confirmation_tell(const struct confirmation *k, const char *doing, size_t done,
                       size_t planned);
struct moments series_moments(const double *x, size_t n);
/* Variance of a constraint's slack per replication, from its moments. */
double slack_variance(const struct confirmation *k, size_t c, const struct moments *m);

/* Judges one fewer in each place, and where whole days are judged in whole stretches of the day,
 * those first that should miss by most. Returns whether every place is shown to fail. */
bool neighbours_look(struct confirmation *k);
/* How many comparisons neighbours_look makes at most. */
size_t neighbours_most(const struct plan_space *s, bool whole_day);
/* Drops what is shown not to be needed; whether there was any. */
bool neighbours_adopt(struct confirmation *k);

#endif
