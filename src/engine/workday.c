/* SPDX-License-Identifier: GPL-3.0-or-later
 * The working day of people with shifts. Everybody of a shift comes and is due for his breaks at
 * one moment, so that these are one event a shift; only the end of a break is each one's own.
 * Whoever has a contact in hand finishes it, and leaves as he is freed. */
#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/units.h"
#include "engine/flow.h"
#include "engine/tell.h"

enum { BREAKS_AT_MOST = 32 /* of a shift: bits of workday.taken */ };

/* ---- before a replication ---- */

uint32_t roster_agents(const struct roster *r) {
    size_t n = 0;
    for (size_t i = 0; i < r->n_shifts; i++) {
        n += r->shifts[i].count;
    }
    assert(n < NONE);
    return (uint32_t)n;
}

static void room_make(struct engine *e, uint32_t shifts, uint32_t breaks) {
    if (shifts > e->shift_capacity) {
        e->shifts = mem_resize(e->shifts, shifts, sizeof *e->shifts);
        e->shift_capacity = shifts;
    }
    if (breaks > e->away_capacity) {
        e->away = mem_resize(e->away, breaks, sizeof *e->away);
        e->away_capacity = breaks;
    }
    if (shifts > 0 && e->n_agents > e->workday_capacity) {
        e->workdays = mem_resize(e->workdays, e->n_agents, sizeof *e->workdays);
        e->workday_capacity = e->n_agents;
    }
}

static void roster_reset(struct engine *e, uint32_t group, uint32_t *n_breaks) {
    struct group_state *g = &e->groups[group];
    uint32_t agent = g->first_agent;
    g->first_shift = e->n_shifts;
    for (uint32_t i = 0; i < g->roster->n_shifts; i++) {
        const struct shift *s = &g->roster->shifts[i];
        assert(s->n_breaks <= BREAKS_AT_MOST && s->lasts < DAY_SECONDS);
        e->shifts[e->n_shifts] = (struct shift_state){.shift = s,
                                                      .group = group,
                                                      .first_agent = agent,
                                                      .number = i,
                                                      .first_away = *n_breaks,
                                                      .draw_absent = absence_draw_name(s->name)};
        for (size_t k = 0; k < s->count; k++) {
            e->workdays[agent++] = (struct workday){.shift = e->n_shifts, .on_break = NONE};
        }
        *n_breaks += (uint32_t)s->n_breaks;
        e->n_shifts++;
    }
}

void rosters_reset(struct engine *e) {
    uint32_t shifts = 0, breaks = 0, n = 0;
    for (uint32_t g = 0; g < e->model->n_groups; g++) {
        const struct roster *r = e->groups[g].roster;
        for (size_t i = 0; r && i < r->n_shifts; i++) {
            breaks += (uint32_t)r->shifts[i].n_breaks;
            shifts++;
        }
    }
    room_make(e, shifts, breaks);
    e->n_shifts = e->shifts_awaited = 0;
    for (uint32_t g = 0; g < e->model->n_groups; g++) {
        if (e->groups[g].roster) {
            roster_reset(e, g, &n);
        }
    }
    if (breaks > 0) {
        memset(e->away, 0, breaks * sizeof *e->away);
    }
}

void rosters_free(struct engine *e) {
    free(e->workdays);
    free(e->shifts);
    free(e->away);
}

/* ---- who is where ---- */

static const struct break_rule *rule_of(const struct engine *e, const struct workday *w,
                                        uint32_t rule) {
    return &e->shifts[w->shift].shift->breaks[rule];
}

static void scheduled_change(struct engine *e, uint32_t group, size_t more, size_t fewer) {
    e->groups[group].scheduled += more;
    e->groups[group].scheduled -= fewer;
    tell_scheduled(e, group);
}

/* He is at the desk beyond his time and counts as one who will go. */
static void late_begin(struct engine *e, uint32_t agent) {
    e->workdays[agent].late = true;
    e->groups[e->agents[agent].group].leaving++;
    tell_on_duty(e, e->agents[agent].group);
}

static void late_finish(struct engine *e, uint32_t agent, double until) {
    struct workday *w = &e->workdays[agent];
    uint32_t group = e->agents[agent].group;
    w->late = false;
    e->groups[group].leaving--;
    tell_workday(e, agent, WORKDAY_ENDED, fmax(0, until - w->ended));
}

