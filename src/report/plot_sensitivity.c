/* SPDX-License-Identifier: GPL-3.0-or-later
 * The picture of a sensitivity: a line a parameter, the largest effect above, with the change of
 * the answer at both ends of its range. */
#include <math.h>
#include <string.h>

#include "base/csv_write.h"
#include "report/plot_script.h"
#include "report/sensitivity_parts.h"

enum { MOST_LINES = 30, WIDTH = 900, LINE_HEIGHT = 26, REST = 170 };

struct sensitivity_plot {
    struct plot plot;
    const struct sensitivity *of;
    size_t n;
    double scale; /* to the unit shown */
};

static double scale_of(const char *unit) {
    return strcmp(unit, "share") == 0 ? 100 : strcmp(unit, "s") == 0 ? 1.0 / 60 : 1;
}

static const char *unit_words(const char *unit) {
    return strcmp(unit, "share") == 0 ? "points" : strcmp(unit, "s") == 0 ? "min" : unit;
}

static void end_write(FILE *csv, const struct sensitivity_plot *p, const struct sensitive_end *e) {
    struct estimate d = e->change.difference;
    if (e->change.verdict == CHANGE_NONE)
        d.low = d.high = d.value;
    const double values[] = {d.value, d.low, d.high};
    for (size_t i = 0; i < 3; i++) {
        fputc(',', csv);
        csv_number(csv, p->scale * values[i]);
    }
}

static void data_write(struct sensitivity_plot *p) {
    FILE *csv = plot_open(&p->plot, ".csv");
    if (!csv)
        return;
    fprintf(csv, "number,at_low,at_low_low,at_low_high,at_high,at_high_low,at_high_high,"
                 "parameter\n");
    for (size_t i = 0; i < p->n; i++) {
        fprintf(csv, "%zu", i + 1);
        end_write(csv, p, &p->of->all[i].ends[SENSITIVE_LOW]);
        end_write(csv, p, &p->of->all[i].ends[SENSITIVE_HIGH]);
        fputc(',', csv);
        csv_text(csv, p->of->all[i].name);
        fprintf(csv, "\n");
    }
    plot_close(&p->plot, ".csv", csv);
}

static double height_of(const struct sensitivity_plot *p) {
    return REST + LINE_HEIGHT * (double)p->n;
}

static void script_write(FILE *gp, void *of) {
    struct sensitivity_plot *p = of;
    enum { ABOVE = 84, BELOW = 64 };
    const char *path =
        arena_format(&p->plot.arena, "change of %s, %s", p->of->path, unit_words(p->of->unit));
    fprintf(gp, "file = \"%s.csv\"\nset title %s\nset xlabel %s\n", p->plot.name,
            plot_title(&p->plot, "what it hangs on"), plot_label(&p->plot, path, 90));
    fprintf(gp,
            "set lmargin at screen 0.27\nset rmargin at screen 0.97\n"
            "set tmargin at screen %.4f\nset bmargin at screen %.4f\n"
            "set yrange [%zu.5:0.5]\nset ytics (",
            1 - ABOVE / height_of(p), BELOW / height_of(p), p->n);
    for (size_t i = 0; i < p->n; i++)
        fprintf(gp, "%s%s %zu", i ? ", " : "", plot_label(&p->plot, p->of->all[i].name, 30), i + 1);
    fprintf(
        gp,
        ")\nset arrow 1 from 0, graph 0 to 0, graph 1 nohead linecolor \"%s\"\n"
        "plot file using 2:($1 - 0.12):3:4 every ::1 with xerrorbars linecolor \"%s\" linewidth "
        "2 pointtype 7 pointsize 0.8 title \"at the low end\", \\\n"
        "     file using 5:($1 + 0.12):6:7 every ::1 with xerrorbars linecolor \"%s\" linewidth "
        "2 pointtype 5 pointsize 0.8 title \"at the high end\"\n",
        PLOT_BLACK, PLOT_BLUE, PLOT_ORANGE);
}

bool sensitivity_plot(const struct comparison_report *r, struct output *o, const char **script,
                      struct diag *d) {
    const struct comparison *c = r->comparison;
    struct report of = {.scenario = r->scenario, .results = c->variants[c->base].results};
    struct sensitivity_plot p = {
        .plot = {.report = &of, .output = o, .diag = d, .name = "sensitivity"},
        .of = r->sensitivity,
        .scale = scale_of(r->sensitivity->unit)};
    while (p.n < p.of->n && p.n < MOST_LINES && p.of->all[p.n].effect > 0)
        p.n++;
    if (p.n == 0)
        return true;
    data_write(&p);
    bool good = plot_write(&p.plot, "Assumed parameters: how far each moves the answer.", WIDTH,
                           (int)height_of(&p), script_write, &p);
    arena_fini(&p.plot.arena);
    *script = good ? "sensitivity.gp" : NULL;
    return good;
}
