/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "model/compile.h"
#include "model/names.h"

static int32_t next_step(const struct journey *j, size_t after) {
    for (size_t i = after; i < j->n; i++) {
        if (!j->steps[i].only_if_sent) {
            return (int32_t)(j->first + i);
        }
    }
    return STEP_EXIT;
}

static const char *label_of(const struct step *s) {
    return s->label ? s->label : s->at;
}

int32_t journey_label(const struct journey *j, const char *label) {
    for (size_t i = 0; i < j->n; i++) {
        if (name_equal(label_of(&j->steps[i]), label)) {
            return (int32_t)(j->first + i);
        }
    }
    return STEP_EXIT;
}

/* A label, "next", "exit" or "message"; NULL means fallback. */
static int32_t target_of(const struct journey *j, size_t here, const char *word,
                         const char *fallback) {
    word = word ? word : fallback;
    if (strcmp(word, "next") == 0) {
        return next_step(j, here + 1);
    }
    if (strcmp(word, "message") == 0) {
        return STEP_MESSAGE;
    }
    return journey_label(j, word);
}

static const struct work *work_named(const struct customer_class *k, const char *where) {
    for (size_t i = 0; i < k->n_work; i++) {
        if (name_equal(k->work[i].where, where)) {
            return &k->work[i].work;
        }
    }
    return NULL;
}

/* What holds for one visit: the step's own word, else the label's, else the station's. */
struct work_sources {
    const struct work *at[3];
};

static const struct timed_distribution *first_given(struct work_sources w, size_t offset) {
    for (size_t i = 0; i < 3; i++) {
        const void *p = w.at[i] ? (const char *)w.at[i] + offset : NULL;
        const struct timed_distribution *t = p;
        if (t && t->n > 0) {
            return t;
        }
    }
    return NULL;
}

static double first_share(struct work_sources w, size_t offset, double fallback) {
    for (size_t i = 0; i < 3; i++) {
        double share = NAN;
        if (w.at[i]) {
            memcpy(&share, (const char *)w.at[i] + offset, sizeof share);
        }
        if (!isnan(share)) {
            return share;
        }
    }
    return fallback;
}

static uint32_t first_preferred(struct work_sources w) {
    for (size_t i = 0; i < 3; i++) {
        if (w.at[i] && w.at[i]->prefers > 0) {
            return (uint32_t)w.at[i]->prefers;
        }
    }
    return 0;
}

/* A copy whose values are so much larger; the original for a factor of 1. */
static const struct timed_distribution *scaled(struct compiler *c,
                                               const struct timed_distribution *t, double factor) {
    if (!t || (factor <= 1 && factor >= 1)) {
        return t;
    }
    struct distribution *d = arena_array(&c->model->arena, t->n, sizeof *d);
    for (size_t i = 0; i < t->n; i++) {
        d[i] = t->distribution[i];
        d[i].scale *= factor;
    }
    struct timed_distribution *copy = arena_alloc(&c->model->arena, sizeof *copy);
    *copy = (struct timed_distribution){t->n, t->at, d};
    return copy;
}

static void compile_work(struct compiler *c, const struct journey *j, const struct step *from,
                         struct model_step *to) {
    const struct model_station *s = &c->model->stations[to->station];
    struct work_sources w = {
        {&from->work, work_named(j->of, to->name), work_named(j->of, from->at)}};
    c->scale = s->kind->staffed ? c->options.work : 1;
    if (s->kind->works) {
        to->service = scaled(c, first_given(w, offsetof(struct work, service)), c->scale);
    }
    if (s->kind->staffed) {
        to->wrap_up = scaled(c, first_given(w, offsetof(struct work, wrap_up)), c->scale);
    }
    if (!isnan(s->kind->resolves)) {
        to->resolves = first_share(w, offsetof(struct work, resolves), s->kind->resolves);
    }
    to->eligible = first_share(w, offsetof(struct work, eligible), 1);
    to->needs_authority = first_share(w, offsetof(struct work, needs_authority), 0);
    to->by_items = to->service && distribution_is_affine(&to->service->distribution[0]);
    to->items_at_most = s->as_read->items_at_most;
    to->promise = s->as_read->promise;
    to->prefers = first_preferred(w);
}

static const struct timed_distribution *
patience_of(const struct journey *j, const struct step *from, const struct station *s) {
    const struct patience *p = from->patience.given ? &from->patience
                               : s->patience.given  ? &s->patience
                                                    : &j->of->patience;
    return p->given && !p->none ? &p->distribution : NULL;
}

static void compile_visit(struct compiler *c, const struct journey *j, const struct step *from,
                          struct model_step *to) {
    to->station = model_station_find(c->model, from->at);
    const struct model_station *s = &c->model->stations[to->station];
    compile_work(c, j, from, to);
    if (s->kind->waits) {
        const struct area *place = s->area == NONE ? NULL : c->model->areas[s->area].as_read;
        to->patience = scaled(c, patience_of(j, from, s->as_read),
                              place && !c->scenario->people.felt_wait.on ? area_care(place) : 1);
        to->balks = place && place->hides_line ? NULL
                    : s->as_read->balks.n > 0  ? &s->as_read->balks
                    : j->of->balks.n > 0       ? &j->of->balks
                                               : NULL;
    }
}

