/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <assert.h>
#include <math.h>

#include "engine/crew.h"
#include "engine/felt.h"
#include "engine/flow.h"
#include "engine/line.h"
#include "engine/outcome.h"
#include "engine/tell.h"
#include "engine/temperament.h"
#include "engine/worker.h"

/* What earlier visits of this contact have made of the work here. */
static double work_factor(const struct engine *e, uint32_t customer,
                          const struct model_step *step) {
    double factor = 1;
    for (size_t i = 0; i < MARKS_A_STEP && step->factor[i] != NONE; i++) {
        factor *= *mark_of(e, customer, step->factor[i]);
    }
    return factor;
}

/* What anybody like him needs there. */
static double work_draw(const struct engine *e, uint32_t customer, const struct model_step *step) {
    const struct customer *c = customer_of(e, customer);
    if (step->by_items) {
        return distribution_affine_at(&step->service->distribution[0], c->items);
    }
    uint32_t times = times_so_far(e, customer, step->services_counter);
    struct stream s = customer_stream(e, c, step->draw_service, times);
    return distribution_sample(timed_at(e->model, step->service, c->arrived), &s);
}

double service_draw(const struct engine *e, uint32_t customer, const struct model_step *step) {
    if (!step->service) {
        return 0;
    }
    double work = work_factor(e, customer, step) * work_draw(e, customer, step);
    return step->temperaments ? work * temperament_of(e, customer_of(e, customer))->work : work;
}

/* Enters the end of a stretch of work that needs so many seconds at the agent's speed. */
static void work_schedule(struct engine *e, uint32_t station, double seconds, uint64_t tie,
                          uint32_t subject) {
    if (e->model->stations[station].pace.per_waiting > 0) {
        clock_add(&e->clocks[station], e->now, seconds, tie, subject, 0);
        clock_enter(e, station);
    } else {
        engine_schedule(e, e->now + seconds, tie, subject, 0);
    }
}

void clock_enter(struct engine *e, uint32_t station) {
    struct clock *k = &e->clocks[station];
    k->generation++;
    e->calendar.stale++;
    double first = clock_first(k);
    if (first < HUGE_VAL) {
        engine_schedule(e, first, event_tie(EVENT_PACED_END, station, 0), station, k->generation);
    }
}

void paced_end(struct engine *e, uint32_t station) {
    struct event due = clock_pop(&e->clocks[station], e->now);
    clock_enter(e, station);
    if (event_kind(&due) == EVENT_SERVICE_END) {
        service_end(e, due.subject);
    } else {
        assert(event_kind(&due) == EVENT_WRAP_UP_END);
        wrap_up_end(e, due.subject);
    }
}

/* The agent remembers whose contact he has in hand. */
static void agent_take(struct engine *e, struct choice by, uint32_t customer, uint32_t station) {
    const struct customer *c = customer_of(e, customer);
    struct agent *a = &e->agents[by.agent];
    a->started = e->now;
    a->speed = by.route->speed;
    if (e->workers) {
        a->speed /= worker_begins(e, by.agent, station);
        if (outcome_is_on(e)) {
            outcome_begins(e, by.agent, customer);
        }
    }
    a->join_interval = c->join_interval;
    a->station = station;
}

static inline void service_enter(struct engine *e, uint32_t customer, struct choice by,
                                 bool with_end) {
    struct customer *c = customer_of(e, customer);
    const struct model_step *step = step_of(e, c);
    uint32_t station = step->station, group = NONE;
    double waited = 0, speed = 1;
    if (!c->waiting) {
        c->work = service_draw(e, customer, step);
    } else {
        waited = e->now - c->joined;
        line_leave(e, station, customer);
        if (e->felt) {
            felt_left(e, customer, true);
        }
    }
    c->started = e->now;
    c->in_service = true;
    c->agent = by.agent;
    if (by.route) {
        agent_take(e, by, customer, station);
        c->staff_served = true;
        group = by.route->group;
        speed = e->agents[by.agent].speed;
    }
    tell_service_began(e, c, station, waited, group);
    if (step->service) {
        count_once_more(e, customer, step->services_counter);
        if (with_end) {
            work_schedule(e, station, c->work / speed, customer_tie(EVENT_SERVICE_END, c),
                          customer);
        }
    }
}

