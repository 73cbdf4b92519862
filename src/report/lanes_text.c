/* SPDX-License-Identifier: GPL-3.0-or-later
 * lanes, for a person: the answer, every plan in one table, and against what is there now. */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/table.h"
#include "report/format.h"
#include "report/lanes_parts.h"

const char *lane_plan_words(const struct lane_plan *p, struct arena *a) {
    return arena_format(a, "%zu %s with %s, %s", p->lanes, p->lanes == 1 ? "lane" : "lanes",
                        lane_form_words[p->form], lane_opening_words[p->opening]);
}

struct figure lanes_p95(const struct lanes_grid *g) {
    size_t m = measure_find("wait_p95");
    return (struct figure){.of = FIGURE_ROW,
                           .kind = g->waits_kind,
                           .name = g->waits_name,
                           .measure = m,
                           .title = "95 % of the served wait at most",
                           .unit = "s"};
}

/* ---- the table ---- */

/* A column: what it shows, and under which heading. Shares stand without their sign. */
struct lanes_column {
    const char *heading;
    struct figure figure;
};

enum { LANES_COLUMNS = 7 };

static void columns_fill(const struct comparison_report *r, struct lanes_column *to) {
    const struct lanes_grid *g = r->lanes->grid;
    to[0] = (struct lanes_column){"mean\nwait", lanes_figure(g, LANES_WAIT)};
    to[1] = (struct lanes_column){"95 %\nwithin", lanes_p95(g)};
    to[2] = (struct lanes_column){"line\nseen", lanes_figure(g, LANES_SEEN)};
    to[3] = (struct lanes_column){"balked\n%", lanes_figure(g, LANES_BALKED)};
    to[4] = g->money ? (struct lanes_column){"lost\nan hour", lanes_figure(g, LANES_LOST)}
                     : (struct lanes_column){"left\n%", lanes_figure(g, LANES_LEFT)};
    to[5] = (struct lanes_column){"idle\n%", lanes_figure(g, LANES_IDLE)};
    to[6] =
        (struct lanes_column){g->money ? "cost\nan hour" : "people", lanes_figure(g, LANES_COST)};
}

/* "2:12 ±0:10"; of a share "8.0 ±0.9"; whatever the interval's sides, the longer one. */
static const char *cell(struct arena *a, struct estimate e, const char *unit, bool plain) {
    bool wait = strcmp(unit, "s") == 0;
    double scale = strcmp(unit, "share") == 0 ? 100 : 1;
    double half = fmax(e.high - e.value, e.value - e.low);
    half = half > 0 && !wait ? fmax(half, 0.01 / scale) : half; /* two decimals are enough */
    struct estimate even = {scale * e.value, scale * (e.value - half), scale * (e.value + half)};
    if (!(half > 0))
        return format_value(a, (struct estimate){scale * e.value, NAN, NAN}, wait ? "s" : "");
    if (plain)
        return format_value(a, even, wait ? "s" : "");
    if (wait && e.value - half >= 0)
        return format_around(a, even, unit);
    return arena_format(a, "%s ±%s", format_value(a, even, wait ? "s" : ""),
                        format_value(a, (struct estimate){scale * half, 0, 2 * scale * half}, ""));
}

/* "* 8": the best of all; "= 8": what is there now. */
static const char *number_words(const struct comparison_report *r, struct arena *a, size_t i) {
    const struct lanes_answer *x = r->lanes;
    return arena_format(a, "%s%s%zu", i == x->grid->present ? "= " : "",
                        i == x->choice.best ? "* " : "", x->grid->plans[i].lanes);
}

/* A line before the first plan of each form and opening. */
static void section_add(const struct comparison_report *r, struct arena *a, struct table *t,
                        const struct lane_plan *p, const struct lane_plan *last) {
    if (!last || last->form != p->form || last->opening != p->opening)
        table_section(t, comparison_bold(r, a,
                                         arena_format(a, "%s, %s", lane_form_words[p->form],
                                                      lane_opening_words[p->opening])));
}

/* Every plan, with so many columns less their intervals: the least wanted first. */
static void plans_fill(const struct comparison_report *r, struct arena *a, size_t bare,
                       const struct lanes_column *of, struct table *t) {
    static const size_t order[LANES_COLUMNS] = {5, 1, 2, 3, 4, 0, 6};
    const struct comparison *c = r->comparison;
    const struct lane_plan *last = NULL;
    bool standards = c->variants[c->base].results->n_standards > 0, plain[LANES_COLUMNS] = {false};
    for (size_t k = 0; k < bare; k++)
        plain[order[k]] = true;
    for (size_t i = 0; i < c->n; i++) {
        const struct compared *v = &c->variants[i];
        if (!v->results)
            continue;
        section_add(r, a, t, &r->lanes->grid->plans[i], last);
        last = &r->lanes->grid->plans[i];
        table_add(t, "%s", number_words(r, a, i));
        for (size_t k = 0; k < LANES_COLUMNS; k++)
            table_add(t, "%s",
                      cell(a, figure_value(v, &of[k].figure), of[k].figure.unit, plain[k]));
        table_add(t, "%s", standards ? verdict_names[compared_standing(v)] : "");
    }
}

