/* SPDX-License-Identifier: GPL-3.0-or-later
 * When rules go on and off, to the second: customers come every minute, services last 200 s. */
#include "support/transcript.h"

/* One agent; a0 ... a4 come at 60, 120, ... 300 s. a0 is served at once, the others begin at 260,
 * 460, 660 and 860 s. Waiting: 1 from 120, 2 from 180, 3 from 240, 2 from 260, 3 from 300, 2 from
 * 460, 1 from 660, 0 from 860 s. */
#define RULED(rules)                                                                               \
    "{\"horizon\": {\"opens\": \"00:00\", \"closes\": \"01:00\", \"interval\": \"1h\"},\n"         \
    "\"customers\": {\"a\": {\"arrivals\": {\"every\": \"60s\", \"at_most\": 5},\n"                \
    " \"journey\": [\"desk\"],\n"                                                                  \
    " \"work\": {\"desk\": {\"service\": \"200s\"}}}},\n"                                          \
    "\"stations\": {\"desk\": {\"kind\": \"desk\"}},\n"                                            \
    "\"staff\": {\"agents\": {\"count\": 1, \"skills\": {\"desk\": {}}}},\n"                       \
    "\"rules\": {" rules "}}"
#define WATCH(measure, at) "\"watch\": {\"measure\": \"" measure "\", \"at\": \"" at "\"}"
#define WAITING            WATCH("waiting", "desk")

static void check_switches(const char *rule, const char *want) {
    struct text json = {0};
    text_printf(&json, RULED("\"x\": {%s}"), rule);
    check_story(text_string(&json), NULL, "r", want);
    text_fini(&json);
}

static void a_level_is_crossed_exactly(void **state) {
    (void)state;
    check_switches(WAITING ", \"on_above\": 2", "180 x on 2\n660 x off 1");
    check_switches(WAITING ", \"on_above\": 3", "240 x on 3\n260 x off 2\n300 x on 3\n460 x off 2");
}

static void between_the_two_levels_nothing_changes(void **state) {
    (void)state;
    check_switches(WAITING ", \"on_above\": 3, \"off_below\": 1", "240 x on 3\n860 x off 0");
}

static void it_must_have_held_without_a_break(void **state) {
    (void)state;
    check_switches(WAITING ", \"on_above\": 3, \"held_for\": \"50s\"", "350 x on 3\n460 x off 2");
    check_switches(WAITING ", \"on_above\": 3, \"held_for\": \"19s\"",
                   "259 x on 3\n260 x off 2\n319 x on 3\n460 x off 2");
}

/* At 260 s a service ends just as the 20 s are over: services end first. */
static void what_ends_at_the_same_moment_breaks_it(void **state) {
    (void)state;
    check_switches(WAITING ", \"on_above\": 3, \"held_for\": \"20s\"", "320 x on 3\n460 x off 2");
}

static void what_was_decided_happens(void **state) {
    (void)state;
    check_switches(WAITING ", \"on_above\": 3, \"reaction\": \"30s\"",
                   "270 x on 2\n270 x off 2\n330 x on 3\n460 x off 2");
    check_switches(WAITING ", \"on_above\": 3, \"held_for\": \"10s\", \"reaction\": \"100s\"",
                   "350 x on 3\n460 x off 2");
}

static void it_stays_on_so_long_at_least(void **state) {
    (void)state;
    check_switches(WAITING ", \"on_above\": 3, \"lasts_at_least\": \"5m\"",
                   "240 x on 3\n540 x off 2");
    check_switches(WAITING ", \"on_above\": 3, \"lasts_at_least\": \"200s\"",
                   "240 x on 3\n460 x off 2");
}

/* a2 joined at 180 s and starts at 460 s, when a3 has waited since 240 s; a4 starts last. */
static void a_wait_crosses_between_events(void **state) {
    (void)state;
    check_switches(WATCH("longest_wait", "desk") ", \"on_above\": \"3m\", \"off_below\": \"1m\"",
                   "360 x on 180\n860 x off 0");
    check_switches(
        WATCH("longest_wait", "desk") ", \"on_above\": \"250s\", \"off_below\": \"230s\"",
        "430 x on 250\n460 x off 220\n490 x on 250\n860 x off 0");
    check_switches(WATCH("longest_wait", "desk") ", \"on_above\": \"170s\", \"held_for\": \"30s\"",
                   "380 x on 200\n860 x off 0");
}

static void calm_goes_the_other_way_round(void **state) {
    (void)state;
    check_switches(WAITING ", \"on_below\": 1", "0 x on 0\n180 x off 2\n660 x on 1");
    check_switches(WATCH("longest_wait", "desk") ", \"on_below\": 0, \"off_above\": \"100s\"",
                   "0 x on 0\n220 x off 100\n860 x on 0");
}