/* Whose shift ends at closing or later stays while customers are inside: the last staffing does. */
static bool stays(const struct engine *e, const struct workday *w) {
    const struct model *m = e->model;
    return !e->open && !m->turn_away && w->ended >= e->day_base + m->closes;
}

void rosters_release(struct engine *e) {
    for (uint32_t s = 0; s < e->n_shifts; s++) {
        for (uint32_t i = 0; i < e->shifts[s].shift->count; i++) {
            uint32_t agent = e->shifts[s].first_agent + i;
            struct agent *a = &e->agents[agent];
            const struct workday *w = &e->workdays[agent];
            if (w->late && a->idle) {
                double until = fmax(a->idle_since, w->ended);
                a->on_since += e->now - until; /* he was not at work since */
                late_finish(e, agent, until);
                agent_go(e, agent);
            }
        }
    }
}

/* ---- breaks ---- */

struct due {
    uint32_t rule; /* NONE: none is due */
    bool must;     /* whoever waits */
    double late;   /* s */
};

/* Whether and since when a break is due to somebody at the desk. */
static struct due rule_due(const struct engine *e, uint32_t agent, uint32_t rule) {
    const struct workday *w = &e->workdays[agent];
    const struct break_rule *b = rule_of(e, w, rule);
    if (b->kind == BREAK_AFTER_WORK) {
        double over = e->agents[agent].busy_s - w->worked - b->after_work;
        return (struct due){over >= 0 ? rule : NONE, true, fmax(0, over)};
    }
    /* The sums that the events were entered at, so that rounding never makes them too early. */
    double began = e->shifts[w->shift].began, until = began + b->until;
    bool due = !(w->taken >> rule & 1) && e->now >= began + b->from;
    return (struct due){due ? rule : NONE, e->now >= until, fmax(0, e->now - until)};
}

/* The one most overdue; one that may wait only if none must be. */
static struct due break_of(const struct engine *e, uint32_t agent) {
    const struct shift *s = e->shifts[e->workdays[agent].shift].shift;
    struct due best = {.rule = NONE};
    for (uint32_t i = 0; i < s->n_breaks; i++) {
        struct due d = rule_due(e, agent, i);
        bool ahead = best.rule == NONE || (d.must && !best.must) ||
                     (d.must == best.must && d.late > best.late);
        if (d.rule != NONE && ahead) {
            best = d;
        }
    }
    return best;
}

static uint32_t *away_of(const struct engine *e, const struct workday *w, uint32_t rule) {
    return &e->away[e->shifts[w->shift].first_away + rule];
}

/* Whether he may go now: nobody waits for him and not too many are away. */
static bool may_go(const struct engine *e, uint32_t agent, const struct due *d) {
    const struct workday *w = &e->workdays[agent];
    return d->must || (*away_of(e, w, d->rule) < rule_of(e, w, d->rule)->at_once &&
                       !routing_choose_line(e, agent));
}

/* Enters the end of a break, unless the shift ends before it. */
static void break_take(struct engine *e, uint32_t agent, uint32_t rule) {
    struct workday *w = &e->workdays[agent];
    const struct agent *a = &e->agents[agent];
    const struct shift_state *s = &e->shifts[w->shift];
    const struct break_rule *b = &s->shift->breaks[rule];
    w->on_break = rule;
    w->taken |= 1U << rule;
    w->generation++;
    if (!b->paid) {
        scheduled_change(e, a->group, 0, 1);
    }
    double ends = e->now + b->lasts;
    if (ends < s->began + s->shift->lasts) {
        calendar_push(&e->calendar,
                      (struct event){ends, event_tie(EVENT_BREAK_END, a->group, a->number), agent,
                                     w->generation});
    }
}

static void break_begin(struct engine *e, uint32_t agent, const struct due *d) {
    agent_go(e, agent);
    tell_workday(e, agent, WORKDAY_BREAK, d->late);
    ++*away_of(e, &e->workdays[agent], d->rule);
    break_take(e, agent, d->rule);
}

/* No longer on a break; where he goes is another's business. */
static void break_over(struct engine *e, uint32_t agent) {
    struct workday *w = &e->workdays[agent];
    if (!w->absent) {
        --*away_of(e, w, w->on_break);
    }
    if (!rule_of(e, w, w->on_break)->paid) {
        scheduled_change(e, e->agents[agent].group, 1, 0);
    }
    w->on_break = NONE;
    w->generation++;
    w->worked = e->agents[agent].busy_s;
}

