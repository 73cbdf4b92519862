/* SPDX-License-Identifier: GPL-3.0-or-later
 * Solving Erlang's formulas for what was left out: acceptance cases, inverses of what the measures
 * say, and every way a question can have no answer. */
#include "theory/solve.h"

#include <gsl/gsl_errno.h>

#include "support/check.h"
#include "theory/erlang.h"

static struct queue_target target_of(const char *name, double value) {
    struct queue_target target = {queue_measure_find(name), value};
    assert_non_null(target.measure);
    return target;
}

static struct queue_answer solve(enum queue_unknown unknown, struct queue_model q, size_t count,
                                 const struct queue_target *targets) {
    struct queue_question question = {
        .model = q, .unknown = unknown, .targets = targets, .count = count};
    struct queue_answer answer;
    enum theory_status status = queue_solve(&question, &answer);
    assert_int_equal(status, answer.status);
    return answer;
}

static struct queue_answer solve_one(enum queue_unknown unknown, struct queue_model q,
                                     const char *name, double value) {
    struct queue_target target = target_of(name, value);
    return solve(unknown, q, 1, &target);
}

/* A row of cases SC-V1 and SA-V1. */
struct staffing {
    double calls_per_hour, handle, patience, threshold;
    struct {
        const char *name;
        double value;
    } targets[2];
    size_t agents;
};

static void check_staffing(const struct staffing *rows, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const struct staffing *r = &rows[i];
        struct queue_target targets[2];
        size_t n = 0;
        for (; n < 2 && r->targets[n].name; n++)
            targets[n] = target_of(r->targets[n].name, r->targets[n].value);
        struct queue_model q = {.calls = r->calls_per_hour / 3600,
                                .handle = r->handle,
                                .patience = r->patience,
                                .threshold = r->threshold};
        struct queue_answer a = solve(UNKNOWN_AGENTS, q, n, targets);
        assert_int_equal(a.status, THEORY_CONVERGED);
        assert_int_equal(a.model.agents, r->agents);
    }
}

static void least_agents_of_case_sc_v1(void **state) {
    (void)state;
    const struct staffing rows[] = {
        {200, 180, HUGE_VAL, 20, {{"service_level_offered", 0.8}}, 14},
        {60, 300, HUGE_VAL, 20, {{"service_level_offered", 0.8}}, 8},
        {720, 240, HUGE_VAL, 15, {{"service_level_offered", 0.9}}, 57},
        {1200, 210, HUGE_VAL, 20, {{"asa", 10}}, 77},
        {30, 420, HUGE_VAL, 30, {{"service_level_answered", 0.8}, {"occupancy", 0.75}}, 6},
        {6000, 300, HUGE_VAL, 20, {{"service_level_ignore", 0.8}}, 513},
        {12, 600, HUGE_VAL, 60, {{"service_level_positive", 0.7}}, 4},
    };
    check_staffing(rows, sizeof rows / sizeof rows[0]);
    assert_int_equal(rostered_agents(14, 0.3), 20);
}

static void least_agents_of_case_sa_v1(void **state) {
    (void)state;
    const struct staffing rows[] = {
        {200, 180, 300, 20, {{"service_level_offered", 0.8}}, 13},
        {200, 180, 180, 20, {{"abandonment", 0.03}}, 14},
        {1200, 240, 150, 20, {{"service_level_offered", 0.8}, {"abandonment", 0.03}}, 84},
        {60, 300, 120, 20, {{"service_level_offered", 0.8}}, 7},
        {3600, 300, 240, 20, {{"abandonment", 0.02}}, 303},
        {400, 360, 90, 20, {{"mean_wait", 8}}, 40},
    };
    check_staffing(rows, sizeof rows / sizeof rows[0]);
}

static void least_lines_of_case_eb_v1(void **state) {
    (void)state;
    const struct {
        double load, loss;
        size_t lines;
    } rows[] = {{10, 0.01, 18}, {10, 0.02, 17}, {55, 0.01, 69}, {120, 0.005, 143}};
    for (size_t i = 0; i < 4; i++) {
        struct queue_model q = {.calls = rows[i].load / 60, .handle = 60, .patience = HUGE_VAL};
        struct queue_answer a = solve_one(UNKNOWN_SERVERS, q, "blocking", rows[i].loss);
        assert_int_equal(a.status, THEORY_CONVERGED);
        assert_int_equal(a.model.agents, rows[i].lines);
        assert_int_equal(a.model.lines, rows[i].lines);
    }
}

