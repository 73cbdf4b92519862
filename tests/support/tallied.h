/* SPDX-License-Identifier: GPL-3.0-or-later
 * One replication of a scenario with its tally, for tests that read what was counted. */
#ifndef SUPPORT_TALLIED_H
#define SUPPORT_TALLIED_H

#include "observe/tally.h"
#include "support/transcript.h"

struct tallied {
    struct scenario *scenario;
    struct model *model;
    struct layout *layout;
    struct tally *tally;
    double *q; /* [n_rows][N_QUANTITIES], of all intervals together; of others by tallied_between */
};

/* Seed 1, first replication; over: as read_over takes it. */
static inline struct tallied tallied_run(const char *json, const char *over) {
    struct diag d = {0};
    struct tallied r = {.scenario = read_sound(json, over)};
    r.model = model_compile(r.scenario, (struct model_options){0}, &d);
    assert_non_null(r.model);
    r.layout = layout_new(r.model);
    r.tally = tally_new(r.layout);
    struct observer o = tally_observer(r.tally);
    struct engine *e = engine_new(r.model);
    tally_reset(r.tally);
    assert_int_equal(engine_run(e, NULL, 1, 0, &o, 1, (struct engine_limits){0}), ENGINE_DONE);
    engine_free(e);
    diag_fini(&d);
    r.q = calloc(r.layout->n_rows * N_QUANTITIES, sizeof *r.q);
    assert_non_null(r.q);
    counters_quantities(&r.tally->counters, 0, r.layout->n_intervals, r.q);
    return r;
}

/* From now on q is of these intervals. */
static inline void tallied_between(struct tallied *r, size_t from, size_t to) {
    counters_quantities(&r->tally->counters, from, to, r->q);
}

/* The first row of the kind; further rows of it follow, N_QUANTITIES apart. */
static inline const double *tallied_row(const struct tallied *r, enum row_kind kind) {
    return r->q + r->layout->first_row[kind] * N_QUANTITIES;
}

static inline void tallied_fini(struct tallied *r) {
    free(r->q);
    tally_free(r->tally);
    layout_free(r->layout);
    model_free(r->model);
    scenario_free(r->scenario);
}

#endif
