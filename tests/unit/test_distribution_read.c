/* SPDX-License-Identifier: GPL-3.0-or-later
 * Distributions as they stand in a scenario. */
#include "scenario/read.h"

#include "support/scenario.h"

static const struct mistake mistakes[] = {
    {"{\"customers\": {\"callers\": {\"work\": {\"phones\": {\"service\": {\"kind\": \"gama\", "
     "\"mean\": \"4m\", \"cv\": 1}}}}}}",
     "customers.callers.work.phones.service.kind",
     "unknown distribution 'gama'; did you mean 'gamma'?", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"work\": {\"phones\": {\"service\": {\"kind\": "
     "\"bell\"}}}}}}",
     "customers.callers.work.phones.service.kind",
     "unknown distribution 'bell'; known: constant, uniform", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"work\": {\"phones\": {\"service\": {\"kind\": 3}}}}}}",
     "customers.callers.work.phones.service.kind", "3 is not the name of a distribution", NULL, 0,
     0},
    {"{\"customers\": {\"callers\": {\"work\": {\"phones\": {\"service\": {\"kind\": null, "
     "\"mean\": 3}}}}}}",
     "customers.callers.work.phones.service", "a distribution needs 'kind'", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"work\": {\"phones\": {\"service\": true}}}}}",
     "customers.callers.work.phones.service",
     "true is not a distribution: a duration, or an object with 'kind'", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"work\": {\"phones\": {\"service\": \"4 minutes\"}}}}}",
     "customers.callers.work.phones.service", "is no duration", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"work\": {\"phones\": {\"service\": -4}}}}}",
     "customers.callers.work.phones.service", "-4 s is outside", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"work\": {\"phones\": {\"service\": {\"kind\": "
     "\"lognormal\", \"mean\": \"4m\"}}}}}}",
     "customers.callers.work.phones.service", "lognormal needs 'cv' (coefficient of variation",
     NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"work\": {\"phones\": {\"service\": {\"kind\": "
     "\"lognormal\", \"mean\": \"4m\", \"cv\": -1}}}}}}",
     "customers.callers.work.phones.service.cv", "is outside", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"work\": {\"phones\": {\"service\": {\"kind\": "
     "\"lognormal\", \"mean\": \"4m\", \"cv\": 1, \"sd\": 3}}}}}}",
     "customers.callers.work.phones.service.sd", "unknown key", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"work\": {\"phones\": {\"service\": {\"kind\": \"uniform\", "
     "\"min\": \"4m\", \"max\": \"2m\"}}}}}}",
     "customers.callers.work.phones.service", "uniform ", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"work\": {\"phones\": {\"service\": {\"kind\": "
     "\"gamma\"}}}}}}",
     "customers.callers.work.phones.service", "gamma ", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"work\": {\"phones\": {\"service\": {\"kind\": \"mixture\", "
     "\"parts\": []}}}}}}",
     "customers.callers.work.phones.service", "mixture needs at least one of 'parts'", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"work\": {\"phones\": {\"service\": {\"kind\": \"mixture\", "
     "\"parts\": [{\"share\": 0.5, \"kind\": \"constant\", \"value\": 0}]}}}}}}",
     "customers.callers.work.phones.service", "mixture needs shares that sum to 1", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"work\": {\"phones\": {\"service\": {\"kind\": \"mixture\", "
     "\"parts\": [{\"share\": 1, \"value\": 0}]}}}}}}",
     "customers.callers.work.phones.service.parts[0]", "a distribution needs 'kind'", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"work\": {\"phones\": {\"service\": {\"kind\": \"mixture\", "
     "\"parts\": [7]}}}}}}",
     "customers.callers.work.phones.service.parts[0]", "7 is not a distribution with a 'share'",
     NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"work\": {\"phones\": {\"service\": {\"kind\": \"mixture\", "
     "\"parts\": [{\"kind\": \"constant\", \"value\": 0}]}}}}}}",
     "customers.callers.work.phones.service.parts[0]", "a part needs 'share'", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"work\": {\"phones\": {\"service\": {\"kind\": "
     "\"empirical\"}}}}}}",
     "customers.callers.work.phones.service", "empirical needs 'values', or 'csv' and 'column'",
     NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"work\": {\"phones\": {\"service\": {\"kind\": "
     "\"empirical\", \"csv\": \"" SOURCE_DIR "/tests/unit/data/calls.csv\"}}}}}}",
     "customers.callers.work.phones.service", "empirical needs 'values', or 'csv' and 'column'",
     NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"work\": {\"phones\": {\"service\": {\"kind\": "
     "\"empirical\", \"csv\": \"" SOURCE_DIR
     "/tests/unit/data/calls.csv\", \"column\": \"lasted\"}}}}}}",
     "", "column 'lasted': \"soon\" is no duration", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"work\": {\"phones\": {\"service\": {\"kind\": "
     "\"empirical\", \"values\": [\"1m\", \"soon\"]}}}}}}",
     "customers.callers.work.phones.service.values[1]", "\"soon\" is no duration", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"work\": {\"phones\": {\"service\": {\"kind\": \"discrete\", "
     "\"values\": {\"2\": 0.6, \"4\": 0.3}}}}}}}",
     "customers.callers.work.phones.service", "discrete needs shares that sum to 1", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"work\": {\"phones\": {\"service\": {\"kind\": \"discrete\", "
     "\"values\": {\"two\": 1}}}}}}}",
     "customers.callers.work.phones.service.values.two", "\"two\" is no duration", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"patience\": \"never\"}}}", "customers.callers.patience",
     "\"never\" is no duration", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"work\": {\"phones\": {\"service\": {\"kind\": null, "
     "\"mean\": null, \"08:00\": \"4m\", \"09:00\": \"soon\"}}}}}}",
     "customers.callers.work.phones.service.09:00", "\"soon\" is no duration", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"patience\": {\"kind\": null, \"mean\": null, \"09:00\": "
     "\"4m\"}}}}",
     "customers.callers.patience", "the first step is at 09:00, after opening", NULL, 0, 0},
};

