/* SPDX-License-Identifier: GPL-3.0-or-later
 * Erlang's formulas the other way round: from targets to the number that was left out. */
#ifndef THEORY_SOLVE_H
#define THEORY_SOLVE_H

#include <stdbool.h>
#include <stddef.h>

#include "theory/queue.h"

/* What is asked for, and which value is given when many meet the targets. */
enum queue_unknown {
    UNKNOWN_NOTHING,   /* everything is given: evaluate */
    UNKNOWN_AGENTS,    /* the fewest */
    UNKNOWN_SERVERS,   /* the fewest agents, each with a line of its own: Erlang B's question */
    UNKNOWN_LINES,     /* the fewest; the most when only too many lines can miss a target */
    UNKNOWN_CALLS,     /* the largest rate */
    UNKNOWN_HANDLE,    /* the longest */
    UNKNOWN_PATIENCE,  /* the shortest; the longest when only long patience can miss a target */
    UNKNOWN_THRESHOLD, /* the shortest */
    UNKNOWN_KINDS
};

/* "the fewest agents that meet every target"; "" when nothing is unknown. */
const char *queue_unknown_text(enum queue_unknown unknown);

/* At least (measure->better 1) or at most (-1) the value, in the measure's unit. */
struct queue_target {
    const struct queue_measure *measure; /* one with better != 0 */
    double value;
};

struct queue_question {
    struct queue_model model; /* the member asked for is ignored */
    enum queue_unknown unknown;
    const struct queue_target *targets; /* [count] */
    size_t count;                       /* >= 1 unless the unknown is UNKNOWN_NOTHING */
    /* Who computes; NULL: queue_evaluate. */
    enum theory_status (*evaluate)(const struct queue_model *q, struct queue_measures *out);
};

struct queue_answer {
    enum theory_status status;
    struct queue_model model;       /* with the answer filled in */
    struct queue_measures measures; /* of that model */
};

/* Whether the measures meet the target. A target missed by less than 1e-9 of itself is met (the
 * formulas round); a mean over nobody meets every target. */
bool queue_target_met(const struct queue_target *target, const struct queue_measures *m);

/* Whether it asks for the end of what the measure can be: nobody, nought seconds, or all. Formulas
 * come as near to it as rounding, but with people who may wait they reach it for no finite value.
 */
bool queue_target_is_limit(const struct queue_target *target);

/* Solves by doubling and bisection, target by target: each is taken to be met on one side of a
 * single point. That holds for every unknown but patience with a service level, which is then only
 * found if exactly one of the ends searched (1e-6 and 1e6 handle times) meets it.
 * Whole numbers are exact: the answer meets every target and one fewer (of the most lines: one
 * more) does not. Other answers are within 1e-11 of the limit, on the side that meets.
 * Returns and stores the status:
 * THEORY_CONVERGED, or THEORY_INEXACT as queue_evaluate;
 * THEORY_UNSTABLE: nothing was asked for and the line grows;
 * THEORY_INFEASIBLE: no value meets every target, or only up to rounding (see
 * queue_target_is_limit); the answer holds the last value tried;
 * THEORY_SATURATED: one beyond the point found the formula cannot be evaluated;
 * THEORY_UNBOUNDED: every value meets them; the answer holds unlimited lines or patience, or 1e6
 * times the calls or handle time that keep the agents busy;
 * THEORY_ITERATION_LIMIT: the point found does not hold, as a target is not met on one side only.
 * Agents and lines are searched up to QUEUE_AGENTS_LIMIT. Milliseconds for some hundred agents,
 * some 20 ms for 100,000. */
enum theory_status queue_solve(const struct queue_question *question, struct queue_answer *answer);

/* The best value of a target's measure that any value of the unknown gives, the others as they
 * stand; NAN when there is none. For answers that are THEORY_INFEASIBLE. */
double queue_best(const struct queue_question *question, const struct queue_target *target);

/* Heads on the roster so that the agents are there: agents / (1 - shrinkage), rounded up.
 * shrinkage: the share of paid time away, in [0, 1). */
size_t rostered_agents(size_t agents, double shrinkage);

#endif
