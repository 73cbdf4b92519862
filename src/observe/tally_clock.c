/* SPDX-License-Identifier: GPL-3.0-or-later
 * The tally's clock: intervals, days, the end; and its making. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "observe/tally_parts.h"

/* ---- the clock ---- */

/* Ends the present interval's integrals at now. */
static void store_flush(struct tally *t, uint32_t store, double now, bool ends) {
    struct cell *cell = counters_cell(&t->counters, store, t->interval);
    for (int i = 0; i < LEVELS; i++) {
        struct level_state *l = level_of(t, store, (enum level)i);
        level_set(l, now, l->n);
        t->whole_area[store * LEVELS + (size_t)i] += l->area;
        if (t->reported) {
            cell->sum[Q_LEVEL_0 - N_COUNTS + i] += l->area;
        }
        l->area = 0;
    }
    struct level_state *first = level_of(t, store, (enum level)0);
    if (ends && t->reported) {
        *cell_sum(cell, Q_MAX_LEVEL) += first->max;
        *cell_sum(cell, Q_LEVEL_AT_END) += first->n;
        *cell_sum(cell, Q_LEVEL_2_AT_END) += level_of(t, store, (enum level)2)->n;
        t->day_max[2 * store + 1] = fmax(t->day_max[2 * store + 1], first->max);
    }
    if (ends) {
        first->max = first->n;
    }
}

static void stores_flush(struct tally *t, double now, bool ends) {
    for (uint32_t s = 0; s < t->layout->n_stores; s++) {
        store_flush(t, s, now, ends);
    }
    level_set(&t->everyone, now, t->everyone.n);
    if (t->reported) {
        t->counters.time[t->interval] += now - t->interval_began;
    }
    t->interval_began = now;
}

void tally_flush(struct tally *t, double now) {
    stores_flush(t, now, false);
}

/* After closing the day lasts until the last customer has left and the last agent is free. */
static void interval_end(struct tally *t, double now) {
    bool after_close = t->interval + 1 == t->layout->n_intervals && !t->model->steady;
    double began = t->interval_began;
    stores_flush(t, now, true);
    if (after_close && t->reported) {
        t->counters.time[t->interval] -= now - fmax(began, fmin(now, t->last_activity));
    }
}

/* The day's maxima join the sums over days. */
static void maxima_fold(struct tally *t) {
    const struct layout *l = t->layout;
    for (uint32_t s = 0; s < l->n_stores; s++) {
        for (uint32_t i = 0; i < l->n_intervals; i++) {
            double *longest = &t->max_wait[s * l->n_intervals + i];
            *cell_sum(counters_cell(&t->counters, s, i), Q_MAX_WAIT) += *longest;
            t->day_max[2 * s] = fmax(t->day_max[2 * s], *longest);
            *longest = 0;
        }
        t->counters.day_max[2 * s] += t->day_max[2 * s];
        t->counters.day_max[2 * s + 1] += t->day_max[2 * s + 1];
        t->day_max[2 * s] = t->day_max[2 * s + 1] = 0;
    }
}

static void day_end(struct tally *t, double now) {
    if (!t->day_running) {
        return;
    }
    t->day_running = false;
    interval_end(t, now);
    if (!t->reported) {
        return;
    }
    t->counters.days++;
    maxima_fold(t);
    if (t->day_over) {
        t->day_over(t->context, t);
    }
}

void tally_day_opened(void *self, double now, size_t day) {
    struct tally *t = self;
    day_end(t, now);
    t->day_running = true;
    t->closed = false;
    t->interval = 0;
    t->interval_began = t->last_activity = now;
    if (t->curve) {
        line_curve_day(t->curve, day);
    }
}

void tally_interval_began(void *self, double now, size_t interval) {
    struct tally *t = self;
    if (interval > 0) {
        interval_end(t, now);
    }
    t->interval = (uint32_t)interval;
    t->interval_began = now;
}

void tally_closed(void *self, double now) {
    struct tally *t = self;
    for (uint32_t s = 0; t->curve && s < t->model->n_stations; s++) {
        uint32_t store = layout_station_store(s);
        line_curve_note(t->curve, s, now, level_of(t, store, LEVEL_QUEUE)->n);
    }
    t->last_activity = now;
    t->closed = true;
    for (uint32_t g = 0; g < t->model->n_groups; g++) {
        group_busy(t, g, now, 0);
    }
}

void tally_warmed_up(void *self, double now) {
    struct tally *t = self;
    stores_flush(t, now, true);
    t->reported = true;
    counters_reset(&t->counters);
    if (t->stretches) {
        stretches_forget(t->stretches);
    }
}

/* ---- the end ---- */

void tally_inside_at_end(void *self, double now, const struct customer *c, bool in_orbit) {
    struct tally *t = self;
    if (in_orbit) {
        return;
    }
    uint32_t station = t->model->steps[c->step].station;
    struct visit_book *v = &t->visits[station];
    t->contacts.inside_at_end++;
    t->contacts.customers_inside_at_end++;
    t->contacts.stay += now - c->arrived;
    v->inside_at_end++;
    v->stay += now - c->joined;
    v->wait += c->waiting ? now - c->joined : 0;
    if (c->contact_counted) {
        stores_count(t, contact_span(t, c), c->arrival_interval, Q_INSIDE_AT_END);
    }
    if (c->visit_counted) {
        stores_count(t, visit_span(t, c, station), c->join_interval, Q_INSIDE_AT_END);
    }
}

