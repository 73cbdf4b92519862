/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/study.h"

#include <math.h>
#include <stdlib.h>

#include <omp.h>

#include "base/stop_flag.h"
#include "study/assemble.h"
#include "study/measurable.h"
#include "study/path.h"
#include "study/precision.h"
#include "study/replicate.h"
#include "study/rule_words.h"
#include "study/warm_up.h"
#include "study/warnings.h"

enum {
    BATCH = FEW_REPLICATIONS, /* replications between two looks at the precision */
    BATCHES_OF_A_RUN = 20     /* of one long run */
};

struct study {
    const struct model *model; /* with its warm-up, in the results' arena */
    struct study_options options;
    struct results *results;
    struct replicator replicator;
    struct precision precision;
    struct result_path *series;
    struct warnings warnings;
    bool precise;
};

/* ---- what was asked ---- */

static bool paths_parse(const struct layout *l, const char *const *names, size_t n,
                        struct result_path **out, struct results *r, struct diag *d) {
    *out = arena_array(&r->arena, n, sizeof **out);
    bool good = true;
    for (size_t i = 0; i < n; i++) {
        const char *why = path_parse(l, names[i], &(*out)[i], &r->arena);
        good = (!why || diag_error(d, NULL, "%s: %s", names[i], why)) && good;
    }
    return good;
}

/* Without paths: each standard's value, else the mean speed of answer. */
static void default_paths(struct study *s) {
    const struct model *m = s->model;
    struct results *r = s->results;
    const char **names = arena_array(&r->arena, m->n_standards + 1, sizeof *names);
    for (size_t i = 0; i < m->n_standards; i++) {
        names[i] = arena_format(&r->arena, "standards.%s.value", m->standards[i].name);
    }
    s->options.n_of = m->n_standards;
    if (m->n_standards == 0) {
        names[0] = "total.asa";
        s->options.n_of = 1;
    }
    s->options.of = names;
}

static bool precision_prepare(struct study *s, struct diag *d) {
    struct result_path *paths = NULL;
    if (!(s->options.precision > 0)) {
        return true;
    }
    if (s->options.n_of == 0) {
        default_paths(s);
    }
    s->precision = (struct precision){.wanted = s->options.precision,
                                      .level = s->results->level,
                                      .n = s->options.n_of,
                                      .names = s->options.of};
    bool good =
        paths_parse(s->results->layout, s->options.of, s->options.n_of, &paths, s->results, d);
    s->precision.paths = paths;
    return good;
}

/* ---- running ---- */

static int thread_count(const struct study_options *o) {
    size_t wanted = o->threads > 0 ? o->threads : (size_t)omp_get_max_threads();
    wanted = wanted < o->replications ? wanted : o->replications;
    return wanted > 0 ? (int)wanted : 1;
}

static bool stop_asked(const struct study *s) {
    return stop_flag_is_set(s->options.limits.stop);
}

static const char *circling_words(const struct engine_limits *limits, const char *who,
                                  struct arena *a) {
    return arena_format(a,
                        "had %llu events or steps in one instant: %s circle in no time; services "
                        "or returns that take time end this",
                        (unsigned long long)limits->in_an_instant, who);
}

static const char *limit_words(enum engine_end end, const struct engine_limits *limits,
                               const struct rule *restless, struct arena *a) {
    if (restless) {
        return rule_flips_words(restless, a);
    }
    switch (end) {
    case ENGINE_EVENT_LIMIT:
        return arena_format(a,
                            "reached the limit of %llu events; fewer customers, or a shorter "
                            "run, stay below it",
                            (unsigned long long)limits->events);
    case ENGINE_PRESENT_LIMIT:
        return arena_format(a,
                            "reached the limit of %lu customers inside or to come again; more "
                            "staff, patience that ends, or 'lines' keep a line short",
                            (unsigned long)limits->present);
    case ENGINE_STANDSTILL:
        return circling_words(limits, "customers", a);
    default:
        return NULL;
    }
}

/* The same with the rule, or with who came round in no time, where they are known. */
static const char *end_words(const struct study *s, const struct model *m, enum engine_end end,
                             uint32_t ended_by, struct engine_circler circler) {
    struct arena *a = &s->results->arena;
    bool still = end == ENGINE_STANDSTILL, restless = still && ended_by != NONE;
    if (still && !restless && circler.class_index != NONE) {
        const char *who =
            arena_format(a, "customers of '%s', at the step '%s',",
                         m->classes[circler.class_index].name, m->steps[circler.step].name);
        return circling_words(&s->options.limits, who, a);
    }
    return limit_words(end, &s->options.limits, restless ? m->rules[ended_by].as_read : NULL, a);
}

