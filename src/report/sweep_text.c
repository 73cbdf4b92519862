/* SPDX-License-Identifier: GPL-3.0-or-later
 * sweep, for a person: the answer, the decision table, and how far each variant is from the base.
 */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/table.h"
#include "report/comparison_parts.h"
#include "report/format.h"

enum { MOST_FIGURES = 8 };

/* A column of the decision table. */
struct sweep_column {
    struct figure figure;
    const char *heading;
};

/* The last part of a path and the one before: "agents.count". */
static const char *axis_heading(struct arena *a, const char *path) {
    const char *last = strrchr(path, '.'), *from = path;
    for (const char *p = path; last && p < last; p++)
        if (*p == '.')
            from = p + 1;
    const char *dot = strchr(from, '.');
    if (!dot)
        return from;
    return arena_format(a, "%.*s\n%s", (int)(dot - from), from, dot + 1);
}

/* Which value of an axis variant i has; the last axis changes fastest. */
static const char *axis_value(const struct comparison_report *r, size_t axis, size_t i) {
    for (size_t k = r->n_axes - 1; k > axis; k--)
        i /= r->axes[k].n;
    return r->axes[axis].values[i % r->axes[axis].n];
}

static struct sweep_column row_column(const char *measure, const char *heading) {
    size_t m = measure_find(measure);
    return (struct sweep_column){{FIGURE_ROW, ROW_TOTAL, "", m, heading, measures[m].unit},
                                 heading};
}

/* The first standard, who waits and leaves, how busy and strained, what it costs. */
static size_t columns_choose(const struct comparison_report *r, struct arena *a,
                             struct sweep_column *to) {
    const struct comparison *c = r->comparison;
    const struct results *base = c->variants[c->base].results;
    struct sweep_column all[MOST_FIGURES];
    size_t n = 0, kept = 0;
    if (base->n_standards > 0) {
        const struct standard_result *s = &base->standards[0];
        const char *by = s->formula ? strrchr(s->formula, '_') + 1 : "";
        all[n++] = (struct sweep_column){{FIGURE_STANDARD, ROW_TOTAL, s->name, 0, s->name, s->unit},
                                         arena_format(a, "%s%s%s", s->name, *by ? "\n" : "", by)};
        all[n++] = (struct sweep_column){{FIGURE_DAYS, ROW_TOTAL, s->name, 0, "", "share"},
                                         "days it\nholds"};
    }
    all[n++] = row_column("asa", "asa");
    all[n++] = row_column("abandonment", "abandoned");
    all[n++] = row_column("occupancy", "occupancy");
    all[n++] = row_column("settled_strain", "strain\nled to");
    all[n++] = row_column("settled_quits", "leavers a\nyear then");
    all[n++] = row_column("cost", "cost\na day");
    for (size_t i = 0; i < n; i++) {
        bool told = false;
        for (size_t v = 0; v < c->n; v++) {
            double x = figure_value(&c->variants[v], &all[i].figure).value;
            told = told || (!isnan(x) && (x != 0 || all[i].figure.of != FIGURE_ROW));
        }
        if (told)
            to[kept++] = all[i];
    }
    return kept;
}

/* Begins a row with the values on the axes. */
static void axes_begin(const struct comparison_report *r, struct table *t, size_t i) {
    for (size_t k = 0; k < r->n_axes; k++)
        table_add(t, "%s", axis_value(r, k, i));
}

static size_t axis_columns(const struct comparison_report *r, struct arena *a,
                           struct table_column *to) {
    for (size_t k = 0; k < r->n_axes; k++)
        to[k] = (struct table_column){axis_heading(a, r->axes[k].path), TABLE_RIGHT};
    return r->n_axes;
}

static void decision_table(const struct comparison_report *r, struct arena *a, struct text *out) {
    const struct comparison *c = r->comparison;
    struct sweep_column figures[MOST_FIGURES];
    struct table_column columns[MOST_AXES + MOST_FIGURES + 2];
    size_t n_figures = columns_choose(r, a, figures), n_axes = axis_columns(r, a, columns);
    size_t n = n_axes;
    bool standards = c->variants[c->base].results->n_standards > 0;
    for (size_t k = 0; k < n_figures; k++)
        columns[n++] = (struct table_column){figures[k].heading, TABLE_RIGHT};
    columns[n++] = (struct table_column){"", TABLE_LEFT};
    size_t cheapest = cheapest_that_meets(c);
    struct table t;
    table_init(&t, columns, n);
    t.n_keys = n_axes;
    for (size_t i = 0; i < c->n; i++) {
        const struct compared *v = &c->variants[i];
        if (!v->results)
            continue;
        axes_begin(r, &t, i);
        for (size_t k = 0; k < n_figures; k++)
            table_add(
                &t, "%s",
                format_around(a, figure_value(v, &figures[k].figure), figures[k].figure.unit));
        table_add(&t, "%s%s", standards ? verdict_names[compared_standing(v)] : "",
                  i == cheapest ? " *" : "");
    }
    text_printf(out, "\n%s\n", comparison_bold(r, a, "The decision table"));
    table_print(&t, out, 2, REPORT_WIDTH);
    table_fini(&t);
    if (cheapest < c->n)
        text_add(out, "  * the cheapest that meets\n");
}

