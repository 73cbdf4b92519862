/* SPDX-License-Identifier: GPL-3.0-or-later
 * The tally, told a small day by hand: every figure is worked out in the comments. */
#include "observe/tally.h"

#include "support/scenario.h"

/* Two hours from 8 to 10 (28800 to 36000 s), two stations, one group; T = 22 s at the desk. */
static const char day[] =
    "{ \"horizon\": {\"opens\": \"08:00\", \"closes\": \"10:00\", \"interval\": \"1h\"},"
    "  \"customers\": {\"people\": {\"arrivals\": {\"rate\": \"10/h\"}, \"value\": 3,"
    "    \"journey\": [\"menu\", \"desk\"],"
    "    \"work\": {\"menu\": {\"service\": \"10s\"}, \"desk\": {\"service\": \"60s\"}}}},"
    "  \"stations\": {\"desk\": {\"kind\": \"desk\"}, \"menu\": {\"kind\": \"machines\", "
    "\"count\": 2}},"
    "  \"staff\": {\"clerks\": {\"count\": 2, \"shrinkage\": 0.2, \"skills\": {\"desk\": {}}}},"
    "  \"standards\": {\"a\": {\"at\": \"desk\", \"share\": 0.8, \"within\": \"22s\"},"
    "                \"b\": {\"at\": \"desk\", \"share\": 0.5, \"within\": \"1m\", \"per\": "
    "\"interval\"}},"
    "  \"money\": {\"staff\": {\"clerks\": \"36/h\"}, \"stations\": {\"menu\": \"7.2/h\"},"
    "            \"lost_customer\": 11, \"waiting\": \"0.6/m\"} }";

enum { DESK = 0, MENU = 1 }; /* by name */

struct fixture {
    struct scenario *scenario;
    struct model *model;
    struct layout *layout;
    struct tally *tally;
    struct observer tell;
    double *q;
};

static void begin_with(struct fixture *f, const char *json) {
    struct diag d = {0};
    f->scenario = read_sound(json, NULL);
    f->model = model_compile(f->scenario, (struct model_options){0}, &d);
    assert_non_null(f->model);
    f->layout = layout_new(f->model);
    f->tally = tally_new(f->layout);
    f->tell = tally_observer(f->tally);
    f->q = mem_new(f->layout->n_rows * N_QUANTITIES, sizeof *f->q);
}

static void end(struct fixture *f) {
    free(f->q);
    tally_free(f->tally);
    layout_free(f->layout);
    model_free(f->model);
    scenario_free(f->scenario);
}

/* A customer at the desk. */
static struct customer someone(const struct model *m, double now, uint32_t station,
                               uint16_t interval) {
    struct customer c = {.arrived = now,
                         .joined = now,
                         .tries = 1,
                         .agent = NONE,
                         .arrival_interval = interval,
                         .join_interval = interval};
    while (m->steps[c.step].station != station) {
        c.step++;
    }
    c.line = m->steps[c.step].line[0];
    return c;
}

/*  28800  A comes to the desk, agent 0 serves him at once, 60 s, then 30 s of wrap-up
 *  28810  B comes, agent 1, 40 s, no wrap-up
 *  28815  C comes, waits 35 s, is served by agent 1 for 3550 s, until 32400
 *  28820  D comes, waits 22 s, gives up for good
 *  28830  E comes, balks
 *  32399  F comes, waits until the interval's end and 4 s more: abandons at 32403, will return
 *  36000  closing; F came back at 35990, agent 0 serves him until 36050 */
