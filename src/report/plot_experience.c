/* SPDX-License-Identifier: GPL-3.0-or-later
 * What contacts were like for customers, and how loyal their accounts were month by month. */
#include "report/plot_script.h"

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

static void months_write(struct plot *p) {
    const struct results *r = p->report->results;
    FILE *csv = plot_open(p, "_months.csv");
    if (!csv)
        return;
    fprintf(csv, "month,loyalty,accounts,value\n");
    for (size_t i = 0; i < r->n_months; i++)
        fprintf(csv, "%zu,%.9g,%.9g,%.9g\n", i + 1, r->months[i].loyalty, r->months[i].accounts,
                r->months[i].value);
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

static void months_panel(FILE *gp, struct plot *p) {
    const struct results *r = p->report->results;
    fprintf(gp,
            "set title \"accounts, month by month (means of %zu runs)\"\nset xlabel \"month\"\n"
            "set xrange [0.5:%zu.5]\nset xtics auto\nset ylabel \"mean loyalty\"\n"
            "set format y \"%%g\"\nset yrange [0:1]\nset ytics nomirror\nset y2tics\n"
            "set y2label \"accounts\"\nset y2range [0:*]\nset key below\nset bmargin 6\n"
            "plot \"%s_months.csv\" using 1:2 skip 1 with linespoints linewidth 2 pointtype 7 "
            "linecolor \"%s\" title \"loyalty\", \\\n"
            "     \"%s_months.csv\" using 1:3 skip 1 axes x1y2 with linespoints linewidth 2 "
            "pointtype 5 dashtype 2 linecolor \"%s\" title \"accounts (right)\"\n",
            r->replications, r->n_months, p->name, PLOT_BLUE, p->name, PLOT_ORANGE);
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
    plot_begin(gp, p, "Scores of contacts, and accounts by month.", 1000, 500);
    fprintf(gp, "set multiplot layout 1,%d title %s\n", months ? 2 : 1,
            plot_title(p, "what it was like for customers"));
    scores_panel(gp, p);
    if (months)
        months_panel(gp, p);
    fprintf(gp, "unset multiplot\n");
    plot_end(gp);
    plot_close(p, ".gp", gp);
    return !p->failed;
}
