/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/units.h"
#include "engine/crew.h"
#include "engine/flow.h"
#include "engine/line.h"
#include "engine/strain.h"
#include "engine/tell.h"
#include "engine/worker.h"
#include "scenario/profile_amount.h"

static void idle_append(struct engine *e, uint32_t agent) {
    struct agent *a = &e->agents[agent];
    struct group_state *g = &e->groups[a->group];
    a->idle_since = e->now;
    a->previous = g->idle_last;
    a->next = NONE;
    if (g->idle_last == NONE) {
        g->idle_first = agent;
    } else {
        e->agents[g->idle_last].next = agent;
    }
    g->idle_last = agent;
    g->idle++;
    a->idle = true;
    if (g->watched) {
        rules_idle_changed(e, a->group);
    }
}

static void idle_remove(struct engine *e, uint32_t agent) {
    struct agent *a = &e->agents[agent];
    struct group_state *g = &e->groups[a->group];
    if (a->previous == NONE) {
        g->idle_first = a->next;
    } else {
        e->agents[a->previous].next = a->next;
    }
    if (a->next == NONE) {
        g->idle_last = a->previous;
    } else {
        e->agents[a->next].previous = a->previous;
    }
    g->idle--;
    a->idle = false;
    if (g->watched) {
        rules_idle_changed(e, a->group);
    }
}

void agent_busy(struct engine *e, uint32_t agent) {
    idle_remove(e, agent);
}

void agent_go(struct engine *e, uint32_t agent) {
    struct agent *a = &e->agents[agent];
    if (a->idle) {
        idle_remove(e, agent);
    }
    a->on_duty = false;
    a->duty_s += e->now - a->on_since;
    if (e->workers) {
        worker_goes(e, agent);
    }
    e->groups[a->group].present--;
    e->groups[a->group].borrowed -= a->group != a->home;
    tell_on_duty(e, a->group);
    if (e->model->groups[a->group].stands_at != NONE) {
        lane_give_up(e, agent);
    }
}

bool lane_keeps(const struct engine *e, uint32_t agent) {
    uint32_t group = e->agents[agent].group;
    return e->model->groups[group].stands_at != NONE && lane_must_be_served(e, agent);
}

/* Whether something else than a customer is next for an agent who has freed. */
static bool leads_away(struct engine *e, uint32_t agent) {
    const struct agent *a = &e->agents[agent];
    struct group_state *g = &e->groups[a->group];
    if (a->fetch != NONE) {
        return fetch_returns(e, agent);
    }
    if (g->roster) {
        return workday_leads_away(e, agent);
    }
    if (g->leaving > 0 && lane_lets_go(e, agent)) {
        g->leaving--;
        agent_go(e, agent);
        return true;
    }
    if (g->owed > 0 && !lane_keeps(e, agent)) {
        fetch_departs(e, agent);
        return true;
    }
    return false;
}

void agent_free(struct engine *e, uint32_t agent) {
    if (leads_away(e, agent)) {
        return;
    }
    const struct model_route *route = routing_choose_line(e, agent);
    if (route) {
        service_begin_first(e, agent, route);
    } else {
        idle_append(e, agent);
        uint32_t group = e->agents[agent].group;
        if (e->model->groups[group].n_crews > 0) {
            crews_wake(e, group);
        }
    }
}

void agent_come(struct engine *e, uint32_t agent) {
    struct agent *a = &e->agents[agent];
    a->on_duty = true;
    a->on_since = e->now;
    if (e->workers) {
        worker_comes(e, agent);
    }
    a->post = 0; /* he may have stood at a lane of another group */
    e->groups[a->group].present++;
    e->groups[a->group].borrowed += a->group != a->home;
    tell_on_duty(e, a->group);
    if (e->model->groups[a->group].stands_at != NONE) {
        lane_take(e, agent);
    }
    agent_free(e, agent);
}

/* People who come on duty are those with the lowest numbers that are away and not absent; whom
 * rules fetched are not at hand. */
static void agents_come(struct engine *e, uint32_t group, size_t wanted) {
    const struct group_state *g = &e->groups[group];
    for (uint32_t i = 0; wanted > 0 && i < g->n_agents; i++) {
        const struct agent *a = &e->agents[g->first_agent + i];
        if (!a->on_duty && !a->absent && a->fetch == NONE) {
            wanted--;
            agent_come(e, g->first_agent + i);
        }
    }
}

static void agents_keep(struct engine *e, uint32_t group, size_t n) {
    e->groups[group].leaving -= n;
    if (e->model->groups[group].stands_at != NONE) {
        lanes_reopen(e, group, n);
    }
}

/* The longest idle of the group's own go; how many of so many did. */
static size_t idle_go(struct engine *e, uint32_t group, size_t fewer) {
    size_t gone = 0;
    for (uint32_t i = e->groups[group].idle_first, next; i != NONE && gone < fewer; i = next) {
        next = e->agents[i].next;
        if (e->agents[i].home == group) {
            agent_go(e, i);
            gone++;
        }
    }
    return gone;
}

