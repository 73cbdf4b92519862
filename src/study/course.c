/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/course.h"

#include <math.h>

#include "base/units.h"
#include "study/assemble.h"

void course_init(struct course *c, const struct counters *k, struct arena *a) {
    c->months = arena_array(a, MONTHS_AT_MOST, sizeof *c->months);
    c->n_weeks = k->n_weeks;
    c->weeks = arena_array(a, k->layout->model->n_groups * k->n_weeks, sizeof *c->weeks);
}

void course_add(struct course *c, const struct counters *k) {
    for (size_t i = 0; i < MONTHS_AT_MOST; i++) {
        const struct account_month *m = &k->months[i];
        moments_add(&c->months[i].accounts, m->months, 1);
        moments_add(&c->months[i].loyalty, m->loyalty, m->months);
        moments_add(&c->months[i].value, m->value, 1);
    }
    for (size_t i = 0; i < k->layout->model->n_groups * k->n_weeks; i++) {
        moments_add(&c->weeks[i], k->weeks[i].strain, k->weeks[i].days);
    }
}

/* ---- months ---- */

static bool accounts_have_value(const struct model *m) {
    for (uint32_t i = 0; i < m->n_classes; i++) {
        const struct model_class *k = &m->classes[i];
        if (k->accounts && !k->rival && !isnan(k->accounts->value)) {
            return true;
        }
    }
    return false;
}

static struct estimate divided(struct interval i, double by) {
    i = pool_bounded(i, "accounts");
    return (struct estimate){i.value / by, i.low / by, i.high / by};
}

static struct estimate shared(const struct moments *m, double level) {
    return estimate_of(pool_bounded(ratio_interval(m, level), "share"));
}

/* The part of month i that the reported days [first, end) are in; 1: all of it. */
static double month_part(size_t i, double first, double end) {
    double begins = fmax(first, ceil((double)i * LOYALTY_MONTH / DAY_SECONDS));
    double ends = fmin(end, ceil((double)(i + 1) * LOYALTY_MONTH / DAY_SECONDS));
    return (ends - begins) / (LOYALTY_MONTH / DAY_SECONDS);
}

void assemble_months(struct results *r) {
    const struct model *m = r->layout->model;
    struct month_result *to = arena_array(&r->arena, MONTHS_AT_MOST, sizeof *to);
    double first = (double)m->warm_up_days;
    double end = first + (double)r->days / (double)r->replications;
    bool valued = accounts_have_value(m);
    for (size_t i = 0; i < MONTHS_AT_MOST; i++) {
        const struct course_month *from = &r->pool->course.months[i];
        double part = month_part(i, first, end);
        if (!(from->accounts.x > 0)) {
            continue;
        }
        to[r->n_months++] = (struct month_result){
            .accounts = divided(mean_interval(&from->accounts, r->level), part),
            .loyalty = shared(&from->loyalty, r->level),
            .value = valued ? divided(mean_interval(&from->value, r->level), part)
                            : (struct estimate){NAN, NAN, NAN}};
    }
    r->months = to;
}

/* ---- weeks ---- */

static const struct estimate *weeks_of(struct results *r, size_t group) {
    const struct course *c = &r->pool->course;
    struct estimate *to = arena_array(&r->arena, c->n_weeks, sizeof *to);
    for (size_t i = 0; i < c->n_weeks; i++) {
        const struct moments *m = &c->weeks[group * c->n_weeks + i];
        to[i] = m->y > 0 ? shared(m, r->level) : (struct estimate){NAN, NAN, NAN};
    }
    return to;
}

void assemble_strain(struct results *r) {
    const struct layout *l = r->layout;
    size_t n = r->pool->course.n_weeks, groups = l->model->n_groups;
    struct strain_course *to = arena_array(&r->arena, groups, sizeof *to);
    for (size_t i = 0; n > 1 && i < l->n_reported; i++) {
        const struct layout_row *row = &l->rows[i];
        if (row->kind == ROW_GROUP && !row->rival) {
            to[r->n_strains++] = (struct strain_course){row->name, weeks_of(r, row->index)};
        }
    }
    r->n_weeks = r->n_strains > 0 ? n : 0;
    r->week_days = l->model->n_weekdays;
    r->strains = to;
}
