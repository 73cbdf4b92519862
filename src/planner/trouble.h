/* SPDX-License-Identifier: GPL-3.0-or-later
 * How far from trouble: the same days with a little more of everything, met by the same customers,
 * so that each difference has an interval of its own. */
#ifndef PLANNER_TROUBLE_H
#define PLANNER_TROUBLE_H

#include "base/diag.h"
#include "study/results.h"

struct model;
struct study_options;

struct trouble_row {
    const char *change;                 /* "volume +10 %" */
    const struct estimate *values;      /* [n_paths] */
    const struct estimate *differences; /* [n_paths], this change less the day as it is */
};

struct trouble {
    struct arena arena;
    size_t n_paths, n_rows, replications;
    const char *const *paths; /* [n_paths], as results_find takes them */
    const char *const *units; /* [n_paths] */
    const char *const *names; /* [n_paths], for headings */
    struct trouble_row *rows; /* [n_rows]; the first is the day as it is, no differences */
    size_t n_notes;
    const char **notes; /* [n_notes], sentences: what does not apply here, or to whom it does not */
    double level;       /* of each interval by itself */
};

/* Runs the model's scenario as it is and with each change, with options' seed, replications,
 * threads and limits. known: results of the scenario as it is, for its standards and level. A
 * change that a scenario cannot have (one absent, without staff) is left out. NULL with a reason in
 * d, or without one when stopped from outside. */
struct trouble *trouble_run(const struct model *m, const struct study_options *options,
                            const struct results *known, struct diag *d);
void trouble_free(struct trouble *t);

#endif
