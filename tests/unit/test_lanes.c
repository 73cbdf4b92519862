/* SPDX-License-Identifier: GPL-3.0-or-later
 * Lanes, told by small scenarios without chance: who joins which, who changes, and how lanes open
 * and close. */
#include "support/study.h"
#include "support/transcript.h"

/* Three lanes with a cashier each; a0 at 10 s, a1 at 20 s and so on; service 95 s. */
static const char three_lanes[] =
    "{\"horizon\": {\"opens\": \"00:00\", \"closes\": \"01:00\", \"interval\": \"1h\"},"
    "\"customers\": {\"a\": {\"arrivals\": {\"every\": \"10s\", \"at_most\": 10},"
    " \"journey\": [\"tills\"], \"work\": {\"tills\": {\"service\": \"95s\"}}}},"
    "\"stations\": {\"tills\": {\"kind\": \"lanes\", \"lanes\": 3, \"ties\": \"leftmost\"}},"
    "\"staff\": {\"cashiers\": {\"count\": 3, \"skills\": {\"tills\": {}}}}}";

static void the_shortest_lane_is_joined_the_left_one_of_several(void **state) {
    (void)state;
    check_story(three_lanes, "customers.a.arrivals.at_most=7", "ws",
                "10 a0 starts tills/1 0\n"
                "20 a1 starts tills/2 0\n"
                "30 a2 starts tills/3 0\n"
                "40 a3 waits tills/1\n"
                "50 a4 waits tills/2\n"
                "60 a5 waits tills/3\n"
                "70 a6 waits tills/1\n"
                "105 a3 starts tills/1 65\n"
                "115 a4 starts tills/2 65\n"
                "125 a5 starts tills/3 65\n"
                "200 a6 starts tills/1 130");
}

/* From 95 s on one cashier is wanted: lanes 2 and 3 take no newcomer and serve who stands there. */
static void a_closing_lane_serves_its_line_out(void **state) {
    (void)state;
    check_story(three_lanes, "staff.cashiers.count={\"00:00\": 3, \"00:01:35\": 1}", "wsp",
                "0 0/0\n"
                "0 1/1\n"
                "0 2/2\n"
                "0 3/3\n"
                "10 a0 starts tills/1 0\n"
                "20 a1 starts tills/2 0\n"
                "30 a2 starts tills/3 0\n"
                "40 a3 waits tills/1\n"
                "50 a4 waits tills/2\n"
                "60 a5 waits tills/3\n"
                "70 a6 waits tills/1\n"
                "80 a7 waits tills/2\n"
                "90 a8 waits tills/3\n"
                "95 3/1\n"
                "100 a9 waits tills/1\n"
                "105 a3 starts tills/1 65\n"
                "115 a4 starts tills/2 65\n"
                "125 a5 starts tills/3 65\n"
                "200 a6 starts tills/1 130\n"
                "210 a7 starts tills/2 130\n"
                "220 a8 starts tills/3 130\n"
                "295 a9 starts tills/1 195\n"
                "305 2/1\n"
                "315 1/1");
}

/* Lanes 2 and 3 close at 95 s; one more at 120 s, another at 135 s. The fourth stays shut. */
static void an_increase_reopens_closing_lanes_the_lowest_first(void **state) {
    (void)state;
    check_story(three_lanes,
                "{\"customers\": {\"a\": {\"arrivals\": {\"at_most\": 15}}},"
                " \"stations\": {\"tills\": {\"lanes\": 4}},"
                " \"staff\": {\"cashiers\": {\"count\": {\"00:00\": 3, \"00:01:35\": 1,"
                " \"00:02\": 2, \"00:02:15\": 3}}}}",
                "w",
                "40 a3 waits tills/1\n"
                "50 a4 waits tills/2\n"
                "60 a5 waits tills/3\n"
                "70 a6 waits tills/1\n"
                "80 a7 waits tills/2\n"
                "90 a8 waits tills/3\n"
                "100 a9 waits tills/1\n"
                "110 a10 waits tills/1\n"
                "120 a11 waits tills/2\n"
                "130 a12 waits tills/2\n"
                "140 a13 waits tills/3\n"
                "150 a14 waits tills/3");
}

