/* SPDX-License-Identifier: GPL-3.0-or-later
 * The tally's clock: intervals, days, the end; and its making. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "observe/tally_parts.h"

/* ---- the clock ---- */

/* Ends the present interval's integrals at now. */
static void store_flush(const struct tally *t, struct tally_store *s, double now, bool ends) {
    struct cell *cell = &s->cell[t->interval];
    struct level_state *first = &s->level[0];
    for (size_t i = 0; i < LEVELS; i++) {
        struct level_state *l = &s->level[i];
        level_move(l, now, l->n);
        s->whole_area[i] += l->area;
        cell->sum[Q_LEVEL_0 - N_COUNTS + i] += t->reported ? l->area : 0;
        l->area = 0;
    }
    if (ends && t->reported) {
        *cell_sum(cell, Q_MAX_LEVEL) += first->max;
        *cell_sum(cell, Q_LEVEL_AT_END) += first->n;
        *cell_sum(cell, Q_LEVEL_2_AT_END) += s->level[2].n;
        s->day_max[1] = fmax(s->day_max[1], first->max);
    }
    if (ends) {
        first->max = first->n;
    }
}

static void stores_flush(struct tally *t, double now, bool ends) {
    for (uint32_t s = 0; s < t->layout->n_stores; s++) {
        store_flush(t, &t->stores[s], now, ends);
    }
    duty_flush(t, now);
    rules_flush(t, now);
    machines_flush(t, now);
    if (t->reported) {
        t->counters.time[t->interval] += now - t->interval_began;
    }
    t->interval_began = now;
}

void tally_flush(struct tally *t, double now) {
    stores_flush(t, now, false);
}

/* Whether anybody is inside or at work. */
static bool anybody(const struct tally *t) {
    uint64_t left = 0;
    for (size_t i = 0; i < CONTACT_OUTCOMES; i++) {
        left += t->contacts.ended[i];
    }
    bool work = false;
    for (size_t i = 0; i < t->n_hands; i++) {
        work = work || t->hands[i].busy;
    }
    return work || t->contacts.began > left;
}

/* Nothing moves in this time; those in orbit are the only ones counted who are still there. */
static void idle_time_drop(struct tally *t, double idle) {
    t->counters.time[t->interval] -= idle;
    for (uint32_t s = 0; s < t->layout->n_stores; s++) {
        const struct tally_store *store = &t->stores[s];
        if (t->layout->stores[s].kind == STORE_CONTACTS) {
            *cell_sum(&store->cell[t->interval], Q_LEVEL_2) -= store->level[LEVEL_ORBIT].n * idle;
        }
    }
}

/* After closing the day lasts until the last customer has left and the last agent is free. */
static void interval_end(struct tally *t, double now) {
    bool after_close = t->interval + 1 == t->layout->n_intervals && !t->model->steady;
    double began = t->interval_began;
    stores_flush(t, now, true);
    if (after_close && t->reported && !anybody(t)) {
        idle_time_drop(t, now - fmax(began, fmin(now, t->last_activity)));
    }
}

/* The day's maxima join the sums over days. */
static void maxima_fold(struct tally *t) {
    const struct layout *l = t->layout;
    for (uint32_t k = 0; k < l->n_stores; k++) {
        struct tally_store *s = &t->stores[k];
        for (uint32_t i = 0; i < l->n_intervals; i++) {
            *cell_sum(&s->cell[i], Q_MAX_WAIT) += s->max_wait[i];
            s->day_max[0] = fmax(s->day_max[0], s->max_wait[i]);
            s->max_wait[i] = 0;
        }
        for (size_t i = 0; i < 2; i++) {
            t->counters.day_max[2 * k + i] += s->day_max[i];
            s->day_max[i] = 0;
        }
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
    t->day = day;
    t->closed = false;
    t->interval = 0;
    t->interval_began = t->last_activity = now;
    machines_day(t, now);
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
        line_curve_note(t->curve, s, now, (uint32_t)station_store(t, s)->level[LEVEL_QUEUE].n);
    }
    t->last_activity = now;
    t->closed = true;
    for (uint32_t g = 0; g < t->model->n_groups; g++) {
        group_busy(t, g, now, 0);
    }
}

