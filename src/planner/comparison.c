/* SPDX-License-Identifier: GPL-3.0-or-later
 * All studies are open at once and go on in turns, a block of replications each, so that a stop at
 * any moment leaves all with about as many, and each difference with about as many pairs. What
 * pairing needs of single replications is kept until the end, or until it takes too much room: from
 * then on each goes to its end before the next. */
#include "planner/comparison.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <omp.h>

#include "base/stop_flag.h"
#include "base/text.h"
#include "study/paired.h"

/* A block is as many replications as a journal's record holds. */
enum { BLOCK = 20, MOST_KEPT = 1 << 30 /* bytes */ };

/* A variant on its way. */
struct entrant {
    struct run *run;
    size_t index;
    bool begun, over;    /* over: more would change nothing */
    struct study *study; /* NULL: not begun, could not be, or its results are taken */
    struct unit_store units;
    struct unit_log log;
    char key[SHA256_HEX]; /* its name in the journal */
    struct diag diag;
};

struct run {
    struct comparison *comparison;
    const struct comparison_options *options;
    const struct variants *variants;
    struct entrant *all; /* [n] */
    const struct results *base;
};

/* ---- running one ---- */

static const void *known(void *context, size_t replication, size_t *length) {
    struct entrant *e = context;
    return journal_find(e->run->options->journal, e->key, replication, length);
}

static void add(void *context, size_t replication, const void *bytes, size_t length) {
    struct entrant *e = context;
    journal_add(e->run->options->journal, e->key, replication, bytes, length);
}

static void merged(void *context, size_t replication, const struct unit *u) {
    struct entrant *e = context;
    (void)replication;
    unit_store_add(&e->units, u);
}

static void progress(void *context, size_t done, size_t planned) {
    const struct entrant *e = context;
    const struct run *r = e->run;
    r->options->progress(r->options->context, r->variants->all[e->index].name, e->index, done,
                         planned);
}

static void key_fill(struct entrant *e) {
    const struct run *r = e->run;
    variant_key(&r->variants->all[e->index], study_warm_up(e->study), e->key);
    if (r->options->part) {
        struct text t = {0};
        text_printf(&t, "%s %s", e->key, r->options->part);
        sha256_hex(t.bytes, t.length, e->key);
        text_fini(&t);
    }
}

static void entrant_begin(struct entrant *e) {
    const struct run *r = e->run;
    bool kept = r->options->journal;
    struct study_options o = r->options->study;
    e->log = (struct unit_log){e, kept ? known : NULL, kept ? add : NULL, merged};
    o.log = &e->log;
    o.totals_only = true;
    o.progress = r->options->progress ? progress : NULL;
    o.context = e;
    e->begun = true;
    e->study = study_begin(r->variants->all[e->index].model, o, &e->diag);
    e->over = !e->study;
    if (e->study) {
        key_fill(e);
    }
}