static void work_in_hand(struct tally *t, double now) {
    const struct layout *l = t->layout;
    for (size_t i = 0; i < t->n_hands; i++) {
        if (t->hands[i].busy) {
            t->work[t->hands[i].group].work += now - t->hands[i].began;
        }
    }
    for (uint32_t g = 0; g < t->model->n_groups; g++) {
        t->work[g].busy_area = t->whole_area[(l->first_group_store + g) * LEVELS + LEVEL_BUSY];
        work_book_check(&t->work[g], t->model->groups[g].name, &t->breach);
    }
}

void tally_finished(void *self, double now) {
    struct tally *t = self;
    day_end(t, now);
    t->contacts_seen += t->contacts.began;
    t->contacts.stay_area = t->everyone.area;
    contact_book_check(&t->contacts, &t->breach);
    for (uint32_t s = 0; s < t->model->n_stations; s++) {
        uint32_t store = layout_station_store(s);
        t->visits[s].stay_area = t->whole_area[store * LEVELS + LEVEL_INSIDE];
        t->visits[s].wait_area = t->whole_area[store * LEVELS + LEVEL_QUEUE];
        visit_book_check(&t->visits[s], t->model->stations[s].name, &t->breach);
    }
    work_in_hand(t, now);
}

/* ---- making and using ---- */

struct tally *tally_new(const struct layout *l) {
    struct tally *t = mem_new(1, sizeof *t);
    struct arena *a = &t->arena;
    size_t cells = l->n_stores * l->n_intervals;
    t->layout = l;
    t->model = l->model;
    counters_init(&t->counters, l, a);
    t->level = arena_array(a, l->n_stores * LEVELS, sizeof *t->level);
    t->whole_area = arena_array(a, l->n_stores * LEVELS, sizeof *t->whole_area);
    t->max_wait = arena_array(a, cells, sizeof *t->max_wait);
    t->day_max = arena_array(a, l->n_stores * 2, sizeof *t->day_max);
    t->served = arena_array(a, cells, sizeof *t->served);
    t->other = arena_array(a, l->n_stores, sizeof *t->other);
    t->sojourn = arena_array(a, l->n_stores, sizeof *t->sojourn);
    t->visits = arena_array(a, t->model->n_stations, sizeof *t->visits);
    t->work = arena_array(a, t->model->n_groups, sizeof *t->work);
    t->stretches = stretches_new(l);
    if (!t->model->steady) {
        t->curve = arena_alloc(a, sizeof *t->curve);
        line_curve_init(t->curve, t->model, a);
    }
    tally_reset(t);
    return t;
}

void tally_free(struct tally *t) {
    if (t) {
        stretches_free(t->stretches);
        text_fini(&t->breach);
        free(t->hands);
        arena_fini(&t->arena);
        free(t);
    }
}

void tally_reset(struct tally *t) {
    const struct layout *l = t->layout;
    const struct model *m = t->model;
    size_t cells = l->n_stores * l->n_intervals;
    counters_reset(&t->counters);
    memset(t->level, 0, l->n_stores * LEVELS * sizeof *t->level);
    memset(t->whole_area, 0, l->n_stores * LEVELS * sizeof *t->whole_area);
    memset(t->max_wait, 0, cells * sizeof *t->max_wait);
    memset(t->day_max, 0, l->n_stores * 2 * sizeof *t->day_max);
    memset(t->visits, 0, m->n_stations * sizeof *t->visits);
    memset(t->work, 0, m->n_groups * sizeof *t->work);
    for (size_t i = 0; i < t->n_hands; i++) {
        t->hands[i].busy = false;
    }
    for (size_t i = 0; i < cells; i++) {
        histogram_reset(&t->served[i]);
    }
    for (size_t i = 0; i < l->n_stores; i++) {
        histogram_reset(&t->other[i]);
        histogram_reset(&t->sojourn[i]);
    }
    if (t->stretches) {
        stretches_reset(t->stretches);
    }
    t->contacts = (struct contact_book){0};
    t->everyone = (struct level_state){0};
    t->interval = 0;
    t->interval_began = t->last_activity = 0;
    t->reported = m->warm_up_days == 0 && !(m->steady && m->warm_up > 0);
    t->closed = t->day_running = false;
    text_fini(&t->breach);
}

enum wait_kind measure_waits(const struct measure *m) {
    return m->how == MEASURE_QUANTILE_SERVED   ? WAITS_SERVED
           : m->how == MEASURE_EXCEEDS_SOJOURN ? SOJOURNS
                                               : WAITS_ALL;
}

void tally_waits(const struct tally *t, uint32_t store, enum wait_kind kind, struct histogram *into,
                 struct arena *a) {
    size_t n = t->layout->n_intervals;
    if (kind == SOJOURNS) {
        histogram_merge(into, &t->sojourn[store], a);
        return;
    }
    for (size_t i = 0; i < n; i++) {
        histogram_merge(into, &t->served[store * n + i], a);
    }
    if (kind == WAITS_ALL) {
        histogram_merge(into, &t->other[store], a);
    }
}
