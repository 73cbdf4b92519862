/* SPDX-License-Identifier: GPL-3.0-or-later
 * The rows of the table of distributions as data: complete, and strict about what they take. */
#include "random/distribution_kinds.h"

#include <string.h>

#include <cjson/cJSON.h>
#include <gsl/gsl_errno.h>

#include "support/check.h"

#define ABSENT NAN

static void every_row_is_complete_and_its_example_uses_its_keys(void **state) {
    (void)state;
    for (const struct distribution_kind *const *k = distribution_kinds; *k; k++) {
        const struct distribution_kind *kind = *k;
        assert_true(kind->help && kind->source && kind->example && kind->fields);
        cJSON *example = cJSON_Parse(kind->example);
        assert_string_equal(cJSON_GetStringValue(cJSON_GetObjectItem(example, "kind")), kind->name);
        int i = 0, used = 0;
        for (const struct field *f = kind->fields; f->key; f++, i++) {
            assert_int_equal(f->offset, offsetof(struct distribution, parameter[i]));
            assert_true(isnan(f->fallback) && f->help && f->example && f->min < f->max);
            bool has = cJSON_HasObjectItem(example, f->key);
            assert_true(has || !f->required);
            used += has;
        }
        assert_true(i <= DISTRIBUTION_PARAMETERS);
        int others = kind->shape == SHAPE_PARAMETERS ? 1 : 2; /* kind; parts or values */
        assert_int_equal(cJSON_GetArraySize(example), used + others);
        cJSON_Delete(example);
    }
}

