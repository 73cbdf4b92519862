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
    {TASK("unload", "\"after\": \"unload\""), "stations.gate.tasks",
     "wait for each other in a circle, so that none can begin: 'unload'", NULL, 0, 0},
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
    /* Two loaders unload and load two aircraft; one fueller, twice. They answer no line. */
    check_close(value_at(&s, "staff.loaders.services"), 8, 1e-12);
    check_close(value_at(&s, "staff.fuel.services"), 2, 1e-12);
    check_near(value_at(&s, "staff.fuel.served"), 0, 1e-12);
    studied_fini(&s);
}

/* One fueller, who is all that the gate needs: they come at 60, 120 and 180, wait 0, 90 and 180 s
 * for him, and are away at 210, 360 and 510. Little's law: 150 + 240 + 330 s inside in all, over
 * the hour. */
static const char fuel_alone[] =
    "{\"customers\": {\"a\": {\"arrivals\": {\"at_most\": 3}}}, \"stations\": {\"gate\": "
    "{\"tasks\": {\"unload\": null, \"clean\": null, \"load\": null}}}, \"staff\": {\"loaders\": "
    "null, \"cleaners\": null}, \"standards\": {\"away\": null, \"spoken to\": {\"at\": "
    "\"gate\", \"share\": 0.5, \"within\": \"90s\"}}}";

static void a_visit_waits_until_its_first_task_begins(void **state) {
    (void)state;
    check_story(gate, fuel_alone, "wse",
                "60 a0 starts gate 0\n"
                "120 a1 waits gate\n"
                "180 a2 waits gate\n"
                "210 a0 ends gate completed\n"
                "210 a1 starts gate 90\n"
                "360 a1 ends gate completed\n"
                "360 a2 starts gate 180\n"
                "510 a2 ends gate completed");
}

static void waits_and_stays_of_crews_are_measured(void **state) {
    (void)state;
    struct studied s = study_of(gate, fuel_alone, (struct study_options){.replications = 20}, NULL);
    check_close(value_at(&s, "stations.gate.mean_wait"), 270.0 / 3, 1e-9);
    check_close(value_at(&s, "stations.gate.delay_probability"), 2.0 / 3, 1e-12);
    check_close(value_at(&s, "stations.gate.sojourn"), 720.0 / 3, 1e-9);
    check_close(value_at(&s, "stations.gate.mean_in_system"), 720.0 / 3600, 1e-9);
    check_close(value_at(&s, "stations.gate.mean_queue"), 270.0 / 3600, 1e-9);
    check_close(value_at(&s, "stations.gate.served"), 3, 1e-12);
    check_close(value_at(&s, "standards.spoken to.value"), 2.0 / 3, 1e-12);
    check_close(value_at(&s, "total.mean_wait"), 270.0 / 3, 1e-9);
    studied_fini(&s);
}

/* Closing at 180 s, as two wait for the fueller; whoever waits is sent away, work in hand is done.
 */
static void who_waits_at_closing_is_turned_away(void **state) {
    (void)state;
    check_story(gate,
                "{\"horizon\": {\"closes\": \"00:03\", \"interval\": \"3m\", \"after_close\": "
                "\"turn_away\"}, \"customers\": {\"a\": {\"arrivals\": {\"every\": \"50s\", "
                "\"at_most\": 3}}}, \"stations\": {\"gate\": {\"tasks\": {\"unload\": null, "
                "\"clean\": null, \"load\": null}}}, \"staff\": {\"loaders\": null, \"cleaners\": "
                "null}, \"standards\": {\"away\": null}}",
                "wsel",
                "50 a0 starts gate 0\n"
                "100 a1 waits gate\n"
                "150 a2 waits gate\n"
                "180 a1 ends gate turned_away\n"
                "180 a1 leaves turned_away given_up\n"
                "180 a2 ends gate turned_away\n"
                "180 a2 leaves turned_away given_up\n"
                "200 a0 ends gate completed\n"
                "200 a0 leaves served helped");
}

/* Where each of the first people stands with the tasks 'fill' and then 'seal'. */
struct progress {
    bool filled[64], sealing[64];
    size_t overtook, began;
};

