/* SPDX-License-Identifier: GPL-3.0-or-later
 * Objects read by tables: values, defaults, and one message for each mistake. */
#include "base/field.h"

#include <string.h>

#include <cjson/cJSON.h>

#include "support/check.h"

enum colour { RED, GREEN, BLUE };

struct item {
    const char *name;
    double size;
};

struct thing {
    bool on, late;
    size_t count, choice;
    double number, share, duration, time, rate;
    const char *text;
    enum colour colour;
    size_t n_items, n_list;
    struct item *items, *list;
    struct item inner;
};

static const char *name_fault(const char *name) {
    return strchr(name, '.') ? "must not hold '.'" : NULL;
}

static const struct field item_fields[] = {{.key = "size",
                                            .kind = FIELD_NUMBER,
                                            .offset = offsetof(struct item, size),
                                            .min = 1,
                                            .max = 9,
                                            .required = true,
                                            .help = "how large"},
                                           {0}};
static const struct field_type items_type = {.name = "items",
                                             .shape = TYPE_MAP,
                                             .size = sizeof(struct item),
                                             .name_offset = offsetof(struct item, name),
                                             .fields = item_fields,
                                             .name_fault = name_fault};
static const struct field_type list_type = {
    .name = "list", .shape = TYPE_LIST, .size = sizeof(struct item), .fields = item_fields};
static const struct field_type either_type = {.name = "either",
                                              .shape = TYPE_ONE_OR_LIST,
                                              .size = sizeof(struct item),
                                              .fields = item_fields};
static const struct field_type inner_type = {
    .name = "inner", .shape = TYPE_OBJECT, .fields = item_fields};
static const char *const colours[] = {"red", "green", "blue", NULL};
static const char *const finishes[] = {"early", "late", NULL};

#define AT(member) .offset = offsetof(struct thing, member)
static const struct field thing_fields[] = {
    {.key = "on", .kind = FIELD_BOOL, AT(on), .fallback = 1},
    {.key = "count", .kind = FIELD_COUNT, AT(count), .fallback = HUGE_VAL},
    {.key = "choice", .kind = FIELD_CHOICE, AT(choice), .choices = colours, .fallback = BLUE},
    {.key = "colour", .kind = FIELD_ENUM, AT(colour), .choices = colours, .fallback = GREEN},
    {.key = "finish", .kind = FIELD_EITHER, AT(late), .choices = finishes},
    {.key = "number", .kind = FIELD_NUMBER, AT(number), .fallback = NAN},
    {.key = "share", .kind = FIELD_SHARE, AT(share), .fallback = 0.25},
    {.key = "duration", .kind = FIELD_DURATION, AT(duration), .min = 1e-9, .max = 1e9},
    {.key = "time", .kind = FIELD_TIME, AT(time)},
    {.key = "rate", .kind = FIELD_RATE, AT(rate)},
    {.key = "text", .kind = FIELD_TEXT, AT(text)},
    {.key = "items",
     .kind = FIELD_TYPED,
     AT(items),
     .type = &items_type,
     .max = 3,
     .count_offset = offsetof(struct thing, n_items)},
    {.key = "list",
     .kind = FIELD_TYPED,
     AT(list),
     .type = &list_type,
     .count_offset = offsetof(struct thing, n_list)},
    {.key = "either",
     .kind = FIELD_TYPED,
     AT(list),
     .type = &either_type,
     .count_offset = offsetof(struct thing, n_list)},
    {.key = "inner", .kind = FIELD_TYPED, AT(inner), .type = &inner_type},
    {0}};

struct fixture {
    struct arena arena;
    struct diag diag;
    struct thing thing;
    bool ok;
};

static void read_thing(struct fixture *x, const char *text) {
    cJSON *tree = cJSON_Parse(text);
    assert_non_null(tree);
    struct reader r = {.arena = &x->arena, .diag = &x->diag};
    x->ok = fields_read(&r, tree, NULL, thing_fields, &x->thing);
    cJSON_Delete(tree);
}

static void fixture_fini(struct fixture *x) {
    arena_fini(&x->arena);
    diag_fini(&x->diag);
}

