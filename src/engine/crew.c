/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/crew.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "engine/flow.h"
#include "engine/tell.h"
#include "engine/worker.h"

static struct crew_task_state *task_of(const struct engine *e, uint32_t visit, uint32_t task) {
    return &e->crew_tasks[(size_t)visit * e->model->max_tasks + task];
}

static struct crew_line *line_of(const struct engine *e, uint32_t station, uint32_t task) {
    return &e->crew_lines[(size_t)station * e->model->max_tasks + task];
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
    v->age = e->visits_so_far++;
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

/* ---- tasks that could begin but for people or a machine: a line for each task of a station, by
 * the age of the visit, so that a look at who may begin is one at the heads of these lines ---- */

/* Visits reach a task mostly in the order of their coming: he walks past few. */
static void ready_join(struct engine *e, uint32_t station, uint32_t visit, uint32_t task) {
    struct crew_line *l = line_of(e, station, task);
    struct crew_task_state *state = task_of(e, visit, task);
    uint32_t before = l->last;
    while (before != NONE && e->crew_visits[before].age > e->crew_visits[visit].age) {
        before = task_of(e, before, task)->previous;
    }
    state->previous = before;
    state->next = before == NONE ? l->first : task_of(e, before, task)->next;
    *(before == NONE ? &l->first : &task_of(e, before, task)->next) = visit;
    *(state->next == NONE ? &l->last : &task_of(e, state->next, task)->previous) = visit;
    e->stations[station].ready_tasks |= UINT64_C(1) << task;
}

static void ready_leave(struct engine *e, uint32_t station, uint32_t visit, uint32_t task) {
    struct crew_line *l = line_of(e, station, task);
    const struct crew_task_state *state = task_of(e, visit, task);
    uint32_t before = state->previous, after = state->next;
    *(before == NONE ? &l->first : &task_of(e, before, task)->next) = after;
    *(after == NONE ? &l->last : &task_of(e, after, task)->previous) = before;
    if (l->first == NONE) {
        e->stations[station].ready_tasks &= ~(UINT64_C(1) << task);
    }
}

/* The station is looked at once this event is over, if anything could begin. */
static void look_again(struct engine *e, uint32_t station) {
    if (e->stations[station].ready_tasks) {
        engine_station_freed(e, station);
    }
}

/* ---- tasks ---- */

static bool task_may_begin(const struct engine *e, const struct model_task *t) {
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
            if (e->workers) {
                worker_begins(e, agent, station); /* a task takes its time; it tires */
            }
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

/* His wait is over: the first of his tasks begins, or he goes. */
static void wait_over(struct engine *e, uint32_t station, struct customer *c) {
    if (c->waiting) {
        c->waiting = false;
        e->stations[station].waiting--;
        e->stations[station].seated -= c->party;
    }
}

static void wait_enter(struct engine *e, uint32_t station, struct customer *c) {
    struct station_state *s = &e->stations[station];
    c->waiting = c->delayed = c->was_delayed = true;
    c->line_seen = s->waiting++;
    s->seated += c->party;
    tell_wait_began(e, c, station);
}

static void visit_start(struct engine *e, uint32_t station, struct customer *c) {
    wait_over(e, station, c);
    c->started = e->now;
    c->in_service = true;
    tell_service_began(e, c, station, c->started - c->joined, NONE);
}

static void task_begin(struct engine *e, uint32_t station, uint32_t visit, uint32_t task) {
    const struct model_task *t = &crew_at(e, station)->tasks[task];
    struct crew_visit *v = &e->crew_visits[visit];
    struct customer *c = customer_of(e, v->customer);
    if (!c->in_service) {
        visit_start(e, station, c);
    }
    task_of(e, visit, task)->people = people_take(e, t, station, c);
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

/* The task to begin next: that of the oldest visit, then the first by name; NONE: none can. What
 * cannot begin leaves *look: nothing is freed meanwhile. */
static uint32_t next_task(const struct engine *e, uint32_t station, uint64_t *look) {
    const struct model_crew *crew = crew_at(e, station);
    uint32_t best = NONE;
    uint64_t oldest = UINT64_MAX;
    for (uint32_t task = 0; *look && task < crew->n_tasks; task++) {
        uint64_t bit = UINT64_C(1) << task;
        if (!(*look & bit) || !task_may_begin(e, &crew->tasks[task])) {
            *look &= ~bit;
            continue;
        }
        uint64_t age = e->crew_visits[line_of(e, station, task)->first].age;
        if (age < oldest) {
            oldest = age;
            best = task;
        }
    }
    return best;
}

void crew_freed(struct engine *e, uint32_t station) {
    uint64_t look = e->stations[station].ready_tasks;
    for (uint32_t task; (task = next_task(e, station, &look)) != NONE;) {
        uint32_t visit = line_of(e, station, task)->first;
        ready_leave(e, station, visit, task);
        task_begin(e, station, visit, task);
        look &= e->stations[station].ready_tasks;
    }
}

/* Those who came before him had their chance when something was freed. */
static void first_tasks(struct engine *e, uint32_t station, uint32_t visit) {
    const struct model_crew *crew = crew_at(e, station);
    for (uint32_t i = 0; i < crew->n_tasks; i++) {
        if (crew->tasks[i].n_before == 0) {
            if (task_may_begin(e, &crew->tasks[i])) {
                task_begin(e, station, visit, i);
            } else {
                ready_join(e, station, visit, i);
            }
        }
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
    first_tasks(e, station, visit);
    if (!c->in_service) {
        wait_enter(e, station, c);
    }
}

/* The people of a task go on to whatever waits for them. */
static void people_free(struct engine *e, uint32_t first) {
    for (uint32_t agent = first, next; agent != NONE; agent = next) {
        next = e->agents[agent].next;
        e->agents[agent].service_s = e->now - e->agents[agent].started;
        agent_done(e, agent, 0);
    }
}

/* Tasks that come after this one may be ready now. */
static void tasks_after(struct engine *e, uint32_t station, uint32_t visit,
                        const struct model_task *t) {
    for (uint32_t i = 0; i < t->n_then; i++) {
        if (--task_of(e, visit, t->then[i])->before == 0) {
            ready_join(e, station, visit, t->then[i]);
        }
    }
}

void crew_task_end(struct engine *e, uint32_t visit, uint32_t task) {
    struct crew_visit *v = &e->crew_visits[visit];
    uint32_t customer = v->customer, station = step_of(e, customer_of(e, customer))->station;
    const struct model_task *t = &crew_at(e, station)->tasks[task];
    tasks_after(e, station, visit, t);
    tell_task(e, customer_of(e, customer), station, task, true);
    uint32_t people = task_of(e, visit, task)->people;
    bool last = --v->left == 0;
    if (last) {
        visit_release(e, station, visit);
    }
    people_free(e, people);
    look_again(e, station);
    if (t->at != NONE) {
        e->stations[t->at].used--;
        tell_in_use(e, t->at);
        crews_wake_at(e, t->at);
        engine_station_freed(e, t->at); /* the last in is looked at first: its own line */
    }
    if (last) {
        const struct customer *c = customer_of(e, customer);
        visit_end(e, customer, VISIT_COMPLETED, true, c->started - c->joined);
    }
}

void crew_turn_away(struct engine *e, uint32_t station) {
    const struct model_crew *crew = crew_at(e, station);
    for (uint32_t visit = e->stations[station].first_visit, next; visit != NONE; visit = next) {
        uint32_t customer = e->crew_visits[visit].customer;
        struct customer *c = customer_of(e, customer);
        next = e->crew_visits[visit].next;
        if (!c->waiting) {
            continue;
        }
        for (uint32_t i = 0; i < crew->n_tasks; i++) {
            if (crew->tasks[i].n_before == 0) {
                ready_leave(e, station, visit, i);
            }
        }
        wait_over(e, station, c);
        visit_release(e, station, visit);
        visit_end(e, customer, VISIT_TURNED_AWAY, false, e->now - c->joined);
    }
}

/* ---- who wakes whom ---- */

void crews_wake(struct engine *e, uint32_t group) {
    const struct model_group *g = &e->model->groups[group];
    for (uint32_t i = 0; i < g->n_crews; i++) {
        look_again(e, g->crews[i]);
    }
}

void crews_wake_at(struct engine *e, uint32_t station) {
    const struct model_station *s = &e->model->stations[station];
    for (uint32_t i = 0; i < s->n_crews; i++) {
        look_again(e, s->crews[i]);
    }
}

void crews_reset(struct engine *e) {
    const struct model *m = e->model;
    e->n_visits = 0;
    e->visits_so_far = 0;
    e->free_visit = NONE;
    for (uint32_t s = 0; s < m->n_stations; s++) {
        e->stations[s].first_visit = e->stations[s].last_visit = NONE;
    }
    size_t lines = (size_t)m->n_stations * m->max_tasks;
    if (lines > 0 && !e->crew_lines) {
        e->crew_lines = mem_new(lines, sizeof *e->crew_lines);
    }
    for (size_t i = 0; i < lines; i++) {
        e->crew_lines[i] = (struct crew_line){NONE, NONE};
    }
}

void crews_free(struct engine *e) {
    free(e->crew_visits);
    free(e->crew_tasks);
    free(e->crew_lines);
}
