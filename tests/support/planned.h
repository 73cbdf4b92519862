/* SPDX-License-Identifier: GPL-3.0-or-later
 * Staffing plans of scenarios from text, for tests. */
#ifndef SUPPORT_PLANNED_H
#define SUPPORT_PLANNED_H

#include <math.h>

#include "planner/staff.h"
#include "support/study.h"

/* A scenario, its model and the plan for it together. */
struct planned {
    struct scenario *scenario;
    struct model *model;
    struct staff_answer *answer;
};

/* For the standards as they are, on one thread, with so many events for search and confirmation
 * each. */
static inline struct staff_options plan_options(uint64_t seed, uint64_t events) {
    return (struct staff_options){.goals = {.target = NAN, .per = -1, .on_days = NAN},
                                  .seed = seed,
                                  .threads = 1,
                                  .confirm = true,
                                  .search_events = events,
                                  .confirm_events = events};
}

static inline struct planned plan_made(const char *json, const char *over,
                                       struct staff_options options) {
    struct diag d = {0};
    gsl_set_error_handler_off();
    struct planned p = {.scenario = read_sound(json, over)};
    p.model = model_compile(p.scenario, (struct model_options){0}, &d);
    assert_non_null(p.model);
    p.answer = staff_plan(p.model, &options, &d);
    if (d.errors > 0) {
        print_findings(&d);
        fail_msg("no plan");
    }
    diag_fini(&d);
    return p;
}

static inline void planned_fini(struct planned *p) {
    staff_answer_free(p->answer);
    model_free(p->model);
    scenario_free(p->scenario);
}

#endif
