/* SPDX-License-Identifier: GPL-3.0-or-later
 * The measures of Erlang B, C and A against the acceptance cases, closed forms, the birth-death
 * chain with the beta law of each wait, and limits. */
#include "theory/queue.h"

#include <stdbool.h>
#include <string.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>

#include "support/check.h"
#include "theory/erlang.h"

static struct queue_measures measures_of(struct queue_model q) {
    struct queue_measures m;
    assert_int_equal(queue_evaluate(&q, &m), THEORY_CONVERGED);
    return m;
}

static struct queue_model model_of(double calls, double handle, double patience, size_t agents,
                                   size_t lines, double threshold) {
    return (struct queue_model){.calls = calls,
                                .handle = handle,
                                .patience = patience,
                                .agents = agents,
                                .lines = lines,
                                .threshold = threshold};
}

static const struct queue_model case_ec_v1 = {
    .calls = 200 / 3600., .handle = 180, .patience = HUGE_VAL, .agents = 14, .threshold = 20};
static const struct queue_model case_ea_v1 = {
    .calls = 200 / 3600., .handle = 180, .patience = 300, .agents = 13, .threshold = 20};
static const struct queue_model case_ea_v2 = {
    .calls = 480 / 3600., .handle = 240, .patience = 120, .agents = 28, .threshold = 20};
static const struct queue_model case_tk_v1 = {.calls = 300 / 3600.,
                                              .handle = 240,
                                              .patience = 150,
                                              .agents = 18,
                                              .lines = 24,
                                              .threshold = 20};

static void measures_of_case_ec_v1(void **state) {
    (void)state;
    struct queue_measures m = measures_of(case_ec_v1);
    check_near(m.delay_probability, 0.17413193359504964, 1e-6);
    check_near(m.asa, 7.835937011777232, 1e-4);
    check_near(m.service_level_answered, 0.888350019179467, 1e-6);
    check_near(m.mean_queue, 0.435329833987624, 1e-6);
    check_near(m.occupancy, 0.7142857142857142, 1e-9);
    check_near(m.wait_p95, 56.150561048417515, 1e-3);
}

static void measures_of_case_ea_v1(void **state) {
    (void)state;
    struct queue_measures m = measures_of(case_ea_v1);
    check_near(m.delay_probability, 0.2257970840473754, 1e-6);
    check_near(m.abandonment, 0.024963303633571892, 1e-6);
    check_near(m.mean_wait, 7.488991090071567, 7e-6);
    check_near(m.asa, 6.913968306065783, 6e-6);
    check_near(m.service_level_offered, 0.8581777000307624, 1e-6);
    check_near(m.service_level_answered, 0.8801491300059245, 1e-6);
    check_near(m.service_level_ignore, 0.8682745211882558, 1e-6);
    check_near(m.occupancy, 0.7500282279741755, 1e-6);
    check_near(m.wait_p95, 48.70122962149391, 4e-3);
}

static void measures_of_case_ea_v2(void **state) {
    (void)state;
    struct queue_measures m = measures_of(case_ea_v2);
    check_near(m.delay_probability, 0.6761976349292662, 1e-6);
    check_near(m.abandonment, 0.16038429898686216, 1e-6);
    check_near(m.mean_wait, 19.24611587842346, 1.9e-5);
    check_near(m.asa, 18.563413175145683, 1.8e-5);
    check_near(m.service_level_offered, 0.5286277014778038, 1e-6);
    check_near(m.service_level_answered, 0.629606736558077, 1e-6);
    check_near(m.service_level_ignore, 0.5793377896448397, 1e-6);
    check_near(m.occupancy, 0.9595608011578717, 1e-6);
    check_near(m.wait_p95, 65.29144688319322, 6e-3);
}

/* The case counts those who hang up against those who got in; abandonment counts the offered. */
static void measures_of_case_tk_v1(void **state) {
    (void)state;
    struct queue_measures m = measures_of(case_tk_v1);
    check_near(m.blocking, 0.04307215997363421, 1e-6);
    check_near(m.delay_probability, 0.5893940557067174, 1e-6);
    check_near(m.abandonment / (1 - m.blocking), 0.12342713540875173, 1e-6);
    check_near(m.mean_wait, 18.514070311312757, 1.8e-5);
    check_near(m.service_level_offered, 0.5821637427362958, 1e-6);
    check_near(m.occupancy, 0.9320188643766968, 1e-6);
    check_near(m.mean_queue, 1.4763857760917318, 1.4e-6);
}

/* The second method: states summed one by one; with j found waiting, the offered wait V has
 * exp(-leave V) ~ beta(drain / leave, j + 1) (order statistics of exponentials), or is gamma. */
