/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/replicate.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <omp.h>

#include "base/stop_flag.h"
#include "study/unit_bytes.h"

void replicator_init(struct replicator *r, const struct model *m,
                     const struct study_options *options, const struct layout *l, struct pool *p,
                     int threads) {
    *r = (struct replicator){
        .model = m, .options = options, .layout = l, .pool = p, .n_threads = threads, .good = true};
}

/* Engines and slots are large: they are there while something runs. */
static void engines_begin(struct replicator *r) {
    if (!r->engines) {
        r->engines = mem_new((size_t)r->n_threads, sizeof *r->engines);
        for (int i = 0; i < r->n_threads; i++) {
            r->engines[i] = engine_new(r->model);
        }
    }
}

void replicator_rest(struct replicator *r) {
    for (int i = 0; r->engines && i < r->n_threads; i++) {
        engine_free(r->engines[i]);
    }
    for (size_t i = 0; i < r->n_slots; i++) {
        tally_free(r->slots[i]->tally);
        unit_free(r->slots[i]->unit);
        free(r->slots[i]);
    }
    free(r->engines);
    free(r->slots);
    r->engines = NULL;
    r->slots = NULL;
    r->n_slots = r->slot_capacity = 0;
}

void replicator_fini(struct replicator *r) {
    replicator_rest(r);
    text_fini(&r->breach);
    text_fini(&r->bytes);
}

