/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/pool.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct pool *pool_new(const struct layout *l) {
    struct pool *p = mem_new(1, sizeof *p);
    struct arena *a = &p->arena;
    size_t n = l->n_intervals, standards = l->model->n_standards;
    p->layout = l;
    counters_init(&p->counters, l, a);
    p->ratios = arena_array(a, l->n_rows * n_measures, sizeof *p->ratios);
    p->daily = arena_array(a, l->n_rows * n_measures, sizeof *p->daily);
    if (l->model->weekdays_differ) {
        p->weekdays = arena_array(a, WEEKDAYS * l->n_reported * n_measures, sizeof *p->weekdays);
    }
    p->interval_levels = arena_array(a, l->n_reported * n, sizeof *p->interval_levels);
    p->standards = arena_array(a, standards, sizeof *p->standards);
    p->standard_levels = arena_array(a, standards * n, sizeof *p->standard_levels);
    p->switches = arena_array(a, l->model->n_rules * n, sizeof *p->switches);
    p->waits = arena_array(a, QUANTILE_GROUPS * l->n_stores * WAIT_KINDS, sizeof *p->waits);
    p->interval_waits = arena_array(a, l->n_stores * n, sizeof *p->interval_waits);
    course_init(&p->course, &p->counters, a);
    return p;
}

void pool_free(struct pool *p) {
    if (p) {
        arena_fini(&p->arena);
        free(p);
    }
}

/* ---- adding a unit ---- */

static void ratio_add(struct moments *m, struct ratio r) {
    moments_add(m, r.top, r.bottom);
}

static void measures_add(struct pool *p, const struct unit *u) {
    for (size_t r = 0; r < p->layout->n_rows; r++) {
        const double *q = u->q + r * N_QUANTITIES;
        for (size_t i = 0; i < n_measures; i++) {
            const struct measure *m = &measures[i];
            if (m->how == MEASURE_RATIO || m->how == MEASURE_DAY_RATIO) {
                moments_add(&p->ratios[r * n_measures + i], q[m->numerator], q[m->denominator]);
                ratio_add(&p->daily[r * n_measures + i], u->daily[r * n_measures + i]);
            }
        }
    }
}

static void standards_add(struct pool *p, const struct unit *u) {
    size_t n = p->layout->n_intervals;
    for (size_t s = 0; s < p->layout->model->n_standards; s++) {
        const struct unit_standard *from = &u->standards[s];
        struct pool_standard *to = &p->standards[s];
        for (size_t f = 0; f < 5; f++) {
            ratio_add(&to->formula[f], from->formula[f]);
        }
        ratio_add(&to->value, from->value);
        moments_add(&to->days, from->met, from->judged);
        to->met += from->met;
        to->judged += from->judged;
        for (size_t i = 0; i < n; i++) {
            ratio_add(&p->standard_levels[s * n + i], u->levels[s * n + i]);
        }
    }
}

static void interval_levels_add(struct pool *p, const struct tally *t) {
    const struct layout *l = p->layout;
    double q[N_QUANTITIES];
    for (size_t r = 0; r < l->n_reported; r++) {
        static const enum quantity tired[] = {Q_FATIGUE, Q_SPELLS};
        bool group = l->rows[r].kind == ROW_GROUP;
        const enum quantity *part = group ? tired : service_level_parts[l->rows[r].formula];
        if ((group && !l->model->scenario->people.energy.on) || l->rows[r].kind == ROW_RULE) {
            continue;
        }
        for (size_t i = 0; i < l->n_intervals; i++) {
            counters_row(&t->counters, r, i, i + 1, q);
            moments_add(&p->interval_levels[r * l->n_intervals + i], q[part[0]], q[part[1]]);
        }
    }
}

struct histogram *pool_group_waits(struct pool *p, size_t store, enum wait_kind kind) {
    size_t group = p->units % QUANTILE_GROUPS;
    return &p->waits[(group * p->layout->n_stores + store) * WAIT_KINDS + (size_t)kind];
}

/* The interval's waits join those of the interval and those of the unit's group. */
static void waits_add(struct pool *p, struct tally *t) {
    const struct layout *l = p->layout;
    for (size_t s = 0; s < l->n_stores; s++) {
        struct histogram *to = pool_group_waits(p, s, WAITS_SERVED);
        for (size_t i = s * l->n_intervals; i < (s + 1) * l->n_intervals; i++) {
            histogram_merge(&p->interval_waits[i], &t->served[i], &p->arena);
            histogram_merge(&to[WAITS_SERVED], &t->served[i], &p->arena);
            histogram_merge(&to[WAITS_ALL], &t->served[i], &p->arena);
            histogram_reset(&t->served[i]);
        }
        histogram_merge(&to[WAITS_ALL], &t->other[s], &p->arena);
        histogram_merge(&to[SOJOURNS], &t->sojourn[s], &p->arena);
        histogram_reset(&t->other[s]);
        histogram_reset(&t->sojourn[s]);
    }
}

