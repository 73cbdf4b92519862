/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a report says it takes for granted. */
#include <string.h>

#include "base/arena.h"
#include "report/report.h"
#include "support/study.h"

/* A desk and an office, each with somebody, from eight to noon. */
static const char firm[] =
    "{\"horizon\": {\"opens\": \"08:00\", \"closes\": \"12:00\", \"interval\": \"1h\"},"
    "\"customers\": {\"people\": {\"arrivals\": {\"rate\": \"3/h\"},"
    " \"journey\": [\"desk\", \"office\"],"
    " \"work\": {\"desk\": {\"service\": 61}, \"office\": {\"service\": 67}}}},"
    "\"stations\": {\"desk\": {\"kind\": \"desk\"}, \"office\": {\"kind\": \"desk\"}},"
    "\"staff\": {\"clerks\": {\"count\": 1, \"skills\": {\"desk\": {}, \"office\": {}}}}}";

/* Whether any sentence has these words. */
static bool said(const char *patch, const char *words) {
    struct scenario *s = read_sound(firm, patch);
    struct arena a = {0};
    size_t n;
    const char *const *all = report_assumptions(s, &a, &n);
    bool found = false;
    for (size_t i = 0; i < n; i++)
        found = found || strstr(all[i], words);
    arena_fini(&a);
    scenario_free(s);
    return found;
}

#define KEEP(station) "\"" station "\": {\"overnight\": \"keep\"}"

static void closing_is_told_by_what_stations_keep(void **state) {
    (void)state;
    const char *one = "{\"stations\": {" KEEP("office") "}}";
    const char *both = "{\"stations\": {" KEEP("office") ", " KEEP("desk") "}}";
    const char *sent =
        "{\"horizon\": {\"after_close\": \"turn_away\"}, \"stations\": {" KEEP("office") "}}";
    assert_true(said("{}", "At closing, those inside are served; the last staff stay."));
    assert_false(said("{}", "until the next opening"));
    assert_true(said(one, "those in line at office wait there until the next opening"));
    assert_true(said(one, "those inside elsewhere are served"));
    assert_true(said(sent, "those still waiting elsewhere are turned away"));
    assert_true(said(both, "those in line at desk, office wait there until the next opening"));
    assert_false(said(both, "the last staff stay"));
}

static void what_is_laid_down_is_told(void **state) {
    (void)state;
    const char *words = "clerks lay down what they have in hand until the next opening";
    assert_false(said("{}", words));
    assert_true(said("{\"stations\": {" KEEP("office") ", " KEEP(
                         "desk") "}, \"staff\": {"
                                 "\"clerks\": {\"finish_late\": \"resume\"}}}",
                     words));
}

static void a_fleet_comes_back_without_returns(void **state) {
    (void)state;
    const char *fleet =
        "{\"customers\": {\"people\": {\"arrivals\": {\"rate\": null, \"fleet\": 3}}}}";
    assert_true(said("{}", "Nobody of people comes back"));
    assert_false(said(fleet, "comes back"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(closing_is_told_by_what_stations_keep),
        cmocka_unit_test(what_is_laid_down_is_told),
        cmocka_unit_test(a_fleet_comes_back_without_returns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
