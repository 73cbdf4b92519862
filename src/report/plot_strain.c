/* SPDX-License-Identifier: GPL-3.0-or-later
 * How worn staff are, week by week of a run: a line with a band for each group. */
#include "report/plot_script.h"

#include <math.h>

#include "base/csv_write.h"

/* Returns how many weeks are known. */
static size_t series_write(FILE *csv, const struct results *r, const struct strain_course *s) {
    size_t n = 0;
    for (size_t i = 0; i < r->n_weeks; i++) {
        const struct estimate e = s->strain[i];
        if (isnan(e.value))
            continue;
        csv_text(csv, s->group);
        fprintf(csv, ",%zu,%zu,%.9g,", r->week_days * i, r->week_days, e.value);
        csv_number(csv, e.low);
        fputc(',', csv);
        csv_number(csv, e.high);
        fputc('\n', csv);
        n++;
    }
    return n;
}

static void script_write(struct plot *p, const struct plot_series *s, size_t n) {
    const struct results *r = p->report->results;
    FILE *gp = plot_open(p, ".gp");
    if (!gp)
        return;
    plot_begin(gp, p, "How worn people are as their days begin, by week of a run.", 1000, 560);
    fprintf(gp,
            "set title %s \nset xlabel \"week\"\nset xrange [0:%zu]\nset yrange [0:*]\n"
            "set ylabel \"strain as days begin (bands: where its mean lies)\"\n",
            plot_title(p, "how days wear people down"), r->n_weeks);
    plot_series_draw(gp, p, s, n, "$2 / $3 + 0.5", r->replications > 1);
    plot_end(gp);
    plot_close(p, ".gp", gp);
}

bool plot_strain(struct plot *p, const char *station) {
    const struct results *r = p->report->results;
    struct plot_series all[PLOT_SERIES];
    size_t n = 0, rows = 1;
    (void)station;
    if (r->n_strains == 0)
        return false;
    FILE *csv = plot_open(p, ".csv");
    if (!csv)
        return false;
    fprintf(csv, "group,from_day,days,strain,low,high\n");
    for (size_t i = 0; i < r->n_strains && n < PLOT_SERIES; i++) {
        size_t written = series_write(csv, r, &r->strains[i]);
        if (written > 0) {
            all[n++] = (struct plot_series){r->strains[i].group, rows, written};
            rows += written;
        }
    }
    plot_close(p, ".csv", csv);
    if (!p->failed && n > 0)
        script_write(p, all, n);
    return !p->failed && n > 0;
}