struct chain {
    double p_wait, p_block, queue, abandonment, late_served, late_all;
};

/* P(V > t) with j waiting ahead. */
static double offered_wait_exceeds(double drain, double leave, double j, double t) {
    return leave > 0 ? gsl_cdf_beta_P(exp(-leave * t), drain / leave, j + 1)
                     : gsl_cdf_gamma_Q(t, j + 1, 1 / drain);
}

/* P(V > t and served), with j ahead: each of the j + 1 departures needed must not be the own
 * leaving, and given that it is served, the stages have rates drain + leave, ..., drain + (j + 1)
 * leave. */
static double served_after(double drain, double leave, double j, double t) {
    double served = drain / (drain + (j + 1) * leave);
    return served * (leave > 0 ? gsl_cdf_beta_P(exp(-leave * t), drain / leave + 1, j + 1)
                               : gsl_cdf_gamma_Q(t, j + 1, 1 / drain));
}

static struct chain chain_of(const struct queue_model *q, size_t limit) {
    double drain = (double)q->agents / q->handle, leave = isinf(q->patience) ? 0 : 1 / q->patience;
    size_t last = q->lines ? q->lines : limit;
    double p = 1, total = 0;
    struct chain c = {0};
    for (size_t k = 0; k <= last; k++) {
        total += p;
        double j = k < q->agents ? 0 : (double)(k - q->agents);
        c.queue += p * j;
        if (k >= q->agents && k < last) {
            c.p_wait += p;
            c.late_served += p * served_after(drain, leave, j, q->threshold);
            c.late_all += p * offered_wait_exceeds(drain, leave, j, q->threshold) *
                          exp(-leave * q->threshold);
        }
        c.p_block = p;
        double busy = k + 1 < q->agents ? (double)(k + 1) : (double)q->agents;
        double waiting = k + 1 > q->agents ? (double)(k + 1 - q->agents) : 0;
        if (k < last)
            p *= q->calls / (busy / q->handle + waiting * leave);
    }
    double joined = total - c.p_block;
    c.p_wait /= joined;
    c.late_served /= joined;
    c.late_all /= joined;
    c.p_block /= total;
    c.queue /= total;
    c.abandonment = leave * c.queue / q->calls;
    return c;
}

static void check_against_chain(struct queue_model q, size_t limit) {
    struct queue_measures m = measures_of(q);
    struct chain c = chain_of(&q, limit);
    double left = m.abandonment / (1 - m.blocking), within = 1 - left - c.late_served;
    check_near(m.blocking, c.p_block, 1e-11);
    check_close(m.delay_probability, c.p_wait, 1e-10);
    check_close(m.mean_queue, c.queue, 1e-9);
    check_near(m.abandonment, c.abandonment, 1e-11);
    check_close(m.service_level_offered, within, 1e-9);
    check_close(m.service_level_answered, within / (1 - left), 1e-9);
    check_close(m.service_level_positive, 1 - c.late_all, 1e-9);
    double left_within = 1 - c.late_all - within;
    check_close(m.service_level_ignore, within / (1 - left_within), 1e-9);
    check_close(m.throughput, q.calls * (1 - m.blocking) * (1 - left), 1e-12);
    check_close(m.mean_in_system, m.mean_queue + m.occupancy * (double)q.agents, 1e-12);
}

static void measures_equal_the_chain_with_beta_waits(void **state) {
    (void)state;
    check_against_chain(case_ea_v1, 400);
    check_against_chain(case_ea_v2, 400);
    check_against_chain(case_tk_v1, 0);
    check_against_chain(model_of(0.731, 37.1, 12.7, 23, 0, 7.3), 400);
    check_against_chain(model_of(0.731, 37.1, 977, 23, 61, 31.7), 0);
    check_against_chain(model_of(2.385, 37.1, 977, 23, 300, 131.7), 0);
    check_against_chain(model_of(0.0031, 37.1, 1.9, 1, 0, 0.3), 100);
    check_against_chain(model_of(0.0031, 370.1, 1e7, 1, 3, 20), 0);
    check_against_chain(model_of(2.385, 37.1, 0.173, 90, 0, 0), 300);
}

static void limited_lines_without_leaving_equal_the_chain(void **state) {
    (void)state;
    check_against_chain(model_of(0.62, 37.1, HUGE_VAL, 23, 24, 5), 0);
    check_against_chain(model_of(0.62, 37.1, HUGE_VAL, 23, 90, 50), 0);
    check_against_chain(model_of(0.7, 37.1, HUGE_VAL, 23, 900, 1000), 0);
    check_against_chain(model_of(23 / 37.1, 37.1, HUGE_VAL, 23, 200, 100), 0);
}