/* An idle cashier at the highest lane goes at once, and the lowest lane opens first. */
static void the_highest_lane_closes_and_the_lowest_opens(void **state) {
    (void)state;
    check_story(three_lanes,
                "{\"customers\": {\"a\": {\"arrivals\": {\"at_most\": 4}}}, \"staff\": "
                "{\"cashiers\": {\"count\": {\"00:00\": 3, \"00:00:25\": 2, \"00:00:35\": 3}}}}",
                "wsp",
                "0 0/0\n"
                "0 1/1\n"
                "0 2/2\n"
                "0 3/3\n"
                "10 a0 starts tills/1 0\n"
                "20 a1 starts tills/2 0\n"
                "25 2/2\n"
                "25 2/2\n"
                "30 a2 waits tills/1\n"
                "35 2/2\n"
                "35 3/3\n"
                "40 a3 starts tills/3 0\n"
                "105 a2 starts tills/1 75");
}

static void who_comes_before_any_lane_is_open_stands_before_them(void **state) {
    (void)state;
    check_story(three_lanes,
                "{\"customers\": {\"a\": {\"arrivals\": {\"at_most\": 4}}}, \"staff\": "
                "{\"cashiers\": {\"count\": {\"00:00\": 0, \"00:00:35\": 2}}}}",
                "ws",
                "10 a0 waits tills/-\n"
                "20 a1 waits tills/-\n"
                "30 a2 waits tills/-\n"
                "35 a0 starts tills/1 25\n"
                "35 a1 starts tills/2 15\n"
                "40 a3 waits tills/2\n"
                "130 a2 starts tills/1 100\n"
                "130 a3 starts tills/2 90");
}

static void an_idle_cashier_goes_before_one_who_wraps_up(void **state) {
    (void)state;
    check_story(three_lanes,
                "{\"customers\": {\"a\": {\"arrivals\": {\"at_most\": 3}, \"work\": {\"tills\": "
                "{\"service\": \"5s\", \"wrap_up\": \"18s\"}}}}}",
                "s",
                "10 a0 starts tills/1 0\n"
                "20 a1 starts tills/2 0\n"
                "30 a2 starts tills/3 0");
}

/* b0 leaves lane 2 at 35 s, when two stand in lane 1 and one in lane 3. */
static void who_stands_last_in_a_longer_lane_comes_over(void **state) {
    (void)state;
    check_story(three_lanes,
                "{\"customers\": {\"a\": {\"arrivals\": {\"at_most\": 3}}, \"b\": {\"arrivals\": "
                "{\"every\": \"15s\", \"at_most\": 1}, \"journey\": [\"tills\"], \"work\": "
                "{\"tills\": {\"service\": \"20s\"}}}},"
                " \"stations\": {\"tills\": {\"jockey\": {\"difference\": 2}}}}",
                "wsc",
                "10 a0 starts tills/1 0\n"
                "15 b0 starts tills/2 0\n"
                "20 a1 starts tills/3 0\n"
                "30 a2 waits tills/1\n"
                "35 a2 changes tills/1 to 2\n"
                "35 a2 starts tills/2 5");
}

/* Lane 2 opens at 75 s and lane 3 at 80 s beside a line of seven. */
static const char lanes_open[] =
    "{\"customers\": {\"a\": {\"arrivals\": {\"at_most\": 7}}},"
    " \"staff\": {\"cashiers\": {\"count\": {\"00:00\": 1, \"00:01:15\": 2, \"00:01:20\": 3}}},"
    " \"stations\": {\"tills\": {\"jockey\": {\"difference\": 3, \"from\": \"%s\"}}}}";

static void a_lane_that_opens_draws_from_the_nearest_or_the_longest(void **state) {
    (void)state;
    char over[500];
    snprintf(over, sizeof over, lanes_open, "nearest");
    check_story(three_lanes, over, "cs",
                "10 a0 starts tills/1 0\n"
                "75 a6 changes tills/1 to 2\n"
                "75 a6 starts tills/2 5\n"
                "75 a5 changes tills/1 to 2\n"
                "75 a4 changes tills/1 to 2\n"
                "80 a4 changes tills/2 to 3\n"
                "80 a4 starts tills/3 30\n"
                "80 a3 changes tills/1 to 3\n"
                "105 a1 starts tills/1 85\n"
                "170 a5 starts tills/2 110\n"
                "175 a3 starts tills/3 135\n"
                "200 a2 starts tills/1 170");
    snprintf(over, sizeof over, lanes_open, "longest");
    check_story(three_lanes, over, "c",
                "75 a6 changes tills/1 to 2\n"
                "75 a5 changes tills/1 to 2\n"
                "75 a4 changes tills/1 to 2\n"
                "80 a3 changes tills/1 to 3");
}

