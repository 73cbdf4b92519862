/* SPDX-License-Identifier: GPL-3.0-or-later
 * Crews: tasks done for one customer by several people, on hand-written traces. */
#include "support/study.h"
#include "support/transcript.h"

/* Two aircraft, at 60 s and 120 s; two loaders, one with fuel, one who cleans. */
static const char gate[] =
    "{\"horizon\": {\"opens\": \"00:00\", \"closes\": \"01:00\", \"interval\": \"1h\"},"
    "\"customers\": {\"a\": {\"arrivals\": {\"every\": \"60s\", \"at_most\": 2},"
    " \"journey\": [\"gate\"]}},"
    "\"stations\": {\"gate\": {\"kind\": \"crew\", \"tasks\": {"
    " \"unload\": {\"lasts\": 100, \"needs\": {\"loaders\": 2}},"
    " \"fuel\": {\"lasts\": 150, \"needs\": {\"fuel\": 1}},"
    " \"clean\": {\"lasts\": 50, \"after\": \"unload\", \"needs\": {\"cleaners\": 1}},"
    " \"load\": {\"lasts\": 80, \"after\": [\"unload\", \"clean\"], \"needs\": {\"loaders\": "
    "2}}}}},"
    "\"staff\": {\"loaders\": {\"count\": 2}, \"fuel\": {\"count\": 1}, \"cleaners\": {\"count\": "
    "1}},"
    "\"standards\": {\"fuelled\": {\"from\": \"gate.joined\", \"to\": \"gate/fuel.ended\", "
    "\"share\": 0.5, \"within\": \"3m\"}, \"away\": {\"from\": \"gate/unload.started\", \"to\": "
    "\"gate.ended\", \"share\": 0.5, \"within\": \"260s\"}}}";

#define TASK(name, more) "{\"stations\": {\"gate\": {\"tasks\": {\"" name "\": {" more "}}}}}"

#define STEADY(rate_given)                                                                         \
    "{\"horizon\": {\"opens\": null, \"closes\": null, \"interval\": null, \"runs_for\": "         \
    "\"10h\"}, "                                                                                   \
    "\"customers\": {\"a\": {\"arrivals\": {\"every\": null, \"at_most\": null, \"rate\": "        \
    "\"" rate_given "\"}}}}"

static const struct mistake mistakes[] = {
    {TASK("unload", "\"after\": \"load\""), "stations.gate.tasks",
     "wait for each other in a circle, so that none can begin: 'clean', 'load', 'unload'", NULL, 0,
     0},
    {TASK("unload", "\"after\": \"laod\""), "stations.gate.tasks.unload.after",
     "unknown task 'laod' of this crew", NULL, 0, 0},
    {TASK("unload", "\"needs\": {\"loaders\": 3}"), "stations.gate.tasks.unload.needs.loaders",
     "needs 3 at once, but at most 2 of 'loaders' are ever there", NULL, 0, 0},
    {TASK("unload", "\"needs\": {\"pilots\": 1}"), "stations.gate.tasks.unload.needs.pilots",
     "unknown group of staff 'pilots'", NULL, 0, 0},
    {TASK("unload", "\"at\": \"belt\""), "stations.gate.tasks.unload.at", "unknown station 'belt'",
     NULL, 0, 0},
    {TASK("unload", "\"at\": \"gate\""), "stations.gate.tasks.unload.at",
     "'gate' has no machines that a task could take", NULL, 0, 0},
    {TASK("fuel", "\"lasts\": null"), "stations.gate.tasks.fuel", "needs 'lasts'", NULL, 0, 0},
    {"{\"stations\": {\"gate\": {\"tasks\": {\"unload\": null, \"fuel\": null, \"clean\": null, "
     "\"load\": null}}}, \"standards\": null, \"staff\": {\"loaders\": null, \"fuel\": null, "
     "\"cleaners\": null}}",
     "stations.gate.tasks", "needs at least one task", NULL, 0, 0},
    {"{\"staff\": {\"idlers\": {\"count\": 1}}}", "staff.idlers", "these people serve nobody", NULL,
     0, 0},
    {"{\"standards\": {\"fuelled\": {\"to\": \"gate/fule.ended\"}}}", "standards.fuelled.to",
     "unknown label 'gate/fule'; did you mean 'gate/fuel'?", NULL, 0, 0},
    {"{\"standards\": {\"fuelled\": {\"to\": \"gate/fuel.joined\"}}}", "standards.fuelled.to",
     "a task is not joined", NULL, 0, 0},
    {"{\"staff\": {\"fuel\": {\"count\": {\"00:00\": 1, \"00:30\": 0}}}}", "customers.a.journey[0]",
     "nobody of 'fuel' is on duty at closing for task 'fuel' of 'a' customers, who wait for ever",
     NULL, 0, 0},
    {"{\"staff\": {\"loaders\": {\"count\": {\"00:00\": 2, \"00:30\": 1}}}}",
     "customers.a.journey[0]", "fewer than 2 of 'loaders' are on duty at closing", NULL, 0, 0},
    {STEADY("20/h"), "staff.loaders",
     "the line never drains: 2 erlangs of work in crews for 2 of 'loaders'", NULL, 0, 0},
};

