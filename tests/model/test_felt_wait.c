/* SPDX-License-Identifier: GPL-3.0-or-later
 * Felt waits against theory and published figures: a factor on the clock is a factor on the hazard;
 * V13, V14 and V17 of people.md. */
#include <math.h>

#include "support/study.h"
#include "theory/formula.h"
#include "theory/queue.h"

static struct studied line_of(double rate, const char *patience, const char *people) {
    char json[1500];
    snprintf(
        json, sizeof json,
        "{\"horizon\": {\"runs_for\": \"1000h\", \"warm_up\": \"20h\"}, \"customers\": {\"c\": "
        "{\"arrivals\": {\"rate\": \"%g/h\"}, \"journey\": [\"desk\"], \"patience\": %s, "
        "\"work\": {\"desk\": {\"service\": {\"kind\": \"exponential\", \"mean\": \"7m\"}}}}}, "
        "\"stations\": {\"desk\": {\"kind\": \"desk\"}}, \"staff\": {\"g\": {\"count\": 7, "
        "\"skills\": {\"desk\": {}}}}%s}",
        rate, patience, people);
    return study_of(json, NULL, (struct study_options){.replications = 20, .seed = 1}, NULL);
}

static const double rates[] = {30, 34, 38, 42}; /* an hour; 60 is what seven can do */
enum { RATES = sizeof rates / sizeof rates[0] };

/* Exponential budgets: a clock that runs 1.36 times as fast is a hazard 1.36 times as large, so
 * that Erlang A with a shorter patience tells who leaves; and what is felt is 1.36 times the wait.
 */
static void a_faster_clock_is_a_larger_hazard(void **state) {
    (void)state;
    for (size_t i = 0; i < RATES; i++) {
        struct studied s = line_of(rates[i], "{\"kind\": \"exponential\", \"mean\": \"6.3m\"}",
                                   ", \"people\": {\"felt_wait\": {}}");
        struct queue_model q = {.calls = rates[i] / 3600,
                                .handle = 420,
                                .agents = 7,
                                .lines = LINES_UNLIMITED,
                                .patience = 378 / 1.36};
        struct queue_measures m;
        assert_int_equal(theory_formula_find("erlang-a")->evaluate(&q, &m), THEORY_CONVERGED);
        struct estimate left = estimate_at(&s, "stations.desk.abandonment");
        assert_true(fabs(left.value - m.abandonment) < 1.4 * (left.high - left.low) / 2);
        check_close(value_at(&s, "stations.desk.felt_wait"),
                    1.36 * value_at(&s, "stations.desk.asa"), 1e-9);
        studied_fini(&s);
    }
}

/* V13: mean wait / share leaving is the mean patience whatever the load, where patience is
 * exponential (6.3 min), and not where it is a mixture (3.7 to 4.0). */
static void waits_and_leavers_tell_mean_patience_only_if_exponential(void **state) {
    (void)state;
    static const char mixture[] =
        "{\"kind\": \"hyperexponential\", \"parts\": [{\"share\": 0.2, \"mean\": \"30s\"}, "
        "{\"share\": 0.8, \"mean\": \"8m\"}]}";
    double least = HUGE_VAL, most = 0;
    for (size_t i = 0; i < RATES; i++) {
        struct studied e = line_of(rates[i], "{\"kind\": \"exponential\", \"mean\": \"6.3m\"}", "");
        struct estimate left = estimate_at(&e, "stations.desk.abandonment");
        double tolerance = 2 * (left.high - left.low) / 2 / left.value; /* four standard errors */
        check_close(value_at(&e, "stations.desk.mean_wait") / left.value, 378, tolerance);
        struct studied h = line_of(rates[i], mixture, "");
        double ratio = value_at(&h, "stations.desk.mean_wait") /
                       value_at(&h, "stations.desk.abandonment") / 60;
        least = fmin(least, ratio);
        most = fmax(most, ratio);
        studied_fini(&e);
        studied_fini(&h);
    }
    assert_true(least > 3.6 && most < 4.1 && most - least > 0.1);
}

