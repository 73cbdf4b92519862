/* SPDX-License-Identifier: GPL-3.0-or-later
 * Priorities against the acceptance cases, a single class, the conservation law, and the chain of
 * customers ahead by small steps of time. */
#include "theory/priority.h"

#include <gsl/gsl_errno.h>

#include "random/distribution_kinds.h"
#include "support/check.h"
#include "theory/erlang.h"
#include "theory/single_server.h"

static void measures_of_case_pr_v1(void **state) {
    (void)state;
    const struct priority_class classes[] = {
        {.calls = 3 / 60., .handle = 60, .threshold = 18},
        {.calls = 5 / 60., .handle = 60, .threshold = 18},
    };
    struct priority_model model = {.agents = 10, .n = 2, .classes = classes};
    struct priority_measures m[2];
    assert_int_equal(priority_evaluate(&model, m), THEORY_CONVERGED);
    check_near(m[0].delay_probability, 0.4091801507964435, 1e-6);
    check_near(m[1].delay_probability, 0.4091801507964435, 1e-6);
    check_near(m[0].mean_wait / 60, 0.05845430725663479, 1e-6);
    check_near(m[0].service_level, 0.949893260221451, 1e-6);
    check_near(m[1].mean_wait / 60, 0.292271536283174, 1e-6);
    check_near(m[1].service_level, 0.7457546880361849, 1e-6);
}

static void measures_of_case_mg_v1_b(void **state) {
    (void)state;
    struct distribution constant = distribution_constant(1);
    struct distribution lognormal = {
        .kind = &distribution_kind_lognormal, .parameter = {60, sqrt(1.5), NAN, NAN}, .scale = 1};
    assert_null(lognormal.kind->prepare(&lognormal));
    const struct priority_class classes[] = {
        {.calls = 0.3 / 60, .handle = 48, .handle_law = &constant, .threshold = 20},
        {.calls = 0.4 / 60, .handle = 60, .handle_law = &lognormal, .threshold = 20},
    };
    struct priority_model model = {.agents = 1, .n = 2, .classes = classes};
    struct priority_measures m[2];
    assert_int_equal(priority_evaluate(&model, m), THEORY_CONVERGED);
    check_near(m[0].mean_wait / 60, 0.7842105263157895, 1e-9);
    check_near(m[1].mean_wait / 60, 2.178362573099415, 1e-9);
    assert_true(isnan(m[0].service_level));
}

static void one_class_is_erlang_c(void **state) {
    (void)state;
    const struct priority_class one = {.calls = 200 / 3600., .handle = 180, .threshold = 20};
    struct priority_model model = {.agents = 14, .n = 1, .classes = &one};
    struct queue_model q = {
        .calls = 200 / 3600., .handle = 180, .patience = HUGE_VAL, .agents = 14, .threshold = 20};
    struct priority_measures m;
    struct queue_measures plain;
    assert_int_equal(priority_evaluate(&model, &m), THEORY_CONVERGED);
    queue_evaluate(&q, &plain);
    check_close(m.mean_wait, plain.mean_wait, 1e-12);
    check_near(m.service_level, plain.service_level_offered, 1e-9);
    check_near(m.wait_p90, plain.wait_p90, 1e-5);
}

/* Kleinrock's conservation law: priorities move waits between the classes, and change no sum of
 * load times wait. */
static void the_loads_conserve_their_waits(void **state) {
    (void)state;
    const struct priority_class classes[] = {
        {.calls = 0.02, .handle = 60, .threshold = 20},
        {.calls = 0.05, .handle = 60, .threshold = 20},
        {.calls = 0.01, .handle = 60, .threshold = 20},
        {.calls = 0.04, .handle = 60, .threshold = 20},
    };
    struct priority_model model = {.agents = 8, .n = 4, .classes = classes};
    struct priority_measures m[4];
    struct queue_model q = {.calls = 0.12, .handle = 60, .patience = HUGE_VAL, .agents = 8};
    struct queue_measures plain;
    double sum = 0, level = 0;
    q.threshold = 20;
    assert_int_equal(priority_evaluate(&model, m), THEORY_CONVERGED);
    queue_evaluate(&q, &plain);
    for (size_t k = 0; k < 4; k++) {
        sum += classes[k].calls * m[k].mean_wait;
        level += classes[k].calls * m[k].service_level;
        assert_true(k == 0 || m[k].mean_wait > m[k - 1].mean_wait);
    }
    check_close(sum, 0.12 * plain.mean_wait, 1e-12);
    assert_true(level / 0.12 > plain.service_level_offered); /* short waits bunch below 20 s */
}

