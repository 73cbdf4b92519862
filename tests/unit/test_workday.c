/* SPDX-License-Identifier: GPL-3.0-or-later
 * People's working day in the engine: small days traced by hand, then identities over random ones.
 */
#include <math.h>

#include "observe/tally.h"
#include "support/transcript.h"

/* ---- the story of a group ---- */

static void tell_workday_event(void *self, double now, uint32_t group, uint32_t agent,
                               enum workday_event what, double seconds) {
    static const char *const words[] = {[WORKDAY_BEGAN] = "due",
                                        [WORKDAY_ABSENT] = "absent",
                                        [WORKDAY_BREAK] = "break",
                                        [WORKDAY_BREAK_MISSED] = "missed",
                                        [WORKDAY_ENDED] = "goes"};
    struct transcript *t = self;
    (void)group;
    (void)agent;
    if (what == WORKDAY_BREAK_OVER) {
        return; /* the number present tells */
    }
    text_printf(&t->text, "%s%.10g %s %.10g", t->text.length ? "\n" : "", now, words[what],
                seconds);
}

static void tell_paid(void *self, double now, uint32_t group, size_t scheduled) {
    struct transcript *t = self;
    (void)group;
    text_printf(&t->text, "%s%.10g paid %zu", t->text.length ? "\n" : "", now, scheduled);
}

/* parts: "d" the working day, "p" who is present, "$" who is paid, "s" starts, "l" leaves. */
static char *story_of(const char *json, const char *over, const char *parts) {
    struct observer o = {.workday = strchr(parts, 'd') ? tell_workday_event : NULL,
                         .on_duty = strchr(parts, 'p') ? transcript_present : NULL,
                         .scheduled = strchr(parts, '$') ? tell_paid : NULL,
                         .wait_began = strchr(parts, 'w') ? transcript_waits : NULL,
                         .service_began = strchr(parts, 's') ? transcript_starts : NULL,
                         .contact_ended = strchr(parts, 'l') ? transcript_leaves : NULL};
    return transcript_by(json, over, o);
}

static void check_day(const char *json, const char *over, const char *parts, const char *want) {
    char *story = story_of(json, over, parts);
    if (strcmp(story, want) != 0) {
        fail_msg("the story is\n%s\ninstead of\n%s\n", story, want);
    }
    free(story);
}

/* ---- traced by hand ---- */

/* One agent from 00:00 for an hour, a break at 20 minutes; a customer every ten minutes, who waits
 * for five. */
static const char one_hour[] =
    "{\"horizon\": {\"opens\": \"00:00\", \"closes\": \"02:00\", \"interval\": \"1h\"},"
    "\"customers\": {\"a\": {\"arrivals\": {\"every\": \"10m\", \"at_most\": 6},"
    " \"patience\": \"5m\", \"journey\": [\"desk\"],"
    " \"work\": {\"desk\": {\"service\": \"4m\"}}}},"
    "\"stations\": {\"desk\": {\"kind\": \"desk\"}},"
    "\"staff\": {\"agents\": {\"shifts\": {\"s\": {\"starts\": \"00:00\", \"lasts\": \"1h\","
    " \"count\": 1}}, \"breaks\": {\"tea\": {\"lasts\": \"10m\", \"at\": \"20m\"}},"
    " \"skills\": {\"desk\": {}}}}}";

static void people_come_take_their_break_and_go(void **state) {
    (void)state;
    check_day(one_hour, NULL, "dps",
              "0 due 0\n"
              "0 1/1\n"
              "600 a0 starts desk 0\n"
              "1200 0/0\n"
              "1200 break 0\n"
              "1800 1/1\n"
              "1800 a2 starts desk 0\n"
              "2400 a3 starts desk 0\n"
              "3000 a4 starts desk 0\n"
              "3600 0/0\n"
              "3600 goes 0");
}

