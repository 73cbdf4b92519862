/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tables line up in what a reader sees. */
#include "base/table.h"

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

static void columns_line_up_under_their_headings(void **state) {
    (void)state;
    static const struct table_column columns[] = {
        {"who", TABLE_LEFT}, {"mean\nwait", TABLE_RIGHT}, {"note", TABLE_LEFT}};
    struct table t;
    struct text out = {0};
    table_init(&t, columns, 3);
    table_add(&t, "%s", "Größe");
    table_add(&t, "%d", 12);
    table_add(&t, "%s", "ok");
    table_add(&t, "%s", "b");
    table_add(&t, "%s", "7:04");
    table_print(&t, &out, 1, 100);
    assert_string_equal(text_string(&out), "        mean\n"
                                           " who    wait  note\n"
                                           " Größe    12  ok\n"
                                           " b      7:04\n");
    text_fini(&out);
    table_fini(&t);
}

static void columns_without_anything_are_left_out(void **state) {
    (void)state;
    static const struct table_column columns[] = {
        {"a", TABLE_LEFT}, {"nothing", TABLE_RIGHT}, {"c", TABLE_RIGHT}};
    struct table t;
    struct text out = {0};
    table_init(&t, columns, 3);
    table_add(&t, "x");
    table_add(&t, "%s", "");
    table_add(&t, "35");
    table_print(&t, &out, 0, 100);
    assert_string_equal(text_string(&out), "a   c\nx  35\n");
    text_fini(&out);
    table_fini(&t);
}

static void too_wide_tables_cut_the_first_column(void **state) {
    (void)state;
    static const struct table_column columns[] = {{"name", TABLE_LEFT}, {"n", TABLE_RIGHT}};
    struct table t;
    struct text out = {0};
    table_init(&t, columns, 2);
    table_add(&t, "a very long name of a station");
    table_add(&t, "1234");
    table_print(&t, &out, 0, 20);
    assert_string_equal(text_string(&out), "name               n\na very long n…  1234\n");
    text_fini(&out);
    table_fini(&t);
}

static void too_wide_tables_cut_the_widest_words_and_no_numbers(void **state) {
    (void)state;
    static const struct table_column columns[] = {
        {"name", TABLE_LEFT}, {"n", TABLE_RIGHT}, {"class", TABLE_LEFT}};
    struct table t;
    struct text out = {0};
    table_init(&t, columns, 3);
    table_add(&t, "at desk 7");
    table_add(&t, "123456789012");
    table_add(&t, "a class of a long name");
    table_print(&t, &out, 0, 36);
    assert_string_equal(text_string(&out), "name                  n  class\n"
                                           "at desk 7  123456789012  a class of…\n");
    text_fini(&out);
    table_fini(&t);
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
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(widths_count_what_is_seen),
        cmocka_unit_test(columns_line_up_under_their_headings),
        cmocka_unit_test(columns_without_anything_are_left_out),
        cmocka_unit_test(too_wide_tables_cut_the_first_column),
        cmocka_unit_test(too_wide_tables_cut_the_widest_words_and_no_numbers),
        cmocka_unit_test(a_text_is_cut_where_it_is_too_wide),
        cmocka_unit_test(words_wrap_at_the_width_and_no_word_is_lost),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
