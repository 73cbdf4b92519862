/* SPDX-License-Identifier: GPL-3.0-or-later
 * The tally of how tired people are: the exact integral of each spell's fatigue, in every interval
 * that it touches. */
#include <math.h>

#include "base/units.h"
#include "observe/tally_parts.h"
#include "people/energy.h"

/* s of the run at which an interval of the present day begins. */
static double interval_start(const struct tally *t, uint32_t interval) {
    const struct model *m = t->model;
    double after = m->opens + interval * m->interval;
    return (double)t->day * DAY_SECONDS + fmin(after, m->closes);
}

static double fatigue_integral(const struct worker_spell *s, double from, double until) {
    double before = from - s->from, lasts = until - from;
    return s->works ? energy_work_integral(energy_after_work(s->fatigue, s->rate, before), s->rate,
                                           lasts)
                    : energy_rest_integral(energy_after_rest(s->fatigue, s->rate, before), s->rate,
                                           lasts);
}

void tally_spell(void *self, double now, uint32_t group, uint32_t agent,
                 const struct worker_spell *s) {
    struct tally *t = self;
    double until = now, first = fmax(s->from, t->reported_from);
    (void)agent;
    for (uint32_t i = t->interval + 1; i-- > 0 && until > first;) {
        double from = i > 0 ? fmax(first, interval_start(t, i)) : first;
        if (from < until) {
            struct cell *c = &group_store(t, group)->cell[i];
            *cell_sum(c, Q_FATIGUE) += fatigue_integral(s, from, until);
            *cell_sum(c, Q_SPELLS) += until - from;
            until = from;
        }
    }
}
