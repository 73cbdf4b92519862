/* SPDX-License-Identifier: GPL-3.0-or-later
 * The tasks of crews: names to indices, what comes before to what comes after. */
#include "scenario/crew.h"

#include <string.h>

#include "model/compile.h"
#include "model/names.h"

static uint32_t group_find(const struct model *m, const char *name) {
    for (uint32_t i = 0; i < m->n_groups; i++) {
        if (name_equal(m->groups[i].name, name)) {
            return i;
        }
    }
    return NONE;
}

/* By the names of the groups, in whose order people are taken. */
static const struct model_need *needs_compile(struct model *m, const struct crew_task *from) {
    struct model_need *needs = arena_array(&m->arena, from->n_needs, sizeof *needs);
    const size_t *order = names_order(&m->arena, from->needs, from->n_needs, sizeof *from->needs);
    for (size_t i = 0; i < from->n_needs; i++) {
        const struct crew_need *n = &from->needs[order[i]];
        needs[i] = (struct model_need){group_find(m, n->group), n->people};
    }
    return needs;
}

static bool comes_after(const struct crew_task *task, const char *other) {
    for (size_t i = 0; i < task->n_after; i++) {
        if (name_equal(task->after[i].name, other)) {
            return true;
        }
    }
    return false;
}

/* What people do lasts so much longer as the options say. */
static const struct distribution *lasts_compile(struct compiler *c, const struct crew_task *from) {
    double factor = from->n_needs > 0 ? c->options.work : 1;
    struct distribution *d = arena_alloc(&c->model->arena, sizeof *d);
    *d = from->lasts;
    d->scale *= factor;
    return d;
}

static struct model_task task_compile(struct compiler *c, const struct crew *crew,
                                      const size_t *order, size_t i) {
    const struct crew_task *from = &crew->tasks[order[i]];
    struct model *m = c->model;
    uint32_t *then = arena_array(&m->arena, crew->n_tasks, sizeof *then);
    struct model_task t = {.name = from->name,
                           .lasts = lasts_compile(c, from),
                           .n_needs = (uint32_t)from->n_needs,
                           .needs = needs_compile(m, from),
                           .then = then,
                           .at = from->at ? model_station_find(m, from->at) : NONE};
    for (uint32_t k = 0; k < crew->n_tasks; k++) {
        t.n_before += comes_after(from, crew->tasks[order[k]].name);
        if (comes_after(&crew->tasks[order[k]], from->name)) {
            then[t.n_then++] = k;
        }
    }
    return t;
}

static const struct model_crew *crew_compile(struct compiler *c, const struct crew *from) {
    struct model *m = c->model;
    struct model_crew *crew = arena_alloc(&m->arena, sizeof *crew);
    struct model_task *tasks = arena_array(&m->arena, from->n_tasks, sizeof *tasks);
    const size_t *order = names_order(&m->arena, from->tasks, from->n_tasks, sizeof *from->tasks);
    for (size_t i = 0; i < from->n_tasks; i++) {
        tasks[i] = task_compile(c, from, order, i);
    }
    *crew = (struct model_crew){(uint32_t)from->n_tasks, tasks};
    m->max_tasks = crew->n_tasks > m->max_tasks ? crew->n_tasks : m->max_tasks;
    return crew;
}

static bool needs_group(const struct model_crew *crew, uint32_t group) {
    for (uint32_t t = 0; t < crew->n_tasks; t++) {
        for (uint32_t i = 0; i < crew->tasks[t].n_needs; i++) {
            if (crew->tasks[t].needs[i].group == group) {
                return true;
            }
        }
    }
    return false;
}

static bool needs_station(const struct model_crew *crew, uint32_t station) {
    for (uint32_t t = 0; t < crew->n_tasks; t++) {
        if (crew->tasks[t].at == station) {
            return true;
        }
    }
    return false;
}

/* Stations of crews that ask for a thing, [*n] of them. */
static const uint32_t *crews_that(struct model *m,
                                  bool (*needs)(const struct model_crew *, uint32_t), uint32_t what,
                                  uint32_t *n) {
    uint32_t *stations = arena_array(&m->arena, m->n_stations, sizeof *stations);
    for (uint32_t s = 0; s < m->n_stations; s++) {
        if (m->stations[s].crew && needs(m->stations[s].crew, what)) {
            stations[(*n)++] = s;
        }
    }
    return stations;
}

void compile_crews(struct compiler *c) {
    struct model *m = c->model;
    for (uint32_t s = 0; s < m->n_stations; s++) {
        const struct crew *from = station_crew_of(m->stations[s].as_read);
        m->stations[s].crew = from ? crew_compile(c, from) : NULL;
    }
    for (uint32_t s = 0; m->max_tasks > 0 && s < m->n_stations; s++) {
        m->stations[s].crews = crews_that(m, needs_station, s, &m->stations[s].n_crews);
    }
    for (uint32_t g = 0; m->max_tasks > 0 && g < m->n_groups; g++) {
        m->groups[g].crews = crews_that(m, needs_group, g, &m->groups[g].n_crews);
    }
}
