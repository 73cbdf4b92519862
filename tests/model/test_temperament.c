/* SPDX-License-Identifier: GPL-3.0-or-later
 * Temperaments in the engine: mean service of a mix against its weighted sum, and who leaves
 * against Erlang A with the patience that the type has. */
#include <math.h>

#include "support/study.h"
#include "theory/formula.h"
#include "theory/queue.h"

static struct studied desk(const char *temperament, const char *people) {
    char json[1500];
    snprintf(
        json, sizeof json,
        "{\"horizon\": {\"runs_for\": \"1000h\", \"warm_up\": \"20h\"}, \"customers\": {\"c\": "
        "{\"arrivals\": {\"rate\": \"60/h\"}, %s \"journey\": [\"desk\"], "
        "\"patience\": {\"kind\": \"exponential\", \"mean\": \"5m\"}, \"work\": {\"desk\": "
        "{\"service\": {\"kind\": \"exponential\", \"mean\": \"5m\"}}}}}, \"stations\": "
        "{\"desk\": {\"kind\": \"desk\"}}, \"staff\": {\"g\": {\"count\": 6, \"skills\": "
        "{\"desk\": {}}}}%s}",
        temperament, people);
    return study_of(json, NULL, (struct study_options){.replications = 20, .seed = 1}, NULL);
}

/* Nobody leaves sooner or later for being stubborn, so that all kinds are served alike. */
static void service_is_as_long_as_the_mix_says(void **state) {
    (void)state;
    struct studied s =
        desk("\"temperament\": {\"rational\": 0.6, \"stubborn\": 0.3, \"suspicious\": 0.1},", "");
    struct estimate aht = estimate_at(&s, "staff.g.handle_time");
    double want = 300 * (0.6 + 0.3 * 1.3 + 0.1 * 1.4);
    assert_true(fabs(aht.value - want) < aht.high - aht.low);
    assert_true(aht.high - aht.low < 0.03 * want);
    studied_fini(&s);
}

/* The domineering: service x 1.2, patience / 1.3. With felt waits the budget is shorter alike. */
static void check_domineering(const char *people, double rate) {
    struct studied s = desk("\"temperament\": \"domineering\",", people);
    struct queue_model q = {.calls = 60.0 / 3600,
                            .handle = 300 * 1.2,
                            .agents = 6,
                            .lines = LINES_UNLIMITED,
                            .patience = 300 / 1.3 / rate};
    struct queue_measures m;
    assert_int_equal(theory_formula_find("erlang-a")->evaluate(&q, &m), THEORY_CONVERGED);
    struct estimate left = estimate_at(&s, "stations.desk.abandonment");
    assert_true(fabs(left.value - m.abandonment) < left.high - left.low);
    assert_true(left.high - left.low < 0.05 * m.abandonment);
    studied_fini(&s);
}

static void the_domineering_leave_as_erlang_a_with_less_patience(void **state) {
    (void)state;
    check_domineering("", 1);
    check_domineering(", \"people\": {\"felt_wait\": {}}", 1.36);
}

/* A third of those served would buy; of whom is said what they are like, each type's own share. The
 * impulsive buy half as often again, at most always; the combative at 0.6. */
static double buyers_of(const char *temperament, const char *chance) {
    char json[1500];
    snprintf(json, sizeof json,
             "{\"horizon\": {\"opens\": \"08:00\", \"closes\": \"20:00\"}, \"customers\": {\"c\": "
             "{\"arrivals\": {\"rate\": \"200/h\"}, %s \"journey\": [{\"at\": \"till\", "
             "\"chance\": %s, \"sells\": true}], \"work\": {\"till\": {\"service\": \"1m\"}}}}, "
             "\"stations\": {\"till\": {\"kind\": \"delay\"}}}",
             temperament, chance);
    struct studied s =
        study_of(json, NULL, (struct study_options){.replications = 40, .seed = 1}, NULL);
    double share = value_at(&s, "stations.till.arrived") / value_at(&s, "total.offered");
    studied_fini(&s);
    return share;
}

/* 96,000 people: four standard errors of a share are 0.0065 at most. */
static void who_sells_succeeds_by_temperament(void **state) {
    (void)state;
    static const struct {
        const char *temperament, *chance;
        double share;
    } sales[] = {{"", "0.33", 0.33},
                 {"\"temperament\": \"rational\",", "0.33", 0.33},
                 {"\"temperament\": \"impulsive\",", "0.33", 0.33 * 1.5},
                 {"\"temperament\": \"impulsive\",", "0.8", 1},
                 {"\"temperament\": \"combative\",", "0.33", 0.33 * 0.6},
                 {"\"temperament\": {\"impulsive\": 0.5, \"combative\": 0.5},", "0.8",
                  0.5 * 1 + 0.5 * 0.8 * 0.6}};
    for (size_t i = 0; i < sizeof sales / sizeof sales[0]; i++) {
        double share = buyers_of(sales[i].temperament, sales[i].chance);
        print_message("%s %s: %.4f buy\n", sales[i].temperament, sales[i].chance, share);
        assert_true(fabs(share - sales[i].share) < 0.0065);
    }
    /* By the same numbers: who buys does not depend on what is said of the rational. */
    assert_true(buyers_of("", "0.33") == buyers_of("\"temperament\": \"rational\",", "0.33"));
}

/* A type that changes nothing changes not a byte. */
static void the_rational_are_as_those_of_whom_nothing_is_said(void **state) {
    (void)state;
    struct studied said = desk("\"temperament\": \"rational\",", ""), unsaid = desk("", "");
    double a = value_at(&said, "stations.desk.asa"), b = value_at(&unsaid, "stations.desk.asa");
    assert_memory_equal(&a, &b, sizeof a);
    studied_fini(&said);
    studied_fini(&unsaid);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(service_is_as_long_as_the_mix_says),
        cmocka_unit_test(the_domineering_leave_as_erlang_a_with_less_patience),
        cmocka_unit_test(who_sells_succeeds_by_temperament),
        cmocka_unit_test(the_rational_are_as_those_of_whom_nothing_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
