/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "observe/longest_waits.h"

#include <stdlib.h>

#include "base/arena.h"
#include "model/model.h"
#include "observe/person_map.h"

/* Somebody in line and what he met on joining. */
struct joined {
    uint64_t person;
    uint32_t in_line, on_duty, wanted;
};

struct wait_watch {
    const struct model *model;
    struct longest_waits *found;
    bool warm;                 /* what happens is reported */
    uint32_t *waiting;         /* [n_stations], people in line now */
    size_t *present, *staffed; /* [n_groups], now */
    struct joined *joined;     /* [n], in no order: those in line anywhere */
    size_t n, capacity;
    struct person_map places; /* in joined */
    struct arena arena;
};

static void day_opened(void *self, double now, size_t day) {
    struct wait_watch *w = self;
    (void)now;
    w->warm = w->warm || (!w->model->steady && day >= w->model->warm_up_days);
}

static void warmed_up(void *self, double now) {
    struct wait_watch *w = self;
    (void)now;
    w->warm = true;
}

static void on_duty(void *self, double now, uint32_t group, size_t present, size_t staffed) {
    struct wait_watch *w = self;
    (void)now;
    w->present[group] = present;
    w->staffed[group] = staffed;
}

static void wait_began(void *self, double now, const struct customer *c, uint32_t station) {
    struct wait_watch *w = self;
    (void)now;
    if (w->n == w->capacity) {
        w->capacity = w->capacity ? 2 * w->capacity : 64;
        w->joined = mem_resize(w->joined, w->capacity, sizeof *w->joined);
    }
    person_map_put(&w->places, c->person, 0, (double)w->n);
    struct joined *j = &w->joined[w->n++];
    *j = (struct joined){.person = c->person, .in_line = w->waiting[station]++};
    for (uint32_t g = 0; g < w->model->n_groups; g++) {
        if (!model_group_serves(w->model, g, station))
            continue;
        j->on_duty += (uint32_t)w->present[g];
        j->wanted += (uint32_t)w->staffed[g];
    }
}

/* Puts the wait among the longest, if it is one of them; the earlier of two equal ones first. */
static void wait_note(struct longest_waits *d, struct long_wait wait) {
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
static void wait_over(struct wait_watch *w, const struct customer *c, uint32_t station,
                      double waited, const char *end) {
    struct person_entry *place = person_map_find(&w->places, c->person, 0);
    if (!place)
        return;
    size_t i = (size_t)place->value;
    struct joined j = w->joined[i], last = w->joined[--w->n];
    person_map_remove(&w->places, place);
    if (i < w->n) {
        w->joined[i] = last;
        person_map_put(&w->places, last.person, 0, (double)i);
    }
    w->waiting[station]--;
    if (!w->warm)
        return;
    wait_note(w->found, (struct long_wait){.joined = c->joined,
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

struct wait_watch *wait_watch_new(const struct model *m, struct longest_waits *found) {
    struct wait_watch *w = mem_new(1, sizeof *w);
    *found = (struct longest_waits){0};
    w->model = m;
    w->found = found;
    w->warm = m->warm_up_days == 0 && !(m->steady && m->warm_up > 0);
    w->waiting = arena_array(&w->arena, m->n_stations + 1, sizeof *w->waiting);
    w->present = arena_array(&w->arena, m->n_groups + 1, sizeof *w->present);
    w->staffed = arena_array(&w->arena, m->n_groups + 1, sizeof *w->staffed);
    return w;
}

struct observer wait_watch_observer(struct wait_watch *w) {
    return (struct observer){.self = w,
                             .day_opened = day_opened,
                             .warmed_up = warmed_up,
                             .on_duty = on_duty,
                             .wait_began = wait_began,
                             .service_began = service_began,
                             .visit_ended = visit_ended};
}

void wait_watch_free(struct wait_watch *w) {
    person_map_fini(&w->places);
    free(w->joined);
    arena_fini(&w->arena);
    free(w);
}
