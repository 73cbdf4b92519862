/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/crew.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "engine/flow.h"
#include "engine/tell.h"

enum { TASK_STARTED = 1, TASK_ENDED = 2 };

static struct crew_task_state *task_of(const struct engine *e, uint32_t visit, uint32_t task) {
    return &e->crew_tasks[(size_t)visit * e->model->max_tasks + task];
}

static const struct model_crew *crew_at(const struct engine *e, uint32_t station) {
    return e->model->stations[station].crew;
}

/* ---- visits ---- */

static uint32_t visit_take(struct engine *e) {
    uint32_t visit = e->free_visit;
    if (visit != NONE) {
        e->free_visit = e->crew_visits[visit].next;
        return visit;
    }
    if (e->n_visits == e->visit_capacity) {
        e->visit_capacity = e->visit_capacity ? 2 * e->visit_capacity : 16;
        e->crew_visits = mem_resize(e->crew_visits, e->visit_capacity, sizeof *e->crew_visits);
        e->crew_tasks = mem_resize(e->crew_tasks, e->visit_capacity,
                                   e->model->max_tasks * sizeof *e->crew_tasks);
    }
    return e->n_visits++;
}

/* Visits of a station stand in the order of their coming. */
static void visit_enlist(struct engine *e, uint32_t station, uint32_t visit) {
    struct station_state *s = &e->stations[station];
    struct crew_visit *v = &e->crew_visits[visit];
    v->previous = s->last_visit;
    v->next = NONE;
    if (s->last_visit == NONE) {
        s->first_visit = visit;
    } else {
        e->crew_visits[s->last_visit].next = visit;
    }
    s->last_visit = visit;
}

static void visit_release(struct engine *e, uint32_t station, uint32_t visit) {
    struct station_state *s = &e->stations[station];
    struct crew_visit *v = &e->crew_visits[visit];
    *(v->previous == NONE ? &s->first_visit : &e->crew_visits[v->previous].next) = v->next;
    *(v->next == NONE ? &s->last_visit : &e->crew_visits[v->next].previous) = v->previous;
    v->next = e->free_visit;
    e->free_visit = visit;
}

/* ---- tasks ---- */

static bool task_may_begin(const struct engine *e, const struct model_task *t,
                           const struct crew_task_state *state) {
    if (state->before > 0 || state->phase != 0) {
        return false;
    }
    for (uint32_t i = 0; i < t->n_needs; i++) {
        if (e->groups[t->needs[i].group].idle < t->needs[i].people) {
            return false;
        }
    }
    return t->at == NONE || e->stations[t->at].used < e->model->stations[t->at].servers;
}

/* Whoever has idled longest; they are chained, for the task's end. */
static uint32_t people_take(struct engine *e, const struct model_task *t, uint32_t station,
                            const struct customer *c) {
    uint32_t first = NONE;
    for (uint32_t i = 0; i < t->n_needs; i++) {
        for (size_t n = 0; n < t->needs[i].people; n++) {
            uint32_t agent = e->groups[t->needs[i].group].idle_first;
            agent_busy(e, agent);
            struct agent *a = &e->agents[agent];
            a->started = e->now;
            a->speed = 1;
            a->join_interval = c->join_interval;
            a->station = station;
            a->next = first;
            first = agent;
            tell_agent_taken(e, c, station, agent);
        }
    }
    return first;
}

/* Two tasks of one person may end together: the order of the kind is that of source and task. */
static uint64_t task_tie(const struct engine *e, const struct customer *c, uint32_t task) {
    uint64_t order = (uint64_t)c->source * e->model->max_tasks + task;
    return event_tie(EVENT_TASK_END, order, person_number(c->person));
}

static void task_begin(struct engine *e, uint32_t station, uint32_t visit, uint32_t task) {
    const struct model_task *t = &crew_at(e, station)->tasks[task];
    struct crew_visit *v = &e->crew_visits[visit];
    struct customer *c = customer_of(e, v->customer);
    struct crew_task_state *state = task_of(e, visit, task);
    state->phase = TASK_STARTED;
    state->people = people_take(e, t, station, c);
    if (t->at != NONE) {
        e->stations[t->at].used++;
        tell_in_use(e, t->at);
    }
    c->staff_served |= t->n_needs > 0;
    tell_task(e, c, station, task, false);
    struct stream s = customer_stream(e, c, t->draw, v->times);
    engine_schedule(e, e->now + distribution_sample(t->lasts, &s), task_tie(e, c, task), visit,
                    task);
}

