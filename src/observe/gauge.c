/* SPDX-License-Identifier: GPL-3.0-or-later
 * Which goals a customer counts for is looked up once for every kind of customer; most models have
 * one goal, so that an event costs a few additions. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "observe/gauge_parts.h"

const struct gauge_measure gauge_measures[] = {
    {"service_level_answered", BIT(SERVED_IN_T), BIT(SERVED), 0, true},
    {"service_level_offered", BIT(SERVED_IN_T), BIT(SERVED) | BIT(ABANDONED), 0, true},
    {"service_level_ignore", BIT(SERVED_IN_T), BIT(JOINED), BIT(LEFT_IN_T), true},
    {"service_level_positive", BIT(SERVED_IN_T) | BIT(LEFT_IN_T), BIT(JOINED), 0, true},
    {"service_level_short", BIT(SERVED_IN_T), BIT(JOINED), BIT(SHORT), true},
    {"wait_p", BIT(SERVED_IN_T), BIT(SERVED), 0, false},
    {"wait_all_p", BIT(JOINED_IN_T), BIT(JOINED), 0, false},
    {"abandonment", BIT(ABANDONED), BIT(ARRIVED), 0, false},
    {"blocking", BIT(BLOCKED), BIT(ARRIVED), 0, false},
    {"balking", BIT(BALKED), BIT(ARRIVED), 0, false},
    {"delay_probability", BIT(DELAYED), BIT(JOINED), 0, false},
    {"asa", BIT(WAIT_SERVED), BIT(SERVED), 0, false},
    {"mean_wait", BIT(WAIT_SERVED) | BIT(WAIT_OTHER), BIT(JOINED), 0, false},
    {"wait_if_delayed", BIT(WAIT_SERVED) | BIT(WAIT_OTHER), BIT(DELAYED), 0, false},
    {"occupancy", BIT(BUSY), BIT(DUTY), 0, false},
    {"fatigue", BIT(TIRED), BIT(SPELLS), 0, false},
    {"settled_strain", BIT(RISE), BIT(RISE_AND_FALL), 0, false},
};
const size_t n_gauge_measures = sizeof gauge_measures / sizeof *gauge_measures;

/* ---- customers ---- */

static struct span visit_goals(const struct gauge *g, const struct customer *c, uint32_t station) {
    const struct model *m = g->layout->model;
    uint32_t key = c->line != NONE ? c->line : m->n_lines + station * m->n_tiers + c->tier;
    return g->visit_spans[(size_t)key * m->n_classes + c->class_index];
}

static void visit_began(void *self, double now, const struct customer *c, uint32_t station) {
    const struct gauge *g = self;
    struct span goals = visit_goals(g, c, station);
    (void)now;
    for (uint32_t i = 0; i < goals.n; i++) {
        cell_of(g, g->visit_goals[goals.first + i], c->join_interval)[GAUGE_ARRIVED]++;
    }
}

static inline void served_count(double *cell, double waited, bool delayed, double threshold) {
    double within = waited <= threshold;
    cell[GAUGE_JOINED]++;
    cell[GAUGE_SERVED]++;
    cell[GAUGE_DELAYED] += delayed;
    cell[GAUGE_SERVED_IN_T] += within;
    cell[GAUGE_JOINED_IN_T] += within;
    cell[GAUGE_WAIT_SERVED] += waited;
}

static void unserved_count(double *cell, double waited, bool delayed, bool left, double threshold) {
    bool within = waited <= threshold;
    cell[GAUGE_JOINED]++;
    cell[GAUGE_DELAYED] += delayed;
    cell[GAUGE_JOINED_IN_T] += within;
    cell[GAUGE_WAIT_OTHER] += waited;
    if (left) {
        cell[GAUGE_ABANDONED]++;
        cell[GAUGE_SHORT] += waited <= THRESHOLD_SHORT;
        cell[GAUGE_LEFT_IN_T] += within;
    }
}

static void visit_served(const struct gauge *g, const struct customer *c, struct span goals,
                         double waited) {
    for (uint32_t i = 0; i < goals.n; i++) {
        uint32_t goal = g->visit_goals[goals.first + i];
        served_count(cell_of(g, goal, c->join_interval), waited, c->delayed,
                     g->goals[goal].threshold);
    }
}

static void service_began(void *self, double now, const struct customer *c, uint32_t station,
                          double waited, uint32_t group) {
    struct gauge *g = self;
    if (!layout_served_at_end(g->layout, station)) {
        visit_served(g, c, visit_goals(g, c, station), waited);
    }
    if (g->any_crews && group != NONE) {
        crew_busy(g, now, group, 1);
    }
}

static void agent_taken(void *self, double now, const struct customer *c, uint32_t station,
                        uint32_t group, uint32_t agent) {
    struct gauge *g = self;
    (void)c;
    (void)station;
    (void)agent;
    if (g->any_crews) {
        crew_busy(g, now, group, 1);
    }
}

