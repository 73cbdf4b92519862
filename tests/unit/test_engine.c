/* SPDX-License-Identifier: GPL-3.0-or-later
 * What happens at one moment, and in which order, told by small scenarios without chance: customers
 * come every minute, services last what they are given. */
#include "support/transcript.h"

/* One agent; a0 at 60 s, a1 at 120 s, a2 at 180 s; service 90 s. */
static const char one_agent[] =
    "{\"horizon\": {\"opens\": \"00:00\", \"closes\": \"01:00\", \"interval\": \"1h\"},"
    "\"customers\": {\"a\": {\"arrivals\": {\"every\": \"60s\", \"at_most\": 3},"
    " \"journey\": [\"desk\"], \"work\": {\"desk\": {\"service\": \"90s\"}}}},"
    "\"stations\": {\"desk\": {\"kind\": \"desk\"}},"
    "\"staff\": {\"agents\": {\"count\": 1, \"skills\": {\"desk\": {}}}}}";

static void customers_are_served_in_the_order_of_joining(void **state) {
    (void)state;
    check_story(one_agent, NULL, "wsel",
                "60 a0 starts desk 0\n"
                "120 a1 waits desk\n"
                "150 a0 ends desk completed\n"
                "150 a1 starts desk 30\n"
                "150 a0 leaves served helped\n"
                "180 a2 waits desk\n"
                "240 a1 ends desk completed\n"
                "240 a2 starts desk 60\n"
                "240 a1 leaves served helped\n"
                "330 a2 ends desk completed\n"
                "330 a2 leaves served helped");
}

static void who_would_leave_as_an_agent_frees_is_served(void **state) {
    (void)state;
    check_story(one_agent, "customers.a.patience=30s", "sl",
                "60 a0 starts desk 0\n"
                "150 a1 starts desk 30\n"
                "150 a0 leaves served helped\n"
                "210 a2 leaves abandoned given_up\n"
                "240 a1 leaves served helped");
}

static void wrap_up_keeps_the_agent_and_not_the_customer(void **state) {
    (void)state;
    check_story(one_agent, "customers.a.work.desk.wrap_up=15s", "sl",
                "60 a0 starts desk 0\n"
                "150 a0 leaves served helped\n"
                "165 a1 starts desk 45\n"
                "255 a1 leaves served helped\n"
                "270 a2 starts desk 90\n"
                "360 a2 leaves served helped");
}

static void a_full_station_blocks(void **state) {
    (void)state;
    check_story(one_agent, "stations.desk.lines=1", "sl",
                "60 a0 starts desk 0\n"
                "120 a1 leaves blocked given_up\n"
                "150 a0 leaves served helped\n"
                "180 a2 starts desk 0\n"
                "270 a2 leaves served helped");
}

static void full_seats_block_only_those_who_would_wait(void **state) {
    (void)state;
    check_story(one_agent, "stations.desk.seats=0", "sl",
                "60 a0 starts desk 0\n"
                "120 a1 leaves blocked given_up\n"
                "150 a0 leaves served helped\n"
                "180 a2 starts desk 0\n"
                "270 a2 leaves served helped");
}

static void a_long_line_turns_some_away_before_they_join(void **state) {
    (void)state;
    check_story(one_agent,
                "{\"customers\": {\"a\": {\"arrivals\": {\"at_most\": 4, \"every\": \"20s\"}}},"
                " \"stations\": {\"desk\": {\"balks\": {\"waiting\": {\"2\": 1}}}}}",
                "wl",
                "40 a1 waits desk\n"
                "60 a2 waits desk\n"
                "80 a3 leaves balked given_up\n"
                "110 a0 leaves served helped\n"
                "200 a1 leaves served helped\n"
                "290 a2 leaves served helped");
}

