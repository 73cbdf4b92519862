/* SPDX-License-Identifier: GPL-3.0-or-later
 * The steps from the textbook to the simulation as a waterfall: each bar hangs where the one before
 * ended. */
#include <math.h>
#include <string.h>

#include "base/csv_write.h"
#include "report/gap_report.h"
#include "report/plot_script.h"

enum { BAR_HEIGHT = 30, MARGINS = 130, WIDTH = 1000 };

struct gap_plot {
    struct plot plot;
    const struct gap *gap;
    double scale;     /* of shares: percent */
    double low, high; /* of the axis, scaled */
};

static bool is_drawn(const struct gap_step *s) {
    return isfinite(s->value.value);
}

/* What the steps, and the intervals of their effects, reach; a margin on either side. */
static void limits_find(struct gap_plot *g) {
    double low = HUGE_VAL, high = -HUGE_VAL;
    for (size_t i = 0; i < g->gap->n_steps; i++) {
        const struct gap_step *s = &g->gap->steps[i];
        if (!is_drawn(s))
            continue;
        double before = s->value.value - s->effect.value;
        low = fmin(low, fmin(s->value.value, before + s->effect.low)); /* fmin passes over NANs */
        high = fmax(high, fmax(s->value.value, before + s->effect.high));
    }
    double margin = fmax(0.08 * (high - low), 1e-3 * fabs(high));
    g->low = g->scale * (low - margin);
    g->high = g->scale * (high + margin);
}

/* Columns: row, from, to, low, high (of the effect, on the axis), kind: 0 where it all begins, 1
 * up, -1 down; then the words. The last row is the whole scenario from the axis on, kind 0. */
static void row_write(FILE *csv, double row, double from, const struct gap_step *s, double scale,
                      bool whole) {
    double before = s->value.value - s->effect.value;
    bool step = !whole && !isnan(s->effect.value);
    const double cells[] = {row,
                            step ? scale * before : from,
                            scale * s->value.value,
                            step ? scale * (before + s->effect.low) : NAN,
                            step ? scale * (before + s->effect.high) : NAN,
                            step ? (s->effect.value < 0 ? -1 : 1) : 0};
    for (size_t k = 0; k < sizeof cells / sizeof *cells; k++) {
        csv_number(csv, cells[k]);
        fputc(',', csv);
    }
    csv_text(csv, whole ? "the scenario as it is" : s->words);
    fprintf(csv, "\n");
}

static size_t data_write(struct gap_plot *g) {
    FILE *csv = plot_open(&g->plot, ".csv");
    const struct gap *x = g->gap;
    size_t row = 0;
    if (!csv)
        return 0;
    fprintf(csv, "row,from,to,effect_low,effect_high,kind,what\n");
    for (size_t i = 0; i < x->n_steps; i++)
        if (is_drawn(&x->steps[i]))
            row_write(csv, (double)++row, g->low, &x->steps[i], g->scale, false);
    if (row > 0 && !x->stopped)
        row_write(csv, (double)++row, g->low, &x->steps[x->n_steps - 1], g->scale, true);
    plot_close(&g->plot, ".csv", csv);
    return row;
}

static void tics_write(FILE *gp, struct gap_plot *g) {
    size_t row = 0;
    fprintf(gp, "set ytics (");
    for (size_t i = 0; i < g->gap->n_steps; i++)
        if (is_drawn(&g->gap->steps[i])) {
            const char *label = plot_label(&g->plot, g->gap->steps[i].words, 44);
            fprintf(gp, "%s%s %zu", row ? ", " : "", label, row + 1);
            row++;
        }
    if (!g->gap->stopped)
        fprintf(gp, ", \"the scenario as it is\" %zu", row + 1);
    fprintf(gp, ")\n");
}

static void script_write(FILE *gp, struct gap_plot *g, size_t rows) {
    const struct gap *x = g->gap;
    const char *question = x->question ? x->question : x->path;
    bool share = strcmp(x->unit, "share") == 0;
    const char *axis = arena_format(&g->plot.arena, "%s, %s", question, share ? "%" : x->unit);
    fprintf(gp, "file = \"%s.csv\"\nset key off\nset multiplot layout 1,1 title %s\n", g->plot.name,
            plot_title(&g->plot, "from the textbook to the simulation"));
    fprintf(gp, "set xlabel %s\n", plot_label(&g->plot, axis, 90));
    fprintf(gp, "set xrange [%.9g:%.9g]\nset yrange [%zu.6:0.4]\n", g->low, g->high, rows);
    tics_write(gp, g);
    fprintf(gp,
            "set grid noytics\n"
            "colour(kind) = kind > 0 ? 0x%s : kind < 0 ? 0x%s : 0x909090\n"
            "plot file using (($2 + $3) / 2):1:(abs($3 - $2) / 2):(0.33):(colour($6)) every ::1 "
            "with boxxyerror linecolor rgb variable, \\\n"
            "     file using 3:1:(0):(%s) every ::1 with vectors nohead linecolor \"#606060\" "
            "linewidth 1, \\\n"
            "     file using 3:1:4:5 every ::1 with xerrorbars linecolor \"%s\" linewidth 1.5 "
            "pointtype 7 pointsize 0.3\n",
            &PLOT_BLUE[1], &PLOT_ORANGE[1],
            rows > 1 ? arena_format(&g->plot.arena, "$1 < %zu ? 1 : 0", rows) : "0", PLOT_BLACK);
}

bool gap_plots(const struct gap_report *r, struct output *o, const char *const **scripts,
               struct diag *d) {
    const char **written = arena_array(&o->arena, 2, sizeof *written);
    struct results results = {.seed = r->seed, .scenario_name = r->scenario->name};
    struct report of = {.scenario = r->scenario, .results = &results};
    struct gap_plot g = {.plot = {.report = &of, .output = o, .diag = d, .name = "gap"},
                         .gap = r->gap,
                         .scale = strcmp(r->gap->unit, "share") == 0 ? 100 : 1};
    results.scenario_sha256 = arena_string(&g.plot.arena, r->scenario->sha256);
    *scripts = written;
    limits_find(&g);
    size_t rows = data_write(&g);
    FILE *gp = rows > 0 ? plot_open(&g.plot, ".gp") : NULL;
    if (gp) {
        plot_begin(gp, &g.plot, "What each property adds: up is blue, down is orange.", WIDTH,
                   MARGINS + BAR_HEIGHT * (int)rows);
        script_write(gp, &g, rows);
        fprintf(gp, "unset multiplot\n");
        plot_end(gp);
        plot_close(&g.plot, ".gp", gp);
        written[0] = "gap.gp";
    }
    bool good = !g.plot.failed;
    arena_fini(&g.plot.arena);
    return good;
}
