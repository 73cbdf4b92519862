/* SPDX-License-Identifier: GPL-3.0-or-later
 * A formula is named where it holds, and elsewhere the property that prevents it. */
#include "planner/theory_match.h"

#include <math.h>
#include <string.h>

#include "scenario/read.h"
#include "support/check.h"
#include "theory/day_queue.h"

static const char base[] =
    "{\"name\": \"x\", \"horizon\": {\"runs_for\": \"100h\"},"
    " \"customers\": {\"c\": {\"arrivals\": {\"rate\": \"51/h\"}, \"journey\": [\"d\"],"
    "   \"patience\": {\"kind\": \"exponential\", \"mean\": \"4m\"},"
    "   \"work\": {\"d\": {\"service\": {\"kind\": \"exponential\", \"mean\": \"3m\"}}}}},"
    " \"stations\": {\"d\": {\"kind\": \"desk\"}},"
    " \"staff\": {\"g\": {\"count\": 3, \"skills\": {\"d\": {}}}}}";

/* Results of a simulation that measured nothing but these, at station d and of group g. */
struct figures {
    struct arena arena;
    struct results results;
};

static void figures_make(struct figures *f) {
    *f = (struct figures){0};
    f->results.rows = arena_array(&f->arena, 2, sizeof *f->results.rows);
    for (size_t k = 0; k < 2; k++) {
        struct estimate *e = arena_array(&f->arena, n_measures, sizeof *e);
        for (size_t i = 0; i < n_measures; i++)
            e[i] = (struct estimate){1, 0, 2};
        f->results.rows[f->results.n_rows++] = (struct result_row){
            .kind = k ? ROW_GROUP : ROW_STATION, .name = k ? "g" : "d", .estimates = e};
    }
}

/* The match of the base scenario with a patch over it. */
static struct theory_match *match_with(const char *patch) {
    struct diag d = {0};
    struct figures f;
    struct document documents[] = {
        {.name = "base", .text = base, .length = strlen(base)},
        {.name = "patch", .text = patch, .length = strlen(patch)},
    };
    struct scenario *s = scenario_read(documents, 2, &d);
    if (!s)
        print_error("%s: %s\n", patch, d.findings[0].message);
    assert_non_null(s);
    figures_make(&f);
    struct theory_match *t = theory_match(s, &f.results);
    for (size_t i = 0; i < t->n_lines; i++) /* names of measures outlive the scenario */
        assert_non_null(t->lines[i].measure);
    t->station = NULL;
    scenario_free(s);
    diag_fini(&d);
    arena_fini(&f.arena);
    return t;
}

static double theory_of(const struct theory_match *t, const char *measure) {
    for (size_t i = 0; i < t->n_lines; i++)
        if (strcmp(t->lines[i].measure, measure) == 0)
            return t->lines[i].theory;
    return NAN;
}

