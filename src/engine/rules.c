/* SPDX-License-Identifier: GPL-3.0-or-later
 * Rules: each goes from off to holding, decided and on, and back to off. What happens in a line or
 * a group is heard through an observer of the rules' own; it only enters events, since whoever
 * calls is in the midst of something, and only a rule that does nothing (a flag) switches at once.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "engine/flow.h"
#include "engine/tell.h"
#include "scenario/rule_measure.h"

enum { SHORT_S = 5 /* of the short formula, measures.h */ };

/* Rules by what they watch: those of station s are rule[at_station[s] ... at_station[s + 1]]. */
struct rule_watch {
    uint32_t *at_station, *in_group; /* [n_stations + 1], [n_groups + 1] */
    uint32_t *station_rule, *group_rule;
};

static const struct rule *read_of(const struct engine *e, uint32_t rule) {
    return e->model->rules[rule].as_read;
}

/* ---- what it watches, against its levels ---- */

static double value_of(const struct engine *e, uint32_t rule) {
    const struct rule_measure *m = read_of(e, rule)->measure;
    return m ? m->value(e, &e->model->rules[rule]) : NAN;
}

/* A wait grows with the clock, so it is compared by the moment at which it reaches the level:
 * the same sum by which that moment was entered. */
static bool at_or_above(const struct engine *e, uint32_t rule, double level) {
    const struct model_rule *r = &e->model->rules[rule];
    const struct rule_measure *m = r->as_read->measure;
    return m->reached ? m->reached(e, r, level) <= e->now : m->value(e, r) >= level;
}

static bool above(const struct engine *e, uint32_t rule, double level) {
    const struct model_rule *r = &e->model->rules[rule];
    const struct rule_measure *m = r->as_read->measure;
    return m->reached ? m->reached(e, r, level) < e->now : m->value(e, r) > level;
}

static bool hours_hold(const struct engine *e, const struct rule *r) {
    double time = e->now - e->day_base;
    return e->model->steady || ((r->weekdays >> model_weekday(e->model, e->day) & 1) &&
                                r->from <= time && time < r->until);
}

static bool calls_for_on(const struct engine *e, uint32_t rule) {
    const struct rule *r = read_of(e, rule);
    if (!hours_hold(e, r)) {
        return false;
    }
    return !r->measure || (r->below ? !above(e, rule, r->on) : at_or_above(e, rule, r->on));
}

static bool calls_for_off(const struct engine *e, uint32_t rule) {
    const struct rule *r = read_of(e, rule);
    if (!hours_hold(e, r)) {
        return true;
    }
    return r->measure && (r->below ? above(e, rule, r->off) : !at_or_above(e, rule, r->off));
}

/* ---- switching ---- */

static void rule_event(struct engine *e, double time, enum event_kind kind, uint32_t rule,
                       uint32_t generation) {
    engine_schedule(e, time, event_tie(kind, rule, 0), rule, generation);
}

/* Enters the end of the rule's present delay in place of any other. */
static void delay_begin(struct engine *e, uint32_t rule, double seconds) {
    struct rule_state *s = &e->rules[rule];
    rule_event(e, e->now + seconds, EVENT_RULE_DUE, rule, ++s->generation);
}

/* What a rule does as it goes on, undone as it goes off. */
static void act(struct engine *e, uint32_t rule, bool on) {
    const struct model_rule *r = &e->model->rules[rule];
    if (r->changed) {
        settings_apply(e);
    }
    if (r->n_fetches > 0 && on) {
        rule_fetch(e, rule);
    } else if (r->n_fetches > 0) {
        rule_release(e, rule);
    }
}

