/* SPDX-License-Identifier: GPL-3.0-or-later
 * The plan over the day: people of each group at the desk and scheduled above, what they give,
 * with its target, below. Where weekdays differ, a day of each kind beside the other. */
#include <math.h>

#include "base/csv_write.h"
#include "report/format.h"
#include "report/plot_script.h"
#include "report/plots.h"
#include "report/staff_report.h"

enum { MOST_GOALS = 4, MOST_GROUPS = 8 };
static const char *const group_colours[MOST_GROUPS] = {
    PLOT_SKY, PLOT_ORANGE, PLOT_GREEN, PLOT_PURPLE, PLOT_BLUE, PLOT_PALE, PLOT_RED, PLOT_BLACK};
static const char *const goal_colours[MOST_GOALS] = {PLOT_BLUE, PLOT_RED, PLOT_GREEN, PLOT_PURPLE};

/* Goals judged by interval have a value in each. */
static const struct staff_check *check_of(const struct staff_answer *a, uint32_t goal,
                                          size_t slot) {
    for (size_t c = 0; c < a->n_checks; c++) {
        const struct constraint *k = &a->checks[c].constraint;
        if (k->goal == goal && k->cell == slot_cell(&a->space, slot)) {
            return &a->checks[c];
        }
    }
    return NULL;
}

static bool by_interval(const struct staff_answer *a, uint32_t goal) {
    return goal < a->goals.n && check_of(a, goal, 0) != NULL;
}

static double day_length(const struct staff_answer *a) {
    return a->model->closes - a->model->opens;
}

/* Where a slot stands on the axis: its time of day, later kinds of day moved to the right. */
static double place_of(const struct staff_answer *a, size_t slot) {
    return a->space.at[slot] + (double)(slot / a->space.n_in_day) * day_length(a);
}

static double axis_end(const struct staff_answer *a) {
    return a->model->opens + (double)a->space.kinds.n * day_length(a);
}

/* Kinds of day by name, a line where one begins. */
static void axis_write(FILE *gp, struct plot *p, const struct staff_answer *a) {
    plot_time_axis(gp, p, a->model->opens, axis_end(a));
    if (a->space.kinds.n == 1) {
        return;
    }
    fprintf(gp, "set xlabel \"days from %s to %s\"\nset xtics format \"%%s\" scale 0 (",
            format_clock(&p->arena, a->model->opens), format_clock(&p->arena, a->model->closes));
    for (size_t i = 0; i < a->space.kinds.n; i++) {
        fprintf(gp, "%s\"%s\" %.9g", i ? ", " : "", plan_day_words(&a->space, i, &p->arena),
                a->model->opens + ((double)i + 0.5) * day_length(a));
    }
    fprintf(gp, ")\n");
    for (size_t i = 1; i < a->space.kinds.n; i++) {
        double x = a->model->opens + (double)i * day_length(a);
        fprintf(gp,
                "set arrow %zu from %.9g, graph 0 to %.9g, graph 1 nohead linecolor \"%s\" "
                "linewidth 1\n",
                i, x, x, PLOT_BLACK);
    }
}

static double total_of(const struct staff_answer *a, size_t slot, bool scheduled) {
    double sum = 0;
    for (size_t g = 0; g < a->space.n_groups; g++) {
        double n = a->space.planned[g] ? *plan_at(&a->plan, g, slot) : 0;
        sum += scheduled && a->space.planned[g] ? staff_scheduled(a, g, n) : n;
    }
    return sum;
}

/* start, scheduled, then cumulated people by group, then value, low, high by goal. The last row
 * ends the steps. */
static void data_write(struct plot *p, const struct staff_answer *a) {
    FILE *csv = plot_open(p, ".csv");
    size_t n = a->space.n_slots;
    if (!csv) {
        return;
    }
    fprintf(csv, "start_s,scheduled,cumulated people by group...,value low high by standard...\n");
    for (size_t i = 0; i <= n; i++) {
        size_t slot = i < n ? i : n - 1;
        double sum = 0;
        fprintf(csv, "%.9g,%.9g", i < n ? place_of(a, i) : axis_end(a), total_of(a, slot, true));
        for (size_t g = 0; g < a->space.n_groups; g++) {
            if (a->space.planned[g]) {
                sum += *plan_at(&a->plan, g, slot);
                fprintf(csv, ",%.9g", sum);
            }
        }
        for (uint32_t k = 0; k < MOST_GOALS; k++) {
            if (by_interval(a, k)) {
                struct interval v = check_of(a, k, slot)->value;
                fputc(',', csv);
                csv_number(csv, i < n ? v.value : NAN);
                fputc(',', csv);
                csv_number(csv, i < n ? v.low : NAN);
                fputc(',', csv);
                csv_number(csv, i < n ? v.high : NAN);
            }
        }
        fputc('\n', csv);
    }
    plot_close(p, ".csv", csv);
}

