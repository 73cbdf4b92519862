/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/unit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- how a standard stands, cumulative over intervals [first, end) ---- */

static struct ratio stretch_parts(const struct tally *t, uint32_t standard, size_t first,
                                  size_t end) {
    struct ratio r = {0, 0};
    bool reached_only = t->model->standards[standard].as_read->of_reached;
    for (size_t i = first; i < end; i++) {
        const struct stretch_count *c = stretches_count(t->stretches, standard, i);
        r.top += (double)c->within;
        r.bottom += (double)(c->within + c->late + (reached_only ? 0 : c->lost));
    }
    return r;
}

static void level_parts(const struct tally *t, uint32_t standard, size_t first, size_t end,
                        struct ratio formula[5]) {
    double q[N_QUANTITIES];
    const struct layout_standard *s = &t->layout->standards[standard];
    counters_row(&t->counters, s->row, first, end, q);
    counters_within(&t->counters, s->threshold, first, end, q);
    for (size_t f = 0; f < 5; f++) {
        formula[f] = (struct ratio){q[service_level_parts[f][0]], q[service_level_parts[f][1]]};
    }
}

struct ratio unit_waits(const struct tally *t, size_t row, struct measure_reference ref) {
    const struct measure *m = &measures[ref.measure];
    struct arena a = {0};
    struct histogram h = {0};
    tally_waits(t, t->layout->rows[row].store, measure_waits(m), &h, &a);
    struct ratio r = {0, (double)histogram_total(&h)};
    if (m->how == MEASURE_QUANTILE_SERVED || m->how == MEASURE_QUANTILE_ALL) {
        r = r.bottom > 0 ? (struct ratio){histogram_quantile(&h, m->argument), 1} : r;
    } else {
        r.top = histogram_above(&h, ref.limit);
    }
    arena_fini(&a);
    return r;
}

static struct ratio measure_parts(const struct unit *u, const struct tally *t, uint32_t standard,
                                  size_t first, size_t end) {
    const struct layout_standard *s = &t->layout->standards[standard];
    const struct measure *m = &measures[s->measure.measure];
    bool whole = first == 0 && end == t->layout->n_intervals;
    /* The waits so far are the day's where a replication is a day. */
    if (m->how != MEASURE_RATIO && m->how != MEASURE_DAY_RATIO) {
        bool known = whole && t->model->days == 1 && m->how != MEASURE_STANDARD;
        return known ? unit_waits(t, s->row, s->measure) : (struct ratio){0, 0};
    }
    counters_quantities(&t->counters, first, end, u->scratch);
    const double *q = u->scratch + (size_t)s->row * N_QUANTITIES;
    return (struct ratio){q[m->numerator], q[m->denominator]};
}

static struct ratio standard_parts(const struct unit *u, const struct tally *t, uint32_t standard,
                                   size_t first, size_t end) {
    const struct layout_standard *s = &t->layout->standards[standard];
    if (s->stretch) {
        return stretch_parts(t, standard, first, end);
    }
    if (s->by_measure) {
        return measure_parts(u, t, standard, first, end);
    }
    struct ratio formula[5];
    level_parts(t, standard, first, end, formula);
    return formula[t->model->standards[standard].as_read->formula];
}

/* What was added since the sum in begin, which is brought up to now. */
static struct ratio since(struct ratio now, struct ratio *begin) {
    struct ratio added = {now.top - begin->top, now.bottom - begin->bottom};
    *begin = now;
    return added;
}

/* ---- days ---- */

/* 1: meets; 0: does not; -1: nobody came under it. */
static int meets(const struct layout_standard *s, struct ratio r) {
    if (!(r.bottom > 0)) {
        return -1;
    }
    double value = r.top / r.bottom;
    return s->at_least ? value >= s->target : value <= s->target;
}

static bool is_of_staff(const struct layout_standard *s) {
    int of = measures[s->measure.measure].denominator;
    return !s->stretch && s->by_measure && (of == Q_DUTY || of == Q_SPELLS);
}