static void tell_the_day(struct fixture *f) {
    const struct observer *o = &f->tell;
    void *t = f->tally;
    const struct model *m = f->model;
    o->day_opened(t, 28800, 0);
    o->interval_began(t, 28800, 0);
    o->on_duty(t, 28800, 0, 2, 2);
    struct customer a = someone(m, 28800, DESK, 0), b = someone(m, 28810, DESK, 0);
    struct customer c = someone(m, 28815, DESK, 0), d = someone(m, 28820, DESK, 0);
    struct customer e = someone(m, 28830, DESK, 0), g = someone(m, 32399, DESK, 0);
    o->contact_began(t, 28800, &a);
    o->visit_began(t, 28800, &a, DESK);
    a.agent = 0;
    o->service_began(t, 28800, &a, DESK, 0, 0);
    o->contact_began(t, 28810, &b);
    o->visit_began(t, 28810, &b, DESK);
    b.agent = 1;
    o->service_began(t, 28810, &b, DESK, 0, 0);
    o->contact_began(t, 28815, &c);
    o->visit_began(t, 28815, &c, DESK);
    c.delayed = c.was_delayed = true;
    o->wait_began(t, 28815, &c, DESK);
    o->contact_began(t, 28820, &d);
    o->visit_began(t, 28820, &d, DESK);
    d.delayed = d.was_delayed = true;
    o->wait_began(t, 28820, &d, DESK);
    o->contact_began(t, 28830, &e);
    o->visit_began(t, 28830, &e, DESK);
    o->visit_ended(t, 28830, &e, DESK, VISIT_BALKED, false, 0);
    o->contact_ended(t, 28830, &e, CONTACT_BALKED, CUSTOMER_GIVEN_UP);
    o->visit_ended(t, 28842, &d, DESK, VISIT_ABANDONED, false, 22);
    d.waited = 22;
    o->contact_ended(t, 28842, &d, CONTACT_ABANDONED, CUSTOMER_GIVEN_UP);
    o->visit_ended(t, 28850, &b, DESK, VISIT_COMPLETED, true, 0);
    o->agent_freed(t, 28850, 0, 1, 40, 0, 0, DESK);
    o->contact_ended(t, 28850, &b, CONTACT_SERVED, CUSTOMER_HELPED);
    c.agent = 1;
    c.started = 28850;
    o->service_began(t, 28850, &c, DESK, 35, 0);
    o->visit_ended(t, 28860, &a, DESK, VISIT_COMPLETED, true, 0);
    o->contact_ended(t, 28860, &a, CONTACT_SERVED, CUSTOMER_HELPED);
    o->agent_freed(t, 28890, 0, 0, 60, 30, 0, DESK);
    o->contact_began(t, 32399, &g);
    o->visit_began(t, 32399, &g, DESK);
    g.delayed = g.was_delayed = true;
    o->wait_began(t, 32399, &g, DESK);
    o->interval_began(t, 32400, 1);
    o->visit_ended(t, 32400, &c, DESK, VISIT_COMPLETED, true, 35);
    o->agent_freed(t, 32400, 0, 1, 3550, 0, 0, DESK);
    c.waited = 35;
    o->contact_ended(t, 32400, &c, CONTACT_SERVED, CUSTOMER_HELPED);
    o->visit_ended(t, 32403, &g, DESK, VISIT_ABANDONED, false, 4);
    g.waited = 4;
    o->contact_ended(t, 32403, &g, CONTACT_ABANDONED, CUSTOMER_RETURNS);
    struct customer h = someone(m, 35990, DESK, 1);
    h.tries = 2;
    h.agent = 0;
    o->contact_began(t, 35990, &h);
    o->visit_began(t, 35990, &h, DESK);
    o->service_began(t, 35990, &h, DESK, 0, 0);
    o->closed(t, 36000);
    o->interval_began(t, 36000, 2);
    o->visit_ended(t, 36050, &h, DESK, VISIT_COMPLETED, true, 0);
    o->agent_freed(t, 36050, 0, 0, 60, 0, 1, DESK);
    o->contact_ended(t, 36050, &h, CONTACT_SERVED, CUSTOMER_HELPED);
    o->finished(t, 36050);
}

static const double *row(const struct fixture *f, enum row_kind kind, const char *name) {
    return f->q + layout_row_find(f->layout, kind, name) * N_QUANTITIES;
}

static void the_day_balances(void **state) {
    (void)state;
    struct fixture f;
    begin_with(&f, day);
    tell_the_day(&f);
    assert_string_equal(text_string(&f.tally->breach), "");
    /* What was told of a customer who never leaves does not balance. */
    tally_reset(f.tally);
    struct customer lost = someone(f.model, 5, DESK, 0);
    f.tell.contact_began(f.tally, 5, &lost);
    f.tell.finished(f.tally, 9);
    assert_non_null(strstr(text_string(&f.tally->breach), "contacts: 1 in, 0 accounted for"));
    end(&f);
}

