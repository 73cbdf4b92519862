/* SPDX-License-Identifier: GPL-3.0-or-later
 * JSON text: what is refused and where; places found by path; the canonical form. */
#include "base/json.h"

#include <string.h>

#include <cjson/cJSON.h>

#include "support/check.h"

struct text_case {
    const char *text;
    enum json_state state;
    size_t line, column;
    const char *path, *words;
};

static const struct text_case refused[] = {
    {"", JSON_BROKEN, 1, 1, "", "nothing but white space"},
    {" \n ", JSON_BROKEN, 2, 2, "", "nothing but white space"},
    {"{\"a\": 1} x", JSON_FAULTY, 1, 10, "", "more text follows"},
    {"{\"a\": 01}", JSON_BROKEN, 1, 7, "a", "does not begin with 0"},
    {"{\"a\": 1.}", JSON_BROKEN, 1, 7, "a", "digit must follow the decimal point"},
    {"{\"a\": 1e}", JSON_BROKEN, 1, 7, "a", "digit must follow the exponent"},
    {"{\"a\": -}", JSON_BROKEN, 1, 7, "a", "begins with a digit"},
    {"{\"a\": 1e999}", JSON_FAULTY, 1, 7, "a", "too large"},
    {"{\"a\": 1111111111111111111111111111111111111111111111111111111111111}", JSON_BROKEN, 1, 7,
     "a", "more than 60 characters"},
    {"{\"a\": \"\xFF\"}", JSON_FAULTY, 1, 8, "a", "not UTF-8"},
    {"{\"a\": \"\xC0\x80\"}", JSON_FAULTY, 1, 8, "a", "not UTF-8"},
    {"{\"a\": \"\xED\xA0\x80\"}", JSON_FAULTY, 1, 8, "a", "not UTF-8"},
    {"{\"a\": \"\xF4\x90\x80\x80\"}", JSON_FAULTY, 1, 8, "a", "not UTF-8"},
    {"{\"a\": \"\t\"}", JSON_FAULTY, 1, 8, "a", "control character"},
    {"{\"a\": \"x\n\"}", JSON_FAULTY, 1, 9, "a", "must end on its line"},
    {"{\"a\": \"\\ud83d\"}", JSON_BROKEN, 1, 8, "a", "half a surrogate"},
    {"{\"a\": \"\\ude00\"}", JSON_BROKEN, 1, 8, "a", "half a surrogate"},
    {"{\"a\": \"\\u0000\"}", JSON_BROKEN, 1, 8, "a", "NUL character"},
    {"{\"a\": \"\\u00g0\"}", JSON_BROKEN, 1, 8, "a", "four hexadecimal digits"},
    {"{\"a\": \"\\x\"}", JSON_BROKEN, 1, 8, "a", "a backslash in a string"},
    {"{\"a\": \"x", JSON_BROKEN, 1, 7, "a", "without its closing quote"},
    {"{\"a\": 1,}", JSON_BROKEN, 1, 9, "", "a comma must not stand before }"},
    {"{\"a\": [1,]}", JSON_BROKEN, 1, 10, "a", "a comma must not stand before ]"},
    {"{a: 1}", JSON_BROKEN, 1, 2, "", "a name in double quotes"},
    {"{\"a\" 1}", JSON_BROKEN, 1, 6, "a", "expected : after"},
    {"{\"a\": 1 \"b\": 2}", JSON_BROKEN, 1, 9, "", "expected , or }"},
    {"{\"a\": [1 2]}", JSON_BROKEN, 1, 10, "a", "expected , or ]"},
    {"{\"a\": [1", JSON_BROKEN, 1, 9, "a", "the text ends before this is closed"},
    {"{\"a\":", JSON_BROKEN, 1, 6, "a", "the text ends where a value"},
    {"{\"a\": yes}", JSON_BROKEN, 1, 7, "a", "expected a value"},
    {"{\"a\": NaN}", JSON_BROKEN, 1, 7, "a", "expected a value"},
    {"// hello\n{}", JSON_BROKEN, 1, 1, "", "no comments"},
    {"{\"a\": {\"b\": 1, \"c\": 2,\n \"b\": 3}}", JSON_FAULTY, 2, 2, "a.b",
     "this name stands twice (first at 1:8)"},
    {"{\"b\\u0063\": 1, \"bc\": 3}", JSON_FAULTY, 1, 16, "bc", "this name stands twice"},
};

static void mistakes_are_refused_at_their_place(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        const struct text_case *c = &refused[i];
        struct diag d = {0};
        enum json_state got = json_check("x.json", c->text, strlen(c->text), &d);
        const struct finding *f = d.findings;
        if (got != c->state || d.count != 1 || !strstr(f->message, c->words) ||
            strcmp(f->path, c->path) != 0 || f->line != c->line || f->column != c->column) {
            fail_msg("%s -> %d, %zu findings, %zu:%zu %s: %s", c->text, got, d.count,
                     f ? f->line : 0, f ? f->column : 0, f ? f->path : "", f ? f->message : "");
        }
        diag_fini(&d);
    }
}

static void a_nul_byte_is_refused(void **state) {
    (void)state;
    static const char inside[] = "{\"a\": \"x\0y\"}", outside[] = "{\"a\": \0 1}";
    struct diag d = {0};
    assert_int_equal(json_check("x", inside, sizeof inside - 1, &d), JSON_BROKEN);
    assert_int_equal(json_check("x", outside, sizeof outside - 1, &d), JSON_BROKEN);
    assert_non_null(strstr(d.findings[0].message, "NUL"));
    diag_fini(&d);
}