/* From 55 s on lane 2 is open to b's alone, of whom two stand in lane 1 before the last. */
static const char one_for_some[] =
    "{\"customers\": {\"a\": {\"arrivals\": {\"at_most\": 5}}, \"b\": {\"arrivals\": {\"every\": "
    "\"24s\", \"at_most\": 2}, \"journey\": [\"tills\"], \"work\": {\"tills\": {\"service\": "
    "\"95s\"}}}},"
    " \"staff\": {\"cashiers\": {\"count\": 1}, \"some\": {\"count\": {\"00:00\": 0, \"00:00:55\": "
    "1}, \"skills\": {\"tills/b\": {}}}},"
    " \"stations\": {\"tills\": {\"jockey\": {\"difference\": 2, \"who\": \"%s\"}}}}";

static void the_last_comes_or_any_whom_the_new_cashier_may_serve(void **state) {
    (void)state;
    char over[700];
    snprintf(over, sizeof over, one_for_some, "last");
    check_story(three_lanes, over, "c", "");
    snprintf(over, sizeof over, one_for_some, "any");
    check_story(three_lanes, over, "c",
                "55 b1 changes tills/1 to 2\n"
                "55 b0 changes tills/1 to 2");
}

static void patience_runs_on_in_the_new_lane(void **state) {
    (void)state;
    check_story(three_lanes,
                "{\"customers\": {\"a\": {\"patience\": \"70s\", \"arrivals\": {\"at_most\": 4}}},"
                " \"staff\": {\"cashiers\": {\"count\": {\"00:00\": 1, \"00:00:45\": 2}}},"
                " \"stations\": {\"tills\": {\"jockey\": {\"difference\": 2}}}}",
                "cel",
                "45 a3 changes tills/1 to 2\n"
                "45 a2 changes tills/1 to 2\n"
                "90 a1 ends tills abandoned\n"
                "90 a1 leaves abandoned given_up\n"
                "100 a2 ends tills abandoned\n"
                "100 a2 leaves abandoned given_up\n"
                "105 a0 ends tills completed\n"
                "105 a0 leaves served helped\n"
                "140 a3 ends tills completed\n"
                "140 a3 leaves served helped");
}

/* The first cashier's break is due at 60 s, with a0 at his till and a2 and a4 behind. */
static void who_has_a_break_closes_his_lane_and_serves_it_out(void **state) {
    (void)state;
    check_story(three_lanes,
                "{\"customers\": {\"a\": {\"arrivals\": {\"at_most\": 8}}}, \"staff\": "
                "{\"cashiers\": {\"count\": null, \"shifts\": {\"first\": {\"starts\": \"00:00\", "
                "\"lasts\": \"1h\", \"count\": 1, \"breaks\": {\"tea\": {\"at\": \"1m\", "
                "\"lasts\": \"1m\"}}}, \"second\": {\"starts\": \"00:00\", \"lasts\": \"1h\", "
                "\"count\": 1}}}}}",
                "wsp",
                "0 1/1\n"
                "0 2/2\n"
                "10 a0 starts tills/1 0\n"
                "20 a1 starts tills/2 0\n"
                "30 a2 waits tills/1\n"
                "40 a3 waits tills/2\n"
                "50 a4 waits tills/1\n"
                "60 a5 waits tills/2\n"
                "70 a6 waits tills/2\n"
                "80 a7 waits tills/2\n"
                "105 a2 starts tills/1 75\n"
                "115 a3 starts tills/2 75\n"
                "200 a4 starts tills/1 150\n"
                "210 a5 starts tills/2 150\n"
                "295 1/1\n"
                "305 a6 starts tills/2 235\n"
                "355 2/2\n"
                "400 a7 starts tills/2 320\n"
                "3600 2/1\n"
                "3600 2/0\n"
                "3600 1/0\n"
                "3600 0/0");
}

/* The second cashier is on a break from 5 to 55 s: then two stand in each of the lanes beside his.
 */
