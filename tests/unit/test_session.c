/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "sojourn.h"
#include "support/check.h"

static const char two_lanes[] =
    "{\"horizon\": {\"opens\": \"08:00\", \"closes\": \"10:00\", \"interval\": \"1h\"},"
    "\"customers\": {\"c\": {\"arrivals\": {\"rate\": \"50/h\"}, \"journey\": [\"d\"],"
    " \"work\": {\"d\": {\"service\": {\"kind\": \"exponential\", \"mean\": \"2m\"}}}}},"
    "\"stations\": {\"d\": {\"kind\": \"desk\"}},"
    "\"staff\": {\"g\": {\"count\": 3, \"skills\": {\"d\": {}}}}}";

static struct sojourn_value value_of(struct sojourn *s, const char *path) {
    struct sojourn_value v;
    if (!sojourn_read(s, path, &v))
        fail_msg("%s: %s", path, sojourn_message(s, 0).text);
    return v;
}

static void a_run_is_read_by_path(void **state) {
    (void)state;
    struct sojourn *s = sojourn_new();
    assert_true(sojourn_load_text(s, "two.json", two_lanes));
    assert_true(sojourn_run(s, &(struct sojourn_options){.replications = 40}));
    assert_int_equal(sojourn_replications(s), 40);
    struct sojourn_value offered = value_of(s, "total.offered");
    assert_true(offered.low < 100 && 100 < offered.high); /* 50/h * 2 h */
    assert_true(offered.low < offered.value && offered.value < offered.high);
    sojourn_free(s);
}

static void a_patch_and_a_set_change_what_is_run(void **state) {
    (void)state;
    struct sojourn *s = sojourn_new();
    sojourn_load_text(s, "two.json", two_lanes);
    assert_true(sojourn_run(s, &(struct sojourn_options){.replications = 40}));
    double before = value_of(s, "stations.d.asa").value;
    assert_true(sojourn_patch_text(s, "p.json", "{\"staff\": {\"g\": {\"count\": 2}}}"));
    assert_int_equal(sojourn_replications(s), 0);
    assert_true(sojourn_run(s, &(struct sojourn_options){.replications = 40}));
    double fewer = value_of(s, "stations.d.asa").value;
    assert_true(fewer > 2 * before);
    assert_true(sojourn_set(s, "staff.g.count=+1"));
    assert_true(sojourn_run(s, &(struct sojourn_options){.replications = 40}));
    check_close(value_of(s, "stations.d.asa").value, before, 0);
    sojourn_free(s);
}

static void mistakes_come_as_messages_with_places(void **state) {
    (void)state;
    struct sojourn *s = sojourn_new();
    assert_false(sojourn_check(s));
    assert_non_null(strstr(sojourn_message(s, 0).text, "no scenario is loaded"));
    assert_false(sojourn_load(s, "/nonexistent/x.json"));
    assert_false(sojourn_check(s));
    assert_int_equal(sojourn_message_count(s), 1);
    sojourn_load_text(s, "two.json", two_lanes);
    sojourn_set(s, "staff.g.cuont=2");
    assert_false(sojourn_run(s, NULL));
    struct sojourn_message m = sojourn_message(s, 0);
    assert_int_equal(m.severity, SOJOURN_ERROR);
    assert_string_equal(m.path, "staff.g.cuont");
    assert_string_equal(m.file, "--set staff.g.cuont=2");
    struct sojourn_value v;
    assert_false(sojourn_read(s, "total.offered", &v));
    assert_true(isnan(v.value));
    sojourn_free(s);
    sojourn_free(NULL);
}

static void an_unknown_path_is_said(void **state) {
    (void)state;
    struct sojourn *s = sojourn_new();
    sojourn_load_text(s, "two.json", two_lanes);
    sojourn_run(s, &(struct sojourn_options){.replications = 20});
    struct sojourn_value v;
    assert_false(sojourn_read(s, "stations.d.asb", &v));
    assert_int_equal(sojourn_message_count(s), 1);
    sojourn_free(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_run_is_read_by_path),
        cmocka_unit_test(a_patch_and_a_set_change_what_is_run),
        cmocka_unit_test(mistakes_come_as_messages_with_places),
        cmocka_unit_test(an_unknown_path_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
