/* SPDX-License-Identifier: GPL-3.0-or-later
 * Work laid down at closing and taken up in the morning. */
#include "support/study.h"
#include "support/transcript.h"

/* One hour a day, from midnight; a clerk of 3000 s; letters at 600 and 1200 s of the first of three
 * days. */
static const char mail[] =
    "{\"horizon\": {\"opens\": \"00:00\", \"closes\": \"01:00\", \"interval\": \"1h\", \"days\": "
    "3},"
    "\"customers\": {\"a\": {\"arrivals\": {\"every\": \"10m\", \"at_most\": 2},"
    " \"journey\": [\"desk\"], \"work\": {\"desk\": {\"service\": 4000, \"wrap_up\": 100}}}},"
    "\"stations\": {\"desk\": {\"kind\": \"desk\", \"overnight\": \"keep\"}},"
    "\"staff\": {\"clerk\": {\"count\": 1, \"finish_late\": \"resume\", \"skills\": {\"desk\": "
    "{}}}}, \"money\": {\"staff\": {\"clerk\": \"3600/h\"}}}";

static const struct mistake mistakes[] = {
    {"{\"staff\": {\"clerk\": {\"finish_late\": \"later\"}}}", "staff.clerk.finish_late",
     "true or \"resume\"", NULL, 0, 0},
    {"{\"stations\": {\"desk\": {\"overnight\": \"clear\"}}}", "staff.clerk.finish_late",
     "give 'desk' \"overnight\": \"keep\"", NULL, 0, 0},
    {"{\"staff\": {\"clerk\": {\"count\": null, \"shifts\": {\"all\": {\"starts\": \"00:00\", "
     "\"lasts\": \"1h\", \"count\": 1}}}}}",
     "staff.clerk.finish_late", "is for groups that go by 'count'", NULL, 0, 0},
};

static void mistakes_are_named(void **state) {
    (void)state;
    CHECK_MISTAKES(mail, mistakes);
}

/* 3000 s until one o'clock, 1000 s and 100 s of wrap-up the next day; then 2500 s of the other, and
 * 1500 s on the third. Without it both are done in one go, whatever the hour. */
static void the_work_goes_on_in_the_morning(void **state) {
    (void)state;
    check_story(mail, NULL, "sel",
                "600 a0 starts desk 0\n"
                "87400 a0 ends desk completed\n"
                "87400 a0 leaves served helped\n"
                "87500 a1 starts desk 86300\n"
                "174300 a1 ends desk completed\n"
                "174300 a1 leaves served helped");
    check_story(mail, "staff.clerk.finish_late=true", "e",
                "4600 a0 ends desk completed\n90400 a1 ends desk completed");
}

/* One who is busy overnight is busy as long as his work takes, and paid for his hours: 8200 s of
 * work in 3 days of an hour, each contact counted once. */
static void nights_are_no_work(void **state) {
    (void)state;
    struct studied s = study_of(mail, NULL, (struct study_options){.replications = 20}, NULL);
    check_close(value_at(&s, "stations.desk.served"), 2.0 / 3, 1e-12);
    check_close(value_at(&s, "stations.desk.completed"), 2.0 / 3, 1e-12);
    check_close(value_at(&s, "staff.clerk.occupancy"), 8200.0 / 10800, 1e-12);
    check_close(value_at(&s, "staff.clerk.cost"), 3600, 1e-9);
    /* Both are one contact of 4000 s and 100 s, however many days they take. */
    static const char *const rows[] = {"total", "stations.desk", "staff.clerk"};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char path[64];
        snprintf(path, sizeof path, "%s.handle_time", rows[i]);
        check_close(value_at(&s, path), 4100, 1e-12);
    }
    check_close(value_at(&s, "total.sojourn"), (86800.0 + 173100) / 2, 1e-12);
    studied_fini(&s);
}

/* Whoever has work lying stays on in the morning though fewer are asked for, and goes when it is
 * done. */
static void who_has_work_lying_finishes_it(void **state) {
    (void)state;
    check_story(
        mail,
        "{\"staff\": {\"clerk\": {\"count\": {\"00:00\": 1, \"00:19\": 2}}}, \"customers\": "
        "{\"a\": {\"work\": {\"desk\": {\"wrap_up\": null}}}}}",
        "sep",
        "0 0/0\n0 1/1\n600 a0 starts desk 0\n1140 1/1\n1140 2/2\n1200 a1 starts desk 0\n"
        "86400 2/1\n87400 a0 ends desk completed\n87400 1/1\n87540 1/1\n87540 2/2\n"
        "88000 a1 ends desk completed\n172800 1/1\n172800 1/1\n173940 1/1\n173940 2/2");
}

/* Every law of conservation is held by each replication itself, with random work, more people and
 * patience; what is still lying at the end is inside. */
static void everything_balances(void **state) {
    (void)state;
    struct studied s = study_of(
        mail,
        "{\"horizon\": {\"days\": 20, \"warm_up\": 5}, \"customers\": {\"a\": {\"arrivals\": "
        "{\"every\": null, \"at_most\": null, \"rate\": \"2.5/h\"}, \"work\": {\"desk\": "
        "{\"service\": {\"kind\": \"lognormal\", \"mean\": \"50m\", \"cv\": 1.5}}}}}, \"staff\": "
        "{\"clerk\": {\"count\": {\"00:00\": 3, \"00:20\": 4, \"00:40\": 3}}}}",
        (struct study_options){.replications = 50}, NULL);
    /* Nobody works outside of the hour but at wrap-up. */
    assert_true(value_at(&s, "staff.clerk.occupancy") < 1);
    assert_true(value_at(&s, "staff.clerk.occupancy") > 0.5);
    studied_fini(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mistakes_are_named),  cmocka_unit_test(the_work_goes_on_in_the_morning),
        cmocka_unit_test(nights_are_no_work),  cmocka_unit_test(who_has_work_lying_finishes_it),
        cmocka_unit_test(everything_balances),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
