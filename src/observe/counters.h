/* SPDX-License-Identifier: GPL-3.0-or-later
 * Counts and sums by store and interval of the day, and what follows from them. */
#ifndef OBSERVE_COUNTERS_H
#define OBSERVE_COUNTERS_H

#include <stdint.h>

#include "observe/layout.h"
#include "observe/quantity.h"

/* The three levels of a store, by its kind. */
enum level {
    LEVEL_QUEUE = 0,  /* people in line: contacts, visits */
    LEVEL_INSIDE = 1, /* people present: contacts, visits */
    LEVEL_ORBIT = 2,  /* people between two tries: contacts */
    LEVEL_IN_USE = 2, /* servers busy: visits */
    LEVEL_DUTY = 0,   /* people on duty: groups */
    LEVEL_STAFFED = 1,
    LEVEL_BUSY = 2,
    LEVELS = 3
};

struct cell {
    uint64_t count[N_COUNTS];
    double sum[N_SUMS];
};

struct within {
    uint64_t reached, left; /* served, or abandoned, within the threshold */
};

/* The working day of a group's people, in one interval. */
struct duty_cell {
    uint64_t due, absent, went, breaks, breaks_late, breaks_missed;
    double away; /* people x s paid and not at the desk: absent, on a paid break, idle in a shift
                    that goes on after closing */
    double lateness, late_finish; /* s */
};

/* A rule, in one interval. */
struct rule_cell {
    uint64_t switches, asked, there; /* times on; people sent for, and at hand */
    double on, people;               /* s on; people x s fetched */
};

enum { SCORE_BINS = 20, MONTHS_AT_MOST = 36 };

/* Accounts of a month of a run: x months, and what they were worth. */
struct account_month {
    double months, loyalty, value;
};

/* People of a group who worked in a week of a run: days of one of them each, and the strain with
 * which these began. */
struct strain_week {
    double days, strain;
};

struct counters {
    const struct layout *layout;
    struct cell *cell;       /* [n_stores][n_intervals] */
    struct within *within;   /* [n_thresholds][n_intervals] */
    struct duty_cell *duty;  /* [n_groups][n_intervals] */
    struct rule_cell *rules; /* [n_rules][n_intervals] */
    uint64_t *broken;        /* [n_standards][n_intervals], misses of timed stretches */
    double *time;            /* [n_intervals], s reported */
    double *day_max;         /* [n_stores][2], sums over days: longest wait, largest level 0 */
    struct account_month months[MONTHS_AT_MOST]; /* by month of the run, the last being open */
    size_t n_weeks, week_days;   /* 0 weeks where days wear nobody down; days of a run in one: those
                                    weekdays that it has */
    struct strain_week *weeks;   /* [n_groups][n_weeks] */
    uint64_t scores[SCORE_BINS]; /* contacts of the company's own customers, by their score */
    double days;
};

/* Of a score, 0 to 1: equal bins, 1 in the last. */
static inline size_t score_bin(double score) {
    size_t bin = (size_t)(score * SCORE_BINS);
    return bin < SCORE_BINS ? bin : SCORE_BINS - 1;
}

static inline struct cell *counters_cell(const struct counters *k, uint32_t store,
                                         uint32_t interval) {
    return &k->cell[store * k->layout->n_intervals + interval];
}

static inline double *cell_sum(struct cell *c, enum quantity q) {
    return &c->sum[q - N_COUNTS];
}

void counters_init(struct counters *k, const struct layout *l, struct arena *a);
void counters_reset(struct counters *k);
void counters_merge(struct counters *k, const struct counters *from);

/* Every quantity of every row over intervals [first, end): q[n_rows][N_QUANTITIES]. With all
 * intervals, DAYS of a steady state is its time in days of 24 h; else the days themselves. */
void counters_quantities(const struct counters *k, size_t first, size_t end, double *q);

/* One row's own quantities q[N_QUANTITIES], without what takes several rows: the staff of a station
 * or of the total, capacity and cost. */
void counters_row(const struct counters *k, size_t row, size_t first, size_t end, double *q);

/* The quantities that depend on a threshold other than the row's own. */
void counters_within(const struct counters *k, uint32_t threshold, size_t first, size_t end,
                     double *q);

extern const char *const service_level_names[5]; /* in enum service_level_formula's order */
/* Numerator and denominator of a service level, in enum service_level_formula's order. */
extern const enum quantity service_level_parts[5][2];

#endif
