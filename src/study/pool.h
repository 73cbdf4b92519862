/* SPDX-License-Identifier: GPL-3.0-or-later
 * What all units gave, merged in their order: moments of ratios, counts, histograms. It grows with
 * rows and intervals, not with customers or replications. */
#ifndef STUDY_POOL_H
#define STUDY_POOL_H

#include "stats/interval.h"
#include "study/course.h"
#include "study/unit.h"

enum { QUANTILE_GROUPS = 20 }; /* a unit belongs to group (its number mod 20) */

struct pool_standard {
    struct moments formula[5], value, days; /* days: (met, judged) */
    double met, judged;
};

struct pool {
    struct arena arena;
    const struct layout *layout;
    size_t units;
    struct counters counters;         /* of all units */
    struct moments *ratios;           /* [n_rows][n_measures] */
    struct moments *daily;            /* [n_rows][n_measures] */
    struct moments *weekdays;         /* [WEEKDAYS][n_reported][n_measures]; NULL: all are alike */
    struct moments *interval_levels;  /* [n_reported][n_intervals]: the row's service level; of a
                                        group how tired its people are */
    struct pool_standard *standards;  /* [n_standards] */
    struct moments *standard_levels;  /* [n_standards][n_intervals] */
    struct ratio *switches;           /* [n_rules][n_intervals], sums of the units' */
    struct histogram *waits;          /* [QUANTILE_GROUPS][n_stores][WAIT_KINDS] */
    struct histogram *interval_waits; /* [n_stores][n_intervals], of the served */
    struct histogram *lines;          /* [n_stations][points]; NULL in steady state */
    double *line_sum;                 /* [n_stations][points] */
    size_t line_days, line_points;
    double line_opens, line_step; /* s since midnight; s */
    struct course course;
};

struct pool *pool_new(const struct layout *l);
void pool_free(struct pool *p);
/* Adds unit number p->units; t is the tally it was taken from, whose histograms are emptied. */
void pool_add(struct pool *p, const struct unit *u, struct tally *t);
/* The same when the unit's waits are in the pool already, see unit_bytes.h. */
void pool_add_known(struct pool *p, const struct unit *u);
/* The histogram that waits of the next unit at this store go to. */
struct histogram *pool_group_waits(struct pool *p, size_t store, enum wait_kind kind);
/* Adds a replication's counters, and its line lengths (of its last day). */
void pool_add_counters(struct pool *p, const struct tally *t);
/* Adds what a replication gave by weekday; nothing where they are all alike. */
void pool_add_weekdays(struct pool *p, const struct unit *u);
/* The estimate of a reported row's measure on one weekday; NANs where it does not apply, is no
 * ratio of totals or the weekday was not simulated. */
struct interval pool_weekday(const struct pool *p, unsigned weekday, size_t row, size_t measure,
                             double level);

/* The estimate of a row's measure; NANs where it does not apply. */
struct interval pool_estimate(const struct pool *p, size_t row, struct measure_reference measure,
                              double level);
/* Shares lie within 0 and 1, and what cannot be negative is not: an interval of such a value. */
struct interval pool_bounded(struct interval i, const char *unit);
/* A quantile or tail of a row's waits in each of the groups, NAN in an empty one; returns that of
 * all waits together. */
double pool_waits_groups(const struct pool *p, size_t row, struct measure_reference measure,
                         double groups[QUANTILE_GROUPS]);
/* The interval in which a standard per interval is worst; SIZE_MAX when none has a value. */
size_t pool_worst_interval(const struct pool *p, uint32_t standard);
/* A standard's own value; share of days it holds; one of its five service levels. */
struct interval pool_standard_value(const struct pool *p, uint32_t standard, double level);
struct interval pool_standard_days(const struct pool *p, uint32_t standard, double level);
struct interval pool_standard_formula(const struct pool *p, uint32_t standard,
                                      enum service_level_formula f, double level);
/* All waits of a row, as one histogram in the arena. */
struct histogram pool_waits(const struct pool *p, size_t row, enum wait_kind kind, struct arena *a);

#endif
