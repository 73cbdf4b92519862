/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planner/staff_levels.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "study/study.h"

const char *const staff_level_measures[] = {
#define X(name, heading) #name,
    STAFF_LEVEL_MEASURES(X)
#undef X
};
const char *const staff_level_headings[] = {
#define X(name, heading) heading,
    STAFF_LEVEL_MEASURES(X)
#undef X
};

static uint32_t largest_group(const struct staff_answer *a) {
    uint32_t best = 0;
    double most = -1;
    for (uint32_t g = 0; g < a->space.n_groups; g++) {
        double sum = 0;
        for (size_t i = 0; a->space.planned[g] && i < a->space.n_slots; i++) {
            sum += slot_share(&a->space, i) * *plan_at(&a->plan, g, i);
        }
        if (a->space.planned[g] && sum > most) {
            most = sum;
            best = g;
        }
    }
    return best;
}

static struct plan changed(const struct staff_levels *l, const struct staff_answer *a, int change,
                           struct arena *arena) {
    struct plan x = plan_copy(&a->plan, arena);
    for (size_t i = 0; i < a->space.n_slots; i++) {
        double *count = plan_at(&x, l->group, i);
        *count = fmin(fmax(0, *count + change), a->space.most[l->group]);
    }
    return x;
}

static struct estimate estimate_from(struct interval i) {
    return (struct estimate){i.value, i.low, i.high};
}

/* Share of days on which every goal that a day can be judged by holds. */
static struct estimate p_meets(const struct staff_answer *a, const struct evaluator *e,
                               const struct sample *s, size_t n) {
    struct moments m = {0};
    for (size_t i = 0; i < n; i++) {
        bool all = true;
        double judged = 0;
        for (uint32_t g = 0; g < a->goals.n; g++) {
            struct gauge_ratio r = goal_days(&a->goals, e, s, g, i);
            all = all && r.top >= r.bottom;
            judged += r.bottom;
        }
        moments_add(&m, judged > 0 && all, judged > 0);
    }
    return estimate_from(clustered_share_interval(&m, a->level));
}

static void goals_fill(struct staff_level *row, struct staff_levels *l,
                       const struct staff_answer *a, struct evaluator *e, const struct sample *s,
                       size_t n) {
    struct estimate *goals = arena_array(&l->arena, a->goals.n, sizeof *goals);
    for (uint32_t g = 0; g < a->goals.n; g++) {
        struct moments m = {0};
        for (size_t i = 0; i < n; i++) {
            struct gauge_ratio r = goal_ratio(e, s, g, ALL_CELLS, i);
            moments_add(&m, r.top, r.bottom);
        }
        goals[g] =
            estimate_from(goal_interval_within(&a->goals.goal[g], ratio_interval(&m, a->level)));
    }
    row->goals = goals;
    row->p_meets = a->model->steady ? (struct estimate){NAN, NAN, NAN} : p_meets(a, e, s, n);
}

static struct estimate measure_of(const struct results *r, const char *name) {
    const struct result_row *total = results_row(r, ROW_TOTAL, "");
    size_t i = measure_find(name);
    return total && i < n_measures ? total->estimates[i] : (struct estimate){NAN, NAN, NAN};
}

/* The gauge looks on where the study runs. */
struct onlooker {
    struct evaluator *evaluator;
    struct sample *sample;
};

static struct observer onlooker_observer(void *context, size_t thread, size_t replication) {
    struct onlooker *o = context;
    return sample_observer(o->evaluator, o->sample, thread, replication);
}

static void row_fill(struct staff_level *row, struct staff_levels *l, const struct staff_answer *a,
                     const struct onlooker *o, const struct results *r) {
    goals_fill(row, l, a, o->evaluator, o->sample, o->sample->n);
    for (size_t i = 0; i < STAFF_LEVEL_MEASURE_KINDS; i++) {
        row->measures[i] = measure_of(r, staff_level_measures[i]);
    }
    row->total_cost = measure_of(r, "cost");
}

