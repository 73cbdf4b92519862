/* SPDX-License-Identifier: GPL-3.0-or-later
 * A quantile is judged as a share: "wait_p90 at most 30 s" is "at least 90 % within 30 s". So every
 * goal is linear in counts, and its slack has a mean and a variance. */
#include "planner/goals.h"

#include <math.h>
#include <string.h>

#include "base/nearest.h"
#include "base/text.h"
#include "base/units.h"
#include "observe/counters.h"

/* ---- reading ---- */

static bool begins(const char *text, const char *with) {
    return strncmp(text, with, strlen(with)) == 0;
}

/* wait_p90: of the row named wait_p. */
static bool is_quantile_of(const char *name, const struct gauge_measure *row) {
    size_t length = strlen(row->name);
    return row->name[length - 1] == 'p' && begins(name, row->name) && name[length] >= '0' &&
           name[length] <= '9';
}

static const struct gauge_measure *gauge_measure_find(const char *name) {
    for (size_t i = 0; i < n_gauge_measures; i++) {
        if (strcmp(gauge_measures[i].name, name) == 0 || is_quantile_of(name, &gauge_measures[i])) {
            return &gauge_measures[i];
        }
    }
    return NULL;
}

static void standard_path(const struct goal *g, struct path at[2]) {
    at[0] = (struct path){.key = "standards"};
    at[1] = (struct path){.parent = &at[0], .key = g->name};
}

static bool measure_refused(const struct goal *g, struct diag *d) {
    struct path at[2];
    struct text list = {0};
    standard_path(g, at);
    for (size_t i = 0; i < n_gauge_measures; i++) {
        const char *name = gauge_measures[i].name;
        bool quantile = name[strlen(name) - 1] == 'p';
        text_printf(&list, "%s%s%s", i ? ", " : "", name, quantile ? "50...99" : "");
    }
    diag_error(d, &at[1],
               "no staffing is planned for '%s'; leave this standard out with --standard, or use "
               "one of: %s",
               g->measure, text_string(&list));
    text_fini(&list);
    return false;
}

static bool interval_refused(const struct goal *g, struct diag *d) {
    struct path at[2];
    standard_path(g, at);
    return diag_error(d, &at[1], "'%s' is known of whole days only: leave out 'per', or --per day",
                      g->measure);
}

/* Quantiles become shares. */
static void quantile_turn(struct goal *g, const struct measure *m) {
    g->quantile = true;
    g->within = g->asked;
    g->target = m->argument;
    g->at_least = true;
}

static bool goal_of(struct goal *g, const struct layout *l, uint32_t standard,
                    const struct goal_options *o, struct gauge_goal *gauge, struct diag *d) {
    const struct model_standard *s = &l->model->standards[standard];
    const struct layout_standard *at = &l->standards[standard];
    *g = (struct goal){.name = s->name,
                       .measure = at->by_measure ? measures[at->measure.measure].name
                                                 : service_level_names[s->as_read->formula],
                       .unit = "share",
                       .standard = standard,
                       .station = s->station,
                       .target = at->target,
                       .asked = at->target,
                       .at_least = at->at_least,
                       .within = HUGE_VAL,
                       .per = o->per >= 0 ? (enum standard_per)o->per : s->as_read->per,
                       .on_days =
                           o->per >= 0 || !isnan(o->on_days) ? o->on_days : s->as_read->on_days};
    const struct gauge_measure *m = gauge_measure_find(g->measure);
    if (!m || at->measure.daily) {
        return measure_refused(g, d);
    }
    if (!at->by_measure) {
        g->within = s->threshold;
        g->target = g->asked = isnan(o->target) ? g->target : o->target;
    } else {
        g->unit = measures[at->measure.measure].unit;
        g->within = m->self_served ? 20 : HUGE_VAL;
    }
    if (strcmp(m->name, g->measure) != 0) {
        quantile_turn(g, &measures[at->measure.measure]);
    }
    if (strcmp(m->name, "settled_strain") == 0 && g->per == PER_INTERVAL) {
        /* Asked of all together, it is meant for those that intervals can judge. */
        g->per = s->as_read->per;
        if (g->per == PER_INTERVAL) {
            return interval_refused(g, d);
        }
    }
    *gauge = (struct gauge_goal){m, at->row, g->within, g->per == PER_INTERVAL};
    return true;
}

/* What all costs, or a timed stretch: judged under a plan for the others. */
static bool is_watched(const struct layout *l, uint32_t standard) {
    const struct layout_standard *at = &l->standards[standard];
    return at->stretch ||
           (at->by_measure && strcmp(measures[at->measure.measure].name, "cost") == 0);
}

static bool named(const struct goal_options *o, const char *name) {
    for (size_t i = 0; i < o->n_names; i++) {
        if (strcmp(o->names[i], name) == 0) {
            return true;
        }
    }
    return o->n_names == 0;
}

