/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/flow.h"
#include "engine/slab.h"
#include "engine/tell.h"

void promise_enter(struct engine *e, uint32_t customer) {
    struct customer *c = customer_of(e, customer);
    double promise = step_of(e, c)->promise;
    if (isfinite(promise)) {
        engine_schedule(e, e->now + promise, customer_tie(EVENT_PROMISE, c), customer, c->visits);
    }
}

/* Each visit that is asked after has an asker of its own at the same address; what he does is
 * counted from another beginning, so that no two draw the same. */
enum { ASKER_BITS = DRAW_TIMES_BITS / 2 };

static const struct model_return *late_return(const struct engine *e, const struct customer *c) {
    return &e->model->classes[c->class_index].returns[RETURN_LATE];
}

/* From where the asker's counters count: by the visits that the person had made to this label. */
static uint32_t asker_begin(const struct engine *e, uint32_t customer) {
    const struct model_step *step = step_of(e, customer_of(e, customer));
    uint64_t visits = times_before(e, customer, step->joins_counter);
    return (uint32_t)(visits & ((UINT64_C(1) << ASKER_BITS) - 1)) << ASKER_BITS;
}

static void counters_begin(struct engine *e, uint32_t asker, const struct model_return *r,
                           uint32_t from) {
    uint32_t *counters = &e->counters[(size_t)asker * e->model->max_counters];
    for (uint32_t i = 0; i < e->model->max_counters; i++) {
        counters[i] = i == r->counter ? 0 : from;
    }
}

/* How often he has decided whether to ask, counted from his beginning. */
static uint64_t asker_times(const struct engine *e, uint32_t asker, const struct model_return *r) {
    const struct model_step *asked_after = &e->model->steps[r->while_at];
    uint32_t from = times_so_far(e, asker, asked_after->joins_counter) >> ASKER_BITS << ASKER_BITS;
    return from + customer_of(e, asker)->tries - 1;
}

/* Whether he asks, now or once more, and when: he then is in orbit. */
static bool asks(struct engine *e, uint32_t asker) {
    struct customer *c = customer_of(e, asker);
    const struct model_return *r = late_return(e, c);
    if (r->counter != NONE && times_so_far(e, asker, r->counter) >= r->at_most) {
        return false;
    }
    struct stream s = customer_stream(e, c, r->draw, asker_times(e, asker, r));
    if (stream_uniform(&s) >= r->chance) {
        return false;
    }
    count_once_more(e, asker, r->counter);
    c->step = (uint32_t)r->step;
    c->own_steps = true;
    c->in_orbit = true;
    e->in_orbit++;
    engine_schedule(e, e->now + distribution_sample(r->after, &s), customer_tie(EVENT_RETURN, c),
                    asker, return_generation(c));
    return true;
}

/* Who asks is the same person at an address of his own, so that he draws nothing that the contact
 * he asks after will need. His contacts are never a first one. */
void promise_broken(struct engine *e, uint32_t customer) {
    uint32_t asker = slot_take(e);
    if (asker == NONE) {
        return;
    }
    struct customer *c = customer_of(e, customer), *a = customer_of(e, asker);
    a->person =
        person_address(e->model->classes[c->class_index].second_name, 0, person_number(c->person));
    a->class_index = c->class_index;
    a->source = c->source;
    a->own_tier = a->tier = c->tier;
    a->party = c->party;
    a->items = c->items;
    a->asks = true;
    a->tries = 1;
    a->second = customer;
    counters_begin(e, asker, late_return(e, a), asker_begin(e, customer));
    if (!asks(e, asker)) {
        customer_release(e, asker);
        return;
    }
    c->second = asker;
    tell_asking(e, a, true);
}

void asking_end(struct engine *e, uint32_t customer) {
    struct customer *c = customer_of(e, customer);
    if (c->second == NONE) {
        return;
    }
    struct customer *a = customer_of(e, c->second);
    a->second = NONE;
    if (a->in_orbit) {
        a->in_orbit = false;
        e->in_orbit--;
        e->calendar.stale++;
        tell_asking(e, a, false);
        customer_release(e, c->second);
    }
    c->second = NONE;
}

bool asks_again(struct engine *e, uint32_t customer) {
    struct customer *a = customer_of(e, customer);
    if (a->second == NONE) {
        return false;
    }
    if (asks(e, customer)) {
        return true;
    }
    customer_of(e, a->second)->second = NONE;
    return false;
}
