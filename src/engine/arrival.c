/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/units.h"
#include "engine/accounts.h"
#include "engine/flow.h"
#include "engine/score.h"
#include "engine/slab.h"
#include "engine/tell.h"

void slab_grow(struct engine *e) {
    uint32_t capacity = e->customer_capacity ? 2 * e->customer_capacity : 256;
    e->customers = mem_resize(e->customers, capacity, sizeof *e->customers);
    memset(e->customers + e->customer_capacity, 0,
           (capacity - e->customer_capacity) * sizeof *e->customers);
    if (e->model->max_counters > 0) {
        size_t per_person = e->model->max_counters * sizeof *e->counters;
        e->counters = mem_resize(e->counters, capacity, per_person);
    }
    if (e->model->max_marks > 0) {
        e->marks = mem_resize(e->marks, capacity, e->model->max_marks * sizeof *e->marks);
    }
    e->customer_capacity = capacity;
}

static uint16_t tier_draw(const struct engine *e, const struct customer *c,
                          const struct model_class *k) {
    if (k->n_tiers == 1) {
        return (uint16_t)k->tiers[0];
    }
    struct stream s = customer_stream(e, c, e->model->draw_tier, 0);
    double u = stream_uniform(&s);
    size_t i = 0;
    while (i + 1 < k->n_tiers && u >= k->tier_cumulative[i]) {
        i++;
    }
    return (uint16_t)k->tiers[i];
}

/* How many people come as this one customer. */
static uint16_t party_draw(const struct engine *e, const struct customer *c,
                           const struct distribution *party) {
    if (!party->kind) {
        return 1;
    }
    struct stream s = customer_stream(e, c, e->model->draw_party, 0);
    double people = round(distribution_sample(party, &s));
    return (uint16_t)fmin(fmax(people, 1), UINT16_MAX);
}

/* Who he is: the source's person of this number today. */
static inline void person_name(const struct engine *e, struct customer *c, uint32_t source,
                               uint64_t number) {
    const struct model_source *src = &e->model->sources[source];
    c->person = person_address(src->person_name, e->day, number);
    c->class_index = (uint16_t)src->class_index;
    c->source = (uint16_t)source;
    c->own_tier = tier_draw(e, c, &e->model->classes[src->class_index]);
}

/* Whether the account whose customer he would be is still there; else he does not come. */
static bool account_comes(struct engine *e, uint32_t customer) {
    uint32_t account = account_draw(e, customer_of(e, customer));
    if (account == NONE) {
        customer_release(e, customer);
        return false;
    }
    score_account(e, customer, account);
    return true;
}

static inline void person_arrive(struct engine *e, uint32_t source, uint64_t number) {
    const struct model_source *src = &e->model->sources[source];
    const struct model_class *k = &e->model->classes[src->class_index];
    uint32_t slot = slot_take(e);
    if (slot == NONE) {
        return;
    }
    struct customer *c = customer_of(e, slot);
    person_name(e, c, source, number);
    if (k->accounts && !account_comes(e, slot)) {
        return;
    }
    c->party = party_draw(e, c, &src->as_read->party);
    if (k->items) {
        struct stream items = customer_stream(e, c, e->model->draw_items, 0);
        c->items = (float)distribution_sample(k->items, &items);
    }
    contact_begin(e, slot, k->entry);
}

/* The source's n people from this number on come in, at most as many as it may have. */
static void people_arrive(struct engine *e, uint32_t source, uint64_t number, size_t n) {
    size_t *customers = &e->sources[source].customers;
    size_t room = e->model->sources[source].as_read->at_most - *customers;
    n = n < room ? n : room;
    *customers += n;
    for (uint64_t end = number + n; number < end && !e->ended; number++) {
        person_arrive(e, source, number);
    }
}

/* coming: customers of an arrival in hand who are not yet counted. */
static void next_arrival_schedule(struct engine *e, uint32_t source, size_t coming) {
    struct source_state *s = &e->sources[source];
    if (s->customers + coming >= e->model->sources[source].as_read->at_most) {
        return;
    }
    double time = e->day_base + arrival_next(&s->arrivals);
    if (time < HUGE_VAL) {
        calendar_push(&e->coming,
                      (struct event){time, event_tie(EVENT_ARRIVAL, source, 0), source, 0});
    }
}

