/* SPDX-License-Identifier: GPL-3.0-or-later
 * Findings: their paths, order and number. */
#include "base/diag.h"

#include "support/check.h"

static void path_is_written_with_dots_and_brackets(void **state) {
    (void)state;
    struct arena a = {0};
    struct path journey = {.key = "journey"}, third = {.parent = &journey, .index = 3},
                service = {.parent = &third, .key = "service"};
    assert_string_equal(path_format(&a, &service), "journey[3].service");
    assert_string_equal(path_format(&a, NULL), "");
    arena_fini(&a);
}

static void find_place(void *context, const struct path *at, struct finding *out) {
    out->file = context;
    out->line = at ? at->index : 0;
}

static void error_is_located_and_returns_false(void **state) {
    (void)state;
    struct diag d = {.locate = find_place, .context = (char[]){"a.json"}};
    struct path at = {.index = 17};
    assert_false(diag_error(&d, &at, "%g is not whole", 2.5));
    assert_string_equal(d.findings[0].message, "2.5 is not whole");
    assert_string_equal(d.findings[0].file, "a.json");
    assert_int_equal(d.findings[0].line, 17);
    assert_int_equal(d.errors, 1);
    diag_fini(&d);
}

static void remarks_and_warnings_are_no_errors(void **state) {
    (void)state;
    struct diag d = {0};
    diag_remark(&d, NULL, "constant");
    diag_warning(&d, NULL, "short");
    assert_int_equal(d.errors, 0);
    assert_int_equal(d.findings[0].severity, SEVERITY_REMARK);
    assert_int_equal(d.findings[1].severity, SEVERITY_WARNING);
    diag_fini(&d);
}

static void findings_are_sorted_by_file_line_and_column(void **state) {
    (void)state;
    struct diag d = {0};
    diag_error_at(&d, "b.json", 4, 2, "second");
    diag_error_at(&d, "a.json", 1, 1, "third");
    diag_error_at(&d, "b.json", 2, 9, "first");
    diag_error_at(&d, NULL, 0, 0, "last");
    diag_sort(&d);
    const char *want[] = {"first", "second", "third", "last"};
    for (size_t i = 0; i < 4; i++) {
        assert_string_equal(d.findings[i].message, want[i]);
    }
    diag_fini(&d);
}

static void a_hundred_errors_are_listed_and_the_rest_counted(void **state) {
    (void)state;
    struct diag d = {0};
    for (size_t i = 0; i < 250; i++) {
        diag_error(&d, NULL, "wrong");
    }
    diag_remark(&d, NULL, "still room for a remark");
    assert_int_equal(d.errors, 250);
    assert_int_equal(d.count, DIAG_LISTED + 1);
    assert_int_equal(d.unlisted, 150);
    diag_fini(&d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(path_is_written_with_dots_and_brackets),
        cmocka_unit_test(error_is_located_and_returns_false),
        cmocka_unit_test(remarks_and_warnings_are_no_errors),
        cmocka_unit_test(findings_are_sorted_by_file_line_and_column),
        cmocka_unit_test(a_hundred_errors_are_listed_and_the_rest_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
