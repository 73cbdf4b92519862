/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planner/evaluate.h"
#include "base/stop_flag.h"

#include <stdlib.h>
#include <string.h>

#include <omp.h>

/* A plan that was simulated, remembered by its counts and seed. */
struct remembered {
    uint64_t hash, seed;
    double *count; /* [plan_size] */
    struct sample sample;
    size_t capacity; /* replications there is room for */
};

struct evaluator {
    const struct model *model;
    const struct layout *layout;
    size_t n_goals, n_days;
    struct day_kinds kinds;
    struct evaluator_options options;
    int n_threads;
    struct engine **engines; /* [n_threads] */
    struct gauge **gauges;   /* [n_threads] */
    struct remembered **all; /* [n_all] */
    size_t n_all, capacity, plans;
    uint64_t events;
    enum engine_end end;
};

struct evaluator *evaluator_new(const struct model *m, const struct layout *l,
                                const struct gauge_goal *goals, size_t n_goals,
                                struct evaluator_options options) {
    struct evaluator *e = mem_new(1, sizeof *e);
    *e = (struct evaluator){.model = m,
                            .layout = l,
                            .n_goals = n_goals,
                            .n_days = gauge_days(m),
                            .kinds = day_kinds_of(m),
                            .options = options,
                            .end = ENGINE_DONE};
    e->n_threads = options.threads ? (int)options.threads : omp_get_max_threads();
    e->engines = mem_new((size_t)e->n_threads, sizeof *e->engines);
    e->gauges = mem_new((size_t)e->n_threads, sizeof *e->gauges);
    for (int i = 0; i < e->n_threads; i++) {
        e->engines[i] = engine_new(m);
        e->gauges[i] = gauge_new(l, goals, n_goals);
    }
    return e;
}

void evaluator_forget(struct evaluator *e) {
    for (size_t i = 0; i < e->n_all; i++) {
        free(e->all[i]->count);
        free(e->all[i]->sample.ratio);
        free(e->all[i]);
    }
    e->n_all = 0;
}

void evaluator_free(struct evaluator *e) {
    if (!e) {
        return;
    }
    evaluator_forget(e);
    for (int i = 0; i < e->n_threads; i++) {
        engine_free(e->engines[i]);
        gauge_free(e->gauges[i]);
    }
    free(e->engines);
    free(e->gauges);
    free(e->all);
    free(e);
}

/* ---- memory ---- */

/* FNV-1a over the counts; equal counts are compared as well, so that it may be short. */
static uint64_t plan_hash(const struct plan *p) {
    uint64_t hash = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < plan_size(p->space); i++) {
        hash = (hash ^ (uint64_t)p->count[i]) * UINT64_C(1099511628211);
    }
    return hash;
}

static struct remembered *remember(struct evaluator *e, const struct plan *p, uint64_t seed) {
    uint64_t hash = plan_hash(p);
    size_t bytes = plan_size(p->space) * sizeof *p->count;
    for (size_t i = 0; i < e->n_all; i++) {
        struct remembered *r = e->all[i];
        if (r->hash == hash && r->seed == seed && memcmp(r->count, p->count, bytes) == 0) {
            return r;
        }
    }
    if (e->n_all == e->capacity) {
        e->capacity = e->capacity ? 2 * e->capacity : 64;
        e->all = mem_resize(e->all, e->capacity, sizeof *e->all);
    }
    struct remembered *r = e->all[e->n_all++] = mem_new(1, sizeof *r);
    r->hash = hash;
    r->seed = seed;
    r->count = mem_new(plan_size(p->space), sizeof *r->count);
    memcpy(r->count, p->count, bytes);
    e->plans++;
    return r;
}

static size_t stride(const struct evaluator *e) {
    return e->n_days * e->n_goals * e->layout->n_intervals;
}

static void sample_reserve(const struct evaluator *e, struct remembered *r, size_t n) {
    if (n > r->capacity) {
        r->sample.ratio = mem_resize(r->sample.ratio, n * stride(e), sizeof *r->sample.ratio);
        r->capacity = n;
    }
}

/* ---- running ---- */

bool evaluator_stopped(const struct evaluator *e) {
    return stop_flag_is_set(e->options.limits.stop);
}

static bool may_begin(const struct evaluator *e) {
    return !evaluator_stopped(e) && e->end == ENGINE_DONE;
}

/* Replications [from, n) of a plan. Each writes its own place, so that threads do not matter. */
static bool run(struct evaluator *e, struct remembered *r, const struct staffing *staffing,
                size_t n) {
    uint64_t events = 0;
    bool ok = true;
#pragma omp parallel for num_threads(e->n_threads) schedule(dynamic) reduction(+ : events)         \
    reduction(&& : ok)
    for (size_t i = r->sample.n; i < n; i++) {
        int thread = omp_get_thread_num();
        if (stop_flag_is_set(e->options.limits.stop)) {
            ok = false;
            continue;
        }
        gauge_begin(e->gauges[thread], r->sample.ratio + i * stride(e));
        struct observer o = gauge_observer(e->gauges[thread]);
        enum engine_end end =
            engine_run(e->engines[thread], staffing, r->seed, i, &o, 1, e->options.limits);
        events += engine_events(e->engines[thread]);
        if (end != ENGINE_DONE) {
            ok = false;
#pragma omp atomic write
            e->end = end;
        }
    }
    e->events += events;
    r->sample.events += events;
    return ok;
}

const struct sample *evaluate(struct evaluator *e, const struct plan *p, uint64_t seed, size_t n) {
    struct remembered *r = remember(e, p, seed);
    if (r->sample.n >= n) {
        return &r->sample;
    }
    if (!may_begin(e)) {
        return NULL;
    }
    struct arena a = {0};
    struct staffing staffing = plan_staffing(p, &a);
    sample_reserve(e, r, n);
    bool ok = run(e, r, &staffing, n);
    arena_fini(&a);
    if (!ok) {
        return NULL;
    }
    r->sample.n = n;
    return &r->sample;
}

/* ---- beside another's runs ---- */

struct sample *sample_new(const struct evaluator *e, size_t n) {
    struct sample *s = mem_new(1, sizeof *s);
    *s = (struct sample){.n = n, .ratio = mem_new(n * stride(e), sizeof *s->ratio)};
    return s;
}

void sample_free(struct sample *s) {
    if (s) {
        free(s->ratio);
        free(s);
    }
}

struct observer sample_observer(struct evaluator *e, struct sample *s, size_t thread,
                                size_t replication) {
    gauge_begin(e->gauges[thread], s->ratio + replication * stride(e));
    return gauge_observer(e->gauges[thread]);
}

/* ---- sizes and sums ---- */

size_t evaluator_days(const struct evaluator *e) {
    return e->n_days;
}

size_t evaluator_goals(const struct evaluator *e) {
    return e->n_goals;
}

size_t evaluator_cells(const struct evaluator *e) {
    return e->layout->n_intervals;
}

size_t evaluator_kind(const struct evaluator *e, size_t day) {
    return day_kind(&e->kinds, day);
}

uint64_t evaluator_events(const struct evaluator *e) {
    return e->events;
}

size_t evaluator_plans(const struct evaluator *e) {
    return e->plans;
}
