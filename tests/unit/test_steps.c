/* SPDX-License-Identifier: GPL-3.0-or-later
 * Journeys: their steps, labels and where they lead; returns. */
#include "scenario/read.h"

#include "support/scenario.h"

static const struct mistake mistakes[] = {
    {"{\"customers\": {\"callers\": {\"journey\": \"phones\"}}}", "customers.callers.journey",
     "\"phones\" is not a list [...]", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"journey\": []}}}", "customers.callers.journey",
     "needs at least one step", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"journey\": [7]}}}", "customers.callers.journey[0]",
     "7 is not a station's name or an object", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"journey\": [{\"chance\": 0.5}]}}}",
     "customers.callers.journey[0]", "needs 'at' (the station visited), 'choose', 'gives' or", NULL,
     0, 0},
    {"{\"customers\": {\"callers\": {\"journey\": [\"phons\"]}}}", "customers.callers.journey[0]",
     "unknown station 'phons'; did you mean 'phones'?", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"journey\": [\"kitchen\"]}}}", "customers.callers.journey[0]",
     "unknown station 'kitchen'; known here: phones", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"journey\": [\"phones\", \"phones\"]}}}",
     "customers.callers.journey[1]", "the label 'phones' stands twice in this journey", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"journey\": [{\"at\": \"phones\", \"as\": \"next\"}]}}}",
     "customers.callers.journey[0].as", "a label must not be 'next', 'exit' or 'message'", NULL, 0,
     0},
    {"{\"customers\": {\"callers\": {\"journey\": [{\"at\": \"phones\", \"as\": \"a.b\"}]}}}",
     "customers.callers.journey[0].as", "a label must not hold '.'", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"journey\": [{\"at\": \"phones\", \"else\": \"foo\"}]}}}",
     "customers.callers.journey[0].else", "unknown label 'foo'; known here: phones", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"journey\": [{\"at\": \"phones\", \"resolved\": "
     "\"phons\"}]}}}",
     "customers.callers.journey[0].resolved", "unknown label 'phons'; did you mean 'phones'?", NULL,
     0, 0},
    {"{\"customers\": {\"callers\": {\"journey\": [{\"at\": \"phones\", \"blocked\": "
     "\"message\"}]}}}",
     "customers.callers.journey[0].blocked", "unknown label 'message'", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"journey\": [{\"at\": \"phones\", \"within\": {\"limit\": "
     "\"2m\", \"then\": \"foo\"}}]}}}",
     "customers.callers.journey[0].within.then", "unknown label 'foo'", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"journey\": [{\"at\": \"phones\", \"within\": {\"limit\": "
     "\"2m\"}}]}}}",
     "customers.callers.journey[0].within", "needs 'then'", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"journey\": [{\"at\": \"phones\", \"within\": {\"limit\": 0, "
     "\"then\": \"message\"}}]}}}",
     "customers.callers.journey[0].within.limit", "is outside", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"journey\": [\"phones\", {\"release\": \"phones\", \"as\": "
     "\"free\"}]}}}",
     "customers.callers.journey[1].release", "'phones' is no hold", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"journey\": [\"phones\", {\"release\": \"table\"}]}}}",
     "customers.callers.journey[1].release", "unknown station 'table'", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"journey\": [{\"at\": \"phones\", \"skil\": \"x\"}]}}}",
     "customers.callers.journey[0].skil", "unknown key; did you mean 'skill'?", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"journey\": [{\"at\": \"phones\", \"chance\": 2}]}}}",
     "customers.callers.journey[0].chance", "2 is outside [0, 1]", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"work\": {\"phons\": {\"service\": \"1m\"}}}}}",
     "customers.callers.work.phons", "unknown station or label 'phons'; did you mean 'phones'?",
     NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"work\": {\"phones\": {\"resolve\": 1}}}}}",
     "customers.callers.work.phones.resolve", "unknown key; did you mean 'resolves'?", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"work\": {\"phones\": {\"service\": null}}}}}",
     "customers.callers.journey[0]",
     "nothing says how long the service takes: give work.phones.service", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"returns\": {\"left\": {\"chance\": 0.5, \"after\": "
     "\"1m\"}}}}}",
     "customers.callers.returns.left", "unknown key; known here: abandoned, balked", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"returns\": {\"abandoned\": {\"after\": \"1m\"}}}}}",
     "customers.callers.returns.abandoned", "needs 'chance'", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"returns\": {\"abandoned\": {\"chance\": 0.5}}}}}",
     "customers.callers.returns.abandoned", "takes 'after' or 'hazard'", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"returns\": {\"abandoned\": {\"chance\": 0.5, \"after\": "
     "\"1m\", \"at\": \"phons\"}}}}}",
     "customers.callers.returns.abandoned.at", "unknown label 'phons'; did you mean 'phones'?",
     NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"returns\": {\"abandoned\": {\"chance\": 0.5, \"after\": "
     "\"1m\", \"at\": \"phones\", \"journey\": [\"phones\"]}}}}}",
     "customers.callers.returns.abandoned", "takes 'at' or 'journey', not both", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"returns\": {\"abandoned\": {\"chance\": 0.5, \"after\": "
     "\"1m\", \"journey\": [\"desk\"]}}}}}",
     "customers.callers.returns.abandoned.journey[0]", "unknown station 'desk'", NULL, 0, 0},
    {"{\"customers\": {\"callers\": null}}", "customers", "needs at least one class", NULL, 0, 0},
    {"{\"customers\": null}", "", "needs 'customers'", NULL, 0, 0},
    {"{\"customers\": {\"a.b\": {\"arrivals\": {\"rate\": \"1/h\"}, \"journey\": [\"phones\"], "
     "\"work\": {\"phones\": {\"service\": {\"kind\": \"exponential\", \"mean\": 3}}}}}}",
     "customers.a.b", "a name must not hold '.'", NULL, 0, 0},
    {"{\"customers\": {\"\": {\"arrivals\": {\"rate\": \"1/h\"}, \"journey\": [\"phones\"], "
     "\"work\": {\"phones\": {\"service\": {\"kind\": \"exponential\", \"mean\": 3}}}}}}",
     "customers.", "a name must not be empty", NULL, 0, 0},
    {"{\"customers\": {\" a\": {\"arrivals\": {\"rate\": \"1/h\"}, \"journey\": [\"phones\"], "
     "\"work\": {\"phones\": {\"service\": {\"kind\": \"exponential\", \"mean\": 3}}}}}}",
     "customers. a", "a name must not begin or end with a space", NULL, 0, 0},
    {"{\"customers\": {\"a\\t\": {\"arrivals\": {\"rate\": \"1/h\"}, \"journey\": [\"phones\"], "
     "\"work\": {\"phones\": {\"service\": {\"kind\": \"exponential\", \"mean\": 3}}}}}}",
     "customers.a\t", "a name must not hold control characters", NULL, 0, 0},
    {"{\"customers\": "
     "{\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
     "aaaaaaaaaaa\": {\"arrivals\": {\"rate\": \"1/h\"}, \"journey\": [\"phones\"], \"work\": "
     "{\"phones\": {\"service\": {\"kind\": \"exponential\", \"mean\": 3}}}}}}",
     "customers."
     "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
     "aaaaaaaa",
     "a name must not be longer than 100 bytes", NULL, 0, 0},
};