static uint32_t condition_of(const struct compiler *c, const struct step *from) {
    return from->condition ? model_rule_find(c->model, from->condition) : NONE;
}

static void compile_step(struct compiler *c, const struct journey *j, size_t i) {
    const struct step *from = &j->steps[i];
    struct model_step *to = &c->model->steps[j->first + i];
    c->steps_read[j->first + i] = from;
    *to = (struct model_step){.station = NONE,
                              .name = label_of(from),
                              .condition = condition_of(c, from),
                              .unless = from->unless,
                              .chance = from->chance,
                              .sells = from->sells,
                              .eligible = 1,
                              .items_at_most = HUGE_VAL,
                              .promise = HUGE_VAL,
                              .resolves = NAN,
                              .within = from->within_limit,
                              .release = NONE,
                              .factor = {NONE, NONE},
                              .beside = NONE,
                              .help = NONE,
                              .place = NONE,
                              .joins_counter = NONE,
                              .services_counter = NONE};
    bool exits = false;
    if (from->at) {
        compile_visit(c, j, from, to);
        exits = c->model->stations[to->station].kind->exits_when_resolved;
    }
    if (from->release) {
        to->release = model_station_find(c->model, from->release);
    }
    to->choose = compile_choice(c, j, &from->choose);
    const char *resolved = exits ? "exit" : "next";
    to->otherwise = target_of(j, i, from->otherwise, "next");
    to->completed = target_of(j, i, from->follow[FOLLOW_RESOLVED], resolved);
    to->unresolved = target_of(j, i, from->follow[FOLLOW_UNRESOLVED], "next");
    to->abandoned = target_of(j, i, from->follow[FOLLOW_ABANDONED], "exit");
    to->blocked = target_of(j, i, from->follow[FOLLOW_BLOCKED], "exit");
    to->balked = target_of(j, i, from->follow[FOLLOW_BALKED], "exit");
    to->timed_out = target_of(j, i, from->within_then, "exit");
    to->for_all = model_step_for_all(to);
}

/* As many as there may be: each may have one of a helper beside it. */
static size_t steps_of(const struct customer_class *k) {
    size_t n = k->n_steps;
    for (size_t r = 0; r < RETURN_COUNT; r++) {
        n += k->returns[r].n_steps;
    }
    return 2 * n;
}

static struct journey compile_journey(struct compiler *c, const struct customer_class *k,
                                      const struct step *steps, size_t n) {
    struct journey j = {k, steps, n, c->model->n_steps};
    c->model->n_steps += (uint32_t)n;
    for (size_t i = 0; i < n; i++) {
        compile_step(c, &j, i);
    }
    return j;
}

static void compile_returns(struct compiler *c, const struct journey *own, struct model_class *to) {
    for (size_t r = 0; r < RETURN_COUNT; r++) {
        const struct customer_return *from = &own->of->returns[r];
        if (!from->given || from->chance <= 0) {
            continue;
        }
        struct journey j = *own;
        if (from->n_steps > 0) {
            j = compile_journey(c, own->of, from->steps, from->n_steps);
        }
        int32_t entry = next_step(&j, 0);
        to->has_returns = true;
        to->returns[r] = (struct model_return){
            .chance = from->chance,
            .after = &from->after,
            .at_most = from->at_most,
            .step = from->at && from->n_steps == 0 ? target_of(&j, 0, from->at, "next") : entry,
            .own_steps = from->n_steps > 0,
            .while_at = from->while_at ? journey_label(own, from->while_at) : STEP_EXIT,
            .counter = from->at_most == COUNT_UNLIMITED ? NONE : to->n_counters++,
        };
        if (to->returns[r].while_at >= 0) {
            c->model->steps[to->returns[r].while_at].chased = true;
        }
    }
}

/* ---- second places, while somebody waits ---- */

/* The step of those who stand in a second line, and its like with the work done there: what is
 * visited has no service, so that its end may be called off. Neither is in anybody's journey. */
static uint32_t second_place(struct compiler *c, const struct customer_class *k,
                             const struct station *s) {
    struct model *m = c->model;
    struct arena *a = &m->arena;
    struct named_factor *makes = arena_alloc(a, sizeof *makes);
    struct step *steps = arena_array(a, 2, sizeof *steps);
    *makes = (struct named_factor){s->name, s->while_waiting.work};
    for (size_t i = 0; i < 2; i++) {
        steps[i] = (struct step){.at = s->while_waiting.at,
                                 .work = {.resolves = NAN, .eligible = NAN},
                                 .patience = {.given = true, .none = true},
                                 .priority = NAN,
                                 .chance = s->while_waiting.chance,
                                 .within_limit = HUGE_VAL,
                                 .only_if_sent = i > 0,
                                 .gives = {.n_work = 1, .work = makes}};
    }
    uint32_t first = compile_journey(c, k, steps, 2).first;
    for (size_t i = 0; i < 2; i++) {
        m->steps[first + i].balks = NULL;
        m->steps[first + i].resolves = NAN;
    }
    m->steps[first].service = NULL;
    m->steps[first].eligible = 1;
    return first;
}

