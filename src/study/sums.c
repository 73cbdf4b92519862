/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/sums.h"

#include <math.h>
#include <stdlib.h>

#include "study/assemble.h"

/* The sum of the terms in each replication, x[n]. */
static void terms_add(const struct unit_store *s, size_t n, const struct sum_term *terms,
                      size_t n_terms, double *x) {
    for (size_t k = 0; k < n_terms; k++) {
        const struct sum_term *t = &terms[k];
        size_t row = layout_row_find(s->layout, t->kind, t->name);
        for (size_t i = 0; row < s->layout->n_rows && i < n; i++) {
            x[i] += t->weight * s->q[(i * s->layout->n_rows + row) * N_QUANTITIES + t->quantity];
        }
    }
}

static void ratio_add(const struct unit_store *s, size_t n, const struct sum_ratio *x, double *top,
                      double *bottom) {
    terms_add(s, n, x->top, x->n_top, top);
    terms_add(s, n, x->bottom, x->n_bottom, bottom);
}

struct estimate sum_estimate(const struct unit_store *s, const struct sum_ratio *x, double level) {
    struct moments m = {0};
    double *top = mem_new(2 * s->n + 1, sizeof *top);
    if (s->n > 0) {
        ratio_add(s, s->n, x, top, top + s->n);
    }
    for (size_t i = 0; i < s->n; i++) {
        moments_add(&m, top[i], top[s->n + i]);
    }
    free(top);
    return estimate_of(ratio_interval(&m, level));
}

struct estimate sum_difference(const struct unit_store *of, const struct unit_store *from,
                               const struct sum_ratio *x, double level) {
    size_t n = of->n < from->n ? of->n : from->n;
    double *all = mem_new(4 * n + 1, sizeof *all);
    if (n > 0) {
        ratio_add(of, n, x, all, all + n);
        ratio_add(from, n, x, all + 2 * n, all + 3 * n);
    }
    struct interval d = paired_ratio_difference(all, all + n, all + 2 * n, all + 3 * n, n, level);
    free(all);
    return estimate_of(d);
}
