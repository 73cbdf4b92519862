/* SPDX-License-Identifier: GPL-3.0-or-later
 * Which levers a scenario has, that each reads back as it is meant, and what it is found to do. */
#include "planner/levers.h"

#include <math.h>
#include <stdio.h>

#include "planner/levers_parts.h"
#include "scenario/machines.h"
#include "scenario/station_kind.h"
#include "support/scenario.h"

/* Everything that some lever is about. */
static const char hall[] =
    "{\"horizon\": {\"opens\": \"09:00\", \"closes\": \"15:00\", \"interval\": \"1h\"},"
    "\"customers\": {\"c\": {\"arrivals\": {\"rate\": \"30/h\"}, \"journey\": [{\"choose\": "
    "{\"of\": {\"kiosk\": 0.4, \"windows\": 0.6}, \"by\": \"share\"}, \"as\": \"which\"}, "
    "{\"at\": \"kiosk\", \"only_if_sent\": true}, {\"at\": \"windows\", \"only_if_sent\": true}], "
    "\"tier\": {\"gold\": 0.2, \"standard\": 0.8}, \"patience\": {\"kind\": \"exponential\", "
    "\"mean\": \"20m\"}, \"work\": {\"kiosk\": {\"service\": {\"kind\": \"exponential\", "
    "\"mean\": \"3m\"}}, \"windows\": {\"service\": {\"kind\": \"exponential\", \"mean\": "
    "\"5m\"}, \"prefers\": 1}, \"help\": {\"service\": {\"kind\": \"exponential\", \"mean\": "
    "\"1m\"}}}}},"
    "\"tiers\": {\"standard\": {}, \"gold\": {\"priority\": 5, \"priority_per_minute\": 0.5}},"
    "\"places\": {\"room\": {\"seats\": 4, \"standing\": {\"patience\": 0.7}, \"temperature\": "
    "{\"target\": 28, \"outdoors\": 35, \"fails\": {\"at\": \"11:00\"}}, \"shows_last\": true, "
    "\"fair\": 0.8}},"
    "\"stations\": {\"kiosk\": {\"kind\": \"machines\", \"count\": 2, \"needs_help\": 0.2, "
    "\"help_at\": \"help\", \"fails\": {\"every\": {\"kind\": \"exponential\", \"mean\": "
    "\"30h\"}, \"lasts\": {\"kind\": \"exponential\", \"mean\": \"1h\"}}}, \"help\": {\"kind\": "
    "\"desk\"}, \"windows\": {\"kind\": \"lanes\", \"lanes\": 6, \"place\": \"room\", "
    "\"choose\": \"preferred\", \"balks\": {\"waiting\": {\"2\": 0.1}}}},"
    "\"staff\": {\"clerks\": {\"shifts\": {\"early\": {\"starts\": \"09:00\", \"lasts\": \"4h\", "
    "\"count\": 2, \"breaks\": {\"rest\": {\"lasts\": \"15m\", \"at\": \"2h\"}}}, \"late\": "
    "{\"starts\": \"11:00\", \"lasts\": \"4h\", \"count\": 3}}, \"absence\": 0.1, \"skills\": "
    "{\"windows\": {}}}, \"helper\": {\"count\": {\"09:00\": 1, \"11:00\": 2, \"14:00\": 0}, "
    "\"skills\": {\"help\": {\"order\": 2}}}, \"back\": {\"count\": 1, \"skills\": {}}},"
    "\"rules\": {\"fetch\": {\"watch\": {\"measure\": \"waiting\", \"at\": \"windows\"}, "
    "\"on_above\": 4, \"off_below\": 1, \"do\": {\"staff\": 1, \"from\": \"back\", \"to\": "
    "\"clerks\"}}}, \"people\": {\"energy\": {}, \"felt_wait\": {}, \"outcome\": {}},"
    "\"money\": {\"staff\": {\"clerks\": \"20/h\"}, \"stations\": {\"kiosk\": \"2/h\"}, "
    "\"lost_customer\": 15}}";

/* The same with one line for all. */
static const char desk[] =
    "{\"stations\": {\"windows\": {\"kind\": \"desk\", \"lanes\": null, \"choose\": null}}, "
    "\"customers\": {\"c\": {\"work\": {\"windows\": {\"prefers\": null}}}}}";

/* The same with tiers that wait alike. */
static const char alike[] =
    "{\"tiers\": {\"gold\": null, \"silver\": {}}, \"customers\": {\"c\": {\"tier\": {\"gold\": "
    "null, \"silver\": 0.2}}}}";