/* Nothing of what was counted so far is to be reported; who is inside stays inside. */
static void counts_forget(struct tally *t) {
    const struct layout *l = t->layout;
    counters_reset(&t->counters);
    for (size_t i = 0; i < l->n_stores; i++) {
        struct tally_store *s = &t->stores[i];
        memset(s->day_max, 0, sizeof s->day_max);
        memset(s->max_wait, 0, l->n_intervals * sizeof *s->max_wait);
        for (size_t k = 0; k < l->n_intervals; k++) {
            histogram_reset(&s->served[k]);
        }
        histogram_reset(s->other);
        histogram_reset(s->sojourn);
    }
    if (t->stretches) {
        stretches_forget(t->stretches);
    }
}

void tally_warmed_up(void *self, double now) {
    struct tally *t = self;
    stores_flush(t, now, true);
    t->reported = true;
    t->reported_from = now;
    counts_forget(t);
    for (size_t i = 0; i < t->layout->n_stores; i++) {
        const struct tally_store *s = &t->stores[i];
        bool people = t->layout->stores[i].kind != STORE_GROUP;
        s->cell[t->interval].count[Q_INSIDE_AT_START] =
            people ? (uint64_t)s->level[LEVEL_INSIDE].n : 0;
    }
}

/* ---- the end ---- */

static void stores_count(struct tally *t, struct span stores, uint32_t interval,
                         enum quantity what) {
    for (uint32_t i = 0; i < stores.n; i++) {
        t->members[stores.first + i]->cell[interval].count[what]++;
    }
}

/* Days end when everybody has left but those whom a station keeps: who is still there otherwise
 * waits for what cannot happen. */
static bool is_stranded(const struct tally *t, uint32_t station) {
    return !t->model->steady && !t->model->stations[station].keeps;
}

void tally_inside_at_end(void *self, double now, const struct customer *c, bool in_orbit) {
    struct tally *t = self;
    if (in_orbit) {
        return;
    }
    uint32_t station = t->model->steps[c->step].station;
    struct visit_book *v = &t->visits[station];
    v->inside_at_end++;
    v->stay += now - c->joined;
    v->wait += c->waiting ? now - c->joined : 0;
    stores_count(t, visit_span(t, c, station), c->join_interval, Q_INSIDE_AT_END);
    double waited = c->waiting ? now - c->joined : c->in_service ? c->started - c->joined : 0;
    bool stranded = is_stranded(t, station);
    if (stranded && (c->waiting || t->model->stations[station].crew)) {
        tally_visit_stranded(t, now, c, station, waited);
    }
    if (c->second_place || c->errand) {
        return; /* the contact is that of who waits in the first line, or stands at the machine */
    }
    t->contacts.inside_at_end++;
    t->contacts.customers_inside_at_end++;
    t->contacts.stay += now - c->arrived;
    stores_count(t, contact_span(t, c), c->arrival_interval, Q_INSIDE_AT_END);
    if (stranded) {
        tally_contact_stranded(t, now, c, c->waited + waited);
    }
}

static void work_check(struct tally *t, double now) {
    for (size_t i = 0; i < t->n_hands; i++) {
        if (t->hands[i].busy) {
            t->work[t->hands[i].group].work += now - t->hands[i].began;
        }
    }
    for (uint32_t g = 0; g < t->model->n_groups; g++) {
        t->work[g].busy_area = group_store(t, g)->whole_area[LEVEL_BUSY];
        work_book_check(&t->work[g], t->model->groups[g].name, &t->breach);
    }
}

static void visits_check(struct tally *t) {
    for (uint32_t s = 0; s < t->model->n_stations; s++) {
        const struct tally_store *store = station_store(t, s);
        t->visits[s].stay_area = store->whole_area[LEVEL_INSIDE];
        t->visits[s].wait_area = store->whole_area[LEVEL_QUEUE];
        visit_book_check(&t->visits[s], t->model->stations[s].name, &t->breach);
    }
}

