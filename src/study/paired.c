/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/paired.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "study/assemble.h"

/* ---- keeping ---- */

static size_t n_q(const struct layout *l) {
    return l->n_rows * N_QUANTITIES;
}

static size_t n_levels(const struct layout *l) {
    return l->model->n_standards * l->n_intervals;
}

static void grow(struct unit_store *s) {
    const struct layout *l = s->layout;
    size_t n = s->capacity = s->capacity ? 2 * s->capacity : 64;
    s->q = mem_resize(s->q, n, n_q(l) * sizeof *s->q);
    s->standards = mem_resize(s->standards, n, l->model->n_standards * sizeof *s->standards + 1);
    s->levels = mem_resize(s->levels, n, n_levels(l) * sizeof *s->levels + 1);
}

void unit_store_add(struct unit_store *s, const struct unit *u) {
    s->layout = u->layout;
    if (s->n == s->capacity) {
        grow(s);
    }
    size_t standards = s->layout->model->n_standards, q = n_q(s->layout),
           levels = n_levels(s->layout);
    memcpy(s->q + s->n * q, u->q, q * sizeof *s->q);
    memcpy(s->standards + s->n * standards, u->standards, standards * sizeof *s->standards);
    memcpy(s->levels + s->n * levels, u->levels, levels * sizeof *s->levels);
    s->n++;
}

void unit_store_fini(struct unit_store *s) {
    free(s->q);
    free(s->standards);
    free(s->levels);
    *s = (struct unit_store){0};
}

size_t unit_store_bytes(const struct unit_store *s) {
    const struct layout *l = s->layout;
    return s->capacity == 0 ? 0
                            : s->capacity * (n_q(l) * sizeof *s->q +
                                             l->model->n_standards * sizeof *s->standards +
                                             n_levels(l) * sizeof *s->levels);
}

/* ---- one replication's part of a measure ---- */

/* What of a replication is looked at. */
struct look {
    const struct measure *measure; /* NULL: of a standard */
    size_t row;
    uint32_t standard;
    size_t interval; /* of a standard; SIZE_MAX: the whole */
    bool days;       /* met of judged */
};

static struct ratio standard_look(const struct unit_store *s, size_t i, const struct look *at) {
    size_t n = s->layout->model->n_standards;
    const struct unit_standard *u = &s->standards[i * n + at->standard];
    if (at->days) {
        return (struct ratio){u->met, u->judged};
    }
    return at->interval == SIZE_MAX
               ? u->value
               : s->levels[(i * n + at->standard) * s->layout->n_intervals + at->interval];
}

static struct ratio look(const struct unit_store *s, size_t i, const struct look *at) {
    if (!at->measure) {
        return standard_look(s, i, at);
    }
    const double *q = s->q + (i * s->layout->n_rows + at->row) * N_QUANTITIES;
    return (struct ratio){q[at->measure->numerator], q[at->measure->denominator]};
}

static struct estimate difference(const struct paired *p, struct look of, struct look from) {
    size_t n = p->of.units->n < p->from.units->n ? p->of.units->n : p->from.units->n;
    double *x = mem_new(4 * n + 1, sizeof *x);
    for (size_t i = 0; i < n; i++) {
        struct ratio a = look(p->of.units, i, &of), b = look(p->from.units, i, &from);
        x[i] = a.top;
        x[n + i] = a.bottom;
        x[2 * n + i] = b.top;
        x[3 * n + i] = b.bottom;
    }
    struct interval d = paired_ratio_difference(x, x + n, x + 2 * n, x + 3 * n, n, p->level);
    free(x);
    return estimate_of(d);
}

/* ---- measures ---- */

static struct estimate waits_difference(const struct paired *p, size_t of, size_t from,
                                        struct measure_reference ref) {
    double a[QUANTILE_GROUPS], b[QUANTILE_GROUPS];
    double value =
        pool_waits_groups(p->of.pool, of, ref, a) - pool_waits_groups(p->from.pool, from, ref, b);
    for (size_t g = 0; g < QUANTILE_GROUPS; g++) {
        a[g] -= b[g];
    }
    return estimate_of(group_interval(value, a, QUANTILE_GROUPS, p->level));
}

static const struct estimate none = {NAN, NAN, NAN};

/* Of rows that may have a limit in the measure's name. */
static struct estimate reference_difference(const struct paired *p, size_t of, size_t from,
                                            struct measure_reference ref) {
    const struct measure *m = &measures[ref.measure];
    const struct layout *a = p->of.units->layout, *b = p->from.units->layout;
    bool family = m->how == MEASURE_EXCEEDS_WAIT || m->how == MEASURE_EXCEEDS_SOJOURN;
    if (!(m->rows >> a->rows[of].kind & 1) || (family && isnan(ref.limit)) ||
        (m->how == MEASURE_DAY_RATIO && a->model->steady)) {
        return none;
    }
    if (m->how == MEASURE_STANDARD) {
        uint32_t x = a->rows[of].standard, y = b->rows[from].standard;
        return x == NONE || y == NONE ? none : paired_standard_days(p, x, y);
    }
    if (m->how == MEASURE_RATIO || m->how == MEASURE_DAY_RATIO) {
        return difference(p, (struct look){.measure = m, .row = of},
                          (struct look){.measure = m, .row = from});
    }
    return waits_difference(p, of, from, ref);
}

struct estimate paired_measure(const struct paired *p, size_t row_of, size_t row_from,
                               size_t measure) {
    return reference_difference(p, row_of, row_from,
                                (struct measure_reference){measure, NAN, false});
}

/* ---- standards ---- */

static bool per_interval(const struct layout *l, uint32_t standard) {
    return l->model->standards[standard].as_read->per == PER_INTERVAL;
}

static struct look value_look(const struct paired_side *s, uint32_t standard) {
    const struct layout *l = s->units->layout;
    bool parts = per_interval(l, standard);
    return (struct look){.standard = standard,
                         .interval = parts ? pool_worst_interval(s->pool, standard) : SIZE_MAX};
}

struct estimate paired_standard_value(const struct paired *p, uint32_t of, uint32_t from) {
    const struct layout *a = p->of.units->layout, *b = p->from.units->layout;
    const struct layout_standard *x = &a->standards[of], *y = &b->standards[from];
    bool parts = per_interval(a, of);
    if (parts != per_interval(b, from) || x->by_measure != y->by_measure) {
        return none;
    }
    struct look l = value_look(&p->of, of), m = value_look(&p->from, from);
    if (parts && (l.interval == SIZE_MAX || m.interval == SIZE_MAX)) {
        return none;
    }
    bool same = x->measure.measure == y->measure.measure;
    if (!parts && x->by_measure) {
        return same ? reference_difference(p, x->row, y->row, x->measure) : none;
    }
    return difference(p, l, m);
}

struct estimate paired_standard_days(const struct paired *p, uint32_t of, uint32_t from) {
    const struct model *m = p->of.units->layout->model;
    if (m->steady || m->standards[of].as_read->per == PER_RUN) {
        return none;
    }
    return difference(p, (struct look){.standard = of, .days = true},
                      (struct look){.standard = from, .days = true});
}