static void switch_on(struct engine *e, uint32_t rule) {
    struct rule_state *s = &e->rules[rule];
    const struct rule *r = read_of(e, rule);
    s->phase = RULE_ON;
    s->on = true;
    s->asked = false;
    s->flips = e->now > s->since ? 1 : s->flips + 1;
    s->since = e->now;
    tell_rule(e, rule, true, value_of(e, rule));
    s->generation++;
    if (r->lasts_at_least > 0 || calls_for_off(e, rule)) {
        delay_begin(e, rule, r->lasts_at_least);
    }
    act(e, rule, true);
    if (r->again_after < HUGE_VAL) {
        rule_event(e, e->now + r->again_after, EVENT_RULE_AGAIN, rule, s->generation);
    }
}

static void switch_off(struct engine *e, uint32_t rule) {
    struct rule_state *s = &e->rules[rule];
    s->phase = RULE_OFF;
    s->on = false;
    s->generation++;
    tell_rule(e, rule, false, value_of(e, rule));
    act(e, rule, false);
}

/* Whether switching it is no more than that. */
static bool is_flag(const struct engine *e, uint32_t rule) {
    return read_of(e, rule)->n_actions == 0;
}

static bool may_end(const struct engine *e, uint32_t rule) {
    return e->now >= e->rules[rule].since + read_of(e, rule)->lasts_at_least;
}

/* Enters the moment at which a wait that only grows will matter. */
static void crossing_enter(struct engine *e, uint32_t rule) {
    struct rule_state *s = &e->rules[rule];
    const struct model_rule *m = &e->model->rules[rule];
    const struct rule *r = m->as_read;
    double level = s->phase == RULE_ON ? r->off : r->on, at = HUGE_VAL;
    if (r->below ? s->phase == RULE_ON || s->phase == RULE_HOLDING : s->phase == RULE_OFF) {
        at = r->measure->reached(e, m, level);
        at = r->below ? nextafter(at, HUGE_VAL) : at;
    }
    at = at > e->now ? at : HUGE_VAL;
    if (at < s->crosses_at || at > s->crosses_at) {
        s->crosses_at = at;
        s->crossing++;
        e->calendar.stale++;
        if (at < HUGE_VAL) {
            rule_event(e, at, EVENT_RULE_CROSSES, rule, s->crossing);
        }
    }
}

static void follow(struct engine *e, uint32_t rule) {
    struct rule_state *s = &e->rules[rule];
    const struct rule *r = read_of(e, rule);
    if (s->phase == RULE_OFF && calls_for_on(e, rule)) {
        if (is_flag(e, rule) && r->held_for + r->reaction <= 0) {
            switch_on(e, rule);
        } else {
            s->phase = RULE_HOLDING;
            delay_begin(e, rule, r->held_for);
        }
    } else if (s->phase == RULE_HOLDING && !calls_for_on(e, rule)) {
        s->phase = RULE_OFF;
        s->generation++;
        e->calendar.stale++;
    } else if (s->phase == RULE_ON && !s->asked && may_end(e, rule) && calls_for_off(e, rule)) {
        if (is_flag(e, rule)) {
            switch_off(e, rule);
        } else {
            s->asked = true;
            rule_event(e, e->now, EVENT_RULE_DUE, rule, s->generation);
        }
    }
}

/* Something that the rule watches has changed, or may have. */
static void rule_heed(struct engine *e, uint32_t rule) {
    follow(e, rule);
    if (read_of(e, rule)->measure && read_of(e, rule)->measure->reached) {
        crossing_enter(e, rule);
    }
}

void rule_delay_over(struct engine *e, uint32_t rule) {
    struct rule_state *s = &e->rules[rule];
    const struct rule *r = read_of(e, rule);
    if (s->phase == RULE_HOLDING && r->reaction > 0) {
        s->phase = RULE_DECIDED;
        delay_begin(e, rule, r->reaction);
    } else if (s->phase == RULE_HOLDING || s->phase == RULE_DECIDED) {
        switch_on(e, rule);
    } else if (s->phase == RULE_ON) {
        s->asked = false;
        if (may_end(e, rule) && calls_for_off(e, rule)) {
            switch_off(e, rule);
        }
    }
    rule_heed(e, rule);
}