/* Classes with work at the other station take part, at their steps before end. */
static void compile_second_places(struct compiler *c, const struct customer_class *from,
                                  const struct model_class *to, uint32_t end) {
    struct model *m = c->model;
    for (uint32_t i = to->first_step; i < end; i++) {
        uint32_t station = m->steps[i].station;
        const struct station *s = station == NONE ? NULL : m->stations[station].as_read;
        const struct work *w =
            s && s->while_waiting.at ? work_named(from, s->while_waiting.at) : NULL;
        if (!w || w->service.n == 0) {
            continue;
        }
        for (uint32_t o = to->first_step; o < i && m->steps[i].beside == NONE; o++) {
            m->steps[i].beside = m->steps[o].station == station ? m->steps[o].beside : NONE;
        }
        if (m->steps[i].beside == NONE) {
            m->steps[i].beside = second_place(c, from, s);
        }
        m->second_places = true;
    }
}

static size_t second_steps(const struct scenario *s) {
    size_t n = 0;
    for (size_t i = 0; i < s->n_stations; i++) {
        n += s->stations[i].while_waiting.at ? 2 : 0;
    }
    return n;
}

/* Steps of helpers follow all others of a class. */
static bool compile_helps(struct compiler *c, const struct model_class *k,
                          const struct customer_class *of) {
    struct model *m = c->model;
    uint32_t end = m->n_steps;
    for (uint32_t i = k->first_step; i < end; i++) {
        if (step_is_helped(m, &m->steps[i])) {
            m->steps[i].help = m->n_steps;
            compile_journey(c, of, help_step(c, &m->steps[i]), 1);
        }
    }
    return m->n_steps > end;
}

/* Whether a person of this class may come twice to the same label or be served twice at the same
 * station; only then are his visits counted. */
static bool class_revisits(const struct model *m, const struct model_class *k) {
    if (k->comes_back) {
        return true;
    }
    for (uint32_t i = k->first_step; i < k->first_step + k->n_steps; i++) {
        const struct model_step *s = &m->steps[i];
        const int32_t targets[] = {s->otherwise, s->completed, s->unresolved, s->abandoned,
                                   s->blocked,   s->balked,    s->timed_out};
        for (size_t t = 0; t < sizeof targets / sizeof *targets; t++) {
            if (targets[t] >= 0 && targets[t] <= (int32_t)i) {
                return true;
            }
        }
        for (uint32_t t = 0; s->choose && t < s->choose->n; t++) {
            if (s->choose->target[t] >= 0 && s->choose->target[t] <= (int32_t)i) {
                return true;
            }
        }
        for (uint32_t other = k->first_step; other < i; other++) {
            if (s->station != NONE && m->steps[other].station == s->station) {
                return true;
            }
        }
    }
    return false;
}

/* Gives labels and stations of a class their counters: the same name, the same counter. */
static void compile_counters(struct model *m, struct model_class *k, uint32_t end) {
    for (uint32_t i = k->first_step; i < end; i++) {
        struct model_step *s = &m->steps[i];
        for (uint32_t other = k->first_step; other < i; other++) {
            const struct model_step *o = &m->steps[other];
            if (name_equal(o->name, s->name)) {
                s->joins_counter = o->joins_counter;
            }
            if (s->station != NONE && o->station == s->station) {
                s->services_counter = o->services_counter;
            }
        }
        if (s->joins_counter == NONE) {
            s->joins_counter = k->n_counters++;
        }
        if (s->services_counter == NONE) {
            s->services_counter = k->n_counters++;
        }
    }
    m->max_counters = k->n_counters > m->max_counters ? k->n_counters : m->max_counters;
}

void compile_journeys(struct compiler *c) {
    struct model *m = c->model;
    size_t total = 0;
    for (size_t i = 0; i < c->scenario->n_classes; i++) {
        total += steps_of(&c->scenario->classes[i]) + second_steps(c->scenario);
    }
    m->steps = arena_array(&m->arena, total, sizeof *m->steps);
    c->steps_read = arena_array(&m->arena, total, sizeof *c->steps_read);
    for (uint32_t i = 0; i < m->n_classes; i++) {
        const struct customer_class *from = &c->scenario->classes[c->class_order[i]];
        struct model_class *to = &m->classes[i];
        struct journey j = compile_journey(c, from, from->steps, from->n_steps);
        to->first_step = j.first;
        to->n_steps = (uint32_t)from->n_steps;
        to->entry = next_step(&j, 0);
        compile_returns(c, &j, to);
        to->comes_back = to->has_returns || to->has_fleet;
        uint32_t own = m->n_steps;
        for (uint32_t s = to->first_step; s < own; s++) {
            m->steps[s].temperaments = to->temperaments;
        }
        bool helped = compile_helps(c, to, from);
        uint32_t end = m->n_steps;
        compile_second_places(c, from, to, own);
        if (helped || class_revisits(m, to)) {
            compile_counters(m, to, end);
        }
        compile_marks(c, to);
    }
}
