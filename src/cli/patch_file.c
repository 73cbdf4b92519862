/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/patch_file.h"

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

bool patch_file_ready(const char *file, struct diag *d) {
    struct stat there;
    if (!file) {
        return true;
    }
    if (stat(file, &there) == 0) {
        if (S_ISDIR(there.st_mode)) {
            return diag_error_at(d, file, 0, 0, "is a folder; --write takes the name of a file");
        }
        return access(file, W_OK) == 0 ||
               diag_error_at(d, file, 0, 0, "cannot be written: %s", strerror(errno));
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
