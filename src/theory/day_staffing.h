/* SPDX-License-Identifier: GPL-3.0-or-later
 * The fewest agents of each period of a day by a stationary formula: which rate of calls stands for
 * the period is what the methods differ in. */
#ifndef THEORY_DAY_STAFFING_H
#define THEORY_DAY_STAFFING_H

#include "theory/day_queue.h"
#include "theory/infinite_server.h"
#include "theory/solve.h"

struct day_method {
    const char *name; /* "mol" */
    const char *help; /* one phrase, no full stop */
    const char *source;
    /* The rate that stands for calls between the two times, per second. */
    double (*rate)(const struct rate_steps *calls, const struct distribution *service, double from,
                   double to);
};

extern const struct day_method day_methods[];
extern const size_t n_day_methods;

/* NULL when there is none of that name. */
const struct day_method *day_method_find(const char *name);

/* The fewest agents of each period that meet every target in the long run at the method's rate, by
 * Erlang A, C without limits of patience, or B where all hang up at once, with the day's lines,
 * into agents[m->n]; 0 where the rate is below a call in ten days. Before the day begins, calls are
 * taken to come at its first rate (lagged). THEORY_INFEASIBLE when a period has no such number: it
 * gets QUEUE_AGENTS_LIMIT. */
enum theory_status day_required(const struct day_model *m, const struct day_method *method,
                                const struct distribution *service,
                                const struct queue_target *targets, size_t n_targets,
                                size_t *agents);

/* The fewest agents, the same all day, whose day by the forward equations meets the target, a
 * service level (offered, ignore, positive or answered), into *agents, with that
 * day in *out, in the arena. most: agents tried. THEORY_INFEASIBLE when they do not. */
enum theory_status day_constant(const struct day_model *m, const struct queue_target *target,
                                size_t most, struct arena *a, size_t *agents,
                                struct day_result *out);

/* A level of a day or period by its measure's name; NAN for those the chain does not give.
 * answered: the day's service_level_answered, or NAN. */
double day_level(const struct queue_measure *level, const struct day_measures *m, double answered);

/* The calls of the day as steps, in the arena. */
struct rate_steps day_calls(const struct day_model *m, struct arena *a);

#endif
