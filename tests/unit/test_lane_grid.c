/* SPDX-License-Identifier: GPL-3.0-or-later
 * Which plans of lanes a scenario gives rise to, that each can be simulated, and that sums over
 * rows are the measures where they say the same. */
#include "planner/lanes.h"

#include <math.h>

#include "support/scenario.h"

static const char shop[] =
    "{\"horizon\": {\"opens\": \"08:00\", \"closes\": \"12:00\", \"interval\": \"1h\"},"
    "\"customers\": {\"c\": {\"arrivals\": {\"rate\": \"90/h\"}, \"journey\": [\"tills\"],"
    "\"patience\": {\"kind\": \"exponential\", \"mean\": \"8m\"}, \"items\": {\"kind\": \"gamma\", "
    "\"mean\": 15, \"cv\": 1}, \"work\": {\"tills\": {\"items\": {\"fixed\": \"45s\", \"each\": "
    "\"3s\"}}}}}, \"stations\": {\"tills\": {\"kind\": \"lanes\", \"lanes\": 4, \"choose\": "
    "\"items\"}}, \"staff\": {\"g\": {\"count\": 2, \"skills\": {\"tills\": {}}}}}";

static const char helpers[] =
    "{\"staff\": {\"h\": {\"count\": 3, \"skills\": {}}}, \"rules\": {\"open\": {\"watch\": "
    "{\"measure\": \"waiting\", \"at\": \"tills\"}, \"on_above\": 4, \"off_below\": 1, "
    "\"again_after\": \"1m\", \"do\": {\"staff\": 1, \"from\": \"h\", \"to\": \"g\"}}}}";
static const char profile[] = "{\"staff\": {\"g\": {\"count\": {\"08:00\": 2, \"10:00\": 4}}}}";
static const char shifts[] =
    "{\"staff\": {\"g\": {\"count\": null, \"shifts\": {\"early\": {\"starts\": \"08:00\", "
    "\"lasts\": \"3h\", \"count\": 2}, \"late\": {\"starts\": \"10:00\", \"lasts\": \"2h\", "
    "\"count\": 1}}}}}";
static const char away[] =
    "{\"customers\": {\"d\": {\"arrivals\": {\"rate\": \"20/h\"}, \"journey\": [\"deli\"], "
    "\"work\": "
    "{\"deli\": {\"service\": {\"kind\": \"exponential\", \"mean\": \"2m\"}}}}}, \"stations\": "
    "{\"deli\": "
    "{\"kind\": \"desk\"}}, \"staff\": {\"g\": {\"count\": 4}, \"h\": {\"count\": 1, \"skills\": "
    "{\"deli\": "
    "{}}}}, \"rules\": {\"close\": {\"watch\": {\"measure\": \"idle\", \"at\": \"tills\"}, "
    "\"on_above\": 2, \"off_below\": 1, \"do\": {\"staff\": 1, \"from\": \"g\", \"to\": \"h\"}}}}";
static const char express[] =
    "{\"customers\": {\"c\": {\"journey\": [{\"choose\": {\"of\": [\"fast\", \"tills\"], \"by\": "
    "\"shortest\"}, \"as\": \"which\"}, {\"at\": \"fast\", \"only_if_sent\": true}, {\"at\": "
    "\"tills\", \"only_if_sent\": true}], \"work\": {\"fast\": {\"items\": {\"fixed\": \"45s\", "
    "\"each\": \"3s\"}}}}}, "
    "\"stations\": {\"fast\": {\"kind\": \"lanes\", \"lanes\": 1, \"items_at_most\": 5}}, "
    "\"staff\": {\"f\": {\"count\": 1, \"skills\": {\"fast\": {}}}}}";

