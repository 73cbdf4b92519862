/* SPDX-License-Identifier: GPL-3.0-or-later
 * Lines hold what fits and lose nothing. */
#include "base/wrap.h"

#include "support/check.h"

static void widths_count_what_is_seen(void **state) {
    (void)state;
    assert_int_equal(text_width("plain"), 5);
    assert_int_equal(text_width("Größe"), 5);
    assert_int_equal(text_width("e\xCC\x81"), 1);
    assert_int_equal(text_width("待つ"), 4);
    assert_int_equal(text_width("\033[31mred\033[0m"), 3);
    assert_int_equal(text_width("\xFF\xC3"), 2);
}

static void a_text_is_cut_where_it_is_too_wide(void **state) {
    (void)state;
    struct text out = {0};
    assert_int_equal(text_cut(&out, "été", 3), 3);
    assert_int_equal(text_cut(&out, "été", 2), 2);
    assert_int_equal(text_cut(&out, "日本語", 4), 3); /* two columns each: no half of one */
    assert_string_equal(text_string(&out), "étéé…日…");
    text_fini(&out);
}

static void words_wrap_at_the_width_and_no_word_is_lost(void **state) {
    (void)state;
    struct text out = {0};
    text_add(&out, "so: ");
    text_wrap(&out, "one two  three four", 4, 2, 12);
    assert_string_equal(text_string(&out), "so: one two\n  three four");
    text_fini(&out);
    text_wrap(&out, "it is at 95 % now", 0, 2, 11);
    assert_string_equal(text_string(&out), "it is at\n  95 % now");
    text_fini(&out);
}

static void a_word_wider_than_a_line_is_broken_or_left_whole(void **state) {
    (void)state;
    struct text out = {0};
    text_wrap(&out, "at stations.desk.lines of it", 0, 2, 12);
    assert_string_equal(text_string(&out), "at\n  stations.\n  desk.lines\n  of it");
    text_fini(&out);
    text_wrap_whole(&out, "at stations.desk.lines of it", 2, 12);
    assert_string_equal(text_string(&out), "at\n  stations.desk.lines\n  of it");
    text_fini(&out);
}

static void a_line_ends_at_a_space_else_behind_a_mark(void **state) {
    (void)state;
    assert_int_equal(text_line("two words", 9), 9);
    assert_int_equal(text_line("two words", 8), 3);
    assert_int_equal(text_line("stations.desk", 10), 9);
    assert_int_equal(text_line("Größengrad", 4), 6); /* four letters, two of them of two bytes */
    assert_int_equal(text_line("待つ", 1), 6);       /* nothing fits: all sticks out */
}

static void only_lines_that_are_too_wide_are_broken(void **state) {
    (void)state;
    struct text out = {0};
    text_lines_fit(&out, "a  b\n\n  one two  three four\nend", 12);
    assert_string_equal(text_string(&out), "a  b\n\n  one two\n    three\n    four\nend");
    text_fini(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(widths_count_what_is_seen),
        cmocka_unit_test(a_text_is_cut_where_it_is_too_wide),
        cmocka_unit_test(words_wrap_at_the_width_and_no_word_is_lost),
        cmocka_unit_test(a_word_wider_than_a_line_is_broken_or_left_whole),
        cmocka_unit_test(a_line_ends_at_a_space_else_behind_a_mark),
        cmocka_unit_test(only_lines_that_are_too_wide_are_broken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
