/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planner/milp.h"

#include <assert.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/stop_flag.h"
#include "planner/milp_outside.h"
#include "planner/milp_parts.h"

static const char *const ends[] = {
#define MILP_END_ROW(member, name) [MILP_##member] = name,
    MILP_ENDS(MILP_END_ROW)
#undef MILP_END_ROW
};

const char *milp_end_name(enum milp_end end) {
    return ends[end];
}

double milp_clock(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

bool milp_is_stopped(const struct milp_options *o) {
    return stop_flag_is_set(o->stop);
}

/* Room for one more (or n more) members; the array may move. */
static void *room_for(void *array, size_t used, size_t more, size_t *capacity, size_t size) {
    if (used + more <= *capacity)
        return array;
    size_t wanted = 2 * *capacity + more;
    *capacity = wanted < 64 ? 64 : wanted;
    return mem_resize(array, *capacity, size);
}

size_t milp_add_column(struct milp *m, struct milp_column column) {
    assert(column.low <= column.high && isfinite(column.cost));
    m->columns = room_for(m->columns, m->n_columns, 1, &m->columns_capacity, sizeof *m->columns);
    m->columns[m->n_columns] = column;
    return m->n_columns++;
}

size_t milp_add_row(struct milp *m, double low, double high, size_t n, const size_t *column,
                    const double *factor) {
    assert(low <= high);
    size_t capacity = m->terms_capacity;
    m->term_column =
        room_for(m->term_column, m->n_terms, n, &m->terms_capacity, sizeof *m->term_column);
    m->term_factor = room_for(m->term_factor, m->n_terms, n, &capacity, sizeof *m->term_factor);
    for (size_t i = 0; i < n; i++) {
        assert(column[i] < m->n_columns && isfinite(factor[i]));
        m->term_column[m->n_terms + i] = column[i];
        m->term_factor[m->n_terms + i] = factor[i];
    }
    m->rows = room_for(m->rows, m->n_rows, 1, &m->rows_capacity, sizeof *m->rows);
    m->rows[m->n_rows] = (struct milp_row){.low = low, .high = high, .first = m->n_terms, .n = n};
    m->n_terms += n;
    return m->n_rows++;
}

void milp_set_cost(struct milp *m, size_t column, double cost) {
    assert(column < m->n_columns && isfinite(cost));
    m->columns[column].cost = cost;
}

void milp_set_column_bounds(struct milp *m, size_t column, double low, double high) {
    assert(column < m->n_columns && low <= high);
    m->columns[column].low = low;
    m->columns[column].high = high;
}

double milp_cost(const struct milp *m, const double *values) {
    double cost = 0;
    for (size_t i = 0; i < m->n_columns; i++)
        cost += m->columns[i].cost * values[i];
    return cost;
}

static double outside(double x, double low, double high) {
    return fmax(0, fmax(low - x, x - high));
}

double milp_violation(const struct milp *m, const double *values) {
    double worst = 0;
    for (size_t i = 0; i < m->n_columns; i++) {
        const struct milp_column *c = &m->columns[i];
        if (isnan(values[i]))
            return HUGE_VAL;
        worst = fmax(worst, outside(values[i], c->low, c->high));
        if (c->integer)
            worst = fmax(worst, fabs(values[i] - round(values[i])));
    }
    for (size_t i = 0; i < m->n_rows; i++) {
        const struct milp_row *row = &m->rows[i];
        double sum = 0, size = 1;
        for (size_t t = row->first; t < row->first + row->n; t++) {
            double term = m->term_factor[t] * values[m->term_column[t]];
            sum += term;
            size = fmax(size, fabs(term));
        }
        worst = fmax(worst, outside(sum, row->low, row->high) / size);
    }
    return worst;
}

struct milp_column milp_whole_bounds(struct milp_column c) {
    c.low = c.integer ? ceil(c.low) : c.low;
    c.high = c.integer ? floor(c.high) : c.high;
    return c;
}

bool milp_take_values(const struct milp *m, const double *values, struct milp_result *r) {
    double *taken = mem_new(m->n_columns, sizeof *taken);
    double moved = 0;
    for (size_t i = 0; i < m->n_columns; i++) {
        taken[i] = m->columns[i].integer ? round(values[i]) : values[i];
        moved = fmax(moved, fabs(taken[i] - values[i]));
    }
    if (!(moved <= MILP_TOLERANCE && milp_violation(m, taken) <= MILP_TOLERANCE)) {
        free(taken);
        return false;
    }
    free(r->values);
    r->values = taken;
    r->objective = milp_cost(m, taken);
    return true;
}

enum milp_end milp_early_end(const struct milp_result *r, const struct milp_options *o) {
    if (!r->values)
        return MILP_NO_SOLUTION;
    return milp_is_stopped(o) ? MILP_STOPPED : MILP_TIME_LIMIT;
}

void milp_fail(struct milp_result *r, const char *format, ...) {
    char words[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(words, sizeof words, format, arguments);
    va_end(arguments);
    r->end = MILP_SOLVER_FAILED;
    text_fini(&r->words);
    r->words = (struct text){0};
    text_add(&r->words, words);
}

static double gap_of(const struct milp_result *r) {
    if (!r->values)
        return NAN;
    double above = fmax(0, r->objective - r->bound);
    return above == 0 ? 0 : r->objective == 0 ? HUGE_VAL : above / fabs(r->objective);
}

void milp_solve(const struct milp *m, const struct milp_options *options, struct milp_result *r) {
    double began = milp_clock();
    *r = (struct milp_result){.end = MILP_NO_SOLUTION, .objective = NAN, .bound = -HUGE_VAL};
    if (options->solver && strcmp(options->solver, "glpk") != 0)
        milp_solve_outside(m, options, r);
    else
        milp_solve_glpk(m, options, r);
    if (r->end == MILP_OPTIMAL)
        r->bound = r->objective;
    else if (r->end == MILP_GAP && r->bound >= r->objective)
        r->end = MILP_OPTIMAL;
    r->gap = gap_of(r);
    r->seconds = milp_clock() - began;
}

void milp_result_fini(struct milp_result *r) {
    free(r->values);
    text_fini(&r->words);
    *r = (struct milp_result){0};
}

void milp_fini(struct milp *m) {
    free(m->columns);
    free(m->rows);
    free(m->term_column);
    free(m->term_factor);
    *m = (struct milp){0};
}
