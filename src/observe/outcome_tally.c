/* SPDX-License-Identifier: GPL-3.0-or-later
 * The tally of what became of services by staff. */
#include "observe/tally_parts.h"

static void outcome_add(struct cell *cell, const struct service_outcome *o) {
    cell->count[Q_OUTCOMES]++;
    cell->count[Q_RESOLVED] += o->resolved;
    cell->count[Q_HOSTILE] += o->hostile;
    cell->count[Q_LACKED] += o->lacked_authority;
    *cell_sum(cell, Q_COURTESY) += o->courtesy;
}

static void outcomes_add(struct tally *t, struct span stores, uint32_t interval,
                         const struct service_outcome *o) {
    for (uint32_t i = 0; i < stores.n; i++) {
        outcome_add(&t->members[stores.first + i]->cell[interval], o);
    }
}

void tally_outcome(void *self, double now, const struct customer *c, uint32_t station,
                   uint32_t group, uint32_t agent, const struct service_outcome *o) {
    struct tally *t = self;
    (void)now;
    (void)agent;
    outcomes_add(t, visit_span(t, c, station), c->join_interval, o);
    outcomes_add(t, contact_span(t, c), c->arrival_interval, o);
    outcome_add(&group_store(t, group)->cell[t->interval], o);
}