static void visit_ended(void *self, double now, const struct customer *c, uint32_t station,
                        enum visit_outcome outcome, bool served, double waited) {
    const struct gauge *g = self;
    (void)now;
    struct span goals = visit_goals(g, c, station);
    if (served) {
        if (layout_served_at_end(g->layout, station)) {
            visit_served(g, c, goals, waited);
        }
        return;
    }
    for (uint32_t i = 0; i < goals.n; i++) {
        uint32_t goal = g->visit_goals[goals.first + i];
        double *cell = cell_of(g, goal, c->join_interval);
        bool done = outcome == VISIT_COMPLETED || outcome == VISIT_UNRESOLVED;
        if (outcome == VISIT_BLOCKED || outcome == VISIT_BALKED) {
            cell[outcome == VISIT_BLOCKED ? GAUGE_BLOCKED : GAUGE_BALKED]++;
        } else if (!done) {
            unserved_count(cell, waited, c->delayed, outcome == VISIT_ABANDONED,
                           g->goals[goal].threshold);
        }
    }
}

static struct span contact_goals(const struct gauge *g, const struct customer *c) {
    return g->contact_spans[c->class_index * g->layout->model->n_tiers + c->own_tier];
}

static void contact_began(void *self, double now, const struct customer *c) {
    const struct gauge *g = self;
    struct span goals = contact_goals(g, c);
    (void)now;
    for (uint32_t i = 0; i < goals.n; i++) {
        cell_of(g, g->contact_goals[goals.first + i], c->arrival_interval)[GAUGE_ARRIVED]++;
    }
}

/* A contact that served itself is among the served of a service level, but its wait is none that
 * staff had to answer. */
static void contact_count(double *cell, const struct customer *c, enum contact_outcome outcome,
                          const struct gauge_goal *goal, bool any_groups) {
    bool self = outcome == CONTACT_SELF_SERVED, delayed = c->was_delayed;
    if (outcome == CONTACT_BLOCKED || outcome == CONTACT_BALKED) {
        cell[outcome == CONTACT_BLOCKED ? GAUGE_BLOCKED : GAUGE_BALKED]++;
    } else if (outcome == CONTACT_SERVED || (self && (goal->measure->self_served || !any_groups))) {
        served_count(cell, c->waited, delayed, goal->threshold);
    } else {
        unserved_count(cell, c->waited, delayed, outcome == CONTACT_ABANDONED, goal->threshold);
    }
}

static void contact_ended(void *self, double now, const struct customer *c,
                          enum contact_outcome outcome, enum customer_end end) {
    const struct gauge *g = self;
    struct span goals = contact_goals(g, c);
    (void)now;
    (void)end;
    for (uint32_t i = 0; i < goals.n; i++) {
        uint32_t goal = g->contact_goals[goals.first + i];
        contact_count(cell_of(g, goal, c->arrival_interval), c, outcome, &g->goals[goal],
                      g->layout->any_groups);
    }
}

/* As the tally counts those who are left waiting for ever. */
static void inside_at_end(void *self, double now, const struct customer *c, bool in_orbit) {
    const struct gauge *g = self;
    const struct model *m = g->layout->model;
    uint32_t station = in_orbit ? NONE : m->steps[c->step].station;
    if (in_orbit || m->steady || m->stations[station].keeps) {
        return;
    }
    double waited = c->waiting ? now - c->joined : c->in_service ? c->started - c->joined : 0;
    struct span visits = c->waiting || layout_served_at_end(g->layout, station)
                             ? visit_goals(g, c, station)
                             : (struct span){0, 0};
    for (uint32_t i = 0; i < visits.n; i++) {
        uint32_t goal = g->visit_goals[visits.first + i];
        unserved_count(cell_of(g, goal, c->join_interval), waited, c->delayed, false,
                       g->goals[goal].threshold);
    }
    struct span contacts = c->second_place || c->errand ? (struct span){0, 0} : contact_goals(g, c);
    for (uint32_t i = 0; i < contacts.n; i++) {
        uint32_t goal = g->contact_goals[contacts.first + i];
        unserved_count(cell_of(g, goal, c->arrival_interval), c->waited + waited, c->was_delayed,
                       false, g->goals[goal].threshold);
    }
}

/* ---- the clock ---- */

static double bits_sum(const double *cell, unsigned bits) {
    double sum = 0;
    for (size_t k = 0; k < GAUGE_COUNT_KINDS; k++) {
        sum += bits >> k & 1 ? cell[k] : 0;
    }
    return sum;
}

static void cells_clear(struct gauge *g) {
    memset(g->cells, 0, g->n_goals * g->n_intervals * GAUGE_COUNT_KINDS * sizeof *g->cells);
}

static bool is_judged(const struct gauge_goal *goal, const double *cell) {
    return !goal->by_interval || !gauge_of_staff(goal->measure) || cell[GAUGE_STAFFED] > 0;
}

static struct gauge_ratio ratio_of(const struct gauge_goal *goal, const double *cell) {
    const struct gauge_measure *m = goal->measure;
    if (!is_judged(goal, cell)) {
        return (struct gauge_ratio){0, 0};
    }
    return (struct gauge_ratio){bits_sum(cell, m->top),
                                bits_sum(cell, m->plus) - bits_sum(cell, m->minus)};
}

