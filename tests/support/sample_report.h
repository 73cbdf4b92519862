/* SPDX-License-Identifier: GPL-3.0-or-later
 * A made-up result for tests of rendering: two classes at the desk "phones", four intervals. */
#ifndef SUPPORT_SAMPLE_REPORT_H
#define SUPPORT_SAMPLE_REPORT_H

#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "random/distribution.h"
#include "report/report.h"
#include "scenario/station_kind.h"

enum { SAMPLE_INTERVALS = 24, SAMPLE_BINS = 300, SAMPLE_POINTS = 145 };

struct sample {
    struct arena arena;
    struct station_kind desk;
    struct station stations[1];
    struct standard standards[1];
    struct customer_class classes[2];
    struct staff_group groups[1];
    struct scenario scenario;
    struct results results;
    struct report report;
};

static inline struct estimate sample_estimate(double value, double half) {
    return (struct estimate){value, value - half, value + half};
}

static inline void sample_set(struct estimate *row, const char *measure, double value,
                              double half) {
    size_t i = measure_find(measure);
    if (i < n_measures)
        row[i] = sample_estimate(value, half);
}

static inline struct estimate *sample_row(struct sample *s, enum row_kind kind, const char *name) {
    struct estimate *e = arena_array(&s->arena, n_measures, sizeof *e);
    for (size_t i = 0; i < n_measures; i++)
        e[i] = (struct estimate){NAN, NAN, NAN};
    s->results.rows[s->results.n_rows++] =
        (struct result_row){.kind = kind, .name = name, .estimates = e};
    return e;
}

static inline void sample_rows(struct sample *s) {
    s->results.rows = arena_array(&s->arena, 8, sizeof *s->results.rows);
    struct estimate *e = sample_row(s, ROW_TOTAL, "");
    sample_set(e, "offered", 3584.25, 12.5);
    sample_set(e, "abandonment", 0.0314, 0.0011);
    sample_set(e, "asa", 14.23, 0.31);
    e = sample_row(s, ROW_STATION, "phones");
    sample_set(e, "arrived", 2331.5, 8.1);
    sample_set(e, "mean_wait", 15.11, 0.33);
    sample_set(e, "mean_queue", 0.815, 0.021);
    sample_set(e, "service_level_ignore", 0.8312, 0.0061);
    e = sample_row(s, ROW_CLASS, "balance");
    sample_set(e, "offered", 3104.75, 11.1);
    sample_set(e, "abandonment", 0.0334, 0.0013);
    e = sample_row(s, ROW_CLASS, "loan");
    sample_set(e, "offered", 479.5, 3.2);
    sample_set(e, "abandonment", 0.0185, 0.0009);
    e = sample_row(s, ROW_GROUP, "generalists");
    sample_set(e, "staffed", 13.83, NAN);
    sample_set(e, "occupancy", 0.8371, 0.0023);
}

static inline void sample_cell(double *values, const char *column, double x) {
    for (size_t i = 0; i < n_interval_columns; i++)
        if (strcmp(interval_columns[i].name, column) == 0)
            values[i] = x;
}

static inline void sample_interval(struct sample *s, enum row_kind kind, const char *name, size_t i,
                                   double scale) {
    double *v = arena_array(&s->arena, n_interval_columns, sizeof *v);
    for (size_t c = 0; c < n_interval_columns; c++)
        v[c] = NAN;
    double busy = 0.4 + 0.6 * sin(3.1 * (double)(i + 3) / (SAMPLE_INTERVALS + 3));
    double level = 0.97 - 0.35 * pow(busy, 6) + 0.05 * (double)(i % 3);
    level = level > 0.99 ? 0.99 : level;
    sample_cell(v, "offered", 210 * busy * scale);
    sample_cell(v, "abandoned", 210 * busy * scale * 0.05 * pow(busy, 8) * (1 + (double)(i % 2)));
    sample_cell(v, "staffed", floor(3 + 18 * busy));
    sample_cell(v, "service_level", level);
    sample_cell(v, "service_level_low", level - 0.022);
    sample_cell(v, "service_level_high", fmin(1, level + 0.022));
    sample_cell(v, "asa_s", 40 * pow(busy, 5));
    sample_cell(v, "wait_p90_s", 130 * pow(busy, 5));
    sample_cell(v, "occupancy", 0.6 + 0.33 * busy);
    sample_cell(v, "line_mean", 4 * pow(busy, 6));
    s->results.intervals[s->results.n_intervals++] = (struct interval_row){
        .start = 28800 + 1800 * (double)i, .length = 1800, .kind = kind, .name = name, .values = v};
}

static inline void sample_intervals(struct sample *s) {
    s->results.intervals =
        arena_array(&s->arena, 4 * SAMPLE_INTERVALS, sizeof *s->results.intervals);
    for (size_t i = 0; i < SAMPLE_INTERVALS; i++) {
        sample_interval(s, ROW_TOTAL, "", i, 1.3);
        sample_interval(s, ROW_STATION, "phones", i, 1);
        sample_interval(s, ROW_CLASS, "balance", i, 1);
        sample_interval(s, ROW_CLASS, "loan", i, 0.3);
    }
}