/* M/M/n: the wait exceeds t with probability C exp(-(n mu - lambda) t); every quantile inverts it.
 */
static void unlimited_patience_has_erlang_c_waits(void **state) {
    (void)state;
    const struct queue_model q = {
        .calls = 1.93, .handle = 37.1, .patience = HUGE_VAL, .agents = 73, .threshold = 11.7};
    struct queue_measures m = measures_of(q);
    double drift = 73 / 37.1 - 1.93, c = erlang_c(73, 1.93 * 37.1);
    check_close(m.delay_probability, c, 1e-12);
    check_close(m.mean_wait, c / drift, 1e-12);
    check_close(m.wait_if_delayed, 1 / drift, 1e-12);
    check_close(m.service_level_short, 1 - c * exp(-drift * 11.7), 1e-12);
    check_close(m.wait_p50, log(c / 0.5) / drift, 1e-10);
    check_close(m.wait_all_p99, log(c / 0.01) / drift, 1e-10);
    check_near(m.abandonment, 0, 0);
    assert_true(isnan(m.time_to_abandon));
}

/* M/M/1+M of equal rates is M/M/infinity seen from its line: states are Poisson. */
static void one_agent_and_equal_rates_have_poisson_states(void **state) {
    (void)state;
    double a = 2.385;
    struct queue_measures m = measures_of(model_of(a / 60, 60, 60, 1, 0, 20));
    check_close(m.delay_probability, 1 - exp(-a), 1e-12);
    check_close(m.mean_in_system, a, 1e-12);
    check_close(m.occupancy, 1 - exp(-a), 1e-12);
    check_close(m.abandonment, 1 - (1 - exp(-a)) / a, 1e-12);
}

/* With equal rates each of n agents too: P(wait) is the Poisson tail. */
static void equal_rates_have_a_poisson_tail_at_any_size(void **state) {
    (void)state;
    struct queue_measures m = measures_of(model_of(1000 / 60., 60, 60, 1010, 0, 20));
    check_close(m.delay_probability, gsl_cdf_poisson_Q(1009, 1000), 1e-10);
    check_close(m.mean_in_system, 1000, 1e-11);
}

static void long_patience_tends_to_erlang_c(void **state) {
    (void)state;
    struct queue_measures c = measures_of(case_ec_v1);
    struct queue_model q = case_ec_v1;
    q.patience = 1e13;
    struct queue_measures a = measures_of(q);
    for (size_t i = 0; i < n_queue_measure_rows; i++) {
        const struct queue_measure *row = &queue_measure_rows[i];
        if (strcmp(row->name, "time_to_abandon") != 0)
            check_near(queue_measure_value(&a, row), queue_measure_value(&c, row), 1e-7);
    }
    check_close(a.time_to_abandon, 45, 1e-9); /* E[V^2] / 2 E[V] of an exponential V */
}

static void short_patience_tends_to_erlang_b(void **state) {
    (void)state;
    struct queue_model q = case_ea_v2;
    q.patience = 1e-9;
    struct queue_measures m = measures_of(q);
    check_near(m.abandonment, erlang_b(28, 32), 1e-9);
    check_near(m.asa, 0, 1e-9);
    q.patience = 120;
    q.lines = 28;
    m = measures_of(q);
    check_close(m.blocking, erlang_b(28, 32), 1e-13);
    check_near(m.delay_probability, 0, 0);
    check_close(m.occupancy, 32 * (1 - erlang_b(28, 32)) / 28, 1e-13);
    assert_true(isnan(m.wait_if_delayed));
}

static void many_lines_tend_to_unlimited_lines(void **state) {
    (void)state;
    struct queue_model q = case_ea_v2;
    struct queue_measures unlimited = measures_of(q);
    q.lines = 400;
    struct queue_measures many = measures_of(q);
    for (size_t i = 0; i < n_queue_measure_rows; i++)
        check_near(queue_measure_value(&many, &queue_measure_rows[i]),
                   queue_measure_value(&unlimited, &queue_measure_rows[i]), 1e-8);
}

static void agents_beyond_the_lines_never_work(void **state) {
    (void)state;
    struct queue_measures m = measures_of(model_of(8 / 60., 60, 90, 30, 10, 20));
    check_close(m.blocking, erlang_b(10, 8), 1e-13);
    check_close(m.occupancy, 8 * (1 - erlang_b(10, 8)) / 30, 1e-13);
}

