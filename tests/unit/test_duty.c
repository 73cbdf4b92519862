/* SPDX-License-Identifier: GPL-3.0-or-later
 * Working days against counts, the binomial law and the identities of time on duty. */
#include <math.h>

#include "support/tallied.h"

/* ---- the same as a count ---- */

/* Random customers all day long; a third group helps after a while. */
static const char busy_day[] =
    "{\"horizon\": {\"opens\": \"08:00\", \"closes\": \"18:00\", \"interval\": \"1h\"%s},"
    "\"customers\": {\"a\": {\"arrivals\": {\"rate\": \"90/h\", \"day_spread\": {\"cv\": 0.2}},"
    " \"patience\": {\"kind\": \"exponential\", \"mean\": \"4m\"}, \"journey\": [\"desk\"],"
    " \"work\": {\"desk\": {\"service\": {\"kind\": \"lognormal\", \"mean\": \"5m\", \"cv\": 1},"
    " \"wrap_up\": \"30s\"}}}},"
    "\"stations\": {\"desk\": {\"kind\": \"desk\"}},"
    "\"staff\": {\"agents\": {%s, \"skills\": {\"desk\": {}}},"
    " \"others\": {\"count\": 2, \"skills\": {\"desk\": {\"rank\": 2, \"after\": \"30s\"}}}}}";

/* People who only come, and go after closing, are the same as a count that only grows. */
static void shifts_without_breaks_are_a_count_that_grows(void **state) {
    (void)state;
    static const char shifts[] =
        "\"shifts\": {\"b\": {\"starts\": \"08:00\", \"lasts\": \"10h\", \"count\": 4}, "
        "\"a\": {\"starts\": \"09:30\", \"lasts\": \"9h\", \"count\": 3}, "
        "\"c\": {\"starts\": \"14:00\", \"lasts\": \"4h30m\", \"count\": 2}}";
    static const char count[] = "\"count\": {\"08:00\": 4, \"09:30\": 7, \"14:00\": 9}";
    char with_shifts[2000], with_count[2000];
    snprintf(with_shifts, sizeof with_shifts, busy_day, ", \"days\": 5", shifts);
    snprintf(with_count, sizeof with_count, busy_day, ", \"days\": 5", count);
    char *one = transcript_of(with_shifts, NULL, "wsl");
    char *other = transcript_of(with_count, NULL, "wsl");
    assert_true(strlen(one) > 50000);
    assert_string_equal(one, other);
    free(one);
    free(other);
}

/* ---- absence ---- */

struct day_count {
    double due, absent;
    char who[64]; /* 'x' an absent person of the first group, '.' another */
};

static void note_absence(void *self, double now, uint32_t group, uint32_t agent,
                         enum workday_event what, double seconds) {
    struct day_count *c = self;
    (void)now;
    (void)seconds;
    (void)agent;
    if (group == 0 && what == WORKDAY_BEGAN) {
        c->who[(size_t)c->due % 64] = '.';
        c->due++;
    }
    if (group == 0 && what == WORKDAY_ABSENT) {
        c->who[(size_t)(c->due - 1) % 64] = 'x';
        c->absent++;
    }
}

static struct day_count absences(const char *staff, size_t replications) {
    char json[2000];
    snprintf(json, sizeof json, busy_day, "", staff);
    struct scenario *s = read_sound(json, NULL);
    struct diag d = {0};
    struct model *m = model_compile(s, (struct model_options){0}, &d);
    struct engine *e = engine_new(m);
    struct day_count c = {0};
    struct observer o = {.self = &c, .workday = note_absence};
    for (size_t i = 0; i < replications; i++) {
        engine_run(e, NULL, 7, i, &o, 1, (struct engine_limits){0});
    }
    engine_free(e);
    model_free(m);
    scenario_free(s);
    diag_fini(&d);
    return c;
}

/* Binomial: 4,000 people, a standard error of 0.0052; four and a half of them, false alarms 7 in a
 * million. */
