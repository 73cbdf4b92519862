/* SPDX-License-Identifier: GPL-3.0-or-later
 * Lines with bands, in colours and dashes that tell a few apart. */
#include "report/plot_script.h"

enum { LEGEND_COLUMNS = 30 };

static const struct {
    const char *colour;
    int dash;
} styles[PLOT_SERIES] = {
    {PLOT_BLUE, 1}, {PLOT_RED, 2}, {PLOT_GREEN, 3}, {PLOT_PURPLE, 4}, {PLOT_ORANGE, 5}};

static void rows_name(FILE *gp, const struct plot_series *s) {
    fprintf(gp, "every ::%zu::%zu with ", s->first, s->first + s->n - 1);
}

void plot_series_draw(FILE *gp, struct plot *p, const struct plot_series *s, size_t n,
                      const char *x, bool band) {
    fprintf(gp,
            "file = \"%s.csv\"\nset key at screen 0.5, screen 0.01 center bottom maxrows auto\n"
            "set bmargin 6.5\nset format y \"%%g %%%%\"\nplot ",
            p->name);
    for (size_t k = 0; k < n; k++) {
        if (band) {
            fprintf(gp, "file using (%s):(100 * $5):(100 * $6) ", x);
            rows_name(gp, &s[k]);
            fprintf(gp,
                    "filledcurves fillcolor \"%s\" fillstyle transparent solid 0.25 notitle, \\\n"
                    "     ",
                    styles[k].colour);
        }
        fprintf(gp, "file using (%s):(100 * $4) ", x);
        rows_name(gp, &s[k]);
        fprintf(gp, "lines linewidth 2 dashtype %d linecolor \"%s\" title %s%s", styles[k].dash,
                styles[k].colour, plot_label(p, s[k].name, LEGEND_COLUMNS),
                k + 1 < n ? ", \\\n     " : "\n");
    }
}
