/* SPDX-License-Identifier: GPL-3.0-or-later
 * The number waiting, once a handle time, is the maximum M of a random walk S_1, S_2, ... with
 * S_k = Poisson(k load) - k agents. Spitzer: E z^M = exp(sum_j b_j (z^j - 1)) with
 * b_j = sum_k P(S_k = j) / k, which is Panjer's recursion m p_m = sum_j j b_j p_(m-j). */
#include "theory/constant_service.h"

#include <assert.h>
#include <math.h>

#include <gsl/gsl_integration.h>

#include "base/arena.h"
#include "theory/offered_wait.h"
#include "theory/plain_wait.h"
#include "theory/single_server.h"

/* Longest law of the queue; below exp(-DEPTH) nothing counts. */
enum { LAW_MOST = 24000, DIRECT = 64, PANELS = 8, NODES = 10 };
#define DEPTH 30.0

struct deterministic {
    double load, handle, calls;
    size_t agents, n;
    double *up_to; /* [n], P(at most i wait) */
    double mean;   /* mean number waiting */
};

/* P(S_k = j) / k, k not only whole. */
static double step_share(const struct deterministic *d, double k, double j) {
    return exp(poisson_log(k * (double)d->agents + j, k * d->load)) / k;
}

/* Steps k beyond which the walk is never above 0: its chance falls by exp(-fall) a step. */
static double longest_walk(const struct deterministic *d) {
    double n = (double)d->agents, fall = d->load - n - n * log(d->load / n);
    return ceil(DEPTH / fall) + 1;
}

/* Sum over k > DIRECT by Euler and Maclaurin: the terms are smooth by then. */
static double far_sum(const struct deterministic *d, double j, double last,
                      const gsl_integration_glfixed_table *nodes) {
    double first = DIRECT + 1, sum = 0.5 * step_share(d, first, j);
    sum -= (step_share(d, first + 0.5, j) - step_share(d, first - 0.5, j)) / 12;
    double span = log(last / first) / PANELS;
    for (int p = 0; p < PANELS; p++) {
        double from = log(first) + p * span;
        for (size_t i = 0; i < NODES; i++) {
            double u, weight;
            gsl_integration_glfixed_point(from, from + span, i, &u, &weight, nodes);
            sum += weight * exp(u) * step_share(d, exp(u), j);
        }
    }
    return sum;
}

/* b_j */
static double jump_rate(const struct deterministic *d, size_t j, double last,
                        const gsl_integration_glfixed_table *nodes) {
    double sum = 0, direct = fmin(last, DIRECT);
    for (double k = 1; k <= direct; k++)
        sum += step_share(d, k, (double)j);
    return last > DIRECT + 2 ? sum + far_sum(d, (double)j, last, nodes) : sum;
}

/* How many may wait at most: the tail falls by the root z > 1 of load (z - 1) = agents log z. */
static double law_length(const struct deterministic *d) {
    double n = (double)d->agents, low = log(n / d->load), high = 2 * low;
    while (d->load * expm1(high) < n * high)
        high *= 2;
    for (int i = 0; i < 60; i++) {
        double u = 0.5 * (low + high);
        *(d->load * expm1(u) < n * u ? &low : &high) = u;
    }
    return ceil(DEPTH / low) + 2;
}

/* Panjer's recursion, then sums. law, jumps: [n] */
static void law_fill(struct deterministic *d, double *law, double *jumps) {
    double last = longest_walk(d), total = 0;
    gsl_integration_glfixed_table *nodes = gsl_integration_glfixed_table_alloc(NODES);
    assert(nodes);
    for (size_t j = 1; j < d->n; j++) {
        jumps[j] = jump_rate(d, j, last, nodes);
        total += jumps[j];
        jumps[j] *= (double)j;
        d->mean += jumps[j];
    }
    gsl_integration_glfixed_table_free(nodes);
    law[0] = d->up_to[0] = exp(-total);
    for (size_t m = 1; m < d->n; m++) {
        double sum = 0;
        for (size_t j = 1; j <= m; j++)
            sum += jumps[j] * law[m - j];
        law[m] = sum / (double)m;
        d->up_to[m] = fmin(1, d->up_to[m - 1] + law[m]);
    }
}

