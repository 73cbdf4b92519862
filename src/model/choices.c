/* SPDX-License-Identifier: GPL-3.0-or-later
 * Choices among labels, and what a contact remembers: factors on later work, places kept. */
#include <string.h>

#include "model/compile.h"
#include "model/names.h"

/* Shares and options are kept in the order of their labels' names where they come from an object,
 * whose order means nothing; a list's order breaks ties. */
const struct model_choice *compile_choice(struct compiler *c, const struct journey *j,
                                          const struct choose *from) {
    if (from->n == 0) {
        return NULL;
    }
    struct arena *a = &c->model->arena;
    struct model_choice *choice = arena_alloc(a, sizeof *choice);
    int32_t *target = arena_array(a, from->n, sizeof *target);
    double *share = arena_array(a, from->n, sizeof *share);
    struct choice_option *option = arena_array(a, from->n, sizeof *option);
    const size_t *order = from->listed ? NULL : names_order(a, from->of, from->n, sizeof *from->of);
    for (size_t i = 0; i < from->n; i++) {
        const struct label_share *l = &from->of[order ? order[i] : i];
        target[i] = strcmp(l->label, "exit") == 0 ? STEP_BALK : journey_label(j, l->label);
        share[i] = l->share;
        option[i] = l->option;
    }
    *choice = (struct model_choice){from->by, (uint32_t)from->n, target, share, option};
    return choice;
}

/* ---- marks ---- */

/* What is being gathered of one class. */
struct marks {
    struct compiler *c;
    struct model_class *to;
    uint32_t end;      /* of its steps */
    const char **name; /* [to->n_factors] */
};

static uint32_t factor_find(const struct marks *k, const char *name) {
    for (uint32_t i = 0; i < k->to->n_factors; i++) {
        if (name_equal(k->name[i], name)) {
            return i;
        }
    }
    return NONE;
}

static void factors_collect(struct marks *k) {
    size_t most = 0;
    for (uint32_t i = k->to->first_step; i < k->end; i++) {
        most += k->c->steps_read[i]->gives.n_work;
    }
    k->name = arena_array(&k->c->model->arena, most, sizeof *k->name);
    for (uint32_t i = k->to->first_step; i < k->end; i++) {
        const struct gives *g = &k->c->steps_read[i]->gives;
        for (size_t w = 0; w < g->n_work; w++) {
            if (factor_find(k, g->work[w].name) == NONE) {
                k->name[k->to->n_factors++] = g->work[w].name;
            }
        }
    }
}

static const struct model_gives *gives_compile(const struct marks *k, const struct gives *from) {
    if (!from->tier && from->n_work == 0) {
        return NULL;
    }
    struct arena *a = &k->c->model->arena;
    struct model_gives *g = arena_alloc(a, sizeof *g);
    uint32_t *mark = arena_array(a, from->n_work, sizeof *mark);
    double *factor = arena_array(a, from->n_work, sizeof *factor);
    for (size_t i = 0; i < from->n_work; i++) {
        mark[i] = factor_find(k, from->work[i].name);
        factor[i] = from->work[i].factor;
    }
    uint32_t tier = from->tier ? model_tier_find(k->c->model, from->tier) : NONE;
    *g = (struct model_gives){tier, (uint32_t)from->n_work, mark, factor};
    return g;
}

/* The mark of an earlier step that keeps its place at the same station, or a new one. */
static uint32_t place_of(const struct marks *k, uint32_t step) {
    const struct model_step *all = k->c->model->steps;
    for (uint32_t i = k->to->first_step; i < step; i++) {
        if (all[i].station == all[step].station && all[i].place != NONE) {
            return all[i].place;
        }
    }
    return k->to->n_marks++;
}

/* Every visit to a station counts for the place, whichever of the steps there keeps it. */
static void places_compile(struct marks *k) {
    struct model_step *all = k->c->model->steps;
    for (uint32_t i = k->to->first_step; i < k->end; i++) {
        bool kept = false;
        for (uint32_t o = k->to->first_step; all[i].station != NONE && o < k->end; o++) {
            kept = kept || (all[o].station == all[i].station && k->c->steps_read[o]->keeps_place);
        }
        if (kept) {
            all[i].place = place_of(k, i);
        }
    }
}

static void factors_assign(const struct marks *k, struct model_step *s) {
    const char *station = s->station == NONE ? NULL : k->c->model->stations[s->station].name;
    uint32_t by_label = factor_find(k, s->name);
    uint32_t by_station = station ? factor_find(k, station) : NONE;
    s->factor[0] = by_label == NONE ? by_station : by_label;
    s->factor[1] = by_label == NONE || by_label == by_station ? NONE : by_station;
}

/* The tiers of the mix and those given, each once, ascending. */
static void tiers_met(const struct marks *k) {
    const struct model *m = k->c->model;
    bool *met = arena_array(&k->c->model->arena, m->n_tiers, sizeof *met);
    uint32_t *all = arena_array(&k->c->model->arena, m->n_tiers, sizeof *all);
    for (size_t i = 0; i < k->to->n_tiers; i++) {
        met[k->to->tiers[i]] = true;
    }
    for (uint32_t i = k->to->first_step; i < k->end; i++) {
        if (m->steps[i].gives && m->steps[i].gives->tier != NONE) {
            met[m->steps[i].gives->tier] = true;
        }
    }
    for (uint32_t t = 0; t < m->n_tiers; t++) {
        if (met[t]) {
            all[k->to->n_met++] = t;
        }
    }
    k->to->met = all;
}

void compile_marks(struct compiler *c, struct model_class *to) {
    struct model *m = c->model;
    struct marks k = {.c = c, .to = to, .end = m->n_steps};
    factors_collect(&k);
    to->n_marks = to->n_factors;
    for (uint32_t i = to->first_step; i < k.end; i++) {
        m->steps[i].gives = gives_compile(&k, &c->steps_read[i]->gives);
        factors_assign(&k, &m->steps[i]);
    }
    places_compile(&k);
    tiers_met(&k);
    m->max_marks = to->n_marks > m->max_marks ? to->n_marks : m->max_marks;
}
