/* SPDX-License-Identifier: GPL-3.0-or-later
 * A folder of results appears whole or not at all. */
#include "base/output.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "support/check.h"

static const char *const ours[] = {"marker", "a", "b", NULL};

/* An empty folder to work in, and a finding list. */
struct place {
    char folder[64];
    struct arena arena;
    struct diag diag;
};

static int place_make(void **state) {
    struct place *p = mem_new(1, sizeof *p);
    strcpy(p->folder, "/tmp/test_output_XXXXXX");
    *state = p;
    return mkdtemp(p->folder) ? 0 : -1;
}

static int place_remove(void **state) {
    struct place *p = *state;
    struct output o = {.aside = p->folder}; /* output_fini removes what stands aside */
    output_fini(&o);
    arena_fini(&p->arena);
    diag_fini(&p->diag);
    free(p);
    return 0;
}

static const char *in(struct place *p, const char *name) {
    return arena_format(&p->arena, "%s/%s", p->folder, name);
}

static bool exists(const char *path) {
    struct stat about;
    return stat(path, &about) == 0;
}

static void file_write(struct place *p, struct output *o, const char *name) {
    FILE *file = output_open(o, name, &p->diag);
    assert_non_null(file);
    fputs("content\n", file);
    assert_true(output_close(o, name, file, &p->diag));
}

static void folder_write(struct place *p, const char *path, bool replace, const char *name) {
    struct output o;
    assert_true(output_begin(&o, path, replace, ours, &p->diag));
    file_write(p, &o, "marker");
    file_write(p, &o, name);
    assert_true(output_commit(&o, &p->diag));
    output_fini(&o);
}

static void nothing_is_there_before_the_commit(void **state) {
    struct place *p = *state;
    struct output o;
    const char *path = in(p, "deep/er/out");
    assert_true(output_begin(&o, path, false, ours, &p->diag));
    file_write(p, &o, "sub/a.csv");
    assert_false(exists(path));
    assert_true(output_commit(&o, &p->diag));
    output_fini(&o);
    assert_true(exists(in(p, "deep/er/out/sub/a.csv")));
}

static void what_is_given_up_leaves_nothing(void **state) {
    struct place *p = *state;
    struct output o;
    assert_true(output_begin(&o, in(p, "out"), false, ours, &p->diag));
    file_write(p, &o, "sub/a.csv");
    output_fini(&o);
    assert_int_equal(rmdir(p->folder), 0);
    assert_int_equal(mkdir(p->folder, 0700), 0);
}

static void an_existing_folder_is_refused(void **state) {
    struct place *p = *state;
    struct output o;
    folder_write(p, in(p, "out"), false, "a");
    assert_false(output_begin(&o, in(p, "out"), false, ours, &p->diag));
    output_fini(&o);
    assert_string_equal(p->diag.findings[0].message, "exists already; --force replaces it");
}

static void replacing_keeps_nothing_of_the_old_folder(void **state) {
    struct place *p = *state;
    folder_write(p, in(p, "out"), false, "a");
    folder_write(p, in(p, "out/"), true, "b");
    assert_true(exists(in(p, "out/b")));
    assert_false(exists(in(p, "out/a")));
}

static void a_folder_without_the_marker_is_left_alone(void **state) {
    struct place *p = *state;
    struct output o;
    mkdir(in(p, "home"), 0700);
    mkdir(in(p, "home/letters"), 0700);
    assert_false(output_begin(&o, in(p, "home"), true, ours, &p->diag));
    output_fini(&o);
    assert_true(exists(in(p, "home/letters")));
    assert_non_null(strstr(p->diag.findings[0].message, "left alone, even with --force"));
}

static void a_folder_with_a_stranger_is_left_alone(void **state) {
    struct place *p = *state;
    struct output o;
    folder_write(p, in(p, "out"), false, "notes of mine");
    assert_false(output_begin(&o, in(p, "out"), true, ours, &p->diag));
    output_fini(&o);
    assert_true(exists(in(p, "out/notes of mine")));
    assert_non_null(strstr(p->diag.findings[0].message, "holds 'notes of mine', which is from no"));
}

static void an_empty_folder_may_be_replaced(void **state) {
    struct place *p = *state;
    mkdir(in(p, "out"), 0700);
    folder_write(p, in(p, "out"), true, "a");
    assert_true(exists(in(p, "out/a")));
}

static void a_full_disk_is_told(void **state) {
    struct place *p = *state;
    struct output o;
    if (!exists("/dev/full"))
        skip();
    assert_true(output_begin(&o, in(p, "out"), false, ours, &p->diag));
    assert_int_equal(symlink("/dev/full", output_path(&o, "a.csv")), 0);
    FILE *file = output_open(&o, "a.csv", &p->diag);
    fputs("content\n", file);
    assert_false(output_close(&o, "a.csv", file, &p->diag));
    assert_string_equal(p->diag.findings[0].message, "cannot be written: No space left on device");
    assert_string_equal(p->diag.findings[0].file, in(p, "out/a.csv"));
    output_fini(&o);
}

static void a_parent_that_is_a_file_is_told(void **state) {
    struct place *p = *state;
    struct output o;
    folder_write(p, in(p, "out"), false, "a");
    assert_false(output_begin(&o, in(p, "out/a/b"), false, ours, &p->diag));
    output_fini(&o);
    assert_string_equal(p->diag.findings[0].message, "cannot be made: Not a directory");
}

int main(void) {
#define PLACED(test) cmocka_unit_test_setup_teardown(test, place_make, place_remove)
    const struct CMUnitTest tests[] = {
        PLACED(nothing_is_there_before_the_commit),
        PLACED(what_is_given_up_leaves_nothing),
        PLACED(an_existing_folder_is_refused),
        PLACED(replacing_keeps_nothing_of_the_old_folder),
        PLACED(a_folder_without_the_marker_is_left_alone),
        PLACED(a_folder_with_a_stranger_is_left_alone),
        PLACED(an_empty_folder_may_be_replaced),
        PLACED(a_full_disk_is_told),
        PLACED(a_parent_that_is_a_file_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