static bool names_known(const struct model *m, const struct goal_options *o, struct diag *d) {
    bool ok = true;
    struct arena a = {0};
    for (size_t i = 0; i < o->n_names; i++) {
        struct nearest near = {.word = o->names[i]};
        const char *known = "";
        bool found = false;
        for (uint32_t k = 0; k < m->n_standards; k++) {
            known = arena_format(&a, "%s%s'%s'", known, k ? ", " : "", m->standards[k].name);
            found = found || strcmp(m->standards[k].name, o->names[i]) == 0;
            nearest_offer(&near, m->standards[k].name);
        }
        if (!found && near.best) {
            ok = diag_error_at(d, "--standard", 0, 0, "unknown standard '%s'; did you mean '%s'?",
                               o->names[i], near.best);
        } else if (!found) {
            ok = diag_error_at(d, "--standard", 0, 0, "unknown standard '%s'; the scenario has %s",
                               o->names[i], m->n_standards ? known : "none");
        }
    }
    arena_fini(&a);
    return ok;
}

/* Whether no two goals ask opposite things of the same measure. */
static bool targets_agree(const struct goals *g, struct diag *d) {
    bool ok = true;
    for (size_t i = 0; i < g->n; i++) {
        for (size_t k = 0; k < g->n; k++) {
            const struct goal *floor = &g->goal[i], *ceiling = &g->goal[k];
            bool same = g->gauges[i].measure == g->gauges[k].measure &&
                        g->gauges[i].row == g->gauges[k].row && !floor->quantile &&
                        !ceiling->quantile && !(fabs(floor->within - ceiling->within) > 0);
            if (same && floor->at_least && !ceiling->at_least && floor->target > ceiling->target) {
                struct path at[2];
                standard_path(floor, at);
                ok =
                    diag_error(d, &at[1],
                               "asks for %s of at least %.6g, and '%s' for at most %.6g of the "
                               "same: no staffing can do both; change one of them, or plan for one "
                               "with --standard",
                               floor->measure, floor->asked, ceiling->name, ceiling->asked);
            }
        }
    }
    return ok;
}

bool goals_read(struct goals *g, const struct model *m, const struct layout *l,
                struct goal_options options, struct diag *d) {
    struct path at = {.key = "standards"};
    *g = (struct goals){0};
    if (m->n_standards == 0) {
        return diag_error(d, &at,
                          "there is no standard to plan for; for example "
                          "--set 'standards.80/20={\"share\": 0.8, \"within\": \"20s\"}'");
    }
    g->goal = arena_array(&g->arena, m->n_standards, sizeof *g->goal);
    g->watched = arena_array(&g->arena, m->n_standards, sizeof *g->watched);
    g->gauges = arena_array(&g->arena, m->n_standards, sizeof *g->gauges);
    bool ok = names_known(m, &options, d);
    for (uint32_t i = 0; i < m->n_standards; i++) {
        if (!named(&options, m->standards[i].name)) {
            continue;
        }
        if (is_watched(l, i)) {
            g->watched[g->n_watched++] = i;
        } else {
            bool good = goal_of(&g->goal[g->n], l, i, &options, &g->gauges[g->n], d);
            g->n += good;
            ok = ok && good;
        }
    }
    if (ok && g->n == 0) {
        return diag_error(d, &at,
                          "no people are needed for a limit of cost, and none are searched for a "
                          "timed stretch: these are judged under a plan for others, so add a "
                          "standard of answers, waits, abandonment, occupancy, "
                          "fatigue or strain");
    }
    return ok && targets_agree(g, d);
}

void goals_fini(struct goals *g) {
    arena_fini(&g->arena);
    *g = (struct goals){0};
}

/* ---- words ---- */

static void amount_add(struct text *t, const struct goal *g, double amount) {
    if (strcmp(g->unit, "share") == 0) {
        text_printf(t, "%.6g %%", 100 * amount);
    } else {
        duration_add(t, amount);
    }
}

static void often_add(struct text *t, const struct goal *g) {
    text_add(t, g->per == PER_INTERVAL ? ", in every interval" : "");
    if (isnan(g->on_days)) {
        text_add(t, g->per == PER_INTERVAL ? "" : ", over all days");
    } else if (fabs(10 * g->on_days - round(10 * g->on_days)) < 1e-9) {
        text_printf(t, ", %.0f days of 10", 10 * g->on_days);
    } else {
        text_printf(t, ", on %.6g %% of days", 100 * g->on_days);
    }
}

const char *goal_question(const struct goal *g, const struct model *m, struct arena *a) {
    const struct standard *s = m->standards[g->standard].as_read;
    struct text t = {0};
    if (!s->measure) {
        amount_add(&t, g, g->target);
        text_add(&t, " answered within ");
        duration_add(&t, g->within);
    } else {
        text_printf(&t, "%s %s ", s->measure, isnan(s->at_most) ? "at least" : "at most");
        amount_add(&t, g, g->asked);
    }
    const char *whom = s->of_class ? s->of_class : s->of_tier ? s->of_tier : s->of_skill;
    if (s->at) {
        text_printf(&t, " at %s", s->at);
    }
    if (whom) {
        text_printf(&t, " for %s", whom);
    }
    if (!s->measure) {
        text_printf(&t, " (%s)", g->measure + strlen("service_level_"));
    }
    often_add(&t, g);
    const char *out = arena_string(a, text_string(&t));
    text_fini(&t);
    return out;
}

