/* SPDX-License-Identifier: GPL-3.0-or-later
 * M/G/1: one server, any law of the service, nobody leaves. */
#ifndef THEORY_SINGLE_SERVER_H
#define THEORY_SINGLE_SERVER_H

#include "theory/queue.h"

/* Mean wait of M/G/1 in seconds, first come first served; zero waits count.
 * calls: per second; mean, variance of the service. HUGE_VAL when calls x mean >= 1 or the variance
 * is infinite. Source: Pollaczek (1930); Khinchine (1932). */
double single_server_wait(double calls, double mean, double variance);

/* Every measure of one agent with q's handle_law, without limits or leaving (q's patience and lines
 * are not read). The mean is exact; the law of the wait solves the renewal equation of the ladder
 * heights,
 *     P(W <= t) = 1 - rho + rho x the mean of P(W <= t - R) over R <= t,
 * with R the excess of a service (density P(S > u) / E[S]), by the trapezoidal rule with the exact
 * masses of R in each step, once more with half the step, extrapolated: absolute error below 2e-5.
 * THEORY_UNSTABLE at a load of 1 or more; THEORY_INEXACT where the variance is infinite (the mean
 * wait then is). Requires q->agents == 1.
 * Source: Benes (1957); Asmussen, Applied Probability and Queues (2003), VIII.5. */
enum theory_status single_server_evaluate(const struct queue_model *q, struct queue_measures *out);

#endif