void service_begin(struct engine *e, uint32_t customer, struct choice by) {
    service_enter(e, customer, by, true);
}

void service_start(struct engine *e, uint32_t customer, struct choice by) {
    service_enter(e, customer, by, false);
}

void service_begin_first(struct engine *e, uint32_t agent, const struct model_route *route) {
    service_begin(e, line_first_waited(e, route->line, route->after),
                  (struct choice){agent, route});
}

void agent_done(struct engine *e, uint32_t agent, double wrap_up_s) {
    struct agent *a = &e->agents[agent];
    a->busy_s += e->now - a->started;
    if (e->workers) {
        worker_ends(e, agent);
    }
    tell_agent_freed(e, a, agent, wrap_up_s);
    agent_free(e, agent);
}

/* The agent's part at the end of a service: wrap-up, or free at once. */
static void agent_finish(struct engine *e, uint32_t customer, uint32_t agent,
                         const struct model_step *step) {
    const struct customer *c = customer_of(e, customer);
    struct agent *a = &e->agents[agent];
    a->service_s = e->now - a->started;
    double wrap_up = 0;
    if (step->wrap_up) {
        uint64_t times = times_before(e, customer, step->services_counter);
        struct stream s = customer_stream(e, c, step->draw_wrap_up, times);
        wrap_up = work_factor(e, customer, step) *
                  distribution_sample(timed_at(e->model, step->wrap_up, c->arrived), &s) / a->speed;
    }
    if (wrap_up > 0) {
        uint64_t tie = event_tie(EVENT_WRAP_UP_END, a->group, a->number);
        work_schedule(e, a->station, wrap_up, tie, agent);
    } else {
        agent_done(e, agent, 0);
    }
}

/* Whether what the visit was for has been done. */
static bool visit_resolves(const struct engine *e, uint32_t customer,
                           const struct model_step *step) {
    if (!(step->resolves < 1)) { /* NAN: nothing to be done */
        return true;
    }
    uint64_t times = times_before(e, customer, step->joins_counter);
    struct stream s = customer_stream(e, customer_of(e, customer), step->draw_resolves, times);
    return stream_uniform(&s) < step->resolves;
}

static inline void service_over(struct engine *e, uint32_t customer, const struct model_step *step,
                                enum visit_outcome outcome) {
    const struct customer *c = customer_of(e, customer);
    uint32_t station = step->station, agent = c->agent;
    visit_close(e, customer, outcome, true, c->started - c->joined);
    if (agent != NONE) {
        agent_finish(e, customer, agent, step);
    }
    const struct station_kind *kind = e->model->stations[station].kind;
    if (kind->left) {
        kind->left(e, station, customer);
    }
    if (kind->servers) {
        e->stations[station].used--;
        tell_in_use(e, station);
        kind->freed(e, station);
        if (e->model->stations[station].n_crews > 0) {
            crews_wake_at(e, station);
        }
    }
    visit_lead_on(e, customer, outcome);
}

void service_end(struct engine *e, uint32_t customer) {
    const struct model_step *step = step_of(e, customer_of(e, customer));
    bool resolved = customer_of(e, customer)->agent != NONE && outcome_is_on(e)
                        ? outcome_ends(e, customer)
                        : visit_resolves(e, customer, step);
    service_over(e, customer, step, resolved ? VISIT_COMPLETED : VISIT_UNRESOLVED);
}

void service_cut(struct engine *e, uint32_t customer) {
    service_over(e, customer, step_of(e, customer_of(e, customer)), VISIT_UNRESOLVED);
}

void wrap_up_end(struct engine *e, uint32_t agent) {
    struct agent *a = &e->agents[agent];
    agent_done(e, agent, e->now - a->started - a->service_s);
}
