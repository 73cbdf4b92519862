/* SPDX-License-Identifier: GPL-3.0-or-later
 * M/M/n+G and M/M/n/K+G: the acceptance cases, exponential patience given as a law, flow balance,
 * and the chance of each number waiting by quadrature. */
#include "theory/queue.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_integration.h>

#include "random/distribution_kinds.h"
#include "support/check.h"
#include "theory/erlang.h"

static struct distribution law_of(const struct distribution_kind *kind, double first,
                                  double second) {
    struct distribution d = {.kind = kind, .parameter = {first, second, NAN, NAN}, .scale = 1};
    assert_null(kind->prepare(&d));
    return d;
}

static struct queue_measures measures_of(const struct queue_model *q) {
    struct queue_measures m;
    assert_int_equal(queue_evaluate(q, &m), THEORY_CONVERGED);
    return m;
}

static struct queue_model case_gp(const struct distribution *law) {
    return (struct queue_model){.calls = 300 / 3600.,
                                .handle = 240,
                                .patience = distribution_mean(law),
                                .agents = 20,
                                .threshold = 20,
                                .patience_law = law};
}

static void measures_of_case_gp_v1(void **state) {
    (void)state;
    struct distribution law = law_of(&distribution_kind_lognormal, 120, sqrt(1.5));
    struct queue_model q = case_gp(&law);
    struct queue_measures m = measures_of(&q);
    check_near(m.delay_probability, 0.47794845823174353, 1e-6);
    check_near(m.abandonment, 0.09861966561351285, 1e-6);
    check_near(m.mean_wait, 14.293696353173889, 1.4e-5);
    check_near(m.asa, 12.335296226920132, 1.2e-5);
    check_near(m.service_level_offered, 0.6807400249539193, 1e-6);
    check_near(m.service_level_answered, 0.7552195216431654, 1e-6);
    check_near(m.service_level_ignore, 0.7017073566212909, 1e-6);
    check_near(m.occupancy, 0.9013803343864872, 1e-6);
    check_near(m.wait_p95, 57.28922061285834, 5e-3);
}

static void measures_of_case_gp_v2(void **state) {
    (void)state;
    struct distribution law = distribution_constant(90);
    struct queue_model q = case_gp(&law);
    struct queue_measures m = measures_of(&q);
    check_near(m.delay_probability, 0.6162285044184113, 1e-6);
    check_near(m.abandonment, 0.07249747110804668, 1e-6);
    check_near(m.mean_wait, 30.992668898690052, 3e-5);
    check_near(m.asa, 26.380409472518803, 2.6e-5);
    check_near(m.service_level_offered, 0.5046006140950028, 1e-6);
    check_near(m.occupancy, 0.9275025288919533, 1e-6);
    check_close(m.time_to_abandon, 90, 1e-9);
    check_near(m.wait_all_p99, 90, 1e-6);
}

static void measures_of_case_gp_v3(void **state) {
    (void)state;
    const struct distribution_part parts[] = {{0.1, distribution_constant(0)},
                                              {0.9, distribution_exponential(180)}};
    struct distribution law = {.kind = &distribution_kind_mixture, .scale = 1, .n = 2};
    law.parts = parts;
    assert_null(law.kind->prepare(&law));
    struct queue_model q = case_gp(&law);
    struct queue_measures m = measures_of(&q);
    check_near(m.delay_probability, 0.4295226365742986, 1e-6);
    check_near(m.abandonment, 0.10776768636782419, 1e-6);
    check_near(m.mean_wait, 11.666776087871215, 1.1e-5);
    check_near(m.asa, 11.17650401124994, 1.1e-5);
    check_near(m.service_level_offered, 0.7081483594847491, 1e-6);
    check_near(m.service_level_positive, 0.7839506171247961, 1e-6);
    check_near(m.occupancy, 0.8922323136321758, 1e-6);
}

/* Every measure, from far below to far above the load, with and without limited lines. */
static void exponential_patience_as_a_law_changes_nothing(void **state) {
    (void)state;
    struct distribution law = distribution_exponential(71); /* stretched to the model's mean */
    const size_t agents[] = {1, 23, 61, 5000}, lines[] = {0, 1, 24, 100, 5003};
    for (size_t a = 0; a < 4; a++)
        for (size_t l = 0; l < 5; l++)
            for (double load = 0.6; load < 1.5; load += 0.23) {
                struct queue_model q = {.calls = load * (double)agents[a] / 37.1,
                                        .handle = 37.1,
                                        .patience = 97.3,
                                        .agents = agents[a],
                                        .lines = lines[l],
                                        .threshold = 13.7};
                if (q.lines > 0 && q.lines < q.agents)
                    continue;
                struct queue_measures plain = measures_of(&q);
                q.patience_law = &law;
                struct queue_measures general = measures_of(&q);
                for (size_t i = 0; i < n_queue_measure_rows; i++) {
                    double want = queue_measure_value(&plain, &queue_measure_rows[i]);
                    if (!isnan(want))
                        check_near(queue_measure_value(&general, &queue_measure_rows[i]), want,
                                   1e-8 * fabs(want) + 1e-12);
                }
            }
}

/* The second method: a weight for each number waiting, calls^j / j! times the mean of H(v)^j. */
struct weight {
    const struct distribution *law;
    double drain, calls, j;
};

