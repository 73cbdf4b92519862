/* SPDX-License-Identifier: GPL-3.0-or-later
 * Which figures of variants are shown, and where they stand in what was found. */
#include "report/comparison_report.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

static const struct estimate none = {NAN, NAN, NAN};

static size_t standard_index(const struct compared *c, const char *name) {
    for (size_t i = 0; c->results && i < c->results->n_standards; i++)
        if (strcmp(c->results->standards[i].name, name) == 0)
            return i;
    return SIZE_MAX;
}

struct estimate figure_value(const struct compared *c, const struct figure *f) {
    if (f->of == FIGURE_ROW) {
        const struct result_row *row = compared_row(c, f->kind, f->name);
        return row ? row->estimates[f->measure] : none;
    }
    if (f->of == FIGURE_LANES)
        return c->sums ? c->sums[f->measure].value : none;
    size_t i = standard_index(c, f->name);
    if (i == SIZE_MAX)
        return none;
    const struct standard_result *s = &c->results->standards[i];
    return f->of == FIGURE_STANDARD ? s->value : s->p_day_meets;
}

const struct change_finding *figure_finding(const struct compared *c, const struct figure *f) {
    if (f->of == FIGURE_ROW)
        return compared_finding(c, f->kind, f->name, f->measure);
    if (f->of == FIGURE_LANES)
        return c->sums && c->rows ? &c->sums[f->measure].change : NULL;
    size_t i = standard_index(c, f->name);
    if (i == SIZE_MAX || !c->standards)
        return NULL;
    return f->of == FIGURE_STANDARD ? &c->standards[i].value : &c->standards[i].days;
}

/* ---- choosing ---- */

struct figures {
    const struct comparison_report *report;
    struct arena *arena;
    struct figure *list;
    size_t n, capacity;
};

/* Whether any variant has it, and, unless all are wanted, it is nought not everywhere. */
static bool tells(const struct figures *x, const struct figure *f, bool noughts) {
    const struct comparison *c = x->report->comparison;
    for (size_t i = 0; i < c->n; i++) {
        double value = figure_value(&c->variants[i], f).value;
        if (!isnan(value) && (noughts || value != 0))
            return true;
    }
    return false;
}

static void figure_add(struct figures *x, struct figure f, bool noughts) {
    if (!tells(x, &f, noughts))
        return;
    if (x->n == x->capacity) {
        size_t capacity = x->capacity ? 2 * x->capacity : 32;
        struct figure *list = arena_array(x->arena, capacity, sizeof *list);
        memcpy(list, x->list ? x->list : list, x->n * sizeof *list);
        x->list = list;
        x->capacity = capacity;
    }
    x->list[x->n++] = f;
}

static void row_figure_add(struct figures *x, const struct result_row *row, const char *measure,
                           const char *title, bool noughts) {
    size_t i = measure_find(measure);
    figure_add(x,
               (struct figure){.of = FIGURE_ROW,
                               .kind = row->kind,
                               .name = row->name,
                               .measure = i,
                               .title = title,
                               .unit = measures[i].unit},
               noughts);
}

static void standards_add(struct figures *x, const struct results *r) {
    for (size_t i = 0; i < r->n_standards; i++) {
        const struct standard_result *s = &r->standards[i];
        const char *by = s->formula ? arena_format(x->arena, ", %s", s->formula) : "";
        figure_add(x,
                   (struct figure){.of = FIGURE_STANDARD,
                                   .name = s->name,
                                   .title = arena_format(x->arena, "%s%s", s->name, by),
                                   .unit = s->unit},
                   true);
        figure_add(
            x,
            (struct figure){.of = FIGURE_DAYS,
                            .name = s->name,
                            .title = arena_format(x->arena, "%s: share of days it holds", s->name),
                            .unit = "share"},
            true);
    }
}

/* Where visits take as long as a crew needs, or a fleet comes round the sooner, what gets done is
 * itself a result. */
static void throughput_add(struct figures *x, const struct results *r) {
    const struct model *m = r->layout->model;
    bool fleet = false, crew = false;
    for (uint32_t i = 0; i < m->n_sources; i++)
        fleet = fleet || m->sources[i].as_read->kind == ARRIVAL_FLEET;
    for (uint32_t i = 0; i < m->n_stations; i++)
        crew = crew || m->stations[i].crew;
    if (fleet || crew)
        row_figure_add(x, results_row(r, ROW_TOTAL, ""), "offered", "offered a day", false);
    for (uint32_t i = 0; i < m->n_stations; i++) {
        const char *name = m->stations[i].name;
        const struct result_row *row = results_row(r, ROW_STATION, name);
        if (m->stations[i].crew) {
            row_figure_add(x, row, "completed",
                           arena_format(x->arena, "finished a day at %s", name), false);
            row_figure_add(x, row, "sojourn", arena_format(x->arena, "stay at %s", name), false);
        }
    }
}

