/* SPDX-License-Identifier: GPL-3.0-or-later
 * Work laid down at closing and taken up as the next day opens, by the same people: the customer
 * stays in service over the night, his server is free from closing to opening. To the observers
 * each stretch is a piece of one service, and told as such; the customer's began once. */
#include <math.h>

#include "base/arena.h"
#include "base/units.h"
#include "engine/flow.h"
#include "engine/tell.h"
#include "engine/worker.h"

/* Whose end of service this is, if it waits for the morning; NONE. */
static uint32_t resumer_of(const struct engine *e, const struct event *v) {
    if (event_kind(v) != EVENT_SERVICE_END) {
        return NONE;
    }
    uint32_t agent = customer_of(e, v->subject)->agent;
    return agent != NONE && e->model->groups[e->agents[agent].group].resumes ? agent : NONE;
}

static bool is_laid_down(const void *context, const struct event *v) {
    return resumer_of(context, v) != NONE;
}

/* Takes the ends of service out of the calendar, and keeps how far off each was. */
static void ends_take(struct engine *e) {
    e->laid_down = mem_resize(e->laid_down, e->n_agents, sizeof *e->laid_down);
    for (uint32_t i = 0; i < e->n_agents; i++) {
        e->laid_down[i] = (struct laid_down){NONE, 0};
    }
    calendar_fill_hole(&e->calendar);
    for (size_t i = 0; i < e->calendar.n; i++) {
        const struct event *v = &e->calendar.heap[i];
        uint32_t agent = resumer_of(e, v);
        if (agent != NONE) {
            e->laid_down[agent] = (struct laid_down){v->subject, v->time - e->now};
        }
    }
    calendar_purge(&e->calendar, is_laid_down, e);
}

/* Nobody's staffing ends tonight: all of them go home, and the morning's count is set anew. */
static void nobody_leaves(struct engine *e) {
    for (uint32_t g = 0; g < e->model->n_groups; g++) {
        if (e->model->groups[g].resumes && e->groups[g].leaving > 0) {
            e->groups[g].leaving = 0;
            tell_on_duty(e, g);
        }
    }
}

static void tell_laid_down(const struct engine *e, uint32_t agent) {
    for (size_t i = 0; i < e->n_observers; i++) {
        const struct observer *o = &e->observers[i];
        if (o->laid_down) {
            o->laid_down(o->self, e->now, e->agents[agent].group, agent);
        }
    }
}

void work_lay_down(struct engine *e) {
    ends_take(e);
    nobody_leaves(e);
    for (uint32_t i = 0; i < e->n_agents; i++) {
        if (e->laid_down[i].customer != NONE) {
            e->agents[i].service_s = e->now - e->agents[i].started;
            tell_laid_down(e, i);
            agent_done(e, i, 0);
        }
    }
}

static void take_up(struct engine *e, uint32_t agent) {
    struct agent *a = &e->agents[agent];
    const struct laid_down *work = &e->laid_down[agent];
    const struct customer *c = customer_of(e, work->customer);
    double closed = e->day_base - DAY_SECONDS + e->model->closes;
    a->on_since += e->now - fmax(closed, a->idle_since); /* a night is no time on duty */
    agent_busy(e, agent);
    a->started = e->now;
    if (e->workers) {
        worker_begins(e, agent, a->station);
    }
    tell_agent_taken(e, c, a->station, agent);
    engine_schedule(e, e->now + work->left, customer_tie(EVENT_SERVICE_END, c), work->customer, 0);
}

void work_take_up(struct engine *e) {
    for (uint32_t i = 0; e->day > 0 && i < e->n_agents; i++) {
        if (e->laid_down[i].customer != NONE) {
            take_up(e, i);
            e->laid_down[i].customer = NONE;
        }
    }
}