static void progress_task(void *self, double now, const struct customer *c, uint32_t station,
                          uint32_t task, bool ended) {
    struct progress *p = self;
    size_t me = c->person & ((UINT64_C(1) << PERSON_NUMBER_BITS) - 1);
    enum { FILL, SEAL };
    (void)now;
    (void)station;
    if (task == FILL) {
        p->filled[me] = ended;
        for (size_t older = 0; ended && older < me; older++)
            p->overtook += !p->filled[older];
    } else if (!ended) {
        for (size_t older = 0; older < me; older++)
            assert_false(p->filled[older] && !p->sealing[older]);
        p->sealing[me] = true;
        p->began++;
    }
}

/* Filled side by side, in times that differ, many are ready to be sealed before those who came
 * first; but of those who are ready the sealer always takes the first who came. */
static void the_older_visit_goes_first_though_it_was_ready_later(void **state) {
    (void)state;
    struct scenario *s = read_sound(
        "{\"horizon\": {\"opens\": \"00:00\", \"closes\": \"01:00\", \"interval\": \"1h\"},"
        "\"customers\": {\"a\": {\"arrivals\": {\"every\": 10, \"at_most\": 60}, \"journey\": "
        "[\"works\"]}}, \"stations\": {\"works\": {\"kind\": \"crew\", \"tasks\": {\"fill\": "
        "{\"lasts\": {\"kind\": \"exponential\", \"mean\": 100}}, \"seal\": {\"lasts\": 12, "
        "\"after\": \"fill\", \"needs\": {\"sealers\": 1}}}}}, \"staff\": {\"sealers\": "
        "{\"count\": 1}}}",
        NULL);
    struct diag d = {0};
    struct model *m = model_compile(s, (struct model_options){0}, &d);
    struct engine *e = engine_new(m);
    struct progress p = {.began = 0};
    struct observer o = {.self = &p, .task = progress_task};
    assert_int_equal(engine_run(e, NULL, 1, 0, &o, 1, (struct engine_limits){0}), ENGINE_DONE);
    assert_int_equal(p.began, 60);
    assert_true(p.overtook > 60);
    engine_free(e);
    model_free(m);
    scenario_free(s);
    diag_fini(&d);
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
    check_story(kitchen, NULL, "wtse",
                "10 a0 starts kitchen 0\n"
                "10 a0 begins kitchen/bake\n"
                "20 a1 waits kitchen\n"
                "30 a2 waits kitchen\n"
                "35 b0 waits oven\n"
                "110 a0 has kitchen/bake\n"
                "110 a0 ends kitchen completed\n"
                "110 b0 starts oven 75\n"
                "160 b0 ends oven completed\n"
                "160 a1 starts kitchen 140\n"
                "160 a1 begins kitchen/bake\n"
                "260 a1 has kitchen/bake\n"
                "260 a1 ends kitchen completed\n"
                "260 a2 starts kitchen 230\n"
                "260 a2 begins kitchen/bake\n"
                "360 a2 has kitchen/bake\n"
                "360 a2 ends kitchen completed");
}

/* A tenth more of what people do; an oven bakes as long as ever. */
static void tasks_by_people_take_longer_as_the_options_say(void **state) {
    (void)state;
    const char *const text[] = {gate, kitchen};
    for (size_t i = 0; i < 2; i++) {
        struct scenario *s = read_sound(text[i], NULL);
        struct diag d = {0};
        struct model *m = model_compile(s, (struct model_options){.work = 1.1}, &d);
        const struct model_crew *crew = NULL;
        for (uint32_t k = 0; k < m->n_stations; k++)
            crew = m->stations[k].crew ? m->stations[k].crew : crew;
        for (uint32_t t = 0; t < crew->n_tasks; t++)
            check_close(crew->tasks[t].lasts->scale, crew->tasks[t].n_needs > 0 ? 1.1 : 1, 1e-15);
        model_free(m);
        scenario_free(s);
        diag_fini(&d);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mistakes_are_named),
        cmocka_unit_test(a_crew_that_keeps_up_is_accepted),
        cmocka_unit_test(tasks_begin_when_those_before_have_ended_and_people_are_free),
        cmocka_unit_test(standards_look_at_tasks),
        cmocka_unit_test(a_visit_waits_until_its_first_task_begins),
        cmocka_unit_test(waits_and_stays_of_crews_are_measured),
        cmocka_unit_test(who_waits_at_closing_is_turned_away),
        cmocka_unit_test(the_older_visit_goes_first_though_it_was_ready_later),
        cmocka_unit_test(a_pit_crew_takes_the_longest_way_through_the_graph),
        cmocka_unit_test(tasks_by_people_take_longer_as_the_options_say),
        cmocka_unit_test(tasks_take_machines_beside_their_own_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
