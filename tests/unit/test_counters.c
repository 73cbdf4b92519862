/* SPDX-License-Identifier: GPL-3.0-or-later
 * Figures of days with very few customers, by hand. */
#include "observe/counters.h"

#include "support/study.h"

static struct studied two_replications(const char *json, const char *over) {
    return study_of(json, over, (struct study_options){.replications = 2}, NULL);
}

/* One of ten machines is busy from 9:59 to 11:00; they stand open from 8:00 to 10:00. */
static void idle_machines_are_not_there_after_closing(void **state) {
    (void)state;
    static const char late[] =
        "{ \"horizon\": {\"opens\": \"08:00\", \"closes\": \"10:00\", \"interval\": \"1h\"},"
        "  \"customers\": {\"a\": {\"arrivals\": {\"times\": [\"09:59\"]}, \"journey\": [\"ivr\"],"
        "    \"work\": {\"ivr\": {\"service\": \"61m\"}}}},"
        "  \"stations\": {\"ivr\": {\"kind\": \"machines\", \"count\": 10}},"
        "  \"money\": {\"stations\": {\"ivr\": \"3/h\"}} }";
    struct studied s = two_replications(late, NULL);
    check_close(value_at(&s, "stations.ivr.utilisation"), 61.0 / (10 * 120 + 60), 1e-12);
    check_close(value_at(&s, "stations.ivr.cost"), 3 * 10 * 2, 1e-12);
    studied_fini(&s);
}

static void a_delay_is_paid_by_the_hour_it_is_open(void **state) {
    (void)state;
    struct studied s = two_replications(
        NULL,
        "{\"stations\": {\"walk\": {\"kind\": \"delay\"}}, \"customers\": {\"callers\": "
        "{\"journey\": [\"walk\", \"phones\"], \"work\": {\"walk\": {\"service\": \"1m\"}}}}, "
        "\"money\": {\"stations\": {\"walk\": \"2/h\"}}}");
    check_close(value_at(&s, "stations.walk.cost"), 8, 1e-12);
    check_close(value_at(&s, "total.cost"), 8, 1e-12);
    studied_fini(&s);
}

/* Two of another company's come with one of ours; each visit costs 1. */
static void visits_of_rivals_are_not_paid_for(void **state) {
    (void)state;
    static const char together[] =
        "{ \"horizon\": {\"opens\": \"08:00\", \"closes\": \"10:00\", \"interval\": \"1h\"},"
        "  \"customers\": {\"ours\": {\"arrivals\": {\"times\": [\"08:00\"]}, \"journey\": "
        "[\"ivr\"],"
        "      \"work\": {\"ivr\": {\"service\": \"1m\"}}},"
        "    \"theirs\": {\"arrivals\": {\"times\": [\"08:30\", \"09:00\"]}, \"journey\": "
        "[\"ivr\"],"
        "      \"work\": {\"ivr\": {\"service\": \"1m\"}}, \"rival\": true}},"
        "  \"stations\": {\"ivr\": {\"kind\": \"machines\", \"count\": 10}},"
        "  \"money\": {\"stations\": {\"ivr\": \"1/contact\"}} }";
    struct studied s = two_replications(together, NULL);
    check_close(value_at(&s, "stations.ivr.arrived"), 3, 1e-12);
    check_close(value_at(&s, "stations.ivr.cost"), 1, 1e-12);
    check_close(value_at(&s, "total.cost"), 1, 1e-12);
    studied_fini(&s);
}

/* Two come at 9:00 and 9:00:30 to a desk for one; the second comes again at the next opening. He is
 * in orbit for 59:30 of the four hours and the minute at most that the two days last; nobody is
 * counted overnight. The first is inside for a minute, the second on the next day. */
static void nights_are_not_counted(void **state) {
    (void)state;
    static const char two_days[] =
        "{ \"horizon\": {\"opens\": \"08:00\", \"closes\": \"10:00\", \"interval\": \"1h\","
        "    \"days\": 2},"
        "  \"customers\": {\"a\": {\"arrivals\": {\"times\": [\"2024-05-06 09:00\","
        "    \"2024-05-06 09:00:30\"]}, \"journey\": [\"desk\"],"
        "    \"work\": {\"desk\": {\"service\": \"1m\"}},"
        "    \"returns\": {\"blocked\": {\"chance\": 1, \"after\": \"3h\"}}}},"
        "  \"stations\": {\"desk\": {\"kind\": \"desk\", \"seats\": 0}},"
        "  \"staff\": {\"one\": {\"count\": 1, \"skills\": {\"desk\": {}}}} }";
    struct studied s = two_replications(two_days, NULL);
    check_close(value_at(&s, "total.in_orbit"), 3570.0 / 14400, 1e-12);
    check_close(value_at(&s, "total.mean_in_system"), 120.0 / 14400, 1e-12);
    check_close(value_at(&s, "total.tries_per_customer"), 1.5, 1e-12);
    studied_fini(&s);
}

/* a1 comes one second after a0, who is served for a minute. */
static const char a_second_apart[] =
    "{ \"horizon\": {\"opens\": \"08:00\", \"closes\": \"10:00\", \"interval\": \"1h\"},"
    "  \"customers\": {\"a\": {\"arrivals\": {\"times\": [\"08:00:00\", \"08:00:01\"]},"
    "    \"journey\": [\"desk\"], \"work\": {\"desk\": {\"service\": \"1m\"}}}},"
    "  \"stations\": {\"desk\": {\"kind\": \"desk\"}},"
    "  \"staff\": {\"one\": {\"count\": 1, \"skills\": {\"desk\": {}}}},"
    "  \"standards\": {\"done\": {\"from\": \"desk.joined\", \"to\": \"desk.ended\","
    "    \"share\": 0.5, \"within\": \"10m\"}} }";

static void who_leaves_the_line_does_not_come_to_its_end(void **state) {
    (void)state;
    struct studied s = two_replications(a_second_apart, "customers.a.patience=5s");
    check_close(value_at(&s, "standards.done.value"), 0.5, 1e-12);
    studied_fini(&s);
}

static void who_does_not_join_begins_no_stretch(void **state) {
    (void)state;
    struct studied s = two_replications(a_second_apart, "stations.desk.seats=0");
    check_close(value_at(&s, "standards.done.value"), 1, 1e-12);
    studied_fini(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(idle_machines_are_not_there_after_closing),
        cmocka_unit_test(a_delay_is_paid_by_the_hour_it_is_open),
        cmocka_unit_test(visits_of_rivals_are_not_paid_for),
        cmocka_unit_test(nights_are_not_counted),
        cmocka_unit_test(who_leaves_the_line_does_not_come_to_its_end),
        cmocka_unit_test(who_does_not_join_begins_no_stretch),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
