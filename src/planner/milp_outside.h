/* SPDX-License-Identifier: GPL-3.0-or-later
 * Solvers that are programs on PATH: the programme goes out as an MPS file, values come back in a
 * file of the solver's. */
#ifndef PLANNER_MILP_OUTSIDE_H
#define PLANNER_MILP_OUTSIDE_H

#include <stdio.h>

#include "planner/milp.h"

/* A solver's row. In words of command: %p programme file, %s solution file, %t time limit in s, %g
 * gap. A word that begins with "?t" or "?g" is left out, without the mark, when there is no time
 * limit or gap. */
struct milp_solver {
    const char *name; /* as --solver takes it */
    const char *program;
    const char *const *command; /* the words after the program, ended by NULL */
    const char *pairs; /* a line of the solution file that begins so: "j 3 value"; NULL: any line
                          that holds "C3 value" */
    const char *until; /* the solution file's line where values end; NULL: they go on to its end */
    const char *optimal, *infeasible, *unbounded; /* in the solution file or the log */
    const char *late;                             /* likewise, where its time was up */
    const char *near;   /* likewise, where a gap was asked for and reached; NULL: as optimal */
    const char *bound;  /* in the log, before the bound; NULL: it says none */
    const char *source; /* whose manual describes the files */
};

/* Ended by a row without a name. */
extern const struct milp_solver milp_solvers[];
/* NULL when there is no such row. */
const struct milp_solver *milp_solver_find(const char *name);

/* The programme in free MPS format: columns C0, C1 ..., rows R0, R1 ..., the cost as row COST.
 * FREE on the first line is what CBC needs; others pass over it.
 * Source: GLPK reference manual (2020), appendix "MPS format". */
void milp_write_mps(const struct milp *m, FILE *out);

/* Fills r as milp_solve_glpk does. What goes wrong ends as SOLVER_FAILED, in words. */
void milp_solve_outside(const struct milp *m, const struct milp_options *o, struct milp_result *r);

#endif