static void shrinkage_rounds_up_and_only_when_needed(void **state) {
    (void)state;
    assert_int_equal(rostered_agents(15, 0.3), 22);
    assert_int_equal(rostered_agents(7, 0.3), 10);
    assert_int_equal(rostered_agents(21, 0.3), 30); /* 21 / (1 - 0.3) rounds above 30 */
    assert_int_equal(rostered_agents(9, 0), 9);
    assert_int_equal(rostered_agents(70000, 0.3), 100000);
    assert_int_equal(rostered_agents(70001, 0.3), 100002);
}

static void nothing_unknown_is_evaluated(void **state) {
    (void)state;
    struct queue_answer a = solve(UNKNOWN_NOTHING,
                                  (struct queue_model){.calls = 10 / 60.,
                                                       .handle = 60,
                                                       .patience = HUGE_VAL,
                                                       .agents = 17,
                                                       .lines = 17,
                                                       .threshold = 20},
                                  0, NULL);
    assert_int_equal(a.status, THEORY_CONVERGED);
    check_close(a.measures.blocking, erlang_b(17, 10), 1e-13);
    a = solve(
        UNKNOWN_NOTHING,
        (struct queue_model){
            .calls = 10 / 60., .handle = 60, .patience = HUGE_VAL, .agents = 9, .threshold = 20},
        0, NULL);
    assert_int_equal(a.status, THEORY_UNSTABLE);
}

/* Every agent count up to the answer misses: the search against trying all. */
static void fewest_agents_equal_an_exhaustive_search(void **state) {
    (void)state;
    struct queue_model q = {
        .calls = 1.31, .handle = 97, .patience = 71, .agents = 1, .lines = 150, .threshold = 13};
    for (double target = 0.5; target < 0.999; target += 0.077) {
        struct queue_target level = target_of("service_level_short", target);
        struct queue_answer a = solve(UNKNOWN_AGENTS, q, 1, &level);
        assert_int_equal(a.status, THEORY_CONVERGED);
        struct queue_measures m;
        for (q.agents = 1; q.agents < a.model.agents; q.agents++) {
            assert_int_equal(queue_evaluate(&q, &m), THEORY_CONVERGED);
            assert_false(queue_target_met(&level, &m));
        }
        assert_true(queue_target_met(&level, &a.measures));
    }
}

static void one_agent_is_enough_for_hardly_any_calls(void **state) {
    (void)state;
    struct queue_model q = {.calls = 1e-6, .handle = 60, .patience = 100, .threshold = 20};
    struct queue_answer a = solve_one(UNKNOWN_AGENTS, q, "asa", 10);
    assert_int_equal(a.status, THEORY_CONVERGED);
    assert_int_equal(a.model.agents, 1);
}

static void a_hundred_thousand_agents_are_found(void **state) {
    (void)state;
    struct queue_model q = {.calls = 99500 / 180., .handle = 180, .patience = 300, .threshold = 20};
    struct queue_answer a = solve_one(UNKNOWN_AGENTS, q, "abandonment", 0.0001);
    assert_int_equal(a.status, THEORY_CONVERGED);
    q = a.model;
    q.agents--;
    struct queue_measures m;
    assert_int_equal(queue_evaluate(&q, &m), THEORY_CONVERGED);
    assert_true(a.measures.abandonment <= 0.0001 && m.abandonment > 0.0001);
    assert_in_range(a.model.agents, 99500, 100500);
}

/* The load at 1 % loss of 10 lines in closed form of the test's own: B(10, a) = 0.01. */
static void calls_reach_the_target_exactly(void **state) {
    (void)state;
    struct queue_model q = {.handle = 60, .patience = HUGE_VAL, .agents = 10, .lines = 10};
    struct queue_answer a = solve_one(UNKNOWN_CALLS, q, "blocking", 0.01);
    assert_int_equal(a.status, THEORY_CONVERGED);
    check_close(erlang_b(10, a.model.calls * 60), 0.01, 2e-9);
    check_near(a.model.calls * 60, 4.46, 0.006); /* as printed in Erlang B tables */
}

/* M/M/1: W = rho handle / (1 - rho); asa 30 s at handle 20 s means rho = 0.6. */
static void calls_and_handle_time_of_one_agent_have_closed_forms(void **state) {
    (void)state;
    struct queue_model q = {.handle = 20, .patience = HUGE_VAL, .agents = 1};
    struct queue_answer a = solve_one(UNKNOWN_CALLS, q, "asa", 30);
    assert_int_equal(a.status, THEORY_CONVERGED);
    check_close(a.model.calls, 0.03, 1e-8);
    q = (struct queue_model){.calls = 0.03, .patience = HUGE_VAL, .agents = 1};
    a = solve_one(UNKNOWN_HANDLE, q, "asa", 30);
    assert_int_equal(a.status, THEORY_CONVERGED);
    check_close(a.model.handle, 20, 1e-8);
}

