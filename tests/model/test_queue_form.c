/* SPDX-License-Identifier: GPL-3.0-or-later
 * V6 of people.md. One shared line or a line for each: cashiers with a line of their own work
 * faster, so that sharing costs 6.86 % of service time (Wang & Zhou 2018). With many servers and a
 * high load the shared line still waits less; two servers at a moderate load wait less in lines of
 * their own. */
#include "support/study.h"
#include "theory/formula.h"
#include "theory/queue.h"

static const double SHARED_SERVICE = 1.0686; /* min, where a lane's is 1 */

/* n lanes with a cashier each at a load per server, services of a minute in the mean. */
static struct estimate lanes_wait(size_t n, double load, const char *choose) {
    char json[1200];
    snprintf(json, sizeof json,
             "{\"horizon\": {\"runs_for\": \"%.6gh\", \"warm_up\": \"5h\"}, \"customers\": "
             "{\"a\": {\"arrivals\": {\"rate\": \"%.9g/h\"}, \"journey\": [\"tills\"], \"work\": "
             "{\"tills\": {\"service\": {\"kind\": \"exponential\", \"mean\": \"1m\"}}}}},"
             "\"stations\": {\"tills\": {\"kind\": \"lanes\", \"lanes\": %zu, \"choose\": "
             "\"%s\"}}, \"staff\": {\"g\": {\"count\": %zu, \"skills\": {\"tills\": "
             "{}}}}}",
             5 + 800.0 / (double)n, 60 * load * (double)n, n, choose, n);
    struct studied s =
        study_of(json, NULL, (struct study_options){.replications = 40, .seed = 1}, NULL);
    struct estimate wait = estimate_at(&s, "stations.tills.mean_wait");
    studied_fini(&s);
    return wait;
}

/* The same customers in one line, s, by Erlang C. */
static double shared_wait(size_t n, double load) {
    struct queue_model q = {.calls = load * (double)n / 60,
                            .handle = 60 * SHARED_SERVICE,
                            .agents = n,
                            .lines = LINES_UNLIMITED,
                            .patience = PATIENCE_UNLIMITED};
    struct queue_measures m;
    assert_int_equal(theory_formula_find("erlang-c")->evaluate(&q, &m), THEORY_CONVERGED);
    return m.mean_wait;
}

static void one_line_beats_many_joined_blindly_but_not_two(void **state) {
    (void)state;
    struct estimate many = lanes_wait(12, 0.9, "random"), two = lanes_wait(2, 0.9, "random");
    /* Each lane is a queue M/M/1: load / (1 - load) services of 60 s. 95 % intervals, widened to
     * some 4.5 standard errors. */
    check_close(many.value, 540, 2.2 * (many.high - many.low) / 2 / 540);
    check_close(two.value, 540, 2.2 * (two.high - two.low) / 2 / 540);
    assert_true(shared_wait(12, 0.9) < many.low);
    assert_true(two.high < shared_wait(2, 0.9));
}

static void one_line_beats_many_joined_by_length_at_a_moderate_load(void **state) {
    (void)state;
    struct estimate many = lanes_wait(24, 0.7, "shortest"), two = lanes_wait(2, 0.7, "shortest");
    assert_true(shared_wait(24, 0.7) < many.low);
    assert_true(two.high < shared_wait(2, 0.7));
    assert_true(lanes_wait(12, 0.9, "shortest").high < shared_wait(12, 0.9));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_line_beats_many_joined_blindly_but_not_two),
        cmocka_unit_test(one_line_beats_many_joined_by_length_at_a_moderate_load),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
