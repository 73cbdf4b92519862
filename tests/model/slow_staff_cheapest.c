/* SPDX-License-Identifier: GPL-3.0-or-later
 * On instances small enough to look at every plan (3 intervals x 2 groups x 8 levels), staff finds
 * one that is as cheap as any that meets in the same days. */
#include <math.h>

#include "planner/staff.h"
#include "support/study.h"

enum { INTERVALS = 3, GROUPS = 2, LEVELS = 8, PLACES = INTERVALS * GROUPS };

/* Two classes, specialists for one of them, generalists for both; all else by instance. */
static const char scenario[] =
    "{ \"horizon\": {\"opens\": \"08:00\", \"closes\": \"09:30\", \"interval\": \"30m\"},"
    "  \"customers\": {"
    "   \"a\": {\"arrivals\": {\"per_interval\": [%d, %d, %d]},"
    "     \"patience\": {\"kind\": \"exponential\", \"mean\": \"%dm\"},"
    "     \"journey\": [\"phones\"],"
    "     \"work\": {\"phones\": {\"service\": {\"kind\": \"exponential\", \"mean\": \"%dm\"}}}},"
    "   \"b\": {\"arrivals\": {\"per_interval\": [%d, %d, %d]},"
    "     \"patience\": {\"kind\": \"exponential\", \"mean\": \"%dm\"},"
    "     \"journey\": [\"phones\"],"
    "     \"work\": {\"phones\": {\"service\": {\"kind\": \"exponential\", \"mean\": \"4m\"}}}}},"
    "  \"stations\": {\"phones\": {\"kind\": \"desk\"}},"
    "  \"staff\": {"
    "   \"all\": {\"count\": 3, \"skills\": {\"phones/a\": {\"rank\": 2}, \"phones/b\": {}}},"
    "   \"only a\": {\"count\": 3, \"skills\": {\"phones/a\": {}}}},"
    "  \"standards\": {\"s\": {\"at\": \"phones\", \"share\": %.2f, \"within\": \"%ds\","
    "                    \"formula\": \"offered\", \"per\": \"%s\"%s}},"
    "  \"money\": {\"staff\": {\"all\": \"%d/h\", \"only a\": \"20/h\"}} }";

struct instance {
    int a[INTERVALS], b[INTERVALS];
    int patience, service;
    double share;
    int within;
    const char *per, *on_days;
    int price;
};

static const struct instance instances[] = {
    {{6, 9, 7}, {4, 6, 5}, 4, 4, 0.80, 20, "interval", "", 26},
    {{10, 6, 8}, {3, 5, 8}, 4, 3, 0.80, 20, "interval", "", 22},
    {{5, 5, 12}, {6, 4, 3}, 3, 5, 0.70, 30, "interval", "", 24},
    {{8, 8, 8}, {8, 8, 8}, 5, 3, 0.80, 20, "interval", "", 30},
    {{12, 4, 9}, {2, 2, 2}, 4, 4, 0.75, 20, "interval", "", 21},
    {{3, 12, 3}, {5, 9, 5}, 6, 3, 0.80, 40, "interval", "", 25},
    {{6, 9, 7}, {4, 6, 5}, 4, 4, 0.80, 20, "day", "", 26},
    {{10, 6, 8}, {3, 5, 8}, 4, 3, 0.85, 20, "day", "", 22},
    {{5, 5, 12}, {6, 4, 3}, 3, 5, 0.70, 30, "day", "", 24},
    {{8, 8, 8}, {8, 8, 8}, 5, 3, 0.80, 20, "day", ", \"on_days\": 0.7", 30},
    {{12, 4, 9}, {4, 2, 4}, 4, 4, 0.75, 20, "day", ", \"on_days\": 0.8", 21},
    {{3, 12, 3}, {5, 9, 5}, 6, 3, 0.80, 40, "day", ", \"on_days\": 0.6", 25},
};

static struct scenario *instance_read(const struct instance *i) {
    char json[4000];
    snprintf(json, sizeof json, scenario, i->a[0], i->a[1], i->a[2], i->patience, i->service,
             i->b[0], i->b[1], i->b[2], i->patience, i->share, i->within, i->per, i->on_days,
             i->price);
    return read_sound(json, NULL);
}

/* Everything that judging one plan takes. */
struct judge {
    const struct staff_answer *answer;
    struct evaluator *evaluator;
    const struct constraint *constraints;
    size_t n_constraints, n;
};

