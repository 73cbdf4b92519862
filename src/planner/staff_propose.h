/* SPDX-License-Identifier: GPL-3.0-or-later
 * The cheapest plan that slopes promise to meet: a linear programme, rounded, then improved. */
#ifndef PLANNER_STAFF_PROPOSE_H
#define PLANNER_STAFF_PROPOSE_H

#include "planner/staff_slope.h"

/* People by whom one slot may change: fewer, and more. */
struct reach {
    double fewer, more;
};

/* Into x, within reach of where the slopes were taken. lower [n_constraints]: what each
 * promised slack must be at least. Misses as little as it can where nothing meets. */
void staff_propose(const struct staffing_problem *p, const struct slopes *s, const double *lower,
                   struct reach reach, struct plan *x);

#endif