static void mistakes_are_named(void **state) {
    (void)state;
    CHECK_MISTAKES(gate, mistakes);
}

static void a_crew_that_keeps_up_is_accepted(void **state) {
    (void)state;
    scenario_free(read_sound(gate, STEADY("19/h")));
}

/* At 160 the first aircraft's loaders turn to the second, so that its own loading waits for them
 * until 260, though it could begin at 210. */
static void tasks_begin_when_those_before_have_ended_and_people_are_free(void **state) {
    (void)state;
    check_story(gate, NULL, "tel",
                "60 a0 begins gate/fuel\n"
                "60 a0 begins gate/unload\n"
                "160 a0 has gate/unload\n"
                "160 a0 begins gate/clean\n"
                "160 a1 begins gate/unload\n"
                "210 a0 has gate/clean\n"
                "210 a0 has gate/fuel\n"
                "210 a1 begins gate/fuel\n"
                "260 a1 has gate/unload\n"
                "260 a0 begins gate/load\n"
                "260 a1 begins gate/clean\n"
                "310 a1 has gate/clean\n"
                "340 a0 has gate/load\n"
                "340 a0 ends gate completed\n"
                "340 a0 leaves served helped\n"
                "340 a1 begins gate/load\n"
                "360 a1 has gate/fuel\n"
                "420 a1 has gate/load\n"
                "420 a1 ends gate completed\n"
                "420 a1 leaves served helped");
}

/* Fuelled within 3 min of coming: a0 150 s, a1 240 s. Away within 260 s of unloading: a0 280 s, a1
 * 260 s. */
static void standards_look_at_tasks(void **state) {
    (void)state;
    struct studied s = study_of(gate, NULL, (struct study_options){.replications = 20}, NULL);
    check_close(value_at(&s, "standards.fuelled.value"), 0.5, 1e-12);
    check_close(value_at(&s, "standards.away.value"), 0.5, 1e-12);
    /* Work: loaders 2 x (100 + 80), each aircraft; busy time is all that people give. */
    check_close(value_at(&s, "staff.loaders.occupancy") * 2 * 3600, 2 * 2 * 180, 1e-6);
    check_close(value_at(&s, "staff.fuel.occupancy") * 3600, 300, 1e-6);
    studied_fini(&s);
}

/* One after the other it takes the sum of all tasks: 380 s; side by side as the graph lets: 230. */
static void a_pit_crew_takes_the_longest_way_through_the_graph(void **state) {
    (void)state;
    const char *alone = "customers.a.arrivals.at_most=1";
    check_story(gate, alone, "l", "290 a0 leaves served helped");
    check_story(
        gate,
        "{\"customers\": {\"a\": {\"arrivals\": {\"at_most\": 1}}}, \"stations\": {\"gate\": "
        "{\"tasks\": {\"fuel\": {\"after\": \"load\"}}}}}",
        "l", "440 a0 leaves served helped");
}

/* Machines are taken like people: one oven, two dishes, and a customer of its own line. */
static const char kitchen[] =
    "{\"horizon\": {\"opens\": \"00:00\", \"closes\": \"01:00\", \"interval\": \"1h\"},"
    "\"customers\": {\"a\": {\"arrivals\": {\"every\": \"10s\", \"at_most\": 3}, \"journey\": "
    "[\"kitchen\"]},"
    "\"b\": {\"arrivals\": {\"every\": \"35s\", \"at_most\": 1}, \"journey\": [\"oven\"], "
    "\"work\": "
    "{\"oven\": {\"service\": 50, \"resolves\": 1}}}},"
    "\"stations\": {\"oven\": {\"kind\": \"machines\", \"count\": 1}, \"kitchen\": {\"kind\": "
    "\"crew\", \"tasks\": {\"bake\": {\"lasts\": 100, \"at\": \"oven\"}}}}}";

static void tasks_take_machines_beside_their_own_line(void **state) {
    (void)state;
    check_story(kitchen, NULL, "tse",
                "10 a0 starts kitchen 0\n"
                "10 a0 begins kitchen/bake\n"
                "20 a1 starts kitchen 0\n"
                "30 a2 starts kitchen 0\n"
                "110 a0 has kitchen/bake\n"
                "110 a0 ends kitchen completed\n"
                "110 b0 starts oven 75\n"
                "160 b0 ends oven completed\n"
                "160 a1 begins kitchen/bake\n"
                "260 a1 has kitchen/bake\n"
                "260 a1 ends kitchen completed\n"
                "260 a2 begins kitchen/bake\n"
                "360 a2 has kitchen/bake\n"
                "360 a2 ends kitchen completed");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mistakes_are_named),
        cmocka_unit_test(a_crew_that_keeps_up_is_accepted),
        cmocka_unit_test(tasks_begin_when_those_before_have_ended_and_people_are_free),
        cmocka_unit_test(standards_look_at_tasks),
        cmocka_unit_test(a_pit_crew_takes_the_longest_way_through_the_graph),
        cmocka_unit_test(tasks_take_machines_beside_their_own_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