static void a_time_limit_sends_to_a_label_and_patience_wins_a_tie(void **state) {
    (void)state;
    const char *limit = "{\"customers\": {\"a\": {\"journey\": [{\"at\": \"desk\", \"within\": "
                        "{\"limit\": \"20s\", \"then\": \"message\"}}]}}}";
    check_story(one_agent, limit, "el",
                "140 a1 ends desk timed_out\n"
                "140 a1 leaves message given_up\n"
                "150 a0 ends desk completed\n"
                "150 a0 leaves served helped\n"
                "270 a2 ends desk completed\n"
                "270 a2 leaves served helped");
    const char *tie = "{\"customers\": {\"a\": {\"patience\": \"20s\", \"journey\": [{\"at\": "
                      "\"desk\", \"within\": {\"limit\": \"20s\", \"then\": \"message\"}}]}}}";
    check_story(one_agent, tie, "l",
                "140 a1 leaves abandoned given_up\n"
                "150 a0 leaves served helped\n"
                "270 a2 leaves served helped");
}

static void at_closing_those_inside_are_served_or_turned_away(void **state) {
    (void)state;
    const char *serve = "{\"horizon\": {\"closes\": \"00:03\", \"interval\": \"3m\"}}";
    check_story(one_agent, serve, "l",
                "150 a0 leaves served helped\n"
                "240 a1 leaves served helped");
    const char *away = "{\"horizon\": {\"closes\": \"00:02:20\", \"interval\": \"140s\","
                       " \"after_close\": \"turn_away\"}}";
    check_story(one_agent, away, "l",
                "140 a1 leaves turned_away given_up\n"
                "150 a0 leaves served helped");
}

/* Four agents, busy until 150, 210, 270; at 200 two must go: the idle one and one who is busy. */
static void a_decrease_takes_the_idle_first_and_marks_the_next_to_free(void **state) {
    (void)state;
    const char *shrink =
        "{\"horizon\": {\"interval\": \"10m\"}, \"customers\": {\"a\": {\"arrivals\": "
        "{\"at_most\": 7}}}, \"staff\": {\"agents\": {\"count\": {\"00:00\": 3, \"00:03:20\": "
        "1}}}}";
    check_story(one_agent, shrink, "ws",
                "60 a0 starts desk 0\n"
                "120 a1 starts desk 0\n"
                "180 a2 starts desk 0\n"
                "240 a3 waits desk\n"
                "270 a3 starts desk 30\n"
                "300 a4 waits desk\n"
                "360 a4 starts desk 60\n"
                "360 a5 waits desk\n"
                "420 a6 waits desk\n"
                "450 a5 starts desk 90\n"
                "540 a6 starts desk 120");
}

/* One of two must go at 130, when both are busy; at 140 two are wanted again: the marked one stays.
 */
static void an_increase_first_keeps_those_marked_to_leave(void **state) {
    (void)state;
    const char *dip =
        "{\"horizon\": {\"interval\": \"10m\"}, \"customers\": {\"a\": {\"arrivals\": "
        "{\"at_most\": 4}}}, \"staff\": {\"agents\": {\"count\": {\"00:00\": 2, \"00:02:10\": 1, "
        "\"00:02:20\": 2}}}}";
    check_story(one_agent, dip, "ws",
                "60 a0 starts desk 0\n"
                "120 a1 starts desk 0\n"
                "180 a2 starts desk 0\n"
                "240 a3 starts desk 0");
}

static void an_increase_takes_from_the_line_at_once(void **state) {
    (void)state;
    const char *late = "{\"horizon\": {\"interval\": \"10m\"}, \"staff\": {\"agents\": {\"count\": "
                       "{\"00:00\": 0, \"00:02:05\": 2}}}}";
    check_story(one_agent, late, "ws",
                "60 a0 waits desk\n"
                "120 a1 waits desk\n"
                "125 a0 starts desk 65\n"
                "125 a1 starts desk 5\n"
                "180 a2 waits desk\n"
                "215 a2 starts desk 35");
}

/* a (plain) and b (gold) come at the same moments; names order what is equal. */
static const char two_classes[] =
    "{\"horizon\": {\"opens\": \"00:00\", \"closes\": \"01:00\", \"interval\": \"1h\"},"
    "\"tiers\": {\"plain\": {\"priority\": 0}, \"gold\": {\"priority\": 1}},"
    "\"customers\": {"
    "\"b\": {\"arrivals\": {\"every\": \"60s\", \"at_most\": 2}, \"tier\": \"gold\","
    " \"journey\": [\"desk\"], \"work\": {\"desk\": {\"service\": \"90s\"}}},"
    "\"a\": {\"arrivals\": {\"every\": \"60s\", \"at_most\": 2}, \"tier\": \"plain\","
    " \"journey\": [\"desk\"], \"work\": {\"desk\": {\"service\": \"50s\"}}}},"
    "\"stations\": {\"desk\": {\"kind\": \"desk\"}},"
    "\"staff\": {\"agents\": {\"count\": 1, \"skills\": {\"desk\": {}}}}}";