static void series_note(struct replicator *r, const struct slot *w, size_t replication) {
    size_t planned = r->options->replications, n = r->layout->n_intervals;
    for (size_t i = 0; r->series && i < r->options->n_series; i++) {
        struct ratio v = path_of_unit(w->unit, w->tally, &r->series_paths[i]);
        r->series->numerator[i * planned + replication] = v.top;
        r->series->denominator[i * planned + replication] = v.bottom;
        if (r->series_levels[i]) {
            memcpy(r->series_levels[i] + replication * n,
                   w->unit->levels + r->series_paths[i].standard * n, n * sizeof(struct ratio));
        }
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

static bool ended_well(struct replicator *r, const struct slot *s) {
    if (s->end != ENGINE_DONE) {
        r->end = s->end;
        r->ended_in = s->replication;
        r->ended_by = s->rule;
        r->circler = s->circler;
        return false;
    }
    r->events += s->events;
    r->contacts += s->tally->contacts.began;
    return balanced(r, s->tally, s->replication);
}

/* ---- slots: taken and merged by one thread at a time ---- */

static struct slot *slot_free(struct replicator *r) {
    for (size_t i = 0; i < r->n_slots; i++) {
        if (!r->slots[i]->taken) {
            return r->slots[i];
        }
    }
    if (r->n_slots == r->slot_capacity) {
        r->slot_capacity = r->slot_capacity ? 2 * r->slot_capacity : 8;
        r->slots = mem_resize(r->slots, r->slot_capacity, sizeof *r->slots);
    }
    struct slot *s = r->slots[r->n_slots++] = mem_new(1, sizeof *s);
    *s = (struct slot){.tally = tally_new(r->layout), .unit = unit_new(r->layout)};
    s->tally->day_waits = r->options->totals_only;
    return s;
}

static bool stop_asked(const struct replicator *r) {
    return stop_flag_is_set(r->options->limits.stop);
}

/* NULL when there is nothing more to begin. */
static struct slot *slot_take(struct replicator *r) {
    if (r->next >= r->end_at || !r->good || stop_asked(r)) {
        return NULL;
    }
    struct slot *s = slot_free(r);
    s->replication = r->next++;
    s->taken = true;
    s->over = false;
    return s;
}

static struct slot *slot_of(const struct replicator *r, size_t replication) {
    for (size_t i = 0; i < r->n_slots; i++) {
        if (r->slots[i]->taken && r->slots[i]->over && r->slots[i]->replication == replication) {
            return r->slots[i];
        }
    }
    return NULL;
}

static void log_add(struct replicator *r, const struct slot *s) {
    const struct unit_log *log = r->options->log;
    if (log && log->add) {
        r->bytes.length = 0;
        unit_write(s->unit, s->tally, &r->bytes);
        log->add(log->context, r->complete, r->bytes.bytes, r->bytes.length);
    }
}

/* The unit is in the pool. */
static void merged(struct replicator *r, const struct slot *s) {
    const struct unit_log *log = r->options->log;
    if (log && log->merged) {
        log->merged(log->context, r->complete, s->unit);
    }
    r->complete++;
}

static void merge(struct replicator *r, struct slot *s) {
    if (!r->good) {
        return;
    }
    if (!ended_well(r, s)) {
        r->good = false;
        return;
    }
    unit_take(s->unit, s->tally);
    series_note(r, s, r->complete);
    log_add(r, s);
    if (!r->options->totals_only) {
        pool_add_counters(r->pool, s->tally);
        pool_add_weekdays(r->pool, s->unit);
    }
    pool_add(r->pool, s->unit, s->tally);
    merged(r, s);
}

/* Merges this one and those it kept waiting, each in its turn. */
static void slot_return(struct replicator *r, struct slot *s) {
    s->over = true;
    for (; (s = slot_of(r, r->next_merged)); r->next_merged++) {
        merge(r, s);
        s->taken = false;
    }
}

/* ---- replications ---- */

static void run(const struct replicator *r, size_t thread, struct slot *s) {
    const struct study_beside *beside = r->options->beside;
    struct engine *e = r->engines[thread];
    struct observer o[2] = {tally_observer(s->tally)};
    if (beside) {
        o[1] = beside->observer(beside->context, thread, s->replication);
    }
    tally_reset(s->tally);
    unit_reset(s->unit, s->tally);
    s->end = engine_run(e, r->options->staffing, r->options->seed, s->replication, o,
                        beside ? 2 : 1, r->options->limits);
    s->events = engine_events(e);
    s->rule = engine_restless_rule(e);
    s->circler = engine_circler(e);
}

static void progress_tell(const struct replicator *r, size_t done) {
    if (r->options->progress) {
        r->options->progress(r->options->context, done, r->options->replications);
    }
}

/* What each thread does; thread 0 is the caller's. */
static void work(struct replicator *r, int thread) {
    for (;;) {
        struct slot *s;
        size_t done;
#pragma omp critical(replicator)
        s = slot_take(r);
        if (!s) {
            return;
        }
        run(r, (size_t)thread, s);
#pragma omp critical(replicator)
        {
            slot_return(r, s);
            done = r->complete;
        }
        if (thread == 0) {
            progress_tell(r, done);
        }
    }
}

/* Whether the log knows the next replication, which then is merged. */
static bool known_merge(struct replicator *r, struct slot *s) {
    const struct unit_log *log = r->options->log;
    size_t length = 0;
    const void *bytes = log->known(log->context, r->complete, &length);
    if (!bytes || !unit_read(s->unit, r->pool, bytes, length)) {
        return false;
    }
    pool_add_known(r->pool, s->unit);
    merged(r, s);
    return true;
}

static void replay(struct replicator *r, size_t end) {
    const struct unit_log *log = r->options->log;
    if (!log || !log->known || r->complete >= end) {
        return;
    }
    struct slot *s = slot_free(r);
    while (r->complete < end && !stop_asked(r) && known_merge(r, s)) {
        progress_tell(r, r->complete);
    }
}

bool replicate(struct replicator *r, size_t first, size_t n) {
    replay(r, first + n);
    r->next = r->next_merged = r->complete;
    r->end_at = first + n;
    if (r->complete < r->end_at) {
        engines_begin(r);
    }
#pragma omp parallel num_threads(r->n_threads)
    work(r, omp_get_thread_num());
    progress_tell(r, r->complete);
    return r->good;
}

/* ---- one long run ---- */

struct batcher {
    struct replicator *replicator;
    struct slot *slot;
    double length; /* s */
    size_t left;   /* batches to be ended here; the last ends with the run */
};

static void batch_end(const struct batcher *b) {
    unit_take(b->slot->unit, b->slot->tally);
    pool_add(b->replicator->pool, b->slot->unit, b->slot->tally);
}

static void batch_due(void *self, double now) {
    struct batcher *b = self;
    struct tally *t = b->slot->tally;
    tally_flush(t, now);
    batch_end(b);
    t->due = --b->left > 0 ? t->due + b->length : HUGE_VAL;
}

bool replicate_batches(struct replicator *r, size_t batches) {
    const struct model *m = r->model;
    struct slot *s = slot_free(r);
    struct batcher b = {r, s, (m->closes - m->warm_up) / (double)batches, batches - 1};
    s->tally->due = b.left > 0 ? m->warm_up + b.length : HUGE_VAL;
    s->tally->contact_due = batch_due;
    s->tally->watcher = &b;
    s->replication = 0;
    engines_begin(r);
    run(r, 0, s);
    s->tally->due = HUGE_VAL;
    if (!ended_well(r, s)) {
        return false;
    }
    batch_end(&b);
    pool_add_counters(r->pool, s->tally);
    r->complete = 1;
    progress_tell(r, 1);
    return true;
}
