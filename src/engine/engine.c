/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/engine.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/stop_flag.h"
#include "engine/accounts.h"
#include "engine/crew.h"
#include "engine/felt.h"
#include "engine/flow.h"
#include "engine/handlers.h"
#include "engine/machines.h"
#include "engine/score.h"
#include "engine/tell.h"
#include "engine/worker.h"
#include "scenario/profile_amount.h"

/* Whether what the entry stood for was cancelled, where its kind may be. */
static bool event_cancelled(const void *context, const struct event *v) {
    const struct engine *e = context;
    switch (event_kind(v)) {
    case EVENT_HELP:
    case EVENT_SECOND_BEGINS:
    case EVENT_SECOND_DONE:
    case EVENT_LEAVING:
    case EVENT_TIMED_OUT:
        return e->customers[v->subject].generation != v->generation;
    case EVENT_PROMISE:
    case EVENT_SECOND_OVER:
        return e->customers[v->subject].visits != v->generation;
    case EVENT_RETURN: /* of one who asks: his own generation and one, else 0 */
        return v->generation && e->customers[v->subject].generation + 1 != v->generation;
    case EVENT_BREAK_END:
        return e->workdays[v->subject].generation != v->generation;
    case EVENT_STAFFING:
        return e->groups[v->subject].change != v->generation;
    case EVENT_SWITCHED:
        return e->agents[v->subject].trip != v->generation;
    case EVENT_RULE_CROSSES:
        return e->rules[v->subject].crossing != v->generation;
    case EVENT_RULE_DUE:
    case EVENT_RULE_AGAIN:
        return e->rules[v->subject].generation != v->generation;
    case EVENT_MACHINE_STOPS:
        return e->machines[v->subject].generation != v->generation;
    case EVENT_FELT:
        return e->felt->clocks[v->subject].generation != v->generation;
    case EVENT_AIR:
        return e->felt->air[v->subject].generation != v->generation;
    case EVENT_PACED_END:
        return e->clocks[v->subject].generation != v->generation;
    default:
        return false;
    }
}

/* Half of all events are of two kinds that nobody cancels. */
static inline bool event_stale(const struct engine *e, const struct event *v) {
    enum event_kind kind = event_kind(v);
    return kind != EVENT_SERVICE_END && kind != EVENT_ARRIVAL && event_cancelled(e, v);
}

/* ---- the loop ---- */

void engine_station_freed(struct engine *e, uint32_t station) {
    if (e->n_freed == e->freed_capacity) {
        e->freed_capacity = e->freed_capacity ? 2 * e->freed_capacity : 16;
        e->freed = mem_resize(e->freed, e->freed_capacity, sizeof *e->freed);
    }
    e->freed[e->n_freed++] = station;
}

static void serve_freed_stations(struct engine *e) {
    while (e->n_freed > 0) {
        uint32_t station = e->freed[--e->n_freed];
        e->model->stations[station].kind->freed(e, station);
    }
}

/* Looked at every so many events: limits, Ctrl-C, and entries that were cancelled. */
enum { LOOK_EVERY = 4096 };

static void purge(const struct engine *e, struct calendar *c) {
    if (c->stale > c->n / 2 + LOOK_EVERY) {
        calendar_purge(c, event_cancelled, e);
    }
}

static void end_early(struct engine *e, enum engine_end why) {
    e->ended = true;
    e->end = why;
}

uint64_t engine_most_in_an_instant(const struct engine_limits *l) {
    return l->in_an_instant ? l->in_an_instant : ENGINE_EVENTS_IN_AN_INSTANT;
}

void engine_end_circling(struct engine *e, uint32_t customer) {
    end_early(e, ENGINE_STANDSTILL);
    e->circling = customer;
}

