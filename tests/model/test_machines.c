/* SPDX-License-Identifier: GPL-3.0-or-later
 * Machines that fail, and machines that share an attendant, against closed forms. */
#include <math.h>

#include "support/study.h"

/* 95 % intervals, widened to some 4.4 standard errors: less than 2 false alarms in 100,000. */
static void check_estimate(struct estimate e, double want) {
    double half = (e.high - e.low) / 2 * 2.25;
    if (!(fabs(e.value - want) <= half)) {
        fail_msg("%g +- %g instead of %g", e.value, half, want);
    }
}

/* ---- one machine with breakdowns ---- */

/* Arrivals, services of 60 s, breakdowns that come every 10 min and last 4 min, all exponential. */
static const double ARRIVALS = 24. / 3600, SERVICE = 1. / 60, FAILURE = 1. / 600, REPAIR = 1. / 240;

static const char fragile[] =
    "{\"horizon\": {\"runs_for\": \"600h\", \"warm_up\": \"10h\"}, \"customers\": {\"a\": "
    "{\"arrivals\": {\"rate\": \"24/h\"}, \"journey\": [\"kiosk\"], \"work\": {\"kiosk\": "
    "{\"service\": {\"kind\": \"exponential\", \"mean\": \"60s\"}, \"resolves\": 1}}}},"
    "\"stations\": {\"kiosk\": {\"kind\": \"machines\", \"count\": 1, \"fails\": {\"every\": "
    "{\"kind\": \"exponential\", \"mean\": \"10m\"}, \"lasts\": {\"kind\": \"exponential\", "
    "\"mean\": \"4m\"}, \"user\": \"waits\"}}}}";

/* People in the system in the mean, M/M/1 that works and stands still by turns: Avi-Itzhak & Naor
 * (1963), model A. */
static double people_with_breakdowns(double lambda, double mu, double xi, double eta) {
    double up = eta / (xi + eta);
    return lambda / (mu * up - lambda) * (1 + mu * xi / ((xi + eta) * (xi + eta)));
}

/* The same from the balance of the chain (people, works or not), cut off at so many people. */
static double people_by_chain(double lambda, double mu, double xi, double eta) {
    enum { MOST = 2000 };
    static double up[MOST + 1], down[MOST + 1];
    for (size_t n = 0; n <= MOST; n++) {
        up[n] = n == 0;
        down[n] = 0;
    }
    /* As often up from n as down from n + 1, which happens only while it works. */
    double total = 0, people = 0;
    down[0] = xi / (eta + lambda);
    for (size_t n = 0; n < MOST; n++) {
        up[n + 1] = lambda * (up[n] + down[n]) / mu;
        down[n + 1] = (xi * up[n + 1] + lambda * down[n]) / (eta + lambda);
    }
    for (size_t n = 0; n <= MOST; n++) {
        total += up[n] + down[n];
        people += (double)n * (up[n] + down[n]);
    }
    return people / total;
}

static void one_that_fails_is_the_queue_with_breakdowns(void **state) {
    (void)state;
    double people = people_with_breakdowns(ARRIVALS, SERVICE, FAILURE, REPAIR);
    check_close(people, people_by_chain(ARRIVALS, SERVICE, FAILURE, REPAIR), 1e-9);
    struct studied s =
        study_of(fragile, NULL, (struct study_options){.replications = 60, .seed = 5}, NULL);
    check_estimate(estimate_at(&s, "stations.kiosk.mean_in_system"), people);
    check_estimate(estimate_at(&s, "stations.kiosk.down_share"), FAILURE / (FAILURE + REPAIR));
    check_estimate(estimate_at(&s, "stations.kiosk.failures"), 86400. / (600 + 240));
    studied_fini(&s);
}

/* A run begins on any day of a machine's life: with failures far apart the share of one-day runs
 * that find it out of order is that of all time. */
