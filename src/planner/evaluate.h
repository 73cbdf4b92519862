/* SPDX-License-Identifier: GPL-3.0-or-later
 * Candidates of staffing, simulated: the same model, the same customers (common random numbers),
 * another staffing each time, and nothing observed but the goals. What was simulated once is
 * remembered, and grows when more replications are asked. */
#ifndef PLANNER_EVALUATE_H
#define PLANNER_EVALUATE_H

#include "engine/engine.h"
#include "observe/gauge.h"
#include "planner/plan.h"

/* What the goals gave under one plan. */
struct sample {
    size_t n;                  /* replications */
    struct gauge_ratio *ratio; /* [n][n_days][n_goals][n_cells] */
    uint64_t events;           /* handled in them */
};

struct evaluator;

struct evaluator_options {
    size_t threads; /* 0: all cores */
    struct engine_limits limits;
};

/* goals [n_goals] are borrowed. */
struct evaluator *evaluator_new(const struct model *m, const struct layout *l,
                                const struct gauge_goal *goals, size_t n_goals,
                                struct evaluator_options options);
void evaluator_free(struct evaluator *e);

/* The first n replications (or more, where more are known) of a seed under a plan; NULL when
 * stopped from outside, or when a replication did not end. The sample
 * belongs to the evaluator until evaluator_forget. */
const struct sample *evaluate(struct evaluator *e, const struct plan *p, uint64_t seed, size_t n);
/* Gives back all samples. */
void evaluator_forget(struct evaluator *e);

/* A sample that runs of somebody else fill: an observer for each replication, on a thread below the
 * evaluator's. */
struct sample *sample_new(const struct evaluator *e, size_t n);
void sample_free(struct sample *s);
struct observer sample_observer(struct evaluator *e, struct sample *s, size_t thread,
                                size_t replication);

/* Sizes of a sample's array. */
size_t evaluator_days(const struct evaluator *e);
size_t evaluator_goals(const struct evaluator *e);
size_t evaluator_cells(const struct evaluator *e);
/* The kind of a sample's day, see model/day_kinds.h. */
size_t evaluator_kind(const struct evaluator *e, size_t day);
/* Events handled so far, and plans looked at. */
uint64_t evaluator_events(const struct evaluator *e);
size_t evaluator_plans(const struct evaluator *e);
/* Whether it was stopped from outside. */
bool evaluator_stopped(const struct evaluator *e);

static inline const struct gauge_ratio *sample_at(const struct evaluator *e, const struct sample *s,
                                                  size_t replication, size_t day, size_t goal) {
    size_t cells = evaluator_cells(e);
    return s->ratio + ((replication * evaluator_days(e) + day) * evaluator_goals(e) + goal) * cells;
}

#endif
