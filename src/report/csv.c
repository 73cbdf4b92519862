/* SPDX-License-Identifier: GPL-3.0-or-later
 * CSV as RFC 4180 has it: a header, commas, points in numbers, lines ended by CR LF. */
#include "report/report.h"

#include "base/csv_write.h"
#include "report/format.h"

static const char *interval_start(struct arena *a, const struct report *r, double start) {
    return r->results->steady ? arena_format(a, "%.9g", start) : format_clock_seconds(a, start);
}

void report_intervals_csv(const struct report *r, FILE *out) {
    struct arena a = {0};
    fprintf(out, "interval_start,interval_s,kind,name");
    for (size_t c = 0; c < n_interval_columns; c++)
        fprintf(out, ",%s", interval_columns[c].name);
    fprintf(out, "\r\n");
    for (size_t i = 0; i < r->results->n_intervals; i++) {
        const struct interval_row *row = &r->results->intervals[i];
        fprintf(out, "%s,", interval_start(&a, r, row->start));
        csv_number(out, row->length);
        fprintf(out, ",%s,", row_kind_names[row->kind]);
        csv_text(out, row->name);
        for (size_t c = 0; c < n_interval_columns; c++) {
            fputc(',', out);
            csv_number(out, row->values[c]);
        }
        fprintf(out, "\r\n");
        arena_reset(&a);
    }
    arena_fini(&a);
}

static void histogram_print(const struct wait_histogram *h, FILE *out) {
    double longer = h->total;
    for (size_t i = 0; i < h->n; i++) {
        longer -= h->count[i];
        fprintf(out, "%s,", row_kind_names[h->kind]);
        csv_text(out, h->name);
        fprintf(out, ",%s,", h->of);
        csv_number(out, h->from[i]);
        fputc(',', out);
        csv_number(out, h->to[i]);
        fputc(',', out);
        csv_number(out, h->count[i]);
        fputc(',', out);
        csv_number(out, h->count[i] / h->total);
        fputc(',', out);
        csv_number(out, longer / h->total);
        fprintf(out, "\r\n");
    }
}

void report_waits_csv(const struct report *r, FILE *out) {
    fprintf(out, "kind,name,of,from_s,to_s,count,share,waits_longer\r\n");
    for (size_t i = 0; i < r->results->n_histograms; i++)
        histogram_print(&r->results->histograms[i], out);
}
