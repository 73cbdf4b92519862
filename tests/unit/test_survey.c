/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "people/survey.h"
#include "support/check.h"

static void the_extremes_answer_more(void **state) {
    (void)state;
    struct survey p = {.on = true, .answers = 0.1, .extremes = 3, .noise = 0.1};
    check_near(survey_answers(&p, 0.5), 0.1, 1e-12);
    check_near(survey_answers(&p, 0), 0.3, 1e-12);
    check_near(survey_answers(&p, 1), 0.3, 1e-12);
    check_near(survey_answers(&p, 0.75), 0.1 * (1 + 2 * 0.25), 1e-12);
    p.answers = 0.9;
    check_near(survey_answers(&p, 1), 1, 0);
    check_near(survey_says(&p, 0.5, -1), 0.4, 1e-12);
    check_near(survey_says(&p, 0.95, 2), 1, 0);
}

/* One contact each: they differ when one is right and one wrong. Two each at one half: the same
 * with chance (1 + 4 + 1) / 16. A whole sample apart: all of one, none of the other. */
static void small_samples_are_counted_out(void **state) {
    (void)state;
    check_near(quality_sample_differs(1, 0.3, 0.08), 2 * 0.3 * 0.7, 1e-12);
    check_near(quality_sample_differs(2, 0.5, 0.08), 10 / 16.0, 1e-12);
    check_near(quality_sample_differs(2, 0.5, 1), 2 / 16.0, 1e-12);
    check_near(quality_sample_differs(5, 0.4, 0.2),
               1 - (pow(0.6, 10) + 25 * pow(0.4, 2) * pow(0.6, 8) +
                    100 * pow(0.4, 4) * pow(0.6, 6) + 100 * pow(0.4, 6) * pow(0.6, 4) +
                    25 * pow(0.4, 8) * pow(0.6, 2) + pow(0.4, 10)),
               1e-12);
    check_near(quality_sample_differs(7, 1, 0.08), 0, 1e-12);
}

/* V32: five contacts a month, two equal agents differ by 8 points in most months; from a thousand
 * they hardly ever do, as the normal law has it: 0.08 is 3.9 standard deviations. */
static void equal_agents_differ_in_most_months(void **state) {
    (void)state;
    for (double share = 0.5; share <= 0.86; share += 0.05) {
        assert_true(quality_sample_differs(5, share, 0.08) > 0.5);
    }
    check_near(quality_sample_differs(400, 0.7, 0.08), erfc(0.07875 / sqrt(2 * 2 * 0.21 / 400)),
               0.001);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_extremes_answer_more),
        cmocka_unit_test(small_samples_are_counted_out),
        cmocka_unit_test(equal_agents_differ_in_most_months),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
