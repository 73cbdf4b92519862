/* SPDX-License-Identifier: GPL-3.0-or-later
 * Means, squares and products about the mean of pairs (x, y), kept centred so that nothing
 * cancels, and mergeable. Source: Chan, Golub and LeVeque (1983), Algorithms for computing the
 * sample variance, The American Statistician 37, eq. 2.1 for pairs; Welford (1962) for one. */
#ifndef STATS_MOMENTS_H
#define STATS_MOMENTS_H

/* {0} is empty. For one variable leave y 0. */
struct moments {
    double n;
    double x, y;       /* means */
    double xx, xy, yy; /* sums of products of deviations from the means */
};

void moments_add(struct moments *m, double x, double y);
/* Sample variance of x, divisor n - 1; NAN below two. */
double moments_variance(const struct moments *m);

#endif
