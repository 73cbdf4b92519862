/* SPDX-License-Identifier: GPL-3.0-or-later
 * Mixed integer programmes: minimise a linear cost subject to linear rows, some columns whole.
 * Solved by GLPK, which is built in, or by a solver on PATH over an MPS file. */
#ifndef PLANNER_MILP_H
#define PLANNER_MILP_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/text.h"

/* How a solution ended: X(member, name in results). */
#define MILP_ENDS(X)                                                                               \
    X(OPTIMAL, "optimal")             /* no cheaper solution exists */                             \
    X(GAP, "gap")                     /* a solution within the gap that was asked for */           \
    X(TIME_LIMIT, "time_limit")       /* the best solution found in the time that was given */     \
    X(STOPPED, "stopped")             /* the best solution found before it was stopped */          \
    X(INFEASIBLE, "infeasible")       /* no solution meets every row */                            \
    X(UNBOUNDED, "unbounded")         /* the cost can fall without end */                          \
    X(NO_SOLUTION, "no_solution")     /* no solution was found in the time that was given */       \
    X(SOLVER_FAILED, "solver_failed") /* the solver failed */

enum milp_end {
#define MILP_END_MEMBER(member, name) MILP_##member,
    MILP_ENDS(MILP_END_MEMBER)
#undef MILP_END_MEMBER
};

const char *milp_end_name(enum milp_end end);

struct milp_column {
    double cost;
    double low, high; /* bounds; -HUGE_VAL and HUGE_VAL: none */
    bool integer;
};

struct milp_row {
    double low, high; /* bounds of the sum; -HUGE_VAL and HUGE_VAL: none */
    size_t first, n;  /* its terms, see milp.term_column */
};

/* A programme while it is built; {0} is empty. Read the members, change them by the functions. */
struct milp {
    size_t n_columns, n_rows, n_terms;
    struct milp_column *columns; /* [n_columns] */
    struct milp_row *rows;       /* [n_rows] */
    size_t *term_column;         /* [n_terms] */
    double *term_factor;         /* [n_terms] */
    size_t columns_capacity, rows_capacity, terms_capacity;
};

struct milp_options {
    double time_limit; /* s; 0: none */
    double gap;        /* ends when (cost - bound) / |cost| is no larger; 0: at the optimum */
    const volatile sig_atomic_t *stop; /* set from outside to end early; NULL: never */
    const double *start;               /* [n_columns] a solution to begin with; NULL: none */
    const char *solver;                /* a row of milp_solvers; NULL or "glpk": built in */
    const char *folder;                /* where an outside solver's files go; NULL: /tmp */
};

/* {0} holds nothing. */
struct milp_result {
    enum milp_end end;
    double objective; /* of values; NAN without any */
    double bound;     /* no solution costs less; -HUGE_VAL: none is known */
    double gap;       /* (objective - bound) / |objective|; NAN without values, HUGE_VAL no bound */
    double seconds;   /* by the wall clock */
    double *values;   /* [n_columns], whole where asked; NULL without a solution */
    struct text words; /* SOLVER_FAILED: what happened and what to do, without full stop */
};

/* Adds a column of the given cost and bounds; returns its index. low <= high. */
size_t milp_add_column(struct milp *m, struct milp_column column);
/* Adds a row low <= sum of factor[i] * column[i] <= high over n terms, no column twice, and returns
 * its index. Rows can be added after a solution, which is how cutting planes come in. */
size_t milp_add_row(struct milp *m, double low, double high, size_t n, const size_t *column,
                    const double *factor);
void milp_set_cost(struct milp *m, size_t column, double cost);
void milp_set_column_bounds(struct milp *m, size_t column, double low, double high);
/* The cost of values. */
double milp_cost(const struct milp *m, const double *values);
/* By how much values break the worst row or bound, or miss being whole; 0: nowhere. */
double milp_violation(const struct milp *m, const double *values);
void milp_fini(struct milp *m);

/* Solves m. Prints nothing; the same programme and options give the same values unless the time
 * limit or stop ended the search. A solution is checked against m before it is believed. One
 * thread a programme; several may run at once on threads of their own.
 * Method: dual simplex, then branch and bound with mixed integer rounding, cover and Gomory cuts
 * and a feasibility pump (GLPK 5.0, reference manual, chapter 2). */
void milp_solve(const struct milp *m, const struct milp_options *options, struct milp_result *r);
void milp_result_fini(struct milp_result *r);

#endif