static bool stands_at_lanes(const struct engine *e, uint32_t agent) {
    return e->model->groups[e->agents[agent].group].stands_at != NONE;
}

/* Those of a shift who are idle go, as far as they may; a busy one who must closes his lane. */
static void idle_sent(struct engine *e, const struct shift_state *s) {
    for (uint32_t i = 0; i < s->shift->count; i++) {
        uint32_t agent = s->first_agent + i;
        const struct agent *a = &e->agents[agent];
        if (!e->workdays[agent].running || !a->on_duty) {
            continue;
        }
        struct due d = break_of(e, agent);
        if (a->idle && d.rule != NONE && may_go(e, agent, &d)) {
            break_begin(e, agent, &d);
        } else if (!a->idle && d.rule != NONE && d.must && stands_at_lanes(e, agent)) {
            lane_close(e, agent);
        }
    }
}

void break_end(struct engine *e, uint32_t agent) {
    const struct workday *w = &e->workdays[agent];
    bool absent = w->absent, limited = rule_of(e, w, w->on_break)->at_once != COUNT_UNLIMITED;
    break_over(e, agent);
    if (!absent) {
        tell_workday(e, agent, WORKDAY_BREAK_OVER, 0);
        agent_come(e, agent);
    }
    if (limited) {
        idle_sent(e, &e->shifts[w->shift]);
    }
}

/* The absent are not paid for the breaks that nobody is paid for. */
static void absent_break(struct engine *e, const struct shift_state *s, uint32_t rule) {
    for (uint32_t i = 0; i < s->shift->count && !s->shift->breaks[rule].paid; i++) {
        const struct workday *w = &e->workdays[s->first_agent + i];
        if (w->running && w->absent && w->on_break == NONE && !(w->taken >> rule & 1)) {
            break_take(e, s->first_agent + i, rule);
        }
    }
}

void break_due(struct engine *e, uint32_t shift, uint32_t which) {
    absent_break(e, &e->shifts[shift], which / 2);
    idle_sent(e, &e->shifts[shift]);
}

bool workday_leads_away(struct engine *e, uint32_t agent) {
    const struct workday *w = &e->workdays[agent];
    if (w->late && stays(e, w)) {
        return false;
    }
    struct due d = {.rule = NONE};
    if (!w->late) {
        d = break_of(e, agent);
        if (d.rule == NONE || !may_go(e, agent, &d)) {
            return false;
        }
    }
    if (stands_at_lanes(e, agent) && lane_must_be_served(e, agent)) {
        lane_close(e, agent);
        return false;
    }
    if (w->late) {
        late_finish(e, agent, e->now);
        agent_go(e, agent);
    } else {
        break_begin(e, agent, &d);
    }
    return true;
}

/* ---- shifts ---- */

static void shift_event(struct engine *e, double time, enum event_kind kind, uint32_t shift,
                        uint32_t which) {
    const struct shift_state *s = &e->shifts[shift];
    uint64_t number = (uint64_t)s->number << 8 | which;
    calendar_push(&e->calendar,
                  (struct event){time, event_tie(kind, s->group, number), shift, which});
}

/* Breaks by the clock are entered; one whose time is past counts as taken: the shift began before
 * the run did. Returns those. */
static uint32_t breaks_schedule(struct engine *e, uint32_t shift) {
    const struct shift_state *s = &e->shifts[shift];
    uint32_t past = 0;
    for (uint32_t i = 0; i < s->shift->n_breaks; i++) {
        const struct break_rule *b = &s->shift->breaks[i];
        double from = s->began + b->from, until = s->began + b->until;
        if (b->kind == BREAK_AFTER_WORK) {
            continue;
        }
        if (until < e->now) {
            past |= 1U << i;
            continue;
        }
        shift_event(e, fmax(from, e->now), EVENT_BREAK_DUE, shift, 2 * i);
        if (until > from) {
            shift_event(e, until, EVENT_BREAK_DUE, shift, 2 * i + 1);
        }
    }
    return past;
}