/* Of those who hang up, nobody has waited longer than everyone: identities between the measures. */
static void measures_agree_with_each_other(void **state) {
    (void)state;
    struct queue_measures m = measures_of(case_tk_v1);
    double left = m.abandonment / (1 - m.blocking);
    check_close(m.mean_wait, (1 - left) * m.asa + left * m.time_to_abandon, 1e-12);
    check_close(m.mean_wait, m.delay_probability * m.wait_if_delayed, 1e-12);
    check_close(m.mean_wait, 150 * left, 1e-11); /* exponential patience: P(leave) = E[W] / 150 */
}

/* A quantile is where the share beyond it is what is left: asked as a service level. */
static void quantiles_invert_the_service_levels(void **state) {
    (void)state;
    struct queue_model q = case_tk_v1;
    struct queue_measures m = measures_of(q);
    const struct {
        double p, served, all;
    } rows[] = {{.5, m.wait_p50, m.wait_all_p50},
                {.8, m.wait_p80, m.wait_all_p80},
                {.9, m.wait_p90, m.wait_all_p90},
                {.95, m.wait_p95, m.wait_all_p95},
                {.99, m.wait_p99, m.wait_all_p99}};
    for (size_t i = 0; i < 5; i++) {
        q.threshold = rows[i].served;
        check_close(measures_of(q).service_level_answered, rows[i].p, 1e-9);
        q.threshold = rows[i].all;
        check_close(measures_of(q).service_level_positive, rows[i].p, 1e-9);
    }
}

static void short_formula_forgets_who_left_within_five_seconds(void **state) {
    (void)state;
    struct queue_model q = case_tk_v1;
    struct queue_measures at_20 = measures_of(q);
    q.threshold = 5;
    struct queue_measures at_5 = measures_of(q);
    double left_within_5 = at_5.service_level_positive - at_5.service_level_offered;
    check_close(at_20.service_level_short, at_20.service_level_offered / (1 - left_within_5),
                1e-12);
}

static void a_growing_line_is_said_so(void **state) {
    (void)state;
    struct queue_measures m;
    struct queue_model q = {
        .calls = 200 / 3600., .handle = 180, .patience = HUGE_VAL, .agents = 10, .threshold = 20};
    assert_int_equal(queue_evaluate(&q, &m), THEORY_UNSTABLE);
    assert_true(isinf(m.asa) && isinf(m.mean_queue) && isinf(m.wait_p50));
    check_near(m.service_level_ignore, 0, 0);
    check_near(m.occupancy, 1, 0);
    check_close(m.throughput, 10 / 180., 1e-15);
    assert_non_null(strstr(theory_status_text(THEORY_UNSTABLE), "grows"));
    assert_string_equal(theory_status_name(THEORY_UNSTABLE), "unstable");
}

static void more_agents_help_and_more_calls_hurt(void **state) {
    (void)state;
    for (size_t n = 20; n < 60; n++) {
        struct queue_model q = case_ea_v2;
        q.agents = n;
        struct queue_measures fewer = measures_of(q);
        q.agents = n + 1;
        struct queue_measures more = measures_of(q);
        q.calls *= 1.03;
        struct queue_measures busier = measures_of(q);
        for (size_t i = 0; i < n_queue_measure_rows; i++) {
            const struct queue_measure *row = &queue_measure_rows[i];
            double sign = row->better, was = queue_measure_value(&fewer, row);
            double is = queue_measure_value(&more, row);
            assert_true(sign * is >= sign * was - 1e-9);
            assert_true(sign * queue_measure_value(&busier, row) <= sign * is + 1e-9);
        }
    }
}

/* Garnett, Mandelbaum & Reiman (2002), theorem 1: with n = a + beta sqrt(a), P(wait) tends to
 * 1 / (1 + h(beta r) / (r h(-beta))), r = sqrt(mu / theta), h the normal hazard; order n^-1/2. */
static void a_hundred_thousand_agents_approach_the_garnett_limit(void **state) {
    (void)state;
    double beta = (100000 - 99800) / sqrt(99800), r = sqrt(300 / 180.);
    struct queue_measures m = measures_of(model_of(99800 / 180., 180, 300, 100000, 0, 20));
    double h1 = gsl_ran_ugaussian_pdf(beta * r) / gsl_cdf_ugaussian_Q(beta * r);
    double h2 = gsl_ran_ugaussian_pdf(beta) / gsl_cdf_ugaussian_P(beta);
    check_close(m.delay_probability, 1 / (1 + h1 / (r * h2)), 0.005);
}

