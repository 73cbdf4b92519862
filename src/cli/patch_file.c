/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/patch_file.h"

#include <cjson/cJSON.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *folder_of(const char *file, struct diag *d) {
    const char *slash = strrchr(file, '/');
    if (!slash) {
        return ".";
    }
    return slash == file ? "/" : arena_string_n(&d->arena, file, (size_t)(slash - file));
}

/* Whether it is what this program writes here: an object of staff alone, or nothing yet. What is
 * no file at all, a pipe or a terminal, holds nothing to lose. */
static bool holds_a_plan(const char *file, const struct stat *there) {
    enum { MOST_BYTES = 16 << 20 };
    struct text text = {0};
    char part[4096];
    FILE *in = S_ISREG(there->st_mode) && there->st_size <= MOST_BYTES ? fopen(file, "r") : NULL;
    if (!in) {
        return !S_ISREG(there->st_mode);
    }
    for (size_t n; (n = fread(part, 1, sizeof part, in)) > 0;) {
        text_add_n(&text, part, n);
    }
    bool read = !ferror(in);
    fclose(in);
    cJSON *root = text.length > 0 ? cJSON_Parse(text_string(&text)) : NULL;
    const cJSON *first = root ? root->child : NULL;
    bool plan =
        cJSON_IsObject(root) && first && strcmp(first->string, "staff") == 0 && !first->next;
    bool ok = read && (text.length == 0 || plan);
    cJSON_Delete(root);
    text_fini(&text);
    return ok;
}

bool patch_file_ready(const char *file, struct diag *d) {
    struct stat there;
    if (!file) {
        return true;
    }
    if (stat(file, &there) == 0) {
        if (S_ISDIR(there.st_mode)) {
            return diag_error_at(d, file, 0, 0, "is a folder; --write takes the name of a file");
        }
        if (access(file, W_OK) != 0) {
            return diag_error_at(d, file, 0, 0, "cannot be written: %s", strerror(errno));
        }
        return holds_a_plan(file, &there) ||
               diag_error_at(d, file, 0, 0,
                             "is no earlier plan, and --write replaces nothing else; give another "
                             "name, or move it away");
    }
    const char *folder = folder_of(file, d);
    if (stat(folder, &there) != 0 || !S_ISDIR(there.st_mode)) {
        return diag_error_at(d, file, 0, 0,
                             "cannot be written: there is no folder '%s'; make it first", folder);
    }
    return access(folder, W_OK) == 0 ||
           diag_error_at(d, file, 0, 0, "cannot be written in '%s': %s", folder, strerror(errno));
}

bool patch_file_write(const char *file, const struct text *patch, struct diag *d) {
    FILE *out = fopen(file, "w");
    bool ok = out && fwrite(text_string(patch), 1, patch->length, out) == patch->length;
    if (out) {
        ok = fclose(out) == 0 && ok;
    }
    return ok || diag_error_at(d, file, 0, 0, "cannot be written: %s", strerror(errno));
}