/* Whether the change goes no farther than the one before it on the way from the plan: nobody is
 * left to take away, or there are no more places. */
static bool is_repeat(const struct staff_levels *l, const struct staff_answer *a, int change) {
    struct arena arena = {0};
    struct plan x = changed(l, a, change, &arena);
    struct plan nearer = changed(l, a, change - (change > 0) + (change < 0), &arena);
    bool same =
        change != 0 && memcmp(x.count, nearer.count, plan_size(&a->space) * sizeof *x.count) == 0;
    arena_fini(&arena);
    return same;
}

/* One row; NULL when stopped. Of all but the plan's own only what the table shows is counted. */
static struct results *row_run(struct staff_level *row, struct staff_levels *l,
                               const struct staff_answer *a, const struct staff_options *o,
                               struct evaluator *e, struct diag *d) {
    struct arena arena = {0};
    size_t n = l->days / evaluator_days(e);
    struct plan x = changed(l, a, row->change, &arena);
    struct staffing staffing = plan_staffing(&x, &arena);
    struct onlooker onlooker = {e, sample_new(e, n)};
    struct study_beside beside = {&onlooker, onlooker_observer};
    struct study_options study = {.seed = a->confirm_seed,
                                  .replications = n,
                                  .threads = o->threads,
                                  .level = a->level,
                                  .limits = o->limits,
                                  .staffing = &staffing,
                                  .beside = &beside,
                                  .totals_only = row->change != 0};
    struct results *r = study_run(a->model, study, NULL, d);
    if (r && r->replications < n) {
        results_free(r);
        r = NULL;
    }
    if (r) {
        row->people = plan_people(&x);
        row->cost = plan_cost(&x);
        row_fill(row, l, a, &onlooker, r);
    }
    sample_free(onlooker.sample);
    arena_fini(&arena);
    return r;
}

enum { FEWEST_LEVEL_RUNS = 20 };

/* Long runs are fewer, so that all rows cost at most about what the search and the confirmation
 * may. */
static size_t runs_of(const struct staff_answer *a, const struct staff_options *o,
                      struct evaluator *e, size_t most) {
    double events = (double)o->search_events + (double)o->confirm_events;
    const struct sample *s = evaluate(e, &a->plan, a->confirm_seed, 1);
    if (!(events > 0) || !s || s->n == 0 || s->events == 0 || most <= FEWEST_LEVEL_RUNS) {
        return most;
    }
    double runs = events / STAFF_LEVELS / ((double)s->events / (double)s->n);
    return runs >= (double)most        ? most
           : runs <= FEWEST_LEVEL_RUNS ? FEWEST_LEVEL_RUNS
                                       : (size_t)runs;
}

struct staff_levels *staff_levels_run(const struct staff_answer *a,
                                      const struct staff_options *options, size_t days,
                                      struct diag *d) {
    struct staff_levels *l = mem_new(1, sizeof *l);
    struct evaluator *e = evaluator_new(
        a->model, a->layout, a->goals.gauges, a->goals.n,
        (struct evaluator_options){.threads = options->threads, .limits = options->limits});
    bool ok = true;
    size_t in_one = evaluator_days(e);
    l->days = runs_of(a, options, e, (days + in_one - 1) / in_one) * in_one;
    l->rows = arena_array(&l->arena, STAFF_LEVELS, sizeof *l->rows);
    l->group = largest_group(a);
    for (int change = -2; change <= 2 && ok; change++) {
        if (is_repeat(l, a, change)) {
            continue;
        }
        l->rows[l->n].change = change;
        struct results *r = row_run(&l->rows[l->n], l, a, options, e, d);
        ok = r != NULL;
        l->n += ok;
        if (change == 0) {
            l->at_plan = r;
        } else {
            results_free(r);
        }
    }
    evaluator_free(e);
    if (!ok) {
        staff_levels_free(l);
        return NULL;
    }
    return l;
}

void staff_levels_free(struct staff_levels *l) {
    if (l) {
        results_free(l->at_plan);
        arena_fini(&l->arena);
        free(l);
    }
}
