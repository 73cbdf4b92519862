/* SPDX-License-Identifier: GPL-3.0-or-later
 * Studies of scenarios from text, for tests. */
#ifndef SUPPORT_STUDY_H
#define SUPPORT_STUDY_H

#include <gsl/gsl_errno.h>

#include "study/study.h"
#include "support/scenario.h"

/* A scenario, its model and its results together. */
struct studied {
    struct scenario *scenario;
    struct model *model;
    struct results *results;
};

static inline struct studied study_of(const char *json, const char *over,
                                      struct study_options options, struct study_series *series) {
    gsl_set_error_handler_off();
    struct diag d = {0};
    struct studied s = {.scenario = read_sound(json, over)};
    s.model = model_compile(s.scenario, (struct model_options){0}, &d);
    assert_non_null(s.model);
    s.results = study_run(s.model, options, series, &d);
    if (!s.results) {
        print_findings(&d);
        fail_msg("no results");
    }
    diag_fini(&d);
    return s;
}

static inline void studied_fini(struct studied *s) {
    results_free(s->results);
    model_free(s->model);
    scenario_free(s->scenario);
}

static inline struct estimate estimate_at(const struct studied *s, const char *path) {
    const char *why = NULL;
    const struct estimate *e = results_find(s->results, path, &why);
    if (!e) {
        fail_msg("%s: %s", path, why);
    }
    return *e;
}

static inline double value_at(const struct studied *s, const char *path) {
    return estimate_at(s, path).value;
}

#endif