static void absence_is_binomial(void **state) {
    (void)state;
    static const char *const staff[] = {
        "\"absence\": 0.13, \"count\": {\"08:00\": 15, \"12:00\": 20}",
        "\"absence\": 0.13, \"shifts\": {\"a\": {\"starts\": \"08:00\", \"lasts\": \"10h\", "
        "\"count\": 11}, \"b\": {\"starts\": \"09:00\", \"lasts\": \"9h\", \"count\": 9}}"};
    for (size_t i = 0; i < 2; i++) {
        struct day_count c = absences(staff[i], 200);
        check_close(c.due, 4000, 0);
        check_near(c.absent / c.due, 0.13, 4.5 * sqrt(0.13 * 0.87 / 4000));
    }
}

/* Who is absent depends on who he is: more people and more shifts change nobody else. */
static void absence_is_addressed(void **state) {
    (void)state;
    static const char shift[] = "\"absence\": 0.3, \"shifts\": {\"b\": {\"starts\": \"08:00\", "
                                "\"lasts\": \"10h\", \"count\": %d}%s}";
    char few[300], more[300], absent_more[300];
    snprintf(few, sizeof few, shift, 20, "");
    snprintf(more, sizeof more, shift, 23,
             ", \"c\": {\"starts\": \"09:00\", \"lasts\": \"9h\", \"count\": 9}");
    struct day_count a = absences(few, 1), b = absences(more, 1);
    assert_int_equal(strncmp(a.who, b.who, 20), 0);
    assert_int_equal(strspn(a.who, "."), strspn(b.who, "."));
    snprintf(absent_more, sizeof absent_more, "%s", few);
    absent_more[strlen("\"absence\": 0.")] = '6';
    struct day_count c = absences(absent_more, 1);
    for (size_t i = 0; i < 20; i++) {
        assert_true(a.who[i] == '.' || c.who[i] == 'x'); /* monotone in the share */
    }
    assert_true(c.absent > a.absent);
}

/* ---- paid hours ---- */

/* Nobody comes but one; 08:00 to 18:00. Two people from 08:00 to 18:30 with half an hour of unpaid
 * lunch and a paid quarter; three at 20 % shrinkage of whom none comes; a count of four likewise.
 */
static void paid_hours_are_the_plan_s(void **state) {
    (void)state;
    static const char json[] =
        "{\"horizon\": {\"opens\": \"08:00\", \"closes\": \"18:00\", \"interval\": \"1h\", "
        "\"days\": 2},"
        "\"customers\": {\"a\": {\"arrivals\": {\"every\": \"2h\", \"at_most\": 1}, \"journey\": "
        "[\"desk\"], \"patience\": \"1m\", \"work\": {\"desk\": {\"service\": \"5m\"}}}},"
        "\"stations\": {\"desk\": {\"kind\": \"desk\"}}, \"money\": {\"staff\": {\"a\": \"3/h\"}},"
        "\"staff\": {\"a\": {\"skills\": {\"desk\": {}}, \"shifts\": {\"s\": {\"starts\": "
        "\"08:00\", "
        "\"lasts\": \"10h30m\", \"count\": 2, \"breaks\": {\"lunch\": {\"lasts\": \"30m\", \"at\": "
        "\"4h\"}, \"tea\": {\"lasts\": \"15m\", \"at\": \"2h30m\"}}}}},"
        "\"b\": {\"skills\": {\"desk\": {}}, \"absence\": 1, \"shrinkage\": 0.2, \"shifts\": "
        "{\"s\": "
        "{\"starts\": \"09:00\", \"lasts\": \"8h\", \"count\": 3, \"breaks\": {\"lunch\": "
        "{\"lasts\": "
        "\"45m\", \"between\": [\"3h\", \"4h\"]}}}}},"
        "\"c\": {\"skills\": {\"desk\": {}}, \"absence\": 1, \"count\": {\"08:00\": 4, \"14:00\": "
        "2}},"
        "\"d\": {\"skills\": {\"desk\": {}}, \"count\": 5}}}";
    struct tallied r = tallied_run(json, NULL);
    const double *group = tallied_row(&r, ROW_GROUP);
    check_close(group[Q_PAID_HOURS], 2 * 2 * 10.0, 1e-9);
    check_close(group[Q_COST_STAFF], 3 * 40, 1e-9);
    check_close(group[Q_STAFFED] / 3600, 2 * 2 * (10 - 0.75), 1e-9);
    group += N_QUANTITIES;
    check_close(group[Q_PAID_HOURS], 2 * 3 * 7.25 / 0.8, 1e-9);
    check_near(group[Q_STAFFED], 0, 0);
    group += N_QUANTITIES;
    check_close(group[Q_PAID_HOURS], 2 * (6 * 4 + 4 * 2), 1e-9);
    check_close(group[Q_AGENT_DAYS], 8, 0);
    check_close(group[Q_ABSENT], 8, 0);
    group += N_QUANTITIES;
    check_near(group[Q_WORKDAYS], 0, 0); /* nothing is said of plain counts */
    check_close(r.q[Q_AGENT_DAYS], 4 + 6 + 8, 0);
    tallied_fini(&r);
}