/* Runs it until so many replications are complete. */
static void entrant_go_on(struct entrant *e, size_t replications) {
    if (!e->begun) {
        entrant_begin(e);
    }
    if (!e->over) {
        e->over = !study_go_on(e->study, replications);
        study_rest(e->study);
    }
    if (e->run->options->journal) {
        journal_flush(e->run->options->journal);
    }
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

/* Whether anything but money differs, so that what is equal may be so by chance. */
static bool lives_differ(const struct change_finding *rows, size_t n_rows) {
    for (size_t i = 0; i < n_rows * n_measures; i++) {
        bool money = strncmp(measures[i % n_measures].unit, "money", 5) == 0;
        if (!money && rows[i].verdict != CHANGE_NONE && rows[i].verdict != CHANGE_UNKNOWN) {
            return true;
        }
    }
    return false;
}

static bool is_all_or_nothing(double value, const char *unit) {
    return strcmp(unit, "share") == 0 && (value == 0 || value == 1);
}

/* Of a variant whose lives differ. */
static void coincidences_mark(struct compared *v) {
    const struct results *x = v->results;
    for (size_t i = 0; i < x->n_rows * n_measures; i++) {
        size_t m = i % n_measures;
        if (is_all_or_nothing(x->rows[i / n_measures].estimates[m].value, measures[m].unit)) {
            change_coincides(&v->rows[i]);
        }
    }
    for (size_t i = 0; i < x->n_standards; i++) {
        struct compared_standard *to = &v->standards[i];
        if (is_all_or_nothing(x->standards[i].value.value, x->standards[i].unit)) {
            change_coincides(&to->value);
        }
        if (to->value.verdict != CHANGE_NONE) {
            change_coincides(&to->days);
        }
    }
}

/* Once all is judged. */
static void differences_bound(struct compared *v) {
    const struct results *x = v->results;
    for (size_t i = 0; i < x->n_rows * n_measures; i++) {
        struct estimate *d = &v->rows[i].difference;
        *d = difference_bounded(*d, measures[i % n_measures].unit);
    }
    for (size_t i = 0; i < x->n_standards; i++) {
        struct compared_standard *s = &v->standards[i];
        s->value.difference = difference_bounded(s->value.difference, x->standards[i].unit);
        s->days.difference = difference_bounded(s->days.difference, "share");
    }
}

static void sums_take(const struct run *r, size_t i) {
    struct comparison *c = r->comparison;
    const struct unit_store *of = &r->all[i].units, *from = &r->all[c->base].units;
    size_t n = r->options->n_sums;
    struct compared_sum *to = arena_array(&c->arena, n, sizeof *to);
    for (size_t k = 0; k < n; k++) {
        const struct sum_ratio *x = &r->options->sums[k];
        to[k].value = sum_estimate(of, x, c->level);
        to[k].change = (struct change_finding){{NAN, NAN, NAN}, CHANGE_UNKNOWN, NAN};
        if (i != c->base && r->base) {
            to[k].change = change_judge(sum_difference(of, from, x, c->difference_level), x->good,
                                        to[k].value.value, sum_estimate(from, x, c->level).value,
                                        c->variants[i].results->days);
            to[k].change.difference = difference_bounded(to[k].change.difference, x->unit);
        }
    }
    c->variants[i].sums = to;
}

static void compare(const struct run *r, size_t i) {
    struct compared *to = &r->comparison->variants[i];
    const struct results *x = to->results;
    struct arena *a = &r->comparison->arena;
    struct paired p = {{&r->all[i].units, x->pool},
                       {&r->all[r->comparison->base].units, r->base->pool},
                       r->comparison->difference_level};
    to->rows = arena_array(a, x->n_rows * n_measures, sizeof *to->rows);
    to->standards = arena_array(a, x->n_standards, sizeof *to->standards);
    for (size_t k = 0; k < x->n_rows; k++) {
        row_compare(r, &p, x, k, to->rows + k * n_measures);
    }
    for (uint32_t k = 0; k < x->n_standards; k++) {
        standard_compare(r, &p, x, k, &to->standards[k]);
    }
    if (lives_differ(to->rows, x->n_rows)) {
        coincidences_mark(to);
    }
    differences_bound(to);
}

/* ---- all of them ---- */

static bool stop_asked(const struct run *r) {
    return stop_flag_is_set(r->options->study.limits.stop);
}

static const char *reason(struct arena *a, const struct diag *d) {
    return d->count > 0 ? arena_string(a, d->findings[0].message) : NULL;
}

/* Takes the results, and compares them with the base's, which come first. */
static void entrant_conclude(struct run *r, size_t i) {
    struct comparison *c = r->comparison;
    struct compared *to = &c->variants[i];
    struct entrant *e = &r->all[i];
    to->results = e->study ? study_end(e->study, &e->diag) : NULL;
    e->study = NULL;
    to->why = to->results || stop_asked(r) ? NULL : reason(&c->arena, &e->diag);
    if (to->results) {
        sums_take(r, i);
    }
    if (i == c->base) {
        r->base = to->results;
        return;
    }
    if (to->results && r->base) {
        compare(r, i);
        results_shed(to->results);
    }
    unit_store_fini(&e->units);
}

/* The i-th in the order of turns: the base comes first. */
static size_t in_turn(const struct comparison *c, size_t i) {
    return i == 0 ? c->base : i <= c->base ? i - 1 : i;
}

/* Each thread has some of a block. */
static size_t block_size(const struct run *r) {
    size_t asked = r->options->study.threads;
    size_t threads = asked > 0 ? asked : (size_t)omp_get_max_threads();
    return BLOCK * (1 + threads / 4);
}

/* Blocks in turns, until all are over, it is stopped, or what is kept takes too much room. The base
 * alone decides whether anything can be compared. */
static void go_round(struct run *r) {
    const struct comparison *c = r->comparison;
    size_t kept = 0, block = block_size(r);
    bool left = true;
    for (size_t n = block; left && kept < MOST_KEPT; n += block) {
        left = false;
        kept = 0;
        for (size_t i = 0; i < c->n && !stop_asked(r); i++) {
            struct entrant *e = &r->all[in_turn(c, i)];
            entrant_go_on(e, n);
            left = left || !e->over;
            kept += unit_store_bytes(&e->units);
            if (i == 0 && e->over && e->units.n == 0) {
                return;
            }
        }
    }
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

static bool stopped_early(const struct compared *v) {
    return v->results ? v->results->stopped_by == STOPPED_BY_SIGNAL : !v->why;
}

/* In turns; then each to its end, if that was not reached, and its results. */
static void all_run(struct run *r) {
    struct comparison *c = r->comparison;
    go_round(r);
    for (size_t i = 0; i < c->n && (i == 0 || r->base); i++) {
        struct entrant *e = &r->all[in_turn(c, i)];
        if (!e->over && !stop_asked(r)) {
            entrant_go_on(e, r->options->study.replications);
        }
        entrant_conclude(r, e->index);
    }
    for (size_t i = 0; i < c->n; i++) {
        c->stopped = c->stopped || stopped_early(&c->variants[i]);
    }
}

static struct entrant *entrants_new(struct run *r) {
    struct entrant *all = mem_new(r->variants->n, sizeof *all);
    for (size_t i = 0; i < r->variants->n; i++) {
        all[i] = (struct entrant){.run = r, .index = i};
    }
    return all;
}

static void entrants_free(struct run *r) {
    for (size_t i = 0; i < r->variants->n; i++) {
        struct entrant *e = &r->all[i];
        if (e->study) {
            results_free(study_end(e->study, &e->diag));
        }
        unit_store_fini(&e->units);
        diag_fini(&e->diag);
    }
    free(r->all);
}

struct comparison *comparison_run(const struct variants *v, const struct comparison_options *o,
                                  struct diag *d) {
    struct run r = {.comparison = comparison_new(v, o), .options = o, .variants = v};
    r.all = entrants_new(&r);
    all_run(&r);
    if (!r.base) {
        const char *why = r.comparison->variants[o->base].why;
        diag_error(d, NULL, "the variant '%s': %s", v->all[o->base].name,
                   why ? why : "stopped before a replication was complete");
        comparison_free(r.comparison);
        r.comparison = NULL;
    } else {
        results_shed(r.comparison->variants[o->base].results);
    }
    entrants_free(&r);
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

bool compared_meets(const struct compared *c) {
    bool meets = c->results && c->results->n_standards > 0;
    for (size_t i = 0; meets && i < c->results->n_standards; i++) {
        meets = c->results->standards[i].verdict == VERDICT_MET;
    }
    return meets;
}

enum verdict compared_standing(const struct compared *c) {
    static const enum verdict worst_first[] = {VERDICT_MISSED, VERDICT_NOT_SURE, VERDICT_NOT_JUDGED,
                                               VERDICT_MET};
    unsigned seen = 1u << VERDICT_MET;
    for (size_t i = 0; i < c->results->n_standards; i++) {
        seen |= 1u << c->results->standards[i].verdict;
    }
    size_t k = 0;
    while (!(seen >> worst_first[k] & 1)) {
        k++;
    }
    return worst_first[k];
}