static void higher_priority_is_taken_first(void **state) {
    (void)state;
    check_story(two_classes, NULL, "s",
                "60 a0 starts desk 0\n"
                "110 b0 starts desk 50\n"
                "200 b1 starts desk 80\n"
                "290 a1 starts desk 170");
    check_story(two_classes, "stations.desk.order=first_come", "s",
                "60 a0 starts desk 0\n"
                "110 b0 starts desk 50\n"
                "200 a1 starts desk 80\n"
                "250 b1 starts desk 130");
    check_story(two_classes, "stations.desk.order=shortest_work", "s",
                "60 a0 starts desk 0\n"
                "110 b0 starts desk 50\n"
                "200 a1 starts desk 80\n"
                "250 b1 starts desk 130");
}

/* At 230 a1 has waited 110 s: 1.83 min * 1 > gold's 1. Without ageing b1 would go first. */
static void priority_grows_with_waiting(void **state) {
    (void)state;
    check_story(two_classes,
                "{\"tiers\": {\"plain\": {\"priority_per_minute\": 2}}, \"customers\": {\"b\": "
                "{\"arrivals\": {\"at_most\": 3}}}}",
                "s",
                "60 a0 starts desk 0\n"
                "110 b0 starts desk 50\n"
                "200 a1 starts desk 80\n"
                "250 b1 starts desk 130\n"
                "340 b2 starts desk 160");
}

static const char two_groups[] =
    "{\"horizon\": {\"opens\": \"00:00\", \"closes\": \"01:00\", \"interval\": \"1h\"},"
    "\"customers\": {\"a\": {\"arrivals\": {\"every\": \"60s\", \"at_most\": 3},"
    " \"journey\": [\"desk\"], \"work\": {\"desk\": {\"service\": \"90s\"}}}},"
    "\"stations\": {\"desk\": {\"kind\": \"desk\"}},"
    "\"staff\": {\"own\": {\"count\": 1, \"skills\": {\"desk/a\": {}}},"
    " \"others\": {\"count\": 1, \"skills\": {\"desk\": {\"rank\": 2, \"speed\": 0.5}}}}}";

static void groups_are_tried_by_rank_at_their_own_speed(void **state) {
    (void)state;
    check_story(two_groups, NULL, "se",
                "60 a0 starts desk 0 own\n"
                "120 a1 starts desk 0 others\n"
                "150 a0 ends desk completed\n"
                "180 a2 starts desk 0 own\n"
                "270 a2 ends desk completed\n"
                "300 a1 ends desk completed");
}

static void a_helping_group_steps_in_after_a_wait(void **state) {
    (void)state;
    check_story(two_groups, "staff.others.skills.desk.after=25s", "s",
                "60 a0 starts desk 0 own\n"
                "145 a1 starts desk 25 others\n"
                "180 a2 starts desk 0 own");
}

static void a_narrow_skill_beats_a_wide_one(void **state) {
    (void)state;
    check_story(two_groups,
                "{\"staff\": {\"others\": {\"skills\": {\"desk/a\": {\"rank\": 0.5}}}}}", "s",
                "60 a0 starts desk 0 others\n"
                "120 a1 starts desk 0 own\n"
                "180 a2 starts desk 0 others");
}

static const char trunk_and_desk[] =
    "{\"horizon\": {\"opens\": \"00:00\", \"closes\": \"01:00\", \"interval\": \"1h\"},"
    "\"customers\": {\"a\": {\"arrivals\": {\"every\": \"60s\", \"at_most\": 3},"
    " \"journey\": [\"trunk\", \"walk\", \"desk\"], \"work\": {\"walk\": {\"service\": \"10s\"},"
    " \"desk\": {\"service\": \"90s\", \"wrap_up\": \"5s\"}}}},"
    "\"stations\": {\"trunk\": {\"kind\": \"hold\", \"count\": 1}, \"walk\": {\"kind\": \"delay\"},"
    " \"desk\": {\"kind\": \"desk\"}},"
    "\"staff\": {\"agents\": {\"count\": 1, \"skills\": {\"desk\": {}}}}}";

