/* SPDX-License-Identifier: GPL-3.0-or-later
 * What contacts were like for customers, and how loyal their accounts were month by month. */
#include "report/plot_script.h"

#include <math.h>

#include "base/csv_write.h"

static void scores_write(struct plot *p) {
    const struct results *r = p->report->results;
    FILE *csv = plot_open(p, "_scores.csv");
    if (!csv)
        return;
    fprintf(csv, "from,to,share\n");
    for (size_t i = 0; i < r->n_scores; i++)
        fprintf(csv, "%.9g,%.9g,%.9g\n", (double)i / (double)r->n_scores,
                (double)(i + 1) / (double)r->n_scores, r->scores[i]);
    plot_close(p, "_scores.csv", csv);
}

static void month_cell(FILE *csv, struct estimate e) {
    const double x[] = {e.value, e.low, e.high};
    for (size_t i = 0; i < sizeof x / sizeof *x; i++) {
        fputc(',', csv);
        csv_number(csv, x[i]);
    }
}

static void months_write(struct plot *p) {
    const struct results *r = p->report->results;
    FILE *csv = plot_open(p, "_months.csv");
    if (!csv)
        return;
    fprintf(csv, "month,loyalty,low,high,accounts,low,high,value,low,high\n");
    for (size_t i = 0; i < r->n_months; i++) {
        fprintf(csv, "%zu", i + 1);
        month_cell(csv, r->months[i].loyalty);
        month_cell(csv, r->months[i].accounts);
        month_cell(csv, r->months[i].value);
        fputc('\n', csv);
    }
    plot_close(p, "_months.csv", csv);
}

static void scores_panel(FILE *gp, struct plot *p) {
    fprintf(gp,
            "set title \"what contacts were like\"\nset xlabel \"score\"\nset xrange [0:1]\n"
            "set xtics 0,0.1\nset ylabel \"of contacts\"\nset yrange [0:*]\n"
            "set format y \"%%g %%%%\"\nunset key\n"
            "set arrow 1 from 0.5, graph 0 to 0.5, graph 1 nohead dashtype 2 linewidth 1.5 "
            "linecolor \"%s\"\nset label 1 \" bad ones\" at 0.5, graph 0.96 right offset -1,0\n"
            "plot \"%s_scores.csv\" using ($1 + $2) / 2:(100 * $3):(0.045) skip 1 with boxes "
            "linecolor \"%s\" notitle\nunset arrow 1\nunset label 1\n\n",
            PLOT_RED, p->name, PLOT_SKY);
}

/* A line through the months with its band, from column `first`. */
static void months_line(FILE *gp, const struct plot *p, size_t first, const char *colour,
                        const char *title) {
    if (p->report->results->replications > 1)
        fprintf(gp,
                "\"%s_months.csv\" using 1:%zu:%zu skip 1 with filledcurves fillcolor \"%s\" "
                "fillstyle transparent solid 0.25 notitle, \\\n     ",
                p->name, first + 1, first + 2, colour);
    fprintf(gp,
            "\"%s_months.csv\" using 1:%zu skip 1 with linespoints linewidth 2 pointtype 7 "
            "pointsize 0.6 linecolor \"%s\" title \"%s\"\n",
            p->name, first, colour, title);
}

static void months_axis(FILE *gp, const char *title, const char *axis, const char *range) {
    fprintf(gp, "set title \"%s\"\nset ylabel \"%s\"\nset yrange [%s]\nset format y \"%%g\"\nplot ",
            title, axis, range);
}

static void months_panels(FILE *gp, struct plot *p) {
    const struct results *r = p->report->results;
    fprintf(gp, "set xlabel \"month\"\nset xrange [0.5:%zu.5]\nset xtics %s\n", r->n_months,
            r->n_months > 12 ? "auto" : "1");
    months_axis(gp, "loyalty, month by month", "mean of the accounts that are left", "0:1");
    months_line(gp, p, 2, PLOT_BLUE, "");
    months_axis(gp, "accounts that are left", "accounts", "0:*");
    months_line(gp, p, 5, PLOT_ORANGE, "");
    if (isnan(r->months[0].value.value))
        return;
    months_axis(gp, "what they are worth", "money a month", "0:*");
    months_line(gp, p, 8, PLOT_GREEN, "");
}

bool plot_experience(struct plot *p, const char *station) {
    const struct results *r = p->report->results;
    (void)station;
    if (r->n_scores == 0)
        return false;
    bool months = r->n_months > 1;
    scores_write(p);
    if (months)
        months_write(p);
    FILE *gp = plot_open(p, ".gp");
    if (!gp)
        return false;
    bool valued = months && !isnan(r->months[0].value.value);
    plot_begin(gp, p, "Scores of contacts, and accounts by month.", 1000, months ? 860 : 500);
    fprintf(gp, "set multiplot layout %s title %s\n",
            valued   ? "2,2"
            : months ? "3,1"
                     : "1,1",
            plot_title(p, "what it was like for customers"));
    scores_panel(gp, p);
    if (months)
        months_panels(gp, p);
    fprintf(gp, "unset multiplot\n");
    plot_end(gp);
    plot_close(p, ".gp", gp);
    return !p->failed;
}