/* The same where people are new, wear down and complain, and no rule fetches anybody yet. */
static const char worn[] =
    "{\"rules\": null, \"stations\": {\"windows\": {\"promise\": \"20m\"}}, \"people\": "
    "{\"strain\": {}, \"skill\": {}, \"score\": {}, \"complaints\": {\"apology\": 0.4, "
    "\"listen\": 1}}, \"staff\": {\"clerks\": {\"tenure\": \"60d\", \"pay_at_risk\": 0.3, "
    "\"resources\": {\"support\": 0.25}}, \"back\": null}}";

/* Levers of a text with a patch over it. */
struct tried {
    struct document documents[3];
    struct levers *levers;
    struct scenario *changed;
};

static struct tried levers_of(const char *text, const char *over, const char *const *prices,
                              size_t n) {
    struct diag d = {0};
    struct tried t = {.documents = {document_of_text("hall", text, false),
                                    document_of_text("over", over ? over : "{}", false)}};
    t.levers = levers_new(t.documents, 2, prices, n, &d);
    if (!t.levers)
        print_findings(&d);
    assert_non_null(t.levers);
    diag_fini(&d);
    return t;
}

static void tried_fini(struct tried *t) {
    scenario_free(t->changed);
    levers_free(t->levers);
    document_free(&t->documents[0]);
    document_free(&t->documents[1]);
}

static const struct lever *lever_named(const struct tried *t, const char *name) {
    for (size_t i = 0; i < t->levers->n; i++)
        if (strcmp(t->levers->all[i].name, name) == 0)
            return &t->levers->all[i];
    for (size_t i = 0; i < t->levers->n; i++)
        print_error("  %s\n", t->levers->all[i].name);
    for (size_t i = 0; i < t->levers->n_absent; i++)
        print_error("  not %s: %s\n", t->levers->absent[i].name, t->levers->absent[i].why);
    fail_msg("no lever '%s'", name);
    return NULL;
}

/* The scenario as this lever makes it. */
static const struct scenario *pulled(struct tried *t, const char *name) {
    struct diag d = {0};
    t->documents[2] = lever_named(t, name)->patch;
    scenario_free(t->changed);
    t->changed = scenario_read(t->documents, 3, &d);
    if (!t->changed)
        print_findings(&d);
    assert_non_null(t->changed);
    diag_fini(&d);
    return t->changed;
}

static const char *why_not(const struct tried *t, const char *name) {
    for (size_t i = 0; i < t->levers->n_absent; i++)
        if (strcmp(t->levers->absent[i].name, name) == 0)
            return t->levers->absent[i].why;
    fail_msg("'%s' is not among those that do not apply", name);
    return NULL;
}

/* By name: a patch may change the order of a map. */
#define NAMED(list, n, wanted)                                                                     \
    for (size_t i = 0; i < (n); i++)                                                               \
        if (strcmp((list)[i].name, (wanted)) == 0)                                                 \
            return &(list)[i];                                                                     \
    return NULL

static const struct staff_group *group_of(const struct scenario *s, const char *name) {
    NAMED(s->groups, s->n_groups, name);
}

static const struct shift *shift_of(const struct scenario *s, const char *name) {
    const struct staff_group *g = group_of(s, "clerks");
    NAMED(g->shifts, g->n_shifts, name);
}

static const struct station *station_of(const struct scenario *s, const char *name) {
    NAMED(s->stations, s->n_stations, name);
}

static const struct tier *tier_of(const struct scenario *s, const char *name) {
    NAMED(s->tiers, s->n_tiers, name);
}