/* Everybody is in the total, or in a rival class's own row. */
static void contacts_check(struct tally *t) {
    const struct layout *l = t->layout;
    t->contacts.stay_area = t->stores[0].whole_area[LEVEL_INSIDE];
    for (uint32_t c = 0; c < t->model->n_classes; c++) {
        const struct layout_row *r = &l->rows[l->first_row[ROW_CLASS] + c];
        t->contacts.stay_area += r->rival ? t->stores[r->store].whole_area[LEVEL_INSIDE] : 0;
    }
    contact_book_check(&t->contacts, &t->breach);
}

void tally_finished(void *self, double now) {
    struct tally *t = self;
    day_end(t, now);
    contacts_check(t);
    visits_check(t);
    work_check(t, now);
}

/* ---- making and using ---- */

static void stores_new(struct tally *t) {
    const struct layout *l = t->layout;
    size_t n = l->n_intervals;
    double *max_wait = arena_array(&t->arena, l->n_stores * n, sizeof *max_wait);
    t->stores = arena_array(&t->arena, l->n_stores, sizeof *t->stores);
    for (size_t i = 0; i < l->n_stores; i++) {
        const struct layout_store *from = &l->stores[i];
        t->stores[i] =
            (struct tally_store){.cell = &t->counters.cell[i * n],
                                 .within = &t->counters.within[from->first_threshold * n],
                                 .threshold = &l->threshold[from->first_threshold],
                                 .n_thresholds = from->n_thresholds,
                                 .n_intervals = n,
                                 .max_wait = &max_wait[i * n],
                                 .served = &t->served[i * n],
                                 .other = &t->other[i],
                                 .sojourn = &t->sojourn[i]};
    }
    t->members = arena_array(&t->arena, l->n_members, sizeof *t->members);
    for (size_t i = 0; i < l->n_members; i++) {
        t->members[i] = &t->stores[l->members[i]];
    }
}

struct tally *tally_new(const struct layout *l) {
    struct tally *t = mem_new(1, sizeof *t);
    struct arena *a = &t->arena;
    size_t cells = l->n_stores * l->n_intervals;
    t->layout = l;
    t->model = l->model;
    t->due = HUGE_VAL;
    counters_init(&t->counters, l, a);
    t->served = arena_array(a, cells, sizeof *t->served);
    t->other = arena_array(a, l->n_stores, sizeof *t->other);
    t->sojourn = arena_array(a, l->n_stores, sizeof *t->sojourn);
    t->visits = arena_array(a, t->model->n_stations, sizeof *t->visits);
    t->down = arena_array(a, t->model->n_stations, sizeof *t->down);
    t->helping = arena_array(a, t->model->n_stations, sizeof *t->helping);
    things_new(t);
    t->work = arena_array(a, t->model->n_groups, sizeof *t->work);
    t->duty = arena_array(a, t->model->n_groups, sizeof *t->duty);
    t->rules = arena_array(a, t->model->n_rules, sizeof *t->rules);
    stores_new(t);
    t->stretches = stretches_new(l, t->counters.broken);
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
    const struct model *m = t->model;
    counts_forget(t);
    for (size_t i = 0; i < t->layout->n_stores; i++) {
        memset(t->stores[i].level, 0, sizeof t->stores[i].level);
        memset(t->stores[i].whole_area, 0, sizeof t->stores[i].whole_area);
    }
    memset(t->visits, 0, m->n_stations * sizeof *t->visits);
    memset(t->work, 0, m->n_groups * sizeof *t->work);
    for (size_t i = 0; i < t->n_hands; i++) {
        t->hands[i].busy = false;
    }
    if (t->stretches) {
        stretches_reset(t->stretches);
    }
    duty_reset(t);
    rules_forget(t);
    machines_forget(t);
    t->contacts = (struct contact_book){0};
    t->interval = 0;
    t->interval_began = t->last_activity = 0;
    t->reported = m->warm_up_days == 0 && !(m->steady && m->warm_up > 0);
    t->reported_from = t->reported ? 0 : HUGE_VAL;
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
