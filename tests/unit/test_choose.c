/* SPDX-License-Identifier: GPL-3.0-or-later
 * Choices among labels, what visits give, and places kept. */
#include <math.h>

#include "support/transcript.h"

static const struct mistake mistakes[] = {
    {"{\"customers\": {\"callers\": {\"journey\": [{\"as\": \"x\"}, \"phones\"]}}}",
     "customers.callers.journey[0]", "needs 'at' (the station visited), 'choose', 'gives'", NULL, 0,
     0},
    {"{\"customers\": {\"callers\": {\"journey\": [{\"choose\": {\"of\": [\"phones\"]}}, "
     "\"phones\"]}}}",
     "customers.callers.journey[0]", "needs 'as', a label", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"journey\": [{\"as\": \"x\", \"choose\": {\"of\": "
     "[\"phnes\"]}}, \"phones\"]}}}",
     "customers.callers.journey[0].choose.of[0]", "unknown label 'phnes'; did you mean 'phones'?",
     NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"journey\": [{\"as\": \"x\", \"choose\": {\"of\": "
     "{\"phones\": 0.4}}}, \"phones\"]}}}",
     "customers.callers.journey[0].choose.of", "the shares sum to 0.4, not to 1", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"journey\": [{\"as\": \"x\", \"choose\": {\"of\": "
     "[\"phones\"], \"by\": \"share\"}}, \"phones\"]}}}",
     "customers.callers.journey[0].choose", "by share needs shares", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"journey\": [{\"at\": \"phones\", \"choose\": {\"of\": "
     "[\"phones\"]}}]}}}",
     "customers.callers.journey[0]", "'choose' is a step of its own", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"journey\": [{\"at\": \"phones\", \"gives\": {\"tier\": "
     "\"gold\"}}]}}}",
     "customers.callers.journey[0].gives.tier", "unknown tier 'gold'", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"journey\": [{\"at\": \"phones\", \"gives\": {\"work\": "
     "{\"counter\": 0.9}}}]}}}",
     "customers.callers.journey[0].gives.work.counter", "unknown station or label 'counter'", NULL,
     0, 0},
    {"{\"customers\": {\"callers\": {\"journey\": [{\"as\": \"x\", \"choose\": {\"of\": "
     "[\"x\"]}}, \"phones\"]}}}",
     "customers.callers.journey[0]", "the journey can come round to 'x' again in no time", NULL, 0,
     0},
};

static void mistakes_are_named(void **state) {
    (void)state;
    CHECK_MISTAKES(NULL, mistakes);
}

/* Two windows, one clerk each: the left takes 100 s, the right 40 s; a0 to a4 come at 10, 20, ... s
 * and choose. */
static const char two_windows[] =
    "{\"horizon\": {\"opens\": \"00:00\", \"closes\": \"01:00\", \"interval\": \"1h\"},"
    "\"customers\": {\"a\": {\"arrivals\": {\"every\": \"10s\", \"at_most\": 5}, \"journey\": ["
    "{\"as\": \"which\", \"choose\": {\"of\": [\"left\", \"right\"]}},"
    "{\"at\": \"left\", \"resolved\": \"exit\"}, \"right\"],"
    "\"work\": {\"left\": {\"service\": \"100s\"}, \"right\": {\"service\": \"40s\"}}}},"
    "\"stations\": {\"left\": {\"kind\": \"desk\"}, \"right\": {\"kind\": \"desk\"}},"
    "\"staff\": {\"l\": {\"count\": 1, \"skills\": {\"left\": {}}},"
    " \"r\": {\"count\": 1, \"skills\": {\"right\": {}}}}}";

static void the_shortest_line_is_taken_the_first_of_equals(void **state) {
    (void)state;
    check_story(two_windows, NULL, "s",
                "10 a0 starts left 0 l\n"
                "20 a1 starts right 0 r\n"
                "60 a3 starts right 20 r\n"
                "110 a2 starts left 80 l\n"
                "210 a4 starts left 160 l");
}

/* Left 100 s and right 40 s for everybody before oneself, and as much for oneself. */
static void the_least_time_expected_is_taken(void **state) {
    (void)state;
    check_story(two_windows,
                "{\"customers\": {\"a\": {\"journey\": [{\"as\": \"which\", \"choose\": {\"of\": "
                "[\"left\", \"right\"], \"by\": \"estimate\"}}, {\"at\": \"left\", \"resolved\": "
                "\"exit\"}, \"right\"]}}}",
                "s",
                "10 a0 starts right 0 r\n"
                "30 a2 starts left 0 l\n"
                "50 a1 starts right 30 r\n"
                "90 a3 starts right 50 r\n"
                "130 a4 starts right 80 r");
}

static void who_is_not_eligible_chooses_among_the_others(void **state) {
    (void)state;
    check_story(two_windows, "customers.a.work.left.eligible=0", "s",
                "10 a0 starts right 0 r\n"
                "50 a1 starts right 30 r\n"
                "90 a2 starts right 60 r\n"
                "130 a3 starts right 90 r\n"
                "170 a4 starts right 120 r");
}

static void visit_count(void *self, double now, const struct customer *c, uint32_t station) {
    (void)now;
    (void)c;
    ((size_t *)self)[station]++;
}

/* Counts of visits to left and right among some 20,000 people. */
static void visits_of(const char *over, size_t visits[2]) {
    struct scenario *s = read_sound(two_windows, over);
    struct diag d = {0};
    struct model *m = model_compile(s, (struct model_options){0}, &d);
    struct observer o = {.self = visits, .visit_began = visit_count};
    struct engine *e = engine_new(m);
    visits[0] = visits[1] = 0;
    engine_run(e, NULL, 1, 0, &o, 1, (struct engine_limits){0});
    engine_free(e);
    model_free(m);
    scenario_free(s);
    diag_fini(&d);
}

