/* SPDX-License-Identifier: GPL-3.0-or-later
 * The tally of people on duty: at the desk, wanted there, and paid without being there. */
#include <math.h>
#include <string.h>

#include "observe/tally_parts.h"

/* While the doors are open, who is scheduled and not wanted at the desk: absent, or on a paid
 * break. After closing the busy alone are on duty, and everybody else whose shift goes on is paid.
 */
static double away_now(struct tally *t, uint32_t group) {
    const struct duty_state *d = &t->duty[group];
    if (!t->closed) {
        return d->scheduled - d->staffed;
    }
    double late = d->present - d->staffed;
    double busy = group_store(t, group)->level[LEVEL_BUSY].n;
    return fmax(0, d->scheduled - fmax(0, busy - late));
}

void duty_move(struct tally *t, uint32_t group, double now) {
    struct duty_state *d = &t->duty[group];
    if (d->has_day) {
        level_move(&d->away, now, away_now(t, group));
    }
}

void duty_flush(struct tally *t, double now) {
    for (uint32_t g = 0; g < t->model->n_groups; g++) {
        struct duty_state *d = &t->duty[g];
        if (d->has_day) {
            level_move(&d->away, now, d->away.n);
            double area = t->reported ? d->away.area : 0;
            t->counters.duty[g * t->layout->n_intervals + t->interval].away += area;
            d->away.area = 0;
        }
    }
}

void duty_reset(struct tally *t) {
    if (t->model->n_groups > 0) {
        memset(t->duty, 0, t->model->n_groups * sizeof *t->duty);
    }
}

void tally_on_duty(void *self, double now, uint32_t group, size_t present, size_t staffed) {
    struct tally *t = self;
    struct tally_store *s = group_store(t, group);
    t->duty[group].present = (double)present;
    t->duty[group].staffed = (double)staffed;
    if (!t->closed) {
        level_move_max(&s->level[LEVEL_DUTY], now, (double)present);
        level_move(&s->level[LEVEL_STAFFED], now, (double)staffed);
    }
    duty_move(t, group, now);
}

void tally_scheduled(void *self, double now, uint32_t group, size_t scheduled) {
    struct tally *t = self;
    t->duty[group].has_day = true;
    t->duty[group].scheduled = (double)scheduled;
    duty_move(t, group, now);
}

void tally_workday(void *self, double now, uint32_t group, uint32_t agent, enum workday_event what,
                   double seconds) {
    struct tally *t = self;
    struct duty_cell *c = &t->counters.duty[group * t->layout->n_intervals + t->interval];
    (void)now;
    (void)agent;
    switch (what) {
    case WORKDAY_BEGAN:
        c->due++;
        break;
    case WORKDAY_ABSENT:
        c->absent++;
        break;
    case WORKDAY_BREAK:
        c->breaks++;
        c->breaks_late += seconds > 0;
        c->lateness += seconds;
        break;
    case WORKDAY_BREAK_OVER:
        break;
    case WORKDAY_BREAK_MISSED:
        c->breaks_missed++;
        break;
    case WORKDAY_ENDED:
        c->went++;
        c->late_finish += seconds;
        break;
    }
}
