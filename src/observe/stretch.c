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
    struct span *watches; /* [n_steps][3 moments] */
    struct watch *members;
    uint32_t n_members;
    uint32_t *standards; /* [n_standards]: those that are stretches */
    size_t n;
    struct stretch_count *counts; /* [model.n_standards][n_intervals] */
    struct person_map on_the_way; /* (person, standard): when `from` was */
};

static bool names(const struct moment_of *list, size_t n, const char *label, enum moment moment) {
    for (size_t i = 0; i < n; i++) {
        if (list[i].moment == moment && strcmp(list[i].label, label) == 0) {
            return true;
        }
    }
    return false;
}

static void watches_build(struct stretches *s) {
    const struct model *m = s->layout->model;
    s->watches = arena_array(&s->arena, (size_t)m->n_steps * 3, sizeof *s->watches);
    for (uint32_t at = 0; at < 3 * m->n_steps; at++) {
        s->watches[at].first = s->n_members;
        const char *label = m->steps[at / 3].name;
        for (size_t k = 0; label && k < s->n; k++) {
            const struct standard *r = m->standards[s->standards[k]].as_read;
            struct watch w = {s->standards[k], names(r->from, r->n_from, label, at % 3),
                              names(r->to, r->n_to, label, at % 3)};
            if (w.from || w.to) {
                s->members = mem_resize(s->members, s->n_members + 1, sizeof *s->members);
                s->members[s->n_members++] = w;
                s->watches[at].n++;
            }
        }
    }
}

struct stretches *stretches_new(const struct layout *l) {
    const struct model *m = l->model;
    struct stretches *s = mem_new(1, sizeof *s);
    s->layout = l;
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
}

void stretches_moment(struct stretches *s, double now, const struct customer *c,
                      enum moment moment) {
    struct span at = s->watches[c->step * 3 + (uint32_t)moment];
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

void stretches_contact_ended(struct stretches *s, const struct customer *c, bool reached_end) {
    for (size_t i = 0; i < s->n; i++) {
        struct person_entry *e = person_map_find(&s->on_the_way, c->person, s->standards[i]);
        if (!e) {
            continue;
        }
        person_map_remove(&s->on_the_way, e);
        if (!reached_end) {
            count_of(s, s->standards[i], c->arrival_interval)->lost++;
        }
    }
}
