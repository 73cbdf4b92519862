/* SPDX-License-Identifier: GPL-3.0-or-later
 * Steady states against theory: every measure that both know, inside its own interval (99.9 %, and
 * a hair for quantiles read off bins), by replications and by batches of one long run. */
#include "study/pool.h"
#include "support/study.h"
#include "theory/queue.h"

static const char erlang_a[] =
    "{ \"horizon\": {\"runs_for\": \"60h\", \"warm_up\": \"2h\"},"
    "  \"customers\": {\"calls\": {\"arrivals\": {\"rate\": \"300/h\"},"
    "    \"patience\": {\"kind\": \"exponential\", \"mean\": \"2m\"}, \"journey\": [\"desk\"],"
    "    \"work\": {\"desk\": {\"service\": {\"kind\": \"exponential\", \"mean\": \"4m\"}}}}},"
    "  \"stations\": {\"desk\": {\"kind\": \"desk\"}},"
    "  \"staff\": {\"agents\": {\"count\": 19, \"skills\": {\"desk\": {}}}} }";

/* Some 40 measures of 3 runs at 99.9 %: one false alarm in eight seeds; the seeds are fixed. */
static void check_against(const struct studied *s, const struct queue_model *q) {
    struct queue_measures want;
    assert_int_equal(queue_evaluate(q, &want), THEORY_CONVERGED);
    size_t compared = 0;
    for (size_t i = 0; i < n_queue_measure_rows; i++) {
        const struct queue_measure *row = &queue_measure_rows[i];
        char path[64];
        snprintf(path, sizeof path, "stations.desk.%s", row->name);
        size_t measure = measure_find(row->name);
        if (measure == n_measures || !(measures[measure].rows & 1u << ROW_STATION)) {
            continue;
        }
        double theory = queue_measure_value(&want, row);
        struct estimate e = estimate_at(s, path);
        double bins = strncmp(row->name, "wait_", 5) == 0 ? 0.004 * theory : 0;
        if (!isnan(theory) && !(e.low - bins <= theory && theory <= e.high + bins)) {
            fail_msg("%s: theory %.6g outside %.6g [%.6g %.6g]", path, theory, e.value, e.low,
                     e.high);
        }
        compared++;
    }
    assert_true(compared >= 20);
}

static void replications_agree_with_erlang_a(void **state) {
    (void)state;
    struct queue_model q = {.calls = 300.0 / 3600,
                            .handle = 240,
                            .patience = 120,
                            .agents = 19,
                            .lines = LINES_UNLIMITED,
                            .threshold = 20};
    struct study_options o = {.seed = 5, .replications = 30, .level = 0.999};
    struct studied s = study_of(erlang_a, NULL, o, NULL);
    check_against(&s, &q);
    studied_fini(&s);
}

static void replications_agree_with_limited_lines(void **state) {
    (void)state;
    struct queue_model q = {.calls = 300.0 / 3600,
                            .handle = 240,
                            .patience = 120,
                            .agents = 19,
                            .lines = 22,
                            .threshold = 20};
    struct study_options o = {.seed = 6, .replications = 30, .level = 0.999};
    struct studied s = study_of(erlang_a, "stations.desk.lines=22", o, NULL);
    check_against(&s, &q);
    check_close(value_at(&s, "total.blocking"), value_at(&s, "stations.desk.blocking"), 1e-12);
    studied_fini(&s);
}

static void batches_of_one_run_agree_with_erlang_a(void **state) {
    (void)state;
    struct queue_model q = {.calls = 300.0 / 3600,
                            .handle = 240,
                            .patience = 120,
                            .agents = 19,
                            .lines = LINES_UNLIMITED,
                            .threshold = 20};
    struct study_options o = {.seed = 7, .replications = 1, .level = 0.999};
    struct studied s = study_of(erlang_a, "horizon.runs_for=1800h", o, NULL);
    check_against(&s, &q);
    assert_int_equal(s.results->n_warnings, 0);
    assert_int_equal(s.results->pool->units, 20);
    studied_fini(&s);
}

