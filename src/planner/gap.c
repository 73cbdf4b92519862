/* SPDX-License-Identifier: GPL-3.0-or-later
 * From the textbook outwards: Erlang C interval by interval, Erlang A once people hang up, the same
 * scenario simulated with nothing else switched on, then one property after the other. Each
 * simulation meets the same customers, so that a step's effect is a paired difference. */
#include "planner/gap.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/model.h"
#include "planner/gap_worth.h"
#include "planner/offered_load.h"
#include "scenario/profile_amount.h"
#include "stats/interval.h"
#include "study/path.h"
#include "study/study.h"
#include "theory/queue.h"

/* What is explained, and the one station that a formula would speak of. */
struct target {
    const char *path, *measure; /* measure: of queue_measure_rows; NULL: no formula */
    uint32_t station;
    double threshold; /* s */
    bool at_least;    /* of a standard: a floor, else a ceiling */
};

/* Sums in another order differ by less, as a share of what is summed. */
#define ROUNDING 1e-9

struct explaining {
    struct gap *gap;
    const struct scenario *scenario;
    const struct study_options *options;
    struct target target;
    struct diag *d;
    struct study_series before; /* of the simulation before */
    double before_value;        /* as it is shown */
};

/* ---- models with properties off ---- */

static struct scenario *scenario_copy(const struct scenario *s, struct arena *a) {
    struct scenario *copy = arena_alloc(a, sizeof *copy);
    *copy = *s;
    copy->groups = arena_array(a, s->n_groups + 1, sizeof *copy->groups);
    for (size_t i = 0; i < s->n_groups; i++) {
        copy->groups[i] = s->groups[i];
    }
    return copy;
}

/* With the properties [on, n) taken off; *was: whether the first of them was there. */
static struct model *model_without(struct explaining *e, size_t on, bool *was) {
    struct scenario *s = scenario_copy(e->scenario, &e->gap->arena);
    *was = false;
    for (size_t i = on; i < n_gap_properties; i++) {
        const struct gap_property *p = &gap_properties[i];
        *was = (p->off_scenario && p->off_scenario(s, &e->gap->arena) && i == on) || *was;
    }
    struct model *m = model_compile(s, (struct model_options){0}, e->d);
    for (size_t i = on; m && i < n_gap_properties; i++) {
        const struct gap_property *p = &gap_properties[i];
        *was = (p->off_model && p->off_model(m) && i == on) || *was;
    }
    return m;
}

/* ---- what is asked ---- */

static uint32_t only_desk(const struct model *m) {
    uint32_t found = NONE;
    for (uint32_t i = 0; i < m->n_stations; i++) {
        if (m->stations[i].kind->staffed) {
            if (found != NONE) {
                return NONE;
            }
            found = i;
        }
    }
    return found;
}

/* False when the path is of no standard. */
static bool standard_target(struct target *t, const struct model *m, const struct results *r,
                            struct gap *g) {
    for (uint32_t i = 0; i < m->n_standards; i++) {
        const char *own = arena_format(&g->arena, "standards.%s.value", m->standards[i].name);
        if (strcmp(own, t->path) == 0) {
            const struct standard *s = m->standards[i].as_read;
            t->measure = s->measure ? s->measure : s->n_from > 0 ? NULL : r->standards[i].formula;
            t->station = m->standards[i].station;
            t->threshold = m->standards[i].threshold;
            t->at_least = r->standards[i].at_least;
            g->worst_interval = s->per == PER_INTERVAL;
            g->question = arena_string(&g->arena, r->standards[i].question);
            return true;
        }
    }
    return false;
}

static void row_target(struct target *t, const struct model *m) {
    const char *dot = strrchr(t->path, '.');
    t->measure = dot ? dot + 1 : NULL;
    t->threshold = 20;
    for (uint32_t i = 0; i < m->n_stations && dot; i++) {
        size_t length = strlen(m->stations[i].name);
        bool here = strncmp(t->path, "stations.", 9) == 0 && (size_t)(dot - t->path) == 9 + length;
        if (here && strncmp(t->path + 9, m->stations[i].name, length) == 0) {
            t->station = i;
        }
    }
}

/* Why Erlang's formulas have nothing to say of the path, or NULL. */
static const char *formula_refused(const struct target *t, const struct model *m) {
    if (!t->measure || !queue_measure_find(t->measure)) {
        return "no formula gives this measure";
    }
    if (t->station == NONE || !m->stations[t->station].kind->staffed) {
        return "the path is not of one station where staff serve";
    }
    for (uint32_t g = 0; g < m->n_groups; g++) {
        if (m->staffing.count[g].by_weekday) {
            return "staffing differs by weekday";
        }
    }
    return NULL;
}

