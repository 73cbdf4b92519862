/* SPDX-License-Identifier: GPL-3.0-or-later
 * When customers come from outside: a Poisson process whose rate changes over the day, renewals, or
 * given times. Times are seconds since the day's midnight.
 *
 * Every arrival has its own random number, at the address of the customer who comes, and the gap is
 * consumed at the present rate: raising the rate brings every arrival forward, and nothing that
 * happens inside the system moves one. A rate of 0 consumes nothing. */
#ifndef RANDOM_ARRIVAL_H
#define RANDOM_ARRIVAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "random/distribution.h"

enum arrival_law {
    ARRIVAL_LAW_POISSON, /* gaps exponential */
    ARRIVAL_LAW_RENEWAL, /* gaps from a distribution; the first begins at opening */
    ARRIVAL_LAW_LISTED   /* at these times */
};

/* A gamma factor of mean 1 on the rate. Who shares the name shares the factor. */
struct rate_spread {
    double cv;     /* 0: the factor is 1 */
    uint64_t name; /* hashed to PERSON_NAME_BITS */
};

/* When the source is open, s since midnight, and the length of an interval, which are numbered from
 * 0 at opening. */
struct arrival_window {
    double opens, closes, interval;
};

/* One source of customers; immutable once made. */
struct arrival_process {
    enum arrival_law law;
    uint64_t name; /* of class and source, hashed to PERSON_NAME_BITS */
    struct arrival_window window;
    struct rate_spread day_spread, interval_spread; /* as {0} for listed times */
    size_t n;                                       /* segments of constant rate, >= 1 */
    const double *ends;                             /* [n], ascending; the last is closing */
    const double *rate;                             /* [n], per second; renewal: 1 */
    const size_t *interval;                         /* [n], the interval a segment lies in */
    struct distribution gap;                        /* renewal: seconds; mean > 0 */
    size_t n_times;                                 /* listed */
    const double *times; /* [n_times], ascending: s since the first day's midnight, or of any day */
    bool daily;          /* the same times every day */
};

/* Gaps are drawn so many at a time, whose generators then overlap in the processor. */
enum { ARRIVAL_GAPS = 4 };

/* Where one source stands in one day of one replication; the caller's. */
struct arrival_state {
    const struct arrival_process *process;
    uint64_t key;    /* of the replication */
    uint64_t person; /* address of the arrival last returned; one less before the first */
    uint64_t day, draw;
    size_t segment; /* listed: index of the next time */
    double time;    /* of the last arrival, or opening */
    double rate;    /* of the present segment, with its factors */
    double day_factor;
    double gaps[ARRIVAL_GAPS]; /* Poisson: of the arrivals to come, in their order from the end */
    size_t n_gaps;
};

/* rate[i] holds from at[i] (ascending, s since midnight; at[0] <= opens) to the next. The arrays
 * are read only now; what is kept lies in the arena. The caller sets name and spreads before. */
void arrival_poisson(struct arrival_process *p, struct arena *a,
                     const struct arrival_window *window, size_t n, const double *at,
                     const double *rate);
/* gap: its mean must be > 0, else a day would never end. */
void arrival_renewal(struct arrival_process *p, struct arena *a,
                     const struct arrival_window *window, const struct distribution *gap);
/* times: [n], kept by reference. Those outside opening hours never come. */
void arrival_listed(struct arrival_process *p, const struct arrival_window *window, size_t n,
                    const double *times, bool daily);

/* The beginning of a day (from 0, below 2^PERSON_DAY_BITS). */
struct arrival_state arrival_start(const struct arrival_process *p, uint64_t key, uint64_t day);
/* Time of the next arrival, s since midnight, before closing; HUGE_VAL when there is none. Sets
 * person. A day has at most 2^PERSON_NUMBER_BITS arrivals; a longer run (in steady state, of one
 * day) goes on into the addresses of the days after it. */
double arrival_next(struct arrival_state *s);

/* The factors themselves, mean 1; 1 when cv is 0. */
double day_factor(const struct rate_spread *spread, uint64_t key, uint64_t day);
double interval_factor(const struct rate_spread *spread, uint64_t key, uint64_t day,
                       uint64_t interval);

#endif
