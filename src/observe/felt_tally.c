/* SPDX-License-Identifier: GPL-3.0-or-later
 * The tally of how long waits felt to those who were served. */
#include "observe/tally_parts.h"

static void felt_add(struct tally *t, struct span stores, uint32_t interval, double felt) {
    for (uint32_t i = 0; i < stores.n; i++) {
        *cell_sum(&t->members[stores.first + i]->cell[interval], Q_FELT) += felt;
    }
}

void tally_felt(void *self, double now, const struct customer *c, uint32_t station, double felt,
                bool served) {
    struct tally *t = self;
    (void)now;
    if (served) {
        felt_add(t, visit_span(t, c, station), c->join_interval, felt);
    }
}

void tally_felt_in_all(void *self, double now, const struct customer *c,
                       enum contact_outcome outcome, double felt) {
    struct tally *t = self;
    (void)now;
    if (outcome == CONTACT_SERVED || (outcome == CONTACT_SELF_SERVED && !t->layout->any_groups)) {
        felt_add(t, contact_span(t, c), c->arrival_interval, felt);
    }
}
