/* SPDX-License-Identifier: GPL-3.0-or-later
 * Shifts, breaks, absence and weekdays, as they are read. */
#include "scenario/shifts.h"

#include "scenario/weekday.h"
#include "support/scenario.h"

/* The plain scenario with shifts in place of its count: hours 08:00 to 12:00. */
#define SHIFTS(shifts, more)                                                                       \
    "{\"staff\": {\"agents\": {\"count\": null, \"shifts\": {" shifts "}" more "}}}"
#define EARLY "\"early\": {\"starts\": \"08:00\", \"lasts\": \"5h\", \"count\": 4"

static const struct mistake mistakes[] = {
    {"{\"staff\": {\"agents\": {\"shifts\": {" EARLY "}}}}}", "staff.agents.shifts",
     "give 'shifts' or 'count', not both", "patch.json", 1, 23},
    {SHIFTS("", ""), "staff.agents.shifts", "needs at least one shift", NULL, 0, 0},
    {SHIFTS("\"a\": {\"lasts\": \"5h\", \"count\": 4}", ""), "staff.agents.shifts.a",
     "needs 'starts'", NULL, 0, 0},
    {SHIFTS("\"a\": {\"starts\": \"07:45\", \"lasts\": \"5h\", \"count\": 4}", ""),
     "staff.agents.shifts.a.starts", "begins at 07:45, before opening at 08:00", NULL, 0, 0},
    {SHIFTS("\"a\": {\"starts\": \"12:00\", \"lasts\": \"5h\", \"count\": 4}", ""),
     "staff.agents.shifts.a.starts", "begins at 12:00, not before closing at 12:00", NULL, 0, 0},
    {SHIFTS("\"a\": {\"starts\": \"09:00\", \"lasts\": \"24h\", \"count\": 4}", ""),
     "staff.agents.shifts.a.lasts", "86400 s is outside", NULL, 0, 0},
    {SHIFTS(EARLY "}, \"a\": {\"starts\": \"09:00\", \"lasts\": \"5h\", \"count\": 999997}", ""),
     "staff.agents.shifts", "1000001 people in all; at most 1000000", NULL, 0, 0},
    {SHIFTS(EARLY ", \"on\": [\"mon\", \"thurs\"]}", ""), "staff.agents.shifts.early.on[1]",
     "\"thurs\" is no weekday: mon, tue, wed", NULL, 0, 0},
    {SHIFTS(EARLY ", \"on\": [\"mon-wed\", \"tue\"]}", ""), "staff.agents.shifts.early.on[1]",
     "a weekday stands twice", NULL, 0, 0},
    {SHIFTS(EARLY ", \"on\": []}", ""), "staff.agents.shifts.early.on", "at least one weekday",
     NULL, 0, 0},
    {SHIFTS(EARLY ", \"on\": 3}", ""), "staff.agents.shifts.early.on", "3 is not a weekday", NULL,
     0, 0},
    {SHIFTS(EARLY ", \"breaks\": {\"tea\": {\"at\": \"2h\"}}}", ""),
     "staff.agents.shifts.early.breaks.tea", "needs 'lasts'", NULL, 0, 0},
    {SHIFTS(EARLY ", \"breaks\": {\"tea\": {\"lasts\": \"5m\"}}}", ""),
     "staff.agents.shifts.early.breaks.tea", "exactly one of 'at', 'between' and 'after_work'; 0",
     NULL, 0, 0},
    {SHIFTS(EARLY
            ", \"breaks\": {\"tea\": {\"lasts\": \"5m\", \"at\": \"1h\", \"after_work\": \"1h\"}}}",
            ""),
     "staff.agents.shifts.early.breaks.tea", "'after_work'; 2 are given", NULL, 0, 0},
    {SHIFTS(EARLY ", \"breaks\": {\"nap\": {\"lasts\": \"5h\", \"at\": \"1m\"}}}", ""),
     "staff.agents.shifts.early.breaks.nap", "lasts 5h, the shift lasts 5h", NULL, 0, 0},
    {SHIFTS(EARLY ", \"breaks\": {\"tea\": {\"lasts\": \"10m\", \"at\": \"4h55m\"}}}", ""),
     "staff.agents.shifts.early.breaks.tea", "would end after 5h5m, the shift lasts 5h", NULL, 0,
     0},
    {SHIFTS(EARLY
            ", \"breaks\": {\"tea\": {\"lasts\": \"10m\", \"between\": [\"3h\", \"4h55m\"]}}}",
            ""),
     "staff.agents.shifts.early.breaks.tea", "may end after 5h5m, the shift lasts 5h", NULL, 0, 0},
    {SHIFTS(EARLY ", \"breaks\": {\"tea\": {\"lasts\": \"10m\", \"between\": [\"3h\", \"2h\"]}}}",
            ""),
     "staff.agents.shifts.early.breaks.tea.between", "the window ends before it begins", NULL, 0,
     0},
    {SHIFTS(EARLY ", \"breaks\": {\"tea\": {\"lasts\": \"10m\", \"between\": [\"3h\"]}}}", ""),
     "staff.agents.shifts.early.breaks.tea.between", "is not two durations", NULL, 0, 0},
    {SHIFTS(EARLY ", \"breaks\": {\"tea\": {\"lasts\": \"10m\", \"after_work\": \"6h\"}}}", ""),
     "staff.agents.shifts.early.breaks.tea", "comes after 6h of work, the shift lasts 5h", NULL, 0,
     0},
    {SHIFTS(EARLY ", \"breaks\": {\"tea\": {\"lasts\": \"10m\", \"after_work\": 0}}}", ""),
     "staff.agents.shifts.early.breaks.tea.after_work", "a break after no work", NULL, 0, 0},
    {SHIFTS(EARLY ", \"breaks\": {\"tea\": {\"lasts\": \"10m\", \"at\": \"1h\", \"at_once\": 2}}}",
            ""),
     "staff.agents.shifts.early.breaks.tea.at_once", "only a break 'between' two times", NULL, 0,
     0},
    {SHIFTS(EARLY
            ", \"breaks\": {\"tea\": {\"lasts\": \"10m\", \"at\": \"1h\", \"paid\": \"yes\"}}}",
            ""),
     "staff.agents.shifts.early.breaks.tea.paid", "\"yes\" is not true or false", NULL, 0, 0},
    {SHIFTS(EARLY "}", ", \"breaks\": {\"lunch\": {\"lasts\": \"30m\", \"at\": \"4h45m\"}}"),
     "staff.agents.shifts.early",
     "the group's break 'lunch' does not fit: it would end after 5h15m, the shift lasts 5h", NULL,
     0, 0},
    {"{\"staff\": {\"agents\": {\"breaks\": {\"tea\": {\"lasts\": \"5m\", \"at\": \"1h\"}}}}}",
     "staff.agents.breaks", "breaks need 'shifts'", NULL, 0, 0},
    {"{\"staff\": {\"agents\": {\"absence\": 1.5}}}", "staff.agents.absence",
     "1.5 is outside [0, 1]", NULL, 0, 0},
    {"{\"horizon\": {\"weekdays\": \"mo\"}}", "horizon.weekdays", "\"mo\" is no weekday", NULL, 0,
     0},
    {"{\"horizon\": {\"weekdays\": [\"mon-fri\", \"fri\"]}}", "horizon.weekdays[1]",
     "a weekday stands twice", NULL, 0, 0},
    {"{\"horizon\": {\"opens\": null, \"closes\": null, \"interval\": null, \"runs_for\": \"9h\"}, "
     "\"staff\": {\"agents\": {\"absence\": 0.1}}}",
     "staff.agents.absence", "a steady state ('runs_for') has no working days", NULL, 0, 0},
    {"{\"horizon\": {\"opens\": null, \"closes\": null, \"interval\": null, \"runs_for\": \"9h\", "
     "\"weekdays\": \"mon\"}}",
     "horizon.weekdays", "a steady state", NULL, 0, 0},
    {"{\"horizon\": {\"opens\": null, \"closes\": null, \"interval\": null, \"runs_for\": \"9h\"}, "
     "\"staff\": {\"agents\": {\"count\": {\"mon-sun\": 9}}}}",
     "staff.agents.count", "a steady state has no weekdays", NULL, 0, 0},
    {"{\"staff\": {\"agents\": {\"count\": {\"tue-sun\": 9}}}}", "staff.agents.count",
     "nothing is said of mon, which the horizon has", NULL, 0, 0},
    {"{\"horizon\": {\"days\": 9}, \"staff\": {\"agents\": {\"count\": {\"tue-fri\": 9}}}}",
     "staff.agents.count", "nothing is said of mon, sat and sun", NULL, 0, 0},
    {"{\"staff\": {\"agents\": {\"count\": {\"mon-sat\": 9, \"sat-sun\": 8}}}}",
     "staff.agents.count.sat-sun", "sat stands twice", NULL, 0, 0},
    {"{\"staff\": {\"agents\": {\"count\": {\"mon\": 9, \"tus\": 8}}}}", "staff.agents.count.tus",
     "\"tus\" is no weekday", NULL, 0, 0},
    {"{\"staff\": {\"agents\": {\"count\": {\"mon\": [9, 8], \"tue-sun\": 8}}}}",
     "staff.agents.count.mon", "2 values, but the day has 4 intervals", NULL, 0, 0},
    {"{\"staff\": {\"agents\": {\"count\": {\"mon\": {\"tue\": 3}}}}}",
     "staff.agents.count.mon.tue", "\"tue\"", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"patience\": \"none\"}}, \"horizon\": {\"days\": 7}, "
     "\"staff\": {\"agents\": {\"count\": null, \"shifts\": {" EARLY ", \"on\": \"mon-sat\"}}}}}",
     "customers.callers.journey[0]", "nobody is on duty at closing", NULL, 0, 0},
};