/* Round the clock for three days, with nobody to serve: five by day, two by night, who go over
 * midnight from one day's report to the next's. */
static void a_night_shift_is_staffed_on_both_sides_of_midnight(void **state) {
    (void)state;
    static const char json[] =
        "{\"horizon\": {\"opens\": \"00:00\", \"closes\": \"24:00\", \"interval\": \"2h\", "
        "\"days\": 3},"
        "\"customers\": {\"a\": {\"arrivals\": {\"rate\": \"0/h\"}, \"journey\": [\"desk\"], "
        "\"patience\": "
        "\"1m\", \"work\": {\"desk\": {\"service\": \"5m\"}}}}, \"stations\": {\"desk\": "
        "{\"kind\": "
        "\"desk\"}}, \"staff\": {\"a\": {\"skills\": {\"desk\": {}}, \"shifts\": {\"night\": "
        "{\"starts\": "
        "\"20:00\", \"lasts\": \"10h\", \"count\": 2, \"breaks\": {\"meal\": {\"lasts\": \"1h\", "
        "\"at\": "
        "\"6h\"}}}, \"day\": {\"starts\": \"06:00\", \"lasts\": \"14h\", \"count\": 5}}}}}";
    static const double staffed[] = {2, 1, 2, 5, 5, 5, 5, 5, 5, 5, 2, 2};
    struct tallied r = tallied_run(json, NULL);
    const double *group = tallied_row(&r, ROW_GROUP);
    check_close(group[Q_PAID_HOURS], 3 * (2 * 9 + 5 * 14), 1e-9);
    for (size_t i = 0; i < 12; i++) {
        tallied_between(&r, i, i + 1);
        check_close(group[Q_STAFFED] / group[Q_TIME], staffed[i], 1e-9);
        check_close(group[Q_DUTY], group[Q_STAFFED], 1e-9);
    }
    tallied_fini(&r);
}

/* ---- identities on random days ---- */

struct sums {
    double present_area, last, present; /* agents x s */
    double went, breaks, late_finish, paid_area, paid, paid_last;
    double shift_ends; /* s since midnight, of the only shift; HUGE_VAL: no break reaches an end */
};

static void sum_present(void *self, double now, uint32_t group, size_t present, size_t staffed) {
    struct sums *s = self;
    assert_true(staffed <= present);
    if (group == 0) {
        s->present_area += s->present * (now - s->last);
        s->last = now;
        s->present = (double)present;
    }
}

static void sum_paid(void *self, double now, uint32_t group, size_t scheduled) {
    struct sums *s = self;
    if (group == 0) {
        s->paid_area += s->paid * (now - s->paid_last);
        s->paid_last = now;
        s->paid = (double)scheduled;
    }
}

static void sum_workday(void *self, double now, uint32_t group, uint32_t agent,
                        enum workday_event what, double seconds) {
    struct sums *s = self;
    (void)agent;
    if (group == 0) {
        assert_true(seconds >= 0);
        s->went += what == WORKDAY_ENDED;
        s->breaks += what == WORKDAY_BREAK ? fmin(900, s->shift_ends - fmod(now, 86400)) : 0;
        s->late_finish += what == WORKDAY_ENDED ? seconds : 0;
    }
}