/* Of those who began something at this moment, the one who has begun the most. */
static uint32_t busiest_now(const struct engine *e) {
    uint32_t busiest = NONE;
    uint64_t most = 0;
    for (uint32_t i = 0; i < e->n_customers; i++) {
        const struct customer *c = customer_of(e, i);
        uint64_t begun = (uint64_t)c->tries + c->visits;
        if (c->alive && (c->arrived >= e->now || c->joined >= e->now) && begun > most) {
            busiest = i;
            most = begun;
        }
    }
    return busiest;
}

static void look_up(struct engine *e) {
    purge(e, &e->calendar);
    purge(e, &e->leaving);
    if (e->now > e->looked_at) {
        e->looked_at = e->now;
        e->moved_at = e->events;
    }
    if (stop_flag_is_set(e->limits.stop)) {
        end_early(e, ENGINE_STOPPED);
    } else if (e->limits.events && e->events >= e->limits.events) {
        end_early(e, ENGINE_EVENT_LIMIT);
    } else if (e->events - e->moved_at >= engine_most_in_an_instant(&e->limits)) {
        engine_end_circling(e, busiest_now(e));
    }
}

static bool anybody_busy(const struct engine *e) {
    for (uint32_t g = 0; g < e->model->n_groups; g++) {
        if (e->groups[g].present > e->groups[g].idle) {
            return true;
        }
    }
    return false;
}

/* After the last closing the day is over when nobody is left inside but those who are kept
 * overnight, the last wrap-up is done and the last shift has ended; whoever is in orbit stays. */
static bool day_over(const struct engine *e) {
    return !e->open && e->day + 1 >= e->model->days && e->shifts_awaited == 0 &&
           e->present == (e->model->stations_close ? stations_kept(e) : 0) && !anybody_busy(e);
}

/* The one of two calendars without holes whose first event comes first. */
static inline struct calendar *earlier(struct calendar *a, struct calendar *b) {
    bool other = b->n > 0 && (a->n == 0 || event_before(&b->heap[0], &a->heap[0]));
    return other ? b : a;
}

/* Takes the first entry that was not cancelled, valid until something is entered; NULL when there
 * is none. Only the calendar that the last entry was taken from may have a hole. */
static const struct event *next_event(struct engine *e) {
    for (;;) {
        calendar_fill_hole(e->taken);
        struct calendar *c = earlier(earlier(&e->calendar, &e->coming), &e->leaving);
        if (c->n == 0) {
            return NULL;
        }
        c->hole = true;
        e->taken = c;
        if (!event_stale(e, &c->heap[0])) {
            return &c->heap[0];
        }
        c->stale -= c->stale > 0;
    }
}

static void run_events(struct engine *e) {
    for (const struct event *v; !e->ended && (v = next_event(e));) {
        e->now = v->time;
        event_handlers[event_kind(v)](e, v);
        if (e->n_freed > 0) {
            serve_freed_stations(e);
        }
        if (++e->events % LOOK_EVERY == 0) {
            look_up(e);
        }
        if (day_over(e)) {
            break;
        }
    }
}

static void tell_the_end(const struct engine *e) {
    for (size_t i = 0; i < e->n_observers; i++) {
        const struct observer *o = &e->observers[i];
        for (uint32_t c = 0; o->inside_at_end && c < e->n_customers; c++) {
            if (e->customers[c].alive) {
                o->inside_at_end(o->self, e->now, &e->customers[c], e->customers[c].in_orbit);
            }
        }
        if (o->finished) {
            o->finished(o->self, e->now);
        }
    }
}

/* ---- before and after a replication ---- */

