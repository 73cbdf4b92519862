/* SPDX-License-Identifier: GPL-3.0-or-later
 * Ranges and lists of values. */
#include "study/axis.h"

#include <string.h>

#include "support/check.h"

/* The values with a blank between them, or what is wrong. */
static const char *values_of(const char *text, struct arena *a) {
    struct axis x;
    const char *wrong = axis_parse(text, 12, &x, a), *all = "";
    for (size_t i = 0; !wrong && i < x.n; i++) {
        all = arena_format(a, "%s%s%s", all, i ? " " : "", x.values[i]);
    }
    return wrong ? wrong : all;
}

static void ranges_and_lists_are_spelled_out(void **state) {
    (void)state;
    static const struct {
        const char *text, *values;
    } rows[] = {
        {"a=3..8", "3 4 5 6 7 8"},
        {"a.b[1].c=0..1 step 0.25", "0 0.25 0.5 0.75 1"},
        {"a=0.1..0.7 step 0.2", "0.1 0.3 0.5 0.7"},
        {"a=3..8 step 2", "3 5 7"},
        {"a=7..7", "7"},
        {"a=10s..60s step 25s", "10s 35s 60s"},
        {"a=5%..15% step 5%", "5% 10% 15%"},
        {"a=100/h..120/h step 10/h", "100/h 110/h 120/h"},
        {"a=-1..+1", "-1 +0 +1"},
        {"a=-1..1", "-1 +0 +1"},
        {"a=-3..-2", "-3 -2"},
        {"a=+1..+3", "+1 +2 +3"},
        {"a=*0.9..*1.1 step 0.1", "*0.9 *1 *1.1"},
        {"a=2,3,5..7", "2 3 5 6 7"},
        {"a=+1,-1,*1.5", "+1 -1 *1.5"},
        {"a=ignore,short", "ignore short"},
        {"a=[1,2],[3,4]", "[1,2] [3,4]"},
        {"a={\"kind\": \"gamma\", \"mean\": 3},\"x,y\"",
         "{\"kind\": \"gamma\", \"mean\": 3} \"x,y\""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena a = {0};
        assert_string_equal(values_of(rows[i].text, &a), rows[i].values);
        arena_fini(&a);
    }
}

static void what_is_no_range_is_said(void **state) {
    (void)state;
    static const struct {
        const char *text, *words;
    } rows[] = {
        {"a", "needs the form PATH=VALUES"},
        {"=3", "needs the form PATH=VALUES"},
        {"a=", "needs values"},
        {"a=3,", "needs values"},
        {"a=3,,4", "needs values"},
        {"a=8..3", "is empty"},
        {"a=x..3", "no range of numbers"},
        {"a=3..", "no range of numbers"},
        {"a=3..8 step x", "is no number"},
        {"a=3..8 step 0", "above nought"},
        {"a=10s..2m step 10s", "mixes units"},
        {"a=10s..60s step 5", "mixes units"},
        {"a=*1..2", "mixes units"},
        {"a=1..1000000000", "makes more than 12 variants"},
        {"a=1..13", "makes more than 12 variants"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena a = {0};
        const char *words = values_of(rows[i].text, &a);
        if (!strstr(words, rows[i].words)) {
            fail_msg("%s: %s", rows[i].text, words);
        }
        arena_fini(&a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ranges_and_lists_are_spelled_out),
        cmocka_unit_test(what_is_no_range_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
