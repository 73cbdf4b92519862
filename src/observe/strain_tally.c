/* SPDX-License-Identifier: GPL-3.0-or-later
 * The tally of how days wear people down. */
#include "observe/tally_parts.h"

void tally_strain(void *self, double now, uint32_t group, uint32_t agent,
                  const struct worker_day *day) {
    struct tally *t = self;
    const struct strain *p = &t->model->scenario->people.strain;
    struct cell *c = &group_store(t, group)->cell[t->interval];
    (void)now;
    (void)agent;
    c->count[Q_WORKER_DAYS]++;
    *cell_sum(c, Q_STRAIN) += day->strain;
    *cell_sum(c, Q_QUITS) += strain_quits(p, day->strain);
    *cell_sum(c, Q_RISE) += day->rise;
    *cell_sum(c, Q_RISE_AND_FALL) += day->rise + p->falls;
}