static void engine_reset(struct engine *e) {
    calendar_reset(&e->calendar);
    calendar_reset(&e->coming);
    calendar_reset(&e->leaving);
    e->taken = &e->calendar;
    e->waiting = 0;
    for (uint32_t i = 0; i < e->model->n_lines; i++) {
        e->lines[i] = (struct line_state){NONE, NONE, 0};
    }
    for (uint32_t i = 0; i < e->model->n_stations; i++) {
        e->stations[i] = (struct station_state){0};
        clock_reset(&e->clocks[i], 0);
    }
    for (uint32_t i = 0; i < e->model->n_sources; i++) {
        e->sources[i] = (struct source_state){.customers = 0};
    }
    memset(e->customers, 0, e->n_customers * sizeof *e->customers);
    e->n_customers = e->present = e->in_orbit = 0;
    e->free_customer = NONE;
    e->now = 0;
    e->n_freed = 0;
    e->events = e->moved_at = 0;
    e->looked_at = -1;
    e->ended = e->open = false;
    e->end = ENGINE_DONE;
    e->circling = NONE;
    crews_reset(e);
    lanes_reset(e);
    machines_reset(e);
    agents_reset(e);
}

struct engine *engine_new(const struct model *m) {
    struct engine *e = mem_new(1, sizeof *e);
    e->model = m;
    e->lines = mem_new(m->n_lines, sizeof *e->lines);
    e->stations = mem_new(m->n_stations, sizeof *e->stations);
    e->lanes = mem_new(m->n_lanes, sizeof *e->lanes);
    e->groups = mem_new(m->n_groups, sizeof *e->groups);
    e->sources = mem_new(m->n_sources, sizeof *e->sources);
    e->clocks = mem_new(m->n_stations, sizeof *e->clocks);
    e->customers = mem_new(1, sizeof *e->customers);
    groups_new(e);
    machines_new(e);
    rules_new(e);
    settings_new(e);
    second_places_new(e);
    felt_new(e);
    scores_new(e);
    accounts_new(e);
    e->follows = e->felt || e->scores;
    return e;
}

void engine_free(struct engine *e) {
    if (!e) {
        return;
    }
    settings_free(e);
    for (uint32_t i = 0; i < e->model->n_stations; i++) {
        clock_fini(&e->clocks[i]);
    }
    calendar_fini(&e->calendar);
    calendar_fini(&e->coming);
    calendar_fini(&e->leaving);
    rosters_free(e);
    rules_free(e);
    second_places_free(e);
    areas_free(e);
    workers_free(e);
    felt_free(e);
    scores_free(e);
    accounts_free(e);
    free(e->laid_down);
    free(e->nonempty_words);
    free(e->customers);
    free(e->counters);
    free(e->marks);
    free(e->clocks);
    free(e->sources);
    free(e->groups);
    crews_free(e);
    free(e->lanes);
    free(e->machines);
    free(e->idle_machines);
    free(e->stations);
    free(e->lines);
    free(e->agents);
    free(e->freed);
    free(e);
}

enum engine_end engine_run(struct engine *e, const struct staffing *staffing, uint64_t seed,
                           uint64_t replication, const struct observer *observers, size_t n,
                           struct engine_limits limits) {
    e->staffing = staffing ? staffing : &e->model->staffing;
    e->observers = observers;
    e->n_observers = n;
    e->limits = limits;
    e->key = stream_key(seed, replication);
    settings_reset(e);
    engine_reset(e);
    rules_reset(e, observers, n);
    second_places_reset(e);
    areas_reset(e);
    felt_reset(e);
    if (e->books) {
        accounts_reset(e);
    }
    double opening = e->model->steady ? 0 : e->model->opens;
    engine_schedule(e, opening, event_tie(EVENT_OPENING, 0, 0), 0, 0);
    run_events(e);
    rosters_release(e);
    if (e->workers) {
        workers_finish(e);
    }
    if (e->books) {
        accounts_finish(e);
    }
    tell_the_end(e);
    return e->end;
}

uint32_t engine_restless_rule(const struct engine *e) {
    return e->end == ENGINE_STANDSTILL ? rule_that_flips(e) : NONE;
}

struct engine_circler engine_circler(const struct engine *e) {
    if (e->end != ENGINE_STANDSTILL || e->circling == NONE) {
        return (struct engine_circler){NONE, NONE};
    }
    const struct customer *c = customer_of(e, e->circling);
    return (struct engine_circler){c->class_index, c->step};
}

uint64_t engine_events(const struct engine *e) {
    return e->events;
}
