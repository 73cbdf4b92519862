/* SPDX-License-Identifier: GPL-3.0-or-later
 * Whole scenarios: what is shipped is read, what is in it arrives, mistakes are placed. */
#include "scenario/read.h"

#include <dirent.h>
#include <unistd.h>

#include "scenario/station_kind.h"
#include "support/scenario.h"

static struct scenario *read_file(const char *file, struct diag *d) {
    struct document doc;
    assert_true(document_load(file, &doc, d));
    struct scenario *s = scenario_read(&doc, 1, d);
    document_free(&doc);
    return s;
}

static size_t read_folder(const char *folder) {
    size_t n = 0;
    DIR *dir = opendir(folder);
    assert_non_null(dir);
    for (struct dirent *e; (e = readdir(dir));) {
        size_t length = strlen(e->d_name);
        if (length < 6 || strcmp(e->d_name + length - 5, ".json") != 0 ||
            strstr(e->d_name, "schema")) {
            continue;
        }
        char file[600];
        struct diag d = {0};
        snprintf(file, sizeof file, "%s/%s", folder, e->d_name);
        struct scenario *s = read_file(file, &d);
        if (!s || d.errors > 0) {
            print_findings(&d);
            fail_msg("%s is refused", file);
        }
        scenario_free(s);
        diag_fini(&d);
        n++;
    }
    closedir(dir);
    return n;
}

static void every_shipped_scenario_is_accepted(void **state) {
    (void)state;
    assert_true(read_folder(SOURCE_DIR "/scenarios") >= 1);
    assert_true(read_folder(SOURCE_DIR "/scenarios/bench") >= 3);
    assert_true(read_folder(SOURCE_DIR "/tests/model/cases") >= 20);
}

static const struct customer_class *class_of(const struct scenario *s, const char *name) {
    for (size_t i = 0; i < s->n_classes; i++) {
        if (strcmp(s->classes[i].name, name) == 0) {
            return &s->classes[i];
        }
    }
    fail_msg("no class %s", name);
    return NULL;
}

static void the_call_center_is_read_as_written(void **state) {
    (void)state;
    struct diag d = {0};
    struct scenario *s = read_file(SOURCE_DIR "/scenarios/call-center.json", &d);
    assert_non_null(s);
    check_close(s->horizon.opens, 8 * 3600, 0);
    check_close(s->horizon.closes, 20 * 3600, 0);
    assert_int_equal(s->horizon.days, 1);
    const struct customer_class *balance = class_of(s, "balance"), *loan = class_of(s, "loan");
    assert_int_equal(balance->n_sources, 1);
    assert_int_equal(balance->sources->rate.n, 24);
    check_close(balance->sources->rate.value[2], 192 / 1800.0, 1e-15);
    check_close(balance->sources->rate.at[2], 9 * 3600, 0);
    check_close(balance->sources->day_spread.cv, 0.12, 0);
    assert_string_equal(balance->sources->day_spread.shared, "volume");
    assert_int_equal(balance->sources->batch, 1);
    assert_true(balance->sources->at_most == COUNT_UNLIMITED);
    assert_int_equal(balance->n_steps, 3);
    assert_string_equal(balance->steps[1].label, "ivr");
    const struct customer_return *back = &balance->returns[RETURN_ABANDONED];
    assert_true(back->given);
    check_close(back->chance, 0.33, 0);
    assert_int_equal(back->at_most, 3);
    assert_string_equal(back->at, "trunk");
    assert_false(balance->returns[RETURN_BLOCKED].given);
    assert_int_equal(loan->n_tiers, 1);
    assert_string_equal(loan->tiers->tier, "gold");
    check_close(loan->steps[1].work.resolves, 0, 0);
    assert_true(isnan(loan->steps[2].work.resolves));
    assert_string_equal(loan->steps[2].skill, "loans");
    check_close(loan->sources->rate.value[0], 40 / 3600.0, 1e-15);
    assert_int_equal(s->n_stations, 3);
    assert_string_equal(s->stations[0].kind->name, "hold");
    assert_true(s->stations[2].lines == COUNT_UNLIMITED);
    assert_int_equal(s->n_groups, 2);
    const struct staff_group *lenders = &s->groups[1];
    assert_int_equal(lenders->n_skills, 2);
    assert_string_equal(lenders->skills[1].station, "phones");
    assert_string_equal(lenders->skills[1].of, "balance");
    check_close(lenders->skills[1].after, 30, 0);
    check_close(lenders->skills[0].order, 1, 0);
    check_close(s->tiers[1].priority_per_second, 0.5 / 60, 1e-15);
    check_close(s->standards[0].within, 20, 0);
    check_close(s->standards[0].on_days, 0.9, 0);
    check_close(s->money.staff[1].amount, 42 / 3600.0, 1e-15);
    check_close(s->money.lost_customer, 15, 0);
    assert_int_equal(strlen(s->sha256), 64);
    scenario_free(s);
    diag_fini(&d);
}

