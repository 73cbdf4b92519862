/* SPDX-License-Identifier: GPL-3.0-or-later
 * Into which lane a customer goes, and when he changes to another. A rule of the kind "fewest
 * people" looks at every lane: there are few, and they lie side by side. */
#include <string.h>

#include "engine/felt.h"
#include "engine/flow.h"
#include "engine/lanes.h"
#include "engine/line.h"

/* Of SplitMix64 (Steele, Lea & Flood 2014): spreads nearby times over all draws. */
#define MOMENT_MIXER UINT64_C(0x9E3779B97F4A7C15)

static const struct model_station *model_at(const struct engine *e, uint32_t station) {
    return &e->model->stations[station];
}

struct choice lane_server(const struct engine *e, uint32_t station, uint32_t lane,
                          uint32_t first_line) {
    uint32_t agent = lane_at(e, station, lane)->agent;
    const struct model_line *l = &e->model->lines[first_line + lane];
    for (uint32_t i = 0; agent != NONE && i < l->n_routes; i++) {
        if (l->routes[i].group == e->agents[agent].group) {
            return (struct choice){agent, &l->routes[i]};
        }
    }
    return (struct choice){NONE, NULL};
}

static bool is_open(const struct engine *e, uint32_t station, uint32_t lane, uint32_t first_line) {
    return !lane_at(e, station, lane)->closing &&
           lane_server(e, station, lane, first_line).agent != NONE;
}

/* Those waiting in a lane: every kind of customer has a line of its own in it. */
size_t lane_waiting(const struct engine *e, uint32_t station, uint32_t lane) {
    const struct model_station *s = model_at(e, station);
    size_t n = 0;
    for (uint32_t i = lane; i < s->n_lines; i += s->n_lanes + 1) {
        n += e->lines[s->first_line + i].count;
    }
    return n;
}

void lane_entered(struct engine *e, uint32_t station, uint32_t lane, uint32_t customer) {
    struct lane *l = lane_at(e, station, lane);
    l->people++;
    l->items += customer_of(e, customer)->items;
}

/* Nobody brings nothing, however sums of fractions were rounded. */
static void lane_quit(struct engine *e, uint32_t station, uint32_t lane, uint32_t customer) {
    struct lane *l = lane_at(e, station, lane);
    l->people--;
    l->items = l->people > 0 ? l->items - customer_of(e, customer)->items : 0;
}

/* What a customer would rather avoid: many items, where he looks at them, then many people; where
 * nobody stands in either lane an idle cashier is better than one who wraps up. */
struct dislike {
    double items;
    uint32_t people;
};

static struct dislike lane_dislike(const struct engine *e, uint32_t station, uint32_t lane) {
    const struct lane *l = lane_at(e, station, lane);
    enum lane_choice choose = lanes_rules(e, station)->choose;
    if (choose == LANE_RANDOM) {
        return (struct dislike){0, 0};
    }
    return (struct dislike){choose == LANE_ITEMS ? l->items : 0,
                            2 * l->people + !e->agents[l->agent].idle};
}

static int dislike_compare(struct dislike a, struct dislike b) {
    if (a.items < b.items || a.items > b.items) {
        return a.items < b.items ? -1 : 1;
    }
    return a.people < b.people ? -1 : a.people > b.people;
}

static double lane_uniform(const struct engine *e, uint32_t customer) {
    const struct customer *c = customer_of(e, customer);
    const struct model_step *step = step_of(e, c);
    uint64_t times = times_before(e, customer, step->joins_counter);
    struct stream s = customer_stream(e, c, step->draw_choose, times);
    return stream_uniform(&s);
}

/* The best so far, how many are as good, and the first of them. */
struct best {
    struct dislike dislike;
    uint32_t first, alike;
};

static struct best best_lanes(const struct engine *e, uint32_t station, uint32_t first_line) {
    struct best b = {.first = NONE};
    for (uint32_t lane = 0, n = model_at(e, station)->n_lanes; lane < n; lane++) {
        if (lane_at(e, station, lane)->agent == NONE) {
            continue;
        }
        struct dislike dislike = lane_dislike(e, station, lane);
        int order = b.first == NONE ? -1 : dislike_compare(dislike, b.dislike);
        if (order > 0 || !is_open(e, station, lane, first_line)) {
            continue;
        }
        if (order < 0) {
            b = (struct best){dislike, lane, 0};
        }
        b.alike++;
    }
    return b;
}

