/* SPDX-License-Identifier: GPL-3.0-or-later
 * People without any patience: a share of them is a law of patience with that share at 0; where
 * they are all, it is Erlang's loss. */
#include <gsl/gsl_errno.h>

#include "support/check.h"
#include "theory/erlang.h"
#include "theory/queue.h"

static struct queue_measures measures_of(struct queue_model q) {
    struct queue_measures m;
    assert_int_equal(queue_evaluate(&q, &m), THEORY_CONVERGED);
    return m;
}

static const struct queue_model case_ec_v1 = {
    .calls = 200 / 3600., .handle = 180, .patience = HUGE_VAL, .agents = 14, .threshold = 20};
static const struct queue_model case_ea_v1 = {
    .calls = 200 / 3600., .handle = 180, .patience = 300, .agents = 13, .threshold = 20};

/* Some have no patience at all: the same as a law of patience with that share at 0. */
static void some_without_patience_are_a_part_of_its_law(void **state) {
    (void)state;
    const struct distribution_part parts[] = {{0.3, distribution_constant(0)},
                                              {0.7, distribution_exponential(300)}};
    struct distribution law = {
        .kind = distribution_kind_find("mixture"), .scale = 1, .n = 2, .parts = parts};
    assert_null(law.kind->prepare(&law));
    const size_t lines[] = {LINES_UNLIMITED, 16};
    for (size_t k = 0; k < 2; k++) {
        struct queue_model share = case_ea_v1, whole = case_ea_v1;
        share.lines = whole.lines = lines[k];
        share.calls = whole.calls = (k ? 300 : 200) / 3600.;
        share.at_once = 0.3;
        whole.patience = 0.7 * 300;
        whole.patience_law = &law;
        struct queue_measures x = measures_of(share), y = measures_of(whole);
        for (size_t i = 0; i < n_queue_measure_rows; i++)
            check_close(queue_measure_value(&x, &queue_measure_rows[i]),
                        queue_measure_value(&y, &queue_measure_rows[i]), 1e-7);
    }
}

/* Whoever meets busy agents hangs up at once: Erlang's loss, with any number of lines, and neither
 * waits nor busy signals. */
static void nobody_waits_without_patience(void **state) {
    (void)state;
    struct queue_model q = case_ea_v1, same = case_ea_v1;
    double lost = erlang_b(q.agents, q.calls * q.handle);
    q.patience = 0;
    same.at_once = 1;
    const size_t lines[] = {LINES_UNLIMITED, 20};
    for (size_t k = 0; k < 2; k++) {
        q.lines = same.lines = lines[k];
        struct queue_measures m = measures_of(q), n = measures_of(same);
        check_close(m.abandonment, lost, 1e-12);
        check_close(m.delay_probability, lost, 1e-12);
        check_close(m.service_level_offered, 1 - lost, 1e-12);
        check_close(m.service_level_ignore, 1, 1e-12);
        check_close(m.service_level_positive, 1, 1e-12);
        check_close(m.throughput, q.calls * (1 - lost), 1e-12);
        assert_true(m.blocking <= 0 && m.mean_wait <= 0 && m.wait_all_p99 <= 0);
        assert_true(m.wait_if_delayed <= 0 && m.time_to_abandon <= 0 && m.mean_queue <= 0);
        assert_memory_equal(&m, &n, sizeof m);
    }
    assert_string_equal(queue_formula_name(&q), "Erlang B (M/G/n/n)");
    q.lines = q.agents;
    struct queue_measures m = measures_of(q);
    check_close(m.blocking, lost, 1e-12);
    assert_true(m.abandonment <= 0);
}

static void a_line_grows_by_those_who_stay(void **state) {
    (void)state;
    struct queue_measures m;
    struct queue_model q = case_ec_v1; /* 10 erlangs */
    q.agents = 8;
    q.at_once = 0.1;
    assert_int_equal(queue_evaluate(&q, &m), THEORY_UNSTABLE);
    check_close(m.abandonment, 0.1, 1e-12);
    q.at_once = 0.3;
    assert_int_equal(queue_evaluate(&q, &m), THEORY_CONVERGED);
    check_close(m.throughput, q.calls * (1 - m.abandonment), 1e-12);
    check_close(m.abandonment, 0.3 * m.delay_probability, 1e-12);
}

int main(void) {
    gsl_set_error_handler_off();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(some_without_patience_are_a_part_of_its_law),
        cmocka_unit_test(nobody_waits_without_patience),
        cmocka_unit_test(a_line_grows_by_those_who_stay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
