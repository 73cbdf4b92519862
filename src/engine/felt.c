/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/felt.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "engine/flow.h"
#include "engine/tell.h"

#define AIR_STEP 0.25 /* degrees Celsius */

static const struct felt_wait *felt_of(const struct engine *e) {
    return &e->model->scenario->people.felt_wait;
}

static struct felt_state *state_of(struct engine *e, uint32_t customer) {
    struct felt_waits *w = e->felt;
    if (customer >= w->n) {
        w->of = mem_resize(w->of, e->customer_capacity, sizeof *w->of);
        memset(w->of + w->n, 0, (e->customer_capacity - w->n) * sizeof *w->of);
        w->n = e->customer_capacity;
    }
    return &w->of[customer];
}

/* ---- deadlines ---- */

static bool deadline_stale(const void *context, const struct event *v) {
    const struct felt_waits *w = context;
    return w->of[v->subject].entry != v->generation;
}

/* The entry that stands for the line is of no account any more. */
static void line_withdraw(struct engine *e, uint32_t line) {
    if (e->felt->due[line] < HUGE_VAL) {
        e->felt->due[line] = HUGE_VAL;
        e->felt->clocks[line].generation++;
        e->leaving.stale++;
    }
}

/* The first deadline that still holds stands in the calendar; most events do not move it. */
static void line_enter(struct engine *e, uint32_t line) {
    struct felt_waits *w = e->felt;
    struct clock *k = &w->clocks[line];
    struct event gone;
    for (const struct event *v; (v = calendar_first(&k->deadlines)) && deadline_stale(w, v);) {
        calendar_pop(&k->deadlines, &gone);
    }
    double first = clock_first(k);
    if (first < w->due[line] || first > w->due[line]) {
        line_withdraw(e, line);
        w->due[line] = first;
        calendar_push(&e->leaving,
                      (struct event){first, event_tie(EVENT_FELT, line, 0), line, k->generation});
    }
}

static double now_felt(const struct engine *e, const struct felt_state *s, uint32_t line) {
    return s->so_far + s->rate * (clock_at(&e->felt->clocks[line], e->now) - s->began);
}

enum { STALE_AT_MOST = 64 };

/* From here on his felt time runs at this rate. */
static void rate_set(struct engine *e, uint32_t customer, double rate) {
    const struct customer *c = customer_of(e, customer);
    struct felt_state *s = state_of(e, customer);
    struct clock *k = &e->felt->clocks[c->line];
    s->so_far = now_felt(e, s, c->line);
    s->began = clock_at(k, e->now);
    s->rate = rate;
    s->entry++;
    if (++k->deadlines.stale > k->deadlines.n / 2 + STALE_AT_MOST) {
        calendar_purge(&k->deadlines, deadline_stale, e->felt);
    }
    if (s->budget < HUGE_VAL) {
        double left = fmax(0, s->budget - s->so_far) / rate;
        clock_add(k, e->now, left, customer_tie(EVENT_LEAVING, c), customer, s->entry);
    }
}

void felt_due(struct engine *e, uint32_t line) {
    struct clock *k = &e->felt->clocks[line];
    const struct event *first = calendar_first(&k->deadlines);
    bool due = first && !deadline_stale(e->felt, first) && clock_first(k) <= e->now;
    uint32_t customer = due ? first->subject : NONE;
    if (due) {
        struct event gone;
        calendar_pop(&k->deadlines, &gone);
    }
    e->felt->due[line] = HUGE_VAL; /* taken from the calendar */
    line_enter(e, line);
    if (due) {
        wait_abandon(e, customer);
    }
}

/* ---- who is last ---- */

static bool shows_last(const struct engine *e, uint32_t line) {
    uint32_t area = e->model->stations[e->model->lines[line].station].area;
    return area != NONE && e->model->areas[area].as_read->shows_last &&
           e->model->stations[e->model->lines[line].station].order != ORDER_SHORTEST_WORK;
}

/* Whoever has become the last feels it, and whoever is no longer feels that: deadlines move. */
static bool last_follow(struct engine *e, uint32_t line) {
    uint32_t was = e->felt->last[line], is = e->lines[line].count > 0 ? e->lines[line].last : NONE;
    if (was == is || !shows_last(e, line)) {
        return false;
    }
    e->felt->last[line] = is;
    double factor = felt_of(e)->last;
    if (was != NONE && customer_of(e, was)->waiting && customer_of(e, was)->line == line) {
        rate_set(e, was, state_of(e, was)->rate / factor);
    }
    if (is != NONE) {
        rate_set(e, is, state_of(e, is)->rate * factor);
    }
    return true;
}