static void counts_follow_the_day(void **state) {
    (void)state;
    struct fixture f;
    begin_with(&f, day);
    tell_the_day(&f);
    counters_quantities(&f.tally->counters, 0, 3, f.q);
    const double *t = row(&f, ROW_TOTAL, ""), *s = row(&f, ROW_STATION, "desk");
    check_near(t[Q_ARRIVED], 7, 0);
    check_near(t[Q_SERVED], 4, 0);
    check_near(t[Q_ABANDONED], 2, 0);
    check_near(t[Q_BALKED], 1, 0);
    check_near(t[Q_NEW], 6, 0);
    check_near(t[Q_REDIALS], 1, 0);
    check_near(t[Q_HELPED], 4, 0);
    check_near(t[Q_GIVEN_UP], 2, 0);
    check_near(s[Q_ARRIVED], 7, 0);
    check_near(s[Q_JOINED], 6, 0);
    check_near(s[Q_DELAYED], 3, 0);
    check_near(s[Q_HANDLED], 4, 0);
    check_near(s[Q_DAYS], 1, 0);
    /* The only class and tier are the total. */
    check_near(row(&f, ROW_CLASS, "people")[Q_ARRIVED], 7, 0);
    check_near(row(&f, ROW_TIER, "standard")[Q_ABANDONED], 2, 0);
    end(&f);
}

/* Waits: 0, 0, 35 and 0 served; 22 and 4 left. T = 22 s (standard a): S_T = 3, L_T = 2, D's
 * wait being the limit itself; under
 * standard b's minute S_T = 4. Short (5 s): F alone. */
static void waits_and_levels_follow_the_day(void **state) {
    (void)state;
    struct fixture f;
    begin_with(&f, day);
    tell_the_day(&f);
    counters_quantities(&f.tally->counters, 0, 3, f.q);
    const double *s = row(&f, ROW_STATION, "desk");
    check_close(s[Q_WAIT_SERVED], 35, 1e-15);
    check_close(s[Q_WAIT_ALL], 61, 1e-15);
    check_close(s[Q_WAIT_ABANDONED], 26, 1e-15);
    check_close(s[Q_EXCESS], 13, 1e-15);
    check_close(s[Q_SOJOURN], 60 + 40 + 3585 + 22 + 4 + 60, 1e-15);
    const double want[5][2] = {{3, 4}, {3, 6}, {3, 4}, {5, 6}, {3, 5}};
    for (int i = 0; i < 5; i++) {
        check_near(s[service_level_parts[i][0]], want[i][0], 0);
        check_near(s[service_level_parts[i][1]], want[i][1], 0);
    }
    double b[N_QUANTITIES];
    counters_row(&f.tally->counters, f.layout->standards[1].row, 0, 3, b);
    counters_within(&f.tally->counters, f.layout->standards[1].threshold, 0, 3, b);
    check_near(b[Q_REACHED_IN_T], 4, 0);
    check_near(s[Q_MAX_WAIT_OF_DAY], 35, 0);
    check_near(s[Q_MAX_QUEUE_OF_DAY], 2, 0);
    end(&f);
}

/* Hour 1: the desk's line held C for 35 s, D for 22 s, F for 1 s; busy 90 + 40 + 3550 of 7200.
 * Hour 2: line 3 s, busy 10 s; after closing 50 s busy, of 50 s on duty. */
