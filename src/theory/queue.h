/* SPDX-License-Identifier: GPL-3.0-or-later
 * The steady state of one line of customers before alike agents: Erlang B, Erlang C, Erlang A and
 * their forms with limited lines, with every measure by its name in the table. */
#ifndef THEORY_QUEUE_H
#define THEORY_QUEUE_H

#include <stdbool.h>
#include <stddef.h>

#include "random/distribution.h"

/* How a computation ended. X(member, name in results, what it means to a user) */
#define THEORY_STATUSES(X)                                                                         \
    X(CONVERGED, "converged", "solved")                                                            \
    X(UNSTABLE, "unstable",                                                                        \
      "the offered load is not below the agents and nobody gives up: the line grows without end")  \
    X(INEXACT, "inexact", "solved, but with less than the usual ten correct digits")               \
    X(ITERATION_LIMIT, "iteration_limit", "the search stopped at its limit without an answer")     \
    X(SATURATED, "saturated",                                                                      \
      "the load is so close to the agents that the exact law is too long; mgn approximates it")    \
    X(INFEASIBLE, "infeasible", "no value meets every target")                                     \
    X(UNBOUNDED, "unbounded", "every value meets the targets")

enum theory_status {
#define THEORY_STATUS_MEMBER(member, name, text) THEORY_##member,
    THEORY_STATUSES(THEORY_STATUS_MEMBER)
#undef THEORY_STATUS_MEMBER
};

const char *theory_status_name(enum theory_status status);
/* A sentence without its full stop. */
const char *theory_status_text(enum theory_status status);

/* Poisson calls, exponential handle times (any law where nobody can wait) and patience of any law,
 * first come first served. */
struct queue_model {
    double calls;     /* per second, > 0 */
    double handle;    /* mean handle time, seconds, > 0 */
    double patience;  /* mean patience, seconds, >= 0: 0: nobody waits; HUGE_VAL: nobody hangs up */
    size_t agents;    /* >= 1 */
    size_t lines;     /* calls that can be in the system, talking or waiting; LINES_UNLIMITED */
    double threshold; /* of the service levels, seconds, >= 0 */
    /* The shape of the patience, stretched to the mean above; NULL: exponential. Its mean is > 0
     * and finite. */
    const struct distribution *patience_law;
    /* Likewise of the handle time, for the formulas that take any law (formula.h). */
    const struct distribution *handle_law;
    /* Redials, likewise: shares of the blocked and of those who hung up, and the mean time until
     * they do, seconds. */
    double redial_blocked, redial_abandoned, redial_after;
    /* Share of those who would have to wait that hang up at once, [0, 1]; patience is the others'.
     * Known to queue_evaluate alone. */
    double at_once;
};

#define LINES_UNLIMITED 0
/* Patience beyond which nobody hangs up. */
#define PATIENCE_UNLIMITED HUGE_VAL
/* Largest number of agents or lines that is asked for or searched. */
#define QUEUE_AGENTS_LIMIT ((size_t)1000000)
/* service_level_short forgets those who hang up within this, seconds. */
#define SHORT_ABANDON_S 5.0

/* X(name, unit, better, what it is)
 * better: 1 when more is better, -1 when less is, 0 when it cannot be a target.
 * "joined" are the offered less the blocked; "in time" is within the threshold. The definitions are
 * those of the simulation. */
