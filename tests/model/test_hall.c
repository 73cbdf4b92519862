/* SPDX-License-Identifier: GPL-3.0-or-later
 * Halls and centers with people in them: V3, V9, V11 and V12 of people.md, simulated. */
#include <math.h>

#include "support/check.h"
#include "support/study.h"

/* ---- the hall: six counters, 7 minutes, 44 an hour at three o'clock ---- */

static const char hall[] =
    "{\"horizon\": {\"opens\": \"09:00\", \"closes\": \"18:00\", \"interval\": \"30m\"}, "
    "\"customers\": {\"c\": {\"arrivals\": {\"rate\": {\"09:00\": \"40/h\", \"11:00\": \"36/h\", "
    "\"14:00\": \"44/h\", \"16:00\": \"36/h\"}}, \"patience\": {\"kind\": \"weibull\", \"mean\": "
    "\"45m\", \"shape\": 1.5}, \"journey\": [{\"at\": \"kiosk\", \"chance\": 0, \"unresolved\": "
    "\"counter\"}, \"counter\"], \"work\": {\"kiosk\": {\"service\": {\"kind\": \"lognormal\", "
    "\"mean\": \"4m\", \"cv\": 0.5}, \"resolves\": 0.95}, \"counter\": {\"service\": {\"kind\": "
    "\"lognormal\", \"mean\": \"7m\", \"cv\": 1}}}}}, \"places\": {\"hall\": {\"seats\": 30, "
    "\"temperature\": {\"target\": 25, \"outdoors\": 33, \"tau\": \"60m\"}}}, \"stations\": "
    "{\"counter\": {\"kind\": \"desk\", \"place\": \"hall\"}, \"kiosk\": {\"kind\": \"machines\", "
    "\"count\": 2, \"balks\": {\"waiting\": {\"1\": 1}}}}, \"staff\": {\"clerks\": {\"count\": 6, "
    "\"skills\": {\"counter\": {}}}}, \"people\": {\"outcome\": {}, \"felt_wait\": {\"seated\": "
    "1}, \"pace\": {\"pressure\": 0, \"agent_spread\": 0, \"shared_line\": 0.0686}}}";

#define FAILS "\"places\": {\"hall\": {\"temperature\": {\"fails\": {\"at\": \"13:00\"}}}}"

enum { DAYS = 3000, AT_THREE = 12 };

/* How many leave the counter on each day of those who came to it between three and half past. */
struct leavers {
    unsigned day[DAYS];
};

static void leaver_add(void *self, double now, const struct customer *c, uint32_t station,
                       enum visit_outcome outcome, bool served, double waited) {
    unsigned *day = self;
    (void)now, (void)station, (void)served, (void)waited;
    *day += outcome == VISIT_ABANDONED && c->join_interval == AT_THREE;
}

static struct observer leavers_observer(void *context, size_t thread, size_t replication) {
    struct leavers *l = context;
    (void)thread;
    return (struct observer){.self = &l->day[replication], .visit_ended = leaver_add};
}

/* leavers: NULL: nobody counts them by day. */
static struct studied hall_watched(const char *over, struct leavers *leavers) {
    struct study_beside beside = {leavers, leavers_observer};
    return study_of(
        hall, over,
        (struct study_options){.replications = DAYS, .seed = 5, .beside = leavers ? &beside : NULL},
        NULL);
}

static struct studied hall_with(const char *over) {
    return hall_watched(over, NULL);
}

static double at_least_two(const struct leavers *l) {
    double n = 0;
    for (size_t i = 0; i < DAYS; i++) {
        n += l->day[i] >= 2;
    }
    return n / DAYS;
}

/* Of the counter, between three and half past. */
static double at_three(const struct studied *s, const char *column) {
    size_t half = 0;
    for (size_t i = 0; i < s->results->n_intervals; i++) {
        const struct interval_row *row = &s->results->intervals[i];
        bool counter = row->kind == ROW_STATION && strcmp(row->name, "counter") == 0;
        if (counter && half++ == AT_THREE) {
            return interval_value(row, column);
        }
    }
    fail_msg("no interval at three");
    return NAN;
}

/* V12: 1.1 leave from three to half past, 2.2 in the heat; with a greeter who sends seven in ten of
 * the simple jobs (taken as half of all) to two kiosks and takes 8 % off the work at the counter,
 * 0.4. */