static void levers_on_people_read_back_as_meant(void **state) {
    (void)state;
    struct tried t = levers_of(hall, NULL, NULL, 0);
    const struct scenario *s = pulled(&t, "one more in clerks, shift late");
    assert_int_equal(shift_of(s, "late")->count, 4);
    assert_int_equal(shift_of(s, "early")->count, 2);
    s = pulled(&t, "one fewer in clerks, shift late");
    assert_int_equal(shift_of(s, "late")->count, 2);
    const struct profile *more = &group_of(pulled(&t, "one more in helper"), "helper")->count;
    check_close(more->value[0], 2, 0);
    check_close(more->value[1], 3, 0);
    check_close(more->value[2], 0, 0); /* nobody is there then */
    const struct profile *fewer = &group_of(pulled(&t, "one fewer in helper"), "helper")->count;
    check_close(fewer->value[0], 1, 0); /* the only one stays */
    check_close(fewer->value[1], 1, 0);
    s = pulled(&t, "nobody of clerks absent");
    check_close(group_of(s, "clerks")->absence, 0, 0);
    s = pulled(&t, "most rested first in clerks");
    assert_int_equal(group_of(s, "clerks")->choose, CHOOSE_MOST_RESTED);
    s = pulled(&t, "two breaks of 10 min for clerks");
    assert_int_equal(shift_of(s, "early")->n_breaks, 3); /* with the one that it had */
    assert_int_equal(shift_of(s, "late")->n_breaks, 2);
    check_close(shift_of(s, "late")->breaks[1].from, 0.7 * 4 * 3600, 1e-12);
    assert_true(shift_of(s, "late")->breaks[1].paid);
    assert_int_equal(shift_of(s, "late")->breaks[1].at_once, 1);
    s = pulled(&t, "authority for clerks");
    check_close(group_of(s, "clerks")->authority, 1, 0);
    s = pulled(&t, "drill courtesy in helper");
    assert_true(group_of(s, "helper")->drilled);
    s = pulled(&t, "a better break room");
    check_close(s->people.energy.break_room, 1.5, 0);
    assert_string_equal(why_not(&t, "one person fewer (back)"), "only one person is there");
    assert_non_null(strstr(why_not(&t, "train for all work (helper)"), "stands there"));
    tried_fini(&t);
}

static void who_is_trained_does_it_after_all_else(void **state) {
    (void)state;
    struct tried t = levers_of(hall, desk, NULL, 0);
    const struct scenario *s = pulled(&t, "train helper for all work");
    const struct staff_group *g = group_of(s, "helper");
    assert_int_equal(g->n_skills, 2);
    assert_string_equal(g->skills[1].station, "windows");
    check_close(g->skills[1].order, 3, 0); /* its own work has the order 2 */
    check_close(g->skills[1].rank, 3, 0);
    tried_fini(&t);
}

static void levers_on_places_read_back_as_meant(void **state) {
    (void)state;
    struct tried t = levers_of(hall, NULL, NULL, 0);
    assert_int_equal(pulled(&t, "seats for all in room")->areas[0].seats, COUNT_UNLIMITED);
    check_close(pulled(&t, "water and tea in room")->areas[0].care.water, 1.05, 0);
    check_close(pulled(&t, "something to do in room")->areas[0].care.something_to_do, 1.3, 0);
    assert_true(isnan(
        pulled(&t, "air conditioning that never fails in room")->areas[0].temperature.fails_at));
    check_close(pulled(&t, "25 degrees in room")->areas[0].temperature.target, 25, 0);
    assert_int_equal(pulled(&t, "tell an estimate in room")->areas[0].news, NEWS_ESTIMATE);
    assert_int_equal(pulled(&t, "tell the position in room")->areas[0].news, NEWS_POSITION);
    check_close(pulled(&t, "show why others go first in room")->areas[0].fair, 1, 0);
    assert_false(pulled(&t, "hide who is last in room")->areas[0].shows_last);
    assert_true(pulled(&t, "tickets, no line to see, in room")->areas[0].hides_line);
    tried_fini(&t);
}

static void levers_on_stations_read_back_as_meant(void **state) {
    (void)state;
    struct tried t = levers_of(hall, NULL, NULL, 0);
    const struct station *k = station_of(pulled(&t, "one more at kiosk"), "kiosk");
    assert_int_equal(k->kind->servers(k), 3);
    k = station_of(pulled(&t, "machines at kiosk that never fail"), "kiosk");
    assert_null(station_machines_of(k)->fails.every.kind);
    check_close(station_machines_of(k)->needs_help, 0.2, 0);
    k = station_of(pulled(&t, "one line for all at windows"), "windows");
    assert_string_equal(k->kind->name, "desk");
    assert_null(k->kind->lanes);
    const struct tier *gold = tier_of(pulled(&t, "no priority for gold"), "gold");
    check_close(gold->priority, 0, 0);
    check_close(gold->priority_per_second, 0, 0);
    assert_true(pulled(&t, "without the rule 'fetch'")->rules[0].on > 1e6);
    tried_fini(&t);
    t = levers_of(hall, alike, NULL, 0);
    check_close(tier_of(pulled(&t, "priority for silver"), "silver")->priority, 10, 0);
    tried_fini(&t);
}