/* What an interval of the day that ends gave. Whoever is at work where nobody is to be, after
 * closing or past a shift's end, finishes what he began and is busy all of that time: no number of
 * people makes that less, so that there is nothing to judge. */
static struct ratio interval_today(struct unit *u, const struct tally *t, uint32_t standard,
                                   size_t i) {
    size_t n = u->layout->n_intervals;
    const struct layout_standard *s = &u->layout->standards[standard];
    struct ratio now = standard_parts(u, t, standard, i, i + 1);
    struct ratio today = since(now, &u->before[standard * (n + 1) + i]);
    if (is_of_staff(s)) {
        double staffed = u->scratch[(size_t)s->row * N_QUANTITIES + Q_STAFFED];
        bool any = staffed > u->staffed[standard * n + i];
        u->staffed[standard * n + i] = staffed;
        today = any ? today : (struct ratio){0, 0};
    }
    return today;
}

static int intervals_day(struct unit *u, const struct tally *t, uint32_t standard) {
    int verdict = -1;
    for (size_t i = 0; i < u->layout->n_intervals; i++) {
        struct ratio today = interval_today(u, t, standard, i);
        struct ratio *sum = &u->levels[standard * u->layout->n_intervals + i];
        int here = meets(&u->layout->standards[standard], today);
        verdict = here < 0 ? verdict : verdict == 0 ? 0 : here;
        sum->top += today.top;
        sum->bottom += today.bottom;
    }
    return verdict;
}

static void standard_day(struct unit *u, const struct tally *t, uint32_t standard) {
    size_t n = u->layout->n_intervals;
    enum standard_per per = t->model->standards[standard].as_read->per;
    int verdict = -1;
    if (per == PER_DAY) {
        struct ratio now = standard_parts(u, t, standard, 0, n);
        verdict =
            meets(&u->layout->standards[standard], since(now, &u->before[standard * (n + 1) + n]));
    } else if (per == PER_INTERVAL) {
        verdict = intervals_day(u, t, standard);
    }
    u->standards[standard].judged += verdict >= 0;
    u->standards[standard].met += verdict > 0;
}

void unit_add_day(struct unit *u, const double *q) {
    for (size_t r = 0; r < u->layout->n_rows; r++) {
        const double *now = q + r * N_QUANTITIES, *before = u->q_day + r * N_QUANTITIES;
        struct ratio *daily = u->daily + r * n_measures;
        for (size_t i = 0; i < n_measures; i++) {
            const struct measure *m = &measures[i];
            if (m->how != MEASURE_RATIO && m->how != MEASURE_DAY_RATIO) {
                continue;
            }
            double bottom = now[m->denominator] - before[m->denominator];
            if (bottom > 0) {
                daily[i].top += (now[m->numerator] - before[m->numerator]) / bottom;
                daily[i].bottom++;
            }
        }
    }
}

static size_t q_bytes(const struct layout *l) {
    return l->n_rows * N_QUANTITIES * sizeof(double);
}

static double *weekday_of(const struct unit *u, unsigned weekday) {
    return u->weekdays + weekday * u->layout->n_rows * N_QUANTITIES;
}

/* What the day added, to its weekday. */
static void weekday_add(struct unit *u, size_t day, const double *q) {
    double *to = weekday_of(u, model_weekday(u->layout->model, day));
    for (size_t i = 0; i < u->layout->n_rows * N_QUANTITIES; i++) {
        to[i] += q[i] - u->q_day[i];
    }
}

static void day_over(void *context, struct tally *t) {
    struct unit *u = context;
    for (uint32_t i = 0; i < t->model->n_standards; i++) {
        standard_day(u, t, i);
    }
    counters_quantities(&t->counters, 0, u->layout->n_intervals, u->scratch);
    unit_add_day(u, u->scratch);
    if (u->weekdays) {
        weekday_add(u, t->day, u->scratch);
    }
    memcpy(u->q_day, u->scratch, q_bytes(u->layout));
}

/* ---- the whole unit ---- */

