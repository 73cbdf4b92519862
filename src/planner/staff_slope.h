/* SPDX-License-Identifier: GPL-3.0-or-later
 * How the constraints' slacks change with one person more or fewer in each slot: simulated
 * subgradients. */
#ifndef PLANNER_STAFF_SLOPE_H
#define PLANNER_STAFF_SLOPE_H

#include "planner/staff_parts.h"

struct slopes {
    struct plan at;       /* where they were taken */
    size_t n_vars;        /* planned groups x slots */
    const size_t *var;    /* [n_vars], index into a plan's counts */
    double *slack;        /* [n_constraints], at `at` */
    double *more, *fewer; /* [n_constraints][n_vars]: gain of one more, loss of one fewer */
};

/* Prepares for a problem, in its arena. */
struct slopes *slopes_new(struct staffing_problem *p);
/* Takes them at a plan from n replications; false when stopped. Slots three apart are changed in
 * one run: a change works on its own slot and the two after it. */
bool slopes_take(struct slopes *s, struct staffing_problem *p, const struct plan *at, size_t n);
/* Slack of a constraint at x by these slopes: separable, concave, piecewise linear. */
double slopes_predict(const struct slopes *s, size_t constraint, const struct plan *x);

#endif