static void every_wrong_set_of_parameters_is_named(void **state) {
    (void)state;
    static const char limits[] = "has a parameter outside its limits";
    static const char cv[] = "needs 'cv' (coefficient of variation)";
    static const struct {
        const char *kind;
        double parameter[DISTRIBUTION_PARAMETERS];
        const char *words;
    } rows[] = {
        {"constant", {ABSENT}, "needs 'value'"},
        {"constant", {-1}, limits},
        {"constant", {HUGE_VAL}, limits},
        {"uniform", {ABSENT, 3}, "needs 'min'"},
        {"uniform", {1, ABSENT}, "needs 'max'"},
        {"uniform", {3, 3}, "needs 'max' above 'min'"},
        {"triangular", {1, ABSENT, 3}, "needs 'mode' (the likeliest value)"},
        {"triangular", {3, 3, 3}, "needs 'max' above 'min'"},
        {"triangular", {1, 4, 3}, "needs 'mode' between 'min' and 'max'"},
        {"exponential", {ABSENT}, "needs 'mean'"},
        {"exponential", {0}, limits},
        {"erlang", {100, ABSENT}, "needs 'k' (how many exponential phases)"},
        {"erlang", {100, 2.5}, "needs a whole number 'k' (how many exponential phases)"},
        {"gamma",
         {ABSENT, ABSENT, ABSENT, ABSENT},
         "needs 'mean' and 'cv', or 'shape' and 'scale'"},
        {"gamma",
         {100, ABSENT, ABSENT, ABSENT},
         "needs 'cv' (coefficient of variation) beside 'mean'"},
        {"gamma", {ABSENT, 0.8, ABSENT, ABSENT}, "needs 'mean' beside 'cv'"},
        {"gamma", {ABSENT, ABSENT, 2, ABSENT}, "needs 'scale' beside 'shape'"},
        {"gamma", {ABSENT, ABSENT, ABSENT, 60}, "needs 'shape' beside 'scale'"},
        {"gamma",
         {100, 0.8, 2, ABSENT},
         "takes 'mean' and 'cv', or 'shape' and 'scale', not some of both"},
        {"lognormal", {100, ABSENT}, cv},
        {"lognormal", {100, 101}, limits},
        {"weibull", {100, ABSENT}, "needs 'shape'"},
        {"weibull", {100, 0.01}, limits},
        {"normal", {100, 0.2, 20}, "takes 'cv' or 'sd', not both"},
        {"normal",
         {100, ABSENT, ABSENT},
         "needs 'cv' (coefficient of variation) or 'sd' (standard deviation)"},
        {"normal", {ABSENT, 0.2, ABSENT}, "needs 'mean'"},
        {"beta", {5, 5, 5, 0.2}, "needs 'max' above 'min'"},
        {"beta", {5, 9, 5, 0.2}, "needs 'mean' between 'min' and 'max'"},
        {"beta", {5, 9, 9.5, 0.2}, "needs 'mean' between 'min' and 'max'"},
        {"beta", {5, 9, 7, ABSENT}, cv},
        {"beta", {5, 9, 7, 0.29}, "has a 'cv' too large for its 'min', 'max' and 'mean'"},
        {"beta", {0, 1e9, 10, 0.001}, "has a 'cv' too small for its 'min', 'max' and 'mean'"},
        {"pareto", {100, 1}, "has no mean unless 'shape' is above 1"},
        {"empirical", {0}, "needs at least one value"},
        {"discrete", {0}, "needs at least one value"},
        {"mixture", {0}, "needs at least one of 'parts'"},
        {"hyperexponential", {0}, "needs at least one of 'parts'"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct distribution d = {.kind = distribution_kind_find(rows[i].kind), .scale = 1};
        memcpy(d.parameter, rows[i].parameter, sizeof d.parameter);
        const char *words = d.kind->prepare(&d);
        if (!words || strcmp(words, rows[i].words) != 0)
            fail_msg("%s (row %zu): %s", rows[i].kind, i, words ? words : "accepted");
    }
}

static const char *list_words(const char *kind, const double *values, const double *cumulative) {
    struct distribution d = {.kind = distribution_kind_find(kind), .scale = 1, .n = 2};
    d.values = values;
    d.cumulative = cumulative;
    return d.kind->prepare(&d);
}

static void wrong_lists_of_values_are_named(void **state) {
    (void)state;
    const double up[] = {3, 4}, down[] = {4, 3}, negative[] = {-1, 2}, infinite[] = {1, HUGE_VAL};
    const double good[] = {0.4, 1}, falling[] = {1.4, 1}, short_of_one[] = {0.4, 0.9};
    assert_null(list_words("discrete", up, good));
    assert_null(list_words("empirical", up, NULL));
    assert_string_equal(list_words("empirical", negative, NULL), "needs values between 0 and 1e9");
    assert_string_equal(list_words("discrete", infinite, good), "needs values between 0 and 1e9");
    assert_string_equal(list_words("empirical", down, NULL), "needs its values in ascending order");
    assert_string_equal(list_words("discrete", up, falling), "needs shares of 0 or more");
    assert_string_equal(list_words("discrete", up, short_of_one), "needs shares that sum to 1");
}

static const char *mix_words(const char *kind, double share, const char *part_kind) {
    struct distribution_part parts[] = {{.share = 0.4, .distribution = distribution_constant(3)},
                                        {.share = share}};
    struct distribution *second = &parts[1].distribution;
    *second = (struct distribution){
        .kind = distribution_kind_find(part_kind), .parameter = {100, 200}, .scale = 1};
    assert_null(second->kind->prepare(second));
    struct distribution d = {.kind = distribution_kind_find(kind), .scale = 1, .n = 2};
    d.parts = parts;
    return d.kind->prepare(&d);
}

static void wrong_parts_are_named(void **state) {
    (void)state;
    assert_null(mix_words("mixture", 0.6, "exponential"));
    assert_string_equal(mix_words("mixture", 0.61, "uniform"), "needs shares that sum to 1");
    assert_string_equal(mix_words("mixture", -0.1, "uniform"),
                        "needs every 'share' between 0 and 1");
    assert_string_equal(mix_words("hyperexponential", 0.6, "exponential"),
                        "takes exponential parts only; 'mixture' takes any");
}

static void check_value(const struct distribution *d, double x) {
    if (!(x >= 0 && isfinite(x)))
        fail_msg("%s %g %g %g %g: %g", d->kind->name, d->parameter[0], d->parameter[1],
                 d->parameter[2], d->parameter[3], x);
}

/* One corner of the limits: its base-4 digits choose for each parameter. */
static bool check_corner(const struct distribution_kind *kind, size_t corner) {
    struct distribution d = {.kind = kind, .scale = 1};
    for (size_t i = 0; kind->fields[i].key; i++, corner /= 4) {
        const struct field *f = &kind->fields[i];
        double choice[] = {ABSENT, f->min, f->max, fmin(f->max, fmax(f->min, 1 + (double)i))};
        d.parameter[i] = choice[corner % 4];
    }
    if (kind->prepare(&d))
        return false;
    check_value(&d, distribution_mean(&d));
    assert_true(distribution_variance(&d) >= 0);
    struct stream lowest = {.spare = 0, .spares = 1}, highest = {.spare = UINT64_MAX, .spares = 1};
    check_value(&d, distribution_sample(&d, &lowest));
    check_value(&d, distribution_sample(&d, &highest));
    for (uint64_t i = 0; i < 300; i++) {
        struct stream s = stream_at(77, person_address(5, 0, i), draw_address(9, 0));
        check_value(&d, distribution_sample(&d, &s));
    }
    return true;
}

static void what_prepare_lets_through_samples_to_finite_values(void **state) {
    (void)state;
    for (const struct distribution_kind *const *k = distribution_kinds; *k; k++) {
        if ((*k)->shape != SHAPE_PARAMETERS)
            continue;
        size_t accepted = 0;
        for (size_t corner = 0; corner < 256; corner++)
            accepted += check_corner(*k, corner);
        assert_true(accepted > 0);
    }
}

int main(void) {
    gsl_set_error_handler_off();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_is_complete_and_its_example_uses_its_keys),
        cmocka_unit_test(every_wrong_set_of_parameters_is_named),
        cmocka_unit_test(wrong_lists_of_values_are_named),
        cmocka_unit_test(wrong_parts_are_named),
        cmocka_unit_test(what_prepare_lets_through_samples_to_finite_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
