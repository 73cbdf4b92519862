/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/csv_write.h"
#include "report/comparison_report.h"

#include <math.h>

static void cells(FILE *out, const double *x, size_t n) {
    for (size_t i = 0; i < n; i++) {
        fputc(',', out);
        csv_number(out, x[i]);
    }
}

/* Kind, name and measure as in a path of the JSON result. */
static void figure_names(FILE *out, const struct figure *f) {
    bool row = f->of == FIGURE_ROW, lanes = f->of == FIGURE_LANES;
    fprintf(out, ",%s,", row ? row_kind_names[f->kind] : lanes ? "lanes" : "standard");
    csv_text(out, f->name);
    fprintf(out, ",%s,%s",
            row                    ? measures[f->measure].name
            : lanes                ? f->title
            : f->of == FIGURE_DAYS ? "p_day_meets"
                                   : "value",
            f->unit);
}

static void figure_row(FILE *out, const struct compared *v, const struct figure *f) {
    struct estimate e = figure_value(v, f);
    if (isnan(e.value))
        return;
    csv_text(out, v->name);
    figure_names(out, f);
    cells(out, (const double[]){e.value, e.low, e.high}, 3);
    const struct change_finding *x = figure_finding(v, f);
    const struct estimate none = {NAN, NAN, NAN}, d = x ? x->difference : none;
    cells(out, (const double[]){d.value, d.low, d.high}, 3);
    fprintf(out, ",%s", x ? change_words[x->verdict] : "");
    cells(out, (const double[]){x ? ceil(x->needed) : NAN}, 1);
    fprintf(out, "\r\n");
}

void comparison_csv(const struct comparison_report *r, FILE *out) {
    struct arena a = {0};
    size_t n;
    const struct figure *figures = figures_choose(r, true, &a, &n);
    fprintf(out, "variant,kind,name,measure,unit,value,low,high,difference,difference_low,"
                 "difference_high,verdict,days_needed\r\n");
    for (size_t v = 0; v < r->comparison->n; v++)
        for (size_t i = 0; i < n; i++)
            figure_row(out, &r->comparison->variants[v], &figures[i]);
    arena_fini(&a);
}
