/* SPDX-License-Identifier: GPL-3.0-or-later
 * Ratios of sums over several rows, replication by replication: what no measure of one row says,
 * such as the cost of a row of lanes with the time of the people whom rules fetched to it. */
#ifndef STUDY_SUMS_H
#define STUDY_SUMS_H

#include "observe/quantity.h"
#include "study/paired.h"

/* So many times a quantity (enum quantity) of a row; nought where there is no such row. */
struct sum_term {
    enum row_kind kind;
    const char *name; /* "" for the total */
    unsigned quantity;
    double weight;
};

/* The sum of the top terms in all replications over that of the bottom ones. */
struct sum_ratio {
    const char *name, *unit;
    int good; /* an enum measure_good */
    size_t n_top, n_bottom;
    const struct sum_term *top, *bottom;
};

/* By ratio_interval; NANs where the bottom is nought. */
struct estimate sum_estimate(const struct unit_store *s, const struct sum_ratio *x, double level);
/* Of less from, paired as in paired.h, by paired_ratio_difference. */
struct estimate sum_difference(const struct unit_store *of, const struct unit_store *from,
                               const struct sum_ratio *x, double level);

#endif
