/* SPDX-License-Identifier: GPL-3.0-or-later
 * Distributions typed on a command line: every form, and every mistake named. */
#include "scenario/distribution_text.h"

#include <string.h>

#include <gsl/gsl_errno.h>

#include "support/check.h"

static void every_form_is_read(void **state) {
    (void)state;
    static const struct {
        const char *text, *kind;
        double mean, cv;
    } rows[] = {
        {"5m", "exponential", 300, 1},
        {"300", "exponential", 300, 1},
        {"exponential:2m", "exponential", 120, 1},
        {"exponential:mean=2m", "exponential", 120, 1},
        {"lognormal:mean=5m,cv=1.3", "lognormal", 300, 1.3},
        {"constant:90s", "constant", 90, 0},
        {"erlang:mean=30,k=4", "erlang", 30, 0.5},
        {"{\"kind\": \"discrete\", \"values\": {\"2\": 0.5, \"4\": 0.5}}", "discrete", 3, 1 / 3.},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena a = {0};
        struct diag d = {0};
        struct distribution out;
        assert_true(distribution_parse("--x", rows[i].text, &a, &d, &out));
        assert_string_equal(out.kind->name, rows[i].kind);
        check_close(distribution_mean(&out), rows[i].mean, 1e-12);
        check_near(distribution_cv(&out), rows[i].cv, 1e-12);
        assert_int_equal(d.count, 0);
        diag_fini(&d);
        arena_fini(&a);
    }
}

static void every_mistake_is_named(void **state) {
    (void)state;
    static const struct {
        const char *text, *words;
    } rows[] = {
        {"-5m", "is not a mean above 0"},
        {"0", "is not a mean above 0"},
        {"lognorml:mean=5m,cv=1", "did you mean 'lognormal'"},
        {"lognormal:mean=5m", "needs 'cv'"},
        {"lognormal:mean=5m,cv=x", "\"x\" is not a number"},
        {"lognormal:mean=5m,cw=1", "unknown key"},
        {"lognormal:mean=5m,mean=6m,cv=1", "stands twice"},
        {"{\"kind\": ", "ends"},
        {"soon", "unknown distribution 'soon'"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena a = {0};
        struct diag d = {0};
        struct distribution out;
        assert_false(distribution_parse("--x", rows[i].text, &a, &d, &out));
        size_t found = 0;
        for (size_t k = 0; k < d.count; k++)
            found += strstr(d.findings[k].message, rows[i].words) != NULL;
        if (found == 0)
            fail_msg("%s: %s", rows[i].text, d.count ? d.findings[0].message : "nothing");
        check_near(distribution_mean(&out), 1, 0);
        diag_fini(&d);
        arena_fini(&a);
    }
}

int main(void) {
    gsl_set_error_handler_off();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_form_is_read),
        cmocka_unit_test(every_mistake_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
