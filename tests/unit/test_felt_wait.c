/* SPDX-License-Identifier: GPL-3.0-or-later
 * How long waits feel (M4), by hand: budgets, heat that rises meanwhile, being overtaken, being the
 * last, moving to another lane. */
#include <math.h>

#include "people/felt_wait.h"
#include "support/study.h"
#include "support/transcript.h"

/* One clerk of 1000 s; people at 10, 20, 30 and 40 s with a budget of 80 felt seconds. */
static const char hall[] =
    "{\"horizon\": {\"opens\": \"00:00\", \"closes\": \"01:00\", \"interval\": \"1h\"},"
    "\"customers\": {\"a\": {\"arrivals\": {\"every\": \"10s\", \"at_most\": 4}, \"patience\": 80,"
    " \"journey\": [\"counter\"], \"work\": {\"counter\": {\"service\": 1000}}}},"
    "\"places\": {\"hall\": {}},"
    "\"stations\": {\"counter\": {\"kind\": \"desk\", \"place\": \"hall\"}},"
    "\"staff\": {\"clerk\": {\"count\": 1, \"skills\": {\"counter\": {}}}},"
    "\"people\": {\"felt_wait\": {}}}";

#define FELT(more) "\"people\": {\"felt_wait\": {" more "}}"
#define PLAIN      FELT("\"uninformed\": 1, \"seated\": 1")

/* The first waits from 20 s on: his rate makes 80 of so many seconds. */
static void check_first_leaves(const char *over, double rate) {
    char story[100];
    snprintf(story, sizeof story, "%.10g a1 ends counter abandoned", 20 + 80 / rate);
    char *told = transcript_of(hall, over, "e");
    if (!strstr(told, story)) {
        fail_msg("%s: no \"%s\" in\n%s", over ? over : "", story, told);
    }
    free(told);
}

static void budgets_are_spent_at_the_felt_rate(void **state) {
    (void)state;
    check_first_leaves(NULL, 1.36 * 0.8);
    check_first_leaves("{" PLAIN "}", 1);
    check_first_leaves("{\"stations\": {\"counter\": {\"place\": null}}, \"places\": null}", 1.36);
    check_first_leaves("{\"places\": {\"hall\": {\"tells\": \"estimate\"}}}", 1.36 * 0.8 * 0.85);
    check_first_leaves("{\"places\": {\"hall\": {\"tells\": \"position\"}}}", 1.36 * 0.8 * 0.6);
    check_first_leaves("{\"places\": {\"hall\": {\"seats\": 0}}}", 1.36 * 1.1);
    check_first_leaves(
        "{\"places\": {\"hall\": {\"seats\": 0, \"standing\": {\"patience\": 0.5}}}}", 1.36 * 2);
    check_first_leaves("{\"places\": {\"hall\": {\"care\": {\"water\": 1.25}}}}",
                       1.36 * 0.8 / 1.25);
    /* Capped at 0.4. */
    check_first_leaves("{\"places\": {\"hall\": {\"care\": {\"water\": 5}}}}", 1.36 * 0.4);
}

/* One who sees two people per server has felt 0.25 x 2 of the 40 s that he expected. */
static void a_crowd_is_felt_at_once(void **state) {
    (void)state;
    check_story(hall,
                "{" FELT("\"uninformed\": 1, \"seated\": 1, \"crowd\": 0.25, \"expected\": 40") "}",
                "e",
                "100 a1 ends counter abandoned\n"
                "100 a2 ends counter abandoned\n"
                "100 a3 ends counter abandoned\n"
                "1010 a0 ends counter completed");
}