static void mistakes_of_journeys_are_named(void **state) {
    (void)state;
    CHECK_MISTAKES(NULL, mistakes);
}

static void steps_are_read_with_their_defaults(void **state) {
    (void)state;
    struct scenario *s = read_sound(
        NULL, "{\"customers\": {\"callers\": {\"journey\": [\"phones\", {\"at\": \"phones\", "
              "\"as\": \"again\", \"service\": {\"kind\": \"exponential\", \"mean\": 7}, "
              "\"chance\": \"25%\", \"else\": \"last\", \"priority\": -3, \"skill\": \"x\", "
              "\"unresolved\": \"exit\", \"within\": {\"limit\": \"2m\", \"then\": \"last\"}}, "
              "{\"at\": \"phones\", \"as\": \"last\", \"only_if_sent\": true}]}}}");
    const struct step *step = s->classes[0].steps;
    assert_string_equal(step[0].label, "phones");
    check_close(step[0].chance, 1, 0);
    assert_true(isnan(step[0].priority));
    assert_true(isinf(step[0].within_limit));
    assert_null(step[0].follow[FOLLOW_RESOLVED]);
    assert_string_equal(step[1].at, "phones");
    assert_string_equal(step[1].label, "again");
    check_close(step[1].chance, 0.25, 1e-15);
    assert_string_equal(step[1].otherwise, "last");
    assert_string_equal(step[1].follow[FOLLOW_UNRESOLVED], "exit");
    check_close(step[1].within_limit, 120, 0);
    assert_string_equal(step[1].within_then, "last");
    assert_true(step[2].only_if_sent);
    scenario_free(s);
}

static void a_return_may_have_steps_of_its_own(void **state) {
    (void)state;
    struct scenario *s = read_sound(
        NULL, "{\"customers\": {\"callers\": {\"returns\": {\"abandoned\": {\"chance\": \"30%\", "
              "\"after\": \"10m\", \"journey\": [{\"at\": \"phones\", \"as\": \"second\"}]}}}}}");
    const struct customer_return *r = &s->classes[0].returns[RETURN_ABANDONED];
    assert_true(r->given);
    assert_true(r->at_most == COUNT_UNLIMITED);
    assert_int_equal(r->n_steps, 1);
    assert_string_equal(r->steps[0].label, "second");
    assert_false(s->classes[0].returns[RETURN_BALKED].given);
    scenario_free(s);
}

/* The hold's step is called after it already. */
static void a_step_that_only_releases_has_a_label_of_its_own(void **state) {
    (void)state;
    struct scenario *s = read_sound(
        NULL, "{\"stations\": {\"table\": {\"kind\": \"hold\", \"count\": 5}}, \"customers\": "
              "{\"callers\": {\"journey\": [\"table\", {\"release\": \"table\"}, \"phones\"]}}}");
    assert_string_equal(s->classes[0].steps[1].label, "release table");
    scenario_free(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_step_that_only_releases_has_a_label_of_its_own),
        cmocka_unit_test(mistakes_of_journeys_are_named),
        cmocka_unit_test(steps_are_read_with_their_defaults),
        cmocka_unit_test(a_return_may_have_steps_of_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
