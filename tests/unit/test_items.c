/* SPDX-License-Identifier: GPL-3.0-or-later
 * Baskets: how many items people bring, the work they make, and lines that take only small ones. */
#include <math.h>

#include "support/transcript.h"

static const struct mistake mistakes[] = {
    {"{\"customers\": {\"callers\": {\"work\": {\"phones\": {\"items\": {\"each\": \"3s\"}}}}}}",
     "customers.callers.work.phones", "takes 'service' or 'items', not both", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"work\": {\"phones\": {\"service\": null, \"items\": "
     "{\"each\": \"3s\"}}}}}}",
     "customers.callers.work.phones.items", "needs the class's own 'items'", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"items\": 10, \"work\": {\"phones\": {\"service\": null, "
     "\"items\": {\"fixed\": \"48s\"}}}}}}",
     "customers.callers.work.phones.items", "needs 'each'", NULL, 0, 0},
    {"{\"stations\": {\"phones\": {\"items_at_most\": -1}}}", "stations.phones.items_at_most",
     "-1 is outside [1, 1e+09]", NULL, 0, 0},
    {"{\"stations\": {\"phones\": {\"items_at_most\": 0}}}", "stations.phones.items_at_most",
     "0 is outside [1, 1e+09]", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"items\": 6}}, \"stations\": {\"phones\": "
     "{\"items_at_most\": 5}}}",
     "customers.callers.items", "all bring more than 5 items, and no line that they come to takes",
     NULL, 0, 0},
};

static void mistakes_are_named(void **state) {
    (void)state;
    CHECK_MISTAKES(NULL, mistakes);
}

/* Against the closed forms of 48 + 2.8 X for X uniform on [5, 25]. */
static void work_by_items_has_the_moments_of_its_basket(void **state) {
    (void)state;
    struct scenario *s =
        read_sound(NULL, "{\"customers\": {\"callers\": {\"items\": {\"kind\": \"uniform\", "
                         "\"min\": 5, \"max\": 25}, \"work\": {\"phones\": {\"service\": null, "
                         "\"items\": {\"fixed\": \"48s\", \"each\": \"2.8s\"}}}}}}");
    const struct distribution *d = &s->classes[0].work[0].work.service.distribution[0];
    check_close(distribution_mean(d), 48 + 2.8 * 15, 1e-9);
    check_close(distribution_variance(d), 2.8 * 2.8 * 400 / 12, 1e-9);
    check_close(distribution_cdf(d, 48 + 2.8 * 10), 0.25, 1e-12);
    check_close(distribution_cdf(d, 50), 0, 0);
    /* E[min(Y, 90)] = 90 P(Y > 90) + the part below: Y is uniform on [62, 118]. */
    check_close(distribution_mean_up_to(d, 90), (28 * (62 + 90) / 2.0 + 28 * 90) / 56, 1e-9);
    check_close(distribution_mean_up_to(d, 30), 30, 1e-12);
    scenario_free(s);
}

/* Case V20 of the published till figures, 48 s and 2.8 s an item (D. Meyer 2009): five people with
 * ten items make 380 s, with twenty 520 s. */
#define TILL                                                                                       \
    "{\"horizon\": {\"opens\": \"00:00\", \"closes\": \"01:00\", \"interval\": \"1h\"},"           \
    "\"customers\": {\"a\": {\"arrivals\": {\"every\": \"1s\", \"at_most\": 5}, \"items\": 10,"    \
    "\"journey\": [\"till\"], \"work\": {\"till\": {\"items\": {\"fixed\": \"48s\", \"each\": "    \
    "\"2.8s\"}}}}},"                                                                               \
    "\"stations\": {\"till\": {\"kind\": \"desk\"}},"                                              \
    "\"staff\": {\"cashiers\": {\"count\": 1, \"skills\": {\"till\": {}}}}}"

static void five_small_baskets_take_380_seconds_five_large_ones_520(void **state) {
    (void)state;
    check_story(TILL, NULL, "e",
                "77 a0 ends till completed\n153 a1 ends till completed\n229 a2 ends till "
                "completed\n305 a3 ends till completed\n381 a4 ends till completed");
    check_story(TILL, "customers.a.items=20", "e",
                "105 a0 ends till completed\n209 a1 ends till completed\n313 a2 ends till "
                "completed\n417 a3 ends till completed\n521 a4 ends till completed");
}

/* An express till for at most ten items beside the other: whoever has more cannot choose it, and
 * passes it by where he does not choose. */
#define EXPRESS(journey)                                                                           \
    "{\"stations\": {\"express\": {\"kind\": \"desk\", \"items_at_most\": 10}}, \"staff\": "       \
    "{\"e\": {\"count\": 1, \"skills\": {\"express\": {}}}}, \"customers\": {\"a\": "              \
    "{\"journey\": " journey ", \"work\": {\"express\": {\"items\": {\"fixed\": \"48s\", "         \
    "\"each\": \"2.8s\"}}}}, \"b\": {\"arrivals\": {\"every\": \"10s\", \"at_most\": 2}, "         \
    "\"items\": 30, \"journey\": " journey ", \"work\": {\"till\": {\"items\": {\"fixed\": "       \
    "\"48s\", \"each\": \"2.8s\"}}, \"express\": {\"items\": {\"fixed\": \"48s\", \"each\": "      \
    "\"2.8s\"}}}}}}"
#define CHOICE                                                                                     \
    "[{\"as\": \"which\", \"choose\": {\"of\": [\"express\", \"till\"]}}, {\"at\": \"express\", "  \
    "\"resolved\": \"exit\"}, \"till\"]"
#define PASSING "[{\"at\": \"express\", \"resolved\": \"exit\"}, \"till\"]"

static void large_baskets_never_stand_in_the_express_line(void **state) {
    (void)state;
    /* a0 express (1 s), a1 till, a2 express behind a0, a3 and a4 by length; b only the till. */
    check_story(TILL, EXPRESS(CHOICE), "s",
                "1 a0 starts express 0 e\n"
                "2 a1 starts till 0 cashiers\n"
                "77 a2 starts express 74 e\n"
                "78 a3 starts till 74 cashiers\n"
                "153 a4 starts express 148 e\n"
                "154 b0 starts till 144 cashiers\n"
                "286 b1 starts till 266 cashiers");
    check_story(TILL, EXPRESS(PASSING), "s",
                "1 a0 starts express 0 e\n"
                "10 b0 starts till 0 cashiers\n"
                "77 a1 starts express 75 e\n"
                "142 b1 starts till 122 cashiers\n"
                "153 a2 starts express 150 e\n"
                "229 a3 starts express 225 e\n"
                "305 a4 starts express 300 e");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mistakes_are_named),
        cmocka_unit_test(work_by_items_has_the_moments_of_its_basket),
        cmocka_unit_test(five_small_baskets_take_380_seconds_five_large_ones_520),
        cmocka_unit_test(large_baskets_never_stand_in_the_express_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