static void main_add(struct figures *x, const struct results *r) {
    bool mixed = report_machines_served(r);
    const struct {
        const char *measure, *title;
    } rows[] = {{"mean_wait", "mean wait"},
                {"asa", mixed ? "asa (waits of those served or helped by staff)"
                              : "asa (waits of the served)"},
                {"wait_p90", mixed ? "9 in 10 served or helped by staff wait at most"
                                   : "9 in 10 served wait at most"},
                {"abandonment", "abandoned"},
                {"blocking", "blocked"},
                {"balking", "balked"},
                {"felt_wait", "felt wait of the served"},
                {"score", "score of contacts"},
                {"hostile_per_shift", "hostile customers in eight hours' duty"},
                {"fatigue", "fatigue of staff"},
                {"settled_strain", "strain led to"},
                {"settled_quits", "leavers a year then, for each person"},
                {"occupancy", "occupancy"}};
    static const char *const money[][2] = {
        {"cost", "cost a day"}, {"cost_staff", "of it staff"}, {"value", "value of the helped"}};
    const struct result_row *total = results_row(r, ROW_TOTAL, "");
    throughput_add(x, r);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        row_figure_add(x, total, rows[i].measure, rows[i].title, false);
    size_t groups = 0;
    for (size_t i = 0; i < r->n_rows; i++)
        groups += r->rows[i].kind == ROW_GROUP;
    for (size_t i = 0; groups > 1 && i < r->n_rows; i++)
        if (r->rows[i].kind == ROW_GROUP)
            row_figure_add(x, &r->rows[i], "occupancy",
                           arena_format(x->arena, "occupancy of %s", r->rows[i].name), false);
    for (size_t i = 0; i < sizeof money / sizeof *money; i++)
        row_figure_add(x, total, money[i][0], money[i][1], false);
}

static const char *row_title(struct arena *a, const struct result_row *row, const char *measure) {
    if (row->kind == ROW_TOTAL)
        return arena_format(a, "total.%s", measure);
    return arena_format(a, "%s.%s.%s", row_kind_sections[row->kind], row->name, measure);
}

/* The base's, then what only later variants have. */
static void everything_add(struct figures *x) {
    const struct comparison *c = x->report->comparison;
    for (size_t v = 0; v < c->n; v++) {
        const struct results *r = c->variants[v].results;
        for (size_t i = 0; r && i < r->n_rows; i++) {
            const struct result_row *row = &r->rows[i];
            bool new = v == c->base || !compared_row(&c->variants[c->base], row->kind, row->name);
            for (size_t m = 0; new &&m < n_measures; m++)
                row_figure_add(x, row, measures[m].name, row_title(x->arena, row, measures[m].name),
                               true);
        }
    }
}

struct figure lanes_figure(const struct lanes_grid *g, enum lanes_sum which) {
    const struct sum_ratio *x = &g->sums[which];
    return (struct figure){.of = FIGURE_LANES,
                           .name = g->station,
                           .measure = which,
                           .title = x->name,
                           .unit = x->unit};
}

const struct figure *figures_choose(const struct comparison_report *r, bool all, struct arena *a,
                                    size_t *n) {
    struct figures x = {.report = r, .arena = a};
    const struct results *base = r->comparison->variants[r->comparison->base].results;
    for (unsigned i = 0; r->lanes && i < LANES_SUMS; i++)
        figure_add(&x, lanes_figure(r->lanes->grid, (enum lanes_sum)i), true);
    standards_add(&x, base);
    if (all)
        everything_add(&x);
    else
        main_add(&x, base);
    *n = x.n;
    return x.list;
}

/* ---- deciding ---- */

static double total_value(const struct compared *c, const char *measure) {
    return report_estimate(compared_row(c, ROW_TOTAL, ""), measure).value;
}

const char *cost_measure(const struct comparison *c) {
    for (size_t i = 0; i < c->n; i++)
        if (c->variants[i].results && total_value(&c->variants[i], "cost") != 0)
            return "cost";
    return "staffed";
}

size_t cheapest_that_meets(const struct comparison *c) {
    const char *cost = cost_measure(c);
    size_t best = SIZE_MAX;
    for (size_t i = 0; i < c->n; i++) {
        double here = compared_meets(&c->variants[i]) ? total_value(&c->variants[i], cost) : NAN;
        if (!isnan(here) && (best == SIZE_MAX || here < total_value(&c->variants[best], cost)))
            best = i;
    }
    return best;
}
