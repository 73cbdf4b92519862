/* SPDX-License-Identifier: GPL-3.0-or-later
 * The slab of customers: slots are given out again, the last freed first. Here so that it is
 * inlined where everybody comes in. */
#ifndef ENGINE_SLAB_H
#define ENGINE_SLAB_H

#include <string.h>

#include "engine/state.h"

/* Twice the room. */
void slab_grow(struct engine *e);

/* A free slot, its generation kept so that entries of the former user stay stale; NONE at the limit
 * of customers, which ends the run. */
static inline uint32_t slot_take(struct engine *e) {
    uint32_t slot = e->free_customer;
    if (slot != NONE) {
        e->free_customer = e->customers[slot].next;
    } else {
        uint32_t limit = e->limits.present ? e->limits.present : UINT32_C(100000000);
        if (e->n_customers >= limit) {
            e->ended = true;
            e->end = ENGINE_PRESENT_LIMIT;
            return NONE;
        }
        if (e->n_customers == e->customer_capacity) {
            slab_grow(e);
        }
        slot = e->n_customers++;
    }
    uint32_t generation = e->customers[slot].generation, visits = e->customers[slot].visits;
    e->customers[slot] = (struct customer){
        .generation = generation, .visits = visits, .second = NONE, .alive = true};
    if (e->model->max_counters > 0) {
        memset(&e->counters[(size_t)slot * e->model->max_counters], 0,
               e->model->max_counters * sizeof *e->counters);
    }
    return slot;
}

#endif
