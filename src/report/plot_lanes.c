/* SPDX-License-Identifier: GPL-3.0-or-later
 * The picture of plans of lanes: cost, waits and who does not join over the number of lanes, a
 * curve with intervals for each form and rule. */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/csv_write.h"
#include "report/lanes_parts.h"
#include "report/plot_script.h"

static const double ASIDE = 0.07; /* of a lane, between the forms' dots */
enum { PANELS = 4, FIRST_VALUE = 5, WIDTH = 1000, HEIGHT = 760 };

/* A figure in the unit shown, and up to where its axis goes. */
struct lanes_panel {
    struct figure figure;
    const char *title;
    double scale, top;
};

struct lanes_plot {
    struct plot plot;
    const struct comparison_report *report;
    struct lanes_panel panels[PANELS];
};

static double value_at(const struct lanes_plot *p, size_t variant, const struct figure *f) {
    return figure_value(&p->report->comparison->variants[variant], f).value;
}

/* With far too few lanes everything is many times as bad: an axis that shows that shows nothing
 * else. It goes to three times what the best and the present plan have, or to the largest value. */
static double axis_top(const struct lanes_plot *p, const struct lanes_panel *x) {
    enum { TIMES = 3 };
    const struct lanes_answer *a = p->report->lanes;
    double most = 0, shown = value_at(p, a->grid->present, &x->figure);
    if (a->choice.best != SIZE_MAX)
        shown = fmax(shown, value_at(p, a->choice.best, &x->figure));
    for (size_t i = 0; i < a->grid->n; i++)
        most = fmax(most, value_at(p, i, &x->figure));
    double top = shown > 0 ? fmin(1.1 * most, TIMES * shown) : 1.1 * most;
    return top > 0 ? x->scale * top : 1;
}

static void panels_fill(struct lanes_plot *p) {
    const struct lanes_grid *g = p->report->lanes->grid;
    const char *cost = g->money ? "cost an hour" : "people at the lanes";
    const struct lanes_panel all[PANELS] = {
        {lanes_figure(g, LANES_COST), cost, 1, 0},
        {lanes_figure(g, LANES_WAIT), "mean wait, min", 1.0 / 60, 0},
        {g->money ? lanes_figure(g, LANES_LOST) : lanes_figure(g, LANES_LEFT),
         g->money ? "sales lost an hour" : "gave up waiting, %", g->money ? 1 : 100, 0},
        {lanes_figure(g, LANES_IDLE), "cashiers idle, %", 100, 0}};
    memcpy(p->panels, all, sizeof all);
    for (size_t k = 0; k < PANELS; k++)
        p->panels[k].top = axis_top(p, &p->panels[k]);
}

/* Columns: series, lanes, 1 where it is the present one, 1 where it is the best; value, low and
 * high of each panel; the plan's name. */
static void data_write(struct lanes_plot *p) {
    const struct lanes_answer *a = p->report->lanes;
    FILE *csv = plot_open(&p->plot, ".csv");
    if (!csv)
        return;
    fprintf(csv, "series,lanes,present,best");
    for (size_t k = 0; k < PANELS; k++)
        fprintf(csv, ",%s,%s_low,%s_high", p->panels[k].figure.title, p->panels[k].figure.title,
                p->panels[k].figure.title);
    fprintf(csv, ",plan\n");
    for (size_t i = 0; i < a->grid->n; i++) {
        const struct lane_plan *plan = &a->grid->plans[i];
        fprintf(csv, "%d,%zu,%d,%d", (int)plan->form * LANE_OPENINGS + (int)plan->opening,
                plan->lanes, i == a->grid->present, i == a->choice.best);
        for (size_t k = 0; k < PANELS; k++) {
            const struct lanes_panel *x = &p->panels[k];
            struct estimate e = figure_value(&p->report->comparison->variants[i], &x->figure);
            const double values[] = {e.value, e.low, e.high};
            for (size_t v = 0; v < 3; v++) {
                fputc(',', csv);
                csv_number(csv, x->scale * values[v]);
            }
        }
        fputc(',', csv);
        csv_text(csv, plan->name);
        fprintf(csv, "\n");
    }
    plot_close(&p->plot, ".csv", csv);
}

static bool series_occurs(const struct lanes_grid *g, int series) {
    for (size_t i = 0; i < g->n; i++)
        if ((int)g->plans[i].form * LANE_OPENINGS + (int)g->plans[i].opening == series)
            return true;
    return false;
}

static size_t named_series(const struct lanes_grid *g) {
    size_t n = 0;
    for (int s = 0; s < LANE_FORMS * LANE_OPENINGS; s++)
        n += series_occurs(g, s);
    return n;
}

