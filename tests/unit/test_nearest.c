/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a mistyped name meant. */
#include "base/nearest.h"

#include "support/check.h"

static void distance_counts_edits_and_swaps(void **state) {
    (void)state;
    assert_int_equal(edit_distance("kitten", "sitting"), 3);
    assert_int_equal(edit_distance("conter", "counter"), 1);
    assert_int_equal(edit_distance("servcie", "service"), 1);
    assert_int_equal(edit_distance("Desk", "desk"), 0);
    assert_int_equal(edit_distance("", "abc"), 3);
}

static const char *nearest_of(const char *word) {
    static const char *const known[] = {"service", "wrap_up", "resolves", "at"};
    struct nearest n = {.word = word};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        nearest_offer(&n, known[i]);
    }
    return n.best;
}

static void only_a_near_name_is_offered(void **state) {
    (void)state;
    assert_string_equal(nearest_of("servise"), "service");
    assert_string_equal(nearest_of("wrapup"), "wrap_up");
    assert_null(nearest_of("temperature"));
    assert_null(nearest_of("xy"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(distance_counts_edits_and_swaps),
        cmocka_unit_test(only_a_near_name_is_offered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
