/* SPDX-License-Identifier: GPL-3.0-or-later
 * Staff who tire: V1, V2, V4 and V8 of people.md, simulated. */
#include <math.h>

#include "support/study.h"

static struct studied day_of(const char *horizon, const char *staff, const char *people,
                             const char *rest) {
    char json[3000];
    snprintf(json, sizeof json,
             "{\"horizon\": {\"opens\": \"08:00\", \"interval\": \"30m\", \"after_close\": "
             "\"turn_away\", %s}, \"staff\": {\"g\": {%s, \"skills\": {\"desk\": {}}}}, "
             "\"people\": {%s}, %s}",
             horizon, staff, people, rest);
    return study_of(json, NULL, (struct study_options){.replications = 30, .seed = 1}, NULL);
}

/* Always somebody has just come and waits, so that who is not on a break works. */
static const char always_busy[] =
    "\"customers\": {\"c\": {\"arrivals\": {\"rate\": \"1500/h\"}, \"journey\": [\"desk\"], "
    "\"work\": {\"desk\": {\"service\": {\"kind\": \"constant\", \"value\": \"2m\"}}}}}, "
    "\"stations\": {\"desk\": {\"kind\": \"desk\", \"lines\": 8}}";

#define LUNCH "\"lunch\": {\"at\": \"3h30m\", \"lasts\": \"60m\"}"
#define TWO                                                                                        \
    "\"a\": {\"at\": \"1h45m\", \"lasts\": \"15m\"}, \"b\": {\"at\": \"6h\", \"lasts\": \"15m\"}"
#define FOUR                                                                                       \
    "\"c\": {\"at\": \"52m\", \"lasts\": \"5m\"}, \"d\": {\"at\": \"2h40m\", \"lasts\": \"5m\"}, " \
    "\"e\": {\"at\": \"5h15m\", \"lasts\": \"5m\"}, \"f\": {\"at\": \"7h\", \"lasts\": \"5m\"}"

struct worked {
    double output; /* minutes of work at the reference, a person */
    double handle, fatigue, last_to_first;
};

/* Of the group, in an hour of the day (from 0): of its first half and the second. */
static double handle_in(const struct studied *s, size_t hour) {
    double sum = 0;
    size_t half = 0;
    for (size_t i = 0; i < s->results->n_intervals; i++) {
        const struct interval_row *row = &s->results->intervals[i];
        if (row->kind == ROW_GROUP && !row->after_close && half++ / 2 == hour) {
            sum += interval_value(row, "handle_time_s");
        }
    }
    return sum / 2;
}

static struct worked worked_of(const char *lasts, const char *closes, const char *breaks) {
    char staff[900], horizon[60];
    size_t hours = (size_t)strtol(lasts, NULL, 10);
    snprintf(staff, sizeof staff,
             "\"shifts\": {\"day\": {\"starts\": \"08:00\", \"lasts\": \"%s\", \"count\": 5, "
             "\"breaks\": {%s}}}",
             lasts, breaks);
    snprintf(horizon, sizeof horizon, "\"closes\": \"%s\"", closes);
    struct studied s = day_of(horizon, staff, "\"energy\": {}", always_busy);
    struct worked w = {.output = value_at(&s, "staff.g.served") / 5 * 2,
                       .handle = value_at(&s, "staff.g.handle_time"),
                       .fatigue = value_at(&s, "staff.g.fatigue"),
                       .last_to_first = handle_in(&s, hours - 1) / handle_in(&s, 0)};
    studied_fini(&s);
    return w;
}

/* people.md's output is in minutes of work at the reference; breaks are where they usually are, it
 * does not say where its own were. */
static void breaks_pay_for_themselves_up_to_a_point(void **state) {
    (void)state;
    struct worked none = worked_of("7h", "15:00", ""), lunch = worked_of("8h", "16:00", LUNCH),
                  two = worked_of("8h", "16:00", LUNCH ", " TWO),
                  four = worked_of("8h", "16:00", LUNCH ", " TWO ", " FOUR);
    /* V4 */
    check_close(none.output, 361.6, 0.01);
    check_close(lunch.output, 383.8, 0.01);
    check_close(two.output, 386.3, 0.01);
    check_close(four.output, 383.9, 0.01);
    assert_true(two.output > lunch.output && two.output > four.output);
    check_close(none.last_to_first, 1.30, 0.02);
    check_close(lunch.last_to_first, 1.25, 0.02);
    check_close(two.last_to_first, 1.115, 0.03);
    check_close(four.last_to_first, 1.04, 0.03);
    /* V1 */
    check_close(four.output, two.output, 0.02);
    assert_true(1 - four.handle / two.handle > 0.035 && 1 - four.handle / two.handle < 0.055);
    assert_true(fabs(two.fatigue - 0.34) < 0.04 && fabs(four.fatigue - 0.25) < 0.04);
}

