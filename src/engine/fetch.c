/* SPDX-License-Identifier: GPL-3.0-or-later
 * People whom rules fetch from one group to another. Each keeps his record and his number at home;
 * while he is away his group is the other one, in which he idles, serves and is chosen like
 * anybody. Counts of his home group go on with him reckoned in: a change of staffing neither loses
 * nor doubles him. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "engine/flow.h"
#include "engine/tell.h"

static const struct model_fetch *fetch_row(const struct engine *e, uint32_t fetch) {
    return &e->model->fetches[fetch];
}

static void on_loan_change(struct engine *e, uint32_t fetch, bool more) {
    struct fetch_state *f = &e->fetches[fetch];
    f->people += more ? 1 : (size_t)-1;
    tell_rule_staff(e, fetch_row(e, fetch)->rule);
}

static void trip_begin(struct engine *e, uint32_t agent, double takes) {
    struct agent *a = &e->agents[agent];
    calendar_push(&e->calendar,
                  (struct event){e->now + takes, event_tie(EVENT_SWITCHED, a->home, a->number),
                                 agent, ++a->trip});
}

/* Sets out from home: idle, or just freed. */
static void depart(struct engine *e, uint32_t agent, uint32_t fetch) {
    struct agent *a = &e->agents[agent];
    a->fetch = fetch;
    e->groups[a->home].lent++;
    agent_go(e, agent);
    trip_begin(e, agent, fetch_row(e, fetch)->takes);
    on_loan_change(e, fetch, true);
}

/* ---- fetching ---- */

static size_t least(size_t a, size_t b) {
    return a < b ? a : b;
}

/* Those who were about to go back stay. */
static size_t keep_recalled(struct engine *e, uint32_t fetch, size_t most) {
    const struct group_state *g = &e->groups[fetch_row(e, fetch)->from];
    size_t kept = 0;
    for (uint32_t i = 0; i < g->n_agents && kept < most; i++) {
        struct agent *a = &e->agents[g->first_agent + i];
        if (a->recalled && a->fetch == fetch) {
            a->recalled = false;
            if (e->model->groups[a->group].stands_at != NONE) {
                lane_reopen(e, g->first_agent + i);
            }
            kept++;
        }
    }
    return kept;
}

/* The longest idle of the group's own go at once. */
static size_t send_idle(struct engine *e, uint32_t fetch, size_t most) {
    uint32_t from = fetch_row(e, fetch)->from, next;
    size_t sent = 0;
    for (uint32_t i = e->groups[from].idle_first; i != NONE && sent < most; i = next) {
        next = e->agents[i].next;
        if (e->agents[i].home == from) {
            depart(e, i, fetch);
            sent++;
        }
    }
    return sent;
}

static void fetch_people(struct engine *e, uint32_t fetch) {
    const struct model_fetch *row = fetch_row(e, fetch);
    struct group_state *g = &e->groups[row->from];
    struct fetch_state *f = &e->fetches[fetch];
    size_t wanted = row->staff - keep_recalled(e, fetch, row->staff);
    size_t own = g->present - g->borrowed, bound = g->leaving + g->owed;
    size_t there = own > bound ? least(wanted, own - bound) : 0;
    size_t owed = there - send_idle(e, fetch, there);
    f->owed += owed;
    f->asked_at = e->now;
    g->owed += owed;
    tell_rule_fetched(e, row->rule, row->staff, row->staff - wanted + there);
}

void rule_fetch(struct engine *e, uint32_t rule) {
    const struct model_rule *r = &e->model->rules[rule];
    for (uint32_t i = 0; i < r->n_fetches; i++) {
        fetch_people(e, r->first_fetch + i);
    }
}

/* Of the group's fetches that wait for somebody to be free, the one that has waited longest. */
static uint32_t fetch_first_owed(const struct engine *e, uint32_t group) {
    uint32_t first = NONE;
    for (uint32_t i = 0; i < e->model->n_fetches; i++) {
        const struct fetch_state *f = &e->fetches[i];
        bool waits = e->model->fetches[i].from == group && f->owed > 0;
        if (waits && (first == NONE || f->asked_at < e->fetches[first].asked_at)) {
            first = i;
        }
    }
    return first;
}

