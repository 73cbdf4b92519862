/* SPDX-License-Identifier: GPL-3.0-or-later
 * What becomes of a service by staff: resolved, courteous, hostile. Done only where people.outcome
 * is on. */
#ifndef ENGINE_OUTCOME_H
#define ENGINE_OUTCOME_H

#include "engine/state.h"

static inline bool outcome_is_on(const struct engine *e) {
    return e->workers && e->model->scenario->people.outcome.on;
}

/* This agent, who has just begun, serves this customer. */
void outcome_begins(struct engine *e, uint32_t agent, uint32_t customer);
/* His service ends; whether it did what the visit is for. */
bool outcome_ends(struct engine *e, uint32_t customer);

#endif
