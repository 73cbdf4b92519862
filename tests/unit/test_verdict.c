/* SPDX-License-Identifier: GPL-3.0-or-later
 * What differences say, and that they are those of the estimates. */
#include "planner/verdict.h"

#include <math.h>

#include "planner/comparison.h"
#include "support/busy.h"

static void sides_and_directions_make_the_verdict(void **state) {
    (void)state;
    static const struct {
        struct estimate d;
        int good;
        enum change_verdict verdict;
    } rows[] = {
        {{2.3, 1.1, 3.5}, GOOD_HIGH, CHANGE_BETTER},
        {{2.3, 1.1, 3.5}, GOOD_LOW, CHANGE_WORSE},
        {{2.3, 1.1, 3.5}, GOOD_EITHER, CHANGE_HIGHER},
        {{-2.3, -3.5, -1.1}, GOOD_HIGH, CHANGE_WORSE},
        {{-2.3, -3.5, -1.1}, GOOD_LOW, CHANGE_BETTER},
        {{-2.3, -3.5, -1.1}, GOOD_EITHER, CHANGE_LOWER},
        {{0.6, -0.2, 1.4}, GOOD_LOW, CHANGE_NOT_SHOWN},
        {{0, 0, 0}, GOOD_LOW, CHANGE_NONE},
        {{3e-15, 1e-15, 5e-15}, GOOD_LOW, CHANGE_NONE},
        {{2.3, NAN, NAN}, GOOD_LOW, CHANGE_UNKNOWN},
        {{NAN, NAN, NAN}, GOOD_LOW, CHANGE_UNKNOWN},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(change_judge(rows[i].d, rows[i].good, 7.1, 4.8, 90).verdict,
                         rows[i].verdict);
}

/* Half as wide needs four times the days. */
static void days_needed_go_with_the_square(void **state) {
    (void)state;
    struct estimate d = {0.6, -0.9, 2.1};
    check_close(change_judge(d, GOOD_LOW, 7, 6.4, 90).needed, 90 * 2.5 * 2.5, 1e-12);
}

static struct variants *two(const char *setting) {
    struct diag d = {0};
    struct document documents[2] = {document_of_text("busy", busy_scenario, false),
                                    document_of_text("--set", setting, true)};
    struct variant_source sources[2] = {{"as it is", "", 1, documents},
                                        {"other", "", 2, documents}};
    struct variants *v = variants_compile(sources, 2, &d);
    assert_non_null(v);
    document_free(&documents[0]);
    document_free(&documents[1]);
    diag_fini(&d);
    return v;
}

static struct comparison *compared_over(struct variants *v, size_t replications) {
    struct diag d = {0};
    struct comparison_options o = {.study = {.seed = 3, .replications = replications}};
    struct comparison *c = comparison_run(v, &o, &d);
    assert_non_null(c);
    diag_fini(&d);
    return c;
}

static struct comparison *compared(struct variants *v) {
    return compared_over(v, 40);
}

/* Student's t of one degree makes intervals of two days many times as wide as their values. Of
 * shares they end where a difference can be no larger; what is no share keeps its interval. */
static void shares_differ_by_no_more_than_one(void **state) {
    (void)state;
    struct variants *v = two("staff.lenders.count=30");
    struct comparison *c = compared_over(v, 2);
    const struct compared *b = &c->variants[1];
    size_t at_end = 0, wider = 0;
    for (size_t i = 0; i < b->results->n_rows * n_measures; i++) {
        const struct estimate *d = &b->rows[i].difference;
        if (strcmp(measures[i % n_measures].unit, "share") != 0) {
            wider += d->high > 1;
            continue;
        }
        assert_false(d->low < -1 || d->high > 1);
        at_end += (d->low <= -1 || d->high >= 1);
        assert_false(isnan(d->value) && !isnan(d->low));
    }
    assert_true(at_end > 0 && wider > 0);
    const struct estimate none = difference_bounded((struct estimate){0.1, NAN, NAN}, "share");
    assert_true(isnan(none.low) && isnan(none.high));
    comparison_free(c);
    variants_free(v);
}

/* Every measure of every row: its difference is that of the two estimates. */
static void differences_are_those_of_the_estimates(void **state) {
    (void)state;
    struct variants *v = two("staff.lenders.count=4");
    struct comparison *c = compared(v);
    const struct compared *a = &c->variants[0], *b = &c->variants[1];
    size_t seen = 0;
    for (size_t i = 0; i < b->results->n_rows; i++) {
        const struct result_row *x = &b->results->rows[i], *y = compared_row(a, x->kind, x->name);
        for (size_t m = 0; m < n_measures; m++) {
            double d = x->estimates[m].value - y->estimates[m].value;
            const struct change_finding *f = compared_finding(b, x->kind, x->name, m);
            if (isnan(d)) {
                continue;
            }
            double scale = fabs(x->estimates[m].value) + fabs(y->estimates[m].value) + 1e-9;
            assert_true(fabs(f->difference.value - d) <= 1e-9 * scale);
            seen++;
        }
    }
    assert_true(seen > 200);
    for (size_t i = 0; i < b->results->n_standards; i++) {
        double d = b->results->standards[i].value.value - a->results->standards[i].value.value;
        check_close(b->standards[i].value.difference.value, d, 1e-9);
    }
    comparison_free(c);
    variants_free(v);
}

/* A variant that changes nothing is the same in everything. */
static void no_change_is_no_difference(void **state) {
    (void)state;
    struct variants *v = two("staff.lenders.count=3");
    struct comparison *c = compared(v);
    const struct compared *b = &c->variants[1];
    for (size_t i = 0; i < b->results->n_rows * n_measures; i++) {
        assert_true(b->rows[i].verdict == CHANGE_NONE || b->rows[i].verdict == CHANGE_UNKNOWN);
    }
    comparison_free(c);
    variants_free(v);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sides_and_directions_make_the_verdict),
        cmocka_unit_test(days_needed_go_with_the_square),
        cmocka_unit_test(shares_differ_by_no_more_than_one),
        cmocka_unit_test(differences_are_those_of_the_estimates),
        cmocka_unit_test(no_change_is_no_difference),
    };
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
