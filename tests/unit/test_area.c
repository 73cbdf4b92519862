/* SPDX-License-Identifier: GPL-3.0-or-later
 * Places: seats that run out, air that gets hot, care, what people see. */
#include <math.h>

#include "support/study.h"
#include "support/transcript.h"

/* One clerk of 200 s; people at 10, 20, 30 and 40 s with 80 s of patience; one seat, one stands. */
static const char hall[] =
    "{\"horizon\": {\"opens\": \"00:00\", \"closes\": \"01:00\", \"interval\": \"1h\"},"
    "\"customers\": {\"a\": {\"arrivals\": {\"every\": \"10s\", \"at_most\": 4}, \"patience\": 80,"
    " \"journey\": [\"counter\"], \"work\": {\"counter\": {\"service\": 200}}}},"
    "\"places\": {\"hall\": {\"seats\": 1, \"standing\": {\"at_most\": 1, \"patience\": 0.5}}},"
    "\"stations\": {\"counter\": {\"kind\": \"desk\", \"place\": \"hall\"}},"
    "\"staff\": {\"clerk\": {\"count\": 1, \"skills\": {\"counter\": {}}}}}";

#define HALL(more) "{\"places\": {\"hall\": {" more "}}}"

static const struct mistake mistakes[] = {
    {"{\"stations\": {\"counter\": {\"place\": \"hal\"}}}", "stations.counter.place",
     "unknown place 'hal'; did you mean 'hall'?", NULL, 0, 0},
    {"{\"stations\": {\"counter\": {\"place\": null}}}", "places.hall",
     "no station is at this place", NULL, 0, 0},
    {HALL("\"temperature\": {\"target\": 24}"), "places.hall.temperature", "needs 'outdoors'", NULL,
     0, 0},
    {HALL("\"care\": {\"watr\": 1.1}"), "places.hall.care.watr",
     "unknown key; did you mean 'water'?", NULL, 0, 0},
    {HALL("\"sees_line\": 1"), "places.hall.sees_line", "true or false", NULL, 0, 0},
    {HALL("\"fair\": 1.5"), "places.hall.fair", "1.5 is outside", NULL, 0, 0},
};

static void mistakes_are_named(void **state) {
    (void)state;
    CHECK_MISTAKES(hall, mistakes);
}

/* The second sits and leaves after 80 s, the third stands and leaves after 40 s; for the fourth
 * there is no room. */
static void seats_run_out_then_the_room_does(void **state) {
    (void)state;
    check_story(hall, NULL, "sel",
                "10 a0 starts counter 0\n"
                "40 a3 ends counter blocked\n"
                "40 a3 leaves blocked given_up\n"
                "70 a2 ends counter abandoned\n"
                "70 a2 leaves abandoned given_up\n"
                "100 a1 ends counter abandoned\n"
                "100 a1 leaves abandoned given_up\n"
                "210 a0 ends counter completed\n"
                "210 a0 leaves served helped");
    check_story(hall, HALL("\"standing\": {\"balks\": 1}"), "e",
                "30 a2 ends counter balked\n"
                "40 a3 ends counter balked\n"
                "100 a1 ends counter abandoned\n"
                "210 a0 ends counter completed");
    /* Parties sit by heads: nobody but the first finds a seat for two. */
    check_story(hall,
                "{\"places\": {\"hall\": {\"seats\": 3, \"standing\": {\"at_most\": 2}}}, "
                "\"customers\": {\"a\": {\"arrivals\": {\"party\": 2}}}}",
                "e",
                "40 a3 ends counter blocked\n"
                "70 a2 ends counter abandoned\n"
                "100 a1 ends counter abandoned\n"
                "210 a0 ends counter completed");
}

/* Two stations of the same place share its seats. */
static void stations_share_the_seats(void **state) {
    (void)state;
    check_story(hall,
                "{\"customers\": {\"b\": {\"arrivals\": {\"every\": \"25s\", \"at_most\": 2}, "
                "\"journey\": [\"desk\"], \"work\": {\"desk\": {\"service\": 200}}}}, "
                "\"stations\": {\"desk\": {\"kind\": \"machines\", \"count\": 1, \"place\": "
                "\"hall\"}}}",
                "e",
                "40 a3 ends counter blocked\n"
                "50 b1 ends desk blocked\n"
                "70 a2 ends counter abandoned\n"
                "100 a1 ends counter abandoned\n"
                "210 a0 ends counter completed\n"
                "225 b0 ends desk unresolved");
}

/* 80 s x 1.1 x 1.2, and at most 2.5 times as long. */
static void care_makes_people_patient(void **state) {
    (void)state;
    check_story(hall, HALL("\"seats\": 9, \"care\": {\"water\": 1.1, \"tidy\": 1.2}"), "e",
                "125.6 a1 ends counter abandoned\n"
                "135.6 a2 ends counter abandoned\n"
                "145.6 a3 ends counter abandoned\n"
                "210 a0 ends counter completed");
    check_story(hall,
                "{\"places\": {\"hall\": {\"seats\": 9, \"care\": {\"water\": 4}}}, \"customers\": "
                "{\"a\": {\"arrivals\": {\"at_most\": 2}, \"patience\": 20}}}",
                "e", "70 a1 ends counter abandoned\n210 a0 ends counter completed");
}