/* ---- constraints ---- */

const char *constraint_target_words(const struct goals *g, const struct constraint *c,
                                    struct arena *a) {
    const struct goal *of = &g->goal[c->goal];
    bool share = c->by_days || of->quantile || strcmp(of->unit, "share") == 0;
    double asked = c->by_days ? of->on_days : of->target;
    return share ? arena_format(a, "%.10g %%", 100 * asked) : arena_format(a, "%.10g s", asked);
}

const struct constraint *constraints_of(const struct goals *g, const struct model *m, size_t *n,
                                        struct arena *a) {
    size_t cells = day_kinds_of(m).n * (m->n_intervals + 1), used = 0;
    struct constraint *all = arena_array(a, g->n * cells, sizeof *all);
    for (uint32_t i = 0; i < g->n; i++) {
        bool by_days = !isnan(g->goal[i].on_days);
        if (by_days || g->goal[i].per != PER_INTERVAL) {
            all[used++] = (struct constraint){i, ALL_CELLS, by_days};
            continue;
        }
        for (size_t k = 0; k < cells; k++) {
            all[used++] = (struct constraint){i, k, false};
        }
    }
    *n = used;
    return all;
}

struct gauge_ratio goal_ratio(const struct evaluator *e, const struct sample *s, uint32_t goal,
                              size_t cell, size_t replication) {
    struct gauge_ratio sum = {0, 0};
    size_t cells = evaluator_cells(e), first = cell == ALL_CELLS ? 0 : cell % cells;
    size_t end = cell == ALL_CELLS ? cells : first + 1;
    for (size_t day = 0; day < evaluator_days(e); day++) {
        if (cell != ALL_CELLS && evaluator_kind(e, day) != cell / cells) {
            continue;
        }
        const struct gauge_ratio *r = sample_at(e, s, replication, day, goal);
        for (size_t k = first; k < end; k++) {
            sum.top += r[k].top;
            sum.bottom += r[k].bottom;
        }
    }
    return sum;
}

static bool meets(const struct goal *g, struct gauge_ratio r) {
    double value = r.top / r.bottom;
    return g->at_least ? value >= g->target : value <= g->target;
}

/* As a standard is judged: an interval to which nobody came meets, a day to which nobody came is
 * not judged. -1: not judged. */
static int day_meets(const struct goal *g, const struct gauge_ratio *r, size_t cells) {
    struct gauge_ratio sum = {0, 0};
    int verdict = -1;
    for (size_t k = 0; k < cells; k++) {
        if (g->per == PER_INTERVAL && r[k].bottom > 0) {
            verdict = verdict != 0 && meets(g, r[k]);
        }
        sum.top += r[k].top;
        sum.bottom += r[k].bottom;
    }
    if (g->per != PER_INTERVAL && sum.bottom > 0) {
        verdict = meets(g, sum);
    }
    return verdict;
}

struct gauge_ratio goal_days(const struct goals *g, const struct evaluator *e,
                             const struct sample *s, uint32_t goal, size_t replication) {
    struct gauge_ratio sum = {0, 0};
    for (size_t day = 0; day < evaluator_days(e); day++) {
        int verdict =
            day_meets(&g->goal[goal], sample_at(e, s, replication, day, goal), evaluator_cells(e));
        sum.top += verdict > 0;
        sum.bottom += verdict >= 0;
    }
    return sum;
}

static double slack_of(double target, bool at_least, struct gauge_ratio r) {
    double above = r.top - target * r.bottom;
    return at_least ? above : -above;
}

double constraint_slack(const struct goals *g, const struct evaluator *e, const struct sample *s,
                        const struct constraint *c, size_t replication) {
    const struct goal *goal = &g->goal[c->goal];
    if (c->by_days) {
        return slack_of(goal->on_days, true, goal_days(g, e, s, c->goal, replication));
    }
    return slack_of(goal->target, goal->at_least, goal_ratio(e, s, c->goal, c->cell, replication));
}

struct moments constraint_moments(const struct goals *g, const struct evaluator *e,
                                  const struct sample *s, const struct constraint *c, size_t n) {
    struct moments m = {0};
    for (size_t i = 0; i < n; i++) {
        struct gauge_ratio r =
            c->by_days ? goal_days(g, e, s, c->goal, i) : goal_ratio(e, s, c->goal, c->cell, i);
        moments_add(&m, constraint_slack(g, e, s, c, i), r.bottom);
    }
    return m;
}

struct interval goal_interval_within(const struct goal *g, struct interval i) {
    if (strcmp(g->unit, "share") == 0) {
        i.low = fmax(0, i.low);
        i.high = fmin(1, i.high);
    }
    return i;
}