static void integrals_fall_into_their_intervals(void **state) {
    (void)state;
    struct fixture f;
    begin_with(&f, day);
    tell_the_day(&f);
    const double queue[] = {58, 3, 0}, busy[] = {3680, 10, 50}, duty[] = {7200, 7200, 50};
    const double time[] = {3600, 3600, 50}, staffed[] = {7200, 7200, 0};
    for (size_t i = 0; i < 3; i++) {
        counters_quantities(&f.tally->counters, i, i + 1, f.q);
        check_near(row(&f, ROW_STATION, "desk")[Q_QUEUE], queue[i], 1e-9);
        check_near(row(&f, ROW_TOTAL, "")[Q_QUEUE], queue[i], 1e-9);
        check_near(row(&f, ROW_GROUP, "clerks")[Q_BUSY], busy[i], 1e-9);
        check_near(row(&f, ROW_STATION, "desk")[Q_BUSY], busy[i], 1e-9);
        check_near(row(&f, ROW_STATION, "desk")[Q_DUTY], duty[i], 1e-9);
        check_near(row(&f, ROW_GROUP, "clerks")[Q_STAFFED], staffed[i], 1e-9);
        check_near(row(&f, ROW_TOTAL, "")[Q_TIME], time[i], 1e-9);
    }
    counters_quantities(&f.tally->counters, 0, 1, f.q);
    check_near(row(&f, ROW_STATION, "desk")[Q_LEVEL_AT_END], 1, 0);
    check_near(row(&f, ROW_STATION, "desk")[Q_MAX_LEVEL], 2, 0);
    counters_quantities(&f.tally->counters, 1, 2, f.q);
    check_near(row(&f, ROW_STATION, "desk")[Q_MAX_LEVEL], 1, 0);
    /* F was out from 32403 to 35990. */
    check_close(row(&f, ROW_TOTAL, "")[Q_ORBIT], 3587, 1e-12);
    end(&f);
}

/* Staff: 2 people for 2 h at 36/h over 0.8, and 50 s of late finish; menu: 2 machines for 2 h;
 * two customers lost; 61 s of waiting at a cent a second; four helped at 3. */
static void money_follows_the_day(void **state) {
    (void)state;
    struct fixture f;
    begin_with(&f, day);
    tell_the_day(&f);
    counters_quantities(&f.tally->counters, 0, 3, f.q);
    const double *t = row(&f, ROW_TOTAL, "");
    check_close(t[Q_COST_STAFF], 4 * 36 / 0.8 + 0.5, 1e-12);
    check_close(t[Q_COST_STATIONS], 2 * 2 * 7.2, 1e-12);
    check_close(t[Q_COST_LOST], 22, 1e-12);
    check_close(t[Q_WAIT_COST], 0.61, 1e-12);
    check_close(t[Q_COST], 180.5 + 28.8 + 22 + 0.61, 1e-12);
    check_close(t[Q_CLASS_VALUE], 12, 1e-12);
    end(&f);
}

static void waits_can_be_read_back(void **state) {
    (void)state;
    struct fixture f;
    begin_with(&f, day);
    tell_the_day(&f);
    uint32_t store = f.layout->rows[layout_row_find(f.layout, ROW_STATION, "desk")].store;
    struct arena a = {0};
    struct histogram served = {0}, all = {0}, stay = {0};
    tally_waits(f.tally, store, WAITS_SERVED, &served, &a);
    tally_waits(f.tally, store, WAITS_ALL, &all, &a);
    tally_waits(f.tally, store, SOJOURNS, &stay, &a);
    assert_int_equal(histogram_total(&served), 4);
    assert_int_equal(histogram_total(&all), 6);
    assert_int_equal(histogram_total(&stay), 6);
    assert_int_equal(histogram_count(&all, histogram_bin(22)), 1);
    check_near(histogram_above(&stay, 100), 1, 1e-12);
    arena_fini(&a);
    end(&f);
}

/* A line that changes at 28815, 28820, 28842, 28850, 32399 and 32403 is 0, and 1 at 32400. */
static void lines_are_noted_every_five_minutes(void **state) {
    (void)state;
    struct fixture f;
    begin_with(&f, day);
    tell_the_day(&f);
    const struct line_curve *k = f.tally->curve;
    assert_int_equal(k->n, 25);
    for (size_t i = 0; i < k->n; i++) {
        check_near(line_curve_at(k, i), 28800 + 300.0 * (double)i, 1e-9);
        assert_int_equal(k->length[DESK * k->n + i], i == 12);
    }
    end(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_day_balances),
        cmocka_unit_test(counts_follow_the_day),
        cmocka_unit_test(waits_and_levels_follow_the_day),
        cmocka_unit_test(integrals_fall_into_their_intervals),
        cmocka_unit_test(money_follows_the_day),
        cmocka_unit_test(waits_can_be_read_back),
        cmocka_unit_test(lines_are_noted_every_five_minutes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