static void levers_on_what_wears_people_down_read_back_as_meant(void **state) {
    (void)state;
    struct tried t = levers_of(hall, worn, NULL, 0);
    const struct staff_group *g = group_of(pulled(&t, "all of clerks proficient"), "clerks");
    assert_null(g->tenure.kind);
    check_close(g->pay_at_risk, 0.3, 0);
    g = group_of(pulled(&t, "support, coaching and recognition for clerks"), "clerks");
    check_close(g->resources.support, 0.25, 0); /* it was better than what is asked */
    check_close(g->resources.coaching, 0.2, 0);
    check_close(g->resources.recognition, 0.2, 0);
    check_close(g->resources.rest_room, 0, 0);
    g = group_of(pulled(&t, "no pay at risk in clerks"), "clerks");
    check_close(g->pay_at_risk, 0, 0);
    const struct complaints *p = &pulled(&t, "complaints handled in every step")->people.complaints;
    check_close(p->apology * p->listen * p->follow_up * p->compensation * p->authority, 1, 0);
    assert_string_equal(why_not(&t, "no pay at risk (helper)"), "has no pay at risk");
    assert_string_equal(why_not(&t, "everybody proficient (helper)"),
                        "is proficient already ('tenure' is not given)");
    tried_fini(&t);
    t = levers_of(hall, NULL, NULL, 0);
    assert_non_null(
        strstr(why_not(&t, "support, coaching and recognition (clerks, helper, back)"), "strain"));
    assert_non_null(strstr(why_not(&t, "complaints handled in every step"), "complaints"));
    tried_fini(&t);
}

static void levers_on_lines_read_back_as_meant(void **state) {
    (void)state;
    struct tried t = levers_of(hall, desk, NULL, 0);
    const struct station *k = station_of(pulled(&t, "lines of their own at windows"), "windows");
    assert_string_equal(k->kind->name, "lanes");
    assert_int_equal(k->kind->lanes(k), 5); /* both shifts are there from eleven to one */
    tried_fini(&t);
    t = levers_of(hall, worn, NULL, 0);
    k = station_of(pulled(&t, "a later promise at windows"), "windows");
    check_close(k->promise, 30 * 60, 1e-12);
    const struct scenario *s = pulled(&t, "one of helper fetched to windows");
    assert_int_equal(s->n_rules, 1);
    assert_string_equal(s->rules[0].actions[0].to, "clerks");
    check_close(s->rules[0].on, 1.5, 0);
    check_close(s->rules[0].actions[0].takes, 120, 0);
    tried_fini(&t);
    t = levers_of(hall, NULL, NULL, 0);
    assert_string_equal(why_not(&t, "help fetched when a line presses (windows)"),
                        "a rule fetches people to it already");
    tried_fini(&t);
}

static bool is_lever(const char *over, const struct lever_row *row) {
    struct tried t = levers_of(hall, over, NULL, 0);
    bool found = false;
    for (size_t i = 0; i < t.levers->n; i++)
        found = found || t.levers->all[i].what == row->what;
    tried_fini(&t);
    return found;
}

/* A row that no test's scenario has would be a row that nobody has seen work. */
static void every_row_is_a_lever_somewhere(void **state) {
    (void)state;
    const struct lever_row *const families[] = {lever_staff_rows,   lever_rest_rows,
                                                lever_people_rows,  lever_place_rows,
                                                lever_station_rows, lever_line_rows};
    for (size_t i = 0; i < sizeof families / sizeof *families; i++)
        for (const struct lever_row *row = families[i]; row->name; row++)
            if (!is_lever(NULL, row) && !is_lever(desk, row) && !is_lever(alike, row) &&
                !is_lever(worn, row))
                fail_msg("no scenario here has the lever '%s'", row->name);
}

static void only_what_has_a_price_is_priced(void **state) {
    (void)state;
    struct tried t = levers_of(hall, NULL, NULL, 0);
    assert_int_equal(lever_named(&t, "one more in clerks, shift late")->cost, LEVER_PRICED);
    assert_int_equal(lever_named(&t, "one more in helper")->cost, LEVER_BOUGHT);
    assert_int_equal(lever_named(&t, "one more at kiosk")->cost, LEVER_PRICED);
    assert_int_equal(lever_named(&t, "water and tea in room")->cost, LEVER_BOUGHT);
    assert_int_equal(lever_named(&t, "no priority for gold")->cost, LEVER_RULES);
    assert_true(t.levers->lost_priced);
    assert_false(t.levers->waiting_priced);
    tried_fini(&t);
}