static void of_two_lanes_as_near_the_left_one_gives(void **state) {
    (void)state;
    check_story(three_lanes,
                "{\"customers\": {\"a\": {\"arrivals\": {\"at_most\": 4}}}, \"stations\": "
                "{\"tills\": {\"jockey\": {\"difference\": 2}}}, \"staff\": {\"cashiers\": "
                "{\"count\": null, \"shifts\": {\"1\": {\"starts\": \"00:00\", \"lasts\": \"1h\","
                " \"count\": 1}, \"2\": {\"starts\": \"00:00\", \"lasts\": \"1h\", \"count\": 1,"
                " \"breaks\": {\"tea\": {\"at\": \"5s\", \"lasts\": \"50s\"}}}, \"3\": {\"starts\":"
                " \"00:00\", \"lasts\": \"1h\", \"count\": 1}}}}}",
                "wsc",
                "10 a0 starts tills/1 0\n"
                "20 a1 starts tills/3 0\n"
                "30 a2 waits tills/1\n"
                "40 a3 waits tills/3\n"
                "55 a2 changes tills/1 to 2\n"
                "55 a2 starts tills/2 25\n"
                "105 a3 changes tills/3 to 1\n"
                "105 a3 starts tills/1 65");
}

/* One lane: who begins at 90 s stands by until the first, due to go at 100 s, has finished. */
static void who_stands_by_takes_a_lane_over_with_its_line(void **state) {
    (void)state;
    check_story(three_lanes,
                "{\"customers\": {\"a\": {\"arrivals\": {\"at_most\": 3}}}, \"stations\": "
                "{\"tills\": {\"lanes\": 1}}, \"staff\": {\"cashiers\": null, \"early\": "
                "{\"shifts\": {\"x\": {\"starts\": \"00:00\", \"lasts\": \"100s\", \"count\": 1}},"
                " \"skills\": {\"tills\": {}}}, \"late\": {\"shifts\": {\"y\": {\"starts\": "
                "\"00:01:30\", \"lasts\": \"1h\", \"count\": 1}}, \"skills\": {\"tills\": "
                "{}}}}}",
                "s",
                "10 a0 starts tills/1 0 early\n"
                "105 a1 starts tills/1 85 late\n"
                "200 a2 starts tills/1 170 late");
}

static void the_fewest_items_or_the_preferred_lane_may_be_joined(void **state) {
    (void)state;
    const char *items =
        "{\"customers\": {\"a\": {\"items\": 10, \"arrivals\": {\"at_most\": 3}}, \"b\": "
        "{\"items\": 1, \"arrivals\": {\"every\": \"15s\", \"at_most\": 2}, \"journey\": "
        "[\"tills\"], \"work\": {\"tills\": {\"service\": \"95s\"}}}},"
        " \"stations\": {\"tills\": {\"choose\": \"items\"}}, \"staff\": {\"cashiers\": "
        "{\"count\": 2}}}";
    check_story(three_lanes, items, "ws",
                "10 a0 starts tills/1 0\n"
                "15 b0 starts tills/2 0\n"
                "20 a1 waits tills/2\n"
                "30 a2 waits tills/1\n"
                "30 b1 waits tills/2\n"
                "105 a2 starts tills/1 75\n"
                "110 a1 starts tills/2 90\n"
                "205 b1 starts tills/2 175");
    const char *preferred =
        "{\"customers\": {\"a\": {\"arrivals\": {\"at_most\": 4}, \"work\": {\"tills\": "
        "{\"prefers\": 3}}}}, \"stations\": {\"tills\": {\"choose\": \"preferred\"}}, \"staff\": "
        "{\"cashiers\": {\"count\": {\"00:00\": 3, \"00:00:35\": 2}}}}";
    check_story(three_lanes, preferred, "ws",
                "10 a0 starts tills/3 0\n"
                "20 a1 waits tills/3\n"
                "30 a2 waits tills/3\n"
                "40 a3 starts tills/1 0\n"
                "105 a1 starts tills/3 85\n"
                "200 a2 starts tills/3 170");
}

static void lines_seen_and_changes_of_lane_are_counted(void **state) {
    (void)state;
    /* Of seven who join, the last alone sees one in line before him. */
    struct studied s = study_of(three_lanes, "customers.a.arrivals.at_most=7",
                                (struct study_options){.replications = 20}, NULL);
    check_close(value_at(&s, "stations.tills.queue_seen"), 1.0 / 7, 1e-12);
    check_close(value_at(&s, "stations.tills.lane_changes"), 0, 1e-12);
    studied_fini(&s);
    char over[500];
    snprintf(over, sizeof over, lanes_open, "nearest");
    s = study_of(three_lanes, over, (struct study_options){.replications = 20}, NULL);
    /* 0 + 1 + 2 + 3 + 4 + 5 before the six who wait; five changes. */
    check_close(value_at(&s, "stations.tills.queue_seen"), 15.0 / 7, 1e-12);
    check_close(value_at(&s, "stations.tills.lane_changes"), 5, 1e-12);
    studied_fini(&s);
}