static void a_day_finds_machines_as_any_day_does(void **state) {
    (void)state;
    const char *rarely =
        "{\"horizon\": {\"runs_for\": null, \"warm_up\": null, \"opens\": \"09:00\", \"closes\": "
        "\"17:00\", \"interval\": \"1h\"}, \"customers\": {\"a\": {\"arrivals\": {\"rate\": "
        "\"1/h\"}}}, \"stations\": {\"kiosk\": {\"count\": 50, \"fails\": {\"every\": {\"kind\": "
        "\"gamma\", \"mean\": \"20d\", \"cv\": 0.7}, \"lasts\": {\"kind\": \"lognormal\", "
        "\"mean\": "
        "\"2d\", \"cv\": 1}}}}}";
    struct studied s =
        study_of(fragile, rarely, (struct study_options){.replications = 400, .seed = 2}, NULL);
    check_estimate(estimate_at(&s, "stations.kiosk.down_share"), 2. / 22);
    studied_fini(&s);
}

/* ---- many machines, one attendant ---- */

/* As many customers as machines, each at one for ever: work of 1 min in two exponential halves, a
 * fifth of it stopped between them for help of 1 min. */
static struct estimate uses_per_day(size_t machines, size_t attendants) {
    char json[1200];
    snprintf(json, sizeof json,
             "{\"horizon\": {\"runs_for\": \"120h\", \"warm_up\": \"5h\"}, \"customers\": {\"a\": "
             "{\"arrivals\": {\"fleet\": %zu}, \"journey\": [\"kiosk\"], \"work\": {\"kiosk\": "
             "{\"service\": {\"kind\": \"erlang\", \"mean\": \"60s\", \"k\": 2}, \"resolves\": 1},"
             "\"attendant\": {\"service\": {\"kind\": \"exponential\", \"mean\": \"60s\"}}}}},"
             "\"stations\": {\"kiosk\": {\"kind\": \"machines\", \"count\": %zu, \"needs_help\": "
             "0.2, \"help_at\": \"attendant\"}, \"attendant\": {\"kind\": \"desk\"}}, \"staff\": "
             "{\"g\": {\"count\": %zu, \"skills\": {\"attendant\": {}}}}}",
             machines, machines, attendants);
    struct studied s =
        study_of(json, NULL, (struct study_options){.replications = 20, .seed = 7}, NULL);
    struct estimate e = estimate_at(&s, "stations.kiosk.completed");
    studied_fini(&s);
    return e;
}

/* Machine repair with one repairman: think is the work between two calls, s; help the attendant's.
 * Chance that nobody waits for help, by the product form. */
static double attendant_idle(size_t machines, double think, double help) {
    double sum = 1, term = 1;
    for (size_t k = 1; k <= machines; k++) {
        term *= (double)(machines - k + 1) * help / think;
        sum += term;
    }
    return 1 / sum;
}

/* V21 of the project's validation suite: with an attendant who is called in one of five uses for as
 * long as a use takes, more machines than 1 + 300 / 60 = 6 add little. */
static void machines_without_another_attendant_stop_helping(void **state) {
    (void)state;
    static const size_t counts[] = {2, 4, 6, 8, 12};
    struct estimate uses[5];
    for (size_t i = 0; i < 5; i++) {
        double calls = 86400. / 60 * (1 - attendant_idle(counts[i], 300, 60));
        uses[i] = uses_per_day(counts[i], 1);
        check_estimate(uses[i], calls / 0.2);
    }
    /* From 2 to 4 the uses nearly double; from 8 to 12 they no longer grow by a tenth, though half
     * as many machines have come. */
    assert_true(uses[1].low > 1.8 * uses[0].high);
    assert_true(uses[4].high < 1.1 * uses[3].low);
    assert_true(uses_per_day(12, 2).low > 1.4 * uses[4].high);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_that_fails_is_the_queue_with_breakdowns),
        cmocka_unit_test(a_day_finds_machines_as_any_day_does),
        cmocka_unit_test(machines_without_another_attendant_stop_helping),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