static void the_strictest_of_several_targets_decides(void **state) {
    (void)state;
    struct queue_model q = {.handle = 240, .patience = 150, .agents = 84, .threshold = 20};
    struct queue_target targets[] = {target_of("service_level_offered", 0.8),
                                     target_of("abandonment", 0.03), target_of("occupancy", 0.9)};
    double strictest = HUGE_VAL;
    for (size_t i = 0; i < 3; i++)
        strictest = fmin(strictest, solve(UNKNOWN_CALLS, q, 1, &targets[i]).model.calls);
    for (size_t i = 0; i < 3; i++) {
        struct queue_target turned[] = {targets[i], targets[(i + 1) % 3], targets[(i + 2) % 3]};
        struct queue_answer a = solve(UNKNOWN_CALLS, q, 3, turned);
        assert_int_equal(a.status, THEORY_CONVERGED);
        check_close(a.model.calls, strictest, 1e-10);
    }
}

/* The patience that explains an observed abandonment gives back the model it came from. */
static void patience_is_found_from_abandonment(void **state) {
    (void)state;
    struct queue_model q = {
        .calls = 200 / 3600., .handle = 180, .patience = 1, .agents = 13, .threshold = 20};
    struct queue_answer a = solve_one(UNKNOWN_PATIENCE, q, "abandonment", 0.024963303633571892);
    assert_int_equal(a.status, THEORY_CONVERGED);
    check_close(a.model.patience, 300, 1e-6); /* case EA-V1 */
}

static void only_long_patience_can_miss_a_wait(void **state) {
    (void)state;
    struct queue_model q = {
        .calls = 480 / 3600., .handle = 240, .patience = 1, .agents = 28, .threshold = 20};
    struct queue_answer a = solve_one(UNKNOWN_PATIENCE, q, "asa", 18.563413175145683);
    assert_int_equal(a.status, THEORY_CONVERGED);
    check_close(a.model.patience, 120, 1e-6); /* case EA-V2 */
}

static void fewest_lines_for_blocking_and_most_for_waits(void **state) {
    (void)state;
    struct queue_model q = {
        .calls = 300 / 3600., .handle = 240, .patience = 150, .agents = 18, .threshold = 20};
    struct queue_answer a = solve_one(UNKNOWN_LINES, q, "blocking", 0.04307215997363421);
    assert_int_equal(a.status, THEORY_CONVERGED);
    assert_int_equal(a.model.lines, 24); /* case TK-V1 */
    a = solve_one(UNKNOWN_LINES, q, "mean_wait", 18.514070311312757);
    assert_int_equal(a.status, THEORY_CONVERGED);
    assert_int_equal(a.model.lines, 24);
    struct queue_target both[] = {target_of("blocking", 0.05), target_of("mean_wait", 19)};
    assert_int_equal(solve(UNKNOWN_LINES, q, 2, both).model.lines, 24);
}

static void the_threshold_is_a_quantile(void **state) {
    (void)state;
    struct queue_model q = {
        .calls = 480 / 3600., .handle = 240, .patience = 120, .agents = 28, .threshold = 0};
    struct queue_answer a = solve_one(UNKNOWN_THRESHOLD, q, "service_level_answered", 0.95);
    assert_int_equal(a.status, THEORY_CONVERGED);
    check_near(a.model.threshold, 65.29144688319322, 1e-5); /* case EA-V2 */
    a = solve_one(UNKNOWN_THRESHOLD, q, "service_level_answered", 0.3);
    check_near(a.model.threshold, 0, 0);
}

static void what_cannot_be_met_is_infeasible(void **state) {
    (void)state;
    struct queue_model q = {.calls = 300 / 3600.,
                            .handle = 240,
                            .patience = 150,
                            .agents = 18,
                            .lines = 20,
                            .threshold = 20};
    assert_int_equal(solve_one(UNKNOWN_AGENTS, q, "blocking", 0.01).status, THEORY_INFEASIBLE);
    assert_int_equal(solve_one(UNKNOWN_THRESHOLD, q, "service_level_offered", 0.999).status,
                     THEORY_INFEASIBLE);
    assert_int_equal(solve_one(UNKNOWN_CALLS, q, "service_level_offered", 1.2).status,
                     THEORY_INFEASIBLE);
    struct queue_target both[] = {target_of("blocking", 0.01), target_of("mean_wait", 10)};
    assert_int_equal(solve(UNKNOWN_LINES, q, 2, both).status, THEORY_INFEASIBLE);
    q = (struct queue_model){
        .calls = 2e4, .handle = 240, .patience = HUGE_VAL, .agents = 1, .threshold = 20};
    assert_int_equal(solve_one(UNKNOWN_AGENTS, q, "asa", 10).status, THEORY_INFEASIBLE);
}

