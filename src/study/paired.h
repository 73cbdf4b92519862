/* SPDX-License-Identifier: GPL-3.0-or-later
 * Differences of two studies whose replications met the same customers (common random numbers:
 * same seed, same numbers): what chance did to both cancels. */
#ifndef STUDY_PAIRED_H
#define STUDY_PAIRED_H

#include "study/pool.h"
#include "study/results.h"

/* What single replications gave, kept in their order. {0} is empty. */
struct unit_store {
    const struct layout *layout;
    size_t n, capacity;
    double *q;                       /* [n][n_rows][N_QUANTITIES] */
    struct unit_standard *standards; /* [n][n_standards] */
    struct ratio *levels;            /* [n][n_standards][n_intervals] */
};

void unit_store_add(struct unit_store *s, const struct unit *u);
void unit_store_fini(struct unit_store *s);
/* Bytes that it takes. */
size_t unit_store_bytes(const struct unit_store *s);

/* A study and what it is compared with. */
struct paired_side {
    const struct unit_store *units;
    const struct pool *pool;
};

struct paired {
    struct paired_side of, from;
    double level; /* of each interval */
};

/* Each: of less from, over the replications that both have; NANs where either has no value. Ratios
 * by paired_ratio_difference; quantiles and tails by the differences of the 20 groups. Rows are
 * those of either side's layout. */
struct estimate paired_measure(const struct paired *p, size_t row_of, size_t row_from,
                               size_t measure);
/* Standards: their own value (per interval: each side's worst), and the share of days they hold. */
struct estimate paired_standard_value(const struct paired *p, uint32_t of, uint32_t from);
struct estimate paired_standard_days(const struct paired *p, uint32_t of, uint32_t from);

#endif
