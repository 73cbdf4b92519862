/* SPDX-License-Identifier: GPL-3.0-or-later
 * Stations: the keys of every kind and those of one. */
#include "scenario/read.h"

#include "scenario/station_kind.h"
#include "support/scenario.h"

static const struct mistake mistakes[] = {
    {"{\"stations\": null}", "", "needs 'stations'", NULL, 0, 0},
    {"{\"stations\": {\"phones\": {\"kind\": null}}}", "stations.phones", "a station needs 'kind'",
     NULL, 0, 0},
    {"{\"stations\": {\"phones\": {\"kind\": \"desc\"}}}", "stations.phones.kind",
     "unknown kind of station 'desc'; did you mean 'desk'?", NULL, 0, 0},
    {"{\"stations\": {\"phones\": {\"kind\": \"tracks\"}}}", "stations.phones.kind",
     "unknown kind of station 'tracks'; known: ", NULL, 0, 0},
    {"{\"stations\": {\"phones\": {\"kind\": 4}}}", "stations.phones.kind",
     "4 is not the name of a kind of station", NULL, 0, 0},
    {"{\"stations\": {\"phones\": 7}}", "stations.phones", "7 is not an object {...}", NULL, 0, 0},
    {"{\"stations\": {\"phones\": null}, \"staff\": null}", "stations",
     "needs at least one station", NULL, 0, 0},
    {"{\"stations\": {\"phones\": {\"count\": 7}}}", "stations.phones.count", "unknown key", NULL,
     0, 0},
    {"{\"stations\": {\"phones\": {\"line\": 7}}}", "stations.phones.line",
     "unknown key; did you mean 'lines'?", NULL, 0, 0},
    {"{\"stations\": {\"phones\": {\"lines\": 0}}}", "stations.phones.lines",
     "0 is outside [1, 1e+09]", NULL, 0, 0},
    {"{\"stations\": {\"phones\": {\"seats\": -1}}}", "stations.phones.seats", "-1 is outside",
     NULL, 0, 0},
    {"{\"stations\": {\"phones\": {\"order\": \"fifo\"}}}", "stations.phones.order",
     "\"fifo\" is not \"priority\", \"first_come\" or \"shortest_work\"", NULL, 0, 0},
    {"{\"stations\": {\"phones\": {\"pace\": {\"per_waiting\": 0.1}}}}", "stations.phones.pace",
     "needs 'at_most'", NULL, 0, 0},
    {"{\"stations\": {\"phones\": {\"pace\": {\"per_waiting\": 0.1, \"at_most\": 0.5}}}}",
     "stations.phones.pace.at_most", "0.5 is outside [1, 100]", NULL, 0, 0},
    {"{\"stations\": {\"phones\": {\"balks\": {\"waiting\": {\"five\": 0.1}}}}}",
     "stations.phones.balks.waiting.five", "\"five\" is not a whole number", NULL, 0, 0},
    {"{\"stations\": {\"phones\": {\"balks\": {\"waiting\": {\"5\": 1.5}}}}}",
     "stations.phones.balks.waiting.5", "1.5 is outside [0, 1]", NULL, 0, 0},
    {"{\"stations\": {\"phones\": {\"balks\": {\"waiting\": {\"5\": 0.5, \"5.0\": 1}}}}}",
     "stations.phones.balks.waiting", "two chances stand for the same number", NULL, 0, 0},
    {"{\"stations\": {\"phones\": {\"balks\": {}}}}", "stations.phones.balks", "needs 'waiting'",
     NULL, 0, 0},
    {"{\"stations\": {\"a/b\": {\"kind\": \"desk\"}}}", "stations.a/b",
     "a name of a station must not hold '/'", NULL, 0, 0},
    {"{\"stations\": {\"exit\": {\"kind\": \"desk\"}}}", "stations.exit",
     "a name must not be 'next', 'exit' or 'message'", NULL, 0, 0},
    {"{\"stations\": {\"ivr\": {\"kind\": \"machines\"}}}", "stations.ivr",
     "machines needs 'count'", NULL, 0, 0},
    {"{\"stations\": {\"cellar\": {\"kind\": \"desk\"}}}", "stations.cellar",
     "no journey comes to this station", NULL, 0, 0},
};

static void mistakes_of_stations_are_named(void **state) {
    (void)state;
    CHECK_MISTAKES(NULL, mistakes);
}

/* The words that ask for a kind name every one. */
static void all_kinds_are_offered(void **state) {
    (void)state;
    struct diag d = {0};
    struct scenario *s = read_over(NULL, "{\"stations\": {\"phones\": {\"kind\": null}}}", &d);
    assert_null(s);
    for (const struct station_kind *const *k = station_kinds; *k; k++) {
        assert_non_null(strstr(d.findings[0].message, (*k)->name));
    }
    diag_fini(&d);
}

static void common_and_own_keys_are_read_together(void **state) {
    (void)state;
    struct scenario *s = read_sound(
        NULL, "{\"stations\": {\"phones\": {\"lines\": 30, \"seats\": 7, \"order\": "
              "\"first_come\", \"patience\": \"2m\", \"pace\": {\"per_waiting\": 0.05, "
              "\"at_most\": 1.3}, \"balks\": {\"waiting\": {\"10\": 0.5, \"5\": 0.25}}}}}");
    const struct station *p = &s->stations[0];
    assert_int_equal(p->lines, 30);
    assert_int_equal(p->seats, 7);
    assert_int_equal(p->order, ORDER_FIRST_COME);
    assert_true(p->patience.given);
    check_close(p->pace.at_most, 1.3, 0);
    assert_int_equal(p->balks.n, 2);
    check_close(p->balks.waiting[0], 5, 0);
    check_close(p->balks.chance[0], 0.25, 0);
    scenario_free(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mistakes_of_stations_are_named),
        cmocka_unit_test(all_kinds_are_offered),
        cmocka_unit_test(common_and_own_keys_are_read_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