static void workday_begin(struct engine *e, uint32_t agent, bool absent, uint32_t taken) {
    struct workday *w = &e->workdays[agent];
    const struct agent *a = &e->agents[agent];
    bool was_late = w->late;
    *w = (struct workday){.shift = w->shift,
                          .on_break = NONE,
                          .generation = w->generation,
                          .taken = taken,
                          .running = true,
                          .absent = absent,
                          .late = was_late,
                          .ended = w->ended,
                          .worked = a->busy_s};
    if (was_late && !absent) { /* he works on from the day before */
        late_finish(e, agent, e->now);
        tell_on_duty(e, a->group);
        if (stands_at_lanes(e, agent)) {
            lane_reopen(e, agent);
        }
    } else if (!absent) {
        agent_come(e, agent);
    }
}

/* carried: it began on the day before the first. */
static void shift_run(struct engine *e, uint32_t shift, double began, bool carried) {
    struct shift_state *s = &e->shifts[shift];
    size_t day = carried ? SIZE_MAX : e->day;
    s->began = began;
    double ends = began + s->shift->lasts;
    s->awaited = ends <= e->day_base + DAY_SECONDS + e->model->opens;
    e->shifts_awaited += s->awaited;
    shift_event(e, ends, EVENT_SHIFT_END, shift, 0);
    uint32_t past = breaks_schedule(e, shift);
    scheduled_change(e, s->group, s->shift->count, 0);
    for (uint32_t i = 0; i < s->shift->count; i++) {
        bool absent = agent_is_absent(e, s->first_agent + i, s->draw_absent, day, i);
        if (!carried) {
            tell_workday(e, s->first_agent + i, WORKDAY_BEGAN, 0);
        }
        if (!carried && absent) {
            tell_workday(e, s->first_agent + i, WORKDAY_ABSENT, 0);
        }
        workday_begin(e, s->first_agent + i, absent, past);
    }
}

void shift_begin(struct engine *e, uint32_t shift) {
    shift_run(e, shift, e->now, false);
}

/* By the clock, or by work done: due and not taken. */
static void missed_tell(struct engine *e, uint32_t agent) {
    const struct shift *s = e->shifts[e->workdays[agent].shift].shift;
    for (uint32_t i = 0; i < s->n_breaks; i++) {
        if (rule_due(e, agent, i).rule != NONE) {
            tell_workday(e, agent, WORKDAY_BREAK_MISSED, 0);
        }
    }
}

static void workday_end(struct engine *e, uint32_t agent) {
    struct workday *w = &e->workdays[agent];
    bool away = w->on_break != NONE;
    if (away) {
        break_over(e, agent);
    }
    w->running = false;
    w->ended = e->now;
    if (w->absent) {
        return;
    }
    if (!away) {
        missed_tell(e, agent);
    }
    if (!away && (!e->agents[agent].idle || stays(e, w))) {
        late_begin(e, agent);
        if (stands_at_lanes(e, agent) && !stays(e, w)) {
            lane_close(e, agent);
        }
        return;
    }
    if (!away) {
        agent_go(e, agent);
    }
    tell_workday(e, agent, WORKDAY_ENDED, 0);
}

void shift_end(struct engine *e, uint32_t shift) {
    struct shift_state *s = &e->shifts[shift];
    for (uint32_t i = 0; i < s->shift->count; i++) {
        workday_end(e, s->first_agent + i);
    }
    scheduled_change(e, s->group, 0, s->shift->count);
    e->shifts_awaited -= s->awaited;
    s->awaited = false;
}

void roster_open(struct engine *e, uint32_t group) {
    const struct model *m = e->model;
    const struct group_state *g = &e->groups[group];
    unsigned today = model_weekday(m, e->day), before = model_weekday(m, m->n_weekdays - 1);
    if (e->day > 0) { /* a shift may go on over the night, in which the idle are not on duty */
        tell_on_duty(e, group);
        tell_scheduled(e, group);
    }
    for (uint32_t i = 0; i < g->roster->n_shifts; i++) {
        uint32_t shift = g->first_shift + i;
        const struct shift *s = &g->roster->shifts[i];
        if (e->day == 0 && s->on >> before & 1 && s->starts + s->lasts - DAY_SECONDS > m->opens) {
            shift_run(e, shift, s->starts - DAY_SECONDS, true);
        }
        if (s->on >> today & 1) {
            shift_event(e, e->day_base + s->starts, EVENT_SHIFT_BEGIN, shift, 0);
        }
    }
}
