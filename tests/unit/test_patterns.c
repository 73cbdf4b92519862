/* SPDX-License-Identifier: GPL-3.0-or-later
 * Patterns of shifts: what is read, and every mistake. */
#include "scenario/read.h"

#include "support/scenario.h"

#define AGENTS(members)  "{\"staff\": {\"agents\": {" members "}}}"
#define PATTERN(members) AGENTS("\"patterns\": {\"full\": {" members "}}")
#define FULL             "\"lasts\": \"3h\", \"starts\": \"08:00\""

static const struct mistake mistakes[] = {
    {PATTERN("\"lasts\": \"3h\""), "staff.agents.patterns.full", "needs 'starts'", NULL, 0, 0},
    {PATTERN("\"lasts\": [], \"starts\": \"08:00\""), "staff.agents.patterns.full.lasts",
     "0 values; 1 to 48 are allowed", NULL, 0, 0},
    {PATTERN("\"lasts\": [\"3h\", \"1s\"], \"starts\": \"08:00\""),
     "staff.agents.patterns.full.lasts[1]", "is outside", NULL, 0, 0},
    {PATTERN("\"lasts\": \"3h\", \"starts\": \"06:30\""), "staff.agents.patterns.full.starts",
     "a start at 06:30, before opening at 08:00", NULL, 0, 0},
    {PATTERN("\"lasts\": \"3h\", \"starts\": {\"from\": \"08:00\", \"to\": \"13:00\"}"),
     "staff.agents.patterns.full.starts", "a start at 12:00, not before closing at 12:00", NULL, 0,
     0},
    {PATTERN("\"lasts\": \"3h\", \"starts\": {\"from\": \"34:00\", \"to\": \"09:00\"}"),
     "staff.agents.patterns.full.starts", "'to' is more than a day before 'from'", NULL, 0, 0},
    {PATTERN(
         "\"lasts\": \"3h\", \"starts\": {\"from\": \"08:00\", \"to\": \"11:00\", \"each\": 9}"),
     "staff.agents.patterns.full.starts.each", "unknown key", NULL, 0, 0},
    {PATTERN(FULL ", \"at_least\": 7, \"at_most\": 3"), "staff.agents.patterns.full.at_least",
     "7 is above 'at_most', 3", NULL, 0, 0},
    {PATTERN(FULL ", \"days\": 3, \"on\": [\"mon\", \"tue\"]"), "staff.agents.patterns.full.days",
     "3 days, but 'on' allows only 2", NULL, 0, 0},
    {PATTERN(FULL ", \"days_off\": \"never\""), "staff.agents.patterns.full.days_off",
     "is not \"any\" or \"together\"", NULL, 0, 0},
    {PATTERN(FULL ", \"breaks\": {\"rest\": {\"lasts\": \"10m\", \"after_work\": \"1h\"}}"),
     "staff.agents.patterns.full.breaks.rest", "is known only on the day", NULL, 0, 0},
    {PATTERN(FULL ", \"breaks\": {\"rest\": {\"lasts\": \"10m\", \"at\": \"2h55m\"}}"),
     "staff.agents.patterns.full.breaks.rest", "the shift lasts 3h", NULL, 0, 0},
    {PATTERN(FULL ", \"breaks\": {\"a\": {\"lasts\": \"10m\", \"between\": [\"1h\", \"2h\"]}, "
                  "\"b\": {\"lasts\": \"10m\", \"at\": \"2h5m\"}}"),
     "staff.agents.patterns.full.breaks.b", "break 'b' can meet 'a'", NULL, 0, 0},
    {AGENTS("\"patterns\": {\"full\": {" FULL "}}, \"breaks\": {\"rest\": {\"lasts\": \"10m\", "
            "\"after_work\": \"1h\"}}"),
     "staff.agents.patterns.full", "is known only on the day", NULL, 0, 0},
};

static void mistakes_are_named_with_their_place(void **state) {
    (void)state;
    CHECK_MISTAKES(NULL, mistakes);
}

static void lengths_and_starts_are_sorted_and_spread_out(void **state) {
    (void)state;
    struct scenario *s = read_sound(
        NULL,
        AGENTS("\"breaks\": {\"rest\": {\"lasts\": \"10m\", \"at\": \"1h\"}}, \"patterns\": "
               "{\"full\": {\"lasts\": [\"4h\", \"3h\", \"4h\"], \"starts\": {\"from\": "
               "\"08:00\", \"to\": \"09:20\", \"every\": \"20m\"}, \"at_most\": 7, \"days\": 2, "
               "\"days_off\": \"together\", \"on\": [\"mon-wed\"]}, \"part\": {\"lasts\": "
               "\"90m\", \"starts\": [\"10:30\", \"9:00\"], \"breaks\": {}, \"cost\": 44.5}}"));
    const struct staff_group *g = &s->groups[0];
    assert_int_equal(g->n_patterns, 2);
    const struct shift_pattern *full = &g->patterns[0], *part = &g->patterns[1];
    assert_int_equal(full->n_lasts, 2);
    check_close(full->lasts[1], 4 * 3600, 0);
    assert_int_equal(full->n_starts, 5);
    check_close(full->starts[4], 9 * 3600 + 1200, 0);
    assert_int_equal(full->n_breaks, 1);
    assert_int_equal(full->at_most, 7);
    assert_int_equal(full->days, 2);
    assert_true(full->off_together && full->on == 7);
    assert_true(isnan(full->cost));
    assert_int_equal(part->n_breaks, 0);
    check_close(part->starts[0], 9 * 3600, 0);
    assert_true(part->at_most == COUNT_UNLIMITED && part->on == 127 && !part->off_together);
    check_close(part->cost, 44.5, 0);
    scenario_free(s);
}

static void a_day_past_midnight_takes_starts_after_midnight(void **state) {
    (void)state;
    struct scenario *s =
        read_sound(NULL, "{\"horizon\": {\"opens\": \"18:00\", \"closes\": \"02:00\"}, \"staff\": "
                         "{\"agents\": {\"patterns\": {\"late\": {\"lasts\": \"1h\", \"starts\": "
                         "{\"from\": \"23:00\", \"to\": \"01:00\", \"every\": \"1h\"}}}}}}");
    const struct shift_pattern *late = &s->groups[0].patterns[0];
    assert_int_equal(late->n_starts, 3);
    check_close(late->starts[2], 25 * 3600, 0);
    scenario_free(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mistakes_are_named_with_their_place),
        cmocka_unit_test(lengths_and_starts_are_sorted_and_spread_out),
        cmocka_unit_test(a_day_past_midnight_takes_starts_after_midnight),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