/* Those of its own who are at the desk and stay. */
static size_t own_staffed(const struct group_state *g) {
    return g->present - g->borrowed - g->leaving;
}

/* How many of its own the group wants at its own desk: those whom rules fetched stand for it
 * elsewhere. */
static size_t own_wanted(const struct group_state *g) {
    return g->wanted > g->lent ? g->wanted - g->lent : 0;
}

bool group_needs(const struct engine *e, uint32_t group) {
    return own_staffed(&e->groups[group]) < own_wanted(&e->groups[group]);
}

/* The longest idle first, else whoever frees next. */
static void agents_leave(struct engine *e, uint32_t group, size_t n) {
    if (e->model->groups[group].stands_at != NONE) {
        lanes_close(e, group, n);
        return;
    }
    n -= idle_go(e, group, n);
    e->groups[group].leaving += n;
}

/* An increase first keeps those marked to leave; a decrease takes the longest idle first, else
 * marks the next to free. At lanes the highest closes, and a closing one is kept first. */
static void staffing_set(struct engine *e, uint32_t group, size_t count) {
    struct group_state *g = &e->groups[group];
    g->wanted = count;
    size_t staffed = own_staffed(g), wanted = own_wanted(g);
    if (wanted >= staffed) {
        size_t more = wanted - staffed, kept = more < g->leaving ? more : g->leaving;
        agents_keep(e, group, kept);
        tell_on_duty(e, group);
        agents_come(e, group, more - kept);
        return;
    }
    agents_leave(e, group, staffed - wanted);
    tell_on_duty(e, group);
}

static size_t staffing_at(const struct profile *p, size_t i) {
    return (size_t)(p->value[i] + 0.5);
}

/* ---- absence ---- */

bool agent_is_absent(const struct engine *e, uint32_t agent, uint64_t draw, size_t day,
                     uint32_t number) {
    const struct model_group *g = &e->model->groups[e->agents[agent].group];
    if (g->absence <= 0) {
        return false;
    }
    uint64_t day_bits = day & ((UINT64_C(1) << PERSON_DAY_BITS) - 1);
    struct stream s =
        stream_at(e->key, person_address(g->person_name, day_bits, number), draw_address(draw, 0));
    double chance = e->workers ? strain_absence_of(e, agent, g->absence) : g->absence;
    return stream_uniform(&s) < chance;
}

/* Draws who of the people whom the day asks for will not come. Who is still on duty from the day
 * before and should now be absent goes like anybody who is marked to leave. */
static void absence_draw(struct engine *e, uint32_t group, const struct profile *p) {
    const struct group_state *g = &e->groups[group];
    size_t due = (size_t)(profile_largest(p) + 0.5);
    for (uint32_t i = 0; i < g->n_agents; i++) {
        struct agent *a = &e->agents[g->first_agent + i];
        a->absent = agent_is_absent(e, g->first_agent + i, e->model->draw_absent, e->day, i);
        if (i < due) {
            tell_workday(e, g->first_agent + i, WORKDAY_BEGAN, 0);
        }
        if (i < due && a->absent) {
            tell_workday(e, g->first_agent + i, WORKDAY_ABSENT, 0);
        }
    }
}

/* Of so many scheduled people those who are not absent: the lowest numbers are scheduled first. */
static size_t not_absent(const struct engine *e, uint32_t group, size_t scheduled) {
    const struct group_state *g = &e->groups[group];
    size_t n = 0;
    for (uint32_t i = 0; i < scheduled; i++) {
        n += !e->agents[g->first_agent + i].absent;
    }
    return n;
}

/* Whether people may be paid by this group without being at its desk: absent, or fetched. */
static bool pays_away(const struct engine *e, uint32_t group) {
    return e->model->groups[group].absence > 0 || e->groups[group].exchanges;
}

static void count_set(struct engine *e, uint32_t group, size_t count) {
    if (pays_away(e, group)) {
        e->groups[group].scheduled = e->open ? count : 0;
        tell_scheduled(e, group);
    }
    if (e->model->groups[group].absence > 0) {
        count = not_absent(e, group, count);
    }
    staffing_set(e, group, count);
}

/* ---- the count over the day ---- */

static const struct profile *count_today(const struct engine *e, uint32_t group) {
    return profile_on(&e->staffing->count[group], model_weekday(e->model, e->day));
}

static void next_change_schedule(struct engine *e, uint32_t group) {
    const struct profile *p = count_today(e, group);
    size_t next = e->groups[group].next_change;
    if (next < p->n && (e->model->steady || p->at[next] < e->model->closes)) {
        engine_schedule(e, e->day_base + p->at[next], event_tie(EVENT_STAFFING, group, 0), group,
                        e->groups[group].change);
    }
}

void staffing_change(struct engine *e, uint32_t group) {
    struct group_state *g = &e->groups[group];
    size_t now = g->next_change++;
    count_set(e, group, staffing_at(count_today(e, group), now));
    next_change_schedule(e, group);
}