static void day_end(struct gauge *g, double now) {
    if (g->any_crews) {
        crews_flush(g, now);
    }
    if (!g->reported) {
        return;
    }
    struct gauge_ratio *out = g->out + g->day++ * g->n_goals * g->n_intervals;
    for (uint32_t i = 0; i < g->n_goals; i++) {
        for (size_t k = 0; k < g->n_intervals; k++) {
            out[i * g->n_intervals + k] = ratio_of(&g->goals[i], cell_of(g, i, k));
        }
    }
    cells_clear(g);
}

static void day_opened(void *self, double now, size_t day) {
    struct gauge *g = self;
    if (day > 0) {
        day_end(g, now);
    }
    g->closed = false;
    g->interval = 0;
    g->day_of_run = day;
}

static void interval_began(void *self, double now, size_t interval) {
    struct gauge *g = self;
    if (g->any_crews && interval > 0) {
        crews_flush(g, now);
    }
    g->interval = interval;
}

static void closed(void *self, double now) {
    struct gauge *g = self;
    g->closed = true;
    crews_close(g, now);
}

static void warmed_up(void *self, double now) {
    struct gauge *g = self;
    if (g->any_crews) {
        crews_flush(g, now);
    }
    cells_clear(g);
    g->reported = true;
    g->reported_from = now;
}

static void finished(void *self, double now) {
    day_end(self, now);
}

/* ---- making ---- */

/* The goals among the stores of each key, [n] spans. */
static struct span *spans_build(struct gauge *g, const struct span *stores, size_t n,
                                uint32_t **list) {
    const struct layout *l = g->layout;
    struct span *spans = arena_array(&g->arena, n, sizeof *spans);
    uint32_t used = 0;
    *list = arena_array(&g->arena, n * g->n_goals + 1, sizeof **list);
    for (size_t i = 0; i < n; i++) {
        spans[i].first = used;
        for (uint32_t goal = 0; goal < g->n_goals; goal++) {
            uint32_t store = l->rows[g->goals[goal].row].store;
            for (uint32_t k = 0; k < stores[i].n; k++) {
                if (l->members[stores[i].first + k] == store) {
                    (*list)[used++] = goal;
                }
            }
        }
        spans[i].n = used - spans[i].first;
    }
    return spans;
}

struct gauge *gauge_new(const struct layout *l, const struct gauge_goal *goals, size_t n) {
    const struct model *m = l->model;
    struct gauge *g = mem_new(1, sizeof *g);
    g->layout = l;
    g->goals = goals;
    g->n_goals = n;
    g->n_intervals = l->n_intervals;
    g->cells = arena_array(&g->arena, n * l->n_intervals * GAUGE_COUNT_KINDS, sizeof *g->cells);
    g->crews = arena_array(&g->arena, m->n_groups, sizeof *g->crews);
    size_t contacts = (size_t)m->n_classes * m->n_tiers;
    size_t visits = ((size_t)m->n_lines + (size_t)m->n_stations * m->n_tiers) * m->n_classes;
    g->contact_spans = spans_build(g, l->contact_stores, contacts, &g->contact_goals);
    g->visit_spans = spans_build(g, l->visit_stores, visits, &g->visit_goals);
    for (size_t i = 0; i < n; i++) {
        g->any_contacts |= l->stores[l->rows[goals[i].row].store].kind == STORE_CONTACTS;
        g->any_crews |= gauge_of_staff(goals[i].measure);
        g->any_spells |= (goals[i].measure->top & BIT(TIRED)) != 0;
        g->any_strain |= (goals[i].measure->top & BIT(RISE)) != 0;
    }
    return g;
}

void gauge_free(struct gauge *g) {
    if (g) {
        arena_fini(&g->arena);
        free(g);
    }
}

size_t gauge_days(const struct model *m) {
    return m->steady ? 1 : m->days - m->warm_up_days;
}

void gauge_begin(struct gauge *g, struct gauge_ratio *out) {
    const struct model *m = g->layout->model;
    g->out = out;
    g->day = g->interval = 0;
    g->reported = m->steady ? !(m->warm_up > 0) : m->warm_up_days == 0;
    g->closed = false;
    g->day_of_run = 0;
    g->reported_from = g->reported ? 0 : HUGE_VAL;
    memset(g->crews, 0, m->n_groups * sizeof *g->crews);
    cells_clear(g);
}

struct observer gauge_observer(struct gauge *g) {
    struct observer o = {.self = g,
                         .day_opened = day_opened,
                         .interval_began = interval_began,
                         .warmed_up = warmed_up,
                         .inside_at_end = inside_at_end,
                         .finished = finished,
                         .visit_began = visit_began,
                         .service_began = service_began,
                         .visit_ended = visit_ended};
    if (g->any_contacts) {
        o.contact_began = contact_began;
        o.contact_ended = contact_ended;
    }
    if (g->any_crews) {
        o.closed = closed;
        o.agent_taken = agent_taken;
        o.agent_freed = gauge_agent_freed;
        o.on_duty = gauge_on_duty;
    }
    o.spell = g->any_spells ? gauge_spell : NULL;
    o.strain = g->any_strain ? gauge_strain : NULL;
    return o;
}