/* A small generator of its own: the test's scenarios, not the program's chance. */
static unsigned next_number(uint64_t *state, unsigned below) {
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(*state >> 40) % below;
}

/* Shifts of six hours that begin in the first four, with one break of 15 minutes; for every fourth
 * seed a single shift with a break after work, which its end may cut. Returns how many people. */
static unsigned random_staff(uint64_t seed, char *out, size_t size, double *ends) {
    static const char *const when[] = {"\"at\": \"2h\"", "\"between\": [\"1h\", \"3h\"]",
                                       "\"between\": [\"1h30m\", \"2h\"], \"at_once\": 1",
                                       "\"after_work\": \"2h10m\""};
    uint64_t g = seed * 2654435761u;
    bool after_work = seed % 4 == 3;
    unsigned n = after_work ? 1 : 1 + next_number(&g, 5), people = 0;
    int at = snprintf(out, size, "\"shifts\": {");
    for (unsigned i = 0; i < n; i++) {
        unsigned count = next_number(&g, 5), hour = 8 + next_number(&g, 4);
        unsigned minute = next_number(&g, 60);
        at += snprintf(out + at, size - (size_t)at,
                       "%s\"s%u\": {\"starts\": \"%02u:%02u\", \"lasts\": \"6h\", \"count\": %u, "
                       "\"breaks\": {\"b\": {\"lasts\": \"15m\", %s}}}",
                       i ? ", " : "", i, hour, minute, count,
                       when[after_work ? 3 : next_number(&g, 3)]);
        people += count;
        *ends = after_work ? (hour + 6) * 3600.0 + minute * 60 : HUGE_VAL;
    }
    snprintf(out + at, size - (size_t)at, "}");
    return people;
}

/* Time on duty = shifts - breaks + late finish, whatever happens; and the books balance. */
static void time_on_duty_is_shifts_less_breaks_and_late_finish(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= 60; seed++) {
        char staff[1500], json[3000];
        struct sums sums = {0};
        unsigned people = random_staff(seed, staff, sizeof staff, &sums.shift_ends);
        snprintf(json, sizeof json, busy_day, ", \"days\": 3", staff);
        struct scenario *s = read_sound(json, NULL);
        struct diag d = {0};
        struct model *m = model_compile(s, (struct model_options){0}, &d);
        struct layout *l = layout_new(m);
        struct tally *t = tally_new(l);
        struct observer o[2] = {
            tally_observer(t),
            {.self = &sums, .on_duty = sum_present, .scheduled = sum_paid, .workday = sum_workday}};
        struct engine *e = engine_new(m);
        tally_reset(t);
        assert_int_equal(engine_run(e, NULL, seed, 0, o, 2, (struct engine_limits){0}),
                         ENGINE_DONE);
        if (t->breach.length > 0) {
            fail_msg("seed %u: %s\n%s", (unsigned)seed, text_string(&t->breach), json);
        }
        double shifts = 3.0 * people * 6 * 3600;
        check_near(sums.went, 3.0 * people, 0);
        check_near(sums.present, 0, 0);
        check_near(sums.paid, 0, 0);
        check_near(sums.paid_area, shifts, 1e-6 * shifts);
        check_near(sums.present_area, shifts - sums.breaks + sums.late_finish, 1e-9 * shifts);
        engine_free(e);
        tally_free(t);
        layout_free(l);
        model_free(m);
        scenario_free(s);
        diag_fini(&d);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shifts_without_breaks_are_a_count_that_grows),
        cmocka_unit_test(absence_is_binomial),
        cmocka_unit_test(absence_is_addressed),
        cmocka_unit_test(paid_hours_are_the_plan_s),
        cmocka_unit_test(a_night_shift_is_staffed_on_both_sides_of_midnight),
        cmocka_unit_test(time_on_duty_is_shifts_less_breaks_and_late_finish),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