static void a_hold_is_kept_to_the_end_of_service_not_of_wrap_up(void **state) {
    (void)state;
    check_story(trunk_and_desk, NULL, "wsl",
                "60 a0 starts trunk 0\n"
                "60 a0 starts walk 0\n"
                "70 a0 starts desk 0\n"
                "120 a1 waits trunk\n"
                "160 a0 leaves served helped\n"
                "160 a1 starts trunk 40\n"
                "160 a1 starts walk 0\n"
                "170 a1 starts desk 0\n"
                "180 a2 waits trunk\n"
                "260 a1 leaves served helped\n"
                "260 a2 starts trunk 80\n"
                "260 a2 starts walk 0\n"
                "270 a2 starts desk 0\n"
                "360 a2 leaves served helped");
}

static void a_hold_that_is_full_may_block(void **state) {
    (void)state;
    check_story(trunk_and_desk, "stations.trunk.when_full=blocked", "l",
                "120 a1 leaves blocked given_up\n"
                "160 a0 leaves served helped\n"
                "280 a2 leaves served helped");
}

static void a_step_can_release_a_hold_early(void **state) {
    (void)state;
    check_story(trunk_and_desk,
                "{\"customers\": {\"a\": {\"journey\": [\"trunk\", \"walk\", {\"at\": \"desk\", "
                "\"release\": \"trunk\"}]}}}",
                "wl",
                "130 a1 waits desk\n"
                "160 a0 leaves served helped\n"
                "190 a2 waits desk\n"
                "255 a1 leaves served helped\n"
                "350 a2 leaves served helped");
}

static const char machine_then_desk[] =
    "{\"horizon\": {\"opens\": \"00:00\", \"closes\": \"01:00\", \"interval\": \"1h\"},"
    "\"customers\": {\"a\": {\"arrivals\": {\"every\": \"60s\", \"at_most\": 2},"
    " \"journey\": [\"ivr\", \"desk\"], \"work\": {\"ivr\": {\"service\": \"80s\"},"
    " \"desk\": {\"service\": \"30s\"}}}},"
    "\"stations\": {\"ivr\": {\"kind\": \"machines\", \"count\": 1}, \"desk\": {\"kind\": "
    "\"desk\"}},"
    "\"staff\": {\"agents\": {\"count\": 1, \"skills\": {\"desk\": {}}}}}";

static void machines_pass_on_what_they_do_not_resolve(void **state) {
    (void)state;
    check_story(machine_then_desk, NULL, "el",
                "140 a0 ends ivr unresolved\n"
                "170 a0 ends desk completed\n"
                "170 a0 leaves served helped\n"
                "220 a1 ends ivr unresolved\n"
                "250 a1 ends desk completed\n"
                "250 a1 leaves served helped");
    check_story(machine_then_desk, "customers.a.work.ivr.resolves=1", "el",
                "140 a0 ends ivr completed\n"
                "140 a0 leaves self_served helped\n"
                "220 a1 ends ivr completed\n"
                "220 a1 leaves self_served helped");
}

static void who_is_not_eligible_goes_past(void **state) {
    (void)state;
    check_story(machine_then_desk, "customers.a.work.ivr.eligible=0", "el",
                "90 a0 ends desk completed\n"
                "90 a0 leaves served helped\n"
                "150 a1 ends desk completed\n"
                "150 a1 leaves served helped");
}

static void a_blocked_caller_comes_again(void **state) {
    (void)state;
    check_story(one_agent,
                "{\"stations\": {\"desk\": {\"lines\": 1}}, \"customers\": {\"a\": {\"returns\": "
                "{\"blocked\": {\"chance\": 1, \"after\": \"20s\", \"at_most\": 2}}}}}",
                "l",
                "120 a1 leaves blocked returns\n"
                "140 a1 leaves blocked returns\n"
                "150 a0 leaves served helped\n"
                "180 a2 leaves blocked returns\n"
                "200 a2 leaves blocked returns\n"
                "220 a2 leaves blocked given_up\n"
                "250 a1 leaves served helped");
}