static void switches_add(struct pool *p, const struct unit *u) {
    for (size_t i = 0; i < p->layout->model->n_rules * p->layout->n_intervals; i++) {
        p->switches[i].top += u->switches[i].top;
        p->switches[i].bottom += u->switches[i].bottom;
    }
}

void pool_add_known(struct pool *p, const struct unit *u) {
    measures_add(p, u);
    standards_add(p, u);
    switches_add(p, u);
    p->units++;
}

void pool_add(struct pool *p, const struct unit *u, struct tally *t) {
    waits_add(p, t);
    pool_add_known(p, u);
}

static void lines_add(struct pool *p, const struct line_curve *k) {
    size_t points = k->n_stations * k->n;
    if (!p->lines) {
        p->lines = arena_array(&p->arena, points, sizeof *p->lines);
        p->line_points = k->n;
        p->line_opens = k->opens;
        p->line_step = k->step;
        p->line_sum = arena_array(&p->arena, points, sizeof *p->line_sum);
    }
    for (size_t i = 0; i < points; i++) {
        histogram_add(&p->lines[i], histogram_bin(k->length[i]), &p->arena);
        p->line_sum[i] += k->length[i];
    }
    p->line_days++;
}

void pool_add_counters(struct pool *p, const struct tally *t) {
    counters_merge(&p->counters, &t->counters);
    interval_levels_add(p, t);
    course_add(&p->course, &t->counters);
    if (t->curve) {
        lines_add(p, t->curve);
    }
}

void pool_add_weekdays(struct pool *p, const struct unit *u) {
    const struct layout *l = p->layout;
    for (size_t i = 0; u->weekdays && i < WEEKDAYS * l->n_reported * n_measures; i++) {
        const struct measure *m = &measures[i % n_measures];
        size_t row = i / n_measures % l->n_reported, weekday = i / n_measures / l->n_reported;
        const double *q = u->weekdays + (weekday * l->n_rows + row) * N_QUANTITIES;
        if (m->how == MEASURE_RATIO || m->how == MEASURE_DAY_RATIO) {
            moments_add(&p->weekdays[i], q[m->numerator], q[m->denominator]);
        }
    }
}

/* ---- estimates ---- */

static const struct interval unknown = {NAN, NAN, NAN};

static const struct histogram *group_waits(const struct pool *p, size_t group, size_t row,
                                           enum wait_kind kind) {
    size_t store = p->layout->rows[row].store;
    return &p->waits[(group * p->layout->n_stores + store) * WAIT_KINDS + (size_t)kind];
}

struct histogram pool_waits(const struct pool *p, size_t row, enum wait_kind kind,
                            struct arena *a) {
    struct histogram all = {0};
    for (size_t g = 0; g < QUANTILE_GROUPS; g++) {
        histogram_merge(&all, group_waits(p, g, row, kind), a);
    }
    return all;
}

static double waits_value(const struct histogram *h, const struct measure *m, double limit) {
    if (m->how == MEASURE_QUANTILE_SERVED || m->how == MEASURE_QUANTILE_ALL) {
        return histogram_quantile(h, m->argument);
    }
    double total = (double)histogram_total(h);
    return total > 0 ? histogram_above(h, limit) / total : NAN;
}

double pool_waits_groups(const struct pool *p, size_t row, struct measure_reference ref,
                         double groups[QUANTILE_GROUPS]) {
    const struct measure *m = &measures[ref.measure];
    enum wait_kind kind = measure_waits(m);
    struct arena a = {0};
    struct histogram all = pool_waits(p, row, kind, &a);
    for (size_t g = 0; g < QUANTILE_GROUPS; g++) {
        groups[g] = waits_value(group_waits(p, g, row, kind), m, ref.limit);
    }
    double value = waits_value(&all, m, ref.limit);
    arena_fini(&a);
    return value;
}

static struct interval waits_estimate(const struct pool *p, size_t row,
                                      struct measure_reference ref, double level) {
    int how = measures[ref.measure].how;
    if ((how == MEASURE_EXCEEDS_WAIT || how == MEASURE_EXCEEDS_SOJOURN) && isnan(ref.limit)) {
        return unknown;
    }
    double groups[QUANTILE_GROUPS], value = pool_waits_groups(p, row, ref, groups);
    return group_interval(value, groups, QUANTILE_GROUPS, level);
}

