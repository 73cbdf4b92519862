/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tables line up in what a reader sees. */
#include "base/table.h"

#include "support/check.h"

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

static void too_long_names_get_several_lines_and_lose_nothing(void **state) {
    (void)state;
    static const struct table_column columns[] = {{"name", TABLE_LEFT}, {"n", TABLE_RIGHT}};
    struct table t;
    struct text out = {0};
    table_init(&t, columns, 2);
    table_add(&t, "a very long name of a station");
    table_add(&t, "1234");
    table_add(&t, "a.very.long.path.without.blanks");
    table_add(&t, "7");
    table_print(&t, &out, 0, 31);
    assert_string_equal(text_string(&out), "name                          n\n"
                                           "a very long name of a      1234\n"
                                           "  station\n"
                                           "a.very.long.path.without.     7\n"
                                           "  blanks\n");
    text_fini(&out);
    table_fini(&t);
}

static void numbers_are_never_cut_and_words_stay_with_their_number(void **state) {
    (void)state;
    static const struct table_column columns[] = {{"key", TABLE_RIGHT}, {"first", TABLE_RIGHT},
                                                  {"", TABLE_LEFT},     {"second", TABLE_RIGHT},
                                                  {"", TABLE_LEFT},     {"third", TABLE_RIGHT}};
    struct table t;
    struct text out = {0};
    table_init(&t, columns, 6);
    for (int row = 1; row < 3; row++) {
        table_add(&t, "%d", row);
        table_add(&t, "123456789");
        table_add(&t, "better");
        table_add(&t, "987654321");
        table_add(&t, "worse");
        table_add(&t, "%s", row == 1 ? "55" : "");
    }
    table_print(&t, &out, 2, 26);
    assert_string_equal(text_string(&out), "  key      first\n"
                                           "    1  123456789  better\n"
                                           "    2  123456789  better\n"
                                           "\n"
                                           "  key     second\n"
                                           "    1  987654321  worse\n"
                                           "    2  987654321  worse\n"
                                           "\n"
                                           "  key  third\n"
                                           "    1     55\n");
    text_fini(&out);
    table_fini(&t);
}

static void long_headings_are_broken_before_a_table_is(void **state) {
    (void)state;
    static const struct table_column columns[] = {
        {"", TABLE_LEFT}, {"people of the reserve", TABLE_RIGHT}, {"generalists", TABLE_RIGHT}};
    struct table t;
    struct text out = {0};
    table_init(&t, columns, 3);
    table_add(&t, "08:00");
    table_add(&t, "12");
    table_add(&t, "7");
    table_print(&t, &out, 0, 34);
    assert_string_equal(text_string(&out), "         people of\n"
                                           "       the reserve  generalists\n"
                                           "08:00           12            7\n");
    text_fini(&out);
    table_fini(&t);
}

static void a_colour_ends_with_each_line_of_its_cell(void **state) {
    (void)state;
    static const struct table_column columns[] = {{"", TABLE_LEFT}, {"n", TABLE_RIGHT}};
    struct table t;
    struct text out = {0};
    table_init(&t, columns, 2);
    table_add(&t, "\033[1mthe name of a thing that is here\033[0m");
    table_add(&t, "3");
    table_print(&t, &out, 0, 27);
    assert_string_equal(text_string(&out), "                          n\n"
                                           "\033[1mthe name of a thing that\033[0m  3\n"
                                           "  \033[1mis here\033[0m\n");
    text_fini(&out);
    table_fini(&t);
}

static void sections_stand_before_their_row(void **state) {
    (void)state;
    static const struct table_column columns[] = {{"", TABLE_LEFT}, {"n", TABLE_RIGHT}};
    struct table t;
    struct text out = {0};
    table_init(&t, columns, 2);
    table_add(&t, "a");
    table_add(&t, "4");
    table_section(&t, "those of the second kind");
    table_add(&t, "b");
    table_add(&t, "15");
    assert_int_equal(table_width(&t), 5);
    table_print(&t, &out, 1, 20);
    assert_string_equal(text_string(&out), "     n\n"
                                           " a   4\n"
                                           " those of the second\n"
                                           " kind\n"
                                           " b  15\n");
    text_fini(&out);
    table_fini(&t);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_line_up_under_their_headings),
        cmocka_unit_test(columns_without_anything_are_left_out),
        cmocka_unit_test(too_long_names_get_several_lines_and_lose_nothing),
        cmocka_unit_test(numbers_are_never_cut_and_words_stay_with_their_number),
        cmocka_unit_test(long_headings_are_broken_before_a_table_is),
        cmocka_unit_test(a_colour_ends_with_each_line_of_its_cell),
        cmocka_unit_test(sections_stand_before_their_row),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