/* The empty start of a slow queue is found and cut: an M/M/1 at 90 % settles in some hours. */
static void the_warm_up_is_found(void **state) {
    (void)state;
    struct study_options o = {.seed = 8, .replications = 20};
    struct studied s = study_of(erlang_a,
                                "{\"horizon\": {\"runs_for\": \"40h\", \"warm_up\": \"auto\"}, "
                                "\"staff\": {\"agents\": {\"count\": "
                                "21}}, \"customers\": {\"calls\": {\"patience\": \"none\"}}}",
                                o, NULL);
    assert_true(s.results->warm_up > 60);
    assert_true(s.results->warm_up < 10 * 3600);
    studied_fini(&s);
}

/* Little's law ties the reported measures together when nobody is blocked. */
static void littles_law_holds_between_measures(void **state) {
    (void)state;
    struct study_options o = {.seed = 9, .replications = 20};
    struct studied s = study_of(erlang_a, "horizon.runs_for=300h", o, NULL);
    double rate = value_at(&s, "total.offered") / 86400;
    check_close(value_at(&s, "total.mean_in_system"), rate * value_at(&s, "total.sojourn"), 1e-3);
    check_close(value_at(&s, "total.mean_queue"), rate * value_at(&s, "total.mean_wait"), 1e-2);
    check_close(value_at(&s, "stations.desk.busy_mean"),
                value_at(&s, "stations.desk.served") / 86400 *
                    value_at(&s, "stations.desk.handle_time"),
                1e-3);
    studied_fini(&s);
}

/* 800 days are 800 days, one a replication or forty: days that leave nothing over are judged alike,
 * each by itself. Share of days and mean of daily ratios within 3.3 standard errors (one false
 * alarm in 150 seeds; the seeds are fixed). */
static void days_of_one_replication_are_judged_one_by_one(void **state) {
    (void)state;
    static const char *const standard =
        "{\"customers\": {\"callers\": {\"arrivals\": {\"day_spread\": {\"cv\": 0.7}}}},"
        " \"standards\": {\"a\": {\"at\": \"phones\", \"share\": 0.86, \"within\": \"20s\"},"
        " \"b\": {\"at\": \"phones\", \"share\": 0.75, \"within\": \"20s\", \"per\": \"interval\"},"
        " \"c\": {\"measure\": \"asa\", \"at_most\": 7}}}";
    struct studied one =
        study_of(NULL, standard, (struct study_options){.seed = 1, .replications = 800}, NULL);
    struct scenario *s = read_sound(NULL, standard);
    s->horizon.days = 40;
    struct diag d = {0};
    struct model *m = model_compile(s, (struct model_options){0}, &d);
    struct study_options o = {.seed = 2, .replications = 20};
    struct studied forty = {s, m, study_run(m, o, NULL, &d)};
    assert_int_equal(one.results->days, 800);
    assert_int_equal(forty.results->days, 800);
    static const char *const paths[] = {
        "standards.a.p_day_meets",        "standards.b.p_day_meets",  "standards.c.p_day_meets",
        "stations.phones.asa_daily_mean", "stations.phones.max_wait", "stations.phones.max_queue"};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        struct estimate a = estimate_at(&one, paths[i]), b = estimate_at(&forty, paths[i]);
        double half = hypot(a.high - a.low, b.high - b.low) / 2;
        check_near(b.value, a.value, half * 3.3 / 1.96);
        assert_true(i > 2 || (a.value > 0.1 && a.value < 0.9));
    }
    studied_fini(&one);
    studied_fini(&forty);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(replications_agree_with_erlang_a),
        cmocka_unit_test(replications_agree_with_limited_lines),
        cmocka_unit_test(batches_of_one_run_agree_with_erlang_a),
        cmocka_unit_test(the_warm_up_is_found),
        cmocka_unit_test(days_of_one_replication_are_judged_one_by_one),
        cmocka_unit_test(littles_law_holds_between_measures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