static bool law_build(struct deterministic *d, const struct queue_model *q, struct arena *a) {
    *d = (struct deterministic){
        .load = q->calls * q->handle, .handle = q->handle, .calls = q->calls, .agents = q->agents};
    double length = law_length(d);
    if (!(length <= LAW_MOST))
        return false;
    d->n = (size_t)length;
    d->up_to = arena_array(a, d->n, sizeof *d->up_to);
    law_fill(d, arena_array(a, d->n, sizeof(double)), arena_array(a, d->n, sizeof(double)));
    return true;
}

/* Franx: with (k - 1) handle <= t < k handle, W <= t when of k agents - 1 places those that j new
 * customers of the time k handle - t leave suffice for the queue. */
static double franx_beyond(double t, const void *context) {
    const struct deterministic *d = context;
    double k = floor(t / d->handle) + 1, y = d->calls * (k * d->handle - t);
    double places = k * (double)d->agents - 1, spread = 9 * sqrt(y) + 40, within = 0;
    double from = fmax(0, floor(y - spread)), to = fmin(places, y + spread);
    for (double j = from; j <= to; j++) {
        double wait = places - j, chance = j > 0 ? exp(poisson_log(j, y)) : exp(-y);
        within += chance * (wait < (double)d->n ? d->up_to[(size_t)wait] : 1);
    }
    return fmin(1, fmax(0, 1 - within));
}

enum theory_status constant_service_evaluate(const struct queue_model *q,
                                             struct queue_measures *out) {
    struct arena a = {0};
    struct deterministic d;
    assert(q->agents >= 1 && q->calls > 0 && q->handle > 0);
    if (queue_is_overloaded(q)) {
        queue_set_growing(q, out);
        return THEORY_UNSTABLE;
    }
    bool ended = law_build(&d, q, &a);
    if (ended) {
        struct plain_wait w = {.delayed = franx_beyond(0, &d),
                               .mean = d.mean / q->calls,
                               .beyond = franx_beyond,
                               .context = &d};
        plain_wait_measures(q, &w, out);
    } else {
        queue_set_growing(q, out);
    }
    arena_fini(&a);
    return ended ? THEORY_CONVERGED : THEORY_SATURATED;
}

/* Waits of the delayed as if exponential. */
static double exponential_beyond(double t, const void *context) {
    const struct plain_wait *w = context;
    return w->delayed > 0 ? w->delayed * exp(-t * w->delayed / w->mean) : 0;
}

static double constant_mean_wait(const struct queue_model *q) {
    struct arena a = {0};
    struct deterministic d;
    double wait = law_build(&d, q, &a) ? d.mean / q->calls : NAN;
    arena_fini(&a);
    return wait;
}

enum theory_status general_service_evaluate(const struct queue_model *q,
                                            struct queue_measures *out) {
    struct queue_model plain = *q;
    struct distribution s;
    if (q->agents == 1)
        return single_server_evaluate(q, out);
    plain.patience = PATIENCE_UNLIMITED;
    plain.lines = LINES_UNLIMITED;
    plain.patience_law = NULL;
    enum theory_status status = queue_evaluate(&plain, out);
    if (status == THEORY_UNSTABLE)
        return status;
    handle_law_of(q, &s);
    double c2 = pow(distribution_cv(&s), 2), constant = constant_mean_wait(q);
    double exponential = out->mean_wait, wait = 0.5 * (1 + c2) * exponential;
    if (constant > 0 && isfinite(c2))
        wait = (1 + c2) / (2 * c2 / exponential + (1 - c2) / constant);
    struct plain_wait w = {.delayed = out->delay_probability, .mean = wait};
    struct plain_wait law = w;
    w.beyond = exponential_beyond;
    w.context = &law;
    plain_wait_measures(q, &w, out);
    return isfinite(wait) ? THEORY_CONVERGED : THEORY_INEXACT;
}
