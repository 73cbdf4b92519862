/* SPDX-License-Identifier: GPL-3.0-or-later
 * The interval file: one row per interval and thing. */
#include <math.h>
#include <stdlib.h>

#include "study/assemble.h"

enum column_how { PER_DAY_SUM, OF_SUMS, LEVEL, LEVEL_LOW, LEVEL_HIGH, QUANTILE, PLANNED };

enum {
    T = 1 << ROW_TOTAL,
    S = 1 << ROW_STATION,
    G = 1 << ROW_GROUP,
    CONTACTS = 1 << ROW_TOTAL | 1 << ROW_CLASS | 1 << ROW_TIER,
    LINES = CONTACTS | S,
    ALL = LINES | G
};

#define COLUMNS(X)                                                                                 \
    X("offered", "", LINES, PER_DAY_SUM, ARRIVED, DAYS, "contacts that began; visits that began")  \
    X("delayed", "", LINES, PER_DAY_SUM, DELAYED, DAYS, "of those who joined, not served at once") \
    X("served", "", ALL, PER_DAY_SUM, SERVED, DAYS,                                                \
      "contacts served by staff; services begun (crews: visits complete)")                         \
    X("self_served", "", CONTACTS, PER_DAY_SUM, SELF_SERVED, DAYS,                                 \
      "reached the end without staff")                                                             \
    X("abandoned", "", LINES, PER_DAY_SUM, ABANDONED, DAYS, "waited, then left")                   \
    X("balked", "", LINES, PER_DAY_SUM, BALKED, DAYS, "saw the line and did not join")             \
    X("blocked", "", LINES, PER_DAY_SUM, BLOCKED, DAYS, "no line, seat or hold free")              \
    X("passed_on", "", S, PER_DAY_SUM, PASSED_ON, DAYS, "unresolved or timed out")                 \
    X("turned_away", "", LINES, PER_DAY_SUM, TURNED_AWAY, DAYS, "still waiting at closing")        \
    X("message", "", CONTACTS, PER_DAY_SUM, MESSAGE, DAYS, "left a message")                       \
    X("in_system_at_end", "", LINES, PER_DAY_SUM, INSIDE_AT_END, DAYS,                             \
      "inside when the run ended")                                                                 \
    X("in_orbit", "", CONTACTS, PER_DAY_SUM, LEVEL_2_AT_END, DAYS,                                 \
      "who will come again, at the interval's end")                                                \
    X("answered_in_threshold", "", ALL, PER_DAY_SUM, REACHED_IN_T, DAYS, "served within T")        \
    X("abandoned_in_threshold", "", LINES, PER_DAY_SUM, LEFT_IN_T, DAYS, "abandoned within T")     \
    X("service_level", "share", LINES, LEVEL, DAYS, DAYS,                                          \
      "by the row's standard, else ignore, 20 s")                                                  \
    X("service_level_low", "share", LINES, LEVEL_LOW, DAYS, DAYS, "its interval's lower end")      \
    X("service_level_high", "share", LINES, LEVEL_HIGH, DAYS, DAYS, "its interval's upper end")    \
    X("asa_s", "s", ALL, OF_SUMS, WAIT_SERVED, ANSWERED, "waits of the served / served")           \
    X("mean_wait_s", "s", LINES, OF_SUMS, WAIT_ALL, JOINED, "waits of all who joined / joined")    \
    X("wait_p50_s", "s", LINES, QUANTILE, DAYS, DAYS, "median wait of the served")                 \
    X("wait_p90_s", "s", LINES, QUANTILE, DAYS, DAYS, "90 % of the served waited no longer")       \
    X("wait_p95_s", "s", LINES, QUANTILE, DAYS, DAYS, "95 % of the served waited no longer")       \
    X("max_wait_s", "s", LINES, OF_SUMS, MAX_WAIT, DAYS, "mean over days of the longest wait")     \
    X("time_to_abandon_s", "s", LINES, OF_SUMS, WAIT_ABANDONED, ABANDONED,                         \
      "waits of those who left / those who left")                                                  \
    X("handle_time_s", "s", ALL, OF_SUMS, HANDLE, HANDLED, "service and wrap-up / services")       \
    X("service_time_s", "s", ALL, OF_SUMS, SERVICE, HANDLED, "service / services")                 \
    X("wrap_up_time_s", "s", ALL, OF_SUMS, WRAP_UP, HANDLED, "wrap-up / services")                 \
    X("occupancy", "share", T | S | G, OF_SUMS, OCCUPIED, DUTY, "busy / on duty")                  \
    X("busy_mean", "", T | S | G, OF_SUMS, BUSY, TIME, "time average of people or machines busy")  \
    X("staffed", "", T | S | G, OF_SUMS, STAFFED, TIME, "time average of people at the desk")      \
    X("fatigue", "share", T | S | G, OF_SUMS, FATIGUE, SPELLS, "mean fatigue of people there")     \
    X("fatigue_low", "share", G, LEVEL_LOW, DAYS, DAYS, "its interval's lower end")                \
    X("fatigue_high", "share", G, LEVEL_HIGH, DAYS, DAYS, "its interval's upper end")              \
    X("required", "", T | S | G, PLANNED, DAYS, DAYS, "people needed; empty before a plan")        \
    X("over_under", "", T | S | G, PLANNED, DAYS, DAYS, "staffed - required; empty before a plan") \
    X("redials", "", CONTACTS, PER_DAY_SUM, REDIALS, DAYS, "contacts not their person's first")    \
    X("line_mean", "", LINES, OF_SUMS, QUEUE, TIME, "time average waiting")                        \
    X("line_at_end", "", LINES, OF_SUMS, LEVEL_AT_END, DAYS, "waiting at the interval's end")      \
    X("line_max", "", LINES, OF_SUMS, MAX_LEVEL, DAYS, "mean over days of the longest line")       \
    X("completed", "", S, PER_DAY_SUM, COMPLETED, DAYS, "visits that ended with their work done")  \
    X("sojourn_s", "s", LINES, OF_SUMS, SOJOURN, JOINED, "time inside of all who joined / joined") \
    X("inside_mean", "", LINES, OF_SUMS, INSIDE, TIME, "time average inside")