static void target_find(struct explaining *e, const struct model *m, const struct results *r) {
    struct target *t = &e->target;
    if (!standard_target(t, m, r, e->gap)) {
        row_target(t, m);
    }
    t->station = t->station == NONE ? only_desk(m) : t->station;
    e->gap->no_formula = formula_refused(t, m);
}

/* ---- the textbook ---- */

static double staffed_between(const struct model *m, uint32_t station, double from, double to) {
    double sum = 0;
    for (uint32_t g = 0; g < m->n_groups; g++) {
        if (model_group_serves(m, g, station)) {
            sum += profile_mean(&m->staffing.count[g], from, to);
        }
    }
    return sum;
}

static double worse(const struct target *t, double a, double b) {
    return t->at_least ? fmin(a, b) : fmax(a, b); /* each passes over a NAN */
}

/* As in the measure itself visits weigh the intervals, or the worst one counts. NAN: nobody came.
 */
static double by_formula(const struct explaining *e, const struct model *m, const struct results *r,
                         const struct queue_model *who) {
    const struct queue_measure *row = queue_measure_find(e->target.measure);
    const char *station = m->stations[e->target.station].name;
    double top = 0, bottom = 0, worst = NAN;
    for (size_t i = 0; i < r->n_intervals; i++) {
        const struct interval_row *x = &r->intervals[i];
        double offered = interval_value(x, "offered");
        if (x->kind != ROW_STATION || strcmp(x->name, station) != 0 || x->after_close ||
            !(offered > 0)) {
            continue;
        }
        double agents =
            round(staffed_between(m, e->target.station, x->start, x->start + x->length));
        struct queue_model q = {.calls = offered / x->length,
                                .handle = interval_value(x, "handle_time_s"),
                                .patience = who->patience,
                                .at_once = who->at_once,
                                .agents = (size_t)agents,
                                .lines = LINES_UNLIMITED,
                                .threshold = e->target.threshold};
        struct queue_measures all;
        if (agents < 1 || !(q.handle > 0)) {
            return NAN;
        }
        queue_evaluate(&q, &all);
        double here = queue_measure_value(&all, row);
        top += offered * here;
        bottom += offered;
        worst = worse(&e->target, worst, here);
    }
    return e->gap->worst_interval ? worst : top / bottom;
}

/* ---- steps ---- */

static void step_add(struct explaining *e, const char *name, const char *words, bool formula,
                     struct estimate value, struct estimate effect) {
    struct gap *g = e->gap;
    g->steps[g->n_steps++] = (struct gap_step){name, words, formula, value, effect};
}

static const struct estimate nothing = {NAN, NAN, NAN};

static void formula_steps(struct explaining *e, const struct model *m, const struct results *r) {
    struct gap *g = e->gap;
    const struct model_station *s = &m->stations[e->target.station];
    if (s->n_hours > 0 || s->keeps || s->n_lanes > 0) {
        g->no_formula =
            s->n_lanes > 0 ? "lanes have lines of their own" : "the station has hours of its own";
        return;
    }
    const struct station_load *load = &offered_load_of(m, &g->arena).station[e->target.station];
    struct queue_model patient = {.patience = PATIENCE_UNLIMITED}, theirs = patient;
    load_patience_set(load, &theirs);
    double c = by_formula(e, m, r, &patient), a = by_formula(e, m, r, &theirs);
    if (isnan(c) || isnan(a)) {
        g->no_formula = "an interval has customers and nobody at the desk";
        return;
    }
    step_add(e, "erlang_c", "Erlang C, each interval by itself", true,
             (struct estimate){c, NAN, NAN}, nothing);
    if (theirs.patience < PATIENCE_UNLIMITED || theirs.at_once > 0) {
        step_add(e, "hang_up",
                 theirs.patience > 0 ? "people hang up (Erlang A)"
                                     : "nobody waits, people hang up at once (Erlang B)",
                 true, (struct estimate){a, NAN, NAN}, (struct estimate){a - c, NAN, NAN});
    }
}

/* What the first simulation adds to the last formula. */
static struct estimate against_formula(const struct gap *g, struct estimate value) {
    if (g->n_steps == 0) {
        return nothing;
    }
    double f = g->steps[g->n_steps - 1].value.value;
    return isfinite(f) ? (struct estimate){value.value - f, value.low - f, value.high - f}
                       : nothing;
}

/* Of a quantile each replication has its own, and the shown one is of all replications together:
 * the paired interval of the former stands around the difference of the latter, so that effects add
 * up to the gap. Of a mean or share the two are the same. */
static struct interval recentred(const struct explaining *e, struct interval i, double shown) {
    double shift = shown - e->before_value - i.value;
    bool pooled = fabs(shift) > ROUNDING * fmax(fabs(shown), fabs(e->before_value));
    if (!pooled || !isfinite(shift)) {
        return i;
    }
    e->gap->pooled = true;
    return (struct interval){i.value + shift, i.low + shift, i.high + shift};
}