/* One of those as good as the best, each with the same chance. */
static uint32_t any_of_best(const struct engine *e, uint32_t customer, uint32_t first_line,
                            const struct best *b) {
    uint32_t station = e->model->lines[first_line].station, lane = b->first;
    uint32_t place = (uint32_t)(lane_uniform(e, customer) * (double)b->alike);
    while (place > 0) {
        lane++;
        place -= is_open(e, station, lane, first_line) &&
                 dislike_compare(lane_dislike(e, station, lane), b->dislike) == 0;
    }
    return lane;
}

uint32_t lane_choose(struct engine *e, uint32_t customer, uint32_t first_line) {
    uint32_t station = e->model->lines[first_line].station;
    const struct lanes *rules = lanes_rules(e, station);
    uint32_t prefers = step_of(e, customer_of(e, customer))->prefers;
    if (rules->choose == LANE_PREFERRED && prefers > 0 &&
        is_open(e, station, prefers - 1, first_line)) {
        return prefers - 1;
    }
    struct best b = best_lanes(e, station, first_line);
    bool leftmost = rules->ties == TIES_LEFTMOST && rules->choose != LANE_RANDOM;
    return b.first == NONE || b.alike == 1 || leftmost ? b.first
                                                       : any_of_best(e, customer, first_line, &b);
}

bool lane_is_open(const struct engine *e, uint32_t first_line) {
    return best_lanes(e, e->model->lines[first_line].station, first_line).first != NONE;
}

size_t lane_people_ahead(const struct engine *e, uint32_t first_line) {
    uint32_t station = e->model->lines[first_line].station, n = model_at(e, station)->n_lanes;
    uint32_t lane = best_lanes(e, station, first_line).first;
    return lane == NONE ? lane_at(e, station, n)->people + (size_t)1
                        : lane_at(e, station, lane)->people;
}

/* He stands in line in another lane of the station. */
static void lane_change(struct engine *e, uint32_t customer, uint32_t to) {
    const struct customer *c = customer_of(e, customer);
    const struct model_line *l = &e->model->lines[c->line];
    lane_quit(e, l->station, l->lane, customer);
    lane_entered(e, l->station, to, customer);
    line_move(e, customer, c->line - l->lane + to);
}

/* The first to come to an idle cashier is served. */
static void lane_serve(struct engine *e, uint32_t customer) {
    const struct model_line *l = &e->model->lines[customer_of(e, customer)->line];
    uint32_t first = customer_of(e, customer)->line - l->lane;
    struct choice by = lane_server(e, l->station, l->lane, first);
    if (e->agents[by.agent].idle) {
        agent_busy(e, by.agent);
        service_begin(e, customer, by);
    }
}

/* ---- changing to a shorter lane ---- */

static void tell_lane_changed(const struct engine *e, const struct customer *c, uint32_t station,
                              uint32_t from, uint32_t to) {
    for (size_t i = 0; i < e->n_observers; i++) {
        const struct observer *o = &e->observers[i];
        if (o->lane_changed) {
            o->lane_changed(o->self, e->now, c, station, from, to);
        }
    }
}

/* Whether the last of line a stands behind the last of line b. */
static bool stands_behind(const struct engine *e, uint32_t a, uint32_t b) {
    const struct model_line *x = &e->model->lines[a], *y = &e->model->lines[b];
    double since = customer_of(e, e->lines[a].last)->since;
    double than = customer_of(e, e->lines[b].last)->since;
    double priority = x->priority + x->priority_per_second * (e->now - since);
    double other = y->priority + y->priority_per_second * (e->now - than);
    if (priority < other || priority > other) {
        return priority < other;
    }
    return since > than || (since >= than && a > b);
}

/* Who would come from one lane to another, NONE: nobody may. */
static uint32_t who_would_come(const struct engine *e, uint32_t station, uint32_t from,
                               uint32_t to) {
    const struct model_station *s = model_at(e, station);
    bool any = lanes_rules(e, station)->jockey.who == JOCKEY_ANY;
    uint32_t last = NONE;
    for (uint32_t i = 0; i < s->n_lines; i += s->n_lanes + 1) {
        uint32_t first = s->first_line + i, line = first + from;
        bool may = !any || lane_server(e, station, to, first).agent != NONE;
        if (may && e->lines[line].count > 0 && (last == NONE || stands_behind(e, line, last))) {
            last = line;
        }
    }
    bool served = last != NONE && lane_server(e, station, to, last - from).agent != NONE;
    return served ? e->lines[last].last : NONE;
}

/* This moment, as a number of times: who is asked twice in one moment answers the same. */
static uint64_t moment_of(const struct engine *e) {
    uint64_t bits;
    memcpy(&bits, &e->now, sizeof bits);
    return bits * MOMENT_MIXER >> (64 - DRAW_TIMES_BITS);
}

