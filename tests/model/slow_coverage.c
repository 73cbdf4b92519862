/* SPDX-License-Identifier: GPL-3.0-or-later
 * What intervals promise: of 1,000 experiments, each a whole study with a seed of its own, the 95 %
 * intervals hold the exact value in 930 to 970. With a true coverage of 0.95 the count has a
 * standard deviation of 6.9, so that one check in 270 would fail by chance; seeds are fixed. */
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>

#include "stats/interval.h"
#include "support/study.h"
#include "theory/queue.h"

enum { EXPERIMENTS = 1000, FEWEST = 930, MOST = 970, REPLICATIONS = 20 };

static const double level = 0.95;

/* M/M/13+M at 10 erlangs: 2.5 % hang up, a tenth of the served wait longer than 30 s. */
static const char erlang_a[] =
    "{ \"horizon\": {\"runs_for\": \"22h\", \"warm_up\": \"2h\"},"
    "  \"customers\": {\"calls\": {\"arrivals\": {\"rate\": \"200/h\"},"
    "    \"patience\": {\"kind\": \"exponential\", \"mean\": \"5m\"}, \"journey\": [\"desk\"],"
    "    \"work\": {\"desk\": {\"service\": {\"kind\": \"exponential\", \"mean\": \"3m\"}}}}},"
    "  \"stations\": {\"desk\": {\"kind\": \"desk\"}},"
    "  \"staff\": {\"agents\": {\"count\": 13, \"skills\": {\"desk\": {}}}} }";
static const struct queue_model theory = {.calls = 200.0 / 3600,
                                          .handle = 180,
                                          .patience = 300,
                                          .agents = 13,
                                          .lines = LINES_UNLIMITED,
                                          .threshold = 20};

struct coverage {
    const char *path;
    double exact;
    size_t held;
    double width; /* sum of half-widths over the exact value */
};

static void count(struct coverage *c, double low, double high) {
    c->held += low <= c->exact && c->exact <= high;
    c->width += (high - low) / 2 / fabs(c->exact);
}

static void report(const struct coverage *c) {
    print_message("%-36s exact %-12.6g mean half-width %5.2f %%  covered %5.1f %%\n", c->path,
                  c->exact, 100 * c->width / EXPERIMENTS, 100.0 * (double)c->held / EXPERIMENTS);
}

static void check_coverage(const struct coverage *all, size_t n) {
    for (size_t i = 0; i < n; i++) {
        report(&all[i]);
    }
    for (size_t i = 0; i < n; i++) {
        if (all[i].held < FEWEST || all[i].held > MOST) {
            fail_msg("%s was covered %zu times of %d", all[i].path, all[i].held, EXPERIMENTS);
        }
    }
}

static struct queue_measures exact_of(struct queue_model q) {
    struct queue_measures m;
    assert_int_equal(queue_evaluate(&q, &m), THEORY_CONVERGED);
    return m;
}

/* A model from text, kept over many studies. */
struct subject {
    struct scenario *scenario;
    struct model *model;
};

static struct subject subject_new(const char *json, const char *over) {
    struct diag d = {0};
    struct subject s = {.scenario = read_sound(json, over)};
    s.model = model_compile(s.scenario, (struct model_options){0}, &d);
    assert_non_null(s.model);
    diag_fini(&d);
    return s;
}

static void subject_free(struct subject *s) {
    model_free(s->model);
    scenario_free(s->scenario);
}

static struct results *experiment(const struct subject *s, struct study_options o,
                                  struct study_series *series) {
    struct diag d = {0};
    o.level = level;
    struct results *r = study_run(s->model, o, series, &d);
    assert_non_null(r);
    diag_fini(&d);
    return r;
}

static const struct estimate *found(struct results *r, const char *path) {
    const char *why = NULL;
    const struct estimate *e = results_find(r, path, &why);
    if (!e) {
        fail_msg("%s: %s", path, why);
    }
    return e;
}

/* One agent more, the same customers: the difference of the mean waits. */
static void count_difference(struct coverage *c, const struct study_series *a,
                             const struct study_series *b) {
    struct interval i = paired_ratio_difference(a->numerator, a->denominator, b->numerator,
                                                b->denominator, a->replications, level);
    count(c, i.low, i.high);
}

