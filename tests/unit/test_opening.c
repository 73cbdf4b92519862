/* SPDX-License-Identifier: GPL-3.0-or-later
 * Stations with opening hours of their own, and those that keep people overnight. */
#include "support/study.h"
#include "support/transcript.h"

#define SHOP                                                                                       \
    "{\"horizon\": {\"opens\": \"09:00\", \"closes\": \"15:00\", \"interval\": \"30m\"},"          \
    "\"customers\": {\"a\": {\"arrivals\": {\"times\": [\"11:55\", \"11:56\", \"12:00\", "         \
    "\"12:30\", \"13:00\"]}, \"journey\": [\"desk\"], \"work\": {\"desk\": {\"service\": "         \
    "\"10m\"}}}}, \"stations\": {\"desk\": {\"kind\": \"desk\"}},"                                 \
    "\"staff\": {\"clerks\": {\"count\": 1, \"skills\": {\"desk\": {}}}}}"
#define WINDOW(opens, closes) "{\"opens\": \"" opens "\", \"closes\": \"" closes "\"}"
#define LUNCH                 "\"hours\": [" WINDOW("09:00", "12:00") ", " WINDOW("13:00", "15:00") "]"
#define DESK(keys)            "\"stations\": {\"desk\": {" keys "}}"
#define HORIZON(keys)         "\"horizon\": {" keys "}"

/* 12:00 is 43200 s, 13:00 46800 s. Those in line at noon are served; who comes then is not let in,
 * who comes as it opens is. */
static void lunch_closing_lets_nobody_in(void **state) {
    (void)state;
    check_story(SHOP, "{" DESK(LUNCH) "}", "wse",
                "42900 a0 starts desk 0\n42960 a1 waits desk\n43200 a2 ends desk blocked\n"
                "43500 a0 ends desk completed\n43500 a1 starts desk 540\n"
                "44100 a1 ends desk completed\n45000 a3 ends desk blocked\n"
                "46800 a4 starts desk 0\n47400 a4 ends desk completed");
    check_story(SHOP, "{" DESK(LUNCH) ", " HORIZON("\"after_close\": \"turn_away\"") "}", "se",
                "42900 a0 starts desk 0\n43200 a1 ends desk turned_away\n"
                "43200 a2 ends desk blocked\n43500 a0 ends desk completed\n"
                "45000 a3 ends desk blocked\n46800 a4 starts desk 0\n"
                "47400 a4 ends desk completed");
}

/* A desk that keeps people (letters) takes what comes, and goes on with it when it opens. */
static void what_is_kept_waits_over_lunch(void **state) {
    (void)state;
    check_story(SHOP,
                "{" DESK(LUNCH ", \"overnight\": \"keep\"") ", " HORIZON(
                    "\"after_close\": \"turn_away\"") "}",
                "ws",
                "42900 a0 starts desk 0\n42960 a1 waits desk\n43200 a2 waits desk\n"
                "45000 a3 waits desk\n46800 a1 starts desk 3840\n46800 a4 waits desk\n"
                "47400 a2 starts desk 4200\n48000 a3 starts desk 3000\n48600 a4 starts desk 1800");
}

#define LETTERS                                                                                    \
    "{" HORIZON("\"closes\": \"12:00\", \"days\": 3") ", " DESK(                                   \
        "\"overnight\": \"keep\"") ", "                                                            \
                                   "\"customers\": {\"a\": {\"arrivals\": {\"times\": "            \
                                   "[\"11:50\", \"11:55\"]}, "                                     \
                                   "\"work\": {\"desk\": {\"service\": \"20m\"}}}}}"

/* Each day leaves one over: he is served first thing in the morning (118800 s, 205200 s). The last
 * one stays inside as the run ends, and the run does end. */
static void a_backlog_is_carried_over_the_night(void **state) {
    (void)state;
    check_story(SHOP, LETTERS, "s",
                "42600 a0 starts desk 0\n118800 a1 starts desk 75900\n129000 a0 starts desk 0\n"
                "205200 a1 starts desk 75900\n215400 a0 starts desk 0");
}

/* Of three days' six customers one is still inside at the end: what came is what was served and
 * what is left. */
static void nobody_is_lost_overnight(void **state) {
    (void)state;
    struct studied s = study_of(SHOP, LETTERS, (struct study_options){.replications = 1}, NULL);
    check_close(value_at(&s, "total.offered"), 2, 1e-9);
    check_close(3 * value_at(&s, "total.served"), 5, 1e-9);
    check_close(3 * value_at(&s, "total.in_system_at_end"), 1, 1e-9);
    studied_fini(&s);
}