static void every_kind_of_value_is_read(void **state) {
    (void)state;
    struct fixture x = {0};
    read_thing(&x,
               "{\"on\": false, \"count\": 17, \"choice\": \"green\", \"colour\": \"blue\","
               "\"finish\": \"late\", \"number\": -2.5, \"share\": \"35%\", \"duration\": \"3m\","
               "\"time\": \"08:30\", \"rate\": \"120/h\", \"text\": \"hello\","
               "\"items\": {\"a\": {\"size\": 2}, \"notes\": 1, \"b\": {\"size\": 3}},"
               "\"list\": [{\"size\": 4}], \"inner\": {\"size\": 5, \"notes\": \"x\"}}");
    const struct thing *t = &x.thing;
    assert_true(x.ok);
    assert_false(t->on);
    assert_true(t->late);
    assert_int_equal(t->count, 17);
    assert_int_equal(t->choice, GREEN);
    assert_int_equal(t->colour, BLUE);
    check_close(t->number, -2.5, 0);
    check_close(t->share, 0.35, 1e-15);
    check_close(t->duration, 180, 0);
    check_close(t->time, 30600, 0);
    check_close(t->rate, 120 / 3600.0, 1e-15);
    assert_string_equal(t->text, "hello");
    assert_int_equal(t->n_items, 2);
    assert_string_equal(t->items[1].name, "b");
    check_close(t->items[1].size, 3, 0);
    assert_int_equal(t->n_list, 1);
    check_close(t->list[0].size, 4, 0);
    check_close(t->inner.size, 5, 0);
    fixture_fini(&x);
}

static void what_is_absent_holds_its_default(void **state) {
    (void)state;
    struct fixture x = {0};
    read_thing(&x, "{\"$schema\": \"s.json\", \"notes\": [1]}");
    assert_true(x.ok);
    assert_true(x.thing.on);
    assert_true(x.thing.count == COUNT_UNLIMITED);
    assert_int_equal(x.thing.choice, BLUE);
    assert_int_equal(x.thing.colour, GREEN);
    assert_true(isnan(x.thing.number));
    check_close(x.thing.share, 0.25, 0);
    fixture_fini(&x);
}

static void one_may_stand_for_a_list_of_one(void **state) {
    (void)state;
    struct fixture x = {0};
    read_thing(&x, "{\"either\": {\"size\": 6}}");
    assert_true(x.ok);
    assert_int_equal(x.thing.n_list, 1);
    check_close(x.thing.list[0].size, 6, 0);
    fixture_fini(&x);
}

static const struct {
    const char *text, *path, *words;
} mistakes[] = {
    {"[]", "", "a list is not an object {...}"},
    {"{\"cuont\": 2}", "cuont", "unknown key; did you mean 'count'?"},
    {"{\"temperature\": 2}", "temperature", "unknown key"},
    {"{\"inner\": {\"size\": 2, \"zzz\": 1}}", "inner.zzz", "unknown key; known here: size"},
    {"{\"on\": 1}", "on", "1 is not true or false"},
    {"{\"count\": 2.5}", "count", "2.5 is not a whole number"},
    {"{\"count\": \"2\"}", "count", "\"2\" is not a whole number"},
    {"{\"count\": -1}", "count", "-1 is outside [0, 1e+09]"},
    {"{\"count\": null}", "count", "null is only for patches; it should be a whole number"},
    {"{\"number\": 1e16}", "number", "1e+16 is outside [-1e+15, 1e+15]"},
    {"{\"number\": [1]}", "number", "a list is not a number"},
    {"{\"number\": \"1m30s\"}", "number", "\"1m30s\" is not a number; in seconds it is 90"},
    {"{\"number\": \"35%\"}", "number", "\"35%\" is not a number; as a share it is 0.35"},
    {"{\"share\": 1.5}", "share", "1.5 is outside [0, 1]"},
    {"{\"share\": \"many\"}", "share", "\"many\" is no share"},
    {"{\"duration\": -3}", "duration", "-3 s is outside [1e-09, 1e+09] s"},
    {"{\"duration\": \"3 m\"}", "duration", "\"3 m\" is no duration; its units"},
    {"{\"duration\": {}}", "duration", "an object is not a duration"},
    {"{\"time\": \"25:00\"}", "time", "25:00 is outside [00:00, 24:00]"},
    {"{\"time\": 8}", "time", "8 is not a time of day"},
    {"{\"rate\": 40}", "rate", "40 needs a unit: write a rate as text such as \"40/h\""},
    {"{\"rate\": \"-4/h\"}", "rate", "-4/h is outside [0/h"},
    {"{\"text\": 7}", "text", "7 is not text"},
    {"{\"text\": \"a\\nb\"}", "text", "holds a control character (a line end, tab, escape)"},
    {"{\"text\": \"\\u007f\"}", "text", "holds a control character"},
    {"{\"choice\": \"gren\"}", "choice",
     "\"gren\" is not \"red\", \"green\" or \"blue\"; did you mean 'green'?"},
    {"{\"choice\": \"mauve\"}", "choice", "\"mauve\" is not \"red\""},
    {"{\"choice\": 2}", "choice", "2 is not \"red\", \"green\" or \"blue\""},
    {"{\"items\": []}", "items", "a list is not an object of names"},
    {"{\"items\": {\"a.b\": {\"size\": 2}}}", "items.a.b", "a name must not hold '.'"},
    {"{\"items\": {\"a\": {}}}", "items.a", "needs 'size' (how large)"},
    {"{\"items\": {\"a\": 3}}", "items.a", "3 is not an object"},
    {"{\"items\": {\"a\":{\"size\":1},\"b\":{\"size\":1},\"c\":{\"size\":1},\"d\":{\"size\":1}}}",
     "items", "4 members; at most 3 are allowed"},
    {"{\"list\": {\"size\": 3}}", "list", "an object is not a list"},
    {"{\"list\": [{\"size\": 3}, {\"size\": 30}]}", "list[1].size", "30 is outside [1, 9]"},
};

