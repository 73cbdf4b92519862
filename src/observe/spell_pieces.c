/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "observe/spell_pieces.h"

#include <math.h>

#include "base/units.h"
#include "people/energy.h"

/* s of the run at which an interval of the present day begins. */
static double interval_start(const struct spell_end *e, uint32_t interval) {
    const struct model *m = e->model;
    double after = m->opens + interval * m->interval;
    return (double)e->day * DAY_SECONDS + fmin(after, m->closes);
}

static double fatigue_integral(const struct worker_spell *s, double from, double until) {
    double before = from - s->from, lasts = until - from;
    return s->works ? energy_work_integral(energy_after_work(s->fatigue, s->rate, before), s->rate,
                                           lasts)
                    : energy_rest_integral(energy_after_rest(s->fatigue, s->rate, before), s->rate,
                                           lasts);
}

void spell_pieces(const struct spell_end *e, const struct worker_spell *s, spell_piece *add,
                  void *to) {
    double until = e->now, first = fmax(s->from, e->since);
    for (uint32_t i = e->interval + 1; i-- > 0 && until > first;) {
        double from = i > 0 ? fmax(first, interval_start(e, i)) : first;
        if (from < until) {
            add(to, i, fatigue_integral(s, from, until), until - from);
            until = from;
        }
    }
}