static void files_that_cannot_be_read_are_refused(void **state) {
    (void)state;
    struct diag d = {0};
    struct document doc;
    assert_false(document_load("/nonexistent/x.json", &doc, &d));
    assert_string_equal(d.findings[0].message, "there is no such file");
    assert_false(document_load("/tmp", &doc, &d));
    assert_string_equal(d.findings[1].message, "this is a folder, not a file");
    assert_string_equal(d.findings[1].file, "/tmp");
    char big[] = "/tmp/sojourn-big-XXXXXX";
    int fd = mkstemp(big);
    assert_true(fd >= 0);
    assert_int_equal(ftruncate(fd, 17 * 1024 * 1024), 0);
    assert_false(document_load(big, &doc, &d));
    assert_string_equal(d.findings[2].message, "this file is larger than 16 MiB");
    assert_int_equal(ftruncate(fd, 0), 0);
    assert_false(document_load(big, &doc, &d));
    assert_string_equal(d.findings[3].message, "this file is empty");
    close(fd);
    unlink(big);
    diag_fini(&d);
}

static void no_object_is_no_scenario(void **state) {
    (void)state;
    struct diag d = {0};
    assert_null(read_over("[1]", NULL, &d));
    assert_string_equal(d.findings[0].message, "a scenario or patch is an object {...}");
    diag_fini(&d);
}

static void all_mistakes_come_in_one_run_in_order(void **state) {
    (void)state;
    struct diag d = {0};
    static const char text[] =
        "{ \"horizon\": {\"opens\": \"08:00\", \"closes\": \"12:00\", \"closes\": \"13:00\"},\n"
        "  \"customers\": {\"loan\": {\n"
        "    \"arrivals\": {\"rate\": 40},\n"
        "    \"servise\": 1,\n"
        "    \"journey\": [\"counter\"],\n"
        "    \"work\": {\"counter\": {\"service\": {\"kind\": \"lognormal\", \"mean\": -3}}}}},\n"
        "  \"stations\": {\"counter\": {\"kind\": \"desk\"}},\n"
        "  \"staff\": {\"clerks\": {\"count\": 2.5, \"skills\": {\"counter\": {}}}} }\n";
    assert_null(read_over(text, NULL, &d));
    static const struct mistake want[] = {
        {NULL, "horizon.closes", "stands twice (first at 1:33)", "base.json", 1, 52},
        {NULL, "customers.loan.arrivals.rate", "needs a unit", "base.json", 3, 26},
        {NULL, "customers.loan.servise", "unknown key", "base.json", 4, 5},
        {NULL, "customers.loan.work.counter.service",
         "lognormal needs 'cv' (coefficient of variation", "base.json", 6, 37},
        {NULL, "customers.loan.work.counter.service.mean", "-3 s is outside [1e-09, 1e+09] s",
         "base.json", 6, 67},
        {NULL, "staff.clerks.count", "2.5 is not a whole number", "base.json", 8, 33}};
    for (size_t i = 0; i < 6; i++) {
        if (i >= d.count || !finding_fits(&d.findings[i], &want[i])) {
            print_findings(&d);
            fail_msg("finding %zu", i);
        }
    }
    assert_int_equal(d.errors, 6);
    diag_fini(&d);
}

static void the_order_of_keys_does_not_change_the_hash(void **state) {
    (void)state;
    struct scenario *one = read_sound(NULL, "{\"name\": \"x\", \"money\": {\"lost_customer\": 3}}");
    struct scenario *two = read_sound(
        NULL, "{\"notes\": 7, \"money\": {\"lost_customer\": 3.0, \"notes\": 1}, \"name\": \"x\"}");
    struct scenario *other = read_sound(NULL, "{\"name\": \"y\"}");
    assert_string_equal(one->sha256, two->sha256);
    assert_string_not_equal(one->sha256, other->sha256);
    scenario_free(one);
    scenario_free(two);
    scenario_free(other);
}

static void a_plain_tier_stands_where_none_is_given(void **state) {
    (void)state;
    struct scenario *s = read_sound(NULL, NULL);
    assert_int_equal(s->n_tiers, 1);
    assert_string_equal(s->tiers[0].name, "standard");
    assert_int_equal(s->classes[0].n_tiers, 0);
    scenario_free(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_shipped_scenario_is_accepted),
        cmocka_unit_test(the_call_center_is_read_as_written),
        cmocka_unit_test(files_that_cannot_be_read_are_refused),
        cmocka_unit_test(no_object_is_no_scenario),
        cmocka_unit_test(all_mistakes_come_in_one_run_in_order),
        cmocka_unit_test(the_order_of_keys_does_not_change_the_hash),
        cmocka_unit_test(a_plain_tier_stands_where_none_is_given),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