static inline void sample_band(struct sample *s) {
    double *x = arena_array(&s->arena, 4 * SAMPLE_POINTS, sizeof *x);
    for (size_t i = 0; i < SAMPLE_POINTS; i++) {
        double t = (double)i / SAMPLE_POINTS;
        double mean = 6 * pow(sin(3.1 * t), 8) + 0.3 * (1 + sin(60 * t));
        x[i] = 28800 + 43200 * t;
        x[SAMPLE_POINTS + i] = mean;
        x[2 * SAMPLE_POINTS + i] = 0.2 * mean;
        x[3 * SAMPLE_POINTS + i] = floor(2.2 * mean);
    }
    s->results.bands = arena_array(&s->arena, 1, sizeof *s->results.bands);
    s->results.bands[s->results.n_bands++] = (struct line_band){.station = "phones",
                                                                .n = SAMPLE_POINTS,
                                                                .at = x,
                                                                .mean = x + SAMPLE_POINTS,
                                                                .low = x + 2 * SAMPLE_POINTS,
                                                                .high = x + 3 * SAMPLE_POINTS};
}

/* Waits of which 55 % are 0 and the others exponential with mean 45 s. */
static inline void sample_histogram(struct sample *s, const char *of) {
    double *x = arena_array(&s->arena, 3 * SAMPLE_BINS, sizeof *x);
    double *to = x + SAMPLE_BINS, *count = to + SAMPLE_BINS, total = 0;
    for (size_t i = 0; i < SAMPLE_BINS; i++) {
        x[i] = i ? to[i - 1] : 0;
        to[i] = i ? 0.5 * pow(1.03, (double)i) : 0;
        count[i] = floor(i ? 900000 * 0.45 * (exp(-x[i] / 45) - exp(-to[i] / 45)) : 900000 * 0.55);
        total += count[i];
    }
    s->results.histograms[s->results.n_histograms++] =
        (struct wait_histogram){ROW_STATION, "phones", of, SAMPLE_BINS, x, to, count, total};
}

static inline void sample_scenario(struct sample *s) {
    s->desk = (struct station_kind){.name = "desk", .staffed = true, .works = true, .waits = true};
    s->stations[0] = (struct station){.name = "phones", .kind = &s->desk};
    s->standards[0] = (struct standard){.name = "80/20",
                                        .at = "phones",
                                        .share = 0.8,
                                        .within = 20,
                                        .at_least = NAN,
                                        .at_most = NAN,
                                        .on_days = 0.9};
    s->classes[0] = (struct customer_class){.name = "balance"};
    s->classes[1] =
        (struct customer_class){.name = "loan", .patience = {.given = true, .none = true}};
    s->groups[0] = (struct staff_group){.name = "generalists", .shrinkage = 0.3};
    s->scenario = (struct scenario){.name = "Bank by phone, \"a Monday\"",
                                    .horizon = {.opens = 28800, .closes = 72000, .interval = 1800},
                                    .n_classes = 2,
                                    .n_stations = 1,
                                    .n_groups = 1,
                                    .n_tiers = 1,
                                    .n_standards = 1,
                                    .classes = s->classes,
                                    .stations = s->stations,
                                    .groups = s->groups,
                                    .standards = s->standards};
}

static inline void sample_standard(struct sample *s) {
    s->results.standards = arena_array(&s->arena, 1, sizeof *s->results.standards);
    s->results.standards[s->results.n_standards++] = (struct standard_result){
        .name = "80/20",
        .question = "80 % answered within 20 s at phones (ignore), 9 days of 10",
        .formula = "service_level_ignore",
        .unit = "share",
        .value = sample_estimate(0.8312, 0.0061),
        .target = 0.8,
        .at_least = true,
        .p_day_meets = sample_estimate(0.8725, 0.033),
        .on_days = 0.9,
        .verdict = VERDICT_NOT_SURE,
        .formulas = {sample_estimate(0.8591, 0.005), sample_estimate(0.8211, 0.006),
                     sample_estimate(0.8312, 0.0061), sample_estimate(0.8402, 0.006),
                     sample_estimate(0.8233, 0.006)}};
}

static inline struct sample *sample_new(void) {
    struct sample *s = mem_new(1, sizeof *s);
    sample_scenario(s);
    s->results.scenario_name = s->scenario.name;
    s->results.scenario_sha256 = "3f2a9c0d11e755aa00bb";
    s->results.seed = 7;
    s->results.replications = s->results.days = 400;
    s->results.level = 0.95;
    sample_rows(s);
    sample_intervals(s);
    sample_band(s);
    s->results.histograms = arena_array(&s->arena, 2, sizeof *s->results.histograms);
    sample_histogram(s, "served");
    sample_histogram(s, "all");
    sample_standard(s);
    s->report = (struct report){.scenario = &s->scenario, .results = &s->results};
    return s;
}

static inline void sample_free(struct sample *s) {
    arena_fini(&s->arena);
    free(s);
}

#endif
