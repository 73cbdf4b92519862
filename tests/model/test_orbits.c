/* SPDX-License-Identifier: GPL-3.0-or-later
 * Contacts that come again (M6): first-contact resolution and redials against the balance of flows,
 * V16 and V28 of people.md; a web channel beside a desk, V22. */
#include <math.h>
#include <stdio.h>

#include "stats/interval.h"
#include "support/study.h"

/* Erlang A in the long run. Of the served 0.7 are helped, of the others all call again; of those
 * who hung up a third. */
static struct studied calls(int agents, const char *patience) {
    char json[1500];
    snprintf(
        json, sizeof json,
        "{\"horizon\": {\"runs_for\": \"2000h\", \"warm_up\": \"100h\"}, \"customers\": {\"c\": "
        "{\"arrivals\": {\"rate\": \"60/h\"}, \"journey\": [\"desk\"], \"patience\": %s, \"work\": "
        "{\"desk\": {\"service\": {\"kind\": \"exponential\", \"mean\": \"5m\"}, \"resolves\": "
        "0.7}}, \"returns\": {\"abandoned\": {\"chance\": 0.33, \"after\": {\"kind\": "
        "\"exponential\", \"mean\": \"10m\"}}, \"unresolved\": {\"chance\": 1, \"after\": "
        "{\"kind\": \"exponential\", \"mean\": \"8h\"}}}}}, \"stations\": {\"desk\": {\"kind\": "
        "\"desk\"}}, \"staff\": {\"g\": {\"count\": %d, \"skills\": {\"desk\": {}}}}}",
        patience, agents);
    return study_of(json, NULL, (struct study_options){.replications = 20, .seed = 1}, NULL);
}

static double half_width(const struct estimate *e) {
    return (e->high - e->low) / 2;
}

/* V28: nobody hangs up. Contacts per issue 1 / 0.7 = 1.43; the 0.7 of the persons whose first
 * contact helps are 0.7 x 0.7 = 49 % of the contacts. */
static void seven_in_ten_resolved_makes_half_the_contacts_one_and_done(void **state) {
    (void)state;
    struct studied s = calls(12, "\"none\"");
    struct estimate tries = estimate_at(&s, "total.tries_per_customer");
    struct estimate fcr = estimate_at(&s, "total.first_contact_resolution");
    struct estimate done = estimate_at(&s, "total.one_and_done");
    assert_true(fabs(tries.value - 1 / 0.7) < 2 * half_width(&tries));
    assert_true(fabs(fcr.value - 0.7) < 2 * half_width(&fcr));
    assert_true(fabs(done.value - 0.49) < 2 * half_width(&done));
    assert_true(half_width(&tries) < 0.005 && half_width(&done) < 0.005);
    studied_fini(&s);
}

/* V16: offered = fresh / (1 - (0.33 a + 0.3 (1 - a))) where a share a hangs up: 1.44 times the
 * fresh at 19 %, and hardly fewer, 1.43, at 5 %. */
static void check_redials(int agents, const char *patience, double left, double want) {
    struct studied s = calls(agents, patience);
    struct estimate tries = estimate_at(&s, "total.tries_per_customer");
    double a = value_at(&s, "total.abandonment");
    double balance = 1 / (1 - (0.33 * a + 0.3 * (1 - a)));
    if (!(fabs(a - left) < 0.02)) {
        fail_msg("%.3f hang up, not %.3f", a, left);
    }
    assert_true(fabs(tries.value - balance) < 2 * half_width(&tries));
    assert_true(fabs(tries.value - want) < 0.005 + 2 * half_width(&tries));
    studied_fini(&s);
}

static void resolution_counts_for_more_than_abandonment(void **state) {
    (void)state;
    check_redials(7, "{\"kind\": \"exponential\", \"mean\": \"2m\"}", 0.19, 1.44);
    check_redials(9, "{\"kind\": \"exponential\", \"mean\": \"7m\"}", 0.05, 1.43);
}

/* ---- V22 ---- */

/* People with a simple question may come to the desk or leave it be; `web` costs them less effort.
 * Three in ten of those whom it keeps to itself come to the desk after all. */