/* People at 600, 1200, ...; the air fails at 600 for 1000 s. With x = e^(-1/2) at 1200 and so on
 * T = 34 - 10 e^(-(t - 600) / 1200), then back by the same law; patience 300 / (1 + 0.1 (T - 25)).
 */
#define HEAT                                                                                       \
    "\"target\": 24, \"outdoors\": 34, \"tau\": \"20m\", \"above\": 25, \"per_degree\": 0.1"
#define SLOW                                                                                       \
    "\"customers\": {\"a\": {\"arrivals\": {\"every\": \"10m\"}, \"patience\": 300, \"work\": "    \
    "{\"counter\": {\"service\": 5000}}}}"
static const char heated[] = "600 a0 starts counter 0\n"
                             "1431.934373 a1 leaves abandoned given_up\n"
                             "2017.61171 a2 leaves abandoned given_up\n"
                             "2652.040063 a3 leaves abandoned given_up\n"
                             "5600 a0 leaves served helped";

static void heat_makes_people_impatient(void **state) {
    (void)state;
    check_story(hall,
                "{" SLOW ", \"places\": {\"hall\": {\"seats\": 9, \"temperature\": {" HEAT
                ", \"fails\": {\"at\": \"00:10\", \"lasts\": 1000}}}}}",
                "sl", heated);
}

/* A rule that sets it for as long is the same. */
static void a_rule_may_have_it_fail(void **state) {
    (void)state;
    check_story(hall,
                "{" SLOW ", \"places\": {\"hall\": {\"seats\": 9, \"temperature\": {" HEAT
                "}}}, \"rules\": {\"out of order\": {\"between\": [\"00:10\", \"00:26:40\"], "
                "\"do\": {\"set\": {\"places.hall.temperature.failed\": true}}}}}",
                "sl", heated);
}

/* On three days of ten, drawn for each day. A day of heat loses the second customer. */
static void it_fails_on_a_share_of_days(void **state) {
    (void)state;
    struct studied s = study_of(
        hall,
        "{\"customers\": {\"a\": {\"arrivals\": {\"at_most\": 2}, \"patience\": 300}}, \"places\": "
        "{\"hall\": {\"seats\": 9, \"temperature\": {\"target\": 24, \"outdoors\": 50, \"tau\": 1, "
        "\"per_degree\": 9, \"fails\": {\"at\": \"00:00\", \"chance\": 0.3}}}}}",
        (struct study_options){.replications = 1000}, NULL);
    /* 1000 days: 0.3 +- 0.0145, five standard errors. */
    double lost = value_at(&s, "total.abandoned");
    assert_true(fabs(lost - 0.3) < 0.073);
    studied_fini(&s);
}

static void nobody_balks_at_what_he_cannot_see(void **state) {
    (void)state;
#define BALKS "\"customers\": {\"a\": {\"balks\": {\"waiting\": {\"0\": 0, \"1\": 1}}}}"
    check_story(hall, "{" BALKS ", \"places\": {\"hall\": {\"seats\": 9}}}", "e",
                "30 a2 ends counter balked\n"
                "40 a3 ends counter balked\n"
                "100 a1 ends counter abandoned\n"
                "210 a0 ends counter completed");
    check_story(hall, "{" BALKS ", \"places\": {\"hall\": {\"seats\": 9, \"sees_line\": false}}}",
                "e",
                "100 a1 ends counter abandoned\n"
                "110 a2 ends counter abandoned\n"
                "120 a3 ends counter abandoned\n"
                "210 a0 ends counter completed");
}

/* Those of tier "silver" may be overtaken by the golden ones, who may not. */
static void who_may_be_overtaken_is_less_patient(void **state) {
    (void)state;
    check_story(hall,
                "{\"tiers\": {\"gold\": {\"priority\": 5}, \"silver\": {}}, \"customers\": {\"a\": "
                "{\"tier\": \"silver\", \"arrivals\": {\"at_most\": 2}}, \"g\": {\"arrivals\": "
                "{\"every\": \"25s\", \"at_most\": 1}, \"tier\": \"gold\", \"patience\": 80, "
                "\"journey\": [\"counter\"], \"work\": {\"counter\": {\"service\": 200}}}}, "
                "\"places\": {\"hall\": {\"seats\": 9, \"fair\": 0.5}}}",
                "e",
                "60 a1 ends counter abandoned\n"
                "105 g0 ends counter abandoned\n"
                "210 a0 ends counter completed");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mistakes_are_named),
        cmocka_unit_test(seats_run_out_then_the_room_does),
        cmocka_unit_test(stations_share_the_seats),
        cmocka_unit_test(care_makes_people_patient),
        cmocka_unit_test(heat_makes_people_impatient),
        cmocka_unit_test(a_rule_may_have_it_fail),
        cmocka_unit_test(it_fails_on_a_share_of_days),
        cmocka_unit_test(nobody_balks_at_what_he_cannot_see),
        cmocka_unit_test(who_may_be_overtaken_is_less_patient),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