static double weight_at(double v, void *context) {
    const struct weight *w = context;
    double h = distribution_mean_up_to(w->law, v);
    return h > 0 || w->j < 1
               ? w->drain * exp(w->j * log(w->calls * h) - lgamma(w->j + 1) - w->drain * v)
               : 0;
}

static double weight_of(struct weight *w, const double *cuts, size_t n) {
    gsl_integration_workspace *space = gsl_integration_workspace_alloc(1000);
    gsl_function f = {weight_at, w};
    double sum = 0, part, error;
    for (size_t i = 0; i + 1 < n; i++) {
        gsl_integration_qag(&f, cuts[i], cuts[i + 1], 1e-14, 1e-11, 1000, GSL_INTEG_GAUSS31, space,
                            &part, &error);
        sum += part;
    }
    gsl_integration_workspace_free(space);
    return sum;
}

/* Who is served is who is not blocked and does not leave: the busy agents by the weights. */
static void check_flow(const struct distribution *law, size_t lines, double load) {
    struct queue_model q = case_gp(law);
    q.calls = load / q.handle;
    q.lines = lines;
    struct queue_measures m = measures_of(&q);
    const double cuts[] = {0, 45, 90, 130, 200, 400, 900, 3000};
    struct weight w = {law, (double)q.agents / q.handle, q.calls, 0};
    double idle = exp(chain_below_log(q.agents, load)), busy = 0, waiting = 0, full = 0;
    for (size_t j = 0; j <= lines - q.agents; j++) {
        w.j = (double)j;
        full = weight_of(&w, cuts, sizeof cuts / sizeof *cuts);
        busy += full;
        waiting += (double)j * full;
    }
    double all = idle + busy, blocked = full / all;
    check_close(m.blocking, blocked, 1e-8);
    check_close(m.mean_queue, waiting / all, 1e-8);
    /* Mean busy with an idle agent, from the chain: sum of k p_k = load times all but the last. */
    double below = load * (idle / all - 1 / all / load * (double)q.agents);
    double agents_busy = below + (double)q.agents * busy / all;
    check_close(m.occupancy * (double)q.agents, agents_busy, 1e-8);
}

static void limited_lines_keep_their_balance(void **state) {
    (void)state;
    struct distribution constant = distribution_constant(90);
    struct distribution lognormal = law_of(&distribution_kind_lognormal, 120, sqrt(1.5));
    struct distribution uniform = law_of(&distribution_kind_uniform, 45, 130);
    const size_t lines[] = {21, 24, 40};
    for (size_t i = 0; i < 3; i++) {
        check_flow(&constant, lines[i], 20);
        check_flow(&lognormal, lines[i], 24);
        check_flow(&uniform, lines[i], 17);
    }
}

static void a_hundred_thousand_agents_do_not_overflow(void **state) {
    (void)state;
    struct distribution law = law_of(&distribution_kind_lognormal, 300, 1.3);
    struct queue_model q = {.calls = 100200 / 180.,
                            .handle = 180,
                            .patience = 300,
                            .agents = 100000,
                            .threshold = 1,
                            .patience_law = &law};
    struct queue_measures m = measures_of(&q);
    check_close(q.calls * (1 - m.abandonment) * q.handle, 100000 * m.occupancy, 1e-9);
    check_near(m.abandonment, 0.002, 6e-4);
    q.calls = 150000 / 180.;
    m = measures_of(&q);
    check_close(m.abandonment, 1. / 3, 1e-9); /* overload: who is too many leaves */
}

static void many_listed_values_still_have_an_answer(void **state) {
    (void)state;
    double values[500];
    for (size_t i = 0; i < 500; i++)
        values[i] = -180 * log1p(-((double)i + 0.5) / 500);
    struct distribution law = {.kind = &distribution_kind_empirical, .scale = 1, .n = 500};
    law.values = values;
    assert_null(law.kind->prepare(&law));
    struct queue_model q = case_gp(&law);
    struct queue_measures m, smooth;
    enum theory_status status = queue_evaluate(&q, &m);
    assert_true(status == THEORY_CONVERGED || status == THEORY_INEXACT);
    q.patience_law = NULL;
    smooth = measures_of(&q);
    check_close(m.abandonment, smooth.abandonment, 0.02);
    check_near(m.service_level_ignore, smooth.service_level_ignore, 2e-3);
}

static void the_formula_says_general(void **state) {
    (void)state;
    struct distribution law = distribution_constant(90);
    struct queue_model q = case_gp(&law);
    assert_string_equal(queue_formula_name(&q), "general patience (M/M/n+G)");
    q.lines = 30;
    assert_string_equal(queue_formula_name(&q), "general patience with limited lines (M/M/n/K+G)");
}

int main(void) {
    gsl_set_error_handler_off();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(measures_of_case_gp_v1),
        cmocka_unit_test(measures_of_case_gp_v2),
        cmocka_unit_test(measures_of_case_gp_v3),
        cmocka_unit_test(exponential_patience_as_a_law_changes_nothing),
        cmocka_unit_test(limited_lines_keep_their_balance),
        cmocka_unit_test(a_hundred_thousand_agents_do_not_overflow),
        cmocka_unit_test(many_listed_values_still_have_an_answer),
        cmocka_unit_test(the_formula_says_general),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
