/* SPDX-License-Identifier: GPL-3.0-or-later
 * The slim observer: counts only what a few goals are judged by, for studies that look at thousands
 * of staffings. It says of a goal exactly what the tally says of a standard. */
#ifndef OBSERVE_GAUGE_H
#define OBSERVE_GAUGE_H

#include "engine/observer.h"
#include "observe/layout.h"

/* What is counted for each goal and interval. */
#define GAUGE_COUNTS(X)                                                                            \
    X(ARRIVED)                                                                                     \
    X(JOINED)                                                                                      \
    X(SERVED)                                                                                      \
    X(ABANDONED)                                                                                   \
    X(SHORT) /* abandoned within 5 s */                                                            \
    X(BLOCKED)                                                                                     \
    X(BALKED)                                                                                      \
    X(DELAYED)                                                                                     \
    X(SERVED_IN_T)                                                                                 \
    X(LEFT_IN_T)   /* abandoned within the threshold */                                            \
    X(JOINED_IN_T) /* whose wait, however it ended, was within it */                               \
    X(WAIT_SERVED) /* s */                                                                         \
    X(WAIT_OTHER)  /* s */                                                                         \
    X(BUSY)        /* people x s, by the clock */                                                  \
    X(DUTY)                                                                                        \
    X(STAFFED) /* of those on duty who are to be there */                                          \
    X(TIRED)   /* fatigue x s, of people at the desk */                                            \
    X(SPELLS)  /* people x s over which that is known */                                           \
    X(RISE)    /* of strain, over people and days */                                               \
    X(RISE_AND_FALL)

enum gauge_count {
#define X(name) GAUGE_##name,
    GAUGE_COUNTS(X) GAUGE_COUNT_KINDS
#undef X
};

/* A measure as a ratio of sums of counts; each is a bit set of 1 << gauge_count. */
struct gauge_measure {
    const char *name; /* of the table of measures; "wait_p" and "wait_all_p" begin a quantile's */
    unsigned top, plus, minus; /* top / (plus - minus) */
    bool self_served;          /* whoever served himself is among the served */
};
extern const struct gauge_measure gauge_measures[];
extern const size_t n_gauge_measures;

struct gauge_goal {
    const struct gauge_measure *measure;
    uint32_t row;     /* of the layout */
    double threshold; /* s; HUGE_VAL where the measure has none */
    bool by_interval; /* judged in each by itself: not where it is of staff and nobody is to be at
                         work, so that all who are finish what they began */
};

/* Top and bottom of a goal in one interval of one day. */
struct gauge_ratio {
    double top, bottom;
};

struct gauge;

/* goals [n] and the layout must outlive it. */
struct gauge *gauge_new(const struct layout *l, const struct gauge_goal *goals, size_t n);
void gauge_free(struct gauge *g);
/* To be given to engine_run after gauge_begin. */
struct observer gauge_observer(struct gauge *g);
/* out: [reported days][n goals][layout.n_intervals], filled by the run that follows. */
void gauge_begin(struct gauge *g, struct gauge_ratio *out);
/* Whether the measure looks at the staff alone: the fewer customers come, the better. */
bool gauge_of_staff(const struct gauge_measure *m);
/* Whether it judges everybody who came, served or not. */
bool gauge_of_all(const struct gauge_measure *m);
/* Reported days of a replication: 1 in steady state. */
size_t gauge_days(const struct model *m);

#endif
