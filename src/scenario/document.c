/* SPDX-License-Identifier: GPL-3.0-or-later
 * Documents from files and from text. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "base/json.h"
#include "base/text.h"
#include "scenario/read.h"

static char *copy(const char *text, size_t length) {
    char *out = mem_new(length + 1, 1);
    memcpy(out, text, length);
    return out;
}

/* The folder that csv files of the document are relative to; NULL: the working folder. */
static const char *folder_of(const char *file) {
    const char *slash = strrchr(file, '/');
    return slash ? copy(file, (size_t)(slash - file) + (slash == file)) : NULL;
}

bool document_load(const char *file, struct document *out, struct diag *d) {
    const char *why;
    size_t length;
    char *text = file_load(file, JSON_BYTES, &length, &why);
    if (!text) {
        if (strcmp(why, "this file is too large") == 0) {
            why = "this file is larger than 16 MiB";
        }
        return diag_error_at(d, file, 0, 0, "%s", why);
    }
    *out = (struct document){.name = copy(file, strlen(file)),
                             .folder = folder_of(file),
                             .text = text,
                             .length = length};
    return true;
}

struct document document_of_text(const char *name, const char *text, bool is_set) {
    struct text title = {0};
    text_printf(&title, is_set ? "%s %s" : "%s", name, text);
    struct document d = {.name = copy(text_string(&title), title.length),
                         .text = copy(text, strlen(text)),
                         .length = strlen(text),
                         .is_set = is_set};
    text_fini(&title);
    return d;
}

/* What is const to readers was made here. */
static void release(const char *made) {
    free((void *)(uintptr_t)made);
}

void document_free(struct document *d) {
    release(d->name);
    release(d->folder);
    release(d->text);
    *d = (struct document){.name = NULL};
}
