/* SPDX-License-Identifier: GPL-3.0-or-later
 * The infinite-server queue of a day: how many would be in service if nobody ever had to wait. Its
 * mean is the work that arrives, spread over the time it takes; staffing follows it better than the
 * arrival rate alone, which it lags behind and smooths. */
#ifndef THEORY_INFINITE_SERVER_H
#define THEORY_INFINITE_SERVER_H

#include <stddef.h>

#include "base/arena.h"
#include "random/distribution.h"

/* Poisson arrivals at a rate that changes in steps. Times are seconds; nobody comes before begins
 * or after the last end. */
struct rate_steps {
    double begins;
    size_t n;           /* >= 1 */
    const double *ends; /* [n], ascending, above begins */
    const double *rate; /* [n], per second, >= 0 */
};

/* Mean rate over from .. to, from < to, per second; 0 outside the steps. */
double rate_steps_mean(const struct rate_steps *r, double from, double to);

/* Mean number of busy servers at time t, M(t)/G/infinity, empty at begins:
 *     m(t) = sum over the steps of rate (H(t - from) - H(t - to)),  H(x) = E[min(service, x)]
 * 0 up to begins. Error that of distribution_mean_up_to. O(n).
 * Source: Eick, Massey & Whitt (1993), The physics of the M_t/G/infinity queue, theorem 1. */
double infinite_server_busy(const struct rate_steps *calls, const struct distribution *service,
                            double t);

/* Time average of the busy servers over from .. to, from < to. Relative error below 1e-8, where the
 * service jumps (constant, discrete) mostly 1e-6. */
double infinite_server_busy_mean(const struct rate_steps *calls, const struct distribution *service,
                                 double from, double to);

/* The most busy servers at any time in from .. to, from < to, by a grid and Brent's method around
 * its best point: relative error below 1e-6 where m has one peak in the range. */
double infinite_server_busy_most(const struct rate_steps *calls, const struct distribution *service,
                                 double from, double to);

/* The stream of those whose service has ended, again Poisson: what a next station's customers are
 * when nobody waits at this one. In steps of at most step seconds over the arrivals' range and
 * beyond it until all but a thousandth of them have left, each step's rate the exact mean over it.
 * In arena a. share: of them that go on, in [0, 1].
 * Source: Massey & Whitt (1993), Networks of infinite-server queues with nonstationary Poisson
 * input, theorem 1.2. */
struct rate_steps infinite_server_departures(const struct rate_steps *calls,
                                             const struct distribution *service, double share,
                                             double step, struct arena *a);

#endif