/* Forms have colours, and stand a little beside each other; rules have dashes and points. */
static void series_write(FILE *gp, struct lanes_plot *p, size_t column, bool named) {
    static const char *const colours[] = {PLOT_BLUE, PLOT_ORANGE, PLOT_GREEN, PLOT_PURPLE};
    static const char *const short_forms[] = {"own lines", "one shared line",
                                              "with an express lane", "beside self-checkout"};
    static const int dashes[] = {1, 4, 2}, points[] = {7, 9, 6};
    for (int s = 0; s < LANE_FORMS * LANE_OPENINGS; s++) {
        int form = s / LANE_OPENINGS, opening = s % LANE_OPENINGS;
        if (!series_occurs(p->report->lanes->grid, s))
            continue;
        const char *words =
            named ? plot_label(&p->plot,
                               arena_format(&p->plot.arena, "%s, %s", short_forms[form],
                                            lane_opening_words[opening]),
                               60)
                  : "\"\"";
        fprintf(
            gp,
            "     file using ($1 == %d ? $2 + %g : NaN):%zu:%zu:%zu every ::1 with yerrorlines "
            "linecolor \"%s\" linewidth 2 dashtype %d pointtype %d pointsize 0.8 title %s, \\\n",
            s, ASIDE * (form - 1), column, column + 1, column + 2, colours[form], dashes[opening],
            points[opening], words);
    }
}

/* The first panel names the series, above all four. */
static void panel_write(FILE *gp, struct lanes_plot *p, size_t k) {
    size_t column = FIRST_VALUE + 3 * k;
    const char *at = arena_format(&p->plot.arena, "$2 + %g * (int($1 / %d) - 1)", ASIDE,
                                  (int)LANE_OPENINGS);         /* where the form's dots are */
    size_t entries = named_series(p->report->lanes->grid) + 2; /* and two marks, in two columns */
    if (k == 0)
        fprintf(gp,
                "set key at screen 0.5, screen 0.94 center top vertical maxrows %zu samplen 3\n",
                (entries + 1) / 2);
    else
        fprintf(gp, "set key off\n");
    fprintf(gp, "set title %s\nset yrange [0:%.9g]\n", plot_label(&p->plot, p->panels[k].title, 56),
            p->panels[k].top);
    fprintf(gp, "%s\nplot \\\n", k >= 2 ? "set xlabel \"lanes\"" : "unset xlabel");
    series_write(gp, p, column, k == 0);
    fprintf(gp,
            "     file using ($3 == 1 ? %s : NaN):%zu every ::1 with points linecolor \"%s\" "
            "pointtype 4 pointsize 1.8 linewidth 2 title %s, \\\n"
            "     file using ($4 == 1 ? %s : NaN):%zu every ::1 with points linecolor \"%s\" "
            "pointtype 6 pointsize 2.2 linewidth 2 title %s\n",
            at, column, PLOT_BLACK, k ? "\"\"" : "\"what is there now\"", at, column, PLOT_RED,
            k ? "\"\"" : "\"the best of all\"");
}

static size_t most_lanes(const struct lanes_grid *g) {
    size_t most = 1;
    for (size_t i = 0; i < g->n; i++)
        most = g->plans[i].lanes > most ? g->plans[i].lanes : most;
    return most;
}

static void script_write(FILE *gp, struct lanes_plot *p) {
    enum { MOST_TICS = 12 };
    size_t most = most_lanes(p->report->lanes->grid);
    fprintf(gp, "file = \"%s.csv\"\n", p->plot.name);
    fprintf(gp, "set multiplot layout 2,2 margins 0.08,0.97,0.1,0.74 spacing 0.09,0.12 title %s\n",
            plot_title(&p->plot, "how many lanes"));
    fprintf(gp, "set xrange [0.5:%zu.5]\nset xtics %zu\n", most, most / MOST_TICS + 1);
    for (size_t k = 0; k < PANELS; k++)
        panel_write(gp, p, k);
    fprintf(gp, "unset multiplot\n");
}

const char *lanes_plot(const struct comparison_report *r, struct output *o, struct diag *d) {
    const struct comparison *c = r->comparison;
    struct report of = {.scenario = r->scenario, .results = c->variants[c->base].results};
    struct lanes_plot p = {.plot = {.report = &of, .output = o, .diag = d, .name = "lanes"},
                           .report = r};
    panels_fill(&p);
    data_write(&p);
    FILE *gp = plot_open(&p.plot, ".gp");
    if (gp) {
        plot_begin(gp, &p.plot, "Plans of lanes: a curve a form and rule.", WIDTH, HEIGHT);
        script_write(gp, &p);
        plot_end(gp);
        plot_close(&p.plot, ".gp", gp);
    }
    bool good = !p.plot.failed;
    arena_fini(&p.plot.arena);
    return good ? "lanes.gp" : NULL;
}