/* The second method: geometric customers ahead, one less at each departure, one more at each
 * arrival of a higher class; Euler steps with extrapolation. */
static double ahead_beyond(double drain, double overtaking, double sigma, double t, int steps) {
    enum { MOST = 400 };
    double p[MOST + 2] = {0}, next[MOST + 2] = {0}, h = t / steps, sum = 0;
    for (int j = 0; j < MOST; j++)
        p[j + 1] = (1 - sigma) * pow(sigma, j); /* customers to depart: j + 1 */
    for (int s = 0; s < steps; s++) {
        for (int j = 1; j <= MOST; j++)
            next[j] = p[j] * (1 - h * (drain + overtaking)) + h * drain * p[j + 1] +
                      (j > 1 ? h * overtaking * p[j - 1] : 0);
        for (int j = 1; j <= MOST; j++)
            p[j] = next[j];
    }
    for (int j = 1; j <= MOST; j++)
        sum += p[j];
    return sum;
}

static void the_last_class_waits_for_all_who_overtake(void **state) {
    (void)state;
    const struct priority_class classes[] = {
        {.calls = 2.3, .handle = 1, .threshold = 0.8},
        {.calls = 1.1, .handle = 1, .threshold = 0.8},
        {.calls = 3.9, .handle = 1, .threshold = 1.7},
    };
    struct priority_model model = {.agents = 9, .n = 3, .classes = classes};
    struct priority_measures m[3];
    assert_int_equal(priority_evaluate(&model, m), THEORY_CONVERGED);
    double rough = ahead_beyond(9, 3.4, 7.3 / 9, 1.7, 4000);
    double fine = ahead_beyond(9, 3.4, 7.3 / 9, 1.7, 8000);
    double late = erlang_c(9, 7.3) * (2 * fine - rough);
    check_near(m[2].service_level, 1 - late, 1e-6);
}

static void the_fewest_agents_meet_every_class(void **state) {
    (void)state;
    const struct priority_class classes[] = {
        {.calls = 3 / 60., .handle = 60, .threshold = 18},
        {.calls = 5 / 60., .handle = 60, .threshold = 18},
    };
    struct priority_model model = {.n = 2, .classes = classes};
    struct priority_measures m[2];
    const struct priority_target targets[] = {
        {0, priority_measure_find("service_level"), 0.95},
        {1, priority_measure_find("service_level"), 0.80},
    };
    assert_int_equal(priority_staff(&model, targets, 2, m), THEORY_CONVERGED);
    assert_int_equal(model.agents, 11); /* 10 give 0.94989 and 0.7458, as the case says */
    for (size_t i = 0; i < 2; i++)
        assert_true(priority_target_met(&targets[i], &m[targets[i].class_index]));
    const struct priority_target never = {1, priority_measure_find("service_level"), 1.1};
    assert_int_equal(priority_staff(&model, &never, 1, m), THEORY_INFEASIBLE);
    model.agents = 8;
    assert_int_equal(priority_evaluate(&model, m), THEORY_UNSTABLE);
}

static void several_laws_before_several_agents_are_shared_out(void **state) {
    (void)state;
    struct distribution constant = distribution_constant(1);
    const struct priority_class classes[] = {
        {.calls = 0.3, .handle = 2.1, .handle_law = &constant, .threshold = 1},
        {.calls = 0.4, .handle = 6.3, .threshold = 1},
    };
    struct priority_model model = {.agents = 4, .n = 2, .classes = classes};
    struct priority_measures m[2];
    assert_int_equal(priority_evaluate(&model, m), THEORY_CONVERGED);
    double first = 0.63 / 4, both = (0.63 + 2.52) / 4;
    check_close(m[1].mean_wait / m[0].mean_wait, 1 / ((1 - first) * (1 - both)) * (1 - first),
                1e-9);
    assert_string_equal(priority_formula_name(&model),
                        "M/G/n with priorities, approximate (Kimura; Bondi & Buzen)");
}

int main(void) {
    gsl_set_error_handler_off();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(measures_of_case_pr_v1),
        cmocka_unit_test(measures_of_case_mg_v1_b),
        cmocka_unit_test(one_class_is_erlang_c),
        cmocka_unit_test(the_loads_conserve_their_waits),
        cmocka_unit_test(the_last_class_waits_for_all_who_overtake),
        cmocka_unit_test(the_fewest_agents_meet_every_class),
        cmocka_unit_test(several_laws_before_several_agents_are_shared_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