void staffing_renew(struct engine *e, uint32_t group) {
    const struct profile *p = count_today(e, group);
    double time = e->model->steady ? 0 : e->now - e->day_base;
    size_t i = 0;
    while (i + 1 < p->n && p->at[i + 1] <= time && p->at[i + 1] < e->model->closes) {
        i++;
    }
    e->groups[group].change++;
    e->groups[group].next_change = i + 1;
    count_set(e, group, staffing_at(p, i));
    next_change_schedule(e, group);
}

/* Idle people are off duty from closing on: a night lowers nobody's share of busy time. */
static void night_leave_out(struct engine *e) {
    double closed = e->day_base - DAY_SECONDS + e->model->closes;
    for (uint32_t group = 0; group < e->model->n_groups; group++) {
        for (uint32_t a = e->groups[group].idle_first; a != NONE; a = e->agents[a].next) {
            e->agents[a].on_since += e->now - fmax(closed, e->agents[a].idle_since);
        }
    }
}

static void count_open(struct engine *e, uint32_t group) {
    const struct profile *p = count_today(e, group);
    size_t i = 0;
    while (i + 1 < p->n && p->at[i + 1] <= e->model->opens) {
        i++;
    }
    e->groups[group].change++;
    e->groups[group].next_change = i + 1;
    if (e->model->groups[group].absence > 0) {
        absence_draw(e, group, p);
    }
    count_set(e, group, staffing_at(p, i));
    next_change_schedule(e, group);
}

double station_servers(const struct engine *e, uint32_t station) {
    const struct model_station *m = &e->model->stations[station];
    if (!m->kind->staffed) {
        return m->servers == COUNT_UNLIMITED ? HUGE_VAL : (double)m->servers;
    }
    size_t n = 0;
    for (uint32_t i = 0; i < m->n_groups; i++) {
        n += e->groups[m->groups[i]].present - e->groups[m->groups[i]].leaving;
    }
    return (double)n;
}

void staffing_open(struct engine *e) {
    if (e->day > 0) {
        night_leave_out(e);
    }
    rules_open(e);
    for (uint32_t group = 0; group < e->model->n_groups; group++) {
        if (e->groups[group].roster) {
            roster_open(e, group);
        } else {
            count_open(e, group);
        }
    }
}

void staffing_close(struct engine *e) {
    for (uint32_t group = 0; group < e->model->n_groups; group++) {
        if (pays_away(e, group) && !e->groups[group].roster) {
            e->groups[group].scheduled = 0;
            tell_scheduled(e, group);
        }
    }
}

/* ---- before a replication ---- */

static uint32_t most_staffed(const struct profile *count) {
    return (uint32_t)(profile_largest(count) + 0.5);
}

static const struct roster *roster_of(const struct engine *e, uint32_t group) {
    const struct roster *all = e->staffing->rosters;
    return all && all[group].n_shifts > 0 ? &all[group] : NULL;
}

/* The most it is ever asked for, by its own count or by one that a rule sets. */
static uint32_t agents_of(const struct engine *e, uint32_t group) {
    const struct roster *r = roster_of(e, group);
    uint32_t most = r ? roster_agents(r) : most_staffed(&e->staffing->count[group]);
    for (uint32_t i = 0; !r && i < e->model->n_rules; i++) {
        const struct model *changed = e->model->rules[i].changed;
        uint32_t other = changed ? most_staffed(&changed->staffing.count[group]) : 0;
        most = other > most ? other : most;
    }
    return most;
}

static size_t words_of(const struct model_group *g) {
    return (size_t)g->n_posts * group_post_words(g);
}

void groups_new(struct engine *e) {
    const struct model *m = e->model;
    size_t words = 0;
    for (uint32_t g = 0; g < m->n_groups; g++) {
        words += words_of(&m->groups[g]);
    }
    e->nonempty_words = mem_new(words, sizeof *e->nonempty_words);
    words = 0;
    for (uint32_t g = 0; g < m->n_groups; g++) {
        e->groups[g].nonempty = e->nonempty_words + words;
        words += words_of(&m->groups[g]);
    }
}

void agents_reset(struct engine *e) {
    uint32_t total = 0;
    for (uint32_t g = 0; g < e->model->n_groups; g++) {
        struct group_state *state = &e->groups[g];
        uint64_t *words = state->nonempty;
        *state = (struct group_state){.first_agent = total,
                                      .n_agents = agents_of(e, g),
                                      .roster = roster_of(e, g),
                                      .idle_first = NONE,
                                      .idle_last = NONE,
                                      .nonempty = words};
        memset(words, 0, words_of(&e->model->groups[g]) * sizeof *words);
        total += state->n_agents;
    }
    if (total > e->agent_capacity) {
        e->agents = mem_resize(e->agents, total, sizeof *e->agents);
        e->agent_capacity = total;
    }
    for (uint32_t g = 0; g < e->model->n_groups; g++) {
        for (uint32_t i = 0; i < e->groups[g].n_agents; i++) {
            e->agents[e->groups[g].first_agent + i] =
                (struct agent){.group = g, .number = i, .home = g, .fetch = NONE};
        }
    }
    e->n_agents = total;
    rosters_reset(e);
    fetches_reset(e);
    workers_reset(e);
}