static size_t n_planned(const struct staff_answer *a) {
    size_t n = 0;
    for (size_t g = 0; g < a->space.n_groups; g++) {
        n += a->space.planned[g];
    }
    return n;
}

/* The topmost group is drawn first, so that the others stand before it. */
static void people_panel(FILE *gp, struct plot *p, const struct staff_answer *a, bool alone) {
    size_t column = 2 + n_planned(a), colour = n_planned(a);
    double most = 0;
    for (size_t i = 0; i < a->space.n_slots; i++) {
        most = fmax(most, total_of(a, i, true));
    }
    fprintf(gp, "set tmargin at screen 0.86; set bmargin at screen %s\n", alone ? "0.11" : "0.50");
    if (!alone) {
        fprintf(gp, "unset xlabel; set format x \"\"\n");
    }
    fprintf(gp,
            "set ylabel \"people %s\"\nset yrange [0:%.9g]\nset style fill solid 0.75 noborder\n"
            "set key %s\nplot ",
            staff_where(a), fmax(1, ceil(1.25 * most)),
            column > 6 ? "font \",10\" maxrows 4" : "maxrows 2");
    for (size_t g = a->space.n_groups; g-- > 0;) {
        if (a->space.planned[g]) {
            colour--;
            fprintf(gp,
                    "file using (at($1)):%zu skip 1 with fillsteps linecolor \"%s\" title %s, \\\n"
                    "     ",
                    column--, group_colours[colour % MOST_GROUPS],
                    plot_label(p, a->model->groups[g].name, 24));
        }
    }
    fprintf(gp,
            "file using (at($1)):2 skip 1 with steps linewidth 2 dashtype 2 linecolor \"%s\" "
            "title \"scheduled\"\n\n",
            PLOT_BLACK);
}

static void goals_panel(FILE *gp, struct plot *p, const struct staff_answer *a) {
    size_t column = 3 + n_planned(a);
    double half = a->model->interval / 2;
    fprintf(gp, "set tmargin at screen 0.41; set bmargin at screen 0.11\nset key maxrows 2\n");
    axis_write(gp, p, a);
    plot_share_axis(gp, "simulated");
    double least = 1;
    for (uint32_t k = 0; k < MOST_GOALS && k < a->goals.n; k++) {
        least = by_interval(a, k) ? fmin(least, a->goals.goal[k].target) : least;
    }
    fprintf(gp, "set yrange [%.9g:100]\nplot ", fmax(0, 100 * least - 10));
    for (uint32_t k = 0; k < MOST_GOALS && k < a->goals.n; k++) {
        if (!by_interval(a, k)) {
            continue;
        }
        fprintf(gp,
                "file using (at($1 + %.9g)):(100 * $%zu):(100 * $%zu):(100 * $%zu) skip 1 with "
                "yerrorbars pointtype 7 pointsize 0.5 linewidth 1.5 linecolor \"%s\" title %s, "
                "\\\n     %.9g with lines dashtype 2 linewidth 1.5 linecolor \"%s\" notitle%s",
                half * (1 + 0.15 * k), column, column + 1, column + 2, goal_colours[k],
                plot_label(p, a->goals.goal[k].name, 24), 100 * a->goals.goal[k].target,
                goal_colours[k], k + 1 < MOST_GOALS && by_interval(a, k + 1) ? ", \\\n     " : "");
        column += 3;
    }
    fprintf(gp, "\n");
}

static bool script_write(struct plot *p, const struct staff_answer *a) {
    bool alone = !by_interval(a, 0);
    FILE *gp = plot_open(p, ".gp");
    if (!gp) {
        return false;
    }
    plot_begin(gp, p, "People by group over the day, and what they give.", 1000, 700);
    fprintf(gp, "file = \"%s.csv\"\nset multiplot title %s offset 0,-0.4\n", p->name,
            plot_title(p, "the plan"));
    fprintf(gp, "set lmargin at screen 0.11; set rmargin at screen 0.96\n");
    axis_write(gp, p, a);
    people_panel(gp, p, a, alone);
    if (!alone) {
        goals_panel(gp, p, a);
    }
    fprintf(gp, "unset multiplot\n");
    plot_end(gp);
    plot_close(p, ".gp", gp);
    return !p->failed;
}

bool staff_plot(const struct staff_report *r, struct output *o, const char **script,
                struct diag *d) {
    const struct staff_answer *a = r->answer;
    struct report report = {.scenario = r->scenario, .results = r->levels->at_plan};
    struct plot p = {.report = &report, .output = o, .diag = d, .name = "plan"};
    *script = NULL;
    if (!a->model->steady && a->space.n_slots > 1) {
        data_write(&p, a);
        *script = script_write(&p, a) ? "plan.gp" : NULL;
    }
    bool ok = !p.failed;
    arena_fini(&p.arena);
    return ok;
}