static enum json_state check_nested(size_t depth, struct diag *d) {
    struct text t = {0};
    for (size_t i = 0; i < depth; i++) {
        text_add(&t, "[");
    }
    for (size_t i = 0; i < depth; i++) {
        text_add(&t, "]");
    }
    enum json_state state = json_check("x", text_string(&t), t.length, d);
    text_fini(&t);
    return state;
}

static void depth_64_is_the_deepest(void **state) {
    (void)state;
    struct diag d = {0};
    assert_int_equal(check_nested(64, &d), JSON_SOUND);
    assert_int_equal(check_nested(65, &d), JSON_BROKEN);
    assert_non_null(strstr(d.findings[0].message, "64 deep"));
    diag_fini(&d);
}

static void more_than_16_mib_are_refused(void **state) {
    (void)state;
    struct diag d = {0};
    assert_int_equal(json_check("x", "{}", JSON_BYTES + 1, &d), JSON_BROKEN);
    assert_non_null(strstr(d.findings[0].message, "16 MiB"));
    diag_fini(&d);
}

static void several_mistakes_come_in_one_run(void **state) {
    (void)state;
    static const char text[] = "{\"a\": \"\t\", \"a\": 1e999, \"b\": \"\xFF\"} ?";
    struct diag d = {0};
    assert_int_equal(json_check("x", text, sizeof text - 1, &d), JSON_FAULTY);
    assert_int_equal(d.errors, 5);
    diag_fini(&d);
}

static void sound_text_is_accepted(void **state) {
    (void)state;
    static const char *const sound[] = {
        "\xEF\xBB\xBF{\"a\": [1, -0.5, 2e-3, true, false, null, {}, []]}",
        "{\"\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80\": \"\\ud83d\\ude00 \\u00e4 \\n\"}", "17",
        "\"x\""};
    for (size_t i = 0; i < sizeof sound / sizeof *sound; i++) {
        struct diag d = {0};
        assert_int_equal(json_check("x", sound[i], strlen(sound[i]), &d), JSON_SOUND);
        assert_int_equal(d.count, 0);
        diag_fini(&d);
    }
}

static const char located[] = "{ \"caf\\u00e9\": {\"x\": 1},\n"
                              "  \"a\": [ {\"b\": \"}]\\\"\"},\n"
                              "         [1, 22] ] }";

static void values_and_names_are_found_by_path(void **state) {
    (void)state;
    struct path cafe = {.key = "caf\xC3\xA9"}, x = {.parent = &cafe, .key = "x"};
    struct json_place p = json_locate(located, sizeof located - 1, &x);
    assert_int_equal(p.matched, 2);
    assert_int_equal(p.line, 1);
    assert_int_equal(p.column, 22);
    x.of_key = true;
    assert_int_equal(json_locate(located, sizeof located - 1, &x).column, 17);
    struct path a = {.key = "a"}, second = {.parent = &a, .index = 1},
                deep = {.parent = &second, .index = 1};
    p = json_locate(located, sizeof located - 1, &deep);
    assert_int_equal(p.matched, 3);
    assert_int_equal(p.line, 3);
    assert_int_equal(p.column, 14);
}

static void a_missing_member_is_placed_at_what_should_hold_it(void **state) {
    (void)state;
    struct path a = {.key = "a"}, first = {.parent = &a, .index = 0},
                none = {.parent = &first, .key = "none"}, third = {.parent = &a, .index = 2};
    struct json_place p = json_locate(located, sizeof located - 1, &none);
    assert_int_equal(p.matched, 2);
    assert_true(p.object);
    assert_int_equal(p.line, 2);
    assert_int_equal(p.column, 10);
    p = json_locate(located, sizeof located - 1, &third);
    assert_int_equal(p.matched, 1);
    assert_false(p.object);
}

static char *canonical(const char *text, struct text *t) {
    struct cJSON *tree = cJSON_Parse(text);
    json_add_canonical(t, tree);
    cJSON_Delete(tree);
    return t->bytes;
}

static void canonical_form_forgets_order_space_and_notes(void **state) {
    (void)state;
    struct text one = {0}, two = {0};
    canonical(
        "{\"b\": [1, 2.50, \"x\\n\\\"\"], \"notes\": 3, \"a\": {\"$schema\": \"q\", \"z\": null}}",
        &one);
    canonical("{\"a\":{\"z\":null},\"b\":[1.0,2.5,\"x\\u000a\\u0022\"]}", &two);
    assert_string_equal(one.bytes, two.bytes);
    assert_string_equal(one.bytes, "{\"a\":{\"z\":null},\"b\":[1,2.5,\"x\\u000a\\\"\"]}");
    text_fini(&one);
    text_fini(&two);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mistakes_are_refused_at_their_place),
        cmocka_unit_test(a_nul_byte_is_refused),
        cmocka_unit_test(depth_64_is_the_deepest),
        cmocka_unit_test(more_than_16_mib_are_refused),
        cmocka_unit_test(several_mistakes_come_in_one_run),
        cmocka_unit_test(sound_text_is_accepted),
        cmocka_unit_test(values_and_names_are_found_by_path),
        cmocka_unit_test(a_missing_member_is_placed_at_what_should_hold_it),
        cmocka_unit_test(canonical_form_forgets_order_space_and_notes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
