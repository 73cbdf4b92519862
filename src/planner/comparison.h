/* SPDX-License-Identifier: GPL-3.0-or-later
 * Variants run on the same customers, and what distinguishes each from one of them. */
#ifndef PLANNER_COMPARISON_H
#define PLANNER_COMPARISON_H

#include "planner/verdict.h"
#include "study/journal.h"
#include "study/study.h"
#include "study/sums.h"
#include "study/variant.h"

struct compared_standard {
    struct change_finding value, days; /* its own value; the share of days it holds */
};

/* One of the sums asked for. */
struct compared_sum {
    struct estimate value;
    struct change_finding change;
};

struct compared {
    const char *name, *changes;
    struct results *results; /* without its pool: rows and standards only; NULL: see why */
    const char *why;         /* why there are none; NULL when it was not begun */
    /* Against the base, verdict CHANGE_UNKNOWN where there is nothing to compare with; NULL for the
     * base itself. */
    struct change_finding *rows;         /* [results->n_rows][n_measures] */
    struct compared_standard *standards; /* [results->n_standards] */
    struct compared_sum *sums; /* [n_sums], changes of the base CHANGE_UNKNOWN; NULL: no results */
};

struct comparison {
    struct arena arena;
    size_t n, base;
    struct compared *variants; /* [n] */
    double level;              /* of every interval of one variant */
    double difference_level;   /* of every interval of a difference, Bonferroni's */
    uint64_t seed;
    bool stopped; /* from outside, before all was done */
};

/* Told as replications are merged; variants take turns. */
typedef void comparison_progress(void *context, const char *variant, size_t index, size_t done,
                                 size_t planned);

struct comparison_options {
    struct study_options study; /* of each variant; progress, log and series are set here */
    size_t base;             /* the variant that others are compared with; its results come first */
    struct journal *journal; /* NULL: none */
    const char *part; /* of a study in several parts, each of other customers: what tells this one's
                         replications from the others' in the journal; NULL: the only one */
    size_t n_sums;
    const struct sum_ratio *sums; /* [n_sums], of every variant */
    comparison_progress *progress;
    void *context;
};

/* Runs them, in turns of some replications each: a stop leaves all with about as many. For one
 * measure, all differences hold at once with the level asked for: each interval
 * has the level 1 - (1 - level)/(variants - 1) (Bonferroni; Law 2015, sect. 10.3.2). NULL with an
 * error in d when the base gave nothing. The variants must outlive it. */
struct comparison *comparison_run(const struct variants *v, const struct comparison_options *o,
                                  struct diag *d);
void comparison_free(struct comparison *c);

/* The row of a variant that is about the same thing as this one of another; NULL. */
const struct result_row *compared_row(const struct compared *c, enum row_kind kind,
                                      const char *name);
/* Findings of a measure in such a row; NULL for the base and where there is no such row. */
const struct change_finding *compared_finding(const struct compared *c, enum row_kind kind,
                                              const char *name, size_t measure);
/* Whether all standards of the variant are known to be met; false when it has none. */
bool compared_meets(const struct compared *c);
/* How its standards stand: the worst of their verdicts, a missed one first, then one that is not
 * sure, then one that judged nobody. It has results. */
enum verdict compared_standing(const struct compared *c);

#endif