/* Nobody can have come again once for each cause who has come again once in all. */
static void each_cause_has_its_own_number_of_returns(void **state) {
    (void)state;
    check_story(
        one_agent,
        "{\"stations\": {\"desk\": {\"lines\": 1}}, \"customers\": {\"a\": {\"arrivals\": "
        "{\"at_most\": 2}, \"work\": {\"desk\": {\"resolves\": 0}}, \"returns\": "
        "{\"blocked\": {\"chance\": 1, \"after\": \"40s\", \"at_most\": 1}, \"unresolved\": "
        "{\"chance\": 1, \"after\": \"200s\", \"at_most\": 1}}}}}",
        "l",
        "120 a1 leaves blocked returns\n"
        "150 a0 leaves served returns\n"
        "250 a1 leaves served returns\n"
        "440 a0 leaves served given_up\n"
        "540 a1 leaves served given_up");
}

/* a1 comes when nobody of the second group is free, though it works as fast as the first. */
static void the_fastest_is_one_who_is_free(void **state) {
    (void)state;
    check_story(one_agent,
                "{\"staff\": {\"agents\": {\"choose\": \"fastest\"}, \"more\": {\"count\": 0, "
                "\"choose\": \"fastest\", \"skills\": {\"desk\": {}}}}}",
                "s",
                "60 a0 starts desk 0 agents\n"
                "150 a1 starts desk 30 agents\n"
                "240 a2 starts desk 60 agents");
}

/* a1 gives up in a line that goes by work; his next service is still his first there, so that it is
 * as long as without a line that goes by work. */
static void work_that_was_not_done_is_kept(void **state) {
    (void)state;
    static const char over[] =
        "{\"stations\": {\"desk\": {\"order\": \"%s\"}}, \"customers\": {\"a\": {\"arrivals\": "
        "{\"at_most\": 2}, \"work\": {\"desk\": {\"service\": {\"kind\": \"uniform\", \"min\": 80, "
        "\"max\": 110}}}, \"patience\": \"5s\", \"returns\": {\"abandoned\": {\"chance\": 1, "
        "\"after\": \"100s\"}}}}}";
    char by_work[sizeof over + 20], by_age[sizeof over + 20];
    snprintf(by_work, sizeof by_work, over, "shortest_work");
    snprintf(by_age, sizeof by_age, over, "first_come");
    char *story = transcript_of(one_agent, by_age, "wsel");
    check_story(one_agent, by_work, "wsel", story);
    free(story);
}

/* a2 has the least work and stands first; more helps who has waited 30 s, and that is a1. */
static void a_helping_group_passes_over_who_has_just_come(void **state) {
    (void)state;
    check_story(
        one_agent,
        "{\"stations\": {\"desk\": {\"order\": \"shortest_work\"}}, \"customers\": {\"a\": "
        "{\"arrivals\": {\"every\": null, \"at_most\": null, \"times\": [\"00:00:00\", "
        "\"00:00:10\", "
        "\"00:00:20\"]}, \"work\": {\"desk\": {\"service\": {\"00:00\": \"300s\", \"00:00:15\": "
        "\"10s\"}}}}}, \"staff\": {\"more\": {\"count\": 1, \"skills\": {\"desk\": {\"after\": "
        "\"30s\"}}}}}",
        "s",
        "0 a0 starts desk 0 agents\n"
        "40 a1 starts desk 30 more\n"
        "300 a2 starts desk 280 agents");
}

/* Two at a paced desk: while one waits all work at 1.5, so a0's 90 s: 60 at speed 1, 30 at 1.5. */
static void a_paced_desk_speeds_up_while_people_wait(void **state) {
    (void)state;
    check_story(one_agent,
                "{\"stations\": {\"desk\": {\"pace\": {\"per_waiting\": 0.5, \"at_most\": 1.5}}},"
                " \"customers\": {\"a\": {\"arrivals\": {\"at_most\": 2}}}}",
                "sl",
                "60 a0 starts desk 0\n"
                "140 a1 starts desk 20\n"
                "140 a0 leaves served helped\n"
                "230 a1 leaves served helped");
}

