/* SPDX-License-Identifier: GPL-3.0-or-later
 * Why variants are compared on the same customers: the paired difference is known better than the
 * unpaired one from as many days. */
#include <gsl/gsl_errno.h>

#include "scenario/read.h"
#include "stats/interval.h"
#include "support/study.h"

enum { DAYS = 100 };

static const char *const paths[] = {"stations.phones.mean_wait",
                                    "stations.phones.service_level_ignore",
                                    "stations.phones.abandonment", "staff.generalists.occupancy"};
enum { PATHS = sizeof paths / sizeof *paths };

/* The call center's days, with a setting over it or none. */
static struct study_series days_of(const char *set, uint64_t seed) {
    struct diag d = {0};
    struct document documents[2] = {{.name = NULL}};
    assert_true(document_load(SOURCE_DIR "/scenarios/call-center.json", &documents[0], &d));
    if (set) {
        documents[1] = document_of_text("--set", set, true);
    }
    struct scenario *s = scenario_read(documents, set ? 2 : 1, &d);
    assert_non_null(s);
    struct model *m = model_compile(s, (struct model_options){0}, &d);
    struct study_series out;
    struct study_options o = {
        .seed = seed, .replications = DAYS, .n_series = PATHS, .series = paths};
    struct results *r = study_run(m, o, &out, &d);
    assert_non_null(r);
    results_free(r);
    model_free(m);
    scenario_free(s);
    document_free(&documents[0]);
    if (set) {
        document_free(&documents[1]);
    }
    diag_fini(&d);
    return out;
}

static struct moments moments_of(const struct study_series *s, size_t path) {
    struct moments m = {0};
    for (size_t i = 0; i < s->replications; i++) {
        moments_add(&m, s->numerator[path * s->replications + i],
                    s->denominator[path * s->replications + i]);
    }
    return m;
}

/* How many times wider the unpaired interval of a less b is. */
static double gain(const struct study_series *a, const struct study_series *b, size_t path) {
    size_t n = a->replications, at = path * n;
    struct moments ma = moments_of(a, path), mb = moments_of(b, path);
    struct interval paired = paired_ratio_difference(
        &a->numerator[at], &a->denominator[at], &b->numerator[at], &b->denominator[at], n, 0.95);
    struct interval unpaired = unpaired_ratio_difference(&ma, &mb, 0.95);
    check_close(paired.value, unpaired.value, 1e-9);
    double times = interval_half_width(&unpaired) / interval_half_width(&paired);
    print_message("%-38s %10.4g  paired +- %-8.2g unpaired +- %-8.2g: %.1f times narrower\n",
                  paths[path], paired.value, interval_half_width(&paired),
                  interval_half_width(&unpaired), times);
    return times;
}

static void one_agent_more_is_seen_better_in_pairs(void **state) {
    (void)state;
    struct study_series as_is = days_of(NULL, 1), more = days_of("staff.generalists.count=+1", 1);
    for (size_t i = 0; i < PATHS; i++) {
        assert_true(gain(&as_is, &more, i) > 1.5);
    }
    study_series_free(&as_is);
    study_series_free(&more);
}

/* The gain comes from the common customers: with another seed there is none. */
static void other_customers_gain_nothing(void **state) {
    (void)state;
    struct study_series as_is = days_of(NULL, 1), more = days_of("staff.generalists.count=+1", 2);
    for (size_t i = 0; i < PATHS; i++) {
        double times = gain(&as_is, &more, i);
        assert_true(times > 0.7 && times < 1.4);
    }
    study_series_free(&as_is);
    study_series_free(&more);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_agent_more_is_seen_better_in_pairs),
        cmocka_unit_test(other_customers_gain_nothing),
    };
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
