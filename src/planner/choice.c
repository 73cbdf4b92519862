/* SPDX-License-Identifier: GPL-3.0-or-later
 * All studies are open at once; each stage, those in play go on by as many replications. A batch's
 * ratio of totals is nearly normal and nearly unbiased where a single day's is neither. */
#include "planner/choice.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/stop_flag.h"
#include "stats/selection.h"
#include "study/path.h"

const char *const chosen_words[] = {[CHOSEN_BEST] = "best",
                                    [CHOSEN_IN_PLAY] = "in play",
                                    [CHOSEN_OUT] = "out",
                                    [CHOSEN_NOT_RUN] = "not run"};

enum { STEP = 4 }; /* observations between two screenings: as many replications as a record holds */

/* ---- what is asked ---- */

static bool path_good(const struct layout *l, const struct result_path *p, bool *more) {
    const struct layout_standard *s = &l->standards[p->standard];
    if (p->of != PATH_ROW) {
        *more = p->of != PATH_STANDARD_VALUE || s->at_least;
        return true;
    }
    *more = measures[p->measure.measure].good == GOOD_HIGH;
    return measures[p->measure.measure].good != GOOD_EITHER;
}

/* Whether a replication's part of it is a ratio of totals. */
static bool path_is_ratio(const struct layout *l, const struct result_path *p) {
    const struct measure_reference *ref = &p->measure;
    if (p->of == PATH_STANDARD_VALUE) {
        const struct layout_standard *s = &l->standards[p->standard];
        if (l->model->standards[p->standard].as_read->per == PER_INTERVAL) {
            return false;
        }
        if (!s->by_measure) {
            return true;
        }
        ref = &s->measure;
    } else if (p->of != PATH_ROW) {
        return true;
    }
    int how = measures[ref->measure].how;
    return how == MEASURE_RATIO || how == MEASURE_STANDARD ||
           (how == MEASURE_DAY_RATIO && !l->model->steady);
}

/* Reads the path; false with an error. */
static bool path_read(const struct layout *l, const char *text, struct result_path *out, bool *more,
                      struct diag *d) {
    const char *why = path_parse(l, text, out, &d->arena);
    if (why) {
        return diag_error_at(d, "--best", 0, 0, "%s: %s", text, why);
    }
    if (!path_good(l, out, more)) {
        return diag_error_at(d, "--best", 0, 0,
                             "%s: neither more nor less of it is better in itself; choose by "
                             "cost, a wait or a standard",
                             text);
    }
    return path_is_ratio(l, out) ||
           diag_error_at(d, "--best", 0, 0,
                         "%s: the choice needs a rate, a mean or a standard of the whole day, "
                         "whose value every few days give anew; total.mean_wait is one",
                         text);
}

const char *choice_unit(const struct variant *v, const char *path, struct diag *d) {
    struct layout *l = layout_new(v->model);
    struct result_path p = {0};
    bool more;
    const char *unit =
        path_read(l, path, &p, &more, d) ? arena_string(&d->arena, path_unit(l, &p)) : NULL;
    layout_free(l);
    return unit;
}

/* ---- one variant ---- */

struct contender {
    struct study *study; /* NULL: over */
    struct unit_log log;
    struct diag diag;
    struct journal *journal;
    char key[SHA256_HEX];
    struct result_path path;
    size_t n;           /* replications */
    struct ratio batch; /* of those that make no whole one yet */
    double *x;          /* [n / CHOICE_BATCH]: observations */
    size_t n_x, capacity, taken;
};

static const void *known(void *context, size_t replication, size_t *length) {
    struct contender *c = context;
    return journal_find(c->journal, c->key, replication, length);
}

static void add(void *context, size_t replication, const void *bytes, size_t length) {
    struct contender *c = context;
    journal_add(c->journal, c->key, replication, bytes, length);
}

