/* SPDX-License-Identifier: GPL-3.0-or-later
 * Comma-separated files and files as a whole. */
#include "base/csv.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support/check.h"

static bool parse(struct arena *a, struct diag *d, const char *text, struct csv *out) {
    return csv_parse(a, "x.csv", text, strlen(text), out, d);
}

static void cells_are_cut_trimmed_and_unquoted(void **state) {
    (void)state;
    struct arena a = {0};
    struct diag d = {0};
    struct csv c;
    assert_true(parse(
        &a, &d, "\xEF\xBB\xBFtime, calls\r\n08:00 , 17\r\n\r\n\"a \"\"b\"\",\nc\",3\n4,5", &c));
    assert_int_equal(c.n_columns, 2);
    assert_int_equal(c.n_rows, 3);
    assert_int_equal(csv_column(&c, "calls"), 1);
    assert_true(csv_column(&c, "call") == SIZE_MAX);
    assert_string_equal(c.cells[0], "08:00");
    assert_string_equal(c.cells[1], "17");
    assert_string_equal(c.cells[2], "a \"b\",\nc");
    assert_int_equal(c.line[1], 4);
    assert_int_equal(c.line[2], 6);
    arena_fini(&a);
    diag_fini(&d);
}

static void uneven_rows_and_empty_texts_are_refused(void **state) {
    (void)state;
    struct arena a = {0};
    struct diag d = {0};
    struct csv c;
    assert_false(parse(&a, &d, "a,b\n1,2\n1\n1,2,3\n", &c));
    assert_int_equal(d.errors, 2);
    assert_int_equal(d.findings[0].line, 3);
    assert_string_equal(d.findings[0].message, "1 cells, but the header has 2");
    assert_false(parse(&a, &d, "\n\n", &c));
    assert_string_equal(d.findings[2].message, "no header line");
    assert_false(csv_parse(&a, "x", "a\0b", 3, &c, &d));
    assert_non_null(strstr(d.findings[3].message, "NUL"));
    arena_fini(&a);
    diag_fini(&d);
}

static void check_load_fault(const char *path, size_t limit, const char *words) {
    size_t length;
    const char *why = NULL;
    assert_null(file_load(path, limit, &length, &why));
    assert_non_null(strstr(why, words));
}

static void files_that_are_no_files_are_refused(void **state) {
    (void)state;
    char folder[] = "/tmp/sojourn-csv-XXXXXX", path[64];
    assert_non_null(mkdtemp(folder));
    check_load_fault(folder, 100, "folder");
    snprintf(path, sizeof path, "%s/missing", folder);
    check_load_fault(path, 100, "no such file");
    snprintf(path, sizeof path, "%s/pipe", folder);
    assert_int_equal(mkfifo(path, 0600), 0);
    check_load_fault(path, 100, "this file is empty"); /* nobody writes into the pipe */
    check_load_fault("/dev/null", 100, "neither a regular file nor a pipe");
    unlink(path);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    check_load_fault(path, 100, "empty");
    fputs("hello", f);
    fclose(f);
    check_load_fault(path, 4, "too large");
    size_t length;
    const char *why;
    char *text = file_load(path, 5, &length, &why);
    assert_string_equal(text, "hello");
    assert_int_equal(length, 5);
    free(text);
    if (geteuid() != 0) { /* root may read everything */
        chmod(path, 0);
        check_load_fault(path, 100, "may not be read");
    }
    unlink(path);
    rmdir(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_are_cut_trimmed_and_unquoted),
        cmocka_unit_test(uneven_rows_and_empty_texts_are_refused),
        cmocka_unit_test(files_that_are_no_files_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
