/* SPDX-License-Identifier: GPL-3.0-or-later
 * How the standards of a simulated schedule count, and which of them more people may cure. */
#include <math.h>
#include <string.h>

#include "planner/schedule_parts.h"

bool schedule_standard_missed(const struct standard_result *x) {
    if (x->verdict != VERDICT_NOT_SURE)
        return x->verdict != VERDICT_MET;
    if (!isnan(x->on_days) && !isnan(x->p_day_meets.value))
        return x->p_day_meets.value < x->on_days;
    return x->at_least ? x->value.value < x->target : x->value.value > x->target;
}

static uint32_t standard_index(const struct model *m, const char *name) {
    uint32_t i = 0;
    while (i < m->n_standards && strcmp(m->standards[i].name, name) != 0)
        i++;
    return i;
}

/* What people cost: it only grows with them. */
static bool counts_wages(const char *measure) {
    return strcmp(measure, "cost") == 0 || strcmp(measure, "cost_staff") == 0 ||
           strcmp(measure, "paid_hours") == 0;
}

/* Whether a measure moves towards its target when there are more people. */
static bool people_help(const char *name, bool at_least) {
    struct measure_reference of;
    if (!measure_parse(name, &of))
        return true;
    const struct measure *m = &measures[of.measure];
    if (counts_wages(m->name) || strcmp(m->name, "occupancy") == 0)
        return counts_wages(m->name) ? at_least : !at_least;
    return m->good == GOOD_EITHER || at_least == (m->good == GOOD_HIGH);
}

bool schedule_standard_curable(const struct schedule *s, const struct standard_result *x) {
    uint32_t i = standard_index(s->model, x->name);
    if (i == s->model->n_standards || (s->beyond && s->beyond[i]))
        return false;
    const struct standard *as_read = s->model->standards[i].as_read;
    return !as_read->measure || people_help(as_read->measure, x->at_least);
}

void schedule_round_judge(const struct schedule *s, struct schedule_round *round) {
    round->missed = round->curable = 0;
    for (size_t i = 0; i < round->results->n_standards; i++) {
        const struct standard_result *x = &round->results->standards[i];
        bool missed = schedule_standard_missed(x);
        round->missed += missed;
        round->curable += missed && schedule_standard_curable(s, x);
    }
}