void fetch_departs(struct engine *e, uint32_t agent) {
    uint32_t group = e->agents[agent].group, fetch = fetch_first_owed(e, group);
    e->fetches[fetch].owed--;
    e->groups[group].owed--;
    depart(e, agent, fetch);
}

/* ---- going back ---- */

/* Leaves the other group, idle or just freed. */
static void leave_loan(struct engine *e, uint32_t agent) {
    struct agent *a = &e->agents[agent];
    agent_go(e, agent);
    a->group = a->home;
    a->number = agent - e->groups[a->home].first_agent;
    a->recalled = false;
    a->returning = true;
}

bool fetch_returns(struct engine *e, uint32_t agent) {
    if (!e->agents[agent].recalled || lane_keeps(e, agent)) {
        return false;
    }
    leave_loan(e, agent);
    trip_begin(e, agent, fetch_row(e, e->agents[agent].fetch)->takes);
    return true;
}

static void recall(struct engine *e, uint32_t agent) {
    struct agent *a = &e->agents[agent];
    if (a->group == a->home) { /* on the way: he turns back */
        a->returning = true;
    } else if (a->idle) {
        leave_loan(e, agent);
    } else {
        a->recalled = true; /* at a lane: once its line is served out */
        if (e->model->groups[a->group].stands_at != NONE) {
            lane_close(e, agent);
        }
        return;
    }
    trip_begin(e, agent, fetch_row(e, a->fetch)->takes);
}

static void recall_all(struct engine *e, uint32_t fetch) {
    struct fetch_state *f = &e->fetches[fetch];
    struct group_state *g = &e->groups[fetch_row(e, fetch)->from];
    g->owed -= f->owed;
    f->owed = 0;
    for (uint32_t i = 0; f->people > 0 && i < g->n_agents; i++) {
        const struct agent *a = &e->agents[g->first_agent + i];
        if (a->fetch == fetch && !a->returning) {
            recall(e, g->first_agent + i);
        }
    }
}

void rule_release(struct engine *e, uint32_t rule) {
    const struct model_rule *r = &e->model->rules[rule];
    for (uint32_t i = 0; i < r->n_fetches; i++) {
        recall_all(e, r->first_fetch + i);
    }
}

/* Home again: at the desk where the present count still asks for him. */
static void come_home(struct engine *e, uint32_t agent) {
    struct agent *a = &e->agents[agent];
    uint32_t fetch = a->fetch;
    a->fetch = NONE;
    a->returning = false;
    e->groups[a->home].lent--;
    if (!a->absent && group_needs(e, a->home)) {
        agent_come(e, agent);
    }
    on_loan_change(e, fetch, false);
}

void fetched_arrive(struct engine *e, uint32_t agent) {
    struct agent *a = &e->agents[agent];
    if (a->returning) {
        come_home(e, agent);
        return;
    }
    a->group = fetch_row(e, a->fetch)->to;
    a->number = e->n_agents + agent; /* unlike any number of the group's own */
    agent_come(e, agent);
}

void fetches_end_day(struct engine *e) {
    for (uint32_t i = 0; i < e->n_agents && e->model->n_fetches > 0; i++) {
        struct agent *a = &e->agents[i];
        bool busy = a->on_duty && !a->idle;
        if (a->fetch == NONE || busy) {
            continue;
        }
        if (a->group != a->home) {
            leave_loan(e, i);
        }
        a->trip++;
        e->groups[a->home].lent--;
        a->returning = false;
        uint32_t fetch = a->fetch;
        a->fetch = NONE;
        on_loan_change(e, fetch, false);
    }
}

/* ---- before a replication ---- */

void fetches_reset(struct engine *e) {
    if (e->model->n_fetches > 0) {
        e->fetches = mem_resize(e->fetches, e->model->n_fetches, sizeof *e->fetches);
        memset(e->fetches, 0, e->model->n_fetches * sizeof *e->fetches);
    }
    for (uint32_t i = 0; i < e->model->n_fetches; i++) {
        e->groups[e->model->fetches[i].from].exchanges = true;
        e->groups[e->model->fetches[i].to].exchanges = true;
    }
}
