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

static const struct model_return *late_return(const struct engine *e, const struct customer *c) {
    return &e->model->classes[c->class_index].returns[RETURN_LATE];
}

/* Whether he asks, now or once more, and when: he then is in orbit. */
static bool asks(struct engine *e, uint32_t asker) {
    struct customer *c = customer_of(e, asker);
    const struct model_return *r = late_return(e, c);
    if (r->counter != NONE && times_so_far(e, asker, r->counter) >= r->at_most) {
        return false;
    }
    struct stream s = customer_stream(e, c, r->draw, c->tries - 1);
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
    a->person = e->model->classes[c->class_index].second_name
                    << (PERSON_DAY_BITS + PERSON_NUMBER_BITS) |
                person_number(c->person);
    a->class_index = c->class_index;
    a->source = c->source;
    a->own_tier = a->tier = c->tier;
    a->party = c->party;
    a->items = c->items;
    a->asks = true;
    a->tries = 1;
    a->second = customer;
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
