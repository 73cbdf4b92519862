/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/results.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "study/assemble.h"
#include "study/path.h"

const char *const stopped_by_names[] = {"replications", "precision", "limit", "signal"};

size_t interval_column_find(const char *name) {
    size_t i = 0;
    while (i < n_interval_columns && strcmp(interval_columns[i].name, name) != 0) {
        i++;
    }
    return i;
}

double interval_value(const struct interval_row *row, const char *column) {
    size_t i = interval_column_find(column);
    return i < n_interval_columns ? row->values[i] : NAN;
}

const struct result_row *results_row(const struct results *r, enum row_kind kind,
                                     const char *name) {
    for (size_t i = 0; i < r->n_rows; i++) {
        if (r->rows[i].kind == kind && strcmp(r->rows[i].name, name) == 0) {
            return &r->rows[i];
        }
    }
    return NULL;
}

const struct estimate *results_find(struct results *r, const char *path, const char **why) {
    struct result_path p = {0};
    const char *wrong = path_parse(r->layout, path, &p, &r->arena);
    if (why) {
        *why = wrong;
    }
    if (wrong) {
        return NULL;
    }
    struct estimate *e = arena_alloc(&r->arena, sizeof *e);
    *e = estimate_of(path_estimate(r->pool, &p, r->level));
    return e;
}

struct estimate difference_bounded(struct estimate d, const char *unit) {
    bool share = strcmp(unit, "share") == 0;
    d.low = share && d.low < -1 ? -1 : d.low;
    d.high = share && d.high > 1 ? 1 : d.high;
    return d;
}

void results_shed(struct results *r) {
    pool_free(r->pool);
    r->pool = NULL;
}

void results_free(struct results *r) {
    if (r) {
        pool_free(r->pool);
        layout_free(r->layout);
        struct arena arena = r->arena;
        free(r);
        arena_fini(&arena);
    }
}
