/* SPDX-License-Identifier: GPL-3.0-or-later
 * The load of a station is visits times work, whatever way customers take. */
#include "planner/offered_load.h"

#include <math.h>
#include <string.h>

#include "scenario/read.h"
#include "support/check.h"

/* Loads of the scenario's stations, by name order. */
static size_t loads_of(const char *text, double *contacts, struct station_load *load, size_t most) {
    struct diag d = {0};
    struct arena a = {0};
    struct document document = {.name = "text", .text = text, .length = strlen(text)};
    struct scenario *s = scenario_read(&document, 1, &d);
    if (!s)
        print_error("%s: %s\n", d.findings[0].path, d.findings[0].message);
    assert_non_null(s);
    struct model *m = model_compile(s, (struct model_options){0}, &d);
    struct offered_load o = offered_load_of(m, &a);
    size_t n = m->n_stations;
    assert_true(n <= most);
    *contacts = o.contacts;
    for (size_t i = 0; i < n; i++)
        load[i] = o.station[i];
    model_free(m);
    scenario_free(s);
    diag_fini(&d);
    arena_fini(&a);
    return n;
}

/* Each visit resolves with 0.8, else the journey begins again: 1 / 0.8 visits. The robot sends 35 %
 * home. Six hours at 52/h, then three at 26/h. */
static void loops_and_branches_are_followed(void **state) {
    double contacts;
    struct station_load load[2];
    (void)state;
    size_t n = loads_of(
        "{\"name\": \"x\", \"horizon\": {\"opens\": \"08:00\", \"closes\": \"17:00\", "
        "\"interval\": \"1h\"}, \"customers\": {\"c\": {\"arrivals\": {\"rate\": {\"08:00\": "
        "\"52/h\", \"14:00\": \"26/h\"}}, \"journey\": [\"robot\", {\"at\": \"desk\", "
        "\"unresolved\": \"robot\"}], \"work\": {\"robot\": {\"service\": \"36s\", "
        "\"resolves\": 0.35}, \"desk\": {\"service\": \"3m\", \"wrap_up\": \"24s\", "
        "\"resolves\": 0.8}}}}, \"stations\": {\"robot\": {\"kind\": \"machines\", \"count\": 5}, "
        "\"desk\": {\"kind\": \"desk\"}}, \"staff\": {\"g\": {\"count\": 4, \"skills\": "
        "{\"desk\": {}}}}}",
        &contacts, load, 2);
    double day = 6 * 52 + 3 * 26;
    double robots = day / (1 - 0.65 * 0.2), desks = 0.65 * robots;
    assert_int_equal(n, 2);
    check_close(contacts, day, 1e-12);
    check_close(load[0].load, desks * 204 / (9 * 3600), 1e-6);
    check_close(load[1].load, robots * 36 / (9 * 3600), 1e-6);
}

static void batches_and_renewals_are_counted(void **state) {
    double contacts;
    struct station_load load[1];
    (void)state;
    loads_of("{\"name\": \"x\", \"horizon\": {\"runs_for\": \"50h\"}, \"customers\": {"
             "\"a\": {\"arrivals\": {\"rate\": \"7/h\", \"batch\": 3}, \"journey\": [\"d\"], "
             "\"work\": {\"d\": {\"service\": \"2m\"}}}, \"b\": {\"arrivals\": {\"every\": "
             "{\"kind\": \"erlang\", \"mean\": \"4m\", \"k\": 2}}, \"journey\": [\"d\"], "
             "\"work\": {\"d\": {\"service\": \"1m\"}}}}, \"stations\": {\"d\": {\"kind\": "
             "\"desk\"}}, \"staff\": {\"g\": {\"count\": 3, \"skills\": {\"d\": {}}}}}",
             &contacts, load, 1);
    check_close(contacts, 21 + 15, 1e-12); /* an hour */
    check_close(load[0].load, (21 * 120 + 15 * 60) / 3600.0, 1e-9);
}

/* Those of two minutes of patience for a third of the day, of five for the rest, leave at the mean
 * of the two rates; service takes the mean of the two times. */
