/* SPDX-License-Identifier: GPL-3.0-or-later
 * Scenarios from text, for tests: a plain one to vary by patches and settings. */
#ifndef SUPPORT_SCENARIO_H
#define SUPPORT_SCENARIO_H

#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "scenario/read.h"
#include "support/check.h"

/* A desk with one class, valid, on several lines so that places can be told apart. */
static const char plain_scenario[] =
    "{ \"horizon\": {\"opens\": \"08:00\", \"closes\": \"12:00\", \"interval\": \"1h\"},\n"
    "  \"customers\": {\"callers\": {\n"
    "    \"arrivals\": {\"rate\": \"100/h\"},\n"
    "    \"patience\": {\"kind\": \"exponential\", \"mean\": \"5m\"},\n"
    "    \"journey\": [\"phones\"],\n"
    "    \"work\": {\"phones\": {\"service\": {\"kind\": \"exponential\", \"mean\": \"4m\"}}}}},\n"
    "  \"stations\": {\"phones\": {\"kind\": \"desk\"}},\n"
    "  \"staff\": {\"agents\": {\"count\": 9, \"skills\": {\"phones\": {}}}} }\n";

/* Reads text (the plain scenario if NULL) with one more document over it: a patch if it begins with
 * '{', else a --set; NULL: none. */
static inline struct scenario *read_over(const char *text, const char *over, struct diag *d) {
    text = text ? text : plain_scenario;
    struct document documents[2] = {
        {.name = "base.json", .text = text, .length = strlen(text)},
        {.name = "patch.json", .text = over, .length = over ? strlen(over) : 0}};
    char name[200];
    if (over && *over != '{') {
        snprintf(name, sizeof name, "--set %.150s", over);
        documents[1].name = name;
        documents[1].is_set = true;
    }
    return scenario_read(documents, over ? 2 : 1, d);
}

static inline void print_findings(const struct diag *d) {
    for (size_t i = 0; i < d->count; i++) {
        const struct finding *f = &d->findings[i];
        print_error("  %s:%zu:%zu: %s: %s\n", f->file ? f->file : "?", f->line, f->column, f->path,
                    f->message);
    }
}

/* The same, failing the test when anything is wrong. */
static inline struct scenario *read_sound(const char *text, const char *over) {
    struct diag d = {0};
    struct scenario *s = read_over(text, over, &d);
    if (!s) {
        print_findings(&d);
        fail_msg("%s: %zu errors", over ? over : "", d.errors);
    }
    diag_fini(&d);
    return s;
}

/* One way to be wrong: exactly one error, with this path and these words; line and column 0: not
 * looked at. */
struct mistake {
    const char *over;
    const char *path, *words;
    const char *file;
    size_t line, column;
};

static inline bool finding_fits(const struct finding *f, const struct mistake *m) {
    return strcmp(f->path, m->path) == 0 && strstr(f->message, m->words) &&
           (!m->file || (f->file && strcmp(f->file, m->file) == 0)) &&
           (m->line == 0 || (f->line == m->line && f->column == m->column));
}

static inline void check_mistakes(const char *text, const struct mistake *all, size_t n) {
    for (size_t i = 0; i < n; i++) {
        struct diag d = {0};
        struct scenario *s = read_over(text, all[i].over, &d);
        size_t fitting = 0;
        for (size_t j = 0; j < d.count; j++) {
            fitting +=
                d.findings[j].severity == SEVERITY_ERROR && finding_fits(&d.findings[j], &all[i]);
        }
        if (s || d.errors != 1 || fitting != 1) {
            print_findings(&d);
            fail_msg("%s: %zu errors, wanted %s: %s", all[i].over, d.errors, all[i].path,
                     all[i].words);
        }
        diag_fini(&d);
    }
}
#define CHECK_MISTAKES(text, all) check_mistakes((text), (all), sizeof(all) / sizeof *(all))

#endif
