/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/replicate.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include <omp.h>

void replicator_init(struct replicator *r, const struct model *m,
                     const struct study_options *options, const struct layout *l, struct pool *p,
                     int threads) {
    *r = (struct replicator){
        .model = m, .options = options, .layout = l, .pool = p, .n_workers = threads};
    r->workers = mem_new((size_t)threads, sizeof *r->workers);
    for (int i = 0; i < threads; i++) {
        r->workers[i] = (struct worker){engine_new(m), tally_new(l), unit_new(l)};
    }
}

void replicator_fini(struct replicator *r) {
    for (int i = 0; i < r->n_workers; i++) {
        engine_free(r->workers[i].engine);
        tally_free(r->workers[i].tally);
        unit_free(r->workers[i].unit);
    }
    free(r->workers);
    text_fini(&r->breach);
}

static void series_note(struct replicator *r, const struct worker *w, size_t replication) {
    size_t planned = r->options->replications;
    for (size_t i = 0; r->series && i < r->options->n_series; i++) {
        struct ratio v = path_of_unit(w->unit, w->tally, &r->series_paths[i]);
        r->series->numerator[i * planned + replication] = v.top;
        r->series->denominator[i * planned + replication] = v.bottom;
    }
}

/* What does not balance is a defect of the program: the figures are kept for the message. */
static bool balanced(struct replicator *r, const struct tally *t, size_t replication) {
    if (t->breach.length == 0) {
        return true;
    }
    text_printf(&r->breach, "replication %zu: %s", replication, text_string(&t->breach));
    return false;
}

static bool ended_well(struct replicator *r, const struct worker *w, enum engine_end end,
                       size_t replication) {
    if (end != ENGINE_DONE) {
        r->end = r->end == ENGINE_DONE ? end : r->end;
        return false;
    }
    r->events += engine_events(w->engine);
    r->contacts += w->tally->contacts.began;
    return balanced(r, w->tally, replication);
}

static enum engine_end run(const struct replicator *r, struct worker *w, size_t replication,
                           const struct observer *observers, size_t n) {
    return engine_run(w->engine, r->options->staffing, r->options->seed, replication, observers, n,
                      r->options->limits);
}

static bool merge(struct replicator *r, struct worker *w, enum engine_end end, size_t replication) {
    if (!ended_well(r, w, end, replication)) {
        return false;
    }
    unit_take(w->unit, w->tally);
    series_note(r, w, r->complete);
    pool_add_counters(r->pool, w->tally);
    pool_add(r->pool, w->unit, w->tally);
    r->complete++;
    return true;
}

static bool stop_asked(const struct replicator *r) {
    return r->options->limits.stop && *r->options->limits.stop;
}

bool replicate(struct replicator *r, size_t first, size_t n) {
    bool good = true;
#pragma omp parallel for ordered schedule(dynamic, 1) num_threads(r->n_workers)
    for (size_t i = first; i < first + n; i++) {
        struct worker *w = &r->workers[omp_get_thread_num()];
        enum engine_end end = ENGINE_STOPPED;
        if (!stop_asked(r)) {
            struct observer o = tally_observer(w->tally);
            tally_reset(w->tally);
            unit_reset(w->unit, w->tally);
            end = run(r, w, i, &o, 1);
        }
#pragma omp ordered
        good = merge(r, w, end, i) && good;
    }
    return good;
}

/* ---- one long run ---- */

struct batcher {
    struct replicator *replicator;
    struct worker *worker;
    double next, length; /* s */
    size_t left;         /* batches to be ended here; the last ends with the run */
};

static void batch_end(struct batcher *b) {
    struct replicator *r = b->replicator;
    unit_take(b->worker->unit, b->worker->tally);
    pool_add(r->pool, b->worker->unit, b->worker->tally);
}

/* Told before the tally, which does not yet know of this contact. */
static void batch_contact(void *self, double now, const struct customer *c) {
    struct batcher *b = self;
    (void)c;
    if (now < b->next || b->left == 0) {
        return;
    }
    tally_flush(b->worker->tally, now);
    batch_end(b);
    b->left--;
    b->next += b->length;
}

bool replicate_batches(struct replicator *r, size_t batches) {
    const struct model *m = r->model;
    struct worker *w = &r->workers[0];
    struct batcher b = {r, w, 0, (m->closes - m->warm_up) / (double)batches, batches - 1};
    b.next = m->warm_up + b.length;
    struct observer o[2] = {{.self = &b, .contact_began = batch_contact}, tally_observer(w->tally)};
    tally_reset(w->tally);
    unit_reset(w->unit, w->tally);
    enum engine_end end = run(r, w, 0, o, 2);
    if (!ended_well(r, w, end, 0)) {
        return false;
    }
    batch_end(&b);
    pool_add_counters(r->pool, w->tally);
    r->complete = 1;
    return true;
}