/* Settles the warm-up of the study's own model; false when stopped before that. */
static bool warm_up_settle(struct study *s, struct model *own, struct diag *d) {
    if (!own->steady || !own->warm_up_auto) {
        return true;
    }
    struct warm_up found = warm_up_find(own, &s->options, thread_count(&s->options));
    if (found.end != ENGINE_DONE) {
        const char *why = end_words(s, own, found.end, found.ended_by, found.circler);
        return diag_error(d, NULL, "%s%s", why ? "a run to find the warm-up " : "",
                          why ? why : "stopped before the warm-up was known");
    }
    own->warm_up = found.length;
    own->warm_up_auto = false;
    if (!found.settled) {
        warning_add(
            &s->warnings,
            "The run is too short to see where it settles: the warm-up was cut at half of it",
            "The run is too short to see where it settles");
    }
    return true;
}

/* To a precision the batch is always the same, so that the thread count changes nothing. */
static bool replications_run(struct study *s, size_t wanted) {
    bool to_precision = s->options.precision > 0;
    struct replicator *r = &s->replicator;
    wanted = wanted < s->options.replications ? wanted : s->options.replications;
    while (r->complete < wanted && !s->precise && !stop_asked(s)) {
        size_t batch = BATCH - r->complete % BATCH, left = wanted - r->complete;
        if (!replicate(r, r->complete, to_precision && batch < left ? batch : left)) {
            return false;
        }
        s->precise = to_precision && precision_reached(&s->precision, s->results->pool);
    }
    return r->complete < s->options.replications && !s->precise && !stop_asked(s);
}

bool study_go_on(struct study *s, size_t replications) {
    if (s->model->steady && s->options.replications == 1) {
        replicate_batches(&s->replicator, BATCHES_OF_A_RUN);
        return false;
    }
    return replications_run(s, replications);
}

/* ---- reporting ---- */

static const char *limit_note(const struct study *s) {
    const struct replicator *p = &s->replicator;
    const char *words = end_words(s, s->model, p->end, p->ended_by, p->circler);
    return words ? arena_format(&s->results->arena, "Replication %zu %s", p->ended_in + 1, words)
                 : NULL;
}

struct engine_limits study_usual_limits(const volatile sig_atomic_t *stop) {
    return (struct engine_limits){.events = 1000000000,
                                  .present = 4000000,
                                  .in_an_instant = ENGINE_EVENTS_IN_AN_INSTANT,
                                  .stop = stop};
}

static const char *precision_note(const struct study *s) {
    struct text t = {0};
    if (!(s->options.precision > 0)) {
        return NULL;
    }
    text_printf(&t,
                s->precise ? "Precise enough after %zu replications: "
                           : "Not as precise as asked after %zu replications: ",
                s->replicator.complete);
    precision_describe(&s->precision, s->results->pool, &t);
    const char *out = arena_string(&s->results->arena, text_string(&t));
    text_fini(&t);
    return out;
}

static void stopped_by_set(struct study *s) {
    struct results *r = s->results;
    r->stopped_note = limit_note(s);
    if (s->replicator.end == ENGINE_STOPPED ||
        (stop_asked(s) && r->replications < s->options.replications)) {
        r->stopped_by = STOPPED_BY_SIGNAL;
        r->stopped_note = "Stopped from outside: what was finished is reported";
    } else if (r->stopped_note) {
        r->stopped_by = STOPPED_BY_LIMIT;
    } else if (s->precise) {
        r->stopped_by = STOPPED_BY_PRECISION;
    }
    if (!r->stopped_note) {
        r->stopped_note = precision_note(s);
    }
}

static void results_fill(struct study *s) {
    struct results *r = s->results;
    const struct model *m = s->model;
    r->scenario_name = m->name;
    r->scenario_sha256 = m->scenario->sha256;
    r->seed = s->options.seed;
    r->replications = s->replicator.complete;
    r->days = m->steady ? r->replications : r->replications * (m->days - m->warm_up_days);
    r->steady = m->steady;
    r->run_length = m->steady ? m->closes : 0;
    r->warm_up = m->steady ? m->warm_up : 0;
    r->events = s->replicator.events;
    r->contacts = s->replicator.contacts;
    assemble_rows(r);
    if (!s->options.totals_only) {
        assemble_weekdays(r);
        assemble_intervals(r);
        assemble_bands(r);
        assemble_histograms(r);
        assemble_scores(r);
        assemble_months(r);
        assemble_strain(r);
    }
    assemble_standards(r);
    stopped_by_set(s);
    warnings_set(&s->warnings, m, r, m->steady && s->options.replications == 1);
}

/* ---- all of it ---- */

/* A standard that must hold in each interval is as good as its worst, and which one that is shows
 * when all is run: until then its series keeps every interval. */