static const char bank[] =
    "{\"customers\": {\"c\": {\"journey\": [{\"choose\": {\"of\": {\"kiosks\": 0.4, \"tills\": "
    "0.6}, \"by\": \"share\"}, \"as\": \"which\"}, {\"at\": \"kiosks\", \"only_if_sent\": true, "
    "\"unresolved\": \"tills\"}, {\"at\": \"tills\", \"only_if_sent\": true}], \"work\": "
    "{\"kiosks\": {\"service\": \"90s\"}, \"clerk\": {\"service\": \"30s\"}}}}, \"stations\": "
    "{\"kiosks\": {\"kind\": \"machines\", \"count\": 3, \"needs_help\": 0.2, \"help_at\": "
    "\"clerk\"}, \"clerk\": {\"kind\": \"desk\"}}, \"staff\": {\"a\": {\"count\": 1, \"skills\": "
    "{\"clerk\": {}}}, \"spare\": {\"count\": 1, \"skills\": {}}}, \"money\": {\"staff\": {\"a\": "
    "\"20/h\"}, \"stations\": {\"kiosks\": \"2/h\"}}, \"standards\": {\"helped\": {\"at\": "
    "\"clerk\", \"share\": 0.8, \"within\": \"1m\"}}, \"rules\": {\"busy\": {\"watch\": "
    "{\"measure\": \"waiting\", \"at\": \"clerk\"}, \"on_above\": 3, \"off_below\": 1, \"do\": "
    "{\"staff\": 1, \"from\": \"spare\", \"to\": \"a\"}}, \"more\": {\"watch\": {\"measure\": "
    "\"waiting\", \"at\": \"tills\"}, \"on_above\": 9, \"do\": {\"set\": "
    "{\"stations.kiosks.count\": 5}}}}}";

/* A grid with its variants, compiled: none may be wrong. */
struct plans {
    struct document documents[2];
    struct lanes_grid *grid;
    struct variants *variants;
};

static struct plans plans_of(const char *over, struct lanes_question q) {
    struct diag d = {0};
    struct plans p = {.documents = {document_of_text("shop", shop, false),
                                    document_of_text("over", over ? over : "{}", false)}};
    q.items = 10;
    p.grid = lanes_grid_new(p.documents, 2, &q, &d);
    print_findings(&d);
    assert_non_null(p.grid);
    struct variant_source sources[64];
    struct document documents[64][3];
    for (size_t i = 0; i < p.grid->n; i++) {
        const struct lane_plan *plan = &p.grid->plans[i];
        documents[i][0] = p.documents[0];
        documents[i][1] = p.documents[1];
        if (plan->patch)
            documents[i][2] = *plan->patch;
        sources[i] = (struct variant_source){plan->name, "", plan->patch ? 3 : 2, documents[i]};
    }
    p.variants = variants_compile(sources, p.grid->n, &d);
    print_findings(&d);
    assert_non_null(p.variants);
    diag_fini(&d);
    return p;
}

static void plans_fini(struct plans *p) {
    variants_free(p->variants);
    lanes_grid_free(p->grid);
    document_free(&p->documents[0]);
    document_free(&p->documents[1]);
}

/* "own 1 all, own 2 all": the names in their order, that of the present plan marked. */
static void check_plans(const char *over, struct lanes_question q, const char *names) {
    struct plans p = plans_of(over, q);
    struct arena a = {0};
    const char *found = "";
    for (size_t i = 0; i < p.grid->n; i++)
        found = arena_format(&a, "%s%s%s%s", found, i ? ", " : "", p.grid->plans[i].name,
                             i == p.grid->present ? " now" : "");
    assert_string_equal(found, names);
    arena_fini(&a);
    plans_fini(&p);
}

static void each_number_in_each_form(void **state) {
    (void)state;
    check_plans(NULL, (struct lanes_question){.most = 3},
                "own 1 all, own 2 all now, own 3 all, shared 1 all, shared 2 all, shared 3 all, "
                "express 2 all, express 3 all");
}

static void watched_from_one_more_than_stand_there_to_all_lanes(void **state) {
    (void)state;
    check_plans(helpers, (struct lanes_question){.forms = 3, .most = 9, .openings = 4},
                "own 3 watched, own 4 watched now, own 5 watched, shared 3 watched, shared 4 "
                "watched, shared 5 watched");
    check_plans(helpers, (struct lanes_question){.forms = 4, .openings = 4},
                "own 4 watched now, express 3 watched, express 4 watched");
}

static void planned_up_to_the_largest_count(void **state) {
    (void)state;
    check_plans(
        profile, (struct lanes_question){.forms = 5, .openings = 2},
        "own 1 planned, own 2 planned, own 3 planned, own 4 planned now, express 2 planned, "
        "express 3 planned, express 4 planned");
    check_plans(shifts, (struct lanes_question){.forms = 1},
                "own 1 all, own 2 all, own 3 all, own 4 all, own 4 planned now");
}

