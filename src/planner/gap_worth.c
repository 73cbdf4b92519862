/* SPDX-License-Identifier: GPL-3.0-or-later
 * A straight line through one person more: the gap divided by what one person brings. */
#include "planner/gap_worth.h"

#include <math.h>

#include "planner/one_person.h"
#include "stats/interval.h"

/* The last step's value less the first's. Where a formula is first, its error is that of its
 * inputs, which is small beside the simulation's. */
static struct estimate gap_of(const struct gap *g) {
    const struct estimate *first = &g->steps[0].value, *last = &g->steps[g->n_steps - 1].value;
    double from = first->value;
    return (struct estimate){last->value - from, last->low - from, last->high - from};
}

/* Fewest and most that the two intervals allow together. */
static void people_set(struct gap_worth *w, struct estimate gap) {
    double a = -gap.low / w->effect.low, b = -gap.low / w->effect.high;
    double c = -gap.high / w->effect.low, d = -gap.high / w->effect.high;
    w->people = (struct estimate){-gap.value / w->effect.value, fmin(fmin(a, b), fmin(c, d)),
                                  fmax(fmax(a, b), fmax(c, d))};
}

static bool has_shifts(const struct model *m, uint32_t group) {
    return m->staffing.rosters && m->staffing.rosters[group].n_shifts > 0;
}

static bool is_shown(struct estimate e) {
    return e.low > 0 || e.high < 0;
}

bool gap_worth_find(struct gap *g, const struct model *m, uint32_t station,
                    const struct study_series *as_is, const struct study_options *options,
                    struct diag *d) {
    uint32_t group = largest_group(m, station);
    struct estimate gap = gap_of(g);
    if (group == NONE || !g->steps[0].formula || !isfinite(gap.value) || !is_shown(gap))
        return true;
    struct arena a = {0};
    struct staffing staffing = staffing_with(m, &a, group, 1);
    struct study_options o = *options;
    struct study_series more = {0};
    o.precision = 0;
    o.staffing = &staffing;
    o.n_series = 1;
    o.series = &g->path;
    struct results *r = study_run(m, o, &more, d);
    bool ended = r && r->stopped_by != STOPPED_BY_SIGNAL;
    if (ended && more.replications == as_is->replications) {
        struct interval i =
            paired_ratio_difference(more.numerator, more.denominator, as_is->numerator,
                                    as_is->denominator, more.replications, g->level);
        struct gap_worth w = {.group = arena_string(&g->arena, m->groups[group].name),
                              .when = has_shifts(m, group) ? "in their largest shift"
                                                           : "whenever they work",
                              .effect = {i.value, i.low, i.high}};
        if (is_shown(w.effect)) {
            people_set(&w, gap);
            w.effect = difference_bounded(w.effect, g->unit);
            g->worth = w;
        }
    }
    results_free(r);
    study_series_free(&more);
    arena_fini(&a);
    return ended;
}
