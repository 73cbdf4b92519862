/* SPDX-License-Identifier: GPL-3.0-or-later
 * Replications are addressed, so that any day can be lived again, with an observer that looks at
 * single people. */
#include "planner/typical_day.h"

#include <math.h>
#include <stdlib.h>

#include "engine/engine.h"
#include "model/model.h"
#include "study/study.h"

const char *const typical_day_series = "total.mean_wait";

/* Somebody in line and what he met on joining. */
struct joined {
    uint64_t person;
    uint32_t in_line, on_duty, wanted;
};

/* The day while it runs. */
struct watch {
    const struct model *model;
    struct typical_day *day;
    bool warm;                 /* what happens is reported */
    uint32_t *waiting;         /* [n_stations], people in line now */
    size_t *present, *staffed; /* [n_groups], now */
    struct joined *joined;     /* [n], in no order: those in line anywhere */
    size_t n, capacity;
};

static bool group_serves(const struct model *m, uint32_t group, uint32_t station) {
    const struct model_group *g = &m->groups[group];
    for (uint32_t r = 0; r < g->n_routes; r++)
        if (m->lines[g->routes[r].line].station == station)
            return true;
    return false;
}

static void day_opened(void *self, double now, size_t day) {
    struct watch *w = self;
    (void)now;
    w->warm = w->warm || (!w->model->steady && day >= w->model->warm_up_days);
}

static void warmed_up(void *self, double now) {
    struct watch *w = self;
    (void)now;
    w->warm = true;
}

static void on_duty(void *self, double now, uint32_t group, size_t present, size_t staffed) {
    struct watch *w = self;
    (void)now;
    w->present[group] = present;
    w->staffed[group] = staffed;
}

static void wait_began(void *self, double now, const struct customer *c, uint32_t station) {
    struct watch *w = self;
    (void)now;
    if (w->n == w->capacity) {
        w->capacity = w->capacity ? 2 * w->capacity : 64;
        w->joined = mem_resize(w->joined, w->capacity, sizeof *w->joined);
    }
    struct joined *j = &w->joined[w->n++];
    *j = (struct joined){.person = c->person, .in_line = w->waiting[station]++};
    for (uint32_t g = 0; g < w->model->n_groups; g++) {
        if (!group_serves(w->model, g, station))
            continue;
        j->on_duty += (uint32_t)w->present[g];
        j->wanted += (uint32_t)w->staffed[g];
    }
}

/* Puts the wait among the longest, if it is one of them; the earlier of two equal ones first. */
static void wait_note(struct typical_day *d, struct long_wait wait) {
    size_t at = d->n;
    while (at > 0 && wait.waited > d->waits[at - 1].waited)
        at--;
    if (at == LONGEST_WAITS)
        return;
    size_t last = d->n < LONGEST_WAITS ? d->n++ : LONGEST_WAITS - 1;
    for (size_t i = last; i > at; i--)
        d->waits[i] = d->waits[i - 1];
    d->waits[at] = wait;
}

/* The customer, if he was in line, is so no longer. */
static void wait_over(struct watch *w, const struct customer *c, uint32_t station, double waited,
                      const char *end) {
    size_t i = 0;
    while (i < w->n && w->joined[i].person != c->person)
        i++;
    if (i == w->n)
        return;
    struct joined j = w->joined[i];
    w->joined[i] = w->joined[--w->n];
    w->waiting[station]--;
    if (!w->warm)
        return;
    wait_note(w->day, (struct long_wait){.joined = c->joined,
                                         .waited = waited,
                                         .station = w->model->stations[station].name,
                                         .class_name = w->model->classes[c->class_index].name,
                                         .tier = w->model->tiers[c->tier].name,
                                         .end = end,
                                         .in_line = j.in_line,
                                         .on_duty = j.on_duty,
                                         .wanted = j.wanted,
                                         .staffed = w->model->stations[station].kind->staffed});
}

static void service_began(void *self, double now, const struct customer *c, uint32_t station,
                          double waited, uint32_t group) {
    (void)now;
    (void)group;
    wait_over(self, c, station, waited, "served");
}

static void visit_ended(void *self, double now, const struct customer *c, uint32_t station,
                        enum visit_outcome outcome, bool served, double waited) {
    static const char *const words[VISIT_OUTCOMES] = {
        [VISIT_COMPLETED] = "completed",    [VISIT_UNRESOLVED] = "unresolved",
        [VISIT_TIMED_OUT] = "timed out",    [VISIT_ABANDONED] = "left",
        [VISIT_BALKED] = "balked",          [VISIT_BLOCKED] = "blocked",
        [VISIT_TURNED_AWAY] = "turned away"};
    (void)now;
    if (!served)
        wait_over(self, c, station, waited, words[outcome]);
}

static void run(const struct model *m, const struct study_options *options, struct typical_day *t) {
    struct watch w = {.model = m, .day = t};
    struct arena a = {0};
    w.warm = m->warm_up_days == 0 && !(m->steady && m->warm_up > 0);
    w.waiting = arena_array(&a, m->n_stations + 1, sizeof *w.waiting);
    w.present = arena_array(&a, m->n_groups + 1, sizeof *w.present);
    w.staffed = arena_array(&a, m->n_groups + 1, sizeof *w.staffed);
    struct observer observer = {.self = &w,
                                .day_opened = day_opened,
                                .warmed_up = warmed_up,
                                .on_duty = on_duty,
                                .wait_began = wait_began,
                                .service_began = service_began,
                                .visit_ended = visit_ended};
    struct engine *e = engine_new(m);
    engine_run(e, options->staffing, options->seed, t->replication, &observer, 1, options->limits);
    engine_free(e);
    free(w.joined);
    arena_fini(&a);
}

struct mean {
    double wait;
    size_t replication;
};

static int compare_means(const void *left, const void *right) {
    const struct mean *a = left, *b = right;
    if (a->wait != b->wait)
        return a->wait < b->wait ? -1 : 1;
    return a->replication < b->replication ? -1 : 1;
}

struct typical_day *typical_day_run(const struct model *m, const struct study_options *options,
                                    const struct study_series *series) {
    size_t n = 0;
    struct mean *means = mem_new(series->replications + 1, sizeof *means);
    for (size_t i = 0; series->n_series > 0 && i < series->replications; i++)
        if (series->denominator[i] > 0)
            means[n++] = (struct mean){series->numerator[i] / series->denominator[i], i};
    struct typical_day *t = NULL;
    if (n > 0) {
        qsort(means, n, sizeof *means, compare_means);
        t = mem_new(1, sizeof *t);
        t->replication = means[(n - 1) / 2].replication;
        t->mean_wait = means[(n - 1) / 2].wait;
        run(m, options, t);
    }
    free(means);
    return t;
}

void typical_day_free(struct typical_day *t) {
    free(t);
}
