/* SPDX-License-Identifier: GPL-3.0-or-later
 * The best of many variants with a stated probability of a right choice: replications are spent on
 * those that may still be the best. */
#ifndef PLANNER_CHOICE_H
#define PLANNER_CHOICE_H

#include "study/journal.h"
#include "study/study.h"
#include "study/variant.h"

enum {
    CHOICE_BATCH = 5,       /* replications whose ratio of totals is one observation */
    CHOICE_FIRST_STAGE = 20 /* observations before anything is compared */
};

enum chosen_state {
    CHOSEN_BEST,    /* the one chosen; when undecided: the largest so far */
    CHOSEN_IN_PLAY, /* not told from the best */
    CHOSEN_OUT,     /* taken out: not the best */
    CHOSEN_NOT_RUN  /* gave nothing */
};
extern const char *const chosen_words[]; /* "best", "in play", "out", "not run" */

struct chosen {
    const char *name, *changes;
    enum chosen_state state;
    const char *why;         /* CHOSEN_NOT_RUN: why, or NULL */
    size_t days;             /* that were spent on it */
    struct estimate value;   /* of the measure, with an interval of its own */
    struct results *results; /* without their pool; NULL: not run */
};

struct choice {
    struct arena arena;
    size_t n, best; /* best: n when nothing was run */
    struct chosen *variants;
    const char *path, *unit; /* "total.cost", "money/day" */
    bool more_is_better;
    double zone, probability, level;
    uint64_t seed;
    size_t days, in_play; /* spent on all; left */
    bool decided, stopped;
};

/* Told of every stage. */
typedef void choice_progress(void *context, size_t in_play, size_t n, size_t days);

struct choice_options {
    struct study_options study; /* replications: at most, of one variant */
    const char *path;           /* a rate or mean, or a standard: "total.mean_wait" */
    double zone;                /* in the measure's unit */
    double probability;
    struct journal *journal; /* NULL: none */
    choice_progress *progress;
    void *context;
};

/* By KN (see stats/selection.h) on batches of replications; variants meet the same customers. NULL
 * with errors in d: a path that names nothing or has no better side, or nothing was run. */
struct choice *choice_run(const struct variants *v, const struct choice_options *o, struct diag *d);
void choice_free(struct choice *c);
/* The unit of a path in this variant's results; NULL with an error in d when it names nothing that
 * can be chosen by. */
const char *choice_unit(const struct variant *v, const char *path, struct diag *d);

#endif
