/* SPDX-License-Identifier: GPL-3.0-or-later
 * Estimates with confidence intervals. level: 0.95 for 95 %. t quantiles by GSL. */
#ifndef STATS_INTERVAL_H
#define STATS_INTERVAL_H

#include <stddef.h>

#include "stats/moments.h"

/* value NAN: nothing to estimate from. low and high NAN: no interval exists (one observation). */
struct interval {
    double value, low, high;
};

/* Two-sided quantile of Student's t: P(|T| <= t) = level. degrees > 0. */
double student_t(double level, double degrees);
/* Half of high - low; NAN when there is no interval. */
double interval_half_width(const struct interval *i);

/* Mean of x. Source: Law (2015), Simulation Modeling and Analysis, 5th ed., eq. 4.12. */
struct interval mean_interval(const struct moments *m, double level);
/* Ratio of totals, sum of x over sum of y, over independent pairs, by the delta method; n - 1
 * degrees of freedom. Source: Cochran (1977), Sampling Techniques, 3rd ed., eq. 6.12; Law (2015),
 * sect. 9.5.3 (the classical ratio interval). */
struct interval ratio_interval(const struct moments *m, double level);
/* Share of n independent trials. Source: Wilson (1927), JASA 22, 209-212. */
struct interval wilson_interval(double successes, double n, double level);
/* The same where trials come in independent clusters (x successes of y each): Wilson's interval of
 * as many independent trials as would have the variance of the ratio, at most as many as there are.
 * Source: Kish (1965), Survey Sampling, sect. 8.2 (effective sample size). */
struct interval clustered_share_interval(const struct moments *m, double level);
/* A quantile of pooled values with the same quantile in k independent groups: value +- t s/sqrt(k)
 * of the groups. NAN groups are left out. Source: Law (2015), sect. 9.5.3 by way of Schmeiser's
 * batched quantiles (1982), Operations Research 30, 556-568. */
struct interval group_interval(double value, const double *groups, size_t k, double level);
/* Difference of two ratios of totals under common random numbers: replication i gives (x_a, y_a)
 * and (x_b, y_b). The delta method on (x_a - R_a y_a)/mean y_a - (x_b - R_b y_b)/mean y_b.
 * Source: as ratio_interval, for a difference: Cochran (1977), sect. 6.20. a minus b. */
struct interval paired_ratio_difference(const double *xa, const double *ya, const double *xb,
                                        const double *yb, size_t n, double level);
/* The same without common random numbers: variances add, Welch's degrees. With every y 1 it is the
 * difference of two means. Source: Welch (1938), Biometrika 29, 350-362; Law (2015), eq. 10.2. */
struct interval unpaired_ratio_difference(const struct moments *a, const struct moments *b,
                                          double level);

#endif
