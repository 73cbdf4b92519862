/* SPDX-License-Identifier: GPL-3.0-or-later
 * The law of the wait is tabulated on a grid that reaches its 99 % quantile and the threshold. */
#include "theory/single_server.h"

#include <assert.h>
#include <math.h>

#include "base/arena.h"
#include "theory/plain_wait.h"

enum { STEPS = 3000 };
/* The table must reach beyond the largest quantile reported; what lies above the threshold is not
 * followed when it is less than NEGLIGIBLE. */
#define TABLE_TAIL 0.004
#define NEGLIGIBLE 1e-7

double single_server_wait(double calls, double mean, double variance) {
    double rho = calls * mean;
    if (rho >= 1 || isinf(variance))
        return HUGE_VAL;
    return calls * (variance + mean * mean) / (2 * (1 - rho));
}

struct wait_table {
    double step, rho;
    double beyond[STEPS + 1]; /* P(W > i step) */
};

/* P(W <= i step) into law[0 .. n], with steps of this length. */
static void renewal_solve(const struct distribution *s, double rho, double step, size_t n,
                          double *law, double *mass) {
    double mean = distribution_mean(s), before = 0;
    for (size_t j = 1; j <= n; j++) {
        double up_to = distribution_mean_up_to(s, (double)j * step) / mean;
        mass[j] = up_to - before;
        before = up_to;
    }
    law[0] = 1 - rho;
    for (size_t i = 1; i <= n; i++) {
        double sum = law[i - 1] * mass[1];
        for (size_t j = 2; j <= i; j++)
            sum += (law[i - j] + law[i - j + 1]) * mass[j];
        law[i] = (1 - rho + 0.5 * rho * sum) / (1 - 0.5 * rho * mass[1]);
    }
}

/* Fills the table up to this time. */
static void table_fill(struct wait_table *t, const struct distribution *s, double reach,
                       struct arena *a) {
    size_t fine = STEPS, coarse = STEPS / 2;
    double *law = arena_array(a, fine + 1, sizeof *law),
           *mass = arena_array(a, fine + 1, sizeof *mass);
    double *rough = arena_array(a, coarse + 1, sizeof *rough);
    t->step = reach / STEPS;
    renewal_solve(s, t->rho, t->step, fine, law, mass);
    renewal_solve(s, t->rho, 2 * t->step, coarse, rough, mass);
    for (size_t i = 0; i <= fine; i++) {
        /* The error of the rule goes with the square of the step. */
        double off = i % 2 == 0 ? (law[i] - rough[i / 2]) / 3
                                : 0.5 *
                                      ((law[i - 1] - rough[i / 2]) +
                                       (i < fine ? law[i + 1] - rough[i / 2 + 1] : 0)) /
                                      3;
        t->beyond[i] = fmin(1, fmax(0, 1 - (law[i] + off)));
    }
}

/* Linear between the points: the law may have a kink anywhere. */
static double table_beyond(double time, const void *context) {
    const struct wait_table *t = context;
    double x = time / t->step;
    if (x >= STEPS)
        return 0;
    size_t i = (size_t)x;
    double u = x - (double)i;
    return (1 - u) * t->beyond[i] + u * t->beyond[i + 1];
}

/* Where P(W > t) would be TABLE_TAIL, were the delayed waits exponential. */
static double reach_guess(const struct wait_table *t, const struct queue_model *q,
                          const struct distribution *s) {
    double mean = distribution_mean(s);
    double wait = single_server_wait(q->calls, mean, distribution_variance(s));
    return fmax(2 * mean, isinf(wait) ? 0 : 6 * wait / t->rho);
}

/* Doubles the reach until little is left beyond. */
static void table_build(struct wait_table *t, const struct queue_model *q,
                        const struct distribution *s) {
    struct arena a = {0};
    double reach = reach_guess(t, q, s);
    for (int i = 0; i < 40; i++) {
        table_fill(t, s, reach, &a);
        double left = t->beyond[STEPS];
        if (left < NEGLIGIBLE || (left < TABLE_TAIL && reach > q->threshold))
            break;
        reach *= 2;
        arena_reset(&a);
    }
    arena_fini(&a);
}

enum theory_status single_server_evaluate(const struct queue_model *q, struct queue_measures *out) {
    assert(q->agents == 1 && q->calls > 0 && q->handle > 0);
    struct distribution s;
    struct wait_table table = {.rho = q->calls * q->handle};
    if (queue_is_overloaded(q)) {
        queue_set_growing(q, out);
        return THEORY_UNSTABLE;
    }
    handle_law_of(q, &s);
    table_build(&table, q, &s);
    struct plain_wait w = {.delayed = table.rho,
                           .mean =
                               single_server_wait(q->calls, q->handle, distribution_variance(&s)),
                           .beyond = table_beyond,
                           .context = &table};
    plain_wait_measures(q, &w, out);
    return isinf(w.mean) ? THEORY_INEXACT : THEORY_CONVERGED;
}