/* ---- what they are found to do ---- */

static struct comparison *run(struct tried *t, size_t days) {
    struct diag d = {0};
    const struct levers *l = t->levers;
    struct document(*piles)[3] = calloc(l->n + 1, sizeof *piles);
    struct variant_source *s = calloc(l->n + 1, sizeof *s);
    for (size_t i = 0; i <= l->n; i++) {
        memcpy(piles[i], t->documents, 2 * sizeof piles[i][0]);
        if (i > 0)
            piles[i][2] = l->all[i - 1].patch;
        s[i] =
            (struct variant_source){i ? l->all[i - 1].name : "as it is", "", i ? 3 : 2, piles[i]};
    }
    struct variants *v = variants_compile(s, l->n + 1, &d);
    assert_non_null(v);
    struct comparison_options o = {.study = {.seed = 11, .replications = days, .threads = 1},
                                   .n_sums = LEVER_SUMS,
                                   .sums = l->sums};
    struct comparison *c = comparison_run(v, &o, &d);
    assert_non_null(c);
    variants_free(v);
    free(piles);
    free(s);
    diag_fini(&d);
    return c;
}

static const struct lever_found *found_named(const struct levers_answer *a, const char *name) {
    for (size_t i = 0; i < a->levers->n; i++)
        if (strcmp(a->levers->all[a->found[i].lever].name, name) == 0)
            return &a->found[i];
    fail_msg("no lever '%s'", name);
    return NULL;
}

/* Four erlangs at five phones: one more of them must help, one fewer must harm; air that nobody
 * minds and priority of all over nobody must do exactly nothing. */
static const char office[] =
    "{\"customers\": {\"callers\": {\"arrivals\": {\"rate\": \"60/h\"}}}, \"staff\": {\"agents\": "
    "{\"count\": 5}}, \"places\": {\"room\": {\"temperature\": {\"target\": 29, \"outdoors\": "
    "33}}}, \"stations\": {\"phones\": {\"place\": \"room\"}}, \"money\": {\"staff\": {\"agents\": "
    "\"25/h\"}, \"lost_customer\": 40}}";

static void one_more_helps_and_air_that_nobody_minds_does_nothing(void **state) {
    (void)state;
    struct tried t = levers_of(plain_scenario, office, NULL, 0);
    struct comparison *c = run(&t, 60);
    struct levers_answer *a = levers_answer(t.levers, c);
    assert_int_equal(a->rank, LEVERS_BY_MONEY);
    const struct lever_found *more = found_named(a, "one more in agents");
    assert_int_equal(more->wait.verdict, CHANGE_BETTER);
    assert_true(more->wait.difference.high < 0);
    assert_int_equal(more->left.verdict, CHANGE_BETTER);
    const struct lever_found *fewer = found_named(a, "one fewer in agents");
    assert_true(fewer->wait.difference.low > 0);
    /* Four hours at 25, and what is worked after closing. */
    check_close(more->spent.difference.value, 100, 0.05);
    /* What a lost customer costs joins wages in the net. */
    check_close(more->net.difference.value,
                -more->spent.difference.value - 40 * more->lost.difference.value, 1e-9);
    check_close(more->kept_per_100.value,
                -100 * more->lost.difference.value / more->spent.difference.value, 1e-12);
    const struct lever_found *air = found_named(a, "25 degrees in room");
    assert_int_equal(air->class, LEVER_NONE);
    assert_int_equal(air->wait.verdict, CHANGE_NONE);
    check_close(air->net.difference.value, 0, 0);
    levers_answer_free(a);
    comparison_free(c);
    tried_fini(&t);
}