static void merged(void *context, size_t replication, const struct unit *u) {
    struct contender *c = context;
    struct ratio r = path_of_unit(u, NULL, &c->path);
    c->batch.top += r.top;
    c->batch.bottom += r.bottom;
    c->n = replication + 1;
    if (c->n % CHOICE_BATCH > 0) {
        return;
    }
    if (c->n_x == c->capacity) {
        c->capacity = c->capacity ? 2 * c->capacity : 64;
        c->x = mem_resize(c->x, c->capacity, sizeof *c->x);
    }
    c->x[c->n_x++] = c->batch.bottom > 0 ? c->batch.top / c->batch.bottom : 0;
    c->batch = (struct ratio){0, 0};
}

/* ---- all of them ---- */

struct choosing {
    struct choice *choice;
    const struct choice_options *options;
    const struct variants *variants;
    struct contender *all; /* [n] */
    struct selection selection;
};

static bool stop_asked(const struct choosing *k) {
    return stop_flag_is_set(k->options->study.limits.stop);
}

static bool contender_begin(struct choosing *k, size_t i, struct diag *d) {
    struct contender *c = &k->all[i];
    const struct choice_options *o = k->options;
    const struct variant *v = &k->variants->all[i];
    struct layout *l = layout_new(v->model);
    bool good = path_read(l, o->path, &c->path, &k->choice->more_is_better, d);
    layout_free(l);
    if (!good) {
        return false;
    }
    c->journal = o->journal;
    c->log = (struct unit_log){c, o->journal ? known : NULL, o->journal ? add : NULL, merged};
    struct study_options s = o->study;
    s.log = &c->log;
    s.totals_only = true;
    s.precision = 0;
    s.progress = NULL;
    c->study = study_begin(v->model, s, &c->diag);
    if (c->study) {
        variant_key(v, study_warm_up(c->study), c->key);
    }
    return true;
}

/* Whoever cannot be run at all is out from the beginning. */
static bool all_begin(struct choosing *k, struct diag *d) {
    bool good = true;
    for (size_t i = 0; i < k->choice->n && good; i++) {
        good = contender_begin(k, i, d);
    }
    return good;
}

/* Observations that every contender in play has go to the selection. */
static void observations_take(struct choosing *k, size_t i) {
    struct contender *c = &k->all[i];
    double sign = k->choice->more_is_better ? 1 : -1;
    for (; c->taken < c->n_x; c->taken++) {
        selection_add(&k->selection, i, sign * c->x[c->taken]);
    }
}

/* Ends a study and keeps what it found. */
static void contender_end(struct choosing *k, size_t i, enum chosen_state state) {
    struct contender *c = &k->all[i];
    struct chosen *to = &k->choice->variants[i];
    if (c->study) {
        to->results = study_end(c->study, &c->diag);
        c->study = NULL;
    }
    to->state = to->results ? state : CHOSEN_NOT_RUN;
    if (!to->results) {
        bool said = c->diag.count > 0 && !stop_asked(k);
        to->why = said ? arena_string(&k->choice->arena, c->diag.findings[0].message) : NULL;
        return;
    }
    const struct estimate *e = results_find(to->results, k->options->path, NULL);
    to->value = e ? *e : (struct estimate){NAN, NAN, NAN};
    to->days = to->results->days;
    results_shed(to->results);
}

static void drop(struct choosing *k, size_t i) {
    k->selection.in_play[i] = false;
    k->selection.n_in_play--;
}

/* Runs everybody in play up to so many replications. False when that could not be done: stopped,
 * or a limit of the engine. */
static bool stage(struct choosing *k, size_t replications) {
    for (size_t i = 0; i < k->choice->n; i++) {
        struct contender *c = &k->all[i];
        if (!k->selection.in_play[i]) {
            continue;
        }
        if (c->study) {
            study_go_on(c->study, replications);
        }
        if (stop_asked(k)) {
            return false;
        }
        if (!c->study || c->n < replications) {
            drop(k, i);
            contender_end(k, i, CHOSEN_OUT);
            continue;
        }
        observations_take(k, i);
    }
    return k->selection.n_in_play > 0;
}

