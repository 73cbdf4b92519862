/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/output.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *joined(struct arena *a, const char *folder, const char *name) {
    return arena_format(a, "%s/%s", folder, name);
}

/* Whether name is an entry of a folder other than itself and its parent. */
static bool entry_counts(const struct dirent *entry) {
    return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

/* Removes a file, or a folder with all it holds; links are not followed. */
static void tree_remove(struct arena *a, const char *path) {
    struct stat about;
    if (lstat(path, &about) != 0)
        return;
    if (!S_ISDIR(about.st_mode)) {
        unlink(path);
        return;
    }
    DIR *folder = opendir(path);
    if (folder) {
        for (struct dirent *entry; (entry = readdir(folder));)
            if (entry_counts(entry))
                tree_remove(a, joined(a, path, entry->d_name));
        closedir(folder);
    }
    rmdir(path);
}

static const char aside_inside[] = ".unfinished";

static bool names_hold(const char *const *names, const char *name) {
    for (; *names; names++)
        if (strcmp(*names, name) == 0)
            return true;
    return false;
}

/* What stands in the way of replacing the folder; "" when nothing does. */
static const char *folder_fault(struct output *o) {
    DIR *folder = opendir(o->path);
    const char *stranger = NULL;
    bool empty = true, marked = false;
    if (!folder)
        return "cannot be read";
    for (struct dirent *entry; (entry = readdir(folder));) {
        if (!entry_counts(entry))
            continue;
        empty = false;
        marked = marked || strcmp(entry->d_name, o->names[0]) == 0;
        bool ours = names_hold(o->names, entry->d_name) ||
                    (o->inside && strcmp(entry->d_name, aside_inside) == 0);
        if (!stranger && !ours)
            stranger = arena_string(&o->arena, entry->d_name);
    }
    closedir(folder);
    if (!empty && !marked)
        return arena_format(&o->arena, "holds other files but no %s", o->names[0]);
    return stranger ? arena_format(&o->arena, "holds '%s', which is from no earlier run", stranger)
                    : "";
}

static bool may_replace(struct output *o, const struct stat *about, struct diag *d) {
    if (!S_ISDIR(about->st_mode))
        return diag_error_at(d, arena_string(&d->arena, o->path), 0, 0,
                             "is no folder and is left alone; choose another name");
    const char *why = folder_fault(o);
    if (!*why)
        return o->replace || diag_error_at(d, arena_string(&d->arena, o->path), 0, 0,
                                           "exists already; --force replaces it");
    return diag_error_at(d, arena_string(&d->arena, o->path), 0, 0,
                         "%s: it is left alone, even with --force; move it away or choose another",
                         why);
}

/* Makes every folder above path that is not there yet, as mkdir -p does. */
static bool parents_make(struct output *o, struct diag *d) {
    char *path = arena_string(&o->arena, o->path);
    for (char *slash = path + 1; (slash = strchr(slash, '/')); slash++) {
        *slash = '\0';
        if (mkdir(path, 0777) != 0 && errno != EEXIST)
            return diag_error_at(d, arena_string(&d->arena, path), 0, 0, "cannot be made: %s",
                                 strerror(errno));
        *slash = '/';
    }
    return true;
}

static bool path_set(struct output *o, const char *path, const char *const *names, struct diag *d) {
    *o = (struct output){.names = names};
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/')
        length--;
    o->path = arena_string_n(&o->arena, path, length);
    return length > 0 || diag_error_at(d, "--out", 0, 0, "needs the name of a folder");
}

bool output_begin(struct output *o, const char *path, bool replace, const char *const *names,
                  struct diag *d) {
    struct stat about;
    if (!path_set(o, path, names, d))
        return false;
    o->replace = replace;
    if (stat(o->path, &about) == 0 && !may_replace(o, &about, d))
        return false;
    if (!parents_make(o, d))
        return false;
    const char *aside = arena_format(&o->arena, "%s.tmp-%ld", o->path, (long)getpid());
    if (mkdir(aside, 0777) != 0)
        return diag_error_at(d, arena_string(&d->arena, o->path), 0, 0, "cannot be made: %s",
                             strerror(errno));
    o->aside = aside;
    return true;
}

/* Removes every file but the aside place's, or only that. */
static void folder_clear(struct output *o, bool all) {
    tree_remove(&o->arena, joined(&o->arena, o->path, aside_inside));
    for (size_t i = 0; all && o->names[i]; i++)
        tree_remove(&o->arena, joined(&o->arena, o->path, o->names[i]));
}

static bool may_continue(struct output *o, const struct stat *about, struct diag *d) {
    const char *path = arena_string(&d->arena, o->path);
    if (!S_ISDIR(about->st_mode))
        return diag_error_at(d, path, 0, 0, "is no folder and is left alone");
    const char *why = folder_fault(o);
    return !*why || diag_error_at(d, path, 0, 0,
                                  "%s: it is left alone; move it away or choose another", why);
}

bool output_continue(struct output *o, const char *path, bool anew, const char *const *names,
                     struct diag *d) {
    struct stat about;
    if (!path_set(o, path, names, d))
        return false;
    o->inside = true;
    if (stat(o->path, &about) == 0) {
        if (!may_continue(o, &about, d))
            return false;
        folder_clear(o, anew);
        return true;
    }
    if (!parents_make(o, d))
        return false;
    return mkdir(o->path, 0777) == 0 || diag_error_at(d, arena_string(&d->arena, o->path), 0, 0,
                                                      "cannot be made: %s", strerror(errno));
}

bool output_stage(struct output *o, struct diag *d) {
    const char *aside = joined(&o->arena, o->path, aside_inside);
    if (mkdir(aside, 0777) != 0)
        return diag_error_at(d, arena_string(&d->arena, o->path), 0, 0, "cannot be written: %s",
                             strerror(errno));
    o->aside = aside;
    return true;
}

const char *output_path(struct output *o, const char *name) {
    return joined(&o->arena, o->aside, name);
}

static const char *shown_path(struct output *o, struct diag *d, const char *name) {
    return joined(&d->arena, o->path, name);
}

FILE *output_open(struct output *o, const char *name, struct diag *d) {
    const char *slash = strrchr(name, '/');
    if (slash)
        mkdir(output_path(o, arena_string_n(&o->arena, name, (size_t)(slash - name))), 0777);
    FILE *file = fopen(output_path(o, name), "w");
    if (!file)
        diag_error_at(d, shown_path(o, d, name), 0, 0, "cannot be written: %s", strerror(errno));
    return file;
}

bool output_close(struct output *o, const char *name, FILE *file, struct diag *d) {
    errno = 0;
    bool failed = fflush(file) != 0 || ferror(file);
    int why = errno;
    if (fclose(file) != 0 && !failed) {
        failed = true;
        why = errno;
    }
    if (failed)
        return diag_error_at(d, shown_path(o, d, name), 0, 0, "cannot be written: %s",
                             why ? strerror(why) : "no room or no right");
    return true;
}

/* Puts each file and folder that stands aside in the place of the old one; a folder's old one has
 * to go first. What this run did not write goes too. */
static bool files_replace(struct output *o, struct diag *d) {
    for (size_t i = 1; o->names[i]; i++) {
        const char *from = output_path(o, o->names[i]);
        const char *to = joined(&o->arena, o->path, o->names[i]);
        struct stat about;
        bool new = lstat(from, &about) == 0;
        if (!new || S_ISDIR(about.st_mode))
            tree_remove(&o->arena, to);
        if (new &&rename(from, to) != 0)
            return diag_error_at(d, arena_string(&d->arena, to), 0, 0, "cannot be written: %s",
                                 strerror(errno));
    }
    folder_clear(o, false);
    o->aside = NULL;
    return true;
}

bool output_commit(struct output *o, struct diag *d) {
    if (o->inside)
        return files_replace(o, d);
    const char *old = arena_format(&o->arena, "%s.old-%ld", o->path, (long)getpid());
    bool had_old = false;
    if (o->replace)
        had_old = rename(o->path, old) == 0;
    if (rename(o->aside, o->path) != 0) {
        int why = errno;
        if (had_old && rename(old, o->path) != 0)
            return diag_error_at(d, arena_string(&d->arena, o->path), 0, 0, "is now called %s: %s",
                                 old, strerror(errno));
        return diag_error_at(d, arena_string(&d->arena, o->path), 0, 0, "cannot be made: %s",
                             strerror(why));
    }
    o->aside = NULL;
    if (had_old)
        tree_remove(&o->arena, old);
    return true;
}

void output_fini(struct output *o) {
    if (o->aside)
        tree_remove(&o->arena, o->aside);
    arena_fini(&o->arena);
    *o = (struct output){0};
}
