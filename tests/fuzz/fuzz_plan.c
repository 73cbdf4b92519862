/* SPDX-License-Identifier: GPL-3.0-or-later
 * Any bytes as a scenario to be staffed and scheduled; the first few say with which options. A plan
 * has whole people within its limits, what is said to cover covers, and where there is no plan
 * there are reasons. Budgets are small: what is looked for is harm, not good plans. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <gsl/gsl_errno.h>

#include "planner/offered_load.h"
#include "planner/schedule.h"
#include "planner/staff.h"
#include "report/schedule_report.h"
#include "report/staff_report.h"
#include "scenario/read.h"
#include "study/measurable.h"
#include "study/study.h"

enum {
    OPTIONS = 6,
    EVENTS = 20000,
    PRESENT = 2000,
    CELLS = 4000,
    GROUPS = 4,
    CONTACTS = 300,
    SLOTS = 40
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct engine_limits limits = {.events = EVENTS, .present = PRESENT};

static void demand(bool holds, const char *what) {
    if (!holds) {
        fprintf(stderr, "%s\n", what);
        abort();
    }
}

/* ---- staff ---- */

static void plan_check(const struct staff_answer *a) {
    for (size_t g = 0; g < a->space.n_groups; g++) {
        for (size_t k = 0; a->space.planned[g] && k < a->space.n_slots; k++) {
            double count = *plan_at(&a->plan, g, k);
            demand(count >= a->space.least && count <= a->space.most[g] && floor(count) == count,
                   "a plan with other than whole people within its limits");
        }
    }
}

static void staff_report_all(const struct scenario *s, const struct staff_answer *a) {
    struct text out = {0};
    struct staff_report r = {.scenario = s, .answer = a};
    staff_text(&r, &out);
    staff_json(&r, &out);
    if (a->plan.count) {
        staff_patch(a, &out);
    }
    text_fini(&out);
}

static void staff(const struct scenario *s, const struct model *m, const uint8_t *o) {
    static const double targets[] = {NAN, 0.8, 0.999, 1, 0, 0.5};
    static const double shares[] = {NAN, 0.9, 0, 1};
    struct diag d = {0};
    struct staff_options options = {
        .goals = {.target = targets[o[0] % 6], .per = o[1] % 4 - 1, .on_days = shares[o[2] % 4]},
        .seed = 7,
        .threads = 1,
        .level = o[3] & 1 ? 0.8 : 0,
        .limits = limits,
        .search_events = 5 * EVENTS,
        .confirm_events = 5 * EVENTS,
        .search_runs = o[3] & 2 ? 3 : 0,
        .confirm = o[3] & 4};
    struct staff_answer *a = staff_plan(m, &options, &d);
    if (a->plan.count) {
        plan_check(a);
    } else {
        demand(d.errors > 0 || a->n_reasons > 0 || a->end == STAFF_STOPPED,
               "neither a plan nor a reason");
    }
    if (d.errors == 0) {
        staff_report_all(s, a);
    }
    staff_answer_free(a);
    diag_fini(&d);
}

/* ---- schedule ---- */

/* What the shifts bring to the desk, against what was required and what is said of it. */
static void cover_check(const struct schedule *s, const struct schedule_group *g) {
    size_t missing = 0;
    for (size_t k = 0; g->plan.on_duty && k < grid_slots(&s->grid); k++) {
        size_t here = g->plan.on_duty[k], wanted = g->required[k];
        missing += here < wanted ? wanted - here : 0;
    }
    demand(!g->plan.on_duty || missing == g->plan.missing, "people missing miscounted");
    demand(s->end != SCHEDULE_COVERS || missing == 0, "what is said to cover does not");
}

static void schedule_report_all(const struct schedule *s) {
    struct text out = {0};
    schedule_json(s, &out);
    if (s->end != SCHEDULE_FAILED) {
        schedule_text(s, &out);
        schedule_patch(s, &out);
    }
    text_fini(&out);
}

static void schedule(const struct model *m, const uint8_t *o) {
    static const double prices[] = {HUGE_VAL, 5, 0, 1e6};
    struct diag d = {0};
    struct study_options study = {.seed = 7, .replications = 2, .threads = 1, .limits = limits};
    struct schedule_options options = {.milp = {.time_limit = 0.3, .gap = o[3] & 8 ? 0.05 : 0},
                                       .source =
                                           o[4] & 1 ? REQUIREMENT_FORMULAS : REQUIREMENT_COUNT,
                                       .under = prices[o[5] % 4],
                                       .over = o[5] & 8 ? 2.5 : 0,
                                       .study = o[4] & 2 ? &study : NULL,
                                       .rounds = o[4] & 4 ? 2 : 0};
    struct schedule *s = schedule_make(m, &options, &d);
    demand(s || d.errors > 0, "neither a schedule nor a reason");
    for (size_t i = 0; s && i < s->n_groups; i++) {
        cover_check(s, &s->groups[i]);
    }
    if (s) {
        schedule_report_all(s);
    }
    schedule_free(s);
    diag_fini(&d);
}

/* ---- both ---- */

/* Large programmes take their time and find nothing that small ones do not. */
static bool small(const struct model *m, const struct layout *l) {
    struct arena a = {0};
    double contacts = offered_load_of(m, &a).contacts;
    arena_fini(&a);
    return l->n_stores * l->n_intervals <= CELLS && m->n_groups <= GROUPS &&
           (size_t)m->days * l->n_intervals <= SLOTS && contacts <= CONTACTS;
}

static void plan(const struct scenario *s, const uint8_t *o) {
    struct diag d = {0};
    struct model *m = model_compile(s, (struct model_options){0}, &d);
    struct layout *l = m ? layout_new(m) : NULL;
    if (l && small(m, l) && standards_measurable(l, &d)) {
        staff(s, m, o);
        schedule(m, o);
    }
    layout_free(l);
    model_free(m);
    diag_fini(&d);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const uint8_t usual[OPTIONS] = {0, 0, 0, 6, 7, 0};
    gsl_set_error_handler_off();
    bool own = size > OPTIONS && data[0] != '{';
    size_t from = own ? OPTIONS : 0;
    char *text = malloc(size - from + 1);
    demand(text, "no memory");
    if (size > from) {
        memcpy(text, data + from, size - from);
    }
    text[size - from] = '\0';
    struct document document = {
        .name = "input.json", .folder = "/nonexistent", .text = text, .length = size - from};
    struct diag d = {0};
    struct scenario *s = scenario_read(&document, 1, &d);
    if (s) {
        plan(s, own ? data : usual);
    }
    scenario_free(s);
    diag_fini(&d);
    free(text);
    return 0;
}