void rule_again(struct engine *e, uint32_t rule) {
    rule_event(e, e->now + read_of(e, rule)->again_after, EVENT_RULE_AGAIN, rule,
               e->rules[rule].generation);
    rule_fetch(e, rule);
}

void rule_crosses(struct engine *e, uint32_t rule) {
    e->rules[rule].crosses_at = HUGE_VAL;
    rule_heed(e, rule);
}

void rule_look(struct engine *e, uint32_t rule, bool periodic) {
    if (periodic) {
        rule_event(e, e->now + read_of(e, rule)->looks, EVENT_RULE_LOOK, rule, true);
    }
    rule_heed(e, rule);
}

/* ---- what it hears ---- */

/* Rules that look now and then are not told. */
static void heed_at_once(struct engine *e, uint32_t rule) {
    if (!read_of(e, rule)->measure->looked_at) {
        rule_heed(e, rule);
    }
}

static void station_changed(struct engine *e, uint32_t station) {
    const struct rule_watch *w = e->watch;
    for (uint32_t i = w->at_station[station]; i < w->at_station[station + 1]; i++) {
        heed_at_once(e, w->station_rule[i]);
    }
}

static void group_changed(struct engine *e, uint32_t group) {
    const struct rule_watch *w = e->watch;
    for (uint32_t i = w->in_group[group]; i < w->in_group[group + 1]; i++) {
        heed_at_once(e, w->group_rule[i]);
    }
}

static void service_count(struct engine *e, uint32_t station, double waited) {
    const struct rule_watch *w = e->watch;
    for (uint32_t i = w->at_station[station]; i < w->at_station[station + 1]; i++) {
        struct rule_state *s = &e->rules[w->station_rule[i]];
        s->last_wait = waited;
        s->served++;
        s->served_in_t += waited <= e->model->rules[w->station_rule[i]].threshold;
    }
}

static void left_count(struct engine *e, uint32_t station, double waited) {
    const struct rule_watch *w = e->watch;
    for (uint32_t i = w->at_station[station]; i < w->at_station[station + 1]; i++) {
        struct rule_state *s = &e->rules[w->station_rule[i]];
        s->left++;
        s->left_in_t += waited <= e->model->rules[w->station_rule[i]].threshold;
        s->left_short += waited <= SHORT_S;
    }
}

void rules_idle_changed(struct engine *e, uint32_t group) {
    group_changed(e, group);
}

static void heard_wait(void *self, double now, const struct customer *c, uint32_t station) {
    (void)now;
    (void)c;
    station_changed(self, station);
}

static void heard_service(void *self, double now, const struct customer *c, uint32_t station,
                          double waited, uint32_t group) {
    (void)now;
    (void)group;
    service_count(self, station, waited);
    if (c->delayed) {
        station_changed(self, station);
    }
}

static void heard_end(void *self, double now, const struct customer *c, uint32_t station,
                      enum visit_outcome outcome, bool served, double waited) {
    (void)now;
    if (outcome == VISIT_ABANDONED) {
        left_count(self, station, waited);
    }
    if (!served && c->delayed) {
        station_changed(self, station);
    }
}

static void heard_duty(void *self, double now, uint32_t group, size_t present, size_t staffed) {
    (void)now;
    (void)present;
    (void)staffed;
    group_changed(self, group);
}

uint32_t rule_that_flips(const struct engine *e) {
    enum { OFTEN = 1000 }; /* in an instant: not by chance */
    uint32_t most = NONE;
    for (uint32_t i = 0; i < e->model->n_rules; i++) {
        const struct rule_state *s = &e->rules[i];
        bool now = s->since >= e->now && s->flips > OFTEN;
        if (now && (most == NONE || s->flips > e->rules[most].flips)) {
            most = i;
        }
    }
    return most;
}

/* ---- before and after ---- */

static bool watches_group(const struct model_rule *r, uint32_t group) {
    for (uint32_t i = 0; i < r->n_groups; i++) {
        if (r->groups[i] == group) {
            return true;
        }
    }
    return false;
}