static void each_formula_is_found(void **state) {
    static const struct {
        const char *patch, *formula;
    } cases[] = {
        {"{}", "Erlang A (M/M/n+M)"},
        {"{\"customers\": {\"c\": {\"patience\": null}}}", "Erlang C (M/M/n)"},
        {"{\"stations\": {\"d\": {\"lines\": 3}}}", "Erlang B"},
        {"{\"stations\": {\"d\": {\"seats\": 4}}}", "M/M/n/K+M"},
        {"{\"customers\": {\"c\": {\"patience\": null, \"arrivals\": {\"rate\": \"17/h\"},"
         " \"work\": {\"d\": {\"service\": {\"kind\": \"gamma\", \"mean\": \"3m\", \"cv\": "
         "0.5}}}}},"
         " \"staff\": {\"g\": {\"count\": 1}}}",
         "M/G/1"},
        {"{\"stations\": {\"d\": {\"lines\": 3}}, \"customers\": {\"c\": {\"work\": {\"d\":"
         " {\"service\": {\"kind\": \"lognormal\", \"mean\": \"3m\", \"cv\": 1.7}}}}}}",
         "Erlang B"},
        {"{\"customers\": {\"c\": {\"patience\": {\"cv\": 0.7, \"kind\": \"gamma\", \"mean\": "
         "\"4m\"}}}}",
         "M/M/n+G"},
        {"{\"customers\": {\"c\": {\"patience\": null, \"work\": {\"d\": {\"service\": \"3m\"}}}}}",
         "M/D/n"},
        {"{\"customers\": {\"c\": {\"patience\": null, \"work\": {\"d\": {\"service\": {\"kind\": "
         "\"gamma\", \"mean\": \"3m\", \"cv\": 0.5}}}}}}",
         "approximate (M/G/n"},
        {"{\"customers\": {\"c\": {\"returns\": {\"abandoned\": {\"chance\": 0.3, \"after\": "
         "\"9m\"}}}}}",
         "redials, approximate"},
        {"{\"horizon\": {\"runs_for\": null, \"opens\": \"08:00\", \"closes\": \"12:00\","
         " \"interval\": \"1h\"}}",
         "M(t)/M/s(t)+M"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct theory_match *t = match_with(cases[i].patch);
        if (!t->formula)
            print_error("%s: %s\n", cases[i].patch, t->prevented_by);
        assert_non_null(t->formula);
        assert_non_null(strstr(t->formula, cases[i].formula));
        theory_match_free(t);
    }
}

static void each_property_outside_the_formulas_is_named(void **state) {
    static const struct {
        const char *patch, *words;
    } cases[] = {
        {"{\"customers\": {\"c\": {\"arrivals\": {\"rate\": \"0/h\"}}}}", "nobody comes"},
        {"{\"customers\": {\"c\": {\"work\": {\"d\": {\"service\": \"0s\"}}}}}",
         "services take no time"},
        {"{\"horizon\": {\"runs_for\": null, \"opens\": \"08:00\", \"closes\": \"12:00\","
         " \"interval\": \"1h\"}, \"stations\": {\"d\": {\"seats\": 4}}}",
         "the day changes, and the time-varying formulas leave out: seats"},
        {"{\"customers\": {\"c\": {\"arrivals\": {\"rate\": null, \"every\": {\"kind\": \"erlang\","
         " \"mean\": \"2m\", \"k\": 2}}}}}",
         "not Poisson"},
        {"{\"customers\": {\"c\": {\"arrivals\": {\"batch\": 2}}}}", "batches"},
        {"{\"customers\": {\"c\": {\"returns\": {\"unresolved\": {\"chance\": 0.3, \"after\": "
         "\"9m\"}}}}}",
         "return"},
        {"{\"customers\": {\"c\": {\"work\": {\"d\": {\"service\": {\"kind\": \"gamma\", \"mean\": "
         "\"3m\", \"cv\": 0.5}}}}}}",
         "services are not exponential"},
        {"{\"customers\": {\"c\": {\"work\": {\"d\": {\"wrap_up\": \"20s\"}}}}}", "wrap-up"},
        {"{\"customers\": {\"c\": {\"balks\": {\"waiting\": {\"5\": 0.2}}}}}", "balk"},
        {"{\"stations\": {\"d\": {\"pace\": {\"per_waiting\": 0.1, \"at_most\": 1.5}}}}",
         "speed up"},
        {"{\"stations\": {\"d\": {\"order\": \"shortest_work\"}}}", "first come"},
        {"{\"staff\": {\"h\": {\"count\": 1, \"skills\": {\"d\": {}}}}}", "several groups"},
        {"{\"staff\": {\"g\": {\"skills\": {\"d\": {\"after\": \"10s\"}}}}}", "after a while"},
        {"{\"stations\": {\"d\": {\"lines\": 2}}}", "fewer lines than servers"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct theory_match *t = match_with(cases[i].patch);
        if (!t->prevented_by || !strstr(t->prevented_by, cases[i].words))
            print_error("%s: %s\n", cases[i].patch, t->prevented_by ? t->prevented_by : t->formula);
        assert_null(t->formula);
        assert_non_null(strstr(t->prevented_by, cases[i].words));
        theory_match_free(t);
    }
}

/* Erlang B of 2.55 erlangs on 3 lines, by its sum. */
static void a_loss_system_blocks_as_erlang_says(void **state) {
    (void)state;
    double a = 51.0 / 3600 * 180, top = a * a * a / 6;
    struct theory_match *t = match_with("{\"stations\": {\"d\": {\"lines\": 3}}}");
    check_close(theory_of(t, "blocking"), top / (1 + a + a * a / 2 + top), 1e-9);
    theory_match_free(t);
}

/* Speed scales the whole service: M/G/1 with mean 3 min / 1.5, cv 0.5. */
static void one_general_server_waits_as_pollaczek_and_khinchine_say(void **state) {
    (void)state;
    double lambda = 17.0 / 3600, mean = 120, square = mean * mean * (1 + 0.25);
    struct theory_match *t = match_with(
        "{\"customers\": {\"c\": {\"patience\": null, \"arrivals\": {\"rate\": \"17/h\"},"
        " \"work\": {\"d\": {\"service\": {\"kind\": \"gamma\", \"mean\": \"3m\", \"cv\": 0.5}}}}},"
        " \"staff\": {\"g\": {\"count\": 1, \"skills\": {\"d\": {\"speed\": 1.5}}}}}");
    check_close(theory_of(t, "mean_wait"), lambda * square / (2 * (1 - lambda * mean)), 1e-9);
    theory_match_free(t);
}

/* The second method: the chain itself, one period of the day after the other. */
static void a_day_is_compared_by_its_forward_equations(void **state) {
    (void)state;
    struct arena a = {0};
    const struct day_period period = {.ends = 4 * 3600, .calls = 51. / 3600, .agents = 3};
    struct day_model m = {
        .n = 1, .periods = &period, .handle = 180, .patience = 240, .threshold = 20};
    struct day_result r;
    assert_int_equal(day_evaluate(&m, &a, &r), THEORY_CONVERGED);
    struct theory_match *t =
        match_with("{\"horizon\": {\"runs_for\": null, \"opens\": \"08:00\", \"closes\": "
                   "\"12:00\", \"interval\": \"1h\"}}");
    check_close(theory_of(t, "delay_probability"), r.day.delay_probability, 1e-7);
    check_close(theory_of(t, "abandonment"), r.abandonment, 1e-7);
    check_close(theory_of(t, "mean_wait"), r.wait, 1e-6);
    theory_match_free(t);
    arena_fini(&a);
}

static const char two_classes[] =
    "{\"customers\": {\"c\": {\"patience\": null, \"tier\": \"low\"}, \"b\": {\"arrivals\": "
    "{\"rate\": "
    "\"6/h\"}, \"tier\": \"high\", \"journey\": [\"d\"], \"work\": {\"d\": {\"service\": "
    "{\"kind\": "
    "\"exponential\", \"mean\": \"3m\"}}}}}, \"tiers\": {\"high\": {\"priority\": 2}, \"low\": "
    "{\"priority\": 1}}%s}";

/* Cobham: Erlang C of 2.85 erlangs on 3, shared out. */
static void classes_with_priorities_have_their_formula(void **state) {
    (void)state;
    char patch[800];
    snprintf(patch, sizeof patch, two_classes, "");
    struct theory_match *t = match_with(patch);
    if (!t->formula)
        fail_msg("%s", t->prevented_by);
    assert_non_null(strstr(t->formula, "M/M/n with priorities"));
    snprintf(patch, sizeof patch, two_classes, ", \"stations\": {\"d\": {\"seats\": 4}}");
    struct theory_match *limited = match_with(patch);
    assert_null(limited->formula);
    assert_non_null(strstr(limited->prevented_by, "several classes, and lines or seats"));
    theory_match_free(limited);
    theory_match_free(t);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_formula_is_found),
        cmocka_unit_test(each_property_outside_the_formulas_is_named),
        cmocka_unit_test(a_loss_system_blocks_as_erlang_says),
        cmocka_unit_test(a_day_is_compared_by_its_forward_equations),
        cmocka_unit_test(classes_with_priorities_have_their_formula),
        cmocka_unit_test(one_general_server_waits_as_pollaczek_and_khinchine_say),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
