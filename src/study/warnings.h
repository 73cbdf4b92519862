/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a reader of results is to look at before believing them. */
#ifndef STUDY_WARNINGS_H
#define STUDY_WARNINGS_H

#include "model/model.h"
#include "study/results.h"

/* Below so many replications intervals are rough. */
enum { FEW_REPLICATIONS = 20 };

struct warnings {
    const char *words[16], *briefs[16]; /* as results have them */
    size_t n;
};

/* Further ones than there is room for are dropped. Both words must outlive the results. */
void warning_add(struct warnings *w, const char *words, const char *brief);
/* Adds what the results themselves show, all else of which is known: few replications, standards
 * without customers, people left for ever, rules that never went on or never rested. Gives all to
 * the results. one_run: a steady state in one long run, cut into batches. */
void warnings_set(struct warnings *w, const struct model *m, struct results *r, bool one_run);

#endif