/* What the agents do and who leaves must add up to the calls, however extreme the model. */
static void extreme_models_stay_finite_and_balance(void **state) {
    (void)state;
    const struct queue_model models[] = {
        {.calls = 150000 / 180., .handle = 180, .patience = 1e9, .agents = 100000, .threshold = 20},
        {.calls = 150000 / 180.,
         .handle = 180,
         .patience = 300,
         .agents = 100000,
         .lines = 200000,
         .threshold = 20},
        {.calls = 100000 / 180.,
         .handle = 180,
         .patience = 1e-6,
         .agents = 100000,
         .threshold = 20},
        {.calls = 1e-9, .handle = 180, .patience = 300, .agents = 100000, .threshold = 20},
        {.calls = 1e6, .handle = 180, .patience = 300, .agents = 3, .threshold = 20},
        {.calls = 1e6, .handle = 180, .patience = 300, .agents = 3, .lines = 5, .threshold = 20},
        {.calls = 99999.5 / 180.,
         .handle = 180,
         .patience = HUGE_VAL,
         .agents = 100000,
         .threshold = 0},
        {.calls = 100000 / 180.,
         .handle = 180,
         .patience = 1e12,
         .agents = 100000,
         .threshold = 1e6},
        {.calls = 90000 / 180.,
         .handle = 180,
         .patience = HUGE_VAL,
         .agents = 100000,
         .lines = 100001,
         .threshold = 20},
    };
    for (size_t k = 0; k < sizeof models / sizeof models[0]; k++) {
        const struct queue_model *q = &models[k];
        struct queue_measures m = measures_of(*q);
        for (size_t i = 0; i < n_queue_measure_rows; i++) {
            const struct queue_measure *row = &queue_measure_rows[i];
            double value = queue_measure_value(&m, row);
            bool undefined = strcmp(row->name, "time_to_abandon") == 0 && isinf(q->patience);
            assert_true(undefined || (value >= 0 && isfinite(value)));
        }
        double left = isinf(q->patience) ? 0 : m.mean_queue / q->patience;
        double out = m.occupancy * (double)q->agents / q->handle + left + q->calls * m.blocking;
        check_close(out, q->calls, 1e-10);
    }
}

static void every_row_is_found_by_its_name(void **state) {
    (void)state;
    struct queue_measures m = {.wait_all_p80 = 2.385};
    for (size_t i = 0; i < n_queue_measure_rows; i++)
        assert_ptr_equal(queue_measure_find(queue_measure_rows[i].name), &queue_measure_rows[i]);
    assert_null(queue_measure_find("wait_p60"));
    check_close(queue_measure_value(&m, queue_measure_find("wait_all_p80")), 2.385, 0);
}

static void the_formula_is_named(void **state) {
    (void)state;
    struct queue_model q = case_tk_v1;
    assert_string_equal(queue_formula_name(&q), "Erlang A with limited lines (M/M/n/K+M)");
    q.lines = 18;
    assert_string_equal(queue_formula_name(&q), "Erlang B (M/G/n/n)");
    assert_string_equal(queue_formula_name(&case_ec_v1), "Erlang C (M/M/n)");
    assert_string_equal(queue_formula_name(&case_ea_v1), "Erlang A (M/M/n+M)");
}

int main(void) {
    gsl_set_error_handler_off();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(measures_of_case_ec_v1),
        cmocka_unit_test(measures_of_case_ea_v1),
        cmocka_unit_test(measures_of_case_ea_v2),
        cmocka_unit_test(measures_of_case_tk_v1),
        cmocka_unit_test(measures_equal_the_chain_with_beta_waits),
        cmocka_unit_test(limited_lines_without_leaving_equal_the_chain),
        cmocka_unit_test(unlimited_patience_has_erlang_c_waits),
        cmocka_unit_test(one_agent_and_equal_rates_have_poisson_states),
        cmocka_unit_test(equal_rates_have_a_poisson_tail_at_any_size),
        cmocka_unit_test(long_patience_tends_to_erlang_c),
        cmocka_unit_test(short_patience_tends_to_erlang_b),
        cmocka_unit_test(many_lines_tend_to_unlimited_lines),
        cmocka_unit_test(agents_beyond_the_lines_never_work),
        cmocka_unit_test(measures_agree_with_each_other),
        cmocka_unit_test(quantiles_invert_the_service_levels),
        cmocka_unit_test(short_formula_forgets_who_left_within_five_seconds),
        cmocka_unit_test(a_growing_line_is_said_so),
        cmocka_unit_test(more_agents_help_and_more_calls_hurt),
        cmocka_unit_test(a_hundred_thousand_agents_approach_the_garnett_limit),
        cmocka_unit_test(extreme_models_stay_finite_and_balance),
        cmocka_unit_test(every_row_is_found_by_its_name),
        cmocka_unit_test(the_formula_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