static void watch_build(const struct model *m, struct rule_watch *w) {
    uint32_t n = 0;
    for (uint32_t s = 0; s < m->n_stations; s++) {
        w->at_station[s] = n;
        for (uint32_t i = 0; i < m->n_rules; i++) {
            if (m->rules[i].station == s) {
                w->station_rule[n++] = i;
            }
        }
    }
    w->at_station[m->n_stations] = n;
    n = 0;
    for (uint32_t g = 0; g < m->n_groups; g++) {
        w->in_group[g] = n;
        for (uint32_t i = 0; i < m->n_rules; i++) {
            if (watches_group(&m->rules[i], g)) {
                w->group_rule[n++] = i;
            }
        }
    }
    w->in_group[m->n_groups] = n;
}

void rules_new(struct engine *e) {
    const struct model *m = e->model;
    if (m->n_rules == 0) {
        return;
    }
    struct rule_watch *w = mem_new(1, sizeof *w);
    w->at_station = mem_new(m->n_stations + 1, sizeof *w->at_station);
    w->in_group = mem_new(m->n_groups + 1, sizeof *w->in_group);
    w->station_rule = mem_new(m->n_rules, sizeof *w->station_rule);
    w->group_rule = mem_new((size_t)m->n_rules * m->n_groups, sizeof *w->group_rule);
    watch_build(m, w);
    e->watch = w;
    e->rules = mem_new(m->n_rules, sizeof *e->rules);
}

void rules_free(struct engine *e) {
    if (e->watch) {
        free(e->watch->at_station);
        free(e->watch->in_group);
        free(e->watch->station_rule);
        free(e->watch->group_rule);
        free(e->watch);
    }
    free(e->listeners);
    free(e->fetches);
    free(e->rules);
}

/* The rules hear after all others, so that whoever is told of a switch knows what caused it. */
void rules_reset(struct engine *e, const struct observer *observers, size_t n) {
    if (!e->watch) {
        return;
    }
    for (uint32_t i = 0; i < e->model->n_rules; i++) {
        e->rules[i] = (struct rule_state){.crosses_at = HUGE_VAL};
    }
    for (uint32_t g = 0; g < e->model->n_groups; g++) {
        e->groups[g].watched = e->watch->in_group[g] < e->watch->in_group[g + 1];
    }
    e->listeners = mem_resize(e->listeners, n + 1, sizeof *e->listeners);
    if (n > 0) {
        memcpy(e->listeners, observers, n * sizeof *observers);
    }
    e->listeners[n] = (struct observer){.self = e,
                                        .wait_began = heard_wait,
                                        .service_began = heard_service,
                                        .visit_ended = heard_end,
                                        .on_duty = heard_duty};
    e->observers = e->listeners;
    e->n_observers = n + 1;
}

/* The ends of its hours today. */
static void hours_enter(struct engine *e, uint32_t rule) {
    const struct rule *r = read_of(e, rule);
    const double ends[] = {r->from, r->until};
    for (size_t i = 0; i < 2; i++) {
        double at = e->day_base + ends[i];
        if (at > e->now && at < HUGE_VAL) {
            rule_event(e, at, EVENT_RULE_LOOK, rule, false);
        }
    }
}

void rules_open(struct engine *e) {
    for (uint32_t i = 0; i < e->model->n_rules; i++) {
        struct rule_state *s = &e->rules[i];
        if (s->on) {
            switch_off(e, i);
        }
        s->phase = RULE_OFF;
        s->generation++;
        s->last_wait = 0;
        s->served = s->served_in_t = s->left = s->left_in_t = s->left_short = 0;
    }
    fetches_end_day(e);
    for (uint32_t i = 0; i < e->model->n_rules; i++) {
        hours_enter(e, i);
        bool looks = read_of(e, i)->measure && read_of(e, i)->measure->looked_at;
        rule_event(e, e->now, EVENT_RULE_LOOK, i, looks && e->day == 0);
    }
}