static void heat_doubles_who_leaves_the_hall(void **state) {
    (void)state;
    struct leavers mild = {{0}}, heated = {{0}};
    struct studied cool = hall_watched(NULL, &mild), hot = hall_watched("{" FAILS "}", &heated);
    struct studied helped = hall_with(
        "{" FAILS ", \"customers\": {\"c\": {\"journey\": [{\"at\": \"kiosk\", \"chance\": 0.35, "
        "\"unresolved\": \"counter\", \"resolved\": \"exit\", \"balked\": \"counter\"}, "
        "\"counter\"], \"work\": {\"counter\": {\"service\": {\"kind\": \"lognormal\", \"mean\": "
        "\"386.4s\", \"cv\": 1}}}}}}");
    double before = at_three(&cool, "abandoned"), after = at_three(&hot, "abandoned");
    double two = at_least_two(&mild), two_hot = at_least_two(&heated);
    print_message("V12: %.2f leave, two or more on %.2f of the days; %.2f and %.2f in the heat; "
                  "%.2f with greeter and kiosks\n",
                  before, two, after, two_hot, at_three(&helped, "abandoned"));
    check_near(before, 1.1, 0.2);
    check_near(after, 2.2, 0.35);
    check_near(after / before, 2.0, 0.2);
    assert_true(two < two_hot);
    assert_true(at_three(&helped, "abandoned") < 0.4);
    studied_fini(&cool);
    studied_fini(&hot);
    studied_fini(&helped);
}

/* V12's waits of 5.6 and 8.0 minutes, and two or more on 0.26 and 0.51 of the days: as many leave
 * with such waits only where the clock of an idle wait runs as the wall's does (here it runs 1.36
 * times as fast, and waits are 3.4 and 4.7 minutes), and where a little more come before three than
 * is said there. 46 an hour from nine on make it 5.3 and 7.3 while as many leave. */
static void waits_in_the_heat_grow_by_as_much_as_published(void **state) {
    (void)state;
#define PLAIN                                                                                      \
    "\"customers\": {\"c\": {\"arrivals\": {\"rate\": {\"09:00\": \"46/h\", \"11:00\": \"46/h\", " \
    "\"14:00\": \"46/h\", \"16:00\": \"46/h\"}}}}, \"people\": {\"felt_wait\": {\"uninformed\": "  \
    "1}}"
    struct leavers mild = {{0}}, heated = {{0}};
    struct studied cool = hall_watched("{" PLAIN "}", &mild),
                   hot = hall_watched("{" FAILS ", " PLAIN "}", &heated);
    double wait = at_three(&cool, "mean_wait_s") / 60, longer = at_three(&hot, "mean_wait_s") / 60;
    double two = at_least_two(&mild), two_hot = at_least_two(&heated);
    print_message("V12: waits of %.1f and %.1f min, %.2f and %.2f leave, two or more on %.2f and "
                  "%.2f of the days\n",
                  wait, longer, at_three(&cool, "abandoned"), at_three(&hot, "abandoned"), two,
                  two_hot);
    check_near(wait, 5.6, 0.5);
    check_near(longer, 8.0, 0.8);
    check_near(longer / wait, 8.0 / 5.6, 0.08);
    check_near(at_three(&cool, "abandoned"), 1.1, 0.2);
    check_near(at_three(&hot, "abandoned"), 2.2, 0.35);
    check_near(two, 0.26, 0.04);
    check_near(two_hot, 0.51, 0.06);
    studied_fini(&cool);
    studied_fini(&hot);
#undef PLAIN
}

/* V11: with one of six clerks gone both rise by more than 20 %, the vicious circle. */
static void one_clerk_fewer_makes_more_leave_and_turn_hostile(void **state) {
    (void)state;
    struct studied six = hall_with(NULL), five = hall_with("{\"staff\": {\"clerks\": {\"count\": "
                                                           "5}}}");
    double left = value_at(&five, "total.abandoned") / value_at(&six, "total.abandoned");
    double a = value_at(&six, "staff.clerks.hostile"), b = value_at(&five, "staff.clerks.hostile");
    double hostile = value_at(&five, "staff.clerks.hostile_per_shift") /
                     value_at(&six, "staff.clerks.hostile_per_shift");
    print_message("V11: leavers x %.2f, hostile for each clerk's day x %.2f (%.3f to %.3f of "
                  "services)\n",
                  left, hostile, a, b);
    assert_true(left > 1.2 && hostile > 1.2);
    studied_fini(&six);
    studied_fini(&five);
}

/* ---- the center: V9 ---- */

