/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/assemble.h"

#include <math.h>

#include "scenario/weekday.h"

void assemble_rows(struct results *r) {
    const struct layout *l = r->layout;
    r->n_rows = l->n_reported;
    r->rows = arena_array(&r->arena, r->n_rows, sizeof *r->rows);
    for (size_t i = 0; i < r->n_rows; i++) {
        struct estimate *e = arena_array(&r->arena, n_measures, sizeof *e);
        for (size_t m = 0; m < n_measures; m++) {
            struct measure_reference ref = {m, NAN, false};
            e[m] = estimate_of(pool_estimate(r->pool, i, ref, r->level));
        }
        const struct layout_row *from = &l->rows[i];
        r->rows[i] = (struct result_row){from->kind, from->name, from->rival, e};
    }
}

static struct result_row *weekday_rows(struct results *r, unsigned weekday) {
    struct result_row *rows = arena_array(&r->arena, r->n_rows, sizeof *rows);
    for (size_t i = 0; i < r->n_rows; i++) {
        struct estimate *e = arena_array(&r->arena, n_measures, sizeof *e);
        for (size_t m = 0; m < n_measures; m++) {
            e[m] = estimate_of(pool_weekday(r->pool, weekday, i, m, r->level));
        }
        const struct layout_row *from = &r->layout->rows[i];
        rows[i] = (struct result_row){from->kind, from->name, from->rival, e};
    }
    return rows;
}

void assemble_weekdays(struct results *r) {
    unsigned days = horizon_weekdays(&r->layout->model->scenario->horizon);
    if (!r->layout->model->weekdays_differ) {
        return;
    }
    r->weekdays = arena_array(&r->arena, WEEKDAYS, sizeof *r->weekdays);
    for (unsigned i = 0; i < WEEKDAYS; i++) {
        if (days >> i & 1) {
            r->weekdays[r->n_weekdays++] =
                (struct weekday_result){weekday_names[i], weekday_rows(r, i)};
        }
    }
}

/* ---- line lengths over the day ---- */

/* A share of the days had at most so many in line, read between whole numbers so that the band does
 * not leap: linear from one to the next by the share of days that had either. Up to 127 the bin of
 * a whole number holds no other. */
static double line_quantile(const struct histogram *h, double p) {
    double whole = floor(histogram_quantile(h, p) * (1 + 1e-12));
    if (whole < 1 || whole > HISTOGRAM_PAGE_BINS - 1) {
        return whole;
    }
    double days = (double)histogram_total(h), up_to = p * days;
    double exact = (double)histogram_count(h, histogram_bin(whole)), fewer = 0;
    if (exact >= days) {
        return whole; /* all days are alike: a band of no width */
    }
    for (double k = 0; k < whole; k++) {
        fewer += (double)histogram_count(h, histogram_bin(k));
    }
    return whole - 1 + (up_to - fewer) / exact;
}

static void band_assemble(struct results *r, uint32_t station, struct line_band *to) {
    const struct pool *p = r->pool;
    size_t n = p->line_points;
    double *at = arena_array(&r->arena, n, sizeof *at),
           *mean = arena_array(&r->arena, n, sizeof *at);
    double *low = arena_array(&r->arena, n, sizeof *at),
           *high = arena_array(&r->arena, n, sizeof *at);
    for (size_t i = 0; i < n; i++) {
        const struct histogram *h = &p->lines[station * n + i];
        at[i] = p->line_opens + (double)i * p->line_step;
        mean[i] = p->line_sum[station * n + i] / (double)p->line_days;
        low[i] = line_quantile(h, 0.1);
        high[i] = line_quantile(h, 0.9);
    }
    *to = (struct line_band){r->layout->model->stations[station].name, n, at, mean, low, high};
}

void assemble_bands(struct results *r) {
    const struct model *m = r->layout->model;
    if (!r->pool->lines) {
        return;
    }
    r->bands = arena_array(&r->arena, m->n_stations, sizeof *r->bands);
    for (uint32_t s = 0; s < m->n_stations; s++) {
        if (m->stations[s].kind->waits) {
            band_assemble(r, s, &r->bands[r->n_bands++]);
        }
    }
}

/* ---- waits ---- */

static void histogram_assemble(struct results *r, size_t row, enum wait_kind kind,
                               struct wait_histogram *to) {
    struct arena a = {0};
    struct histogram h = pool_waits(r->pool, row, kind, &a);
    uint32_t first = HISTOGRAM_BINS, last = 0;
    for (uint32_t b = 1; b < HISTOGRAM_BINS; b++) {
        if (histogram_count(&h, b) > 0) {
            first = first < b ? first : b;
            last = b;
        }
    }
    size_t n = 1 + (last >= first ? last - first + 1 : 0);
    /* One more, from zero to the first bin in use, where that leaves a gap. */
    n += last >= first;
    double *from = arena_array(&r->arena, n, sizeof *from);
    double *end = arena_array(&r->arena, n, sizeof *end);
    double *count = arena_array(&r->arena, n, sizeof *count);
    count[0] = (double)h.zero;
    for (size_t i = 2; i < n; i++) {
        uint32_t bin = first + (uint32_t)i - 2;
        histogram_edges(bin, &from[i], &end[i]);
        count[i] = (double)histogram_count(&h, bin);
    }
    if (n > 1) {
        end[1] = from[2];
    }
    const struct layout_row *l = &r->layout->rows[row];
    *to = (struct wait_histogram){.kind = l->kind,
                                  .name = l->name,
                                  .of = kind == WAITS_SERVED ? "served" : "all",
                                  .n = n,
                                  .from = from,
                                  .to = end,
                                  .count = count,
                                  .total = (double)histogram_total(&h)};
    arena_fini(&a);
}

void assemble_histograms(struct results *r) {
    const struct layout *l = r->layout;
    r->histograms = arena_array(&r->arena, 2 * l->n_reported, sizeof *r->histograms);
    for (size_t i = 0; i < l->n_reported; i++) {
        if (l->rows[i].kind != ROW_GROUP && l->rows[i].kind != ROW_RULE) {
            histogram_assemble(r, i, WAITS_SERVED, &r->histograms[r->n_histograms++]);
            histogram_assemble(r, i, WAITS_ALL, &r->histograms[r->n_histograms++]);
        }
    }
}

/* ---- what it was like ---- */

void assemble_scores(struct results *r) {
    const struct counters *k = &r->pool->counters;
    double contacts = 0, *to = arena_array(&r->arena, SCORE_BINS, sizeof *to);
    for (size_t i = 0; i < SCORE_BINS; i++) {
        contacts += (double)k->scores[i];
    }
    for (size_t i = 0; contacts > 0 && i < SCORE_BINS; i++) {
        to[i] = (double)k->scores[i] / contacts;
    }
    r->scores = to;
    r->n_scores = contacts > 0 ? SCORE_BINS : 0;
}
