/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is wrong with a user's input, all of it: each finding says where, what and what to do. */
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/* A place in a document. It lives on the C stack, so that it costs nothing when nothing is wrong.
 */
struct path {
    const struct path *parent; /* NULL at the top */
    const char *key;           /* NULL for a list member */
    size_t index;              /* when key is NULL */
    bool of_key;               /* the finding is about the key itself, not its value */
};

enum severity { SEVERITY_REMARK, SEVERITY_WARNING, SEVERITY_ERROR };

struct finding {
    enum severity severity;
    const char *path;    /* "stations.desk.lines", "" at the top */
    const char *message; /* lower case, no full stop */
    const char *file;    /* the file, patch or --set that holds the place; NULL when unknown */
    size_t line, column; /* from 1; 0 when unknown */
};

/* Finds the line and column of a path in the documents read; how is the reader's business. */
typedef void finding_locate(void *context, const struct path *at, struct finding *out);

enum { DIAG_LISTED = 100 };

struct diag {
    struct arena arena;
    size_t count, capacity, errors; /* errors: all, listed or not */
    size_t unlisted;          /* found beyond the DIAG_LISTED that are kept of each severity */
    struct finding *findings; /* [count], in the order of discovery */
    finding_locate *locate;   /* NULL: places have no line */
    void *context;
};

/* Each notes a finding; diag_error returns false so that a reader can return it. */
bool diag_error(struct diag *d, const struct path *at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void diag_warning(struct diag *d, const struct path *at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void diag_remark(struct diag *d, const struct path *at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* Notes a finding at a known place of a file, without a path. */
bool diag_error_at(struct diag *d, const char *file, size_t line, size_t column, const char *format,
                   ...) __attribute__((format(printf, 5, 6)));
/* The same about a path. */
bool diag_error_in(struct diag *d, const struct path *at, const char *file, size_t line,
                   size_t column, const char *format, ...) __attribute__((format(printf, 6, 7)));
/* Orders the findings by file (in order of first mention), line and column. */
void diag_sort(struct diag *d);
/* "a.b[3].c", in the arena. */
char *path_format(struct arena *a, const struct path *at);
void diag_fini(struct diag *d);

#endif