static void rules_that_send_cashiers_away_open_lanes_too(void **state) {
    (void)state;
    check_plans(away, (struct lanes_question){.forms = 1, .most = 5},
                "own 1 all, own 2 all, own 3 all, own 4 all, own 5 all, own 4 watched now");
}

static void an_express_lane_is_one_of_the_lanes(void **state) {
    (void)state;
    check_plans(
        express, (struct lanes_question){.most = 3},
        "own 1 all, own 2 all, own 3 all, shared 1 all, shared 2 all, shared 3 all, express 2 "
        "all, express 3 all now");
    struct plans p = plans_of(express, (struct lanes_question){.forms = 1, .most = 1});
    assert_string_equal(p.grid->express, "fast");
    assert_int_equal(p.variants->all[0].model->n_stations, 1);
    plans_fini(&p);
}

/* Without the bank nobody helps at it either, and nothing promises, watches or pays it. */
static void a_bank_stands_beside_the_lanes_or_not_at_all(void **state) {
    (void)state;
    check_plans(bank, (struct lanes_question){.most = 2},
                "own 1 all, own 2 all, shared 1 all, shared 2 all, self 1 all, self 2 all now");
    struct plans p = plans_of(bank, (struct lanes_question){.forms = 9, .most = 2});
    assert_string_equal(p.grid->bank, "kiosks");
    for (size_t i = 0; i < p.grid->n; i++) {
        bool self = p.grid->plans[i].form == LANES_SELF;
        const struct model *m = p.variants->all[i].model;
        assert_int_equal(m->n_stations, self ? 3 : 1);
        assert_int_equal(m->n_groups, self ? 3 : 1);
        assert_int_equal(m->n_rules, self ? 2 : 0);
        assert_int_equal(m->n_standards, self ? 1 : 0);
    }
    plans_fini(&p);
}

static void sums_are_the_measures_where_they_say_the_same(void **state) {
    (void)state;
    struct diag d = {0};
    struct plans p = plans_of(helpers, (struct lanes_question){.forms = 3});
    struct comparison_options o = {.study = {.seed = 3, .replications = 20},
                                   .base = p.grid->present,
                                   .n_sums = LANES_SUMS,
                                   .sums = p.grid->sums};
    static const struct {
        enum lanes_sum sum;
        const char *measure;
    } same[] = {{LANES_WAIT, "mean_wait"},
                {LANES_SEEN, "queue_seen"},
                {LANES_LEFT, "abandonment"},
                {LANES_OPEN, "staffed"}};
    struct comparison *c = comparison_run(p.variants, &o, &d);
    for (size_t i = 0; i < c->n; i++)
        for (size_t k = 0; k < sizeof same / sizeof *same; k++) {
            const struct compared *v = &c->variants[i];
            size_t m = measure_find(same[k].measure);
            struct estimate e = compared_row(v, ROW_STATION, "tills")->estimates[m];
            check_close(v->sums[same[k].sum].value.value, e.value, 1e-12);
            check_close(v->sums[same[k].sum].value.high, e.high, 1e-12);
            const struct change_finding *f = compared_finding(v, ROW_STATION, "tills", m);
            const struct change_finding *g = &v->sums[same[k].sum].change;
            if (f && !isnan(f->difference.low)) {
                assert_true(fabs(f->difference.low - g->difference.low) < 1e-9);
                assert_int_equal(f->verdict, g->verdict);
            }
        }
    comparison_free(c);
    plans_fini(&p);
    diag_fini(&d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_number_in_each_form),
        cmocka_unit_test(watched_from_one_more_than_stand_there_to_all_lanes),
        cmocka_unit_test(planned_up_to_the_largest_count),
        cmocka_unit_test(rules_that_send_cashiers_away_open_lanes_too),
        cmocka_unit_test(an_express_lane_is_one_of_the_lanes),
        cmocka_unit_test(a_bank_stands_beside_the_lanes_or_not_at_all),
        cmocka_unit_test(sums_are_the_measures_where_they_say_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