#define QUEUE_MEASURES(X)                                                                          \
    X(delay_probability, "share", -1, "not served at once / joined")                               \
    X(blocking, "share", -1, "blocked / offered")                                                  \
    X(abandonment, "share", -1, "abandoned / offered")                                             \
    X(mean_wait, "s", -1, "waits of all who joined / joined")                                      \
    X(asa, "s", -1, "waits of the served / served")                                                \
    X(wait_if_delayed, "s", -1, "all waits / those who waited at all")                             \
    X(time_to_abandon, "s", 0, "waits of those who left / those who left")                         \
    X(occupancy, "share", -1, "mean busy agents / agents")                                         \
    X(mean_queue, "customers", -1, "time average waiting")                                         \
    X(mean_in_system, "customers", 0, "time average waiting or in service")                        \
    X(service_level_answered, "share", 1, "served in time / served")                               \
    X(service_level_offered, "share", 1, "served in time / (served + abandoned)")                  \
    X(service_level_ignore, "share", 1, "served in time / (joined - abandoned in time)")           \
    X(service_level_positive, "share", 1, "(served or abandoned in time) / joined")                \
    X(service_level_short, "share", 1, "served in time / (joined - abandoned within 5 s)")         \
    X(wait_p50, "s", -1, "half of the served waited no longer")                                    \
    X(wait_p80, "s", -1, "80 % of the served waited no longer")                                    \
    X(wait_p90, "s", -1, "90 % of the served waited no longer")                                    \
    X(wait_p95, "s", -1, "95 % of the served waited no longer")                                    \
    X(wait_p99, "s", -1, "99 % of the served waited no longer")                                    \
    X(wait_all_p50, "s", -1, "half of all who joined waited no longer")                            \
    X(wait_all_p80, "s", -1, "80 % of all who joined waited no longer")                            \
    X(wait_all_p90, "s", -1, "90 % of all who joined waited no longer")                            \
    X(wait_all_p95, "s", -1, "95 % of all who joined waited no longer")                            \
    X(wait_all_p99, "s", -1, "99 % of all who joined waited no longer")                            \
    X(throughput, "customers/s", 0, "served per unit of time")                                     \
    X(tries_per_customer, "tries", -1, "tries / customers: 1 where nobody calls again")            \
    X(in_orbit, "customers", 0, "time average between two tries")

/* Every measure; NAN where it is a mean over nobody (time_to_abandon when nobody hangs up,
 * wait_if_delayed when nobody can wait), HUGE_VAL for the waits of a line that grows. */
struct queue_measures {
#define QUEUE_MEASURE_MEMBER(name, unit, better, help) double name;
    QUEUE_MEASURES(QUEUE_MEASURE_MEMBER)
#undef QUEUE_MEASURE_MEMBER
};

struct queue_measure {
    const char *name;
    const char *unit;
    int better;    /* 1, -1, or 0: see QUEUE_MEASURES */
    size_t offset; /* of a double in struct queue_measures */
    const char *help;
};

extern const struct queue_measure queue_measure_rows[];
extern const size_t n_queue_measure_rows;

/* NULL when there is none of that name. */
const struct queue_measure *queue_measure_find(const char *name);
double queue_measure_value(const struct queue_measures *m, const struct queue_measure *row);

/* Every measure of the model in the long run.
 * The formula follows from the model: agents == lines is Erlang B, as is patience 0 or at_once 1,
 * where whoever meets busy agents has hung up, not been blocked; patience PATIENCE_UNLIMITED is
 * Erlang C (M/M/n, with lines M/M/n/K); else Erlang A (M/M/n+M, M/M/n/K+M), or M/M/n+G and
 * M/M/n/K+G with a patience_law. Agents beyond the lines
 * never work. Requires the limits at struct queue_model (asserted); agents, lines at most
 * QUEUE_AGENTS_LIMIT for the stated error and time.
 * Returns THEORY_CONVERGED; THEORY_UNSTABLE when the line grows without end (waits and the queue
 * are HUGE_VAL, service levels 0, delay_probability and occupancy 1); THEORY_INEXACT when the
 * quadrature gave up early.
 * Relative error below 1e-9, mostly 1e-12. About 0.2 ms at 100 agents, 1 ms at 100,000 (some tens
 * of ms when the lines leave as many places to wait). Source: Erlang (1917); Palm (1957); Riordan
 * (1962), chapter 6; Garnett, Mandelbaum & Reiman (2002); Zeltyn & Mandelbaum (2005). */
enum theory_status queue_evaluate(const struct queue_model *q, struct queue_measures *out);

/* Whether the offered load reaches the agents. */
bool queue_is_overloaded(const struct queue_model *q);
/* The measures when nobody leaves and more come than can be served: waits grow beyond any limit. */
void queue_set_growing(const struct queue_model *q, struct queue_measures *out);

/* "Erlang A with limited lines (M/M/n/K+M)": the formula that queue_evaluate uses. */
const char *queue_formula_name(const struct queue_model *q);

#endif
