/* SPDX-License-Identifier: GPL-3.0-or-later
 * The tally of what contacts were like for customers, and of what they say of it when asked. */
#include <math.h>

#include "observe/tally_parts.h"
#include "people/score.h"

static void score_add(struct cell *cell, const struct contact_score *s) {
    cell->count[Q_SCORED]++;
    cell->count[Q_SCORED_LOW] += s->score < SCORE_LOW;
    *cell_sum(cell, Q_SCORE) += s->score;
    cell->count[Q_COMPLAINTS] += s->complains;
    cell->count[Q_REDRESSED] += s->redressed;
    if (!isnan(s->said)) {
        cell->count[Q_SURVEYED]++;
        *cell_sum(cell, Q_SAID) += s->said;
    }
}

void tally_scored(void *self, double now, const struct customer *c, const struct contact_score *s) {
    struct tally *t = self;
    struct span stores = contact_span(t, c);
    (void)now;
    for (uint32_t i = 0; i < stores.n; i++) {
        score_add(&t->members[stores.first + i]->cell[c->arrival_interval], s);
    }
    if (!t->model->classes[c->class_index].rival) {
        t->counters.scores[score_bin(s->score)]++;
    }
}
