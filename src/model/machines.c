/* SPDX-License-Identifier: GPL-3.0-or-later
 * Machines that fail or whose users need help: who helps, and the step of the journey that the
 * visit of the helper is, which nobody ever goes to but from the machine. */
#include "scenario/machines.h"

#include <math.h>

#include "model/compile.h"

void compile_machines(struct compiler *c) {
    struct model *m = c->model;
    for (uint32_t s = 0; s < m->n_stations; s++) {
        const struct machines *from = station_machines_of(m->stations[s].as_read);
        if (!machines_are_minded(from)) {
            continue;
        }
        struct model_machines *to = arena_alloc(&m->arena, sizeof *to);
        *to = (struct model_machines){
            .fails = &from->fails,
            .help_at = from->help_at ? model_station_find(m, from->help_at) : NONE};
        m->stations[s].machines = to;
        m->stations[s].needs_help = from->needs_help;
    }
}

bool step_is_helped(const struct model *m, const struct model_step *step) {
    const struct model_machines *own =
        step->station == NONE ? NULL : m->stations[step->station].machines;
    return own && own->help_at != NONE;
}

struct step *help_step(struct compiler *c, const struct model_step *of) {
    const struct model *m = c->model;
    struct step *s = arena_alloc(&c->model->arena, sizeof *s);
    *s = (struct step){.at = m->stations[m->stations[of->station].machines->help_at].name,
                       .label = arena_format(&c->model->arena, "%s/help", of->name),
                       .work = {.resolves = NAN, .eligible = NAN},
                       .priority = NAN,
                       .chance = 1,
                       .within_limit = HUGE_VAL,
                       .only_if_sent = true};
    return s;
}