/* Somebody has gone from the line. With the last who waits anywhere the calendar is emptied. */
static void line_follow(struct engine *e, uint32_t line) {
    bool moved = last_follow(e, line);
    if (e->lines[line].count == 0) {
        line_withdraw(e, line);
    } else if (moved) {
        line_enter(e, line);
    }
}

/* ---- joining and leaving ---- */

/* Of one who joins the line of this step. */
static struct felt_conditions conditions_of(const struct engine *e, uint32_t customer,
                                            const struct model_step *step) {
    uint32_t area = e->model->stations[step->station].area;
    struct felt_conditions f = {.occupied = step->beside != NONE, .care = 1};
    if (area != NONE) {
        const struct model_area *a = &e->model->areas[area];
        f.placed = true;
        f.seated = area_seats_at(e, customer, area);
        f.care = a->care;
        f.standing = a->as_read->standing.patience;
        f.news = a->as_read->news;
    }
    return f;
}

static double crowd_of(const struct engine *e, uint32_t customer) {
    const struct felt_wait *p = felt_of(e);
    const struct customer *c = customer_of(e, customer);
    uint32_t station = e->model->lines[c->line].station;
    double servers = fmax(1, station_servers(e, station));
    return p->crowd > 0 ? p->crowd * p->expected * c->line_seen / servers : 0;
}

double felt_rate_at(const struct engine *e, uint32_t customer) {
    struct felt_conditions f = conditions_of(e, customer, step_of(e, customer_of(e, customer)));
    return felt_rate(felt_of(e), &f);
}

double felt_rate_forecast(const struct engine *e, uint32_t customer,
                          const struct model_step *step) {
    struct felt_conditions f = conditions_of(e, customer, step);
    uint32_t line = step->line[customer_of(e, customer)->tier];
    return felt_rate(felt_of(e), &f) * e->felt->clocks[line].rate;
}

void felt_contact(struct engine *e, uint32_t customer) {
    struct felt_state *s = state_of(e, customer);
    s->contact = s->spent = 0;
}

void felt_over(struct engine *e, uint32_t customer, enum contact_outcome outcome) {
    tell_felt_in_all(e, customer_of(e, customer), outcome, state_of(e, customer)->contact);
}

void felt_joined(struct engine *e, uint32_t customer, double patience, double rate) {
    struct felt_state *s = state_of(e, customer);
    uint32_t line = customer_of(e, customer)->line;
    s->budget = patience;
    s->so_far = crowd_of(e, customer);
    s->began = clock_at(&e->felt->clocks[line], e->now);
    rate_set(e, customer, rate);
    last_follow(e, line);
    line_enter(e, line);
}

/* Of those who came before him in other lines, who still wait there: felt at once. Whoever came
 * after him stands further back, and his is taken back. */
static void overtaken(struct engine *e, const struct customer *c, uint32_t line) {
    double jump = felt_of(e)->overtaken;
    clock_jump(&e->felt->clocks[line], e->now, jump);
    for (uint32_t i = e->lines[line].last; i != NONE && customer_of(e, i)->since > c->since;
         i = customer_of(e, i)->previous) {
        struct felt_state *s = state_of(e, i);
        s->began += jump;
        rate_set(e, i, s->rate);
    }
    line_enter(e, line);
}

static void overtake(struct engine *e, const struct customer *c) {
    const struct model_station *s = &e->model->stations[e->model->lines[c->line].station];
    bool minded = s->area != NONE && e->model->areas[s->area].as_read->fair < 1 &&
                  s->order == ORDER_PRIORITY && felt_of(e)->overtaken > 0;
    for (uint32_t i = s->first_line; minded && i < s->first_line + s->n_lines; i++) {
        const struct line_state *l = &e->lines[i];
        if (i != c->line && l->count > 0 && customer_of(e, l->first)->since < c->since) {
            overtaken(e, c, i);
        }
    }
}

double felt_in_contact(struct engine *e, uint32_t customer) {
    return state_of(e, customer)->contact;
}

double felt_spent(struct engine *e, uint32_t customer) {
    return state_of(e, customer)->spent;
}

