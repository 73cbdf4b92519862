/* SPDX-License-Identifier: GPL-3.0-or-later
 * The picture of levers: for each the change with its interval, in the order of the list; on the
 * right of nought is better. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/csv_write.h"
#include "report/levers_parts.h"
#include "report/plot_script.h"

enum { PANELS = 2, MOST_LEVERS = 40, FIRST_VALUE = 3, WIDTH = 1000, ROW_HEIGHT = 24, REST = 150 };

struct levers_plot {
    struct plot plot;
    const struct levers_answer *answer;
    size_t n; /* shown: those that change anything */
};

static double height_of(const struct levers_plot *p) {
    return REST + ROW_HEIGHT * (double)p->n;
}

/* A change so that more is better, in the unit shown. */
static struct estimate better(const struct change_finding *f, double scale) {
    struct estimate e = f->difference;
    if (f->verdict == CHANGE_NONE)
        e.low = e.high = e.value;
    if (scale > 0)
        return (struct estimate){scale * e.value, scale * e.low, scale * e.high};
    return (struct estimate){scale * e.value, scale * e.high, scale * e.low};
}

static struct estimate ranked(const struct levers_plot *p, const struct lever_found *f) {
    double scale = p->answer->rank == LEVERS_BY_MONEY     ? 1
                   : p->answer->rank == LEVERS_BY_LEAVERS ? -100
                                                          : -1.0 / 60;
    return better(lever_ranked_by(p->answer, f), scale);
}

/* Columns: number, class; what ranks and the wait, each with its interval; the name. */
static void data_write(struct levers_plot *p) {
    FILE *csv = plot_open(&p->plot, ".csv");
    if (!csv)
        return;
    fprintf(csv, "number,class,gain,gain_low,gain_high,wait_min,wait_low,wait_high,lever\n");
    for (size_t i = 0; i < p->n; i++) {
        const struct lever_found *f = &p->answer->found[i];
        const struct estimate shown[PANELS] = {ranked(p, f), better(&f->wait, -1.0 / 60)};
        fprintf(csv, "%zu,%d", i + 1, (int)f->class);
        for (size_t k = 0; k < PANELS; k++) {
            const double values[] = {shown[k].value, shown[k].low, shown[k].high};
            for (size_t v = 0; v < 3; v++) {
                fputc(',', csv);
                csv_number(csv, values[v]);
            }
        }
        fputc(',', csv);
        csv_text(csv, p->answer->levers->all[f->lever].name);
        fprintf(csv, "\n");
    }
    plot_close(&p->plot, ".csv", csv);
}

static void names_write(FILE *gp, struct levers_plot *p) {
    fprintf(gp, "set ytics (");
    for (size_t i = 0; i < p->n; i++)
        fprintf(gp, "%s%s %zu", i ? ", " : "",
                plot_label(&p->plot, p->answer->levers->all[p->answer->found[i].lever].name, 30),
                i + 1);
    fprintf(gp, ")\n");
}