static void standard_take(struct unit *u, const struct tally *t, uint32_t i) {
    struct unit_standard *to = &u->standards[i], *begin = &u->standards_begin[i];
    size_t n = u->layout->n_intervals;
    if (u->layout->standards[i].stretch) {
        to->value = since(stretch_parts(t, i, 0, n), &begin->value);
    } else if (!u->layout->standards[i].by_measure) {
        struct ratio now[5];
        level_parts(t, i, 0, n, now);
        for (size_t f = 0; f < 5; f++) {
            to->formula[f] = since(now[f], &begin->formula[f]);
        }
        to->value = to->formula[t->model->standards[i].as_read->formula];
    }
}

static void switches_take(struct unit *u, const struct counters *k) {
    size_t n = u->layout->n_intervals;
    for (size_t i = 0; i < u->layout->model->n_rules * n; i++) {
        struct ratio now = {(double)k->rules[i].switches, k->time[i % n]};
        u->switches[i] = since(now, &u->switches_begin[i]);
    }
}

void unit_take(struct unit *u, struct tally *t) {
    const struct layout *l = u->layout;
    switches_take(u, &t->counters);
    for (uint32_t i = 0; i < t->model->n_standards; i++) {
        standard_take(u, t, i);
    }
    counters_quantities(&t->counters, 0, l->n_intervals, u->scratch);
    for (size_t i = 0; i < l->n_rows * N_QUANTITIES; i++) {
        u->q[i] = u->scratch[i] - u->q_begin[i];
    }
    memcpy(u->q_begin, u->scratch, q_bytes(l));
}

void unit_reset(struct unit *u, struct tally *t) {
    const struct layout *l = u->layout;
    size_t standards = l->model->n_standards, n = l->n_intervals;
    memset(u->q_begin, 0, q_bytes(l));
    memset(u->q_day, 0, q_bytes(l));
    if (u->weekdays) {
        memset(u->weekdays, 0, WEEKDAYS * q_bytes(l));
    }
    memset(u->daily, 0, l->n_rows * n_measures * sizeof *u->daily);
    memset(u->standards, 0, standards * sizeof *u->standards);
    memset(u->standards_begin, 0, standards * sizeof *u->standards_begin);
    memset(u->switches_begin, 0, l->model->n_rules * n * sizeof *u->switches_begin);
    memset(u->levels, 0, standards * n * sizeof *u->levels);
    memset(u->staffed, 0, standards * n * sizeof *u->staffed);
    memset(u->before, 0, standards * (n + 1) * sizeof *u->before);
    t->day_over = day_over;
    t->context = u;
}

struct unit *unit_new(const struct layout *l) {
    struct unit *u = mem_new(1, sizeof *u);
    struct arena *a = &u->arena;
    size_t standards = l->model->n_standards, n = l->n_intervals;
    u->layout = l;
    u->q = arena_alloc(a, q_bytes(l));
    u->q_begin = arena_alloc(a, q_bytes(l));
    u->q_day = arena_alloc(a, q_bytes(l));
    u->scratch = arena_alloc(a, q_bytes(l));
    u->weekdays = l->model->weekdays_differ ? arena_alloc(a, WEEKDAYS * q_bytes(l)) : NULL;
    u->daily = arena_array(a, l->n_rows * n_measures, sizeof *u->daily);
    u->standards = arena_array(a, standards, sizeof *u->standards);
    u->levels = arena_array(a, standards * n, sizeof *u->levels);
    u->switches = arena_array(a, l->model->n_rules * n, sizeof *u->switches);
    u->switches_begin = arena_array(a, l->model->n_rules * n, sizeof *u->switches_begin);
    u->standards_begin = arena_array(a, standards, sizeof *u->standards_begin);
    u->staffed = arena_array(a, standards * n, sizeof *u->staffed);
    u->before = arena_array(a, standards * (n + 1), sizeof *u->before);
    return u;
}

void unit_free(struct unit *u) {
    if (u) {
        arena_fini(&u->arena);
        free(u);
    }
}
