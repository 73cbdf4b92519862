/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the gap is worth in people. */
#ifndef PLANNER_GAP_WORTH_H
#define PLANNER_GAP_WORTH_H

#include "model/model.h"
#include "planner/gap.h"
#include "study/study.h"

/* Fills g->worth from one more simulation of the whole model, one person more in the largest group
 * that serves the station (NONE: any). as_is: the series of the path without. Leaves it empty where
 * nobody serves, or where a gap or the effect of one person is not shown; false when stopped or,
 * with findings, when the simulation failed. */
bool gap_worth_find(struct gap *g, const struct model *m, uint32_t station,
                    const struct study_series *as_is, const struct study_options *options,
                    struct diag *d);

#endif
