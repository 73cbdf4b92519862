/* SPDX-License-Identifier: GPL-3.0-or-later
 * The tally of how days wear people down. */
#include "observe/tally_parts.h"

static void week_add(struct counters *k, size_t day, uint32_t group, double strain) {
    struct strain_week *week = &k->weeks[group * k->n_weeks + day / k->week_days];
    week->days++;
    week->strain += strain;
}

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
    *cell_sum(c, Q_SETTLED_QUITS) += strain_quits(p, strain_settled(p, day->rise));
    *cell_sum(c, Q_RISE) += day->rise;
    *cell_sum(c, Q_RISE_AND_FALL) += day->rise + p->falls;
    if (t->counters.n_weeks > 0) {
        week_add(&t->counters, t->day, group, day->strain);
    }
}
