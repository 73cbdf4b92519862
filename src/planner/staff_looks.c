/* SPDX-License-Identifier: GPL-3.0-or-later
 * Which standards look at which skills: a standard may be of one station, and there of one class,
 * tier or skill only. */
#include <string.h>

#include "planner/staff_parts.h"

static bool is_met(const struct model_class *k, uint32_t tier) {
    bool met = false;
    for (size_t i = 0; i < k->n_met; i++) {
        met = met || k->met[i] == tier;
    }
    return met;
}

/* Whether people of a class ever stand in a line, on a journey back as well. */
static bool class_waits_in(const struct model *m, uint32_t class_index, uint32_t line) {
    const struct model_class *k = &m->classes[class_index];
    uint32_t end = class_index + 1 < m->n_classes ? k[1].first_step : m->n_steps;
    const struct model_line *l = &m->lines[line];
    if (!is_met(k, l->tier)) {
        return false;
    }
    for (uint32_t i = k->first_step; i < end; i++) {
        const uint32_t *lines = m->steps[i].line;
        /* Of lanes a step has the first's. */
        if (lines && lines[l->tier] != NONE && lines[l->tier] == line - l->lane) {
            return true;
        }
    }
    return false;
}

static bool looks_at(const struct model *m, const struct model_standard *s, uint32_t line) {
    const struct model_line *l = &m->lines[line];
    return (s->station == NONE || s->station == l->station) &&
           (s->of_tier == NONE || s->of_tier == l->tier) &&
           (!s->of_skill || strcmp(s->of_skill, l->skill) == 0) &&
           (s->of_class == NONE || class_waits_in(m, s->of_class, line));
}

void staff_looks_find(struct staffing_problem *p) {
    const struct model *m = p->model;
    p->looks = arena_array(&p->arena, p->goals->n * p->n_skills + 1, sizeof *p->looks);
    for (size_t g = 0; g < p->goals->n; g++) {
        const struct model_standard *s = &m->standards[p->goals->goal[g].standard];
        for (uint32_t i = 0; i < m->n_lines; i++) {
            uint32_t skill = p->skill_of[i];
            if (skill != NONE && looks_at(m, s, i)) {
                p->looks[g * p->n_skills + skill] = true;
            }
        }
    }
}

bool staff_looks_differ(const struct staffing_problem *p, size_t skill) {
    bool differ = false;
    for (size_t g = 0; g < p->goals->n; g++) {
        const struct model_standard *s = &p->model->standards[p->goals->goal[g].standard];
        for (uint32_t i = 0; p->looks[g * p->n_skills + skill] && i < p->model->n_lines; i++) {
            differ = differ || (p->skill_of[i] == skill && !looks_at(p->model, s, i));
        }
    }
    return differ;
}

bool staff_is_asked(const struct staffing_problem *p, size_t skill) {
    bool asked = false;
    for (size_t g = 0; g < p->goals->n; g++) {
        asked = asked || p->looks[g * p->n_skills + skill];
    }
    return asked;
}

bool staff_shares(const struct staffing_problem *p) {
    bool shares = false;
    for (size_t g = 0; g < p->space->n_groups; g++) {
        size_t n = 0;
        for (size_t s = 0; s < p->n_skills; s++) {
            n += p->serves[g * p->n_skills + s];
        }
        shares = shares || n > 1;
    }
    return shares;
}
