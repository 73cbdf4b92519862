/* SPDX-License-Identifier: GPL-3.0-or-later
 * Measures of a line that nobody leaves and that has room for all, from the law of its wait. */
#ifndef THEORY_PLAIN_WAIT_H
#define THEORY_PLAIN_WAIT_H

#include "theory/queue.h"

/* The law of the wait of all. */
struct plain_wait {
    double delayed; /* P(wait > 0) */
    double mean;    /* seconds, zeros counted */
    /* P(wait > t) for t > 0, falling; context is the law's own. */
    double (*beyond)(double t, const void *context);
    const void *context;
};

/* Every measure of q with this law of the wait. Requires a load below the agents. The five service
 * levels are one, as nobody leaves. Quantiles by doubling and bisection to 1e-9 of themselves,
 * where P(wait > t) jumps to the place of the jump. */
void plain_wait_measures(const struct queue_model *q, const struct plain_wait *w,
                         struct queue_measures *out);

/* The law of q's handle time, stretched to its mean: *out. Exponential when none is given. */
void handle_law_of(const struct queue_model *q, struct distribution *out);

#endif