/* Everything at once: the study stops where people or waits do not add up. */
static const char busy_hall[] =
    "{\"horizon\": {\"opens\": \"08:00\", \"closes\": \"12:00\", \"interval\": \"1h\", \"days\": "
    "2},"
    "\"customers\": {\"a\": {\"arrivals\": {\"rate\": \"150/h\"}, \"items\": {\"kind\": \"gamma\","
    " \"mean\": 12, \"cv\": 1}, \"patience\": {\"kind\": \"exponential\", \"mean\": \"6m\"},"
    " \"journey\": [\"tills\"], \"work\": {\"tills\": {\"items\": {\"fixed\": \"40s\", \"each\": "
    "\"4s\"}, \"wrap_up\": \"5s\"}}},"
    " \"b\": {\"arrivals\": {\"rate\": \"40/h\"}, \"tier\": {\"gold\": 0.3, \"standard\": 0.7},"
    " \"patience\": \"none\", \"balks\": {\"waiting\": {\"4\": 0.5}}, \"journey\": [\"tills\"],"
    " \"work\": {\"tills\": {\"service\": {\"kind\": \"exponential\", \"mean\": \"1m\"}}}}},"
    "\"tiers\": {\"standard\": {\"priority\": 0}, \"gold\": {\"priority\": 5, "
    "\"priority_per_minute\": 1}},"
    "\"stations\": {\"tills\": {\"kind\": \"lanes\", \"lanes\": 7, \"choose\": \"items\","
    " \"jockey\": {\"difference\": 2, \"from\": \"longest\", \"who\": \"any\"}, \"pace\": "
    "{\"per_waiting\": 0.01, \"at_most\": 1.2}}},"
    "\"staff\": {\"count\": {\"count\": {\"08:00\": 2, \"08:40\": 4, \"09:10\": 1, \"09:20\": 3},"
    " \"absence\": 0.1, \"skills\": {\"tills\": {}}},"
    " \"shifts\": {\"shifts\": {\"early\": {\"starts\": \"08:00\", \"lasts\": \"2h\", \"count\": 2,"
    " \"breaks\": {\"tea\": {\"lasts\": \"10m\", \"between\": [\"30m\", \"1h\"]}}}, \"late\": "
    "{\"starts\": \"09:30\", \"lasts\": \"3h\", \"count\": 3}}, \"skills\": {\"tills\": "
    "{\"speed\": 1.1}}}}}";

static void people_and_waits_add_up_in_a_busy_hall(void **state) {
    (void)state;
    struct studied s = study_of(busy_hall, NULL, (struct study_options){.replications = 40}, NULL);
    assert_true(value_at(&s, "stations.tills.lane_changes") > 1);
    assert_true(value_at(&s, "stations.tills.abandoned") > 1);
    assert_true(value_at(&s, "stations.tills.balked") > 1);
    studied_fini(&s);
}

/* Three wait at 40 s: a stocker comes at 60 s and opens lane 2. At 155 s nobody waits and he is
 * called back: lane 2 takes nobody more, and shuts when a2 has been served at 250 s. */
static void who_a_rule_fetched_serves_his_lane_out_before_he_goes_back(void **state) {
    (void)state;
    check_story(three_lanes,
                "{\"customers\": {\"a\": {\"arrivals\": {\"at_most\": 4}}, \"b\": {\"arrivals\": "
                "{\"every\": \"160s\", \"at_most\": 2}, \"journey\": [\"tills\"], \"work\": "
                "{\"tills\": {\"service\": \"10s\"}}}, \"c\": {\"arrivals\": {\"every\": \"5m\","
                " \"at_most\": 1}, \"journey\": [\"shelf\"], \"work\": {\"shelf\": {\"service\": "
                "\"10s\"}}}},"
                " \"stations\": {\"shelf\": {\"kind\": \"desk\"}, \"tills\": {\"jockey\": "
                "{\"difference\": 2}}},"
                " \"staff\": {\"cashiers\": {\"count\": 1}, \"stockers\": {\"count\": 1,"
                " \"skills\": {\"shelf\": {}}}},"
                " \"rules\": {\"open one more\": {\"watch\": {\"measure\": \"waiting\", \"at\": "
                "\"tills\"}, \"on_above\": 3, \"off_below\": 1, \"do\": [{\"staff\": 1, \"from\": "
                "\"stockers\", \"to\": \"cashiers\", \"switch\": \"20s\"}]}}}",
                "wscr",
                "10 a0 starts tills/1 0 cashiers\n"
                "20 a1 waits tills/1\n"
                "30 a2 waits tills/1\n"
                "40 a3 waits tills/1\n"
                "40 open one more on 3\n"
                "60 a3 changes tills/1 to 2\n"
                "60 a3 starts tills/2 20 cashiers\n"
                "60 a2 changes tills/1 to 2\n"
                "105 a1 starts tills/1 85 cashiers\n"
                "155 a2 starts tills/2 125 cashiers\n"
                "155 open one more off 0\n"
                "160 b0 waits tills/1\n"
                "200 b0 starts tills/1 40 cashiers\n"
                "300 c0 starts shelf 0 stockers\n"
                "320 b1 starts tills/1 0 cashiers");
}

