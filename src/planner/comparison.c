/* SPDX-License-Identifier: GPL-3.0-or-later
 * One variant after the other: of each only what the report needs is kept, of the base also its
 * replications, which all others are paired with. */
#include "planner/comparison.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/stop_flag.h"
#include "study/paired.h"

struct run {
    struct comparison *comparison;
    const struct comparison_options *options;
    const struct variants *variants;
    size_t index;            /* the variant at work */
    struct unit_store units; /* of it */
    char key[SHA256_HEX];    /* its name in the journal */
    struct unit_store base_units;
    const struct results *base;
    struct pool *base_pool;
};

/* ---- running one ---- */

static const void *known(void *context, size_t replication, size_t *length) {
    struct run *r = context;
    return journal_find(r->options->journal, r->key, replication, length);
}

static void add(void *context, size_t replication, const void *bytes, size_t length) {
    struct run *r = context;
    journal_add(r->options->journal, r->key, replication, bytes, length);
}

static void merged(void *context, size_t replication, const struct unit *u) {
    struct run *r = context;
    (void)replication;
    unit_store_add(&r->units, u);
}

static void progress(void *context, size_t done, size_t planned) {
    const struct run *r = context;
    r->options->progress(r->options->context, r->variants->all[r->index].name, r->index, done,
                         planned);
}

/* Results of the variant at work, NULL with the reason in d. */
static struct results *variant_run(struct run *r, struct diag *d) {
    struct unit_log log = {r, r->options->journal ? known : NULL, r->options->journal ? add : NULL,
                           merged};
    struct study_options o = r->options->study;
    o.log = &log;
    o.totals_only = true;
    o.progress = r->options->progress ? progress : NULL;
    o.context = r;
    struct study *s = study_begin(r->variants->all[r->index].model, o, d);
    if (!s) {
        return NULL;
    }
    variant_key(&r->variants->all[r->index], study_warm_up(s), r->key);
    study_go_on(s, o.replications);
    if (r->options->journal) {
        journal_flush(r->options->journal);
    }
    return study_end(s, d);
}

/* ---- comparing it ---- */

/* The standard of that name in the base; NONE. */
static uint32_t base_standard(const struct run *r, const char *name) {
    for (uint32_t i = 0; i < r->base->n_standards; i++) {
        if (strcmp(r->base->standards[i].name, name) == 0) {
            return i;
        }
    }
    return NONE;
}

static void row_compare(const struct run *r, const struct paired *p, const struct results *of,
                        size_t row, struct change_finding *to) {
    const struct result_row *x = &of->rows[row];
    size_t other = layout_row_find(r->base->layout, x->kind, x->name);
    for (size_t i = 0; i < n_measures; i++) {
        to[i] = (struct change_finding){{NAN, NAN, NAN}, CHANGE_UNKNOWN, NAN};
        if (other < r->base->n_rows && !isnan(x->estimates[i].value)) {
            to[i] = change_judge(paired_measure(p, row, other, i), measures[i].good,
                                 x->estimates[i].value, r->base->rows[other].estimates[i].value,
                                 of->days);
        }
    }
}

static void standard_compare(const struct run *r, const struct paired *p, const struct results *of,
                             uint32_t standard, struct compared_standard *to) {
    const struct standard_result *x = &of->standards[standard];
    uint32_t other = base_standard(r, x->name);
    const struct change_finding unknown = {{NAN, NAN, NAN}, CHANGE_UNKNOWN, NAN};
    *to = (struct compared_standard){unknown, unknown};
    if (other == NONE) {
        return;
    }
    const struct standard_result *y = &r->base->standards[other];
    to->value =
        change_judge(paired_standard_value(p, standard, other), x->at_least ? GOOD_HIGH : GOOD_LOW,
                     x->value.value, y->value.value, of->days);
    to->days = change_judge(paired_standard_days(p, standard, other), GOOD_HIGH,
                            x->p_day_meets.value, y->p_day_meets.value, of->days);
}

