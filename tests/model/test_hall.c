/* SPDX-License-Identifier: GPL-3.0-or-later
 * Halls and centers with people in them: V3, V9, V11 and V12 of people.md, simulated. */
#include <math.h>

#include "support/check.h"
#include "support/study.h"

/* ---- the hall: six counters, 7 minutes, 44 an hour at three o'clock ---- */

static const char hall[] =
    "{\"horizon\": {\"opens\": \"09:00\", \"closes\": \"18:00\", \"interval\": \"30m\"}, "
    "\"customers\": {\"c\": {\"arrivals\": {\"rate\": {\"09:00\": \"40/h\", \"11:00\": \"36/h\", "
    "\"14:00\": \"44/h\", \"16:00\": \"36/h\"}}, \"patience\": {\"kind\": \"weibull\", \"mean\": "
    "\"45m\", \"shape\": 1.5}, \"journey\": [{\"at\": \"kiosk\", \"chance\": 0, \"unresolved\": "
    "\"counter\"}, \"counter\"], \"work\": {\"kiosk\": {\"service\": {\"kind\": \"lognormal\", "
    "\"mean\": \"4m\", \"cv\": 0.5}, \"resolves\": 0.95}, \"counter\": {\"service\": {\"kind\": "
    "\"lognormal\", \"mean\": \"7m\", \"cv\": 1}}}}}, \"places\": {\"hall\": {\"seats\": 30, "
    "\"temperature\": {\"target\": 25, \"outdoors\": 33, \"tau\": \"60m\"}}}, \"stations\": "
    "{\"counter\": {\"kind\": \"desk\", \"place\": \"hall\"}, \"kiosk\": {\"kind\": \"machines\", "
    "\"count\": 2, \"balks\": {\"waiting\": {\"1\": 1}}}}, \"staff\": {\"clerks\": {\"count\": 6, "
    "\"skills\": {\"counter\": {}}}}, \"people\": {\"outcome\": {}, \"felt_wait\": {\"seated\": "
    "1}, \"pace\": {\"pressure\": 0, \"agent_spread\": 0, \"shared_line\": 0.0686}}}";

#define FAILS "\"places\": {\"hall\": {\"temperature\": {\"fails\": {\"at\": \"13:00\"}}}}"

static struct studied hall_with(const char *over) {
    return study_of(hall, over, (struct study_options){.replications = 3000, .seed = 5}, NULL);
}

/* Of the counter, between three and half past. */
static double at_three(const struct studied *s, const char *column) {
    size_t half = 0;
    for (size_t i = 0; i < s->results->n_intervals; i++) {
        const struct interval_row *row = &s->results->intervals[i];
        bool counter = row->kind == ROW_STATION && strcmp(row->name, "counter") == 0;
        if (counter && half++ == 12) {
            return interval_value(row, column);
        }
    }
    fail_msg("no interval at three");
    return NAN;
}

/* V12: 1.1 leave from three to half past, 2.2 in the heat; with a greeter who sends seven in ten of
 * the simple jobs (taken as half of all) to two kiosks and takes 8 % off the work at the counter,
 * 0.4. What the day is like before three is not said there; here 0.95 and 1.93 leave, and the mean
 * waits of 3.4 and 4.7 minutes by the clock are less than its 5.6 and 8.0. */
static void heat_doubles_who_leaves_the_hall(void **state) {
    (void)state;
    struct studied cool = hall_with(NULL), hot = hall_with("{" FAILS "}");
    struct studied helped = hall_with(
        "{" FAILS ", \"customers\": {\"c\": {\"journey\": [{\"at\": \"kiosk\", \"chance\": 0.35, "
        "\"unresolved\": \"counter\", \"resolved\": \"exit\", \"balked\": \"counter\"}, "
        "\"counter\"], \"work\": {\"counter\": {\"service\": {\"kind\": \"lognormal\", \"mean\": "
        "\"386.4s\", \"cv\": 1}}}}}}");
    double before = at_three(&cool, "abandoned"), after = at_three(&hot, "abandoned");
    print_message("V12: %.2f and %.2f leave, %.2f with greeter and kiosks; %.1f and %.1f min\n",
                  before, after, at_three(&helped, "abandoned"),
                  at_three(&cool, "mean_wait_s") / 60, at_three(&hot, "mean_wait_s") / 60);
    check_near(before, 1.1, 0.2);
    check_near(after, 2.2, 0.35);
    check_near(after / before, 2.0, 0.2);
    assert_true(at_three(&helped, "abandoned") < 0.4);
    studied_fini(&cool);
    studied_fini(&hot);
    studied_fini(&helped);
}