static void mistakes_of_distributions_are_named(void **state) {
    (void)state;
    CHECK_MISTAKES(NULL, mistakes);
}

static struct scenario *read_service(const char *service) {
    char over[600];
    snprintf(over, sizeof over,
             "{\"customers\": {\"callers\": {\"work\": {\"phones\": {\"service\": %s}}}}}",
             service);
    return read_sound(NULL, over);
}

static const struct distribution *service_of(const struct scenario *s) {
    return s->classes[0].work[0].work.service.distribution;
}

static void check_mean(const char *service, const char *kind, double mean) {
    struct scenario *s = read_service(service);
    assert_string_equal(service_of(s)->kind->name, kind);
    check_close(distribution_mean(service_of(s)), mean, 1e-12);
    scenario_free(s);
}

static void each_form_has_the_mean_it_says(void **state) {
    (void)state;
    check_mean("\"3m\"", "constant", 180);
    check_mean("45", "constant", 45);
    check_mean("{\"kind\": \"lognormal\", \"mean\": \"4m\", \"cv\": 1.2}", "lognormal", 240);
    check_mean("{\"kind\": \"gamma\", \"shape\": 2, \"scale\": 30}", "gamma", 60);
    check_mean("{\"kind\": \"mixture\", \"parts\": [{\"share\": 0.2, \"kind\": \"constant\", "
               "\"value\": 0}, {\"share\": 0.8, \"kind\": \"exponential\", \"mean\": 100}]}",
               "mixture", 80);
    check_mean("{\"kind\": \"hyperexponential\", \"parts\": [{\"share\": 0.25, \"mean\": 40}, "
               "{\"share\": \"75%\", \"mean\": 80}]}",
               "hyperexponential", 70);
    check_mean("{\"kind\": \"empirical\", \"values\": [\"1m\", 20, 10]}", "empirical", 30);
    check_mean("{\"kind\": \"empirical\", \"csv\": \"" SOURCE_DIR
               "/tests/unit/data/calls.csv\", \"column\": \"calls\"}",
               "empirical", 15.125);
    check_mean("{\"kind\": \"discrete\", \"values\": {\"40\": 0.4, \"20s\": 0.6}}", "discrete", 28);
}

static void listed_values_are_sorted_with_their_shares(void **state) {
    (void)state;
    struct scenario *s =
        read_service("{\"kind\": \"discrete\", \"values\": {\"40\": 0.4, \"20s\": 0.6}}");
    check_close(service_of(s)->values[0], 20, 0);
    check_close(service_of(s)->cumulative[0], 0.6, 0);
    check_close(service_of(s)->cumulative[1], 1, 0);
    scenario_free(s);
}

static void a_distribution_may_change_over_the_day(void **state) {
    (void)state;
    struct scenario *s = read_service("{\"kind\": null, \"mean\": null, \"10:00\": \"5m\", "
                                      "\"08:00\": {\"kind\": \"exponential\", \"mean\": \"3m\"}}");
    const struct timed_distribution *t = &s->classes[0].work[0].work.service;
    assert_int_equal(t->n, 2);
    check_close(t->at[1], 36000, 0);
    check_close(distribution_mean(&t->distribution[0]), 180, 0);
    check_close(distribution_mean(&t->distribution[1]), 300, 0);
    scenario_free(s);
}

static void patience_may_be_none(void **state) {
    (void)state;
    struct scenario *s = read_sound(NULL, "customers.callers.patience=none");
    assert_true(s->classes[0].patience.given);
    assert_true(s->classes[0].patience.none);
    scenario_free(s);
}

static void every_kind_reads_its_example(void **state) {
    (void)state;
    for (const struct distribution_kind *const *k = distribution_kinds; *k; k++) {
        struct scenario *s = read_service((*k)->example);
        assert_ptr_equal(service_of(s)->kind, *k);
        scenario_free(s);
    }
}

static void a_bare_service_is_remarked_on(void **state) {
    (void)state;
    struct diag d = {0};
    struct scenario *s = read_over(NULL, "customers.callers.work.phones.service=4m", &d);
    assert_non_null(s);
    assert_int_equal(d.count, 1);
    assert_int_equal(d.findings[0].severity, SEVERITY_REMARK);
    assert_non_null(strstr(d.findings[0].message, "every service takes exactly this long"));
    scenario_free(s);
    diag_fini(&d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mistakes_of_distributions_are_named),
        cmocka_unit_test(each_form_has_the_mean_it_says),
        cmocka_unit_test(listed_values_are_sorted_with_their_shares),
        cmocka_unit_test(a_distribution_may_change_over_the_day),
        cmocka_unit_test(patience_may_be_none),
        cmocka_unit_test(every_kind_reads_its_example),
        cmocka_unit_test(a_bare_service_is_remarked_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