static const struct arrival_process *process_today(const struct engine *e, uint32_t source) {
    const struct model_source *s = &e->model->sources[source];
    return s->by_weekday ? &s->by_weekday[model_weekday(e->model, e->day)] : &s->process;
}

/* ---- appointments: who will come, and when, is known as the day opens ---- */

static void no_show(struct engine *e, uint32_t source, uint64_t number, double time) {
    struct customer c = {0};
    person_name(e, &c, source, number);
    double interval = floor((time - e->model->opens) / e->model->interval);
    c.tier = c.own_tier;
    c.arrived = e->day_base + time;
    c.arrival_interval = (uint16_t)interval;
    tell_no_show(e, &c);
}

/* Enters the arrival of one who was given this time, s since midnight. Who would come after closing
 * stays away. */
static void appointment_enter(struct engine *e, uint32_t source, uint64_t number, double time) {
    const struct model_source *src = &e->model->sources[source];
    const struct appointments *a = &src->as_read->appointments;
    struct customer c = {.person = person_address(src->person_name, e->day, number)};
    struct stream s = customer_stream(e, &c, e->model->draw_appointment, 0);
    bool comes = stream_uniform(&s) >= a->no_show;
    double late = a->late.kind ? distribution_sample(&a->late, &s) : 0;
    double arrives = fmax(time - a->early + late, e->model->opens);
    if (!comes || arrives >= e->model->closes) {
        no_show(e, source, number, time);
        return;
    }
    calendar_push(&e->coming,
                  (struct event){e->day_base + arrives, event_tie(EVENT_ARRIVAL, source, number),
                                 source, (uint32_t)number});
}

static void appointments_open(struct engine *e, uint32_t source) {
    const struct arrival_source *as_read = e->model->sources[source].as_read;
    uint64_t number = 0;
    for (size_t i = 0; i < as_read->n_times; i++) {
        for (size_t k = 0; k < as_read->batch; k++) {
            appointment_enter(e, source, number++, as_read->times[i]);
        }
    }
}

/* A fleet is there from the first opening on. */
static void fleet_open(struct engine *e, uint32_t source) {
    size_t fleet = e->day == 0 ? e->model->sources[source].as_read->fleet : 0;
    people_arrive(e, source, 0, fleet);
}

void arrivals_open(struct engine *e) {
    for (uint32_t i = 0; i < e->model->n_sources; i++) {
        struct source_state *s = &e->sources[i];
        s->customers_today = 0;
        if (e->model->sources[i].as_read->kind == ARRIVAL_APPOINTMENTS) {
            appointments_open(e, i);
            continue;
        }
        if (e->model->sources[i].as_read->kind == ARRIVAL_FLEET) {
            fleet_open(e, i);
            continue;
        }
        s->arrivals = arrival_start(process_today(e, i), e->key, e->day);
        next_arrival_schedule(e, i, 0);
    }
}

void arrival_due(struct engine *e, uint32_t source, uint32_t number) {
    const struct arrival_source *as_read = e->model->sources[source].as_read;
    if (as_read->kind == ARRIVAL_APPOINTMENTS) {
        people_arrive(e, source, number, 1);
        return;
    }
    /* The next arrival first: it takes the place of the present one, which has just left. */
    next_arrival_schedule(e, source, as_read->batch);
    uint32_t *today = &e->sources[source].customers_today, first = *today;
    *today += (uint32_t)as_read->batch;
    people_arrive(e, source, first, as_read->batch);
}

void return_due(struct engine *e, uint32_t customer) {
    struct customer *c = customer_of(e, customer);
    if (e->open) {
        c->in_orbit = false;
        e->in_orbit--;
        contact_begin(e, customer, (int32_t)c->step);
        return;
    }
    if (e->day + 1 < e->model->days) {
        double opening = e->day_base + DAY_SECONDS + e->model->opens;
        engine_schedule(e, opening, customer_tie(EVENT_RETURN, c), customer, return_generation(c));
    }
}