void felt_left(struct engine *e, uint32_t customer, bool served) {
    const struct customer *c = customer_of(e, customer);
    struct felt_state *s = state_of(e, customer);
    double felt = now_felt(e, s, c->line);
    s->entry++;
    e->felt->clocks[c->line].deadlines.stale++;
    s->contact += felt;
    s->spent = fmin(1, felt / s->budget);
    tell_felt(e, c, e->model->lines[c->line].station, felt, served);
    line_follow(e, c->line);
    if (served) {
        overtake(e, c);
    }
}

double felt_switches(const struct engine *e, uint32_t customer) {
    bool last = e->felt->last[customer_of(e, customer)->line] == customer;
    return last ? felt_of(e)->switches : 1;
}

void felt_moved(struct engine *e, uint32_t customer, uint32_t from) {
    struct felt_state *s = state_of(e, customer);
    uint32_t to = customer_of(e, customer)->line;
    s->so_far = now_felt(e, s, from);
    s->began = clock_at(&e->felt->clocks[to], e->now);
    if (e->felt->last[from] == customer) {
        s->rate /= felt_of(e)->last;
        e->felt->last[from] = NONE;
    }
    rate_set(e, customer, s->rate);
    line_follow(e, from);
    last_follow(e, to);
    line_enter(e, to);
}

/* ---- the air ---- */

/* The lines of the place run at the pace of the nearest quarter of a degree. */
static void pace_follow(struct engine *e, uint32_t area, double degrees) {
    const struct model_area *a = &e->model->areas[area];
    const struct temperature *t = &a->as_read->temperature;
    double rate = felt_heat(felt_of(e), degrees, t->above, t->per_degree);
    for (uint32_t i = 0; i < a->n_stations; i++) {
        const struct model_station *s = &e->model->stations[a->stations[i]];
        for (uint32_t line = s->first_line; line < s->first_line + s->n_lines; line++) {
            clock_set_rate(&e->felt->clocks[line], e->now, rate);
            line_enter(e, line);
        }
    }
}

/* Enters the next moment at which the air has come half a step further, or turns. */
static void air_enter(struct engine *e, uint32_t area) {
    struct felt_air *air = &e->felt->air[area];
    int32_t way = area_towards(e, area) > area_temperature(e, area) ? 1 : -1;
    double crosses = area_reaches(e, area, (air->level + 0.5 * way) * AIR_STEP);
    double turns = area_turns(e, area), next = fmin(crosses, turns);
    air->next = air->level + (crosses <= turns ? way : 0);
    air->generation++;
    e->calendar.stale++;
    if (next < HUGE_VAL) {
        calendar_push(&e->calendar,
                      (struct event){next, event_tie(EVENT_AIR, area, 0), area, air->generation});
    }
}

void felt_air_due(struct engine *e, uint32_t area) {
    struct felt_air *air = &e->felt->air[area];
    air->level = air->next;
    pace_follow(e, area, air->level * AIR_STEP);
    air_enter(e, area);
}

void felt_air(struct engine *e) {
    for (uint32_t i = 0; i < e->model->n_areas; i++) {
        if (e->model->areas[i].as_read->temperature.tau > 0) {
            e->felt->air[i].level = (int32_t)lround(area_temperature(e, i) / AIR_STEP);
            pace_follow(e, i, e->felt->air[i].level * AIR_STEP);
            air_enter(e, i);
        }
    }
}

/* ---- before and after ---- */

void felt_new(struct engine *e) {
    const struct model *m = e->model;
    if (!felt_of(e)->on) {
        return;
    }
    e->felt = mem_new(1, sizeof *e->felt);
    e->felt->clocks = mem_new(m->n_lines, sizeof *e->felt->clocks);
    e->felt->due = mem_new(m->n_lines, sizeof *e->felt->due);
    e->felt->last = mem_new(m->n_lines, sizeof *e->felt->last);
    e->felt->air = mem_new(m->n_areas, sizeof *e->felt->air);
}

void felt_free(struct engine *e) {
    for (uint32_t i = 0; e->felt && i < e->model->n_lines; i++) {
        clock_fini(&e->felt->clocks[i]);
    }
    if (e->felt) {
        free(e->felt->clocks);
        free(e->felt->due);
        free(e->felt->last);
        free(e->felt->air);
        free(e->felt->of);
    }
    free(e->felt);
}

void felt_reset(struct engine *e) {
    for (uint32_t i = 0; e->felt && i < e->model->n_lines; i++) {
        clock_reset(&e->felt->clocks[i], 0);
        e->felt->due[i] = HUGE_VAL;
        e->felt->last[i] = NONE;
    }
}