static void each_mistake_has_its_words_and_path(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        struct fixture x = {0};
        read_thing(&x, mistakes[i].text);
        const struct finding *f = x.diag.findings;
        if (x.ok || x.diag.count != 1 || strcmp(f->path, mistakes[i].path) != 0 ||
            !strstr(f->message, mistakes[i].words)) {
            fail_msg("%s -> %zu findings, %s: %s", mistakes[i].text, x.diag.count, f ? f->path : "",
                     f ? f->message : "");
        }
        fixture_fini(&x);
    }
}

static void all_mistakes_are_found_in_one_run(void **state) {
    (void)state;
    struct fixture x = {0};
    read_thing(&x, "{\"cuont\": 1, \"on\": 2, \"share\": 7, \"items\": {\"a\": {\"size\": 99}}}");
    assert_int_equal(x.diag.errors, 4);
    fixture_fini(&x);
}

static void cells_are_read_like_values(void **state) {
    (void)state;
    struct arena a = {0};
    struct diag d = {0};
    struct reader r = {.arena = &a, .diag = &d};
    struct field f = {0};
    double x;
    assert_null(quantity_parse(&r, "12", &f, FIELD_COUNT, &x));
    check_close(x, 12, 0);
    assert_null(quantity_parse(&r, "40/h", &f, FIELD_RATE, &x));
    assert_null(quantity_parse(&r, "2.5", &f, FIELD_DURATION, &x));
    assert_null(quantity_parse(&r, "2m", &f, FIELD_DURATION, &x));
    check_close(x, 120, 0);
    assert_non_null(strstr(quantity_parse(&r, "40", &f, FIELD_RATE, &x), "needs a unit"));
    assert_non_null(strstr(quantity_parse(&r, "x", &f, FIELD_COUNT, &x), "not a whole number"));
    assert_non_null(strstr(quantity_parse(&r, "2.5", &f, FIELD_COUNT, &x), "not a whole number"));
    assert_non_null(strstr(quantity_parse(&r, "-2", &f, FIELD_COUNT, &x), "outside"));
    arena_fini(&a);
    diag_fini(&d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_of_value_is_read),
        cmocka_unit_test(what_is_absent_holds_its_default),
        cmocka_unit_test(one_may_stand_for_a_list_of_one),
        cmocka_unit_test(each_mistake_has_its_words_and_path),
        cmocka_unit_test(all_mistakes_are_found_in_one_run),
        cmocka_unit_test(cells_are_read_like_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
