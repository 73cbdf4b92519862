/* SPDX-License-Identifier: GPL-3.0-or-later
 * Measures that only happen under some plans: nobody waits where people abound, nobody is busy
 * where nobody is on duty. Such a plan does not meet a standard, it gives it nothing to judge. */
#include <math.h>

#include "planner/staff_parts.h"
#include "planner/staff_reasons.h"

enum { HAPPENS_RUNS = 60 };

bool staff_happens(const struct staffing_problem *p, const struct sample *s, uint32_t goal,
                   size_t n) {
    bool any = false;
    for (size_t i = 0; i < n && !any; i++) {
        any = goal_ratio(p->evaluator, s, goal, ALL_CELLS, i).bottom > 0;
    }
    return any;
}

/* Whether it does with so many of every planned group all the time, and no more than plenty. */
static bool happens_with(struct staffing_problem *p, uint32_t goal, double people) {
    struct plan x = plan_copy(&p->plenty, &p->arena);
    for (size_t i = 0; i < plan_size(p->space); i++) {
        bool planned = p->space->planned[i / p->space->n_slots];
        x.count[i] = planned ? fmin(people, x.count[i]) : x.count[i];
    }
    const struct sample *s = evaluate(p->evaluator, &x, p->options->seed, HAPPENS_RUNS);
    return s && staff_happens(p, s, goal, HAPPENS_RUNS);
}

/* The most of every group with whom it happens; 0: none. */
static double most_with(struct staffing_problem *p, uint32_t goal) {
    double low = 0, high = 1;
    for (size_t i = 0; i < plan_size(p->space); i++) {
        high = fmax(high, p->plenty.count[i] + 1);
    }
    while (high - low > 1) {
        double middle = floor((low + high) / 2);
        *(happens_with(p, goal, middle) ? &low : &high) = middle;
    }
    return low;
}

static const char *idle_words(struct staff_answer *a, struct staffing_problem *p, uint32_t goal) {
    const struct goal *g = &p->goals->goal[goal];
    const char *kind = a->model->steady ? "runs" : "days";
    size_t days = HAPPENS_RUNS * evaluator_days(p->evaluator);
    double most = most_with(p, goal);
    if (!(most > 0)) {
        return arena_format(&a->arena,
                            "standard '%s' (%s) has nothing to judge: in %zu %s it looked at "
                            "nobody, whatever the staff; leave it out with --standard",
                            g->name, g->measure, days, kind);
    }
    return arena_format(
        &a->arena,
        "standard '%s' (%s) has nothing to judge with more than %.0f people all the "
        "time: in %zu %s there was nobody left whom it looks at, so more people "
        "cannot show that it meets, and no fewer were found to; ask for a measure "
        "of all customers instead, such as mean_wait, or for a lesser target",
        g->name, g->measure, most, days, kind);
}

bool staff_idle_tell(struct staff_answer *a, struct staffing_problem *p) {
    const struct sample *s = evaluate(p->evaluator, &p->plenty, p->options->seed, HAPPENS_RUNS);
    bool any = false;
    for (uint32_t i = 0; s && i < p->goals->n; i++) {
        if (!staff_happens(p, s, i, HAPPENS_RUNS)) {
            staff_reason_add(a, idle_words(a, p, i));
            any = true;
        }
    }
    return any;
}
