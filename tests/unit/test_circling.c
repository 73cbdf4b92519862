/* SPDX-License-Identifier: GPL-3.0-or-later
 * Whoever comes round in no time ends the run, which names him; within one event too. */
#include "engine/engine.h"
#include "scenario/read.h"

#include "support/study.h"

static const char shop[] =
    "{\"horizon\": {\"opens\": \"00:00\", \"closes\": \"01:00\", \"interval\": \"1h\"},"
    "\"customers\": {\"a\": {\"arrivals\": {\"every\": \"60s\", \"at_most\": 5}, \"journey\": "
    "[\"desk\"], \"work\": {\"desk\": {\"service\": \"10s\"}}}, \"b\": {\"arrivals\": {\"every\": "
    "\"100s\", \"at_most\": 1}, \"journey\": [\"desk\", {\"at\": \"desk\", \"as\": \"again\"}], "
    "\"work\": {\"desk\": {\"service\": \"10s\"}, \"again\": {\"service\": \"10s\"}}}},"
    "\"stations\": {\"desk\": {\"kind\": \"desk\"}},"
    "\"staff\": {\"agents\": {\"count\": 2, \"skills\": {\"desk\": {}}}}}";

/* The reader refuses such journeys: a step that none enters is bent back on itself here. */
static void bend(struct model_step *s, uint32_t index) {
    s->for_all = false;
    s->chance = 0;
    s->otherwise = (int32_t)index;
}

static void who_passes_by_for_ever_ends_the_run(void **state) {
    (void)state;
    struct scenario *s = read_sound(shop, NULL);
    struct diag d = {0};
    struct model *m = model_compile(s, (struct model_options){0}, &d);
    for (uint32_t i = 0; i < m->n_steps; i++) {
        if (strcmp(m->steps[i].name, "again") == 0) {
            bend(&m->steps[i], i);
        }
    }
    struct engine *e = engine_new(m);
    struct engine_limits limits = {.in_an_instant = 20000};
    assert_int_equal(engine_run(e, NULL, 1, 0, NULL, 0, limits), ENGINE_STANDSTILL);
    struct engine_circler c = engine_circler(e);
    assert_string_equal(m->classes[c.class_index].name, "b");
    assert_string_equal(m->steps[c.step].name, "again");
    assert_true(engine_restless_rule(e) == NONE);
    assert_true(engine_events(e) < 20); /* it was within one of them */
    engine_free(e);
    model_free(m);
    scenario_free(s);
    diag_fini(&d);
}

/* Those of 'b' come back at once, for ever; the others do not. */
static void who_comes_back_at_once_for_ever_is_named(void **state) {
    (void)state;
    struct scenario *s = read_sound(
        shop, "{\"customers\": {\"b\": {\"returns\": {\"unresolved\": {\"chance\": 1, \"after\": "
              "\"0s\"}}, \"journey\": [\"desk\"], \"work\": {\"again\": null, \"desk\": "
              "{\"service\": \"0s\", \"resolves\": 0}}}}}");
    struct diag d = {0};
    struct model *m = model_compile(s, (struct model_options){0}, &d);
    struct engine *e = engine_new(m);
    struct engine_limits limits = {.in_an_instant = 20000};
    assert_int_equal(engine_run(e, NULL, 1, 0, NULL, 0, limits), ENGINE_STANDSTILL);
    struct engine_circler c = engine_circler(e);
    assert_string_equal(m->classes[c.class_index].name, "b");
    assert_string_equal(m->steps[c.step].name, "desk");
    engine_free(e);
    model_free(m);
    scenario_free(s);
    diag_fini(&d);
}

/* In a run that only looks for the end of the warm-up too, on any number of threads. */
static void who_circles_in_a_pilot_is_named(void **state) {
    (void)state;
    struct scenario *s = read_sound(
        shop,
        "{\"horizon\": {\"opens\": null, \"closes\": null, \"interval\": null, \"runs_for\": "
        "\"10h\", \"warm_up\": \"auto\"}, \"customers\": {\"b\": {\"returns\": {\"unresolved\": "
        "{\"chance\": 1, \"after\": \"0s\"}}, \"journey\": [\"desk\"], \"work\": {\"again\": "
        "null, \"desk\": {\"service\": \"0s\", \"resolves\": 0}}}}}");
    for (size_t threads = 1; threads <= 2; threads++) {
        struct diag d = {0};
        struct model *m = model_compile(s, (struct model_options){0}, &d);
        struct study_options o = {
            .replications = 20, .threads = threads, .limits = {.in_an_instant = 20000}};
        assert_null(study_run(m, o, NULL, &d));
        assert_int_equal(d.errors, 1);
        assert_string_equal(
            d.findings[0].message,
            "a run to find the warm-up had 20000 events or steps in one instant: customers of "
            "'b', at the step 'desk', circle in no time; services or returns that take time end "
            "this");
        model_free(m);
        diag_fini(&d);
    }
    scenario_free(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_circles_in_a_pilot_is_named),
        cmocka_unit_test(who_passes_by_for_ever_ends_the_run),
        cmocka_unit_test(who_comes_back_at_once_for_ever_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