/* What the days after the first n can add to a slack at most: everybody else in time. */
static double best_rest(const struct judge *j, const struct sample *all, const struct constraint *c,
                        size_t n) {
    double rest = 0;
    for (size_t i = n; i < j->n; i++) {
        double bottom = c->by_days ? 1 : goal_ratio(j->evaluator, all, c->goal, c->cell, i).bottom;
        rest += bottom;
    }
    const struct goal *g = &j->answer->goals.goal[c->goal];
    return rest * (1 - (c->by_days ? g->on_days : g->target));
}

/* Looks at a few days first: a plan that cannot be saved by the others is not run to the end.
 * all: a sample of the same days under any plan; who comes does not depend on it. */
static bool meets(const struct judge *j, const struct plan *x, const struct sample *all) {
    for (size_t n = 4; n <= j->n; n = n < j->n && 4 * n > j->n ? j->n : 4 * n) {
        const struct sample *s = evaluate(j->evaluator, x, 1, n);
        for (size_t c = 0; c < j->n_constraints; c++) {
            const struct constraint *k = &j->constraints[c];
            double sum = 0;
            for (size_t i = 0; i < n; i++) {
                sum += constraint_slack(&j->answer->goals, j->evaluator, s, k, i);
            }
            if (sum + best_rest(j, all, k, n) < -1e-9) {
                return false;
            }
        }
    }
    return true;
}

/* The cost of the cheapest plan below a cost that meets; HUGE_VAL when there is none. */
static double cheaper(const struct judge *j, struct arena *a) {
    double least = plan_cost(&j->answer->plan), found = HUGE_VAL;
    struct plan x = plan_copy(&j->answer->plan, a);
    struct evaluator *keep =
        evaluator_new(j->answer->model, j->answer->layout, j->answer->goals.gauges,
                      j->answer->goals.n, (struct evaluator_options){.threads = 1});
    const struct sample *all = evaluate(keep, &j->answer->plan, 1, j->n);
    size_t plans = 1;
    for (size_t i = 0; i < PLACES; i++) {
        plans *= LEVELS;
    }
    for (size_t number = 0; number < plans; number++) {
        size_t rest = number;
        for (size_t i = 0; i < PLACES; i++, rest /= LEVELS) {
            x.count[i] = (double)(rest % LEVELS);
        }
        double cost = plan_cost(&x);
        if (cost < least - 1e-9 && cost < found && meets(j, &x, all)) {
            found = cost;
        }
        if (number % 64 == 63) {
            evaluator_forget(j->evaluator);
        }
    }
    evaluator_free(keep);
    return found;
}

static void check_instance(size_t number) {
    struct diag d = {0};
    struct arena a = {0};
    struct scenario *s = instance_read(&instances[number]);
    struct model *m = model_compile(s, (struct model_options){0}, &d);
    struct staff_options o = {.goals = {.target = NAN, .per = -1, .on_days = NAN},
                              .seed = 1,
                              .threads = 1,
                              .search_runs = 60};
    struct staff_answer *answer = staff_plan(m, &o, &d);
    assert_int_equal(answer->end, STAFF_PLANNED);
    for (size_t i = 0; i < PLACES; i++) {
        assert_true(answer->plan.count[i] < LEVELS);
    }
    struct judge j = {.answer = answer, .n = answer->search_days};
    j.evaluator = evaluator_new(m, answer->layout, answer->goals.gauges, answer->goals.n,
                                (struct evaluator_options){.threads = 1});
    j.constraints = constraints_of(&answer->goals, m, &j.n_constraints, &a);
    double found = cheaper(&j, &a);
    print_message("instance %zu: cost %g, %zu days, cheaper: %g\n", number,
                  plan_cost(&answer->plan), j.n, found);
    if (found < HUGE_VAL) {
        fail_msg("instance %zu: %g is not the least: %g meets too", number,
                 plan_cost(&answer->plan), found);
    }
    evaluator_free(j.evaluator);
    staff_answer_free(answer);
    model_free(m);
    scenario_free(s);
    arena_fini(&a);
    diag_fini(&d);
}

static void staff_finds_the_cheapest_plan_that_meets(void **state) {
    (void)state;
    gsl_set_error_handler_off();
    for (size_t i = 0; i < sizeof instances / sizeof *instances; i++) {
        check_instance(i);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(staff_finds_the_cheapest_plan_that_meets)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
