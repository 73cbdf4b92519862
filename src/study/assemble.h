/* SPDX-License-Identifier: GPL-3.0-or-later
 * From a pool to results. */
#ifndef STUDY_ASSEMBLE_H
#define STUDY_ASSEMBLE_H

#include "study/pool.h"
#include "study/results.h"

/* Each fills its part of r from r->pool and r->layout; r->level and r->days are set. */
void assemble_rows(struct results *r);
void assemble_weekdays(struct results *r);
void assemble_intervals(struct results *r);
void assemble_bands(struct results *r);
void assemble_histograms(struct results *r);
void assemble_scores(struct results *r);
void assemble_months(struct results *r);
void assemble_strain(struct results *r);
void assemble_standards(struct results *r);

static inline struct estimate estimate_of(struct interval i) {
    return (struct estimate){i.value, i.low, i.high};
}

#endif
