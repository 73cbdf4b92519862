/* SPDX-License-Identifier: GPL-3.0-or-later
 * What changes in the course of a run, over all runs: accounts by month, strain by week. */
#ifndef STUDY_COURSE_H
#define STUDY_COURSE_H

#include "observe/counters.h"
#include "stats/moments.h"

/* A month: accounts and their worth are pairs with 1, loyalty with the accounts. */
struct course_month {
    struct moments accounts, loyalty, value;
};

struct course {
    struct course_month *months; /* [MONTHS_AT_MOST] */
    size_t n_weeks;
    struct moments *weeks; /* [n_groups][n_weeks]: strain, people x days */
};

/* k: counters of the layout whose replications will be added. Lives in the arena. */
void course_init(struct course *c, const struct counters *k, struct arena *a);
/* Adds a replication. */
void course_add(struct course *c, const struct counters *k);

#endif
