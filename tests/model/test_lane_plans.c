/* SPDX-License-Identifier: GPL-3.0-or-later
 * Plans of lanes against what is known without simulating: Erlang's C for one shared line, a queue
 * M/M/1 for each of the lines that customers choose blindly, wages and customers lost for the cost;
 * and that people look at how long a line is, not at how fast it moves. */
#include "planner/lanes.h"

#include <math.h>
#include <string.h>

#include "support/study.h"
#include "theory/formula.h"
#include "theory/queue.h"

static const char row_of_lanes[] =
    "{\"horizon\": {\"runs_for\": \"200h\", \"warm_up\": \"10h\"}, \"customers\": {\"a\": {"
    "\"arrivals\": {\"rate\": \"150/h\"}, \"journey\": [\"tills\"], \"work\": {\"tills\": "
    "{\"service\": {\"kind\": \"exponential\", \"mean\": \"1m\"}}}}},"
    "\"stations\": {\"tills\": {\"kind\": \"lanes\", \"lanes\": 5, \"choose\": \"random\"}},"
    "\"staff\": {\"g\": {\"count\": 4, \"skills\": {\"tills\": {}}}},"
    "\"money\": {\"staff\": {\"g\": \"18/h\"}}}";
static const double ARRIVALS = 150 / 3600.0, SERVICE = 60; /* per s; s */

/* All plans of the scenario, run. */
struct plans {
    struct document scenario;
    struct lanes_grid *grid;
    struct variants *variants;
    struct comparison *comparison;
};

static struct plans plans_run(const char *json, struct lanes_question q) {
    struct diag d = {0};
    struct plans p = {.scenario = document_of_text("row", json, false)};
    p.grid = lanes_grid_new(&p.scenario, 1, &q, &d);
    assert_non_null(p.grid);
    struct variant_source sources[40];
    struct document documents[40][2];
    for (size_t i = 0; i < p.grid->n; i++) {
        const struct lane_plan *plan = &p.grid->plans[i];
        documents[i][0] = p.scenario;
        if (plan->patch)
            documents[i][1] = *plan->patch;
        sources[i] = (struct variant_source){plan->name, "", plan->patch ? 2 : 1, documents[i]};
    }
    p.variants = variants_compile(sources, p.grid->n, &d);
    assert_non_null(p.variants);
    struct comparison_options o = {.study = {.replications = 40, .seed = 4},
                                   .base = p.grid->present,
                                   .n_sums = LANES_SUMS,
                                   .sums = p.grid->sums};
    p.comparison = comparison_run(p.variants, &o, &d);
    assert_non_null(p.comparison);
    diag_fini(&d);
    return p;
}

static void plans_fini(struct plans *p) {
    comparison_free(p->comparison);
    variants_free(p->variants);
    lanes_grid_free(p->grid);
    document_free(&p->scenario);
}

static struct estimate sum_of(const struct plans *p, size_t plan, enum lanes_sum which) {
    return p->comparison->variants[plan].sums[which].value;
}

/* M/M/n, s; n 1 for a share of the customers. */
static double erlang_wait(double arrivals, double service, size_t n) {
    struct queue_model q = {.calls = arrivals,
                            .handle = service,
                            .agents = n,
                            .lines = LINES_UNLIMITED,
                            .patience = PATIENCE_UNLIMITED};
    struct queue_measures m;
    assert_int_equal(theory_formula_find("erlang-c")->evaluate(&q, &m), THEORY_CONVERGED);
    return m.mean_wait;
}

/* Within 2.2 half-widths of a 95 % interval, some 4.3 standard errors: a false alarm in 50,000. */
static void check_inside(struct estimate e, double exact) {
    check_close(e.value, exact, 2.2 * (e.high - e.low) / 2 / exact);
}

static void each_form_is_its_formula(const struct lanes_question q, double shared_service) {
    struct plans p = plans_run(row_of_lanes, q);
    size_t own = 0, shared = 0;
    for (size_t i = 0; i < p.grid->n; i++) {
        const struct lane_plan *plan = &p.grid->plans[i];
        double n = (double)plan->lanes;
        bool is_own = plan->form == LANES_OWN;
        double exact = is_own ? erlang_wait(ARRIVALS / n, SERVICE, 1)
                              : erlang_wait(ARRIVALS, shared_service, plan->lanes);
        check_inside(sum_of(&p, i, LANES_WAIT), exact);
        check_close(sum_of(&p, i, LANES_COST).value, 18 * n, 1e-9);
        check_inside(sum_of(&p, i, LANES_IDLE),
                     1 - ARRIVALS * (is_own ? SERVICE : shared_service) / n);
        own += is_own;
        shared += !is_own;
    }
    assert_int_equal(own, 3); /* 3, 4 and 5: the work needs more than two and a half */
    assert_int_equal(shared, 3);
    plans_fini(&p);
}

static void waits_are_those_of_the_formulas(void **state) {
    (void)state;
    each_form_is_its_formula((struct lanes_question){0}, SERVICE);
}

static void the_effect_of_the_form_is_a_slower_service(void **state) {
    (void)state;
    each_form_is_its_formula((struct lanes_question){.form_effect = true}, 1.0686 * SERVICE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(waits_are_those_of_the_formulas),
        cmocka_unit_test(the_effect_of_the_form_is_a_slower_service),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