static const struct mistake mistakes[] = {
    {"stations.tills.lanes=0", "stations.tills.lanes", "0 is outside [1, 1000]", NULL, 0, 0},
    {"stations.tills.lanes=null", "stations.tills", "lanes needs 'lanes'", NULL, 0, 0},
    {"stations.tills.jockey={\"difference\": 1}", "stations.tills.jockey.difference",
     "1 is outside [2,", NULL, 0, 0},
    {"stations.tills.order=shortest_work", "stations.tills.order",
     "who stands in a lane is served in turn", NULL, 0, 0},
    {"customers.a.work.tills.prefers=4", "customers.a.journey[0]",
     "prefers lane 4 of 'tills', which has 3", NULL, 0, 0},
    {"customers.a.work.tills.prefers=2", "customers.a.journey[0]",
     "prefers lane 2, but at 'tills' nobody looks at that", NULL, 0, 0},
    {"staff.cashiers.count=4", "staff.cashiers.count",
     "4 people for the 3 lanes of 'tills': one cashier stands at a lane", NULL, 0, 0},
    {"staff.cashiers.skills.tills={\"after\": \"30s\"}", "staff.cashiers.skills.tills.after",
     "nobody helps at lanes after a wait", NULL, 0, 0},
    {"{\"stations\": {\"desk\": {\"kind\": \"desk\"}}, \"customers\": {\"a\": {\"journey\": "
     "[\"tills\", \"desk\"], \"work\": {\"desk\": {\"service\": \"1m\"}}}}, \"staff\": "
     "{\"cashiers\": {\"skills\": {\"desk\": {}}}}}",
     "staff.cashiers.skills.desk", "who serves the lanes of 'tills' stands there", NULL, 0, 0},
};

static void mistakes_with_lanes_are_named(void **state) {
    (void)state;
    CHECK_MISTAKES(three_lanes, mistakes);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_shortest_lane_is_joined_the_left_one_of_several),
        cmocka_unit_test(a_closing_lane_serves_its_line_out),
        cmocka_unit_test(an_increase_reopens_closing_lanes_the_lowest_first),
        cmocka_unit_test(the_highest_lane_closes_and_the_lowest_opens),
        cmocka_unit_test(who_comes_before_any_lane_is_open_stands_before_them),
        cmocka_unit_test(an_idle_cashier_goes_before_one_who_wraps_up),
        cmocka_unit_test(who_stands_last_in_a_longer_lane_comes_over),
        cmocka_unit_test(a_lane_that_opens_draws_from_the_nearest_or_the_longest),
        cmocka_unit_test(the_last_comes_or_any_whom_the_new_cashier_may_serve),
        cmocka_unit_test(patience_runs_on_in_the_new_lane),
        cmocka_unit_test(who_has_a_break_closes_his_lane_and_serves_it_out),
        cmocka_unit_test(of_two_lanes_as_near_the_left_one_gives),
        cmocka_unit_test(who_stands_by_takes_a_lane_over_with_its_line),
        cmocka_unit_test(the_fewest_items_or_the_preferred_lane_may_be_joined),
        cmocka_unit_test(lines_seen_and_changes_of_lane_are_counted),
        cmocka_unit_test(people_and_waits_add_up_in_a_busy_hall),
        cmocka_unit_test(who_a_rule_fetched_serves_his_lane_out_before_he_goes_back),
        cmocka_unit_test(mistakes_with_lanes_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