static void a_normal_day_has_some_ten_hostile_contacts(void **state) {
    (void)state;
    struct studied s = study_of(
        "{\"horizon\": {\"opens\": \"08:00\", \"closes\": \"16:00\"}, \"customers\": {\"c\": "
        "{\"arrivals\": {\"rate\": \"300/h\"}, \"patience\": {\"kind\": \"hyperexponential\", "
        "\"parts\": [{\"share\": 0.2, \"mean\": \"30s\"}, {\"share\": 0.8, \"mean\": \"8m\"}]}, "
        "\"journey\": [\"phones\"], \"work\": {\"phones\": {\"service\": {\"kind\": \"lognormal\", "
        "\"mean\": \"230s\", \"cv\": 1}}}}}, \"stations\": {\"phones\": {\"kind\": \"desk\"}}, "
        "\"staff\": {\"g\": {\"count\": 20, \"skills\": {\"phones\": {}}}}, \"people\": "
        "{\"energy\": {}, \"pace\": {}, \"outcome\": {}, \"felt_wait\": {}}}",
        NULL, (struct study_options){.replications = 100, .seed = 5}, NULL);
    double a_day = value_at(&s, "staff.g.served") / 20,
           hostile = value_at(&s, "staff.g.hostile_per_shift");
    print_message("V9: %.1f hostile of %.0f contacts, for each agent and day\n", hostile, a_day);
    assert_true(a_day > 100 && a_day < 120);
    assert_true(hostile > 6 && hostile < 14);
    studied_fini(&s);
}

/* ---- twelve hours: V3 ---- */

static double resolved_in(const struct studied *s, size_t hour) {
    size_t at = 0;
    for (size_t i = 0; i < s->results->n_intervals; i++) {
        const struct interval_row *row = &s->results->intervals[i];
        if (row->kind == ROW_STATION && !row->after_close && at++ == hour) {
            return interval_value(row, "completed") / interval_value(row, "offered");
        }
    }
    fail_msg("no such hour");
    return NAN;
}

/* Breaks of 15, 30 and 15 minutes; nobody waits, so that a service belongs to its hour. Longer
 * nights make fresher mornings: test_energy. */
static struct studied twelve_hours(const char *energy) {
    char over[100];
    snprintf(over, sizeof over, "{\"people\": {\"energy\": {%s}}}", energy);
    return study_of(
        "{\"horizon\": {\"opens\": \"06:00\", \"closes\": \"18:00\", \"interval\": \"1h\", "
        "\"days\": "
        "6, \"warm_up\": 2}, \"customers\": {\"c\": {\"arrivals\": {\"rate\": \"170/h\"}, "
        "\"journey\": [\"ward\"], \"work\": {\"ward\": {\"service\": \"5m\", \"resolves\": "
        "0.4}}}}, "
        "\"stations\": {\"ward\": {\"kind\": \"desk\"}}, \"staff\": {\"g\": {\"shifts\": {\"s\": "
        "{\"starts\": \"06:00\", \"lasts\": \"12h\", \"count\": 18, \"breaks\": {\"a\": {\"at\": "
        "\"3h\", \"lasts\": \"15m\"}, \"b\": {\"at\": \"6h\", \"lasts\": \"30m\"}, \"c\": {\"at\": "
        "\"9h\", \"lasts\": \"15m\"}}}}, \"skills\": {\"ward\": {}}}}, \"people\": {\"energy\": "
        "{}, "
        "\"outcome\": {}}}",
        over, (struct study_options){.replications = 60, .seed = 5}, NULL);
}

/* Hand hygiene fell from 43 % in the first hour to 35 % in the last (Dai, Milkman, Hofmann & Staats
 * 2015); at the reference fatigue, which lies between, it is 40 %. With the wave of the day work
 * tires more all day, by 30 % in the first hour and not at all in the eleventh: the last hour is as
 * it was, within the same two points. */
static void the_last_of_twelve_hours_is_the_worst(void **state) {
    (void)state;
    static const char *const energy[] = {"", "\"circadian\": 0.06"};
    double first[2], last[2];
    for (size_t i = 0; i < 2; i++) {
        struct studied s = twelve_hours(energy[i]);
        first[i] = resolved_in(&s, 0);
        last[i] = resolved_in(&s, 11);
        print_message("V3: %.3f in the first hour, %.3f in the last%s\n", first[i], last[i],
                      i > 0 ? ", with the wave of the day" : "");
        check_near(first[i], 0.43, 0.01);
        check_near(last[i], 0.35, 0.02);
        studied_fini(&s);
    }
    assert_true(first[1] < first[0]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(heat_doubles_who_leaves_the_hall),
        cmocka_unit_test(waits_in_the_heat_grow_by_as_much_as_published),
        cmocka_unit_test(one_clerk_fewer_makes_more_leave_and_turn_hostile),
        cmocka_unit_test(a_normal_day_has_some_ten_hostile_contacts),
        cmocka_unit_test(the_last_of_twelve_hours_is_the_worst),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
