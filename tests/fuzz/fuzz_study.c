/* SPDX-License-Identifier: GPL-3.0-or-later
 * Any bytes as a study file: refused with reasons or accepted without one. The patches of what is
 * accepted, and its values, are laid over a scenario as compare and sweep do. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "study/study_file.h"
#include "study/variant.h"

enum { VALUES_AT_MOST = 3, VARIANTS_AT_MOST = 8 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char scenario[] =
    "{\"horizon\": {\"opens\": \"08:00\", \"closes\": \"10:00\"}, \"customers\": {\"c\": "
    "{\"arrivals\": {\"rate\": \"40/h\"}, \"journey\": [\"d\"], \"work\": {\"d\": {\"service\": "
    "{\"kind\": \"exponential\", \"mean\": \"3m\"}}}}}, \"stations\": {\"d\": {\"kind\": "
    "\"desk\"}}, \"staff\": {\"g\": {\"count\": 2, \"skills\": {\"d\": {}}}}}";

static void demand(bool holds) {
    if (!holds) {
        abort();
    }
}

static void findings_check(const struct diag *d) {
    for (size_t i = 0; i < d->count; i++) {
        const struct finding *f = &d->findings[i];
        demand(f->path && f->message && *f->message && (f->line == 0) == (f->column == 0));
    }
}

/* The scenario under one more document: variants, or reasons why not. */
static void variant_check(const char *name, struct document over) {
    struct document documents[] = {
        {.name = "s.json", .text = scenario, .length = sizeof scenario - 1}, over};
    struct variant_source source = {.name = name, .changes = "", .n = 2, .documents = documents};
    struct diag d = {0};
    struct variants *v = variants_compile(&source, 1, &d);
    demand((v == NULL) == (d.errors > 0));
    findings_check(&d);
    variants_free(v);
    diag_fini(&d);
}

static void axis_check(const struct axis *x) {
    struct arena a = {0};
    demand(x->n > 0 && x->n <= MOST_VARIANTS);
    for (size_t i = 0; i < x->n && i < VALUES_AT_MOST; i++) {
        const char *setting = arena_format(&a, "%s=%s", x->path, x->values[i]);
        variant_check(setting, (struct document){.name = "vary",
                                                 .text = setting,
                                                 .length = strlen(setting),
                                                 .is_set = true});
    }
    arena_fini(&a);
}

static void study_check(const struct study_file *s) {
    demand(s->scenario && *s->scenario);
    demand(s->n_axes <= MOST_AXES && s->n_variants <= MOST_VARIANTS);
    for (size_t i = 0; i < s->n_variants && i < VARIANTS_AT_MOST; i++) {
        variant_check(s->variants[i].name, s->variants[i].patch);
    }
    for (size_t i = 0; i < s->n_axes; i++) {
        axis_check(&s->axes[i]);
    }
}

/* The same bytes as --vary has them. */
static void vary_check(const char *text) {
    struct arena a = {0};
    struct axis x;
    const char *wrong = axis_parse(text, MOST_VARIANTS, &x, &a);
    demand(!wrong || *wrong);
    if (!wrong) {
        axis_check(&x);
    }
    arena_fini(&a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char *text = malloc(size + 1);
    demand(text);
    if (size > 0) {
        memcpy(text, data, size);
    }
    text[size] = '\0';
    struct document document = {
        .name = "study.json", .folder = "/nonexistent", .text = text, .length = size};
    struct diag d = {0};
    struct study_file s;
    bool good = study_file_read(&document, &s, &d);
    demand(good == (d.errors == 0) && (!good || is_study(&document)));
    findings_check(&d);
    if (good) {
        study_check(&s);
    }
    study_file_fini(&s);
    diag_fini(&d);
    vary_check(text);
    free(text);
    return 0;
}
