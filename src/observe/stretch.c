/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "observe/stretch.h"

#include <stdlib.h>
#include <string.h>

#include "observe/person_map.h"

/* What a moment of a step means to one standard. */
struct watch {
    uint32_t standard;
    bool from, to;
};

struct stretches {
    struct arena arena;
    const struct layout *layout;
    struct span *watches; /* [n_steps][3 moments], then tasks by step from first_task */
    uint32_t *first_task; /* [n_steps]: place of the first task's three moments */
    struct watch *members;
    uint32_t n_members;
    uint32_t *standards; /* [n_standards]: those that are stretches */
    size_t n;
    uint64_t *broken;             /* [model.n_standards][n_intervals], borrowed: misses */
    struct stretch_count *counts; /* [model.n_standards][n_intervals] */
    struct person_map on_the_way; /* (person, standard): when `from` was */
};

/* task NULL: of the visit itself. */
static bool names(const struct moment_of *list, size_t n, const char *label, const char *task,
                  enum moment moment) {
    for (size_t i = 0; i < n; i++) {
        bool same = task && list[i].task ? strcmp(list[i].task, task) == 0 : !task && !list[i].task;
        if (same && list[i].moment == moment && strcmp(list[i].label, label) == 0) {
            return true;
        }
    }
    return false;
}

/* What one moment means to every standard. */
static struct span watch_build(struct stretches *s, const char *label, const char *task,
                               enum moment moment) {
    const struct model *m = s->layout->model;
    struct span out = {.first = s->n_members};
    for (size_t k = 0; label && k < s->n; k++) {
        const struct standard *r = m->standards[s->standards[k]].as_read;
        struct watch w = {s->standards[k], names(r->from, r->n_from, label, task, moment),
                          names(r->to, r->n_to, label, task, moment)};
        if (w.from || w.to) {
            s->members = mem_resize(s->members, s->n_members + 1, sizeof *s->members);
            s->members[s->n_members++] = w;
            out.n++;
        }
    }
    return out;
}

static const struct model_crew *crew_of(const struct model *m, uint32_t step) {
    uint32_t station = m->steps[step].station;
    return station == NONE ? NULL : m->stations[station].crew;
}

enum { MOMENTS = 3 };

static void watches_build(struct stretches *s) {
    const struct model *m = s->layout->model;
    uint32_t places = m->n_steps * MOMENTS;
    s->first_task = arena_array(&s->arena, m->n_steps, sizeof *s->first_task);
    for (uint32_t i = 0; i < m->n_steps; i++) {
        s->first_task[i] = places;
        places += crew_of(m, i) ? crew_of(m, i)->n_tasks * MOMENTS : 0;
    }
    s->watches = arena_array(&s->arena, places, sizeof *s->watches);
    for (uint32_t at = 0; at < m->n_steps * MOMENTS; at++) {
        const char *label = m->steps[at / MOMENTS].name;
        s->watches[at] = watch_build(s, label, NULL, at % MOMENTS);
    }
    for (uint32_t i = 0; i < m->n_steps; i++) {
        const struct model_crew *crew = crew_of(m, i);
        for (uint32_t t = 0; crew && t < crew->n_tasks * MOMENTS; t++) {
            s->watches[s->first_task[i] + t] =
                watch_build(s, m->steps[i].name, crew->tasks[t / MOMENTS].name, t % MOMENTS);
        }
    }
}

struct stretches *stretches_new(const struct layout *l, uint64_t *broken) {
    const struct model *m = l->model;
    struct stretches *s = mem_new(1, sizeof *s);
    s->layout = l;
    s->broken = broken;
    s->standards = arena_array(&s->arena, m->n_standards, sizeof *s->standards);
    for (uint32_t i = 0; i < m->n_standards; i++) {
        if (l->standards[i].stretch) {
            s->standards[s->n++] = i;
        }
    }
    if (s->n == 0) {
        stretches_free(s);
        return NULL;
    }
    watches_build(s);
    s->counts = arena_array(&s->arena, (size_t)m->n_standards * l->n_intervals, sizeof *s->counts);
    return s;
}

void stretches_free(struct stretches *s) {
    if (s) {
        free(s->members);
        person_map_fini(&s->on_the_way);
        arena_fini(&s->arena);
        free(s);
    }
}

void stretches_forget(struct stretches *s) {
    size_t cells = (size_t)s->layout->model->n_standards * s->layout->n_intervals;
    memset(s->counts, 0, cells * sizeof *s->counts);
}

void stretches_reset(struct stretches *s) {
    stretches_forget(s);
    person_map_clear(&s->on_the_way);
}

static bool concerns(const struct stretches *s, uint32_t standard, const struct customer *c) {
    const struct model *m = s->layout->model;
    const struct model_standard *r = &m->standards[standard];
    return !m->classes[c->class_index].rival &&
           (r->of_class == NONE || r->of_class == c->class_index) &&
           (r->of_tier == NONE || r->of_tier == c->own_tier) &&
           (!r->of_skill || (c->line != NONE && strcmp(r->of_skill, m->lines[c->line].skill) == 0));
}

static struct stretch_count *count_of(struct stretches *s, uint32_t standard, size_t interval) {
    return &s->counts[standard * s->layout->n_intervals + interval];
}

const struct stretch_count *stretches_count(const struct stretches *s, uint32_t standard,
                                            size_t interval) {
    return &s->counts[standard * s->layout->n_intervals + interval];
}

static void reach(struct stretches *s, uint32_t standard, double now, const struct customer *c) {
    struct person_entry *e = person_map_find(&s->on_the_way, c->person, standard);
    if (!e) {
        return;
    }
    bool within = now - e->value <= s->layout->model->standards[standard].threshold;
    person_map_remove(&s->on_the_way, e);
    struct stretch_count *k = count_of(s, standard, c->arrival_interval);
    k->within += within;
    k->late += !within;
    s->broken[standard * s->layout->n_intervals + c->arrival_interval] += !within;
}

static void pass(struct stretches *s, double now, const struct customer *c, struct span at) {
    for (uint32_t i = 0; i < at.n; i++) {
        struct watch w = s->members[at.first + i];
        if (w.to) {
            reach(s, w.standard, now, c);
        }
        if (w.from && concerns(s, w.standard, c)) {
            person_map_put(&s->on_the_way, c->person, w.standard, now);
        }
    }
}

void stretches_moment(struct stretches *s, double now, const struct customer *c,
                      enum moment moment) {
    pass(s, now, c, s->watches[c->step * MOMENTS + (uint32_t)moment]);
}

void stretches_task(struct stretches *s, double now, const struct customer *c, uint32_t task,
                    enum moment moment) {
    uint32_t at = s->first_task[c->step] + task * MOMENTS + (uint32_t)moment;
    pass(s, now, c, s->watches[at]);
}

void stretches_contact_ended(struct stretches *s, const struct customer *c, bool reached_end) {
    for (size_t i = 0; i < s->n; i++) {
        struct person_entry *e = person_map_find(&s->on_the_way, c->person, s->standards[i]);
        if (!e) {
            continue;
        }
        person_map_remove(&s->on_the_way, e);
        if (!reached_end) {
            count_of(s, s->standards[i], c->arrival_interval)->lost++;
            bool miss = !s->layout->model->standards[s->standards[i]].as_read->of_reached;
            s->broken[s->standards[i] * s->layout->n_intervals + c->arrival_interval] += miss;
        }
    }
}