/* One is busy for 60 of 120 minutes, more for 33 of the 60 that it is there. Ten past one on the
 * next day that is 60 of 190 against 33 of 70, whatever the night. */
static void a_night_lowers_nobodys_share_of_busy_time(void **state) {
    (void)state;
    check_story(
        one_agent,
        "{\"horizon\": {\"days\": 2, \"closes\": \"02:00\"}, \"customers\": {\"a\": {\"arrivals\": "
        "{\"every\": null, \"at_most\": null, \"times\": [\"2024-05-06 00:00\", \"2024-05-06 "
        "01:05\", "
        "\"2024-05-07 01:10\"]}, \"work\": {\"desk\": {\"service\": {\"00:00\": \"60m\", "
        "\"01:00\": "
        "\"33m\"}}}}}, \"staff\": {\"agents\": {\"choose\": \"least_occupied\"}, \"more\": "
        "{\"count\": "
        "{\"00:00\": 0, \"01:00\": 1}, \"choose\": \"least_occupied\", \"skills\": {\"desk\": "
        "{}}}}}",
        "s",
        "0 a0 starts desk 0 agents\n"
        "3900 a1 starts desk 0 more\n"
        "90600 a0 starts desk 0 agents");
}

static void several_days_open_and_close(void **state) {
    (void)state;
    check_story(one_agent,
                "{\"horizon\": {\"days\": 2, \"closes\": \"00:02\", \"interval\": \"2m\"}, "
                "\"customers\": {\"a\": {\"returns\": {\"unresolved\": {\"chance\": 1, \"after\": "
                "\"60s\", \"at_most\": 1}}, \"work\": {\"desk\": {\"resolves\": 0}}}}}",
                "sl",
                "60 a0 starts desk 0\n"
                "150 a0 leaves served returns\n"
                "86400 a0 starts desk 0\n"
                "86490 a0 starts desk 30\n"
                "86490 a0 leaves served given_up\n"
                "86580 a0 leaves served returns");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(customers_are_served_in_the_order_of_joining),
        cmocka_unit_test(who_would_leave_as_an_agent_frees_is_served),
        cmocka_unit_test(wrap_up_keeps_the_agent_and_not_the_customer),
        cmocka_unit_test(a_full_station_blocks),
        cmocka_unit_test(full_seats_block_only_those_who_would_wait),
        cmocka_unit_test(a_long_line_turns_some_away_before_they_join),
        cmocka_unit_test(a_time_limit_sends_to_a_label_and_patience_wins_a_tie),
        cmocka_unit_test(at_closing_those_inside_are_served_or_turned_away),
        cmocka_unit_test(a_decrease_takes_the_idle_first_and_marks_the_next_to_free),
        cmocka_unit_test(an_increase_first_keeps_those_marked_to_leave),
        cmocka_unit_test(an_increase_takes_from_the_line_at_once),
        cmocka_unit_test(higher_priority_is_taken_first),
        cmocka_unit_test(priority_grows_with_waiting),
        cmocka_unit_test(groups_are_tried_by_rank_at_their_own_speed),
        cmocka_unit_test(a_helping_group_steps_in_after_a_wait),
        cmocka_unit_test(a_narrow_skill_beats_a_wide_one),
        cmocka_unit_test(a_hold_is_kept_to_the_end_of_service_not_of_wrap_up),
        cmocka_unit_test(a_hold_that_is_full_may_block),
        cmocka_unit_test(a_step_can_release_a_hold_early),
        cmocka_unit_test(machines_pass_on_what_they_do_not_resolve),
        cmocka_unit_test(who_is_not_eligible_goes_past),
        cmocka_unit_test(a_blocked_caller_comes_again),
        cmocka_unit_test(each_cause_has_its_own_number_of_returns),
        cmocka_unit_test(the_fastest_is_one_who_is_free),
        cmocka_unit_test(work_that_was_not_done_is_kept),
        cmocka_unit_test(a_helping_group_passes_over_who_has_just_come),
        cmocka_unit_test(a_paced_desk_speeds_up_while_people_wait),
        cmocka_unit_test(a_night_lowers_nobodys_share_of_busy_time),
        cmocka_unit_test(several_days_open_and_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
