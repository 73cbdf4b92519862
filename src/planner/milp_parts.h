/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the files of the integer programme share. */
#ifndef PLANNER_MILP_PARTS_H
#define PLANNER_MILP_PARTS_H

#include "planner/milp.h"

/* A value this far from a whole number, or from a bound, still stands for it: ten times the
 * tolerance to which the solvers work. */
#define MILP_TOLERANCE 1e-5

/* s on a clock that only runs forwards. */
double milp_clock(void);
bool milp_is_stopped(const struct milp_options *o);
/* The column with bounds that are whole where it is; solvers refuse others. */
struct milp_column milp_whole_bounds(struct milp_column c);
/* Copies values into r, whole columns rounded, with the objective. False, and nothing taken, when
 * they break the programme. */
bool milp_take_values(const struct milp *m, const double *values, struct milp_result *r);
/* What a run that has values (or not) ended as, when it did not prove its optimum. */
enum milp_end milp_early_end(const struct milp_result *r, const struct milp_options *o);
/* Ends r as SOLVER_FAILED with these words. */
void milp_fail(struct milp_result *r, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The built-in solver. Fills end, values, objective, bound. */
void milp_solve_glpk(const struct milp *m, const struct milp_options *o, struct milp_result *r);

#endif