/* Whether he comes who may. */
static bool is_willing(const struct engine *e, uint32_t station, uint32_t customer) {
    double chance = lanes_rules(e, station)->jockey.chance;
    if (chance >= 1) {
        return true;
    }
    chance *= e->felt ? felt_switches(e, customer) : 1;
    struct stream s =
        customer_stream(e, customer_of(e, customer), e->model->draw_jockey, moment_of(e));
    return stream_uniform(&s) < chance;
}

/* Who comes from a lane that is longer than so many people, NONE: nobody. */
static uint32_t drawn_from(const struct engine *e, uint32_t station, uint32_t to, uint32_t from,
                           uint32_t longer_than) {
    const struct lane *l = lane_at(e, station, from);
    uint32_t who = l->people > longer_than ? who_would_come(e, station, from, to) : NONE;
    return who != NONE && is_willing(e, station, who) ? who : NONE;
}

/* Who comes to this lane next, NONE: nobody. Nearer lanes are looked at first, of two as near the
 * left one. */
static uint32_t drawn_to(const struct engine *e, uint32_t station, uint32_t to) {
    const struct jockey *j = &lanes_rules(e, station)->jockey;
    uint32_t n = model_at(e, station)->n_lanes, who = NONE;
    uint32_t longer_than = lane_at(e, station, to)->people + (uint32_t)j->difference - 1;
    for (uint32_t away = 1; away < n; away++) {
        const uint32_t sides[] = {to >= away ? to - away : NONE, to + away < n ? to + away : NONE};
        for (size_t i = 0; i < 2; i++) {
            uint32_t other =
                sides[i] == NONE ? NONE : drawn_from(e, station, to, sides[i], longer_than);
            if (other == NONE) {
                continue;
            }
            if (j->from == JOCKEY_NEAREST) {
                return other;
            }
            longer_than = lane_at(e, station, sides[i])->people;
            who = other;
        }
    }
    return who;
}

/* Draws people to a lane until no other is so much longer, and then to those that they came from:
 * each of these had more people than the one it gave to, so that this nests no deeper than there
 * are lanes. */
static void lane_draws(struct engine *e, uint32_t station, uint32_t to) {
    const struct lane *l = lane_at(e, station, to);
    for (uint32_t who; l->agent != NONE && !l->closing;) {
        who = drawn_to(e, station, to);
        if (who == NONE) {
            return;
        }
        uint32_t from = e->model->lines[customer_of(e, who)->line].lane;
        customer_of(e, who)->since = e->now;
        lane_change(e, who, to);
        tell_lane_changed(e, customer_of(e, who), station, from, to);
        lane_serve(e, who);
        lane_draws(e, station, from);
    }
}

void lane_left(struct engine *e, uint32_t station, uint32_t customer) {
    uint32_t lane = e->model->lines[customer_of(e, customer)->line].lane;
    bool at_ease = e->open || !e->model->turn_away;
    lane_quit(e, station, lane, customer);
    if (lanes_rules(e, station)->jockey.difference > 0 && at_ease) {
        lane_draws(e, station, lane);
    }
}

/* ---- lanes that open ---- */

/* Of those before the lanes to whom one is open, whose turn it is. */
static uint32_t next_before(struct engine *e, uint32_t station, uint32_t *lane) {
    const struct model_station *s = model_at(e, station);
    uint32_t best = NONE;
    for (uint32_t i = 0; i < s->n_lines; i += s->n_lanes + 1) {
        uint32_t first = s->first_line + i, line = first + s->n_lanes;
        bool ahead = e->lines[line].count > 0 && (best == NONE || line_before(e, line, best));
        uint32_t to = ahead ? lane_choose(e, e->lines[line].first, first) : NONE;
        if (to != NONE) {
            best = line;
            *lane = to;
        }
    }
    return best == NONE ? NONE : e->lines[best].first;
}

void lanes_opened(struct engine *e, uint32_t station) {
    uint32_t n = model_at(e, station)->n_lanes, to;
    for (uint32_t who; lane_at(e, station, n)->people > 0;) {
        who = next_before(e, station, &to);
        if (who == NONE) {
            break;
        }
        lane_change(e, who, to);
        lane_serve(e, who);
    }
    for (uint32_t lane = 0; lane < n; lane++) {
        struct lane *l = lane_at(e, station, lane);
        bool draws = l->opened && lanes_rules(e, station)->jockey.difference > 0;
        l->opened = false;
        if (draws) {
            lane_draws(e, station, lane);
        }
    }
}