static void mistakes_of_working_days_are_named(void **state) {
    (void)state;
    CHECK_MISTAKES(NULL, mistakes);
}

static void shifts_and_breaks_are_read(void **state) {
    (void)state;
    struct scenario *s = read_sound(
        NULL, "{\"staff\": {\"agents\": {\"count\": null, \"absence\": \"7%\", \"shifts\": {"
              "\"early\": {\"starts\": \"08:15\", \"lasts\": \"3h30m\", \"count\": 4, \"on\": "
              "[\"sat-mon\", \"wed\"], \"breaks\": {\"lunch\": {\"lasts\": \"30m\", \"between\": "
              "[\"1h\", \"2h\"], \"at_once\": 2}}}, \"late\": {\"starts\": \"09:00\", \"lasts\": "
              "\"5h\", \"count\": 3}}, \"breaks\": {\"tea\": {\"lasts\": \"10m\", \"after_work\": "
              "\"2h\"}}}}}");
    const struct staff_group *g = &s->groups[0];
    assert_int_equal(g->n_shifts, 2);
    const struct shift *early = &g->shifts[0], *late = &g->shifts[1];
    check_close(early->starts, 8.25 * 3600, 0);
    check_close(early->lasts, 3.5 * 3600, 0);
    assert_int_equal(early->on, 1U << 5 | 1U << 6 | 1U << 0 | 1U << 2);
    assert_int_equal(early->breaks[0].kind, BREAK_WINDOW);
    check_close(early->breaks[0].until, 7200, 0);
    assert_int_equal(early->breaks[0].at_once, 2);
    assert_false(early->breaks[0].paid); /* half an hour */
    assert_int_equal(late->on, ALL_WEEKDAYS);
    assert_int_equal(late->n_breaks, 1);
    assert_int_equal(late->breaks[0].kind, BREAK_AFTER_WORK);
    assert_true(late->breaks[0].paid);
    check_close(g->absence, 0.07, 1e-15);
    scenario_free(s);
}

