/* SPDX-License-Identifier: GPL-3.0-or-later
 * The rows themselves: each has its help and an example that its own reader accepts. */
#include "scenario/topic.h"

#include <string.h>

#include <cjson/cJSON.h>

#include "scenario/reading.h"
#include "support/check.h"

enum { OBJECT_BYTES = 8192, TYPES_AT_MOST = 100 };

struct walk {
    size_t n_types, n_rows;
    const struct field_type *types[TYPES_AT_MOST];
};

/* An hour and a half in three intervals, as the examples of lists have it. */
static void check_example(const struct field *f) {
    struct scenario scenario = {
        .horizon = {.opens = 28800, .closes = 34200, .interval = 1800, .days = 1}};
    struct document doc = {.name = "example", .text = "{}", .length = 2};
    struct reading in = {
        .scenario = &scenario, .documents = &doc, .n_documents = 1, .horizon_known = true};
    struct diag d = {0};
    struct reader r = {.arena = &scenario.arena, .diag = &d, .context = &in};
    void *object = arena_alloc(&scenario.arena, OBJECT_BYTES);
    if (!f->help || !*f->help || !f->example) {
        fail_msg("%s has no help or example", f->key);
    }
    cJSON *json = cJSON_Parse(f->example);
    struct path at = {.key = f->key};
    if (!json || !field_value_read(&r, json, &at, f, object) || d.errors > 0) {
        fail_msg("%s: %s: %s", f->key, f->example, d.count > 0 ? d.findings[0].message : "no JSON");
    }
    cJSON_Delete(json);
    text_fini(&in.digests);
    arena_fini(&scenario.arena);
    diag_fini(&d);
}

static void walk_type(struct walk *w, const struct field_type *type) {
    for (size_t i = 0; i < w->n_types; i++) {
        if (w->types[i] == type) {
            return;
        }
    }
    w->types[w->n_types++] = type;
    assert_non_null(type->written);
    struct field_variant owner;
    const struct field *f;
    for (size_t i = 0; (f = topic_key(type, i, &owner)); i++) {
        if (f == &topic_kind_row) {
            continue;
        }
        check_example(f);
        w->n_rows++;
        if (f->kind == FIELD_TYPED) {
            walk_type(w, f->type);
        }
    }
    if (type->value) {
        assert_non_null(type->value->help);
        assert_non_null(type->value->example);
    }
}

static void every_row_has_help_and_an_example_that_is_read(void **state) {
    (void)state;
    struct walk w = {0};
    walk_type(&w, &scenario_type);
    walk_type(&w, &distribution_type);
    assert_true(w.n_rows > 100);
}

static bool is_count(const char *path) {
    struct arena a = {0};
    size_t n;
    const struct path *steps = topic_parse(&a, path, &n);
    bool yes = topic_is_count(steps, n);
    arena_fini(&a);
    return yes;
}

static void counts_are_told_from_other_numbers(void **state) {
    (void)state;
    assert_true(is_count("stations.kiosk.count"));
    assert_true(is_count("staff.clerks.count"));
    assert_true(is_count("stations.kiosk.lines"));
    assert_true(is_count("horizon.days"));
    assert_false(is_count("staff.clerks.shrinkage"));
    assert_false(is_count("customers.a.arrivals.per_interval"));
    assert_false(is_count("nothing.at.all"));
}

static void check_places(const char *word, size_t n, const char *first) {
    struct word_places places = {.word = word};
    topic_places(&places);
    assert_int_equal(places.n, n);
    if (n > 0)
        assert_string_equal(places.path[0], first);
    for (size_t i = 0; i < places.n; i++) { /* each can be typed as it stands */
        struct topic topic;
        size_t steps_n;
        const struct path *steps = topic_parse(&places.arena, places.path[i], &steps_n);
        assert_int_equal(topic_find(steps, steps_n, &topic), steps_n);
    }
    arena_fini(&places.arena);
}

static void a_word_is_found_wherever_it_stands(void **state) {
    (void)state;
    check_places("needs_help", 1, "stations.needs_help");
    check_places("rival", 3, "stations.rival");
    check_places("crew", 1, "stations.crew");
    check_places("keeps_place", 1, "customers.journey.keeps_place");
    check_places("no such word", 0, NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_has_help_and_an_example_that_is_read),
        cmocka_unit_test(counts_are_told_from_other_numbers),
        cmocka_unit_test(a_word_is_found_wherever_it_stands),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
