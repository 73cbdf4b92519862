/* SPDX-License-Identifier: GPL-3.0-or-later
 * What comparisons promise, on a queue whose exact values are known: of 1,000 experiments the 95 %
 * interval of a paired difference holds the exact one in 930 to 970 (see slow_coverage.c), and the
 * choice of the best is right at least as often as promised. */
#include <gsl/gsl_errno.h>

#include "base/text.h"
#include "planner/choice.h"
#include "planner/comparison.h"
#include "support/scenario.h"
#include "theory/queue.h"

enum { EXPERIMENTS = 1000, FEWEST = 930, MOST = 970, REPLICATIONS = 40 };

/* M/M/n+M, 10 erlangs: some 200 calls a replication. */
static const char erlang_a[] =
    "{ \"horizon\": {\"runs_for\": \"90m\", \"warm_up\": \"30m\"},"
    "  \"customers\": {\"calls\": {\"arrivals\": {\"rate\": \"200/h\"},"
    "    \"patience\": {\"kind\": \"exponential\", \"mean\": \"5m\"}, \"journey\": [\"desk\"],"
    "    \"work\": {\"desk\": {\"service\": {\"kind\": \"exponential\", \"mean\": \"3m\"}}}}},"
    "  \"stations\": {\"desk\": {\"kind\": \"desk\"}},"
    "  \"staff\": {\"agents\": {\"count\": 11, \"skills\": {\"desk\": {}}}} }";

static struct queue_measures exact(size_t agents, double handle) {
    struct queue_model m = {.calls = 200.0 / 3600,
                            .handle = handle,
                            .patience = 300,
                            .agents = agents,
                            .lines = LINES_UNLIMITED,
                            .threshold = 20};
    struct queue_measures q;
    assert_int_equal(queue_evaluate(&m, &q), THEORY_CONVERGED);
    return q;
}

enum { MOST_VARIANTS_HERE = 3 };

/* A variant: a setting over the scenario, whose customers may be called otherwise: other names,
 * other random numbers. */
struct asked {
    const char *setting, *customers;
};

static struct variants *compiled(const struct asked *asked, size_t n) {
    struct document documents[MOST_VARIANTS_HERE][2];
    struct variant_source sources[MOST_VARIANTS_HERE];
    struct diag d = {0};
    for (size_t i = 0; i < n; i++) {
        const char *at = strstr(erlang_a, "calls");
        struct text t = {0};
        text_add_n(&t, erlang_a, (size_t)(at - erlang_a));
        text_printf(&t, "%s%s", asked[i].customers, at + strlen("calls"));
        documents[i][0] = document_of_text("erlang_a", text_string(&t), false);
        documents[i][1] = document_of_text("--set", asked[i].setting, true);
        sources[i] = (struct variant_source){asked[i].setting, "", 2, documents[i]};
        text_fini(&t);
    }
    struct variants *v = variants_compile(sources, n, &d);
    if (!v) {
        print_findings(&d);
    }
    assert_non_null(v);
    for (size_t i = 0; i < n; i++) {
        document_free(&documents[i][0]);
        document_free(&documents[i][1]);
    }
    diag_fini(&d);
    return v;
}

static void a_paired_interval_holds_the_exact_difference(void **state) {
    (void)state;
    static const struct asked asked[] = {{"staff.agents.count=11", "calls"},
                                         {"staff.agents.count=12", "calls"}};
    static const char *const names[] = {"mean_wait", "abandonment", "delay_probability"};
    struct queue_measures less = exact(11, 180), more = exact(12, 180);
    const double wanted[] = {more.mean_wait - less.mean_wait, more.abandonment - less.abandonment,
                             more.delay_probability - less.delay_probability};
    size_t held[3] = {0};
    struct variants *v = compiled(asked, 2);
    for (size_t e = 0; e < EXPERIMENTS; e++) {
        struct diag d = {0};
        struct comparison_options o = {.study = {.seed = e + 1, .replications = REPLICATIONS}};
        struct comparison *c = comparison_run(v, &o, &d);
        assert_non_null(c);
        for (size_t i = 0; i < 3; i++) {
            const struct change_finding *f =
                compared_finding(&c->variants[1], ROW_TOTAL, "", measure_find(names[i]));
            held[i] += f->difference.low <= wanted[i] && wanted[i] <= f->difference.high;
        }
        comparison_free(c);
        diag_fini(&d);
    }
    variants_free(v);
    for (size_t i = 0; i < 3; i++) {
        print_message("difference of %-18s exact %-10.4g covered %.1f %%\n", names[i], wanted[i],
                      100.0 * (double)held[i] / EXPERIMENTS);
    }
    for (size_t i = 0; i < 3; i++) {
        assert_in_range(held[i], FEWEST, MOST);
    }
}

/* The best against two whose handle time is four seconds longer, each with customers of its own,
 * and a zone of just what these are behind: the worst case of the promise. */
static void the_best_is_chosen_as_often_as_promised(void **state) {
    (void)state;
    static const struct asked asked[] = {{"staff.agents.count=11", "calls"},
                                         {"customers.others.work.desk.service.mean=184s", "others"},
                                         {"customers.third.work.desk.service.mean=184s", "third"}};
    double zone = exact(11, 184).mean_wait - exact(11, 180).mean_wait;
    struct variants *v = compiled(asked, 3);
    size_t right = 0;
    double days = 0;
    for (size_t e = 0; e < EXPERIMENTS; e++) {
        struct diag d = {0};
        struct choice_options o = {.study = {.seed = 5000 + e, .replications = 100000},
                                   .path = "total.mean_wait",
                                   .zone = zone,
                                   .probability = 0.9};
        struct choice *c = choice_run(v, &o, &d);
        assert_true(c && c->decided);
        right += c->best == 0;
        days += (double)c->days / EXPERIMENTS;
        choice_free(c);
        diag_fini(&d);
    }
    variants_free(v);
    print_message("promised 0.90, zone %.3g s: right in %.3f, %.0f replications of 3 variants\n",
                  zone, (double)right / EXPERIMENTS, days);
    assert_true(right >= 900 - 30); /* 3.1 standard deviations below the promise */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_paired_interval_holds_the_exact_difference),
        cmocka_unit_test(the_best_is_chosen_as_often_as_promised),
    };
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
