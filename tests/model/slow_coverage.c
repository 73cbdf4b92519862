/* SPDX-License-Identifier: GPL-3.0-or-later
 * How often 95 % intervals hold the truth: 1,000 studies of M/M/19+M, 20 replications each, against
 * Erlang A. A mean (time average), ratios and a quantile must be covered in 93 to 97 % of studies:
 * the binomial standard deviation is 0.7 points, so that is nearly three of them either way; the
 * seeds are fixed. */
#include <stdlib.h>

#include "support/study.h"
#include "theory/queue.h"

static const char erlang_a[] =
    "{ \"horizon\": {\"runs_for\": \"11h\", \"warm_up\": \"1h\"},"
    "  \"customers\": {\"calls\": {\"arrivals\": {\"rate\": \"300/h\"},"
    "    \"patience\": {\"kind\": \"exponential\", \"mean\": \"2m\"}, \"journey\": [\"desk\"],"
    "    \"work\": {\"desk\": {\"service\": {\"kind\": \"exponential\", \"mean\": \"4m\"}}}}},"
    "  \"stations\": {\"desk\": {\"kind\": \"desk\"}},"
    "  \"staff\": {\"agents\": {\"count\": 19, \"skills\": {\"desk\": {}}}} }";

static const char *const names[] = {"mean_queue", "asa",      "abandonment", "service_level_ignore",
                                    "occupancy",  "wait_p90", "wait_all_p95"};
enum { STUDIES = 1000, NAMES = sizeof names / sizeof *names };

static void intervals_hold_the_truth_as_often_as_they_say(void **state) {
    (void)state;
    gsl_set_error_handler_off();
    struct queue_model q = {300.0 / 3600, 240, 120, 19, LINES_UNLIMITED, 20};
    struct queue_measures truth;
    assert_int_equal(queue_evaluate(&q, &truth), THEORY_CONVERGED);
    struct diag d = {0};
    struct scenario *s = read_sound(erlang_a, NULL);
    struct model *m = model_compile(s, (struct model_options){0}, &d);
    size_t held[NAMES] = {0};
    for (uint64_t seed = 1; seed <= STUDIES; seed++) {
        struct results *r =
            study_run(m, (struct study_options){.seed = seed, .replications = 20}, NULL, &d);
        const struct estimate *e = results_row(r, ROW_STATION, "desk")->estimates;
        for (size_t i = 0; i < NAMES; i++) {
            const struct estimate *is = &e[measure_find(names[i])];
            double want = queue_measure_value(&truth, queue_measure_find(names[i]));
            held[i] += is->low <= want && want <= is->high;
        }
        results_free(r);
    }
    for (size_t i = 0; i < NAMES; i++) {
        print_message("%s: %.1f %%\n", names[i], 100.0 * (double)held[i] / STUDIES);
        assert_in_range(held[i], 930, 970);
    }
    model_free(m);
    scenario_free(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(intervals_hold_the_truth_as_often_as_they_say),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