static void times_that_change_weigh_as_long_as_they_hold(void **state) {
    double contacts;
    struct station_load load[1];
    (void)state;
    loads_of("{\"name\": \"x\", \"horizon\": {\"opens\": \"08:00\", \"closes\": \"17:00\", "
             "\"interval\": \"1h\"}, \"customers\": {\"c\": {\"arrivals\": {\"rate\": \"50/h\"}, "
             "\"journey\": [\"d\"], \"work\": {\"d\": {\"service\": {\"08:00\": \"3m\", \"15:00\": "
             "\"12m\"}}}}}, \"stations\": {\"d\": {\"kind\": \"desk\", \"patience\": {\"08:00\": "
             "\"2m\", \"11:00\": \"5m\"}}}, \"staff\": {\"g\": {\"count\": 9, \"skills\": {\"d\": "
             "{}}}}}",
             &contacts, load, 1);
    check_close(load->load, 50. / 60 * (7 * 3 + 2 * 12) / 9, 1e-9);
    struct queue_model q;
    load_patience_set(load, &q);
    check_close(q.patience, 60 / (3 / 2. + 6 / 5.) * 9, 1e-9);
    assert_true(q.at_once <= 0);
    load->leaving = 0;
    load_patience_set(load, &q);
    assert_true(q.patience >= PATIENCE_UNLIMITED);
}

/* One class of two has no patience, nor has a quarter of the other; who waits does so for 4 minutes
 * in the mean. */
static void who_has_no_patience_is_counted_apart(void **state) {
    double contacts;
    struct station_load load[1];
    (void)state;
    loads_of(
        "{\"name\": \"x\", \"horizon\": {\"opens\": \"08:00\", \"closes\": \"17:00\", "
        "\"interval\": \"1h\"}, \"customers\": {\"a\": {\"arrivals\": {\"rate\": \"10/h\"}, "
        "\"patience\": \"0s\", \"journey\": [\"d\"], \"work\": {\"d\": {\"service\": \"3m\"}}}, "
        "\"b\": {\"arrivals\": {\"rate\": \"20/h\"}, \"patience\": {\"kind\": \"mixture\", "
        "\"parts\": [{\"share\": 0.25, \"kind\": \"constant\", \"value\": 0}, {\"share\": "
        "0.75, \"kind\": \"exponential\", \"mean\": \"4m\"}]}, \"journey\": [\"d\"], "
        "\"work\": {\"d\": {\"service\": \"3m\"}}}}, \"stations\": {\"d\": {\"kind\": "
        "\"desk\"}}, \"staff\": {\"g\": {\"count\": 9, \"skills\": {\"d\": {}}}}}",
        &contacts, load, 1);
    struct queue_model q;
    load_patience_set(load, &q);
    check_close(q.at_once, (10 + 0.25 * 20) / 30, 1e-12);
    check_close(q.patience, 240, 1e-12);
}

/* 90 an hour, items exponential with mean 10: with P(X > 5) = e^-1/2 above the express lane's
 * limit. Of those below, half go to each station (by sight: equal shares); their mean is 10 - 5 q /
 * (1 - q), by the memoryless rest 15 for those above; work is 20 s and 3 s an item. */
static void who_brings_too_much_does_not_come(void **state) {
    double contacts;
    struct station_load load[2];
    (void)state;
    loads_of("{\"name\": \"x\", \"horizon\": {\"runs_for\": \"50h\"}, \"customers\": {\"c\": "
             "{\"arrivals\": {\"rate\": \"90/h\"}, \"items\": {\"kind\": \"exponential\", "
             "\"mean\": 10}, \"journey\": [{\"as\": \"which\", \"choose\": {\"by\": \"shortest\", "
             "\"of\": "
             "[\"express\", \"tills\"]}}, {\"at\": \"express\", \"only_if_sent\": true, "
             "\"resolved\": \"exit\"}, {\"at\": \"tills\", \"only_if_sent\": true}], \"work\": "
             "{\"express\": {\"items\": {\"fixed\": \"20s\", \"each\": \"3s\"}}, \"tills\": "
             "{\"items\": {\"fixed\": \"20s\", \"each\": \"3s\"}}}}}, \"stations\": {\"express\": "
             "{\"kind\": \"desk\", \"items_at_most\": 5}, \"tills\": {\"kind\": \"desk\"}}, "
             "\"staff\": {\"g\": {\"count\": 9, \"skills\": {\"express\": {}, \"tills\": {}}}}}",
             &contacts, load, 2);
    double above = exp(-0.5), mean_below = 10 - 5 * above / (1 - above);
    double express = 90 / 3600. * (1 - above) / 2;
    check_close(contacts, 90, 1e-12);
    check_close(load[0].visits, express, 1e-9);
    check_close(load[0].load, express * (20 + 3 * mean_below), 1e-9);
    check_close(load[1].visits, 90 / 3600. - express, 1e-9);
    check_close(load[1].load, express * (20 + 3 * mean_below) + 90 / 3600. * above * (20 + 3 * 15),
                1e-9);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(loops_and_branches_are_followed),
        cmocka_unit_test(batches_and_renewals_are_counted),
        cmocka_unit_test(who_has_no_patience_is_counted_apart),
        cmocka_unit_test(who_brings_too_much_does_not_come),
        cmocka_unit_test(times_that_change_weigh_as_long_as_they_hold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