static void progress_tell(const struct choosing *k) {
    size_t days = 0;
    for (size_t i = 0; i < k->choice->n; i++) {
        days += k->all[i].n *
                (k->variants->all[i].model->days - k->variants->all[i].model->warm_up_days);
    }
    k->choice->days = days;
    k->choice->in_play = k->selection.n_in_play;
    if (k->options->progress) {
        k->options->progress(k->options->context, k->selection.n_in_play, k->choice->n, days);
    }
}

/* Stages until one is left, the limit is reached or it is stopped. */
static void choose(struct choosing *k) {
    size_t first = CHOICE_FIRST_STAGE * CHOICE_BATCH, step = STEP * CHOICE_BATCH;
    size_t most = k->options->study.replications;
    for (size_t n = first; n <= most && !k->choice->decided; n += step) {
        if (!stage(k, n)) {
            break;
        }
        k->choice->decided = selection_screen(&k->selection);
        for (size_t i = 0; i < k->choice->n; i++) {
            if (k->all[i].study && !k->selection.in_play[i]) {
                contender_end(k, i, CHOSEN_OUT);
            }
        }
        progress_tell(k);
    }
    k->choice->stopped = stop_asked(k) && !k->choice->decided;
    progress_tell(k);
}

/* The best first; those within the zone of it stay "in play". */
static void conclude(struct choosing *k) {
    struct choice *c = k->choice;
    c->best = selection_best(&k->selection);
    for (size_t i = 0; i < c->n; i++) {
        if (k->all[i].study) {
            contender_end(k, i, i == c->best ? CHOSEN_BEST : CHOSEN_IN_PLAY);
        }
    }
    if (c->best < c->n && c->variants[c->best].state != CHOSEN_BEST) {
        c->best = c->n;
    }
}

static struct choice *choice_new(const struct variants *v, const struct choice_options *o) {
    struct choice *c = mem_new(1, sizeof *c);
    c->n = c->best = v->n;
    c->path = arena_string(&c->arena, o->path);
    c->zone = o->zone;
    c->probability = o->probability;
    c->level = o->study.level > 0 ? o->study.level : 0.95;
    c->seed = o->study.seed;
    c->variants = arena_array(&c->arena, v->n, sizeof *c->variants);
    for (size_t i = 0; i < v->n; i++) {
        c->variants[i] = (struct chosen){.name = v->all[i].name,
                                         .changes = v->all[i].changes,
                                         .state = CHOSEN_NOT_RUN,
                                         .value = {NAN, NAN, NAN}};
    }
    return c;
}

static void contenders_free(struct choosing *k) {
    for (size_t i = 0; i < k->choice->n; i++) {
        if (k->all[i].study) {
            contender_end(k, i, CHOSEN_NOT_RUN);
        }
        diag_fini(&k->all[i].diag);
        free(k->all[i].x);
    }
    free(k->all);
}

struct choice *choice_run(const struct variants *v, const struct choice_options *o,
                          struct diag *d) {
    const char *unit = choice_unit(&v->all[0], o->path, d);
    if (!unit) {
        return NULL;
    }
    struct choosing k = {.choice = choice_new(v, o),
                         .options = o,
                         .variants = v,
                         .all = mem_new(v->n, sizeof *k.all)};
    k.choice->unit = arena_string(&k.choice->arena, unit);
    selection_init(&k.selection, v->n, CHOICE_FIRST_STAGE, o->probability, o->zone);
    bool good = all_begin(&k, d);
    if (good) {
        choose(&k);
        conclude(&k);
        good = k.choice->best < k.choice->n || k.choice->stopped ||
               diag_error(d, NULL, "no variant could be run: %s",
                          k.choice->variants[0].why ? k.choice->variants[0].why : "stopped");
    }
    contenders_free(&k);
    selection_fini(&k.selection);
    if (!good) {
        choice_free(k.choice);
        return NULL;
    }
    return k.choice;
}

void choice_free(struct choice *c) {
    if (!c) {
        return;
    }
    for (size_t i = 0; i < c->n; i++) {
        results_free(c->variants[i].results);
    }
    arena_fini(&c->arena);
    free(c);
}
