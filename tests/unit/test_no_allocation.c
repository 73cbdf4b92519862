/* SPDX-License-Identifier: GPL-3.0-or-later
 * The loop takes no memory: what a replication needs is there from the one before. The linker leads
 * every allocation of the program here (see tests/CMakeLists.txt). */
#include <stdlib.h>

#include "engine/engine.h"
#include "support/scenario.h"

static size_t allocations;

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);

void *__wrap_malloc(size_t size) {
    allocations++;
    return __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size) {
    allocations++;
    return __real_calloc(count, size);
}

void *__wrap_realloc(void *old, size_t size) {
    allocations++;
    return __real_realloc(old, size);
}

static size_t allocations_of_run(struct engine *e, uint64_t replication) {
    size_t before = allocations;
    engine_run(e, NULL, 7, replication, NULL, 0, (struct engine_limits){0});
    return allocations - before;
}

static void a_second_replication_allocates_nothing(void **state) {
    (void)state;
    struct diag d = {0};
    struct document doc;
    assert_true(document_load(SOURCE_DIR "/scenarios/call-center.json", &doc, &d));
    struct scenario *s = scenario_read(&doc, 1, &d);
    assert_non_null(s);
    struct model *m = model_compile(s, (struct model_options){0}, &d);
    struct engine *e = engine_new(m);
    size_t first = allocations_of_run(e, 0);
    assert_true(first > 0 && first < 40); /* tables doubling from small to what a day needs */
    assert_int_equal(allocations_of_run(e, 0), 0);
    assert_true(engine_events(e) > 10000);
    engine_free(e);
    model_free(m);
    scenario_free(s);
    document_free(&doc);
    diag_fini(&d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_second_replication_allocates_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
