/* SPDX-License-Identifier: GPL-3.0-or-later
 * Whether more people can meet a standard: what the planner of headcounts says of plenty of staff,
 * asked of one standard after the other. */
#include <math.h>
#include <string.h>

#include "base/stop_flag.h"
#include "planner/schedule_parts.h"
#include "planner/staff.h"
#include "study/study.h"

void schedule_reason_add(struct schedule *s, const char *words) {
    const char **all = arena_array(&s->arena, s->n_reasons + 1, sizeof *all);
    for (size_t i = 0; i < s->n_reasons; i++) {
        if (strcmp(s->reasons[i], words) == 0)
            return;
        all[i] = s->reasons[i];
    }
    all[s->n_reasons++] = arena_string(&s->arena, words);
    s->reasons = all;
}

/* As a simulation judges it: over all days, on a share of them, or in each interval. */
static bool is_beyond(struct schedule *s, const struct study_options *study, const char *name) {
    struct diag unplanned = {0}; /* measures that no headcount is planned for */
    struct staff_options o = {
        .goals = {.n_names = 1, .names = &name, .target = NAN, .per = -1, .on_days = NAN},
        .seed = study->seed,
        .threads = study->threads,
        .level = study->level,
        .limits = study->limits,
        .reach_only = true};
    struct staff_answer *a = staff_plan(s->model, &o, &unplanned);
    bool beyond = unplanned.errors == 0 && a->end == STAFF_NO_PLAN && a->n_reasons > 0;
    for (size_t i = 0; beyond && i < a->n_reasons; i++)
        schedule_reason_add(s, a->reasons[i]);
    staff_answer_free(a);
    diag_fini(&unplanned);
    return beyond;
}

static bool asks(const struct schedule *s, const struct results *missed, uint32_t standard) {
    for (size_t i = 0; missed && i < missed->n_standards; i++) {
        const struct standard_result *x = &missed->standards[i];
        if (strcmp(x->name, s->model->standards[standard].name) == 0)
            return schedule_standard_missed(x) && schedule_standard_curable(s, x);
    }
    return !missed;
}

void schedule_reach(struct schedule *s, const struct schedule_options *o,
                    const struct results *missed) {
    const struct model *m = s->model;
    bool *beyond = arena_array(&s->arena, m->n_standards, sizeof *beyond);
    if (o->progress)
        o->progress(o->context, "asking what plenty of people reach");
    for (uint32_t i = 0; i < m->n_standards; i++)
        beyond[i] = asks(s, missed, i) && is_beyond(s, o->reach, m->standards[i].name);
    s->beyond = beyond;
    if (stop_flag_is_set(o->milp.stop))
        s->end = SCHEDULE_STOPPED;
}

bool schedule_is_bounded(const struct model *m) {
    bool bounded = false;
    for (uint32_t i = 0; i < m->n_stations; i++)
        bounded = bounded || m->stations[i].blocks || m->stations[i].n_lanes > 0 ||
                  m->stations[i].lines != COUNT_UNLIMITED;
    return bounded;
}