static void check_heads(const struct profile *p, const double (*want)[2], size_t n) {
    assert_int_equal(p->n, n);
    for (size_t i = 0; i < n; i++) {
        check_close(p->at[i], want[i][0] * 3600, 0);
        check_close(p->value[i], want[i][1], 0);
    }
}

/* Round the clock: the night shift of the day before is still there in the morning. */
static void heads_are_counted_by_weekday_and_over_midnight(void **state) {
    (void)state;
    struct scenario *s = read_sound(
        NULL, "{\"horizon\": {\"opens\": \"00:00\", \"closes\": \"24:00\", \"days\": 7}, "
              "\"staff\": {\"agents\": {\"count\": null, \"shifts\": {\"day\": {\"starts\": "
              "\"06:00\", \"lasts\": \"16h30m\", \"count\": 5}, \"night\": {\"starts\": "
              "\"22:00\", \"lasts\": \"8h15m\", \"count\": 2, \"on\": \"fri-sun\"}}}}}");
    const struct profile *p = &s->groups[0].count;
    assert_non_null(p->by_weekday);
    static const double mon[][2] = {{0, 2}, {6, 7}, {6.25, 5}, {22.5, 0}};
    static const double tue[][2] = {{0, 0}, {6, 5}, {22.5, 0}};
    static const double sun[][2] = {{0, 2}, {6, 7}, {6.25, 5}, {22, 7}, {22.5, 2}};
    check_heads(&p->by_weekday[0], mon, 4);
    check_heads(p, mon, 4);
    check_heads(&p->by_weekday[1], tue, 3);
    check_heads(&p->by_weekday[6], sun, 5);
    scenario_free(s);
}