static void series_levels_begin(struct study *s) {
    size_t n = s->options.n_series,
           size = s->options.replications * s->results->layout->n_intervals;
    s->replicator.series_levels = mem_new(n, sizeof(struct ratio *));
    for (size_t i = 0; i < n; i++) {
        const struct result_path *p = &s->series[i];
        if (p->of == PATH_STANDARD_VALUE &&
            s->model->standards[p->standard].as_read->per == PER_INTERVAL) {
            s->replicator.series_levels[i] = mem_new(size, sizeof(struct ratio));
        }
    }
}

static void series_levels_end(struct study *s, struct study_series *series) {
    size_t planned = s->options.replications, n = s->results->layout->n_intervals;
    for (size_t i = 0; i < series->n_series; i++) {
        struct ratio *levels = s->replicator.series_levels[i];
        size_t worst =
            levels ? pool_worst_interval(s->results->pool, s->series[i].standard) : SIZE_MAX;
        for (size_t k = 0; k < s->replicator.complete && worst != SIZE_MAX; k++) {
            series->numerator[i * planned + k] = levels[k * n + worst].top;
            series->denominator[i * planned + k] = levels[k * n + worst].bottom;
        }
        free(levels);
    }
    free(s->replicator.series_levels);
    s->replicator.series_levels = NULL;
}

static void series_begin(struct study *s, struct study_series *series) {
    size_t n = s->options.n_series * s->options.replications;
    if (!series || s->options.n_series == 0) {
        return;
    }
    *series = (struct study_series){.n_series = s->options.n_series,
                                    .numerator = mem_new(n, sizeof(double)),
                                    .denominator = mem_new(n, sizeof(double))};
    s->replicator.series = series;
    s->replicator.series_paths = s->series;
    series_levels_begin(s);
}

/* Rows were as long as was planned; they become as long as there are replications. */
static void series_end(struct study *s, struct study_series *series) {
    size_t planned = s->options.replications, n = s->replicator.complete;
    if (!s->replicator.series) {
        return;
    }
    series_levels_end(s, series);
    for (size_t i = 0; i < series->n_series; i++) {
        for (size_t k = 0; k < n; k++) {
            series->numerator[i * n + k] = series->numerator[i * planned + k];
            series->denominator[i * n + k] = series->denominator[i * planned + k];
        }
    }
    series->replications = n;
}

void study_series_free(struct study_series *s) {
    free(s->numerator);
    free(s->denominator);
    *s = (struct study_series){0};
}

static bool prepare(struct study *s, struct diag *d) {
    struct results *r = s->results;
    r->layout = layout_new(s->model);
    r->pool = pool_new(r->layout);
    return standards_measurable(r->layout, d) && precision_prepare(s, d) &&
           paths_parse(r->layout, s->options.series, s->options.n_series, &s->series, r, d);
}

struct study *study_begin(const struct model *m, struct study_options options, struct diag *d) {
    struct study *s = mem_new(1, sizeof *s);
    *s = (struct study){.options = options, .results = mem_new(1, sizeof *s->results)};
    s->results->level = options.level > 0 ? options.level : 0.95;
    struct model *own = arena_alloc(&s->results->arena, sizeof *own);
    *own = *m;
    s->model = own;
    if (!prepare(s, d) || !warm_up_settle(s, own, d)) {
        results_free(s->results);
        free(s);
        return NULL;
    }
    replicator_init(&s->replicator, s->model, &s->options, s->results->layout, s->results->pool,
                    thread_count(&s->options));
    return s;
}

void study_rest(struct study *s) {
    replicator_rest(&s->replicator);
}

double study_warm_up(const struct study *s) {
    return s->model->steady ? s->model->warm_up : 0;
}

struct results *study_end(struct study *s, struct diag *d) {
    struct results *r = s->results;
    bool good = true;
    if (s->replicator.breach.length > 0) {
        good = diag_error(d, NULL,
                          "the simulation does not balance, which is a defect of the program: %s",
                          text_string(&s->replicator.breach));
    } else if (s->replicator.complete == 0) {
        const char *why = limit_note(s);
        good = diag_error(d, NULL, "%s", why ? why : "stopped before a replication was complete");
    } else {
        results_fill(s);
    }
    replicator_fini(&s->replicator);
    free(s);
    if (!good) {
        results_free(r);
        return NULL;
    }
    return r;
}

struct results *study_run(const struct model *m, struct study_options options,
                          struct study_series *series, struct diag *d) {
    struct study *s = study_begin(m, options, d);
    if (series) {
        *series = (struct study_series){0};
    }
    if (!s) {
        return NULL;
    }
    series_begin(s, series);
    study_go_on(s, options.replications);
    series_end(s, series);
    struct results *r = study_end(s, d);
    if (!r && series) {
        study_series_free(series);
    }
    return r;
}
