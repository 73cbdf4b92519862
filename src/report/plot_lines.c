/* SPDX-License-Identifier: GPL-3.0-or-later
 * People in line over the day: the mean and the band between days, a panel a station. */
#include "report/plot_script.h"

#include <string.h>

#include "base/csv_write.h"

enum { MOST_PANELS = 4, PANEL_PIXELS = 250, FRAME_PIXELS = 130 };

static double peak(const struct line_band *b) {
    double most = 0;
    for (size_t i = 0; i < b->n; i++)
        most = b->mean[i] > most ? b->mean[i] : most;
    return most;
}

/* The stations where a line ever stands, the longest lines if there are too many. */
static size_t panels_choose(const struct results *r, const struct line_band **chosen) {
    size_t n = 0;
    for (size_t i = 0; i < r->n_bands; i++) {
        const struct line_band *b = &r->bands[i];
        if (b->n < 2 || peak(b) <= 0)
            continue;
        size_t at = n < MOST_PANELS ? n++ : MOST_PANELS;
        for (; at > 0 && peak(b) > peak(chosen[at - 1]); at--)
            if (at < MOST_PANELS)
                chosen[at] = chosen[at - 1];
        if (at < MOST_PANELS)
            chosen[at] = b;
    }
    return n;
}

static void data_write(struct plot *p, const struct line_band *const *bands, size_t n) {
    FILE *csv = plot_open(p, ".csv");
    if (!csv)
        return;
    /* The name comes last: gnuplot does not read on rightly behind a quote within quotes. */
    fprintf(csv, "at_s,mean,low,high,station\n");
    for (size_t k = 0; k < n; k++) {
        for (size_t i = 0; i < bands[k]->n; i++) {
            fprintf(csv, "%.9g,%.9g,%.9g,%.9g,", bands[k]->at[i], bands[k]->mean[i],
                    bands[k]->low[i], bands[k]->high[i]);
            csv_text(csv, bands[k]->station);
            fprintf(csv, "\n");
        }
    }
    plot_close(p, ".csv", csv);
}

/* Of one day alone there is no band. */
static void panel_write(FILE *gp, struct plot *p, const struct line_band *b, size_t first,
                        bool alone) {
    fprintf(gp, "set title %s offset 0,1\n", plot_string(p, alone ? "" : b->station));
    if (p->report->results->replications == 1) {
        fprintf(gp,
                "plot file using (at($1)):2 every ::%zu::%zu with lines linewidth 2 linecolor "
                "\"%s\" title \"one day\"\n",
                first, first + b->n - 1, PLOT_BLUE);
        return;
    }
    fprintf(gp,
            "plot file using (at($1)):3:4 every ::%zu::%zu with filledcurves fillcolor \"%s\" "
            "fillstyle transparent solid 0.5 title \"the middle 80 %% of days\", "
            "\\\n"
            "     file using (at($1)):2 every ::%zu::%zu with lines linewidth 2 linecolor \"%s\" "
            "title \"mean\"\n",
            first, first + b->n - 1, PLOT_SKY, first, first + b->n - 1, PLOT_BLUE);
}

bool plot_lines(struct plot *p, const char *station) {
    (void)station;
    const struct results *r = p->report->results;
    const struct line_band *bands[MOST_PANELS];
    size_t n = panels_choose(r, bands);
    if (n == 0)
        return false;
    data_write(p, bands, n);
    FILE *gp = plot_open(p, ".gp");
    if (!gp)
        return false;
    plot_begin(gp, p, "People in line over the day.", 1000,
               FRAME_PIXELS + PANEL_PIXELS * (int)(n < 2 ? 2 : n));
    fprintf(gp, "file = \"%s.csv\"\n", p->name);
    const char *what = n > 1 ? "people in line"
                             : arena_format(&p->arena, "people in line at %s", bands[0]->station);
    if (p->report->scenario->horizon.days > 1)
        what = arena_format(&p->arena, "%s on the last day", what);
    fprintf(gp, "set multiplot layout %zu,1 title %s\n", n, plot_title(p, what));
    fprintf(gp, "set tmargin 4\nset lmargin at screen 0.085\nset ylabel \"people in line\"\nset "
                "yrange [0:*]\nset offsets graph "
                "0, 0, 0.06, 0\n");
    plot_time_axis(gp, p, bands[0]->at[0], bands[0]->at[bands[0]->n - 1]);
    for (size_t k = 0, first = 1; k < n; first += bands[k]->n, k++)
        panel_write(gp, p, bands[k], first, n == 1);
    fprintf(gp, "unset multiplot\n");
    plot_end(gp);
    plot_close(p, ".gp", gp);
    return !p->failed;
}