struct interval pool_bounded(struct interval i, const char *unit) {
    bool share = strcmp(unit, "share") == 0;
    if (i.value >= 0 && i.low < 0) {
        i.low = 0;
    }
    if (share && i.value <= 1 && i.high > 1) {
        i.high = 1;
    }
    return i;
}

struct interval pool_estimate(const struct pool *p, size_t row, struct measure_reference ref,
                              double level) {
    const struct measure *m = &measures[ref.measure];
    const struct layout_row *r = &p->layout->rows[row];
    if (!(m->rows >> r->kind & 1)) {
        return unknown;
    }
    bool steady = p->layout->model->steady;
    switch ((enum measure_how)m->how) {
    case MEASURE_DAY_RATIO:
        if (steady) {
            return unknown;
        }
        /* fall through */
    case MEASURE_RATIO: {
        const struct moments *from = ref.daily ? p->daily : p->ratios;
        return pool_bounded(ratio_interval(&from[row * n_measures + ref.measure], level), m->unit);
    }
    case MEASURE_STANDARD:
        return r->standard == NONE ? unknown : pool_standard_days(p, r->standard, level);
    default:
        return pool_bounded(waits_estimate(p, row, ref, level), m->unit);
    }
}

struct interval pool_weekday(const struct pool *p, unsigned weekday, size_t row, size_t measure,
                             double level) {
    const struct measure *m = &measures[measure];
    bool ratio = m->how == MEASURE_RATIO || m->how == MEASURE_DAY_RATIO;
    if (!p->weekdays || !ratio || !(m->rows >> p->layout->rows[row].kind & 1)) {
        return unknown;
    }
    size_t at = (weekday * p->layout->n_reported + row) * n_measures + measure;
    return pool_bounded(ratio_interval(&p->weekdays[at], level), m->unit);
}

/* ---- standards ---- */

size_t pool_worst_interval(const struct pool *p, uint32_t standard) {
    const struct moments *levels = &p->standard_levels[standard * p->layout->n_intervals];
    bool at_least = p->layout->standards[standard].at_least;
    size_t worst = SIZE_MAX;
    double value = NAN;
    for (size_t i = 0; i < p->layout->n_intervals; i++) {
        double here = levels[i].x / levels[i].y; /* NAN where nobody came */
        if (isfinite(here) && (worst == SIZE_MAX || (at_least ? here < value : here > value))) {
            worst = i;
            value = here;
        }
    }
    return worst;
}

/* A standard that must hold in each interval is as good as its worst. */
static struct interval worst_interval(const struct pool *p, uint32_t standard, double level) {
    size_t worst = pool_worst_interval(p, standard);
    const struct moments *levels = &p->standard_levels[standard * p->layout->n_intervals];
    return worst == SIZE_MAX ? unknown : ratio_interval(&levels[worst], level);
}

static const char *standard_unit(const struct layout_standard *s) {
    return s->by_measure ? measures[s->measure.measure].unit : "share";
}

struct interval pool_standard_value(const struct pool *p, uint32_t standard, double level) {
    const struct layout_standard *s = &p->layout->standards[standard];
    const struct standard *r = p->layout->model->standards[standard].as_read;
    if (r->per == PER_INTERVAL) {
        return pool_bounded(worst_interval(p, standard, level), standard_unit(s));
    }
    if (s->by_measure) {
        return pool_estimate(p, s->row, s->measure, level);
    }
    return pool_bounded(ratio_interval(&p->standards[standard].value, level), "share");
}

/* Days of different replications are independent; days of one follow each other. */
struct interval pool_standard_days(const struct pool *p, uint32_t standard, double level) {
    const struct pool_standard *s = &p->standards[standard];
    const struct model *m = p->layout->model;
    if (m->steady || m->standards[standard].as_read->per == PER_RUN) {
        return unknown;
    }
    if (m->days == 1) {
        return wilson_interval(s->met, s->judged, level);
    }
    return clustered_share_interval(&s->days, level);
}

struct interval pool_standard_formula(const struct pool *p, uint32_t standard,
                                      enum service_level_formula f, double level) {
    const struct layout_standard *s = &p->layout->standards[standard];
    if (s->stretch || s->by_measure) {
        return unknown;
    }
    return pool_bounded(ratio_interval(&p->standards[standard].formula[f], level), "share");
}
