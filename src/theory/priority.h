/* SPDX-License-Identifier: GPL-3.0-or-later
 * Classes of customers in order of priority before alike agents: who is served next is the first of
 * the highest class that waits; nobody in service is interrupted, nobody leaves. */
#ifndef THEORY_PRIORITY_H
#define THEORY_PRIORITY_H

#include "theory/queue.h"

struct priority_class {
    double calls;                          /* per second, > 0 */
    double handle;                         /* mean handle time, seconds, > 0 */
    const struct distribution *handle_law; /* stretched to that mean; NULL: exponential */
    double threshold;                      /* of the service level, seconds, >= 0 */
};

struct priority_model {
    size_t agents;                        /* >= 1 */
    size_t n;                             /* >= 1 */
    const struct priority_class *classes; /* [n], the first is served first */
};

/* X(name, unit, better, what it is): the measures of a class */
#define PRIORITY_MEASURES(X)                                                                       \
    X(delay_probability, "share", -1, "not served at once / joined")                               \
    X(mean_wait, "s", -1, "waits of all / all")                                                    \
    X(wait_if_delayed, "s", -1, "all waits / those who waited at all")                             \
    X(service_level, "share", 1, "served within the class's threshold / all")                      \
    X(wait_p90, "s", -1, "90 % waited no longer")                                                  \
    X(mean_queue, "customers", 0, "time average waiting")                                          \
    X(occupancy, "share", 0, "agents busy with this class / agents")

/* NAN where no formula gives it. */
struct priority_measures {
#define PRIORITY_MEMBER(name, unit, better, help) double name;
    PRIORITY_MEASURES(PRIORITY_MEMBER)
#undef PRIORITY_MEMBER
};

/* The measures of each class into out[n].
 * One exponential handle time for all: exact (M/M/n; Cobham's mean waits; for the law of the wait,
 * the customers ahead are geometric and each takes a busy period of those who overtake: inverted
 * numerically, absolute error below 1e-7). One agent and any handle times: mean waits exact
 * (M/G/1), no law of the wait. Otherwise the mean waits are an approximation: M/G/n for all
 * together as by general_service_evaluate, shared out among the classes as in M/G/1 (Bondi &
 * Buzen). THEORY_UNSTABLE, all HUGE_VAL, when the offered load reaches the agents. Source: Cobham
 * (1954); Kella & Yechiali (1985); Bondi & Buzen (1984); inversion by Abate & Whitt (1995). */
enum theory_status priority_evaluate(const struct priority_model *m, struct priority_measures *out);

/* "M/M/n with priorities (Cobham)": what priority_evaluate uses. */
const char *priority_formula_name(const struct priority_model *m);

/* Target of one class: at least or at most, by the measure's row. */
struct priority_target {
    size_t class_index;
    size_t measure; /* index into priority_measure_rows */
    double value;
};

struct priority_measure {
    const char *name, *unit;
    int better;
    size_t offset;
    const char *help;
};

extern const struct priority_measure priority_measure_rows[];
extern const size_t n_priority_measure_rows;
/* n_priority_measure_rows when there is none of that name. */
size_t priority_measure_find(const char *name);
double priority_measure_value(const struct priority_measures *m, size_t measure);
/* Whether a value meets a target; a target missed by less than 1e-9 of itself is met. A measure
 * that no formula gives (NAN) meets none. */
bool priority_target_met(const struct priority_target *t, const struct priority_measures *m);

/* Whether it asks for nought or for all, which no number of agents reaches where anybody waits. */
bool priority_target_is_limit(const struct priority_target *t);

/* The fewest agents that meet every target, into m->agents and out[n]. THEORY_INFEASIBLE when
 * QUEUE_AGENTS_LIMIT do not, or a target is a limit. */
enum theory_status priority_staff(struct priority_model *m, const struct priority_target *targets,
                                  size_t n_targets, struct priority_measures *out);

#endif
