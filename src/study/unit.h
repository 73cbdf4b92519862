/* SPDX-License-Identifier: GPL-3.0-or-later
 * What one independent observation gave: a replication, or a batch of one long run. */
#ifndef STUDY_UNIT_H
#define STUDY_UNIT_H

#include "observe/tally.h"

/* A numerator and a denominator. */
struct ratio {
    double top, bottom;
};

struct unit_standard {
    struct ratio formula[5]; /* service levels, in FORMULA_* order */
    struct ratio value;      /* of the standard as it is asked; by measure: unset */
    double met, judged;      /* days */
};

struct unit {
    struct arena arena;
    const struct layout *layout;
    double *q;                       /* [n_rows][N_QUANTITIES] of this unit */
    double *q_begin, *q_day;         /* the same, cumulative: at its begin, at the day's begin */
    double *scratch;                 /* likewise */
    struct ratio *daily;             /* [n_rows][n_measures]: sum of the days' ratios, days */
    struct unit_standard *standards; /* [n_standards] */
    struct ratio *levels; /* [n_standards][n_intervals]: of standards per interval, of the days that
                             ended; of staff, of those on which somebody was to be at work then */
    struct ratio *switches; /* [n_rules][n_intervals]: how often it went on, s that were reported */
    struct ratio *switches_begin;          /* likewise, cumulative */
    struct unit_standard *standards_begin; /* cumulative, at the unit's begin */
    double *weekdays;     /* [WEEKDAYS][n_rows][N_QUANTITIES]; NULL where they are all alike */
    struct ratio *before; /* [n_standards][n_intervals + 1]: cumulative, at the day's begin */
    double *staffed;      /* [n_standards][n_intervals]: likewise, people x s to be at work */
};

struct unit *unit_new(const struct layout *l);
void unit_free(struct unit *u);
/* Begins a replication, and listens to t's days. */
void unit_reset(struct unit *u, struct tally *t);
/* Ends the unit at what t has counted, up to t's last flush, and begins the next there. */
void unit_take(struct unit *u, struct tally *t);

/* Adds the ratios of a day that ended with these cumulative quantities q[n_rows][N_QUANTITIES]. */
void unit_add_day(struct unit *u, const double *q);

/* A quantile (over 1) or tail (over all) of a row's waits that t holds. */
struct ratio unit_waits(const struct tally *t, size_t row, struct measure_reference measure);

#endif
