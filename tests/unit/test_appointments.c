/* SPDX-License-Identifier: GPL-3.0-or-later
 * People with a time of day, closed populations, and people who come together. */
#include <math.h>

#include "support/study.h"
#include "support/transcript.h"

#define CLINIC                                                                                     \
    "{\"horizon\": {\"opens\": \"09:00\", \"closes\": \"10:00\", \"interval\": \"30m\"},"          \
    "\"customers\": {\"a\": {\"arrivals\": {\"appointments\": {\"from\": \"09:00\", \"until\": "   \
    "\"10:00\", \"every\": \"15m\"}}, \"journey\": [\"doctor\"],"                                  \
    "\"work\": {\"doctor\": {\"service\": \"10m\"}}}},"                                            \
    "\"stations\": {\"doctor\": {\"kind\": \"desk\"}},"                                            \
    "\"staff\": {\"doctors\": {\"count\": 1, \"skills\": {\"doctor\": {}}}}}"
#define TIMES(more) "{\"customers\": {\"a\": {\"arrivals\": {\"appointments\": {" more "}}}}}"

static const struct mistake mistakes[] = {
    {TIMES("\"until\": \"08:00\""), "customers.a.arrivals.appointments",
     "'until' is not after 'from'", NULL, 0, 0},
    {TIMES("\"from\": \"08:30\""), "customers.a.arrivals.appointments",
     "do not lie within the opening hours", NULL, 0, 0},
    {TIMES("\"every\": null"), "customers.a.arrivals.appointments", "needs 'every'", NULL, 0, 0},
    {"{\"customers\": {\"a\": {\"arrivals\": {\"batch\": 2}}}}", "customers.a.arrivals.batch",
     "say 'at_once' within 'appointments'", NULL, 0, 0},
    {"{\"customers\": {\"a\": {\"arrivals\": {\"fleet\": 3}}}}", "customers.a.arrivals",
     "needs exactly one of", NULL, 0, 0},
    {"{\"customers\": {\"a\": {\"arrivals\": {\"appointments\": null, \"fleet\": 3, \"at_most\": "
     "9}}}}",
     "customers.a.arrivals.at_most", "a fleet is as many as it says", NULL, 0, 0},
    {"{\"customers\": {\"a\": {\"arrivals\": {\"appointments\": null, \"fleet\": 3}}}, "
     "\"stations\": {\"doctor\": {\"seats\": 0}}}",
     "customers.a.journey[0]", "can come round to 'doctor' again in no time", NULL, 0, 0},
};

static void mistakes_are_named(void **state) {
    (void)state;
    CHECK_MISTAKES(CLINIC, mistakes);
}

/* Four times; 09:00 is 32400 s. Five minutes early, but not before the doors open; then seven
 * minutes late. */
static void people_come_at_their_times(void **state) {
    (void)state;
    check_story(CLINIC, NULL, "s",
                "32400 a0 starts doctor 0\n33300 a1 starts doctor 0\n"
                "34200 a2 starts doctor 0\n35100 a3 starts doctor 0");
    check_story(CLINIC, TIMES("\"early\": \"5m\", \"at_once\": 2, \"until\": \"09:30\""), "s",
                "32400 a0 starts doctor 0\n33000 a1 starts doctor 600\n"
                "33600 a2 starts doctor 600\n34200 a3 starts doctor 1200");
    check_story(CLINIC, TIMES("\"late\": \"7m\", \"until\": \"09:30\""), "s",
                "32820 a0 starts doctor 0\n33720 a1 starts doctor 0");
    check_story(CLINIC, TIMES("\"no_show\": 1"), "wsel", "");
}

static double no_shows_of(const char *over) {
    struct studied s = study_of(CLINIC, over, (struct study_options){.replications = 4000}, NULL);
    double mean = value_at(&s, "total.no_shows");
    studied_fini(&s);
    return mean;
}

/* Binomial: 4 a day with chance 0.3, within five standard errors; and those later than closing: of
 * four people an exponential mean of 30 minutes carries exp(-t / 30) past the t minutes left. */
