/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the two halves of the tally share: levels, and the calls of the clock. */
#ifndef OBSERVE_TALLY_PARTS_H
#define OBSERVE_TALLY_PARTS_H

#include "observe/tally.h"

static inline void level_set(struct level_state *l, double now, uint32_t n) {
    l->area += l->n * (now - l->last);
    l->last = now;
    l->n = n;
    if (n > l->max) {
        l->max = n;
    }
}

static inline struct level_state *level_of(struct tally *t, uint32_t store, enum level which) {
    return &t->level[store * LEVELS + which];
}

static inline void levels_change(struct tally *t, struct span stores, enum level which, double now,
                                 uint32_t change) {
    for (uint32_t i = 0; i < stores.n; i++) {
        struct level_state *l = level_of(t, t->layout->members[stores.first + i], which);
        level_set(l, now, l->n + change);
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

static inline void stores_count(struct tally *t, struct span stores, uint32_t interval,
                                enum quantity what) {
    for (uint32_t i = 0; i < stores.n; i++) {
        counters_cell(&t->counters, t->layout->members[stores.first + i], interval)->count[what]++;
    }
}

/* Once the doors are closed nobody is scheduled and idle agents are off duty; who is busy stays. */
static inline void group_busy(struct tally *t, uint32_t group, double now, uint32_t change) {
    uint32_t store = t->layout->first_group_store + group;
    struct level_state *busy = level_of(t, store, LEVEL_BUSY);
    level_set(busy, now, busy->n + change);
    if (t->closed) {
        level_set(level_of(t, store, LEVEL_DUTY), now, busy->n);
        level_set(level_of(t, store, LEVEL_STAFFED), now, 0);
    }
}

/* Members of the tally's observer, in tally_clock.c. */
void tally_day_opened(void *self, double now, size_t day);
void tally_interval_began(void *self, double now, size_t interval);
void tally_closed(void *self, double now);
void tally_warmed_up(void *self, double now);
void tally_inside_at_end(void *self, double now, const struct customer *c, bool in_orbit);
void tally_finished(void *self, double now);

#endif