/* V11: with one of six clerks gone both rise by more than 20 %, the vicious circle. */
static void one_clerk_fewer_makes_more_leave_and_turn_hostile(void **state) {
    (void)state;
    struct studied six = hall_with(NULL), five = hall_with("{\"staff\": {\"clerks\": {\"count\": "
                                                           "5}}}");
    double left = value_at(&five, "total.abandoned") / value_at(&six, "total.abandoned");
    double a = value_at(&six, "staff.clerks.hostile"), b = value_at(&five, "staff.clerks.hostile");
    double hostile = value_at(&five, "staff.clerks.hostile_per_shift") /
                     value_at(&six, "staff.clerks.hostile_per_shift");
    print_message("V11: leavers x %.2f, hostile for each clerk's day x %.2f (%.3f to %.3f of "
                  "services)\n",
                  left, hostile, a, b);
    assert_true(left > 1.2 && hostile > 1.2);
    studied_fini(&six);
    studied_fini(&five);
}

/* ---- the center: V9 ---- */

static void a_normal_day_has_some_ten_hostile_contacts(void **state) {
    (void)state;
    struct studied s = study_of(
        "{\"horizon\": {\"opens\": \"08:00\", \"closes\": \"16:00\"}, \"customers\": {\"c\": "
        "{\"arrivals\": {\"rate\": \"300/h\"}, \"patience\": {\"kind\": \"hyperexponential\", "
        "\"parts\": [{\"share\": 0.2, \"mean\": \"30s\"}, {\"share\": 0.8, \"mean\": \"8m\"}]}, "
        "\"journey\": [\"phones\"], \"work\": {\"phones\": {\"service\": {\"kind\": \"lognormal\", "
        "\"mean\": \"230s\", \"cv\": 1}}}}}, \"stations\": {\"phones\": {\"kind\": \"desk\"}}, "
        "\"staff\": {\"g\": {\"count\": 20, \"skills\": {\"phones\": {}}}}, \"people\": "
        "{\"energy\": {}, \"pace\": {}, \"outcome\": {}, \"felt_wait\": {}}}",
        NULL, (struct study_options){.replications = 100, .seed = 5}, NULL);
    double a_day = value_at(&s, "staff.g.served") / 20,
           hostile = value_at(&s, "staff.g.hostile_per_shift");
    print_message("V9: %.1f hostile of %.0f contacts, for each agent and day\n", hostile, a_day);
    assert_true(a_day > 100 && a_day < 120);
    assert_true(hostile > 6 && hostile < 14);
    studied_fini(&s);
}

/* ---- twelve hours: V3 ---- */

static double resolved_in(const struct studied *s, size_t hour) {
    size_t at = 0;
    for (size_t i = 0; i < s->results->n_intervals; i++) {
        const struct interval_row *row = &s->results->intervals[i];
        if (row->kind == ROW_STATION && !row->after_close && at++ == hour) {
            return interval_value(row, "completed") / interval_value(row, "offered");
        }
    }
    fail_msg("no such hour");
    return NAN;
}

/* Breaks of 15, 30 and 15 minutes; nobody waits, so that a service belongs to its hour. Longer
 * nights make fresher mornings: test_energy. */
static struct studied twelve_hours(void) {
    return study_of(
        "{\"horizon\": {\"opens\": \"06:00\", \"closes\": \"18:00\", \"interval\": \"1h\", "
        "\"days\": "
        "6, \"warm_up\": 2}, \"customers\": {\"c\": {\"arrivals\": {\"rate\": \"170/h\"}, "
        "\"journey\": [\"ward\"], \"work\": {\"ward\": {\"service\": \"5m\", \"resolves\": "
        "0.4}}}}, "
        "\"stations\": {\"ward\": {\"kind\": \"desk\"}}, \"staff\": {\"g\": {\"shifts\": {\"s\": "
        "{\"starts\": \"06:00\", \"lasts\": \"12h\", \"count\": 18, \"breaks\": {\"a\": {\"at\": "
        "\"3h\", \"lasts\": \"15m\"}, \"b\": {\"at\": \"6h\", \"lasts\": \"30m\"}, \"c\": {\"at\": "
        "\"9h\", \"lasts\": \"15m\"}}}}, \"skills\": {\"ward\": {}}}}, \"people\": {\"energy\": "
        "{}, "
        "\"outcome\": {}}}",
        NULL, (struct study_options){.replications = 60, .seed = 5}, NULL);
}

/* Hand hygiene fell from 43 % in the first hour to 35 % in the last (Dai, Milkman, Hofmann & Staats
 * 2015); at the reference fatigue, which lies between, it is 40 %. */
static void the_last_of_twelve_hours_is_the_worst(void **state) {
    (void)state;
    struct studied s = twelve_hours();
    double first = resolved_in(&s, 0), last = resolved_in(&s, 11);
    print_message("V3: %.3f in the first hour, %.3f in the last\n", first, last);
    check_near(first, 0.43, 0.01);
    check_near(last, 0.35, 0.02);
    studied_fini(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(heat_doubles_who_leaves_the_hall),
        cmocka_unit_test(one_clerk_fewer_makes_more_leave_and_turn_hostile),
        cmocka_unit_test(a_normal_day_has_some_ten_hostile_contacts),
        cmocka_unit_test(the_last_of_twelve_hours_is_the_worst),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