static void who_does_not_come_is_counted(void **state) {
    (void)state;
    check_close(no_shows_of(TIMES("\"no_show\": 0.3")), 1.2, 5 * sqrt(4 * 0.21 / 4000));
    double late = exp(-2.0) + exp(-1.5) + exp(-1.0) + exp(-0.5);
    check_close(no_shows_of(TIMES("\"late\": {\"kind\": \"exponential\", \"mean\": \"30m\"}")),
                late, 5 * sqrt(late / 4000));
}

/* ---- fleets ---- */

/* N machines run for 10 min and are mended by one man in 5 min, both exponential: he is idle with
 * probability 1 / sum N! / (N - k)! rho^k (Palm's machine interference; Gross & Harris 2008, 2.7).
 */
static void a_fleet_is_the_machine_repair_model(void **state) {
    (void)state;
    static const char machines[] =
        "{\"horizon\": {\"runs_for\": \"2000h\", \"warm_up\": \"20h\"},"
        "\"customers\": {\"m\": {\"arrivals\": {\"fleet\": 4}, \"journey\": [\"runs\", "
        "\"mending\"],"
        "\"work\": {\"runs\": {\"service\": {\"kind\": \"exponential\", \"mean\": \"10m\"}},"
        " \"mending\": {\"service\": {\"kind\": \"exponential\", \"mean\": \"5m\"}}}}},"
        "\"stations\": {\"runs\": {\"kind\": \"delay\"}, \"mending\": {\"kind\": \"desk\"}},"
        "\"staff\": {\"mechanic\": {\"count\": 1, \"skills\": {\"mending\": {}}}}}";
    double idle = 0, term = 1, rho = 0.5;
    for (int k = 0; k <= 4; k++) {
        idle += term;
        term *= (4 - k) * rho;
    }
    struct studied s = study_of(machines, NULL, (struct study_options){.replications = 20}, NULL);
    struct estimate busy = estimate_at(&s, "staff.mechanic.occupancy");
    check_close(busy.value, 1 - 1 / idle, 2 * (busy.high - busy.low));
    assert_true(busy.high - busy.low < 0.02);
    studied_fini(&s);
}

/* Service ends at closing: the next opening starts each of them again. */
static void a_fleet_starts_again_when_the_day_does(void **state) {
    (void)state;
    check_story(CLINIC,
                "{\"horizon\": {\"days\": 2, \"closes\": \"09:15\", \"interval\": \"15m\"}, "
                "\"customers\": {\"a\": {\"arrivals\": {\"appointments\": null, \"fleet\": 1}}}}",
                "s",
                "32400 a0 starts doctor 0\n33000 a0 starts doctor 0\n"
                "118800 a0 starts doctor 0\n119400 a0 starts doctor 0");
}

/* ---- parties ---- */

/* Six seats and parties of two while the first is served: three of them sit down. */
static void a_party_takes_a_seat_for_each(void **state) {
    (void)state;
    check_story(CLINIC,
                "{\"customers\": {\"a\": {\"arrivals\": {\"appointments\": null, \"every\": "
                "\"1m\", \"at_most\": 5, \"party\": 2}}}, \"stations\": {\"doctor\": "
                "{\"seats\": 6}}}",
                "wl",
                "32520 a1 waits doctor\n32580 a2 waits doctor\n32640 a3 waits doctor\n"
                "32700 a4 leaves blocked given_up\n33060 a0 leaves served helped\n"
                "33660 a1 leaves served helped\n34260 a2 leaves served helped\n"
                "34860 a3 leaves served helped");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mistakes_are_named),
        cmocka_unit_test(people_come_at_their_times),
        cmocka_unit_test(who_does_not_come_is_counted),
        cmocka_unit_test(a_fleet_is_the_machine_repair_model),
        cmocka_unit_test(a_fleet_starts_again_when_the_day_does),
        cmocka_unit_test(a_party_takes_a_seat_for_each),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
