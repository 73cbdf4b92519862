/* SPDX-License-Identifier: GPL-3.0-or-later
 * The observer that counts: everything measures.md names, of one replication at a time. One tally a
 * thread. It allocates only for a bin of a histogram met for the first time. */
#ifndef OBSERVE_TALLY_H
#define OBSERVE_TALLY_H

#include "base/histogram.h"
#include "engine/observer.h"
#include "observe/books.h"
#include "observe/counters.h"
#include "observe/line_curve.h"
#include "observe/stretch.h"

/* A level that changes at events, and its integral. */
struct level_state {
    double last, area; /* s; people x s since the interval began */
    double n, max;     /* people; max is kept of level 0 only */
};

/* Everything that one store counts into, side by side. */
struct tally_store {
    struct level_state level[LEVELS];
    struct cell *cell;       /* [n_intervals], of tally.counters */
    struct within *within;   /* [n_thresholds][n_intervals], likewise */
    const double *threshold; /* [n_thresholds], s */
    size_t n_thresholds, n_intervals;
    double *max_wait;         /* [n_intervals], of the day */
    struct histogram *served; /* [n_intervals] */
    struct histogram *other, *sojourn;
    double whole_area[LEVELS]; /* of the whole replication */
    double day_max[2];         /* longest wait, largest level 0 */
};

/* What an agent has in hand, remembered until he is free. */
struct hand {
    double began;
    struct span visit, contact; /* stores */
    uint32_t group;
    uint16_t arrival_interval;
    bool busy;
    bool lies; /* laid down until the morning: what ends is a piece of the service */
};

/* Who of a group is where, as last told. */
struct duty_state {
    double present, staffed, scheduled;
    bool has_day;            /* scheduled is told */
    struct level_state away; /* paid and not at the desk */
};

/* A rule: whether it is on, and how many people it has fetched. */
struct rule_levels {
    struct level_state on, people;
};

enum wait_kind { WAITS_SERVED, WAITS_ALL, SOJOURNS, WAIT_KINDS };

struct tally {
    struct arena arena;
    const struct layout *layout;
    const struct model *model;
    struct counters counters;     /* of the reported part of the present replication */
    struct tally_store *stores;   /* [n_stores] */
    struct tally_store **members; /* as layout.members */
    struct histogram *served;     /* [n_stores][n_intervals]: waits */
    struct histogram *other;      /* [n_stores]: waits of those who joined and were not served */
    struct histogram *sojourn;    /* [n_stores] */
    struct duty_state *duty;      /* [n_groups] */
    struct rule_levels *rules;    /* [n_rules] */
    struct hand *hands;           /* [n_hands], by agent */
    size_t n_hands;
    struct contact_book contacts;
    struct visit_book *visits;          /* [n_stations] */
    struct level_state *down, *helping; /* [n_stations]: machines out of order; that wait for help
                                           or are helped */
    struct level_state *things;         /* [n_stations]: machines or things that there are, and
                                           those in use beyond; NULL when no rule sets a count */
    size_t *servers;                    /* [n_stations], as last told; likewise */
    struct work_book *work;             /* [n_groups] */
    struct line_curve *curve;           /* line lengths over the day; NULL in steady state */
    struct stretches *stretches;        /* NULL when no standard is a timed stretch */
    uint32_t interval;
    size_t day;                           /* of the replication, from 0 */
    double interval_began, last_activity; /* s */
    bool reported;                        /* past the warm-up */
    double reported_from;                 /* s, since when; HUGE_VAL */
    bool closed, day_running;
    bool day_waits;     /* waits are kept by the day alone: all in the first interval's histogram */
    struct text breach; /* what did not balance in this replication; empty when all is well */
    /* Told at the end of each reported day, once its counts are final; NULL: nobody. */
    void (*day_over)(void *context, struct tally *t);
    void *context;
    /* Told before the first contact from this time on (s; HUGE_VAL: never) is counted; sets the
     * next time. An observer of its own would cost every customer a dozen looks. */
    double due;
    void (*contact_due)(void *watcher, double now);
    void *watcher;
};

/* The layout must outlive it. */
struct tally *tally_new(const struct layout *l);
void tally_free(struct tally *t);
/* To be given to engine_run; each run begins with tally_reset. */
struct observer tally_observer(struct tally *t);
void tally_reset(struct tally *t);
/* Brings all integrals up to now: counters hold what happened until now. */
void tally_flush(struct tally *t, double now);
/* Which waits a quantile or tail is of. */
enum wait_kind measure_waits(const struct measure *m);
/* Adds one row's waits over all intervals to a histogram. */
void tally_waits(const struct tally *t, uint32_t store, enum wait_kind kind, struct histogram *into,
                 struct arena *a);

#endif