/* Each of 20 people has a customer who comes again some 64 s after his service: 85 % busy. */
static double served_in(const char *closes) {
    char horizon[60];
    snprintf(horizon, sizeof horizon, "\"closes\": \"%s\"", closes);
    struct studied s = day_of(
        horizon, "\"count\": 20", "\"energy\": {}",
        "\"customers\": {\"c\": {\"arrivals\": {\"fleet\": 20}, \"journey\": [\"desk\", \"gap\"], "
        "\"work\": {\"desk\": {\"service\": {\"kind\": \"constant\", \"value\": \"6m\"}}, \"gap\": "
        "{\"service\": {\"kind\": \"exponential\", \"mean\": \"63.5s\"}}}}}, \"stations\": "
        "{\"desk\": "
        "{\"kind\": \"desk\"}, \"gap\": {\"kind\": \"delay\"}}");
    double served = value_at(&s, "staff.g.served");
    studied_fini(&s);
    return served;
}

/* V2: a shift of five hours at 85 % occupancy; the mean and the marginal hour. */
static void a_longer_shift_yields_nine_tenths_of_its_length(void **state) {
    (void)state;
    double marginal = served_in("13:30") - served_in("12:30"), mean = served_in("13:00") / 5;
    assert_true(fabs(marginal / mean - 0.90) < 0.02);
}

/* The same by hand: somebody always at work on pieces of two minutes, each of which lasts as long
 * as he is tired, and tires by its hour, as it begins. F begins at what a night of 16 hours leaves.
 */
static double pieces_done(double opens, double hours, double circadian) {
    const double tires_in = 6300, slowing = 0.5, reference = 0.34, pi = 3.14159265358979323846;
    double f = reference * 0.1, at = opens * 3600, done = 0;
    for (;; done++) {
        double lasts = 120 * (1 + slowing * f) / (1 + slowing * reference);
        double wave = 2.5 * cos(2 * pi * (at / 3600 - 16.8) / 24);
        if (at + lasts > (opens + hours) * 3600) {
            return done;
        }
        f = 1 - (1 - f) * exp(-lasts / tires_in * (1 + circadian * (2.5 - wave)));
        at += lasts;
    }
}

static double pieces_simulated(const char *opens, const char *closes, double circadian) {
    char json[1500];
    snprintf(json, sizeof json,
             "{\"horizon\": {\"opens\": \"%s\", \"closes\": \"%s\", \"after_close\": "
             "\"turn_away\"}, \"customers\": {\"c\": {\"arrivals\": {\"fleet\": 20}, "
             "\"journey\": [\"desk\"], \"work\": {\"desk\": {\"service\": {\"kind\": "
             "\"constant\", \"value\": \"2m\"}}}}}, \"stations\": {\"desk\": {\"kind\": "
             "\"desk\"}}, \"staff\": {\"g\": {\"count\": 1, \"skills\": {\"desk\": {}}}}, "
             "\"people\": {\"energy\": {\"circadian\": %g}}}",
             opens, closes, circadian);
    struct studied s =
        study_of(json, NULL, (struct study_options){.replications = 1, .seed = 1}, NULL);
    double served = value_at(&s, "staff.g.served");
    studied_fini(&s);
    return served;
}

/* Eight hours from midnight against eight from ten, with people.md's 0.06 and more. */
static void a_night_is_slower_than_a_day(void **state) {
    (void)state;
    double night = pieces_simulated("00:00", "08:00", 0.2),
           day = pieces_simulated("10:00", "18:00", 0.2),
           usual = pieces_simulated("00:00", "08:00", 0.06);
    double off = pieces_simulated("00:00", "08:00", 0);
    print_message("circadian: %g pieces without it, %g at night at 0.06, at 0.2 %g at night and %g "
                  "by day\n",
                  off, usual, night, day);
    check_near(night, pieces_done(0, 8, 0.2), 1);
    check_near(day, pieces_done(10, 8, 0.2), 1);
    check_near(usual, pieces_done(0, 8, 0.06), 1);
    check_near(off, pieces_done(0, 8, 0), 1);
    assert_true(night < usual && usual < off && night < day && day <= off);
}

/* V8, through a place whose air is held at a temperature. */
static void a_hot_hall_slows_its_staff(void **state) {
    (void)state;
    static const struct {
        double degrees, factor;
    } heat[] = {{22, 0.983}, {26, 1.011}, {28, 1.040}, {30, 1.077}, {32, 1.118}};
    for (size_t i = 0; i < sizeof heat / sizeof heat[0]; i++) {
        char rest[700];
        snprintf(
            rest, sizeof rest,
            "\"customers\": {\"c\": {\"arrivals\": {\"rate\": \"5/h\"}, \"journey\": [\"desk\"], "
            "\"work\": {\"desk\": {\"service\": {\"kind\": \"constant\", \"value\": \"100s\"}}}}},"
            " \"stations\": {\"desk\": {\"kind\": \"desk\", \"place\": \"hall\"}}, \"places\": "
            "{\"hall\": {\"temperature\": {\"target\": %g, \"outdoors\": 35}}}",
            heat[i].degrees);
        struct studied s = day_of("\"closes\": \"12:00\"", "\"count\": 9",
                                  "\"pace\": {\"agent_spread\": 0, \"pressure\": 0}", rest);
        check_close(value_at(&s, "staff.g.handle_time"), 100 * heat[i].factor, 0.0006);
        studied_fini(&s);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(breaks_pay_for_themselves_up_to_a_point),
        cmocka_unit_test(a_longer_shift_yields_nine_tenths_of_its_length),
        cmocka_unit_test(a_night_is_slower_than_a_day),
        cmocka_unit_test(a_hot_hall_slows_its_staff),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
