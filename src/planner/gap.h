/* SPDX-License-Identifier: GPL-3.0-or-later
 * What separates the textbook's answer from the simulated one: the scenario's properties are
 * switched on one after the other, each simulated with the same customers. */
#ifndef PLANNER_GAP_H
#define PLANNER_GAP_H

#include "base/diag.h"
#include "scenario/scenario.h"
#include "study/results.h"

struct model;
struct study_options;

struct gap_step {
    const char *name;       /* "returns" */
    const char *words;      /* "people call again" */
    bool formula;           /* by formula, else simulated */
    struct estimate value;  /* with this and everything before it switched on */
    struct estimate effect; /* against the step before; NANs: the first */
};

/* How many people more would undo the gap, if each brought what the first brings. */
struct gap_worth {
    const char *group;      /* whose one person more was simulated; NULL: not known */
    const char *when;       /* "whenever they work" */
    struct estimate effect; /* of one person more on the whole scenario, paired */
    struct estimate people; /* fewest and most by both intervals: at least 1 - 2 (1 - level) sure */
};

struct gap {
    struct arena arena;
    const char *path, *unit; /* of what: "standards.80/20.value", "share" */
    const char *question;    /* in words */
    const char *no_formula;  /* why no formula begins the steps; NULL: one does */
    size_t n_steps, n_absent, replications;
    struct gap_step *steps;    /* [n_steps]: the textbook first, the scenario as it is last */
    const char *const *absent; /* [n_absent]: words of properties that the scenario lacks */
    double level;              /* of each interval by itself */
    struct gap_worth worth;
    bool worst_interval; /* a standard per interval: each step's value is of its own worst one */
    bool pooled;         /* a quantile: see gap_explain */
    bool stopped;        /* from outside: steps are those that were finished */
};

/* The properties, from the textbook's side: for help and reference. */
struct gap_property {
    const char *name, *words;
    /* Takes the property off the scenario (its groups, in arena a) before it is compiled, or off
     * the compiled model. False when it was not there. Either may be NULL. */
    bool (*off_scenario)(struct scenario *s, struct arena *a);
    bool (*off_model)(struct model *m);
};
extern const struct gap_property gap_properties[];
extern const size_t n_gap_properties;

/* Explains the path (NULL: the first standard's value by name, else the mean wait). The formula is
 * Erlang's, interval by interval, with the means of what the simulation without any property asks
 * of the station. NULL with a reason in d. Every effect is a paired difference; they add up to the
 * gap. Of a quantile the values are of all replications together, and an effect is their difference
 * within the paired interval of each replication's own quantile, moved to it. */
struct gap *gap_explain(const struct scenario *s, const char *path,
                        const struct study_options *options, struct diag *d);
void gap_free(struct gap *g);

#endif
