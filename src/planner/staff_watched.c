/* SPDX-License-Identifier: GPL-3.0-or-later
 * Standards that no number of people is searched for - what all may cost, timed stretches from one
 * moment of a journey to another - are judged under the plan for the others, by the same observer
 * as `simulate`, in days that did not choose it. */
#include <string.h>

#include "planner/staff_parts.h"
#include "study/study.h"

enum { WATCHED_RUNS = 400, FEWEST_WATCHED_RUNS = 40 };

/* So many replications that they cost but a little of the confirmation's budget. */
static size_t runs_of(const struct staffing_problem *p, const struct plan *x) {
    const struct sample *s = evaluate(p->evaluator, x, p->options->seed, 1);
    double each = s && s->n > 0 ? (double)s->events / (double)s->n : 1;
    double runs = (double)p->options->confirm_events / 10 / (each + 1);
    return runs < FEWEST_WATCHED_RUNS ? FEWEST_WATCHED_RUNS
           : runs > WATCHED_RUNS      ? WATCHED_RUNS
                                      : (size_t)runs;
}

static const struct standard_result *result_of(const struct results *r, const char *name) {
    for (size_t i = 0; r && i < r->n_standards; i++) {
        if (strcmp(r->standards[i].name, name) == 0) {
            return &r->standards[i];
        }
    }
    return NULL;
}

bool staff_watched_judge(struct staffing_problem *p, struct staff_answer *a, struct diag *d) {
    struct arena arena = {0};
    const struct goals *g = &a->goals;
    if (g->n_watched == 0) {
        return true;
    }
    struct staffing staffing = plan_staffing(&a->plan, &arena);
    struct study_options study = {.seed = a->watched_seed,
                                  .replications = runs_of(p, &a->plan),
                                  .threads = p->options->threads,
                                  .level = a->level,
                                  .limits = p->options->limits,
                                  .staffing = &staffing};
    a->under_plan = study_run(a->model, study, NULL, d);
    a->watched = arena_array(&a->arena, g->n_watched, sizeof *a->watched);
    for (size_t i = 0; i < g->n_watched && a->under_plan; i++) {
        const struct model_standard *s = &a->model->standards[g->watched[i]];
        const struct standard_result *r = result_of(a->under_plan, s->name);
        if (r) {
            a->watched[a->n_watched++] = (struct staff_watched){
                r, s->as_read->measure && strcmp(s->as_read->measure, "cost") == 0};
        }
    }
    arena_fini(&arena);
    return a->under_plan != NULL;
}
