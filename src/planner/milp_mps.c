/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "planner/milp_outside.h"
#include "planner/milp_parts.h"

static void rows_write(const struct milp *m, FILE *out) {
    fprintf(out, "ROWS\n N COST\n");
    for (size_t i = 0; i < m->n_rows; i++) {
        const struct milp_row *r = &m->rows[i];
        char kind = r->low == r->high ? 'E' : isinf(r->low) ? isinf(r->high) ? 'N' : 'L' : 'G';
        fprintf(out, " %c R%zu\n", kind, i);
    }
}

/* Terms by column: of column j those in row[start[j]] .. */
struct by_column {
    size_t *start, *row;
    double *factor;
};

static struct by_column transpose(const struct milp *m, struct arena *a) {
    struct by_column t = {.start = arena_array(a, m->n_columns + 2, sizeof *t.start),
                          .row = arena_array(a, m->n_terms, sizeof *t.row),
                          .factor = arena_array(a, m->n_terms, sizeof *t.factor)};
    for (size_t i = 0; i < m->n_terms; i++)
        t.start[m->term_column[i] + 2]++;
    for (size_t j = 2; j < m->n_columns + 2; j++)
        t.start[j] += t.start[j - 1];
    for (size_t i = 0; i < m->n_rows; i++) {
        for (size_t k = m->rows[i].first; k < m->rows[i].first + m->rows[i].n; k++) {
            size_t place = t.start[m->term_column[k] + 1]++;
            t.row[place] = i;
            t.factor[place] = m->term_factor[k];
        }
    }
    return t;
}

static void columns_write(const struct milp *m, FILE *out) {
    struct arena a = {0};
    struct by_column t = transpose(m, &a);
    bool marked = false;
    fprintf(out, "COLUMNS\n");
    for (size_t j = 0; j < m->n_columns; j++) {
        if (m->columns[j].integer != marked)
            fprintf(out, " M%zu 'MARKER' '%s'\n", j, marked ? "INTEND" : "INTORG");
        marked = m->columns[j].integer;
        fprintf(out, " C%zu COST %.17g\n", j, m->columns[j].cost);
        for (size_t k = t.start[j]; k < t.start[j + 1]; k++)
            fprintf(out, " C%zu R%zu %.17g\n", j, t.row[k], t.factor[k]);
    }
    if (marked)
        fprintf(out, " MEND 'MARKER' 'INTEND'\n");
    arena_fini(&a);
}

static void sides_write(const struct milp *m, FILE *out) {
    fprintf(out, "RHS\n");
    for (size_t i = 0; i < m->n_rows; i++) {
        const struct milp_row *r = &m->rows[i];
        double side = isinf(r->low) ? r->high : r->low;
        if (!isinf(side) && side != 0)
            fprintf(out, " RHS R%zu %.17g\n", i, side);
    }
    fprintf(out, "RANGES\n");
    for (size_t i = 0; i < m->n_rows; i++) {
        const struct milp_row *r = &m->rows[i];
        if (!isinf(r->low) && !isinf(r->high) && r->low < r->high)
            fprintf(out, " RNG R%zu %.17g\n", i, r->high - r->low);
    }
}

/* Both bounds are always said: what is meant otherwise differs from reader to reader. */
static void bounds_write(const struct milp *m, FILE *out) {
    fprintf(out, "BOUNDS\n");
    for (size_t j = 0; j < m->n_columns; j++) {
        const struct milp_column c = milp_whole_bounds(m->columns[j]);
        if (isinf(c.low))
            fprintf(out, " MI BND C%zu\n", j);
        else
            fprintf(out, " LO BND C%zu %.17g\n", j, c.low);
        if (isinf(c.high))
            fprintf(out, " PL BND C%zu\n", j);
        else
            fprintf(out, " UP BND C%zu %.17g\n", j, c.high);
    }
}

void milp_write_mps(const struct milp *m, FILE *out) {
    fprintf(out, "NAME SOJOURN FREE\n");
    rows_write(m, out);
    columns_write(m, out);
    sides_write(m, out);
    bounds_write(m, out);
    fprintf(out, "ENDATA\n");
}