static struct estimate shown_at(const struct levers_plot *p, size_t panel, size_t i) {
    const struct lever_found *f = &p->answer->found[i];
    return panel == 0 ? ranked(p, f) : better(&f->wait, -1.0 / 60);
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* How far the axis goes to the left. One lever that ruins everything would hide what all others
 * do: it goes to a few times what is usual, and what lies further is marked at its edge. */
static double axis_low(struct levers_plot *p, size_t panel, double high) {
    enum { TIMES = 4 };
    double *sizes = arena_array(&p->plot.arena, p->n, sizeof *sizes), low = 0;
    for (size_t i = 0; i < p->n; i++) {
        struct estimate e = shown_at(p, panel, i);
        sizes[i] = isnan(e.value) ? 0 : fabs(e.value);
        low = fmin(low, fmin(e.value, e.low));
    }
    qsort(sizes, p->n, sizeof *sizes, ascending);
    return fmax(1.05 * low, -TIMES * fmax(high, sizes[p->n / 2]));
}

static double axis_high(const struct levers_plot *p, size_t panel) {
    double high = 0;
    for (size_t i = 0; i < p->n; i++) {
        struct estimate e = shown_at(p, panel, i);
        high = fmax(high, fmax(e.value, e.high));
    }
    return high;
}

static bool class_occurs(const struct levers_plot *p, int class) {
    for (size_t i = 0; i < p->n; i++)
        if ((int)p->answer->found[i].class == class)
            return true;
    return false;
}

/* A colour for what each class says. */
static void series_write(FILE *gp, const struct levers_plot *p, size_t panel) {
    static const char *const colours[] = {PLOT_GREEN, PLOT_BLUE, PLOT_RED, PLOT_ORANGE};
    static const char *const words[] = {"pays", "before its price", "costs more", "not shown"};
    static const char *const plain[] = {"better", "", "worse", "not shown"};
    bool money = p->answer->rank == LEVERS_BY_MONEY;
    size_t at = FIRST_VALUE + 3 * panel;
    for (int k = 0; k < (int)(sizeof colours / sizeof *colours); k++) {
        if (!class_occurs(p, k))
            continue;
        fprintf(gp,
                "     file using ($2 == %d ? $%zu : NaN):1:%zu:%zu every ::1 with xerrorbars "
                "linecolor \"%s\" linewidth 2 pointtype 7 pointsize 0.8 title \"%s\", \\\n",
                k, at, at + 1, at + 2, colours[k],
                panel   ? ""
                : money ? words[k]
                        : plain[k]);
    }
}

static void panel_write(FILE *gp, struct levers_plot *p, size_t panel, const char *title) {
    enum { MOST_STEPS = 6 };
    double high = axis_high(p, panel), low = axis_low(p, panel, high);
    size_t at = FIRST_VALUE + 3 * panel;
    high = fmax(1.05 * high, -0.05 * low);
    if (!(high > low)) {
        low = -1;
        high = 1;
    }
    fprintf(gp, "set title %s\nset xrange [%.9g:%.9g]\nset xtics %.9g\nplot \\\n",
            plot_label(&p->plot, title, 56), low, high, plot_round_step((high - low) / MOST_STEPS));
    series_write(gp, p, panel);
    fprintf(gp,
            "     file using ($%zu < %.9g ? %.9g : NaN):1:(\"◄\") every ::1 with labels left "
            "textcolor \"%s\" notitle\n",
            at, low, low, PLOT_RED);
}

static void script_write(FILE *gp, void *of) {
    struct levers_plot *p = of;
    static const char *const titles[] = {"net gain a day", "fewer leave unserved, points",
                                         "shorter mean wait, min"};
    enum { ABOVE = 108, KEY = 38, BELOW = 40 }; /* pixels */
    enum lever_rank rank = p->answer->rank;
    double height = height_of(p);
    fprintf(gp, "file = \"%s.csv\"\n", p->plot.name);
    fprintf(gp, "set multiplot layout 1,%d margins 0.3,0.98,%.4f,%.4f spacing 0.03,0 title %s\n",
            rank == LEVERS_BY_WAIT ? 1 : 2, BELOW / height, 1 - ABOVE / height,
            plot_title(&p->plot, "what each lever changes (right: better)"));
    fprintf(gp,
            "set yrange [%zu.5:0.5]\n"
            "set key at screen 0.5, screen %.4f center top vertical maxrows 1\n"
            "set arrow 1 from 0, graph 0 to 0, graph 1 nohead linecolor \"%s\"\n",
            p->n, 1 - KEY / height, PLOT_BLACK);
    names_write(gp, p);
    panel_write(gp, p, 0, titles[rank]);
    if (rank != LEVERS_BY_WAIT) {
        fprintf(gp, "set key off\nset format y \"\"\nset ytics 1\n");
        panel_write(gp, p, 1, titles[LEVERS_BY_WAIT]);
    }
    fprintf(gp, "unset multiplot\n");
}

bool levers_plot(const struct comparison_report *r, struct output *o, const char **script,
                 struct diag *d) {
    const struct comparison *c = r->comparison;
    struct report of = {.scenario = r->scenario, .results = c->variants[c->base].results};
    struct levers_plot p = {.plot = {.report = &of, .output = o, .diag = d, .name = "levers"},
                            .answer = r->levers};
    while (p.n < p.answer->levers->n && p.n < MOST_LEVERS &&
           p.answer->found[p.n].class < LEVER_NONE)
        p.n++;
    if (p.n == 0)
        return true;
    data_write(&p);
    bool good = plot_write(&p.plot, "Levers: the change that each makes, with its interval.", WIDTH,
                           (int)height_of(&p), script_write, &p);
    arena_fini(&p.plot.arena);
    *script = good ? "levers.gp" : NULL;
    return good;
}
