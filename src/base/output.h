/* SPDX-License-Identifier: GPL-3.0-or-later
 * A folder of results that appears whole or not at all: its files are written aside, in a folder
 * beside it, which takes its name when everything is on disk. */
#ifndef BASE_OUTPUT_H
#define BASE_OUTPUT_H

#include <stdbool.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/diag.h"

struct output {
    struct arena arena;
    const char *path;         /* as asked for, without slashes at its end */
    const char *aside;        /* where files stand until output_commit; NULL: not begun or done */
    const char *const *names; /* what a folder of ours may hold, see output_begin */
    bool replace;
    bool inside; /* see output_continue */
};

/* Makes the folder aside. False with a finding when path exists and replace is false, or when it
 * cannot be made. With replace, a folder is replaced only if it is empty or holds the first of
 * names and nothing but names (ended by NULL), so that a mistyped name cannot cost a home. */
bool output_begin(struct output *o, const char *path, bool replace, const char *const *names,
                  struct diag *d);
/* A folder that is kept from run to run: its first file (names[0]) is the caller's own and stays;
 * the others are written aside, in the folder itself, and replaced one by one by output_commit.
 * Makes the folder where it is missing. False with a finding when something else stands there, or
 * files of no earlier run. anew: forgets what the folder holds. Nothing is aside before
 * output_stage. */
bool output_continue(struct output *o, const char *path, bool anew, const char *const *names,
                     struct diag *d);
/* Makes the place aside, where output_open then writes; false with a finding. */
bool output_stage(struct output *o, struct diag *d);
/* A file of this name ("a.csv", "plots/day.gp") for writing; NULL with a finding. */
FILE *output_open(struct output *o, const char *name, struct diag *d);
/* Closes it; false with a finding when not everything could be written. */
bool output_close(struct output *o, const char *name, FILE *file, struct diag *d);
/* The path of the file or folder while it stands aside. */
const char *output_path(struct output *o, const char *name);
/* Gives the folder its name, replacing the old one. False with a finding, and nothing changed. */
bool output_commit(struct output *o, struct diag *d);
/* Removes what stands aside, if anything does. */
void output_fini(struct output *o);

#endif