/* ---- against the base ---- */

static const char *finding_cell(const struct comparison_report *r, struct arena *a,
                                const struct change_finding *f, const char *unit) {
    (void)r;
    return f && f->verdict != CHANGE_UNKNOWN ? format_difference(a, f->difference, unit) : "";
}

static void difference_table(const struct comparison_report *r, struct arena *a, struct text *out) {
    const struct comparison *c = r->comparison;
    struct sweep_column figures[MOST_FIGURES];
    size_t n_figures = columns_choose(r, a, figures), n_axes = r->n_axes;
    const struct sweep_column *first = &figures[0], *last = &figures[n_figures - 1];
    bool both = n_figures > 1;
    struct table_column columns[MOST_AXES + 4];
    size_t n = axis_columns(r, a, columns);
    columns[n++] = (struct table_column){first->heading, TABLE_RIGHT};
    columns[n++] = (struct table_column){"", TABLE_LEFT};
    if (both) {
        columns[n++] = (struct table_column){last->heading, TABLE_RIGHT};
        columns[n++] = (struct table_column){"", TABLE_LEFT};
    }
    struct table t;
    table_init(&t, columns, n);
    t.n_keys = n_axes;
    for (size_t i = 0; i < c->n; i++) {
        const struct compared *v = &c->variants[i];
        if (!v->results || i == c->base)
            continue;
        axes_begin(r, &t, i);
        for (size_t k = 0; k < 1 + (size_t)both; k++) {
            const struct figure *f = k ? &last->figure : &first->figure;
            const struct change_finding *x = figure_finding(v, f);
            table_add(&t, "%s", finding_cell(r, a, x, f->unit));
            table_add(&t, "%s", verdict_cell(r, a, x));
        }
    }
    if (t.n_cells > n_axes) {
        text_printf(
            out, "\n%s\n",
            comparison_bold(r, a, arena_format(a, "Against %s", c->variants[c->base].name)));
        table_print(&t, out, 2, REPORT_WIDTH);
    }
    table_fini(&t);
}

/* ---- the answer ---- */

static void answer(const struct comparison_report *r, struct arena *a, struct text *out) {
    const struct comparison *c = r->comparison;
    const struct results *base = c->variants[c->base].results;
    size_t cheapest = cheapest_that_meets(c);
    struct text t = {0};
    text_add(out, "\n  ");
    if (base->n_standards == 0) {
        text_add(&t, "No standard is set, so that nothing can be met or missed.");
    } else if (cheapest == SIZE_MAX) {
        text_printf(&t, "None of the %zu is known to meet every standard with these days.", c->n);
    } else {
        const char *measure = cost_measure(c);
        const struct compared *v = &c->variants[cheapest];
        struct estimate cost = report_estimate(compared_row(v, ROW_TOTAL, ""), measure);
        text_printf(&t, "The cheapest that meets %s: %s, %s %s.",
                    base->n_standards == 1 ? base->standards[0].name : "every standard", v->name,
                    format_estimate(a, cost, measures[measure_find(measure)].unit),
                    strcmp(measure, "cost") == 0 ? "a day" : "people on average");
        text_add(&t, " It was chosen on these days: other ones (another --seed) confirm it.");
    }
    for (size_t i = 0; i < base->n_standards; i++)
        text_printf(&t, " %s: %s.", base->standards[i].name, base->standards[i].question);
    text_wrap(out, text_string(&t), 2, 2, REPORT_WIDTH);
    text_add(out, "\n");
    text_fini(&t);
}

void sweep_text(const struct comparison_report *r, struct text *out) {
    struct arena a = {0};
    comparison_head(r, &a, out);
    answer(r, &a, out);
    decision_table(r, &a, out);
    difference_table(r, &a, out);
    comparison_doubt(r, &a, out);
    arena_fini(&a);
}