static void compare(const struct run *r, struct compared *to) {
    const struct results *x = to->results;
    struct arena *a = &r->comparison->arena;
    struct paired p = {
        {&r->units, x->pool}, {&r->base_units, r->base_pool}, r->comparison->difference_level};
    to->rows = arena_array(a, x->n_rows * n_measures, sizeof *to->rows);
    to->standards = arena_array(a, x->n_standards, sizeof *to->standards);
    for (size_t i = 0; i < x->n_rows; i++) {
        row_compare(r, &p, x, i, to->rows + i * n_measures);
    }
    for (uint32_t i = 0; i < x->n_standards; i++) {
        standard_compare(r, &p, x, i, &to->standards[i]);
    }
}

/* ---- all of them ---- */

static bool stop_asked(const struct run *r) {
    return stop_flag_is_set(r->options->study.limits.stop);
}

static const char *reason(struct arena *a, const struct diag *d) {
    return d->count > 0 ? arena_string(a, d->findings[0].message) : NULL;
}

/* Runs variant i; the base is the first to come here. */
static void variant_add(struct run *r, size_t i) {
    struct comparison *c = r->comparison;
    struct compared *to = &c->variants[i];
    struct diag own = {0};
    r->index = i;
    to->results = variant_run(r, &own);
    to->why = to->results || stop_asked(r) ? NULL : reason(&c->arena, &own);
    diag_fini(&own);
    if (!to->results) {
        unit_store_fini(&r->units);
        return;
    }
    if (i == c->base) {
        r->base = to->results;
        r->base_pool = to->results->pool;
        r->base_units = r->units;
        r->units = (struct unit_store){0};
        return;
    }
    compare(r, to);
    unit_store_fini(&r->units);
    results_shed(to->results);
}

static struct comparison *comparison_new(const struct variants *v,
                                         const struct comparison_options *o) {
    struct comparison *c = mem_new(1, sizeof *c);
    double level = o->study.level > 0 ? o->study.level : 0.95;
    c->n = v->n;
    c->base = o->base;
    c->seed = o->study.seed;
    c->level = level;
    c->difference_level = v->n > 2 ? 1 - (1 - level) / (double)(v->n - 1) : level;
    c->variants = arena_array(&c->arena, v->n, sizeof *c->variants);
    for (size_t i = 0; i < v->n; i++) {
        c->variants[i] = (struct compared){.name = v->all[i].name, .changes = v->all[i].changes};
    }
    return c;
}

static void all_run(struct run *r) {
    struct comparison *c = r->comparison;
    variant_add(r, c->base);
    for (size_t i = 0; r->base && i < c->n && !stop_asked(r); i++) {
        if (i != c->base) {
            variant_add(r, i);
        }
    }
    for (size_t i = 0; i < c->n; i++) {
        const struct results *x = c->variants[i].results;
        c->stopped =
            c->stopped || (!x && !c->variants[i].why) || (x && x->stopped_by == STOPPED_BY_SIGNAL);
    }
}

struct comparison *comparison_run(const struct variants *v, const struct comparison_options *o,
                                  struct diag *d) {
    struct run r = {.comparison = comparison_new(v, o), .options = o, .variants = v};
    all_run(&r);
    bool good = r.base;
    if (!good) {
        const char *why = r.comparison->variants[o->base].why;
        diag_error(d, NULL, "the variant '%s': %s", v->all[o->base].name,
                   why ? why : "stopped before a replication was complete");
        comparison_free(r.comparison);
        r.comparison = NULL;
    } else {
        results_shed(r.comparison->variants[o->base].results);
    }
    unit_store_fini(&r.units);
    unit_store_fini(&r.base_units);
    return r.comparison;
}

void comparison_free(struct comparison *c) {
    if (!c) {
        return;
    }
    for (size_t i = 0; i < c->n; i++) {
        results_free(c->variants[i].results);
    }
    arena_fini(&c->arena);
    free(c);
}

const struct result_row *compared_row(const struct compared *c, enum row_kind kind,
                                      const char *name) {
    return c->results ? results_row(c->results, kind, name) : NULL;
}

const struct change_finding *compared_finding(const struct compared *c, enum row_kind kind,
                                              const char *name, size_t measure) {
    const struct result_row *row = compared_row(c, kind, name);
    return row && c->rows ? &c->rows[(size_t)(row - c->results->rows) * n_measures + measure]
                          : NULL;
}
