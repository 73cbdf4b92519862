/* SPDX-License-Identifier: GPL-3.0-or-later
 * Pictures of a schedule: a bar for each person's day with its breaks, and what is at work against
 * what is required. */
#include <math.h>

#include "base/units.h"
#include "report/format.h"
#include "report/plot_script.h"
#include "report/schedule_report.h"
#include "scenario/weekday.h"

enum { PEOPLE_SHOWN = 80, GROUPS_SHOWN = 4 };

static const char *const colours[] = {PLOT_BLUE, PLOT_ORANGE, PLOT_GREEN, PLOT_PURPLE,
                                      PLOT_SKY,  PLOT_RED,    PLOT_BLACK, "#999999"};
enum { COLOURS = sizeof colours / sizeof *colours };

/* A plot of a schedule: the parts of a report that plots need, without a simulation. */
struct schedule_plot {
    const struct schedule *s;
    struct results results;
    struct report report;
    struct plot p;
};

static void plot_init(struct schedule_plot *x, const struct schedule *s, struct output *o,
                      struct diag *d, const char *name) {
    *x = (struct schedule_plot){.s = s};
    x->results.scenario_name = s->model->name;
    x->results.scenario_sha256 = s->model->scenario->sha256;
    x->results.seed = s->n_rounds > 0 ? s->rounds[0].results->seed : 0;
    x->report.results = &x->results;
    x->p = (struct plot){.report = &x->report, .output = o, .diag = d, .name = name};
}

/* The clock of a day, or weekdays; from the first opening to the last end. */
static void axis_write(FILE *gp, const struct schedule *s, const struct plot *p, double end) {
    if (s->grid.n_days == 1) {
        plot_time_axis(gp, p, s->model->opens, end);
        return;
    }
    fprintf(gp, "at(s) = s\nset xlabel \"day of the week\"\nset xrange [0:%.9g]\nset xtics (", end);
    for (size_t day = 0; day < s->grid.n_days; day++)
        fprintf(gp, "%s\"%s\" %zu", day > 0 ? ", " : "", weekday_names[s->grid.day[day]],
                day * DAY_SECONDS);
    fprintf(gp, ")\n");
}

/* ---- the gantt ---- */

/* Bars: rows from the top, one for each person; kinds are numbered through all groups. */
struct gantt {
    size_t rows, left_out;
    size_t kinds; /* contracts of those shown */
    double end;   /* s */
};

static void bar_write(FILE *csv, size_t row, size_t kind, double from, double lasts, bool away) {
    fprintf(csv, "%zu,%zu,%.9g,%.9g,%d\n", row, kind, from, from + lasts, away);
}

static void duty_write(const struct schedule *s, const struct schedule_group *g,
                       const struct duty *d, size_t row, size_t kind, FILE *csv) {
    const struct cover_shift *c = d->shift;
    const struct cover_kind *k = &g->problem.kinds[c->kind];
    double from = (double)c->day * DAY_SECONDS + (double)c->start * s->grid.slot;
    bar_write(csv, row, kind, from, g->kinds[c->kind].lasts, false);
    for (size_t b = 0; b < k->n_breaks; b++)
        bar_write(csv, row, kind, from + (double)c->breaks[b] * s->grid.slot,
                  (double)k->breaks[b].lasts * s->grid.slot, true);
}

static struct gantt gantt_data(const struct schedule *s, FILE *csv) {
    struct gantt n = {.end = s->model->closes};
    size_t kind = 0;
    fprintf(csv, "row,kind,from_s,to_s,away\n");
    for (size_t i = 0; i < s->n_groups; i++) {
        const struct schedule_group *g = &s->groups[i];
        for (size_t k = 0; k < g->n_duties; k++) {
            const struct duty *d = &g->duties[k];
            bool next = k == 0 || d->contract != g->duties[k - 1].contract ||
                        d->person != g->duties[k - 1].person;
            bool shown = n.rows < PEOPLE_SHOWN || (!next && n.left_out == 0);
            n.left_out += next && !shown;
            n.rows += next && shown;
            n.kinds = shown ? kind + d->contract + 1 : n.kinds;
            if (!shown)
                continue;
            duty_write(s, g, d, n.rows - 1, kind + d->contract, csv);
            n.end = fmax(n.end, (double)(d->shift->day * DAY_SECONDS) +
                                    (double)d->shift->start * s->grid.slot +
                                    g->kinds[d->shift->kind].lasts);
        }
        kind += g->problem.n_contracts;
    }
    return n;
}

static void bars_write(FILE *gp, struct plot *p, const char *title, size_t kind,
                       const char *colour) {
    fprintf(gp,
            "file using ($2 == %zu && $5 == 0 ? at($3) : NaN):(-$1):(at($3)):(at($4)):(-$1 - "
            "0.42):(-$1 + 0.42) skip 1 with boxxyerror linecolor \"%s\" title %s, \\\n     ",
            kind, colour, plot_label(p, title, 30));
}