#define CROWD                                                                                      \
    "{\"customers\": {\"a\": {\"arrivals\": {\"every\": null, \"at_most\": null, \"rate\": "       \
    "\"20000/h\"}, \"journey\": [{\"as\": \"which\", \"choose\": {\"of\": {\"right\": 0.7, "       \
    "\"left\": 0.3}}}, {\"at\": \"left\", \"resolved\": \"exit\"}, \"right\"]"

static void shares_are_kept_and_those_left_out_go_to_the_others(void **state) {
    (void)state;
    size_t visits[2];
    visits_of(CROWD "}}}", visits);
    double n = (double)(visits[0] + visits[1]);
    check_close((double)visits[0] / n, 0.3, 5 * sqrt(0.3 * 0.7 / n));
    /* Half may go left at all: of them 30 % do. */
    visits_of(CROWD ", \"work\": {\"left\": {\"eligible\": 0.5}}}}}", visits);
    n = (double)(visits[0] + visits[1]);
    check_close((double)visits[0] / n, 0.15, 5 * sqrt(0.15 * 0.85 / n));
}

/* ---- what a visit gives ---- */

static void a_visit_shortens_the_work_that_follows(void **state) {
    (void)state;
    check_story(two_windows,
                "{\"customers\": {\"a\": {\"arrivals\": {\"at_most\": 1}, \"journey\": [{\"at\": "
                "\"left\", \"gives\": {\"work\": {\"right\": 0.5, \"again\": 0.8}}}, \"right\", "
                "{\"at\": \"right\", \"as\": \"again\"}]}}}",
                "e",
                "110 a0 ends left completed\n"
                "130 a0 ends right completed\n"
                "146 a0 ends right completed");
}

static void a_tier_given_ranks_from_then_on(void **state) {
    (void)state;
    check_story(two_windows,
                "{\"tiers\": {\"standard\": {}, \"gold\": {\"priority\": 10}}, \"customers\": "
                "{\"a\": {\"tier\": \"standard\", \"arrivals\": {\"at_most\": 3}, \"journey\": "
                "[\"right\"]}, \"b\": {\"tier\": \"standard\", \"arrivals\": {\"every\": \"35s\", "
                "\"at_most\": 1}, \"journey\": [{\"as\": \"known\", \"gives\": {\"tier\": "
                "\"gold\"}}, \"right\", \"left\"], \"work\": {\"right\": {\"service\": \"40s\"}, "
                "\"left\": {\"service\": \"100s\"}}}}}",
                "s",
                "10 a0 starts right 0 r\n"
                "50 b0 starts right 15 r\n"
                "90 a1 starts right 70 r\n"
                "90 b0 starts left 0 l\n"
                "130 a2 starts right 100 r");
}

/* ---- places kept ---- */

/* a1 takes a ticket at 40, tries the kiosk from 70 to 90 and comes back: b0 has waited since 50. */
#define TICKETS(keeps)                                                                             \
    "{\"horizon\": {\"opens\": \"00:00\", \"closes\": \"01:00\", \"interval\": \"1h\"},"           \
    "\"customers\": {\"a\": {\"arrivals\": {\"every\": \"20s\", \"at_most\": 2}, \"journey\": ["   \
    "{\"at\": \"counter\", \"within\": {\"limit\": \"30s\", \"then\": \"kiosk\"}, \"resolved\": "  \
    "\"exit\"}, {\"at\": \"kiosk\", \"only_if_sent\": true},"                                      \
    "{\"at\": \"counter\", \"as\": \"again\"" keeps "}],"                                          \
    "\"work\": {\"counter\": {\"service\": \"100s\"}, \"kiosk\": {\"service\": \"20s\"}}},"        \
    "\"b\": {\"arrivals\": {\"every\": \"50s\", \"at_most\": 1}, \"journey\": [\"counter\"],"      \
    "\"work\": {\"counter\": {\"service\": \"100s\"}}}},"                                          \
    "\"stations\": {\"counter\": {\"kind\": \"desk\"}, \"kiosk\": {\"kind\": \"machines\", "       \
    "\"count\": 1}},"                                                                              \
    "\"staff\": {\"clerk\": {\"count\": 1, \"skills\": {\"counter\": {}}}}}"

static void who_comes_back_stands_where_he_stood(void **state) {
    (void)state;
    check_story(TICKETS(", \"keeps_place\": true"), NULL, "s",
                "20 a0 starts counter 0\n"
                "70 a1 starts kiosk 0\n"
                "120 a1 starts counter 30\n"
                "220 b0 starts counter 170");
    check_story(TICKETS(""), NULL, "s",
                "20 a0 starts counter 0\n"
                "70 a1 starts kiosk 0\n"
                "120 b0 starts counter 70\n"
                "220 a1 starts counter 130");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mistakes_are_named),
        cmocka_unit_test(the_shortest_line_is_taken_the_first_of_equals),
        cmocka_unit_test(the_least_time_expected_is_taken),
        cmocka_unit_test(who_is_not_eligible_chooses_among_the_others),
        cmocka_unit_test(shares_are_kept_and_those_left_out_go_to_the_others),
        cmocka_unit_test(a_visit_shortens_the_work_that_follows),
        cmocka_unit_test(a_tier_given_ranks_from_then_on),
        cmocka_unit_test(who_comes_back_stands_where_he_stood),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
