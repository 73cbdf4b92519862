/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a plan must keep: the scenario's standards as goals that the slim observer can judge, and
 * the goals as constraints, each a mean over replications that must not be negative. */
#ifndef PLANNER_GOALS_H
#define PLANNER_GOALS_H

#include "base/diag.h"
#include "planner/evaluate.h"
#include "stats/interval.h"
#include "stats/moments.h"

struct goal {
    const char *name;    /* the standard's */
    const char *measure; /* "service_level_ignore" */
    const char *unit;    /* of the value shown: "share" or "s" */
    uint32_t standard;   /* index in the model */
    uint32_t station;    /* NONE: totals */
    double target;       /* as judged: of a quantile the share */
    double asked;        /* as the standard says it */
    bool at_least;       /* as judged */
    bool quantile;
    double within; /* s; HUGE_VAL where the measure has none */
    enum standard_per per;
    double on_days; /* NAN: not asked */
};

struct goals {
    struct arena arena;
    size_t n;
    struct goal *goal;         /* [n], in the order of the standards' names */
    struct gauge_goal *gauges; /* [n] */
    size_t n_watched;          /* what no staffing is searched for but can be judged under one */
    uint32_t *watched;         /* [n_watched], standards of the model: cost, timed stretches */
};

/* What the caller changes in the standards. */
struct goal_options {
    size_t n_names; /* 0: all standards */
    const char *const *names;
    double target;  /* NAN: as they say; else of every share answered in time */
    int per;        /* -1: as they say; else an enum standard_per for all */
    double on_days; /* NAN: as they say, but none where per is given */
};

/* False with errors: a name that is none, a measure that no staffing is planned for, two targets
 * that clash, nothing to plan for. layout: of m. */
bool goals_read(struct goals *g, const struct model *m, const struct layout *l,
                struct goal_options options, struct diag *d);
void goals_fini(struct goals *g);
/* "80 % answered within 20 s at phones (ignore), in every interval". */
const char *goal_question(const struct goal *g, const struct model *m, struct arena *a);

/* One thing that must hold: a goal over the whole day (cell ALL_CELLS), in one interval, or on a
 * share of days. */
#define ALL_CELLS SIZE_MAX
struct constraint {
    uint32_t goal;
    size_t cell;  /* interval of the day (the last: after close), by kind of day where weekdays
                     differ; ALL_CELLS */
    bool by_days; /* the mean is over days that meet, less on_days */
};

/* [*n] in a: all constraints of the goals, by goal, then by cell. */
const struct constraint *constraints_of(const struct goals *g, const struct model *m, size_t *n,
                                        struct arena *a);
/* "99.99 %", "30 s": what a constraint asks, with all the digits that it has. */
const char *constraint_target_words(const struct goals *g, const struct constraint *c,
                                    struct arena *a);
/* The slack of a constraint in one replication: positive is better than asked, its mean over
 * replications is to be >= 0. Shares: customers (days) above the target; waits: seconds. */
double constraint_slack(const struct goals *g, const struct evaluator *e, const struct sample *s,
                        const struct constraint *c, size_t replication);
/* Its moments over the first n replications: x. y: what it is a mean over (customers, days). */
struct moments constraint_moments(const struct goals *g, const struct evaluator *e,
                                  const struct sample *s, const struct constraint *c, size_t n);
/* Top and bottom of a goal in one cell (as of a constraint), or in all, of one replication. */
struct gauge_ratio goal_ratio(const struct evaluator *e, const struct sample *s, uint32_t goal,
                              size_t cell, size_t replication);
/* Days of one replication that meet the goal (top) and that are judged (bottom). */
struct gauge_ratio goal_days(const struct goals *g, const struct evaluator *e,
                             const struct sample *s, uint32_t goal, size_t replication);

/* An interval of a goal's figure, no wider than the figure can be: shares lie within 0 and 1. */
struct interval goal_interval_within(const struct goal *g, struct interval i);

#endif
