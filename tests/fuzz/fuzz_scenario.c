/* SPDX-License-Identifier: GPL-3.0-or-later
 * Any bytes as a scenario, and what follows a record separator (0x1E) as patches and settings over
 * it: refused with a reason or accepted without one, and never anything else. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "scenario/read.h"

enum { SEPARATOR = 0x1E, DOCUMENTS_AT_MOST = 8 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A copy ended by NUL, as document_load makes them. */
static struct document document_make(const uint8_t *data, size_t size, size_t index) {
    char *text = malloc(size + 1);
    if (!text) {
        abort();
    }
    if (size > 0) {
        memcpy(text, data, size);
    }
    text[size] = '\0';
    bool set = index > 0 && text[0] != '{';
    return (struct document){.name = set ? "--set" : "input.json",
                             .folder = "/nonexistent",
                             .text = text,
                             .length = set ? strlen(text) : size,
                             .is_set = set};
}

static size_t documents_make(const uint8_t *data, size_t size, struct document *out) {
    size_t n = 0, start = 0;
    for (size_t i = 0; i <= size && n < DOCUMENTS_AT_MOST; i++) {
        if (i == size || data[i] == SEPARATOR) {
            out[n] = document_make(data + start, i - start, n);
            n++;
            start = i + 1;
        }
    }
    return n;
}

static void findings_check(const struct diag *d) {
    for (size_t i = 0; i < d->count; i++) {
        const struct finding *f = &d->findings[i];
        if (!f->path || !f->message || !*f->message || (f->line == 0) != (f->column == 0)) {
            abort();
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct document documents[DOCUMENTS_AT_MOST];
    struct diag d = {0};
    size_t n = documents_make(data, size, documents);
    struct scenario *s = scenario_read(documents, n, &d);
    if ((s == NULL) == (d.errors == 0)) {
        abort();
    }
    findings_check(&d);
    scenario_free(s);
    diag_fini(&d);
    for (size_t i = 0; i < n; i++) {
        free((void *)(uintptr_t)documents[i].text);
    }
    return 0;
}