static void whoever_is_with_a_customer_takes_his_break_late(void **state) {
    (void)state;
    /* a1 hangs up at 1500; a2 waits from 1800 for the end of the break at 1920. */
    check_day(one_hour, "customers.a.work.desk.service=12m", "dsl",
              "0 due 0\n"
              "600 a0 starts desk 0\n"
              "1320 break 120\n"
              "1320 a0 leaves served helped\n"
              "1500 a1 leaves abandoned given_up\n"
              "1920 a2 starts desk 120\n"
              "2640 a3 starts desk 240\n"
              "2640 a2 leaves served helped\n"
              "3300 a4 leaves abandoned given_up\n"
              "3360 a3 leaves served helped\n"
              "3600 goes 0\n"
              "3900 a5 leaves abandoned given_up");
}

static void the_contact_in_hand_is_finished_after_the_shift(void **state) {
    (void)state;
    check_day(one_hour,
              "{\"customers\": {\"a\": {\"work\": {\"desk\": {\"service\": \"12m\"}}}}, \"staff\": "
              "{\"agents\": {\"breaks\": {\"tea\": {\"lasts\": \"5m\"}}, \"shifts\": {\"s\": "
              "{\"lasts\": \"25m\"}}}}}",
              "dp",
              "0 due 0\n"
              "0 1/1\n"
              "1320 0/0\n"
              "1320 break 120\n"
              "1500 goes 0"); /* the shift ends while he is on his break */
    check_day(one_hour,
              "{\"customers\": {\"a\": {\"work\": {\"desk\": {\"service\": \"17m\"}}}}, \"staff\": "
              "{\"agents\": {\"breaks\": {\"tea\": {\"lasts\": \"5m\"}}, \"shifts\": {\"s\": "
              "{\"lasts\": \"25m\"}}}}}",
              "dp$",
              "0 paid 1\n"
              "0 due 0\n"
              "0 1/1\n"
              "1500 missed 0\n"
              "1500 1/0\n"
              "1500 paid 0\n"
              "1620 goes 120\n"
              "1620 0/0");
}

#define WINDOW                                                                                     \
    "\"breaks\": {\"tea\": {\"lasts\": \"5m\", \"at\": null, \"between\": [\"15m\", \"35m\"]}}"

static void a_break_in_a_window_waits_for_a_quiet_moment(void **state) {
    (void)state;
    /* At 15 minutes he is with a0 until 20 minutes, when a1 joins; then nobody waits. */
    check_day(one_hour,
              "{\"customers\": {\"a\": {\"arrivals\": {\"every\": \"9m\", \"at_most\": 3}, "
              "\"work\": {\"desk\": {\"service\": \"11m\"}}}}, \"staff\": {\"agents\": {" WINDOW
              "}}}",
              "ds",
              "0 due 0\n"
              "540 a0 starts desk 0\n"
              "1200 a1 starts desk 120\n"
              "1860 a2 starts desk 240\n"
              "2520 break 420\n"
              "3600 goes 0");
    check_day(one_hour,
              "{\"customers\": {\"a\": {\"arrivals\": {\"every\": \"11m\", \"at_most\": 2}, "
              "\"work\": {\"desk\": {\"service\": \"10m\"}}}}, \"staff\": {\"agents\": {" WINDOW
              "}}}",
              "ds",
              "0 due 0\n"
              "660 a0 starts desk 0\n"
              "1260 break 0\n"
              "1560 a1 starts desk 240\n"
              "3600 goes 0");
}

/* 49 s and 0.3 s past opening: the sums of the times are rounded, and some would come out too
 * early. */
static void odd_times_lose_no_break(void **state) {
    (void)state;
    for (int i = 1; i < 200; i++) {
        char over[400], want[200];
        snprintf(
            over, sizeof over,
            "{\"customers\": {\"a\": {\"arrivals\": {\"at_most\": 1}}}, \"staff\": {\"agents\": "
            "{\"shifts\": {\"s\": {\"starts\": \"00:00:49\"}}, \"breaks\": {\"tea\": {\"lasts\": "
            "\"1m\", \"at\": \"%.15gs\"}}}}}",
            900 + i * 0.7);
        snprintf(want, sizeof want, "49 due 0\n%.10g break 0\n3649 goes 0", 49 + (900 + i * 0.7));
        check_day(one_hour, over, "d", want);
    }
}