static void what_does_not_matter_is_unbounded(void **state) {
    (void)state;
    struct queue_model q = {
        .calls = 200 / 3600., .handle = 180, .patience = 300, .agents = 30, .threshold = 20};
    struct queue_answer a = solve_one(UNKNOWN_LINES, q, "asa", 30);
    assert_int_equal(a.status, THEORY_UNBOUNDED);
    assert_int_equal(a.model.lines, LINES_UNLIMITED);
    a = solve_one(UNKNOWN_PATIENCE, q, "asa", 30);
    assert_int_equal(a.status, THEORY_UNBOUNDED);
    assert_true(isinf(a.model.patience));
    a = solve_one(UNKNOWN_CALLS, q, "service_level_positive", 0);
    assert_int_equal(a.status, THEORY_UNBOUNDED);
}

/* 85 erlangs at 85 % is 100 agents, though 85 / 100 may round above 0.85. */
static void a_target_met_exactly_is_met(void **state) {
    (void)state;
    for (size_t n = 20; n <= 2000; n += 20) {
        struct queue_model q = {
            .calls = 0.85 * (double)n / 180, .handle = 180, .patience = HUGE_VAL};
        assert_int_equal(solve_one(UNKNOWN_AGENTS, q, "occupancy", 0.85).model.agents, n);
    }
}

static void a_mean_over_nobody_meets_every_target(void **state) {
    (void)state;
    struct queue_measures m = {.wait_if_delayed = NAN, .asa = 11};
    struct queue_target nobody = target_of("wait_if_delayed", 10), asa = target_of("asa", 10);
    assert_true(queue_target_met(&nobody, &m));
    assert_false(queue_target_met(&asa, &m));
}

static void every_unknown_has_words(void **state) {
    (void)state;
    assert_string_equal(queue_unknown_text(UNKNOWN_NOTHING), "");
    for (int i = UNKNOWN_AGENTS; i < UNKNOWN_KINDS; i++)
        assert_true(queue_unknown_text((enum queue_unknown)i)[0] == 't');
}

/* Blocking with 20 lines has a floor: one agent, whose callers soon hang up, blocks least. */
static void the_best_that_can_be_reached_is_told(void **state) {
    (void)state;
    struct queue_target blocking = {queue_measure_find("blocking"), 0.01};
    struct queue_question question = {.model = {.calls = 300 / 3600.,
                                                .handle = 240,
                                                .patience = 150,
                                                .lines = 20,
                                                .threshold = 20},
                                      .unknown = UNKNOWN_AGENTS,
                                      .targets = &blocking,
                                      .count = 1};
    struct queue_answer answer;
    assert_int_equal(queue_solve(&question, &answer), THEORY_INFEASIBLE);
    double best = queue_best(&question, &blocking);
    assert_true(best > 0.01);
    question.model.agents = 1;
    question.unknown = UNKNOWN_NOTHING;
    assert_int_equal(queue_solve(&question, &answer), THEORY_CONVERGED);
    check_near(best, answer.measures.blocking, 1e-9);
}

int main(void) {
    gsl_set_error_handler_off();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(least_agents_of_case_sc_v1),
        cmocka_unit_test(least_agents_of_case_sa_v1),
        cmocka_unit_test(least_lines_of_case_eb_v1),
        cmocka_unit_test(shrinkage_rounds_up_and_only_when_needed),
        cmocka_unit_test(nothing_unknown_is_evaluated),
        cmocka_unit_test(fewest_agents_equal_an_exhaustive_search),
        cmocka_unit_test(one_agent_is_enough_for_hardly_any_calls),
        cmocka_unit_test(a_hundred_thousand_agents_are_found),
        cmocka_unit_test(calls_reach_the_target_exactly),
        cmocka_unit_test(calls_and_handle_time_of_one_agent_have_closed_forms),
        cmocka_unit_test(the_strictest_of_several_targets_decides),
        cmocka_unit_test(patience_is_found_from_abandonment),
        cmocka_unit_test(only_long_patience_can_miss_a_wait),
        cmocka_unit_test(fewest_lines_for_blocking_and_most_for_waits),
        cmocka_unit_test(the_threshold_is_a_quantile),
        cmocka_unit_test(what_cannot_be_met_is_infeasible),
        cmocka_unit_test(what_does_not_matter_is_unbounded),
        cmocka_unit_test(a_target_met_exactly_is_met),
        cmocka_unit_test(a_mean_over_nobody_meets_every_target),
        cmocka_unit_test(every_unknown_has_words),
        cmocka_unit_test(the_best_that_can_be_reached_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