const struct interval_column interval_columns[] = {
#define X(name, unit, rows, how, top, bottom, words) {name, unit, words},
    COLUMNS(X)
#undef X
};
const size_t n_interval_columns = sizeof interval_columns / sizeof interval_columns[0];

static const struct {
    unsigned rows;
    enum column_how how;
    enum quantity top, bottom;
} columns[] = {
#define X(name, unit, rows, how, top, bottom, words) {rows, how, Q_##top, Q_##bottom},
    COLUMNS(X)
#undef X
};

struct at {
    size_t row, interval;
    const double *q;
    struct interval level;
    size_t quantiles; /* taken so far: p50, p90, p95 */
};

static double quantile(const struct results *r, struct at *at) {
    static const double shares[] = {0.50, 0.90, 0.95};
    size_t store = r->layout->rows[at->row].store;
    const struct histogram *h =
        &r->pool->interval_waits[store * r->layout->n_intervals + at->interval];
    return histogram_quantile(h, shares[at->quantiles++]);
}

static double column_value(const struct results *r, size_t column, struct at *at) {
    double bottom = at->q[columns[column].bottom];
    switch (columns[column].how) {
    case LEVEL:
        return at->level.value;
    case LEVEL_LOW:
        return at->level.low;
    case LEVEL_HIGH:
        return at->level.high;
    case QUANTILE:
        return quantile(r, at);
    case PLANNED:
        return NAN;
    default:
        return bottom > 0 ? at->q[columns[column].top] / bottom : NAN;
    }
}

static void row_assemble(struct results *r, size_t row, size_t interval, const double *q) {
    const struct layout *l = r->layout;
    const struct layout_row *from = &l->rows[row];
    struct at at = {row, interval, q + row * N_QUANTITIES, {NAN, NAN, NAN}, 0};
    at.level = ratio_interval(&r->pool->interval_levels[row * l->n_intervals + interval], r->level);
    at.level.low = fmax(at.level.low, 0);
    at.level.high = fmin(at.level.high, 1);
    if (isnan(at.level.value) || r->pool->units < 2) {
        at.level.low = at.level.high = NAN; /* fmax and fmin pass over NANs */
    }
    double *values = arena_array(&r->arena, n_interval_columns, sizeof *values);
    for (size_t i = 0; i < n_interval_columns; i++) {
        values[i] = columns[i].rows >> from->kind & 1 ? column_value(r, i, &at) : NAN;
    }
    struct interval_row *to = &r->intervals[r->n_intervals++];
    to->after_close = interval + 1 == l->n_intervals;
    to->start = l->model->opens + (double)interval * l->model->interval;
    to->length = r->pool->counters.time[interval] / r->pool->counters.days;
    to->kind = from->kind;
    to->name = from->name;
    to->values = values;
}

/* What was not reported at all has no row: a warm-up, "after close" of a steady state. */
void assemble_intervals(struct results *r) {
    const struct layout *l = r->layout;
    size_t n = l->n_intervals - (l->model->steady ? 1 : 0);
    double *q = mem_new(l->n_rows * N_QUANTITIES, sizeof *q);
    r->intervals = arena_array(&r->arena, n * l->n_reported, sizeof *r->intervals);
    for (size_t i = 0; i < n; i++) {
        counters_quantities(&r->pool->counters, i, i + 1, q);
        for (size_t row = 0; row < l->n_reported; row++) {
            if (l->rows[row].kind != ROW_RULE) {
                row_assemble(r, row, i, q);
            }
        }
    }
    free(q);
}