static void days_alike_make_one_profile(void **state) {
    (void)state;
    struct scenario *s = read_sound(NULL, SHIFTS(EARLY "}", ""));
    const struct profile *p = &s->groups[0].count;
    assert_null(p->by_weekday);
    check_close(p->value[0], 4, 0);
    assert_int_equal(p->n, 1);
    scenario_free(s);
}

static void profiles_differ_by_weekday(void **state) {
    (void)state;
    struct scenario *s = read_sound(
        NULL, "{\"horizon\": {\"days\": 3, \"weekdays\": [\"sun\", \"tue-wed\"]}, \"customers\": "
              "{\"callers\": {\"arrivals\": {\"rate\": null, \"per_interval\": {\"tue\": [36, 72, "
              "36, 36], \"wed-thu\": 18, \"sun\": \"closed\"}}}}}");
    assert_int_equal(horizon_weekday(&s->horizon, 0), 6);
    assert_int_equal(horizon_weekday(&s->horizon, 4), 1);
    const struct profile *p = &s->classes[0].sources[0].rate;
    check_close(p->value[0], 0, 0);
    check_close(profile_on(p, 1)->value[1], 0.02, 1e-15);
    check_close(profile_on(p, 2)->value[0], 0.005, 1e-15);
    scenario_free(s);
}

static void nobody_is_missed_on_a_closed_day(void **state) {
    (void)state;
    scenario_free(read_sound(
        NULL,
        "{\"horizon\": {\"days\": 7}, \"customers\": {\"callers\": {\"patience\": \"none\", "
        "\"arrivals\": {\"rate\": {\"mon-sat\": \"60/h\", \"sun\": \"closed\"}}}}, \"staff\": "
        "{\"agents\": {\"count\": null, \"shifts\": {" EARLY ", \"on\": \"mon-sat\"}}}}}"));
}

static double count_on(const char *over, unsigned weekday, size_t step) {
    char text[3000];
    snprintf(text, sizeof text, "%s", plain_scenario);
    struct document documents[3] = {
        {.name = "base.json", .text = text, .length = strlen(text)},
        {.name = "week.json",
         .text = "{\"horizon\": {\"days\": 7}, \"staff\": {\"agents\": {\"count\": {\"mon-fri\": "
                 "[5, 7, "
                 "9, 6], \"sat\": {\"08:00\": 2, \"10:00\": 3}, \"sun\": \"closed\"}}}}"},
        {.name = "--set", .text = over, .length = strlen(over), .is_set = true}};
    documents[1].length = strlen(documents[1].text);
    struct diag d = {0};
    struct scenario *s = scenario_read(documents, 3, &d);
    if (!s) {
        print_findings(&d);
        fail_msg("%s", over);
    }
    double value = profile_on(&s->groups[0].count, weekday)->value[step];
    scenario_free(s);
    diag_fini(&d);
    return value;
}

static void a_week_is_changed_by_one_setting(void **state) {
    (void)state;
    check_close(count_on("staff.agents.count=*1.2", 4, 1), 8, 0); /* 8.4 people are 8 */
    check_close(count_on("staff.agents.count=+2", 5, 1), 5, 0);
    check_close(count_on("staff.agents.count=+2", 6, 0), 0, 0); /* closed */
    check_close(count_on("staff.agents.count.mon-fri=*1.2", 0, 1), 8, 0);
    check_close(count_on("staff.agents.count.sat=4", 5, 0), 4, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mistakes_of_working_days_are_named),
        cmocka_unit_test(shifts_and_breaks_are_read),
        cmocka_unit_test(heads_are_counted_by_weekday_and_over_midnight),
        cmocka_unit_test(days_alike_make_one_profile),
        cmocka_unit_test(profiles_differ_by_weekday),
        cmocka_unit_test(nobody_is_missed_on_a_closed_day),
        cmocka_unit_test(a_week_is_changed_by_one_setting),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