/* Twenty thousand people on hold, whose clerk comes after the time given. Share that leaves. */
static double leave_on_hold(const char *hold, const char *budget, const char *place,
                            const char *felt) {
    char json[1500];
    snprintf(json, sizeof json,
             "{\"horizon\": {\"opens\": \"00:00\", \"closes\": \"24:00\", \"interval\": \"1h\"}, "
             "\"customers\": {\"c\": {\"arrivals\": {\"every\": \"4m\", \"at_most\": 350}, "
             "\"journey\": [{\"at\": \"hold\", \"within\": {\"limit\": \"%s\", \"then\": "
             "\"message\"}}], "
             "\"patience\": {\"kind\": \"exponential\", \"mean\": \"%s\"}, \"work\": {\"hold\": "
             "{\"service\": \"1s\"}}}}, \"places\": {\"room\": {%s}}, \"stations\": {\"hold\": "
             "{\"kind\": \"desk\", \"place\": \"room\"}}, \"staff\": {\"g\": {\"count\": 0, "
             "\"skills\": {\"hold\": {}}}}, \"people\": {\"felt_wait\": {\"uninformed\": 1, "
             "\"seated\": 1, %s}}}",
             hold, budget, place, felt);
    struct studied s =
        study_of(json, NULL, (struct study_options){.replications = 60, .seed = 1}, NULL);
    double left = value_at(&s, "stations.hold.abandonment");
    studied_fini(&s);
    return left;
}

/* V14: 108 s on hold with a budget of 92 s: music 69 %, apology 67 %, position 36 %. */
static void fillers_keep_people_on_hold_as_published(void **state) {
    (void)state;
    double music = leave_on_hold("108s", "92s", "", "\"position\": 0.6");
    double apology =
        leave_on_hold("108s", "92s", "\"care\": {\"screen\": 1.0526316}", "\"position\": 0.6");
    double position = leave_on_hold("108s", "92s", "\"tells\": \"position\"", "\"position\": 0.38");
    assert_true(fabs(music - 0.69) < 0.015);
    assert_true(fabs(apology - 0.67) < 0.015);
    assert_true(fabs(position - 0.36) < 0.015);
}

/* V17: of those who are last in a line that shows it, and nobody comes behind them. */
static void the_last_leave_four_times_as_readily(void **state) {
    (void)state;
    double unseen = leave_on_hold("3m", "38m", "", "\"last\": 4");
    double seen = leave_on_hold("3m", "38m", "\"shows_last\": true", "\"last\": 4");
    double hazards = log(1 - seen) / log(1 - unseen);
    assert_true(hazards > 3.6 && hazards < 4.4);
}

/* Two lanes whose last may come over to a shorter one; nobody leaves, and all who may are the last.
 * Changes a day. */
static double lane_changes(const char *place, double chance, const char *felt) {
    char json[1500];
    snprintf(json, sizeof json,
             "{\"horizon\": {\"opens\": \"08:00\", \"closes\": \"20:00\"}, \"customers\": {\"c\": "
             "{\"arrivals\": {\"rate\": \"54/h\"}, \"journey\": [\"tills\"], \"work\": {\"tills\": "
             "{\"service\": {\"kind\": \"exponential\", \"mean\": \"2m\"}}}}}, \"places\": "
             "{\"shop\": {%s}}, \"stations\": {\"tills\": {\"kind\": \"lanes\", \"lanes\": 2, "
             "\"place\": \"shop\", \"choose\": \"random\", \"jockey\": {\"difference\": 2, "
             "\"chance\": %g}}}, \"staff\": {\"g\": {\"count\": 2, \"skills\": {\"tills\": {}}}}, "
             "\"people\": {\"felt_wait\": {%s}}}",
             place, chance, felt);
    struct studied s =
        study_of(json, NULL, (struct study_options){.replications = 400, .seed = 1}, NULL);
    double changes = value_at(&s, "stations.tills.lane_changes");
    studied_fini(&s);
    return changes;
}

#define SHOWN "\"shows_last\": true"

/* V17, the other half. Changes are rare, so that they hardly change who may change; a thousand of
 * them and two thousand leave the ratio a standard error of 0.08 at most. */
static void the_last_change_lines_twice_as_readily(void **state) {
    (void)state;
    double unseen = lane_changes("", 0.02, ""), seen = lane_changes(SHOWN, 0.02, "");
    print_message("V17: %.2f changes of lane a day, %.2f where the last see that they are\n",
                  unseen, seen);
    assert_true(unseen * 400 > 1000);
    check_near(seen / unseen, 2, 0.25);
    check_near(lane_changes("", 0, ""), 0, 0);
    /* No reason to change more: as many, to the last digit. */
    check_near(lane_changes(SHOWN, 0.02, "\"switches\": 1"), unseen, 0);
    /* Twice a half is everybody who may. */
    check_near(lane_changes(SHOWN, 0.5, ""), lane_changes("", 1, ""), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_faster_clock_is_a_larger_hazard),
        cmocka_unit_test(waits_and_leavers_tell_mean_patience_only_if_exponential),
        cmocka_unit_test(fillers_keep_people_on_hold_as_published),
        cmocka_unit_test(the_last_leave_four_times_as_readily),
        cmocka_unit_test(the_last_change_lines_twice_as_readily),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
