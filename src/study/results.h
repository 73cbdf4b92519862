/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a study found: estimates with intervals, ready to be reported. Reports read only this. */
#ifndef STUDY_RESULTS_H
#define STUDY_RESULTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "observe/measure.h"

/* NAN value: does not apply or never happened. NAN low and high: no interval exists. */
struct estimate {
    double value, low, high;
};

/* One thing and all its measures over the whole reported time. */
struct result_row {
    enum row_kind kind;
    const char *name; /* "" for the total */
    bool rival;
    const struct estimate *estimates; /* [n_measures], in the order of measures[] */
};

/* One column of the interval file (measures.md): name, unit, definition. */
struct interval_column {
    const char *name, *unit, *definition;
};
extern const struct interval_column interval_columns[];
extern const size_t n_interval_columns;
/* Index of a column; n_interval_columns when there is none of that name. */
size_t interval_column_find(const char *name);

/* One thing in one interval of the day; means per day. */
struct interval_row {
    double start;  /* s since midnight; steady state: of the run */
    double length; /* s; the mean length for "after close" */
    bool after_close;
    enum row_kind kind;
    const char *name;
    const double *values; /* [n_interval_columns]; NAN: empty cell */
};

/* What one weekday was like. */
struct weekday_result {
    const char *name;        /* "mon" */
    struct result_row *rows; /* [n_rows], as those of all days; NAN where not a ratio of totals */
};

/* People in line over the day at a station: mean and the band between shares of days. */
struct line_band {
    const char *station;
    size_t n;         /* points */
    const double *at; /* [n], s since midnight */
    const double *mean, *low,
        *high; /* [n]; low and high: 10 % and 90 % of days, between whole numbers */
};

/* Pooled waits of one row: counts in ascending, touching bins. */
struct wait_histogram {
    enum row_kind kind;
    const char *name;
    const char *of;          /* "served" or "all" */
    size_t n;                /* bins */
    const double *from, *to; /* [n], s; the first bin is exactly 0 */
    const double *count;     /* [n], customers */
    double total;
};

/* VERDICT_NOT_JUDGED: nobody came whom the standard judges, so that it has no value. */
enum verdict { VERDICT_MET, VERDICT_MISSED, VERDICT_NOT_SURE, VERDICT_NOT_JUDGED };
extern const char *const verdict_names[];

struct standard_result {
    const char *name;
    const char
        *question; /* in words: "80 % answered within 20 s at phones (ignore), 9 days of 10" */
    const char *formula; /* measure name, "service_level_ignore" */
    const char *unit;
    struct estimate value;
    double target;
    bool at_least;               /* the target is a floor, else a ceiling */
    struct estimate p_day_meets; /* NAN where it does not apply */
    double on_days;              /* NAN: not asked */
    enum verdict verdict;
    struct estimate formulas[5]; /* the five service levels, in FORMULA_* order; NAN if not one */
};

/* What made the run end. */
enum stopped_by {
    STOPPED_BY_REPLICATIONS,
    STOPPED_BY_PRECISION,
    STOPPED_BY_LIMIT,
    STOPPED_BY_SIGNAL
};
extern const char *const stopped_by_names[];

struct pool;
struct layout;

/* The model they are of must outlive them. */
/* Accounts of one month of a run, over all runs. */
struct month_result {
    struct estimate accounts, loyalty;
    struct estimate value; /* money, of the month; NAN where no account has one */
};
/* How worn the people of a group are as their days begin, week by week of a run. */
struct strain_course {
    const char *group;
    const struct estimate *strain; /* [n_weeks]; NAN where none of them worked */
};

struct results {
    struct arena arena;
    /* Everything observed, for what is asked by path only: results_find's own business. */
    struct pool *pool;
    struct layout *layout;
    const char *scenario_name, *scenario_sha256;
    uint64_t seed;
    size_t replications, days; /* complete; days: reported ones, all replications */
    bool steady;
    double run_length, warm_up; /* s of one replication; steady only */
    double level;               /* 0.95 */
    enum stopped_by stopped_by;
    const char *stopped_note; /* words, or NULL */
    size_t n_rows, n_intervals, n_bands, n_histograms, n_standards, n_warnings;
    struct result_row *rows; /* total, stations, classes, tiers, groups */
    struct interval_row *intervals;
    size_t n_weekdays;               /* 0 where they are all alike */
    struct weekday_result *weekdays; /* [n_weekdays], Monday first, those that were simulated */
    struct line_band *bands;
    struct wait_histogram *histograms;
    struct standard_result *standards;
    size_t n_scores, n_months, n_weeks, n_strains;
    size_t week_days;     /* days of a run in a week: those weekdays that it has */
    const double *scores; /* [n_scores]: shares of contacts, by score in equal bins of 0 to 1 */
    const struct month_result *months;   /* [n_months] */
    const struct strain_course *strains; /* [n_strains], groups by name; none below two weeks */
    const char *const *warnings;         /* [n_warnings] */
    const char *const *briefs; /* likewise, in few words and without figures, so that variants of
                                  which the same is to be said have the same words */
    uint64_t events, contacts; /* handled in all */
    double seconds;            /* wall time of the simulation, measured by the caller; else 0 */
};

/* The value in a column of the interval file; NAN when there is no such column. */
double interval_value(const struct interval_row *row, const char *column);
/* NULL when there is no such row. */
const struct result_row *results_row(const struct results *r, enum row_kind kind, const char *name);
/* A difference of two values in this unit, its interval no wider than it can be: two shares differ
 * by at most 1. What is judged by the interval is judged before. */
struct estimate difference_bounded(struct estimate d, const char *unit);

/* The estimate of a path such as "stations.phones.asa", "total.wait_exceeds_90s",
 * "classes.loan.abandonment_daily_mean" or "standards.80/20.value"; NULL with the reason in words
 * (valid as long as r) when the path names nothing. */
const struct estimate *results_find(struct results *r, const char *path, const char **why);
/* Gives back what only results_find needs, which then must not be called. */
void results_shed(struct results *r);
void results_free(struct results *r);

#endif