/* Machines wash on at night; who waits for one is kept. */
static void machines_keep_people_too(void **state) {
    (void)state;
    check_story(
        SHOP,
        "{" HORIZON(
            "\"closes\": \"12:00\", \"days\": 2") ", \"staff\": null, "
                                                  "\"stations\": {\"desk\": {\"kind\": "
                                                  "\"machines\", \"count\": 1, \"overnight\": "
                                                  "\"keep\"}}, \"customers\": {\"a\": "
                                                  "{\"arrivals\": {\"times\": [\"2024-05-06 "
                                                  "11:50\", \"2024-05-06 11:52\", \"2024-05-06 "
                                                  "11:54\"]}, \"work\": {\"desk\": "
                                                  "{\"service\": \"20m\"}}}}}",
        "s",
        "42600 a0 starts desk 0\n118800 a1 starts desk 76080\n"
        "120000 a2 starts desk 77160");
}

/* Two lines, two groups: as the desk opens each customer goes to whom his line would have gone to,
 * and a helper who takes only those who have waited 10 min steps in at once. */
static void kept_people_find_their_servers(void **state) {
    (void)state;
    check_story(
        SHOP,
        "{" DESK(LUNCH
                 ", \"overnight\": \"keep\"") ", \"staff\": {\"clerks\": {\"skills\": "
                                              "{\"desk\": {\"after\": \"10m\"}}}, \"others\": "
                                              "{\"count\": 2, \"skills\": "
                                              "{\"desk\": {\"rank\": 2}}}}, \"customers\": {\"a\": "
                                              "{\"arrivals\": {\"times\": "
                                              "[\"12:10\", \"12:20\", \"12:30\", \"12:40\"]}}}}",
        "s",
        "46800 a0 starts desk 3000 others\n46800 a1 starts desk 2400 others\n"
        "46800 a2 starts desk 1800 clerks\n47400 a3 starts desk 1800 others");
}

static void a_choice_drops_what_is_closed(void **state) {
    (void)state;
    check_story(SHOP,
                "{\"stations\": {\"desk\": {" LUNCH "}, \"other\": {\"kind\": \"desk\"}}, "
                "\"staff\": {\"clerks\": {\"count\": 9, \"skills\": {\"other\": {}}}}, "
                "\"customers\": {\"a\": {\"journey\": [{\"as\": \"which\", \"choose\": {\"of\": "
                "[\"desk\", \"other\"], "
                "\"by\": \"shortest\"}}, {\"at\": \"desk\", \"resolved\": \"exit\"}, \"other\"], "
                "\"work\": {\"other\": {\"service\": \"1m\"}}}}}",
                "s",
                "42900 a0 starts desk 0\n42960 a1 starts desk 0\n43200 a2 starts other 0\n"
                "45000 a3 starts other 0\n46800 a4 starts desk 0");
}

/* Hours that are the day's change nothing, and neither does keeping where nobody is kept. */
static void hours_of_the_day_change_nothing(void **state) {
    (void)state;
    char *plain = transcript_of(SHOP, NULL, "wsel");
    check_story(SHOP, "{" DESK("\"hours\": " WINDOW("09:00", "15:00")) "}", "wsel", plain);
    check_story(SHOP, "{" DESK("\"overnight\": \"keep\"") "}", "wsel", plain);
    free(plain);
}

static const struct mistake mistakes[] = {
    {"{" DESK("\"hours\": " WINDOW("12:00", "11:00")) "}", "stations.desk.hours",
     "closes before it has opened", NULL, 0, 0},
    {"{" DESK("\"hours\": " WINDOW("08:00", "11:00")) "}", "stations.desk.hours",
     "hours lie within those of the day, 09:00 to 15:00", NULL, 0, 0},
    {"{" DESK("\"hours\": [" WINDOW("09:00", "12:00") ", " WINDOW("12:00", "14:00") "]") "}",
     "stations.desk.hours[1]", "in their order and apart", NULL, 0, 0},
    {"{" DESK("\"hours\": {\"opens\": \"09:00\"}") "}", "stations.desk.hours", "needs 'closes'",
     NULL, 0, 0},
    {"{\"stations\": {\"desk\": {\"kind\": \"hold\", \"count\": 1, \"overnight\": \"keep\"}}, "
     "\"staff\": null}",
     "stations.desk.overnight", "only a desk or machines keep people overnight", NULL, 0, 0},
    {"{\"stations\": {\"walk\": {\"kind\": \"delay\", " LUNCH "}}, \"customers\": {\"a\": "
     "{\"journey\": [\"walk\", \"desk\"], \"work\": {\"walk\": {\"service\": \"1m\"}}}}}",
     "stations.walk.hours", "no place that opens", NULL, 0, 0},
};

static void mistakes_are_named(void **state) {
    (void)state;
    CHECK_MISTAKES(SHOP, mistakes);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lunch_closing_lets_nobody_in),
        cmocka_unit_test(what_is_kept_waits_over_lunch),
        cmocka_unit_test(a_backlog_is_carried_over_the_night),
        cmocka_unit_test(nobody_is_lost_overnight),
        cmocka_unit_test(machines_keep_people_too),
        cmocka_unit_test(kept_people_find_their_servers),
        cmocka_unit_test(a_choice_drops_what_is_closed),
        cmocka_unit_test(hours_of_the_day_change_nothing),
        cmocka_unit_test(mistakes_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
