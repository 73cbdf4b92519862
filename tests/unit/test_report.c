/* SPDX-License-Identifier: GPL-3.0-or-later
 * The reports of a made-up result: rendering alone. */
#include "report/report.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/table.h"
#include "report/plots.h"
#include "support/check.h"
#include "support/sample_report.h"

static const cJSON *member(const cJSON *object, const char *path) {
    char name[64];
    while (object && *path) {
        size_t length = strcspn(path, ".");
        memcpy(name, path, length);
        name[length] = '\0';
        object = cJSON_GetObjectItemCaseSensitive(object, name);
        path += length + (path[length] == '.');
    }
    return object;
}

static void the_json_has_every_estimate_under_its_path(void **state) {
    struct sample *s = sample_new();
    struct text t = {0};
    (void)state;
    report_json(&s->report, &t);
    cJSON *root = cJSON_Parse(text_string(&t));
    check_close(member(root, "stations.phones.mean_wait.value")->valuedouble, 15.11, 1e-12);
    check_close(member(root, "stations.phones.mean_wait.low")->valuedouble, 14.78, 1e-12);
    assert_string_equal(member(root, "total.abandonment.unit")->valuestring, "share");
    assert_true(cJSON_IsNull(member(root, "staff.generalists.staffed.low")));
    assert_null(member(root, "classes.loan.mean_wait"));
    assert_string_equal(member(root, "standards.80/20.verdict")->valuestring, "not sure");
    check_close(member(root, "standards.80/20.p_day_meets.value")->valuedouble, 0.8725, 1e-12);
    cJSON_Delete(root);
    text_fini(&t);
    sample_free(s);
}

/* What a report writes into a file. */
static char *written(struct sample *s, void (*write)(const struct report *r, FILE *out)) {
    FILE *file = tmpfile();
    write(&s->report, file);
    size_t length = (size_t)ftell(file);
    char *bytes = arena_alloc(&s->arena, length + 1);
    rewind(file);
    assert_int_equal(fread(bytes, 1, length, file), length);
    fclose(file);
    return bytes;
}

static void the_interval_file_has_a_row_a_thing_and_interval(void **state) {
    struct sample *s = sample_new();
    size_t lines = 0, commas = 0, expected = 0;
    (void)state;
    s->results.intervals[1].name = "phones, \"new\"";
    char *csv = written(s, report_intervals_csv);
    for (const char *c = csv; *c; c++)
        lines += *c == '\n';
    assert_int_equal(lines, 1 + 4 * SAMPLE_INTERVALS);
    assert_non_null(strstr(csv, "08:00:00,1800,station,\"phones, \"\"new\"\"\","));
    for (const char *c = csv; *c != '\r'; c++)
        expected += *c == ',';
    for (const char *c = strstr(csv, "\r\n") + 2; *c != '\r'; c++)
        commas += *c == ',';
    assert_int_equal(commas, expected);
    sample_free(s);
}

static void the_wait_file_ends_with_nobody_waiting_longer(void **state) {
    struct sample *s = sample_new();
    (void)state;
    char *csv = written(s, report_waits_csv);
    assert_non_null(strstr(csv, "station,phones,served,0,0,495000,"));
    assert_string_equal(csv + strlen(csv) - 4, ",0\r\n");
    sample_free(s);
}

static void no_line_of_the_text_is_wider_than_promised(void **state) {
    struct sample *s = sample_new();
    struct text t = {0};
    (void)state;
    report_text(&s->report, &t);
    char *all = arena_string(&s->arena, text_string(&t));
    for (char *line = strtok(all, "\n"); line; line = strtok(NULL, "\n"))
        assert_true(text_width(line) <= REPORT_WIDTH);
    assert_non_null(strstr(text_string(&t), "NOT SURE: 80/20"));
    assert_non_null(strstr(text_string(&t), "about one day in 8 falls short"));
    assert_non_null(strstr(text_string(&t), "service_level_: answered 85.9 % (85.4-86.4)"));
    text_fini(&t);
    sample_free(s);
}

static void colours_stand_only_where_they_are_wanted(void **state) {
    struct sample *s = sample_new();
    struct text plain = {0}, coloured = {0};
    (void)state;
    report_text(&s->report, &plain);
    s->report.colour = true;
    report_text(&s->report, &coloured);
    assert_null(strchr(text_string(&plain), '\033'));
    assert_non_null(strchr(text_string(&coloured), '\033'));
    text_fini(&plain);
    text_fini(&coloured);
    sample_free(s);
}

static void scripts_survive_any_name(void **state) {
    struct sample *s = sample_new();
    struct diag d = {0};
    struct output o;
    const char *const *scripts;
    char folder[] = "/tmp/test_report_XXXXXX";
    (void)state;
    assert_non_null(mkdtemp(folder));
    s->results.scenario_name = "a \"b\" \\ `id` %s $x\n{/Bold c}_d 待つ";
    assert_true(output_begin(&o, arena_format(&s->arena, "%s/o'ut", folder), false,
                             (const char *const[]){"m", NULL}, &d));
    assert_true(report_plots(&s->report, &o, &scripts, &d));
    size_t n = 0;
    for (; scripts[n]; n++)
        assert_int_not_equal(gnuplot_run(output_path(&o, "plots"), scripts[n]), GNUPLOT_FAILED);
    assert_int_equal(n, 4);
    output_fini(&o);
    rmdir(folder);
    diag_fini(&d);
    sample_free(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_json_has_every_estimate_under_its_path),
        cmocka_unit_test(the_interval_file_has_a_row_a_thing_and_interval),
        cmocka_unit_test(the_wait_file_ends_with_nobody_waiting_longer),
        cmocka_unit_test(no_line_of_the_text_is_wider_than_promised),
        cmocka_unit_test(colours_stand_only_where_they_are_wanted),
        cmocka_unit_test(scripts_survive_any_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
