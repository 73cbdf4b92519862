/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "theory/day_staffing.h"

#include <math.h>
#include <string.h>

#include "base/units.h"

/* Fewer calls than one in ten days need nobody. */
#define CALLS_LEAST (1 / 864000.)

struct rate_steps day_calls(const struct day_model *m, struct arena *a) {
    double *ends = arena_array(a, m->n, sizeof *ends), *rate = arena_array(a, m->n, sizeof *rate);
    for (size_t i = 0; i < m->n; i++) {
        ends[i] = m->periods[i].ends;
        rate[i] = m->periods[i].calls;
    }
    return (struct rate_steps){.begins = m->begins, .n = m->n, .ends = ends, .rate = rate};
}

/* Mean rate between two times; the first rate holds before the day. */
static double rate_mean(const struct rate_steps *c, double from, double to) {
    struct rate_steps longer = *c;
    longer.begins = fmin(from, c->begins);
    return rate_steps_mean(&longer, from, to);
}

static double rate_sipp(const struct rate_steps *calls, const struct distribution *service,
                        double from, double to) {
    (void)service;
    return rate_mean(calls, from, to);
}

static double rate_lagged(const struct rate_steps *calls, const struct distribution *service,
                          double from, double to) {
    double lag = distribution_mean(service);
    return rate_mean(calls, from - lag, to - lag);
}

static double rate_mol(const struct rate_steps *calls, const struct distribution *service,
                       double from, double to) {
    return infinite_server_busy_mean(calls, service, from, to) / distribution_mean(service);
}

static double rate_mol_most(const struct rate_steps *calls, const struct distribution *service,
                            double from, double to) {
    return infinite_server_busy_most(calls, service, from, to) / distribution_mean(service);
}

const struct day_method day_methods[] = {
    {"sipp", "stationary, each period by itself", "Green, Kolesar & Soares (2001)", rate_sipp},
    {"lagged", "the same with the rate of one handle time before", "Green, Kolesar & Soares (2001)",
     rate_lagged},
    {"mol", "modified offered load, mean of the period",
     "Jennings, Mandelbaum, Massey & Whitt (1996)", rate_mol},
    {"mol-max", "modified offered load, most of the period",
     "Jennings, Mandelbaum, Massey & Whitt (1996)", rate_mol_most},
};
const size_t n_day_methods = sizeof day_methods / sizeof day_methods[0];

const struct day_method *day_method_find(const char *name) {
    for (size_t i = 0; i < n_day_methods; i++) {
        if (strcmp(day_methods[i].name, name) == 0) {
            return &day_methods[i];
        }
    }
    return NULL;
}

enum theory_status day_required(const struct day_model *m, const struct day_method *method,
                                const struct distribution *service,
                                const struct queue_target *targets, size_t n_targets,
                                size_t *agents) {
    struct arena a = {0};
    struct rate_steps calls = day_calls(m, &a);
    struct queue_question question = {.model = {.handle = m->handle,
                                                .patience = m->patience,
                                                .at_once = m->at_once,
                                                .lines = m->lines,
                                                .threshold = m->threshold},
                                      .unknown = UNKNOWN_AGENTS,
                                      .targets = targets,
                                      .count = n_targets};
    enum theory_status worst = THEORY_CONVERGED;
    double from = m->begins;
    for (size_t i = 0; i < m->n; i++) {
        struct queue_answer answer;
        question.model.calls = method->rate(&calls, service, from, m->periods[i].ends);
        from = m->periods[i].ends;
        agents[i] = 0;
        if (question.model.calls < CALLS_LEAST) {
            continue;
        }
        enum theory_status status = queue_solve(&question, &answer);
        bool found = status == THEORY_CONVERGED || status == THEORY_INEXACT;
        agents[i] = found ? answer.model.agents : QUEUE_AGENTS_LIMIT;
        worst = found ? worst : status;
    }
    arena_fini(&a);
    return worst;
}

double day_level(const struct queue_measure *level, const struct day_measures *m, double answered) {
    const struct {
        const char *name;
        double value;
    } levels[] = {{"service_level_offered", m->service_level_offered},
                  {"service_level_ignore", m->service_level_ignore},
                  {"service_level_positive", m->service_level_positive},
                  {"service_level_answered", answered}};
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
        if (strcmp(levels[i].name, level->name) == 0) {
            return levels[i].value;
        }
    }
    return NAN;
}

static bool constant_meets(const struct day_model *m, size_t agents,
                           const struct queue_target *target, struct arena *a,
                           struct day_result *out) {
    struct day_period *periods = arena_array(a, m->n, sizeof *periods);
    struct day_model constant = *m;
    for (size_t i = 0; i < m->n; i++) {
        periods[i] = m->periods[i];
        periods[i].agents = agents;
    }
    constant.periods = periods;
    day_evaluate(&constant, a, out);
    double level = day_level(target->measure, &out->day, out->service_level_answered);
    return level >= target->value - 1e-9;
}

/* More agents answer more in time: doubling, then bisection. */
enum theory_status day_constant(const struct day_model *m, const struct queue_target *target,
                                size_t most, struct arena *a, size_t *agents,
                                struct day_result *out) {
    size_t low = 0, high = 1;
    while (!constant_meets(m, high, target, a, out)) {
        if (high >= most) {
            return THEORY_INFEASIBLE;
        }
        low = high;
        high = 2 * high < most ? 2 * high : most;
    }
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        *(constant_meets(m, middle, target, a, out) ? &high : &low) = middle;
    }
    *agents = high;
    constant_meets(m, high, target, a, out);
    return THEORY_CONVERGED;
}