static void idle_people_are_counted(void **state) {
    (void)state;
    check_switches(WATCH("idle", "agents") ", \"on_above\": 1",
                   "0 x on 1\n60 x off 0\n1060 x on 1");
    check_switches(WATCH("idle", "desk") ", \"on_above\": 1, \"held_for\": \"10s\"",
                   "10 x on 1\n60 x off 0\n1070 x on 1");
}

static void servers_are_those_on_duty(void **state) {
    (void)state;
    check_switches(WATCH("waiting_per_server", "desk") ", \"on_above\": 2",
                   "180 x on 2\n660 x off 1");
    /* At 300 s a second comes (2 wait for two) and takes a2, a4 joins a3; from 360 s one of the two
     * will go as he frees: 2 wait for one. At 460 s he goes, at 500 s the other takes a3. */
    check_story(RULED("\"x\": {" WATCH("waiting_per_server", "desk") ", \"on_above\": 1.5}"),
                "staff.agents.count={\"00:00\": 1, \"00:05\": 2, \"00:06\": 1}", "r",
                "180 x on 2\n300 x off 1\n360 x on 2\n500 x off 1");
}

/* At 240 s rules look before a3 comes. */
static void the_clock_alone_switches_too(void **state) {
    (void)state;
    check_switches("\"between\": [\"00:04\", \"00:08\"]", "240 x on\n480 x off");
    check_switches(WAITING ", \"on_above\": 2, \"between\": [\"00:04\", \"00:08\"]",
                   "240 x on 2\n480 x off 2");
    check_switches("\"weekday\": \"mon\"", "0 x on");
}

#define BY_KIOSK                                                                                   \
    "{\"customers\": {\"a\": {\"journey\": [{\"at\": \"kiosk\", \"if\": \"%s\"}, \"desk\"], "      \
    "\"work\": "                                                                                   \
    "{\"kiosk\": {\"service\": \"10s\"}}}}, \"stations\": {\"kiosk\": {\"kind\": \"delay\"}}}"

static void check_read(const char *condition, const char *want) {
    char patch[400];
    snprintf(patch, sizeof patch, BY_KIOSK, condition);
    check_story(RULED("\"pressed\": {" WAITING ", \"on_above\": 2}"), patch, "sr", want);
}

/* Looks come every minute, before those who arrive at that moment. a1 begins at 260 s after 140 s;
 * a4 begins last, at 860 s; the agent is idle again at 1060 s. */
static void some_are_looked_at_now_and_then(void **state) {
    (void)state;
    check_switches(WATCH("occupancy", "agents") ", \"on_above\": \"90%\"",
                   "120 x on 1\n1080 x off 0");
    check_switches(WATCH("occupancy", "desk") ", \"on_above\": 0.9, \"looks\": \"50s\"",
                   "100 x on 1\n1100 x off 0");
    check_switches(WATCH("estimated_wait", "desk") ", \"on_above\": \"100s\"",
                   "300 x on 140\n900 x off 0");
    check_switches(WATCH("service_level_so_far", "desk") ", \"on_below\": 0.5", "300 x on 0.5");
}

static void steps_read_rules(void **state) {
    (void)state;
    check_read("pressed", "60 a0 starts desk 0\n"
                          "180 pressed on 2\n"
                          "240 a3 starts kiosk 0\n"
                          "260 a1 starts desk 140\n"
                          "300 a4 starts kiosk 0\n"
                          "460 a2 starts desk 280\n"
                          "660 a3 starts desk 410\n"
                          "660 pressed off 1\n"
                          "860 a4 starts desk 550");
    check_read("not pressed", "60 a0 starts kiosk 0\n"
                              "70 a0 starts desk 0\n"
                              "120 a1 starts kiosk 0\n"
                              "180 a2 starts kiosk 0\n"
                              "190 pressed on 2\n"
                              "270 a1 starts desk 140\n"
                              "470 a2 starts desk 280\n"
                              "670 a3 starts desk 430\n"
                              "670 pressed off 1\n"
                              "870 a4 starts desk 570");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_level_is_crossed_exactly),
        cmocka_unit_test(between_the_two_levels_nothing_changes),
        cmocka_unit_test(it_must_have_held_without_a_break),
        cmocka_unit_test(what_ends_at_the_same_moment_breaks_it),
        cmocka_unit_test(what_was_decided_happens),
        cmocka_unit_test(it_stays_on_so_long_at_least),
        cmocka_unit_test(a_wait_crosses_between_events),
        cmocka_unit_test(calm_goes_the_other_way_round),
        cmocka_unit_test(idle_people_are_counted),
        cmocka_unit_test(servers_are_those_on_duty),
        cmocka_unit_test(the_clock_alone_switches_too),
        cmocka_unit_test(some_are_looked_at_now_and_then),
        cmocka_unit_test(steps_read_rules),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