/* Where it would be too wide some columns stand without their intervals, which the other reports
 * have. */
static void plans_table(const struct comparison_report *r, struct arena *a, struct text *out) {
    enum { INDENT = 2 };
    struct lanes_column of[LANES_COLUMNS];
    struct table_column columns[LANES_COLUMNS + 2] = {{"lanes", TABLE_RIGHT}};
    struct table t;
    size_t bare = 0;
    columns_fill(r, of);
    for (size_t k = 0; k < LANES_COLUMNS; k++)
        columns[k + 1] = (struct table_column){of[k].heading, TABLE_RIGHT};
    columns[LANES_COLUMNS + 1] = (struct table_column){"", TABLE_LEFT};
    for (;; bare++) {
        table_init(&t, columns, LANES_COLUMNS + 2);
        plans_fill(r, a, bare, of, &t);
        if (bare == LANES_COLUMNS || INDENT + table_width(&t) <= REPORT_WIDTH)
            break;
        table_fini(&t);
    }
    text_printf(out, "\n%s\n", comparison_bold(r, a, "Every plan"));
    table_print(&t, out, INDENT, REPORT_WIDTH);
    table_fini(&t);
    text_printf(out, "  = what is there now%s%s\n",
                r->lanes->choice.best == SIZE_MAX ? "" : "; * the best of all",
                bare > 0 ? "; all intervals: --json, --out" : "");
}

/* ---- against what is there now ---- */

static void difference_add(const struct comparison_report *r, struct arena *a, struct table *t,
                           const struct compared *v, const struct figure *f) {
    const struct change_finding *x = figure_finding(v, f);
    bool told = x && x->verdict != CHANGE_UNKNOWN;
    table_add(t, "%s", told ? format_difference(a, x->difference, f->unit) : "");
    table_add(t, "%s", told ? verdict_cell(r, a, x) : "");
}

static void differences_table(const struct comparison_report *r, struct arena *a,
                              struct text *out) {
    const struct comparison *c = r->comparison;
    const struct lanes_grid *g = r->lanes->grid;
    const struct figure wait = lanes_figure(g, LANES_WAIT), cost = lanes_figure(g, LANES_COST);
    const struct table_column columns[] = {{"lanes", TABLE_RIGHT},
                                           {"mean wait", TABLE_RIGHT},
                                           {"", TABLE_LEFT},
                                           {g->money ? "cost an hour" : "people", TABLE_RIGHT},
                                           {"", TABLE_LEFT}};
    const struct lane_plan *last = NULL;
    struct table t;
    table_init(&t, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < c->n; i++) {
        if (!c->variants[i].results)
            continue;
        section_add(r, a, &t, &g->plans[i], last);
        last = &g->plans[i];
        table_add(&t, "%s", number_words(r, a, i));
        difference_add(r, a, &t, &c->variants[i], &wait);
        difference_add(r, a, &t, &c->variants[i], &cost);
    }
    const char *base = lane_plan_words(&g->plans[c->base], a);
    base = c->base == g->present ? arena_format(a, "what is there now (%s)", base) : base;
    text_printf(out, "\n%s\n", comparison_bold(r, a, arena_format(a, "Against %s", base)));
    table_print(&t, out, 2, REPORT_WIDTH);
    table_fini(&t);
}

/* ---- how sure ---- */

static void reckoning_print(const struct comparison_report *r, struct arena *a, struct text *out) {
    const struct lanes_grid *g = r->lanes->grid;
    struct text t = {0};
    text_add(&t, g->money
                     ? "cost an hour: all that has a price, lost customers too, over the hours "
                       "open; people whom rules fetch are reckoned by the time they are away "
                       "from their own work, their way included, and not by the day. lost: "
                       "customers given up at lost_customer. "
                     : "people: at the lanes, on average while open; nothing has a price here. "
                       "left: gave up waiting. ");
    text_add(&t, "mean wait: of all who joined a line; 95 % within: of those served at the lanes. "
                 "line seen: people waiting in the line that is joined. balked: saw the line and "
                 "did not join. idle: of the time that people stand at the lanes.");
    if (g->bank)
        text_printf(&t,
                    " self-checkout: the machines '%s' as the scenario has them, and whoever helps "
                    "there; those who pay there count in the mean wait, the line, balked and "
                    "lost.",
                    g->bank);
    text_printf(out, "\n%s\n  ", comparison_bold(r, a, "How this is reckoned"));
    text_wrap(out, text_string(&t), 2, 2, REPORT_WIDTH);
    text_add(out, "\n  ");
    text_wrap(out, r->lanes->grid->effect, 2, 2, REPORT_WIDTH);
    text_add(out, "\n");
    text_fini(&t);
}

void lanes_text(const struct comparison_report *r, struct text *out) {
    struct arena a = {0};
    comparison_head(r, &a, out);
    lanes_answer_print(r, &a, out);
    plans_table(r, &a, out);
    differences_table(r, &a, out);
    reckoning_print(r, &a, out);
    comparison_doubt(r, &a, out);
    arena_fini(&a);
}