static void intervals_of_erlang_a_cover(void **state) {
    (void)state;
    struct queue_model more = theory;
    more.agents++;
    struct queue_measures want = exact_of(theory), other = exact_of(more);
    struct coverage all[] = {
        {"total.offered", 24 * 200, 0, 0}, /* contacts a day: a mean */
        {"stations.desk.mean_queue", want.mean_queue, 0, 0},
        {"stations.desk.mean_wait", want.mean_wait, 0, 0},
        {"stations.desk.asa", want.asa, 0, 0},
        {"stations.desk.abandonment", want.abandonment, 0, 0},
        {"stations.desk.service_level_offered", want.service_level_offered, 0, 0},
        {"stations.desk.occupancy", want.occupancy, 0, 0},
        {"stations.desk.wait_p90", want.wait_p90, 0, 0},
        {"stations.desk.wait_all_p95", want.wait_all_p95, 0, 0},
    };
    struct coverage difference = {"mean_wait, 13 less 14 agents, paired",
                                  want.mean_wait - other.mean_wait, 0, 0};
    static const char *const series_path = "stations.desk.mean_wait";
    size_t n = sizeof all / sizeof *all;
    struct subject few = subject_new(erlang_a, NULL);
    struct subject many = subject_new(erlang_a, "staff.agents.count=14");
    for (uint64_t seed = 1; seed <= EXPERIMENTS; seed++) {
        struct study_options o = {
            .seed = seed, .replications = REPLICATIONS, .n_series = 1, .series = &series_path};
        struct study_series a, b;
        struct results *r = experiment(&few, o, &a), *s = experiment(&many, o, &b);
        for (size_t i = 0; i < n; i++) {
            const struct estimate *e = found(r, all[i].path);
            count(&all[i], e->low, e->high);
        }
        count_difference(&difference, &a, &b);
        study_series_free(&a);
        study_series_free(&b);
        results_free(r);
        results_free(s);
    }
    subject_free(&few);
    subject_free(&many);
    check_coverage(all, n);
    check_coverage(&difference, 1);
}

/* The number of contacts of a day is Poisson, 90 a day: at most 100 on 86.5 % of days. */
static const char counted_days[] =
    "{ \"horizon\": {\"opens\": \"08:00\", \"closes\": \"17:00\", \"interval\": \"1h\"},"
    "  \"customers\": {\"calls\": {\"arrivals\": {\"rate\": \"10/h\"},"
    "    \"patience\": \"none\", \"journey\": [\"desk\"],"
    "    \"work\": {\"desk\": {\"service\": {\"kind\": \"exponential\", \"mean\": \"1m\"}}}}},"
    "  \"stations\": {\"desk\": {\"kind\": \"desk\"}},"
    "  \"staff\": {\"agents\": {\"count\": 3, \"skills\": {\"desk\": {}}}},"
    "  \"standards\": {\"few\": {\"measure\": \"offered\", \"at_most\": 100}} }";

/* How often Wilson's interval of n days covers p: a binomial count leaves few distinct intervals,
 * so that it is not 95 % but known exactly. */
static double wilson_coverage(double p, unsigned n) {
    double sum = 0;
    for (unsigned k = 0; k <= n; k++) {
        struct interval i = wilson_interval(k, n, level);
        sum += i.low <= p && p <= i.high ? gsl_ran_binomial_pdf(k, p, n) : 0;
    }
    return sum;
}

static void shares_of_days_cover_as_wilson_says(void **state) {
    (void)state;
    enum { DAYS = 100 };
    double p = gsl_cdf_poisson_P(100, 90), expected = EXPERIMENTS * wilson_coverage(p, DAYS);
    struct coverage all[] = {{"standards.few.p_day_meets", p, 0, 0}, {"total.offered", 90, 0, 0}};
    struct subject s = subject_new(counted_days, NULL);
    for (uint64_t seed = 1; seed <= EXPERIMENTS; seed++) {
        struct results *r =
            experiment(&s, (struct study_options){.seed = seed, .replications = DAYS}, NULL);
        for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
            const struct estimate *e = found(r, all[i].path);
            count(&all[i], e->low, e->high);
        }
        results_free(r);
    }
    subject_free(&s);
    print_message("Wilson's interval of %d days covers %.1f %% of such days\n", DAYS,
                  100 * expected / EXPERIMENTS);
    check_coverage(all, 2);
    /* Three standard deviations of the count. */
    check_near((double)all[0].held, expected, 21);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shares_of_days_cover_as_wilson_says),
        cmocka_unit_test(intervals_of_erlang_a_cover),
    };
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