static void a_price_comes_off_the_gain_exactly(void **state) {
    (void)state;
    static const char *const prices[] = {"water and tea in room=7.5/day", "25 degrees in room=30"};
    struct tried free_of = levers_of(plain_scenario, office, NULL, 0);
    struct tried priced = levers_of(plain_scenario, office, prices, 2);
    struct comparison *c = run(&free_of, 40), *e = run(&priced, 40);
    struct levers_answer *a = levers_answer(free_of.levers, c),
                         *b = levers_answer(priced.levers, e);
    const char *name = "water and tea in room";
    struct estimate x = found_named(a, name)->net.difference,
                    y = found_named(b, name)->net.difference;
    check_close(y.value, x.value - 7.5, 1e-9);
    check_close(y.low, x.low - 7.5, 1e-9);
    check_close(y.high, x.high - 7.5, 1e-9);
    /* What changes nothing and costs is a cost, and a certain one. */
    const struct lever_found *air = found_named(b, "25 degrees in room");
    assert_int_equal(air->class, LEVER_COSTS);
    check_close(air->net.difference.value, -30, 0);
    assert_int_equal(found_named(a, "25 degrees in room")->class, LEVER_NONE);
    levers_answer_free(a);
    levers_answer_free(b);
    comparison_free(c);
    comparison_free(e);
    tried_fini(&free_of);
    tried_fini(&priced);
}

static void the_list_goes_by_class_then_by_gain(void **state) {
    (void)state;
    struct tried t = levers_of(plain_scenario, office, NULL, 0);
    struct comparison *c = run(&t, 40);
    struct levers_answer *a = levers_answer(t.levers, c);
    for (size_t i = 1; i < t.levers->n; i++) {
        const struct lever_found *x = &a->found[i - 1], *y = &a->found[i];
        assert_true(x->class < y->class ||
                    (x->class == y->class && x->net.difference.value >= y->net.difference.value));
    }
    levers_answer_free(a);
    comparison_free(c);
    tried_fini(&t);
}

static void without_prices_leavers_rank_and_without_leavers_waits(void **state) {
    (void)state;
    struct tried t = levers_of(plain_scenario, NULL, NULL, 0);
    struct comparison *c = run(&t, 5);
    struct levers_answer *a = levers_answer(t.levers, c);
    assert_int_equal(a->rank, LEVERS_BY_LEAVERS);
    levers_answer_free(a);
    comparison_free(c);
    tried_fini(&t);
    t = levers_of(plain_scenario, "{\"customers\": {\"callers\": {\"patience\": \"none\"}}}", NULL,
                  0);
    c = run(&t, 5);
    a = levers_answer(t.levers, c);
    assert_int_equal(a->rank, LEVERS_BY_WAIT);
    levers_answer_free(a);
    comparison_free(c);
    tried_fini(&t);
}

static void prices_that_cannot_be_read_are_told(void **state) {
    (void)state;
    static const struct {
        const char *price, *words;
    } wrong[] = {{"agents", "needs the form NAME=120/day"},
                 {"one more in agents=much", "'much' is no price"},
                 {"one more in agents=5/h", "'5/h' is no price"},
                 {"one more in agent=5", "did you mean 'one more in agents'?"},
                 {"nothing of the kind at all=5", "no lever is called"}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct diag d = {0};
        struct document base = document_of_text("base", plain_scenario, false);
        assert_null(levers_new(&base, 1, &wrong[i].price, 1, &d));
        assert_int_equal(d.errors, 1);
        if (!strstr(d.findings[0].message, wrong[i].words))
            fail_msg("%s: %s", wrong[i].price, d.findings[0].message);
        document_free(&base);
        diag_fini(&d);
    }
    static const char *const twice[] = {"one more in agents=5", "one more in agents=6/day"};
    struct diag d = {0};
    struct document base = document_of_text("base", plain_scenario, false);
    assert_null(levers_new(&base, 1, twice, 2, &d));
    assert_non_null(strstr(d.findings[0].message, "has two prices"));
    document_free(&base);
    diag_fini(&d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(levers_on_people_read_back_as_meant),
        cmocka_unit_test(levers_on_places_read_back_as_meant),
        cmocka_unit_test(levers_on_stations_read_back_as_meant),
        cmocka_unit_test(who_is_trained_does_it_after_all_else),
        cmocka_unit_test(levers_on_what_wears_people_down_read_back_as_meant),
        cmocka_unit_test(levers_on_lines_read_back_as_meant),
        cmocka_unit_test(every_row_is_a_lever_somewhere),
        cmocka_unit_test(only_what_has_a_price_is_priced),
        cmocka_unit_test(one_more_helps_and_air_that_nobody_minds_does_nothing),
        cmocka_unit_test(a_price_comes_off_the_gain_exactly),
        cmocka_unit_test(the_list_goes_by_class_then_by_gain),
        cmocka_unit_test(without_prices_leavers_rank_and_without_leavers_waits),
        cmocka_unit_test(prices_that_cannot_be_read_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
