/* SPDX-License-Identifier: GPL-3.0-or-later
 * Second places: whoever waits at a station with something to do meanwhile stands in another line
 * too. There a customer of his own stands for him, at an address of his own, whose visits are
 * counted at their station and whose contact is nobody's. What happens in the first line is heard
 * through an observer, so that scenarios without second places spend nothing; it only enters
 * events, since whoever tells is in the midst of something. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "engine/flow.h"
#include "engine/slab.h"
#include "engine/tell.h"

/* Of a customer in the first line. */
struct second_state {
    uint32_t stands; /* who stands for him, + 1; 0: nobody */
    uint32_t station;
    uint64_t person; /* for whom it was done, in the contact that began then, at this station */
    double arrived;
};

struct second_places {
    struct second_state *of; /* [n], by customer */
    uint32_t n;
    struct observer *listeners;
};

static struct second_state *state_of(struct engine *e, uint32_t customer) {
    struct second_places *p = e->seconds;
    if (customer >= p->n) {
        p->of = mem_resize(p->of, e->customer_capacity, sizeof *p->of);
        memset(p->of + p->n, 0, (e->customer_capacity - p->n) * sizeof *p->of);
        p->n = e->customer_capacity;
    }
    return &p->of[customer];
}

static bool was_done(const struct second_state *s, const struct customer *c, uint32_t station) {
    return s->person == c->person && s->station == station && s->arrived >= c->arrived;
}

/* ---- what is heard ---- */

static void heard_wait(void *self, double now, const struct customer *c, uint32_t station) {
    struct engine *e = self;
    uint32_t customer = (uint32_t)(c - e->customers);
    if (!c->second_place && step_of(e, c)->beside != NONE &&
        !was_done(state_of(e, customer), c, station)) {
        engine_schedule(e, now, customer_tie(EVENT_SECOND_BEGINS, c), customer, c->generation);
    }
}

/* The end of what has just begun in the second line, by the work that the step's like has. */
static void end_enter(struct engine *e, uint32_t customer) {
    struct customer *c = customer_of(e, customer);
    double speed = c->agent == NONE ? 1 : e->agents[c->agent].speed;
    c->work = service_draw(e, customer, step_of(e, c) + 1);
    engine_schedule(e, e->now + c->work / speed, customer_tie(EVENT_SECOND_DONE, c), customer,
                    c->generation);
}

/* He waits no longer. */
static void wait_is_over(struct engine *e, uint32_t customer) {
    struct second_state *s = state_of(e, customer);
    if (s->stands > 0) {
        struct customer *c = customer_of(e, s->stands - 1);
        c->second = NONE;
        engine_schedule(e, e->now, customer_tie(EVENT_SECOND_OVER, c), s->stands - 1, c->visits);
        s->stands = 0;
    }
}

static void heard_service(void *self, double now, const struct customer *c, uint32_t station,
                          double waited, uint32_t group) {
    (void)now;
    (void)station;
    (void)waited;
    (void)group;
    struct engine *e = self;
    uint32_t customer = (uint32_t)(c - e->customers);
    if (c->second_place) {
        end_enter(e, customer);
    } else {
        wait_is_over(e, customer);
    }
}

static void heard_end(void *self, double now, const struct customer *c, uint32_t station,
                      enum visit_outcome outcome, bool served, double waited) {
    (void)now;
    (void)station;
    (void)outcome;
    (void)waited;
    struct engine *e = self;
    if (!c->second_place && !served) {
        wait_is_over(e, (uint32_t)(c - e->customers));
    }
}

/* ---- what then happens ---- */

static void stand_in(struct engine *e, uint32_t customer, uint32_t stands) {
    const struct customer *c = customer_of(e, customer);
    struct customer *s = customer_of(e, stands);
    s->person =
        person_address(e->model->classes[c->class_index].beside_name, 0, person_number(c->person));
    s->arrived = c->arrived;
    s->arrival_interval = c->arrival_interval;
    s->class_index = c->class_index;
    s->source = c->source;
    s->tier = c->tier;
    s->own_tier = c->own_tier;
    s->party = 0; /* he sits where he waits first */
    s->items = c->items;
    s->tries = c->tries;
    s->agent = s->line = NONE;
    s->second_place = true;
    s->second = customer;
    memcpy(mark_of(e, stands, 0), mark_of(e, customer, 0), e->model->max_marks * sizeof(double));
}

void second_place_begin(struct engine *e, uint32_t customer) {
    uint32_t beside = step_of(e, customer_of(e, customer))->beside;
    if (!customer_eligible(e, customer, &e->model->steps[beside + 1])) {
        return;
    }
    uint32_t stands = slot_take(e);
    if (stands == NONE) {
        return;
    }
    stand_in(e, customer, stands);
    state_of(e, customer)->stands = stands + 1;
    e->present++;
    customer_go(e, stands, (int32_t)beside);
}

/* The work of whoever waits has been drawn already. */
static void work_change(struct engine *e, uint32_t customer, const struct model_gives *g) {
    struct customer *c = customer_of(e, customer);
    for (uint32_t i = 0; i < g->n; i++) {
        *mark_of(e, customer, g->mark[i]) *= g->factor[i];
        c->work *= g->factor[i];
    }
    struct second_state *s = state_of(e, customer);
    s->person = c->person;
    s->station = step_of(e, c)->station;
    s->arrived = c->arrived;
}

/* Whoever stood for him is his no longer before the end frees an agent, who may take him then. */
void second_place_done(struct engine *e, uint32_t customer) {
    struct customer *c = customer_of(e, customer);
    if (c->second != NONE) {
        work_change(e, c->second, step_of(e, c)->gives);
        state_of(e, c->second)->stands = 0;
        c->second = NONE;
    }
    service_end(e, customer);
}

void second_place_over(struct engine *e, uint32_t customer) {
    struct customer *c = customer_of(e, customer);
    if (c->waiting) {
        wait_time_out(e, customer);
        return;
    }
    c->generation++;
    e->calendar.stale++;
    service_cut(e, customer);
}

void second_place_release(struct engine *e, uint32_t customer) {
    const struct customer *c = customer_of(e, customer);
    if (c->second != NONE) {
        state_of(e, c->second)->stands = 0;
    }
    e->present--;
    customer_release(e, customer);
}

/* ---- before and after a replication ---- */

void second_places_new(struct engine *e) {
    if (e->model->second_places) {
        e->seconds = mem_new(1, sizeof *e->seconds);
    }
}

void second_places_free(struct engine *e) {
    if (e->seconds) {
        free(e->seconds->of);
        free(e->seconds->listeners);
        free(e->seconds);
    }
}

/* Hears after all others. */
void second_places_reset(struct engine *e) {
    struct second_places *p = e->seconds;
    if (!p) {
        return;
    }
    if (p->n > 0) {
        memset(p->of, 0, p->n * sizeof *p->of);
    }
    size_t n = e->n_observers;
    p->listeners = mem_resize(p->listeners, n + 1, sizeof *p->listeners);
    if (n > 0) {
        memcpy(p->listeners, e->observers, n * sizeof *p->listeners);
    }
    p->listeners[n] = (struct observer){.self = e,
                                        .wait_began = heard_wait,
                                        .service_began = heard_service,
                                        .visit_ended = heard_end};
    e->observers = p->listeners;
    e->n_observers = n + 1;
}