static void visit_begin_tasks(struct engine *e, uint32_t station, uint32_t visit) {
    const struct model_crew *crew = crew_at(e, station);
    for (uint32_t i = 0; i < crew->n_tasks; i++) {
        if (task_may_begin(e, &crew->tasks[i], task_of(e, visit, i))) {
            task_begin(e, station, visit, i);
        }
    }
}

void crew_freed(struct engine *e, uint32_t station) {
    for (uint32_t v = e->stations[station].first_visit; v != NONE; v = e->crew_visits[v].next) {
        visit_begin_tasks(e, station, v);
    }
}

void crew_arrive(struct engine *e, uint32_t station, uint32_t customer) {
    if (refused_at_the_door(e, station, customer)) {
        return;
    }
    const struct model_crew *crew = crew_at(e, station);
    uint32_t visit = visit_take(e);
    struct customer *c = customer_of(e, customer);
    uint32_t times = count_once_more(e, customer, step_of(e, c)->services_counter);
    e->crew_visits[visit] =
        (struct crew_visit){.customer = customer, .times = times, .left = crew->n_tasks};
    for (uint32_t i = 0; i < crew->n_tasks; i++) {
        *task_of(e, visit, i) =
            (struct crew_task_state){.before = crew->tasks[i].n_before, .people = NONE};
    }
    visit_enlist(e, station, visit);
    c->started = e->now;
    c->in_service = true;
    tell_service_began(e, c, station, 0, NONE);
    /* Those who came before him had their chance when something was freed. */
    visit_begin_tasks(e, station, visit);
}

/* The people of a task go on to whatever waits for them. */
static void people_free(struct engine *e, uint32_t first) {
    for (uint32_t agent = first, next; agent != NONE; agent = next) {
        next = e->agents[agent].next;
        e->agents[agent].service_s = e->now - e->agents[agent].started;
        agent_done(e, agent, 0);
    }
}

void crew_task_end(struct engine *e, uint32_t visit, uint32_t task) {
    struct crew_visit *v = &e->crew_visits[visit];
    uint32_t customer = v->customer, station = step_of(e, customer_of(e, customer))->station;
    const struct model_crew *crew = crew_at(e, station);
    const struct model_task *t = &crew->tasks[task];
    task_of(e, visit, task)->phase = TASK_ENDED;
    for (uint32_t i = 0; i < t->n_then; i++) {
        task_of(e, visit, t->then[i])->before--;
    }
    tell_task(e, customer_of(e, customer), station, task, true);
    uint32_t people = task_of(e, visit, task)->people;
    bool last = --v->left == 0;
    if (last) {
        visit_release(e, station, visit);
    }
    people_free(e, people);
    engine_station_freed(e, station);
    if (t->at != NONE) {
        e->stations[t->at].used--;
        tell_in_use(e, t->at);
        crews_wake_at(e, t->at);
        engine_station_freed(e, t->at); /* the last in is looked at first: its own line */
    }
    if (last) {
        visit_end(e, customer, VISIT_COMPLETED, true, 0);
    }
}

/* ---- who wakes whom ---- */

void crews_wake(struct engine *e, uint32_t group) {
    const struct model_group *g = &e->model->groups[group];
    for (uint32_t i = 0; i < g->n_crews; i++) {
        if (e->stations[g->crews[i]].first_visit != NONE) {
            engine_station_freed(e, g->crews[i]);
        }
    }
}

void crews_wake_at(struct engine *e, uint32_t station) {
    const struct model_station *s = &e->model->stations[station];
    for (uint32_t i = 0; i < s->n_crews; i++) {
        engine_station_freed(e, s->crews[i]);
    }
}

void crews_reset(struct engine *e) {
    e->n_visits = 0;
    e->free_visit = NONE;
    for (uint32_t s = 0; s < e->model->n_stations; s++) {
        e->stations[s].first_visit = e->stations[s].last_visit = NONE;
    }
}

void crews_free(struct engine *e) {
    free(e->crew_visits);
    free(e->crew_tasks);
}