static bool gantt_plot(const struct schedule *s, struct output *o, struct diag *d) {
    struct schedule_plot x;
    plot_init(&x, s, o, d, "gantt");
    FILE *csv = plot_open(&x.p, ".csv");
    struct gantt n = csv ? gantt_data(s, csv) : (struct gantt){0};
    if (csv)
        plot_close(&x.p, ".csv", csv);
    FILE *gp = x.p.failed ? NULL : plot_open(&x.p, ".gp");
    if (!gp)
        return false;
    int height = 220 + (int)n.rows * (n.rows > 40 ? 9 : 15);
    plot_begin(gp, &x.p, "Who works when: a bar for each person, breaks left white.", 1000, height);
    fprintf(
        gp, "file = \"gantt.csv\"\nset bmargin %zu\nset title %s\n", 5 + (n.kinds + 2) / 3,
        plot_title(&x.p, n.left_out > 0
                             ? arena_format(&x.p.arena, "who works when (first %zu people)", n.rows)
                             : "who works when"));
    axis_write(gp, s, &x.p, n.end);
    fprintf(gp,
            "set key default\nset key bmargin center horizontal Left reverse samplen 2.5 "
            "textcolor \"#202020\"\nunset ytics; set ylabel \"%zu people\"\n"
            "set yrange [%.9g:0.8]\nplot ",
            n.rows, -(double)n.rows + 0.2);
    size_t kind = 0;
    for (size_t i = 0; i < s->n_groups; i++)
        for (size_t c = 0; c < s->groups[i].problem.n_contracts && kind < n.kinds; c++, kind++)
            bars_write(gp, &x.p,
                       arena_format(
                           &x.p.arena, "%s%s%s", s->n_groups > 1 ? s->groups[i].as_read->name : "",
                           s->n_groups > 1 ? ", " : "", s->groups[i].as_read->patterns[c].name),
                       kind, colours[kind % COLOURS]);
    fprintf(gp, "file using ($5 == 1 ? at($3) : NaN):(-$1):(at($3)):(at($4)):(-$1 - 0.44):(-$1 + "
                "0.44) skip 1 with boxxyerror linecolor \"#ffffff\" notitle\n");
    plot_end(gp);
    plot_close(&x.p, ".gp", gp);
    arena_fini(&x.p.arena);
    return !x.p.failed;
}

/* ---- what is covered ---- */

static void cover_data(const struct schedule *s, FILE *csv) {
    fprintf(csv, "start_s");
    for (size_t i = 0; i < s->n_groups; i++)
        fprintf(csv, ",required_%zu,at_work_%zu", i + 1, i + 1);
    size_t slots = grid_slots(&s->grid);
    for (size_t slot = 0; slot <= slots; slot++) {
        fprintf(csv, "\n%.9g", (double)slot * s->grid.slot);
        for (size_t i = 0; i < s->n_groups; i++)
            fprintf(csv, ",%zu,%zu", slot < slots ? s->groups[i].required[slot] : 0,
                    slot < slots ? s->groups[i].plan.on_duty[slot] : 0);
    }
    fprintf(csv, "\n");
}

static bool cover_plot(const struct schedule *s, struct output *o, struct diag *d) {
    struct schedule_plot x;
    plot_init(&x, s, o, d, "cover");
    FILE *csv = plot_open(&x.p, ".csv");
    if (csv) {
        cover_data(s, csv);
        plot_close(&x.p, ".csv", csv);
    }
    FILE *gp = x.p.failed ? NULL : plot_open(&x.p, ".gp");
    if (!gp)
        return false;
    size_t panels = s->n_groups < GROUPS_SHOWN ? s->n_groups : GROUPS_SHOWN;
    plot_begin(gp, &x.p, "At work against required.", 1000, 160 + 260 * (int)panels);
    fprintf(gp, "file = \"cover.csv\"\nset tmargin 2.5\nset multiplot layout %zu,1 title %s\n",
            panels, plot_title(&x.p, "at work against required"));
    double end = s->grid.n_days > 1 ? (double)s->grid.n_days * DAY_SECONDS : s->model->closes;
    for (size_t i = 0; i < panels; i++) {
        axis_write(gp, s, &x.p, end);
        fprintf(gp, "set ylabel %s\nset yrange [0:*]\nset offsets 0,0,graph 0.08,0\n",
                plot_label(&x.p, arena_format(&x.p.arena, "%s, people", s->groups[i].as_read->name),
                           24));
        fprintf(gp,
                "plot file using (at($1)):%zu skip 1 with fillsteps fillcolor \"%s\" title "
                "\"required\", \\\n     file using (at($1)):%zu skip 1 with steps linewidth 2 "
                "linecolor \"%s\" title \"at work\"\n",
                2 * i + 2, PLOT_PALE, 2 * i + 3, PLOT_BLUE);
    }
    fprintf(gp, "unset multiplot\n");
    plot_end(gp);
    plot_close(&x.p, ".gp", gp);
    arena_fini(&x.p.arena);
    return !x.p.failed;
}

bool schedule_plots(const struct schedule *s, struct output *o, const char *const **scripts,
                    struct diag *d) {
    const char **names = arena_array(&o->arena, 3, sizeof *names);
    names[0] = "gantt.gp";
    names[1] = "cover.gp";
    *scripts = names;
    return gantt_plot(s, o, d) && cover_plot(s, o, d);
}
