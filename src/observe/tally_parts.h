/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the two halves of the tally share: levels, and the calls of the clock. */
#ifndef OBSERVE_TALLY_PARTS_H
#define OBSERVE_TALLY_PARTS_H

#include "observe/tally.h"

static inline void level_move(struct level_state *l, double now, double n) {
    l->area += l->n * (now - l->last);
    l->last = now;
    l->n = n;
}

/* The same of level 0, whose largest value counts. */
static inline void level_move_max(struct level_state *l, double now, double n) {
    level_move(l, now, n);
    if (n > l->max) {
        l->max = n;
    }
}

/* Which of a visit's or contact's stores a tally counts in. */
static inline struct span visit_span(const struct tally *t, const struct customer *c,
                                     uint32_t station) {
    return layout_visit(t->layout, c->line, station, c->tier, c->class_index);
}

static inline struct span contact_span(const struct tally *t, const struct customer *c) {
    return layout_contact(t->layout, c->class_index, c->tier);
}

/* Once the doors are closed nobody is scheduled and idle agents are off duty; who is busy stays. */
static inline void group_busy(struct tally *t, struct tally_store *s, double now, double change) {
    double busy = s->level[LEVEL_BUSY].n + change;
    level_move(&s->level[LEVEL_BUSY], now, busy);
    if (t->closed) {
        level_move_max(&s->level[LEVEL_DUTY], now, busy);
        level_move(&s->level[LEVEL_STAFFED], now, 0);
    }
}

static inline struct tally_store *station_store(struct tally *t, uint32_t station) {
    return &t->stores[layout_station_store(station)];
}

static inline struct tally_store *group_store(struct tally *t, uint32_t group) {
    return &t->stores[t->layout->first_group_store + group];
}

/* Members of the tally's observer, in tally_clock.c. */
void tally_day_opened(void *self, double now, size_t day);
void tally_interval_began(void *self, double now, size_t interval);
void tally_closed(void *self, double now);
void tally_warmed_up(void *self, double now);
void tally_inside_at_end(void *self, double now, const struct customer *c, bool in_orbit);
void tally_finished(void *self, double now);

#endif