static void at_the_end_of_its_window_a_break_waits_for_nobody(void **state) {
    (void)state;
    /* a3 joined at 2160 and waits as a2 ends at 2520: he must go first. */
    check_day(one_hour,
              "{\"customers\": {\"a\": {\"patience\": \"20m\", \"arrivals\": {\"every\": \"9m\", "
              "\"at_most\": 4}, \"work\": {\"desk\": {\"service\": \"11m\"}}}}, \"staff\": "
              "{\"agents\": {" WINDOW "}}}",
              "ds",
              "0 due 0\n"
              "540 a0 starts desk 0\n"
              "1200 a1 starts desk 120\n"
              "1860 a2 starts desk 240\n"
              "2520 break 420\n"
              "2820 a3 starts desk 660\n"
              "3600 goes 0");
}

static void a_break_follows_so_much_work(void **state) {
    (void)state;
    /* 4 minutes of work each: the tenth minute falls into the third contact, two before its end;
     * then it begins anew. */
    check_day(one_hour,
              "{\"staff\": {\"agents\": {\"breaks\": {\"tea\": {\"at\": null, \"after_work\": "
              "\"10m\", \"lasts\": \"5m\"}}}}}",
              "d",
              "0 due 0\n"
              "2040 break 120\n"
              "3600 goes 0");
    check_day(one_hour,
              "{\"staff\": {\"agents\": {\"breaks\": {\"tea\": {\"at\": null, \"after_work\": "
              "\"8m\", \"lasts\": \"5m\"}}}}}",
              "d",
              "0 due 0\n"
              "1440 break 0\n"
              "2640 break 0\n"
              "3600 goes 0");
}

static void few_at_a_time_go_and_one_comes_back_before_the_next(void **state) {
    (void)state;
    check_day(one_hour,
              "{\"customers\": {\"a\": {\"arrivals\": {\"at_most\": 1}}}, \"staff\": {\"agents\": "
              "{\"shifts\": {\"s\": {\"count\": 4}}, \"breaks\": {\"tea\": {\"lasts\": \"10m\", "
              "\"at\": null, \"between\": [\"15m\", \"35m\"], \"at_once\": 1}}}}}",
              "d",
              "0 due 0\n0 due 0\n0 due 0\n0 due 0\n"
              "900 break 0\n"
              "1500 break 0\n"
              "2100 break 0\n" /* the window ends: the others must */
              "2100 break 0\n"
              "3600 goes 0\n3600 goes 0\n3600 goes 0\n3600 goes 0");
}

static void unpaid_breaks_are_not_scheduled_for_the_absent_either(void **state) {
    (void)state;
    static const char lunch[] = "{\"staff\": {\"agents\": {\"shifts\": {\"s\": {\"lasts\": "
                                "\"90m\"}}, \"breaks\": {\"tea\": "
                                "{\"lasts\": \"30m\"}}%s}}}";
    char over[300];
    snprintf(over, sizeof over, lunch, "");
    check_day(one_hour, over, "d$",
              "0 paid 1\n"
              "0 due 0\n"
              "1200 break 0\n"
              "1200 paid 0\n"
              "3000 paid 1\n"
              "5400 goes 0\n"
              "5400 paid 0");
    snprintf(over, sizeof over, lunch, ", \"absence\": 1");
    check_day(one_hour, over, "dp$",
              "0 paid 1\n"
              "0 due 0\n"
              "0 absent 0\n"
              "1200 paid 0\n"
              "3000 paid 1\n"
              "5400 paid 0");
}

static void the_last_shift_stays_while_customers_are_inside(void **state) {
    (void)state;
    /* Closing at 3600, which is the end of the shift; a4 came at 3000 and a5 at 3500. */
    check_day(
        one_hour,
        "{\"horizon\": {\"closes\": \"01:00\"}, \"customers\": {\"a\": {\"patience\": \"none\", "
        "\"arrivals\": {\"every\": \"700s\"}, \"work\": {\"desk\": {\"service\": \"15m\"}}}}}",
        "dsl",
        "0 due 0\n"
        "700 a0 starts desk 0\n"
        "1600 break 400\n"
        "1600 a0 leaves served helped\n"
        "2200 a1 starts desk 800\n"
        "3100 a2 starts desk 1000\n"
        "3100 a1 leaves served helped\n"
        "4000 a3 starts desk 1200\n"
        "4000 a2 leaves served helped\n"
        "4900 a4 starts desk 1400\n"
        "4900 a3 leaves served helped\n"
        "5800 a4 leaves served helped\n"
        "5800 goes 2200");
    /* Where they are turned away he finishes what he has in hand. */
    check_day(
        one_hour,
        "{\"horizon\": {\"closes\": \"01:00\", \"after_close\": \"turn_away\"}, \"customers\": "
        "{\"a\": {\"patience\": \"none\", \"arrivals\": {\"every\": \"700s\"}, \"work\": "
        "{\"desk\": {\"service\": \"15m\"}}}}}",
        "d",
        "0 due 0\n"
        "1600 break 400\n"
        "4000 goes 400");
}