/* The air goes from 25 towards 45 degrees; felt time follows in steps of a quarter of a degree. */
static double leaves_in_heat(double joined, double budget) {
    double tau = 600, t = joined, felt = 0;
    for (int level = 100;; level++) {
        double next = -tau * log((45 - (level + 0.5) * 0.25) / 20);
        if (next <= joined) {
            continue;
        }
        double rate = 1 + 0.04 * fmax(0, level * 0.25 - 26);
        if (felt + rate * (next - t) >= budget) {
            return t + (budget - felt) / rate;
        }
        felt += rate * (next - t);
        t = next;
    }
}

static void heat_that_rises_is_felt_as_it_does(void **state) {
    (void)state;
    char story[300];
    snprintf(story, sizeof story,
             "%.10g a1 ends counter abandoned\n%.10g a2 ends counter abandoned\n"
             "%.10g a3 ends counter abandoned\n1010 a0 ends counter completed",
             leaves_in_heat(20, 80), leaves_in_heat(30, 80), leaves_in_heat(40, 80));
    check_story(hall,
                "{\"places\": {\"hall\": {\"temperature\": {\"target\": 25, \"outdoors\": 45, "
                "\"tau\": \"10m\", \"fails\": {\"at\": \"00:00\"}}}}, " PLAIN "}",
                "e", story);
}

/* The clerk frees at 60 s and takes the gold one of 45 s: who came before her feels 30 s at once,
 * who came after her does not. */
static void being_overtaken_is_felt_by_those_who_came_before(void **state) {
    (void)state;
    check_story(
        hall,
        "{\"tiers\": {\"standard\": {}, \"gold\": {\"priority\": 9}}, \"customers\": {\"a\": "
        "{\"tier\": \"standard\", \"arrivals\": {\"every\": \"10s\", \"at_most\": 5}, "
        "\"work\": {\"counter\": {\"service\": 50}}}, \"g\": {\"tier\": \"gold\", "
        "\"arrivals\": {\"every\": \"45s\", \"at_most\": 1}, \"journey\": [\"counter\"], "
        "\"work\": {\"counter\": {\"service\": 500}}}}, \"places\": {\"hall\": {\"fair\": "
        "0.5}}, " FELT("\"uninformed\": 1, \"seated\": 1, \"overtaken\": 30") "}",
        "e",
        "60 a0 ends counter completed\n"
        "70 a1 ends counter abandoned\n"
        "80 a2 ends counter abandoned\n"
        "90 a3 ends counter abandoned\n"
        "130 a4 ends counter abandoned\n"
        "560 g0 ends counter completed");
}

/* The last feels four seconds a second: 40 s by the time that the next comes. As the last leaves,
 * the one before is the last. */
static void the_last_in_line_loses_patience_first(void **state) {
    (void)state;
    check_story(hall, "{\"places\": {\"hall\": {\"shows_last\": true}}, " PLAIN "}", "e",
                "60 a3 ends counter abandoned\n"
                "65 a2 ends counter abandoned\n"
                "66.25 a1 ends counter abandoned\n"
                "1010 a0 ends counter completed");
}

/* Occupied waits feel 0.7 to 0.8 of the clock, idle ones 1.2 to 1.5 (V19). */
static void idle_waits_feel_longer_and_occupied_ones_shorter(void **state) {
    (void)state;
    static const struct felt_wait p = {.uninformed = 1.36, .occupied = 0.55};
    double idle = felt_rate(&p, &(struct felt_conditions){.care = 1});
    double occupied = felt_rate(&p, &(struct felt_conditions){.care = 1, .occupied = true});
    assert_true(idle >= 1.2 && idle <= 1.5);
    assert_true(occupied >= 0.7 && occupied <= 0.8);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(budgets_are_spent_at_the_felt_rate),
        cmocka_unit_test(a_crowd_is_felt_at_once),
        cmocka_unit_test(heat_that_rises_is_felt_as_it_does),
        cmocka_unit_test(being_overtaken_is_felt_by_those_who_came_before),
        cmocka_unit_test(the_last_in_line_loses_patience_first),
        cmocka_unit_test(idle_waits_feel_longer_and_occupied_ones_shorter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