static struct estimate against_before(const struct explaining *e, const struct study_series *now,
                                      double shown) {
    const struct study_series *b = &e->before;
    size_t n = now->replications < b->replications ? now->replications : b->replications;
    struct interval i = paired_ratio_difference(now->numerator, now->denominator, b->numerator,
                                                b->denominator, n, e->gap->level);
    i = recentred(e, i, shown);
    return difference_bounded((struct estimate){i.value, i.low, i.high}, e->gap->unit);
}

/* Whether it was run to its end. */
static bool simulated_add(struct explaining *e, const struct model *m, size_t on) {
    struct study_options o = *e->options;
    struct study_series now = {0};
    const char *why = NULL;
    o.precision = 0;
    o.n_series = 1;
    o.series = &e->target.path;
    struct results *r = study_run(m, o, &now, e->d);
    if (r && r->stopped_by == STOPPED_BY_SIGNAL) {
        results_free(r);
        study_series_free(&now);
        return false;
    }
    if (!r) {
        return false;
    }
    struct estimate value = *results_find(r, e->target.path, &why);
    bool first = e->before.replications == 0;
    if (first && !e->gap->no_formula) {
        formula_steps(e, m, r);
    }
    const struct gap_property *p = on > 0 ? &gap_properties[on - 1] : NULL;
    step_add(e, p ? p->name : "day",
             p           ? p->words
             : m->steady ? "simulated instead"
                         : "the day carries over",
             false, value,
             first ? against_formula(e->gap, value) : against_before(e, &now, value.value));
    e->gap->replications = r->replications;
    study_series_free(&e->before);
    e->before = now;
    e->before_value = value.value;
    results_free(r);
    return true;
}

/* The paths of the scenario's own standards, which are what is mostly meant. */
static const char *standards_offer(const struct explaining *e, const struct model *m) {
    struct arena *a = &e->gap->arena;
    const char *words = "";
    for (uint32_t i = 0; i < m->n_standards; i++) {
        words = arena_format(a, "%s%sstandards.%s.value", words,
                             i ? ", " : "; standards here: ", m->standards[i].name);
    }
    return words;
}

/* What the path means; false with a reason when it names nothing. One replication tells. */
static bool target_known(struct explaining *e, const struct model *m, const char *path) {
    struct gap *g = e->gap;
    struct result_path parsed;
    struct study_options o = *e->options;
    if (!path) {
        path = m->n_standards > 0
                   ? arena_format(&g->arena, "standards.%s.value", m->standards[0].name)
                   : "total.mean_wait";
    }
    e->target = (struct target){.path = arena_string(&g->arena, path), .station = NONE};
    g->path = e->target.path;
    o.precision = 0;
    o.replications = 1;
    o.progress = NULL;
    struct results *r = study_run(m, o, NULL, e->d);
    const char *why = r ? path_parse(r->layout, path, &parsed, &g->arena) : NULL;
    if (why) {
        diag_error_at(e->d, "--of", 0, 0, "%s: %s%s", path, why, standards_offer(e, m));
    } else if (r) {
        g->unit = path_unit(r->layout, &parsed);
        g->level = r->level;
        target_find(e, m, r);
    }
    bool ok = r && !why;
    results_free(r);
    return ok;
}

/* A property that is not there changes nothing: its model is the one before. Whether it is there
 * shows when the model before takes it off. */
static bool steps_run(struct explaining *e) {
    const char **absent = arena_array(&e->gap->arena, n_gap_properties, sizeof *absent);
    bool more = true, present = true;
    e->gap->absent = absent;
    for (size_t on = 0; on <= n_gap_properties && more; on++) {
        bool next;
        struct model *m = model_without(e, on, &next);
        if (present) {
            more = m && simulated_add(e, m, on);
        } else {
            absent[e->gap->n_absent++] = gap_properties[on - 1].words;
        }
        if (on == n_gap_properties && more) {
            more = gap_worth_find(e->gap, m, e->target.station, &e->before, e->options, e->d);
        }
        model_free(m);
        present = next;
    }
    return more;
}

struct gap *gap_explain(const struct scenario *s, const char *path,
                        const struct study_options *options, struct diag *d) {
    struct gap *g = mem_new(1, sizeof *g);
    struct explaining e = {.gap = g, .scenario = s, .options = options, .d = d};
    bool was;
    g->steps = arena_array(&g->arena, n_gap_properties + 3, sizeof *g->steps);
    struct model *whole = model_without(&e, n_gap_properties, &was);
    bool ok = whole && target_known(&e, whole, path);
    model_free(whole);
    g->stopped = ok && !steps_run(&e);
    study_series_free(&e.before);
    if (!ok || (g->stopped && d->errors > 0)) {
        gap_free(g);
        return NULL;
    }
    return g;
}

void gap_free(struct gap *g) {
    if (g) {
        arena_fini(&g->arena);
    }
    free(g);
}