static void a_shift_goes_on_after_closing(void **state) {
    (void)state;
    check_day(
        one_hour,
        "{\"horizon\": {\"closes\": \"00:40\", \"interval\": \"40m\"}, \"customers\": {\"a\": "
        "{\"arrivals\": {\"at_most\": 1}}}}",
        "dp$",
        "0 paid 1\n"
        "0 due 0\n"
        "0 1/1\n"
        "1200 0/0\n"
        "1200 break 0\n"
        "1800 1/1\n"
        "3600 1/0\n"
        "3600 paid 0\n"
        "3600 goes 0\n"
        "3600 0/0");
}

/* Round the clock, two days: yesterday's night shift is there at the start; today's last one goes
 * on beyond the end of the run. */
static void a_night_shift_goes_on_over_midnight(void **state) {
    (void)state;
    check_day(one_hour,
              "{\"horizon\": {\"closes\": \"24:00\", \"days\": 2}, \"customers\": {\"a\": "
              "{\"arrivals\": {\"at_most\": 1, \"every\": \"30h\"}}}, \"staff\": {\"agents\": "
              "{\"shifts\": {\"s\": {\"starts\": \"22:00\", \"lasts\": \"8h\", \"count\": 1}}, "
              "\"breaks\": {\"tea\": {\"at\": null, \"between\": [\"1h\", \"3h\"]}}}}}",
              "dp",
              "0 1/1\n"
              "0 0/0\n"
              "0 break 0\n"
              "600 1/1\n"
              "21600 0/0\n"
              "21600 goes 0\n"
              "79200 due 0\n"
              "79200 1/1\n"
              "82800 0/0\n"
              "82800 break 0\n"
              "83400 1/1\n"
              "86400 1/1\n"
              "108000 0/0\n"
              "108000 goes 0\n"
              "165600 due 0\n"
              "165600 1/1\n"
              "169200 0/0\n"
              "169200 break 0\n"
              "169800 1/1");
}

static void shifts_are_worked_on_their_weekdays(void **state) {
    (void)state;
    check_day(one_hour,
              "{\"horizon\": {\"days\": 4, \"weekdays\": [\"fri-mon\"]}, \"customers\": {\"a\": "
              "{\"arrivals\": {\"at_most\": 1}}}, \"staff\": {\"agents\": {\"breaks\": null, "
              "\"shifts\": {\"s\": {\"on\": [\"mon\", \"sat\"]}}}}}",
              "d",
              "86400 due 0\n"
              "90000 goes 0\n"
              "259200 due 0\n"
              "262800 goes 0");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(people_come_take_their_break_and_go),
        cmocka_unit_test(whoever_is_with_a_customer_takes_his_break_late),
        cmocka_unit_test(the_contact_in_hand_is_finished_after_the_shift),
        cmocka_unit_test(a_break_in_a_window_waits_for_a_quiet_moment),
        cmocka_unit_test(odd_times_lose_no_break),
        cmocka_unit_test(at_the_end_of_its_window_a_break_waits_for_nobody),
        cmocka_unit_test(a_break_follows_so_much_work),
        cmocka_unit_test(few_at_a_time_go_and_one_comes_back_before_the_next),
        cmocka_unit_test(unpaid_breaks_are_not_scheduled_for_the_absent_either),
        cmocka_unit_test(the_last_shift_stays_while_customers_are_inside),
        cmocka_unit_test(a_shift_goes_on_after_closing),
        cmocka_unit_test(a_night_shift_goes_on_over_midnight),
        cmocka_unit_test(shifts_are_worked_on_their_weekdays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