static const char branch[] =
    "{\"horizon\": {\"opens\": \"08:00\", \"closes\": \"18:00\", \"interval\": \"1h\"}, "
    "\"customers\": {\"simple\": {\"arrivals\": {\"rate\": \"60/h\"}, \"journey\": [{\"as\": "
    "\"how\", \"choose\": {\"of\": {\"desk\": {\"value\": 2, \"effort\": 1}, \"web\": {\"value\": "
    "2, \"effort\": 1, \"familiarity\": 0.6}, \"exit\": {}}}}, "
    "{\"at\": \"web\", \"only_if_sent\": true, \"resolved\": \"exit\", \"unresolved\": \"exit\"}, "
    "\"desk\"], \"work\": {\"desk\": {\"service\": {\"kind\": \"exponential\", \"mean\": \"3m\"}}, "
    "\"web\": {\"service\": {\"kind\": \"exponential\", \"mean\": \"4m\"}, \"resolves\": 0.7}}, "
    "\"returns\": {\"unresolved\": {\"chance\": 1, \"after\": {\"kind\": \"exponential\", "
    "\"mean\": \"1h\"}, \"at\": \"desk\"}}}, \"loans\": {\"arrivals\": {\"rate\": \"6/h\"}, "
    "\"journey\": [\"desk\"], \"work\": {\"desk\": {\"service\": {\"kind\": \"exponential\", "
    "\"mean\": \"10m\"}}}}}, \"stations\": {\"desk\": {\"kind\": \"desk\"}, \"web\": {\"kind\": "
    "\"machines\", \"count\": 1000}}, \"staff\": {\"g\": {\"count\": 6, \"skills\": {\"desk\": "
    "{}}}}, \"people\": {\"choice\": {}}}";

#define WITHOUT_WEB                                                                                \
    "{\"customers\": {\"simple\": {\"journey\": [{\"as\": \"how\", \"choose\": {\"of\": "          \
    "{\"desk\": "                                                                                  \
    "{\"value\": 2, \"effort\": 1}, \"exit\": {}}}}, \"desk\"], \"work\": {\"web\": null}, "       \
    "\"returns\": null}}, \"stations\": {\"web\": null}}"

enum { DAYS = 60 };

static const char *const paths[] = {"classes.simple.served", "classes.simple.self_served"};

static struct study_series days_of(const char *over) {
    struct study_series out;
    struct studied s = study_of(
        branch, over,
        (struct study_options){.replications = DAYS, .seed = 1, .n_series = 2, .series = paths},
        &out);
    studied_fini(&s);
    return out;
}

/* By day: contacts at the desk, and at desk and web together; a day's contacts may be of people who
 * used the web before. */
static struct interval difference(const struct study_series *before,
                                  const struct study_series *after, bool all) {
    double a[DAYS], b[DAYS], days[DAYS];
    for (size_t i = 0; i < DAYS; i++) {
        a[i] = after->numerator[i] + (all ? after->numerator[DAYS + i] : 0);
        b[i] = before->numerator[i] + (all ? before->numerator[DAYS + i] : 0);
        days[i] = 1;
    }
    return paired_ratio_difference(a, days, b, days, DAYS, 0.99);
}

/* V22, Campbell & Frei (2010), Management Science 56: who banks online brings fewer simple
 * matters to other channels, and more transactions in all. */
static void a_web_channel_takes_from_the_desk_and_adds_more(void **state) {
    (void)state;
    struct study_series before = days_of(WITHOUT_WEB), after = days_of(NULL);
    struct interval desk = difference(&before, &after, false);
    struct interval all = difference(&before, &after, true);
    print_message("a day at the desk %+.1f (%+.1f to %+.1f), in all %+.1f (%+.1f to %+.1f)\n",
                  desk.value, desk.low, desk.high, all.value, all.low, all.high);
    assert_true(desk.high < 0);
    assert_true(all.low > 0);
    study_series_free(&before);
    study_series_free(&after);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(seven_in_ten_resolved_makes_half_the_contacts_one_and_done),
        cmocka_unit_test(resolution_counts_for_more_than_abandonment),
        cmocka_unit_test(a_web_channel_takes_from_the_desk_and_adds_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
