/* SPDX-License-Identifier: GPL-3.0-or-later
 * What lanes answers: the best plan, and by how much it is better than the best of each other form,
 * on days that had no part in choosing it. */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/table.h"
#include "report/format.h"
#include "report/lanes_parts.h"

/* "95.3 (94.1-96.5) an hour", "4.2 people". */
static const char *cost_words(const struct lanes_grid *g, struct arena *a, struct estimate e) {
    return arena_format(a, "%s %s", format_estimate(a, e, ""), g->money ? "an hour" : "people");
}

static const char *standards_words(const struct results *r, struct arena *a) {
    return r->n_standards == 1 ? arena_format(a, "'%s'", r->standards[0].name) : "every standard";
}

/* What the grid's own days say. */
static void choice_add(const struct comparison_report *r, struct arena *a, struct text *t) {
    const struct lanes_answer *x = r->lanes;
    const struct compared *v = &r->comparison->variants[x->choice.best];
    const char *plan = lane_plan_words(&x->grid->plans[x->choice.best], a);
    const char *cost = cost_words(x->grid, a, v->sums[LANES_COST].value);
    if (x->choice.meets)
        text_printf(t, "%s: of %zu plans the cheapest that meets %s, %s.", plan, x->grid->n,
                    standards_words(v->results, a), cost);
    else if (v->results->n_standards == 0)
        text_printf(t, "%s: of %zu plans the cheapest, %s. No standard is set that it could miss.",
                    plan, x->grid->n, cost);
    else
        text_printf(t,
                    "None of %zu plans is known to meet %s with these days. The cheapest of all: "
                    "%s, %s.",
                    x->grid->n, standards_words(v->results, a), plan, cost);
}

/* What other days say of it. */
static void fresh_add(const struct comparison_report *r, struct arena *a, struct text *t) {
    const struct lanes_answer *x = r->lanes;
    const struct compared *v = &x->fresh->variants[0];
    text_printf(t, " On %zu other %s, which had no part in the choice: %s", v->results->days,
                v->results->steady ? "runs" : "days",
                cost_words(x->grid, a, v->sums[LANES_COST].value));
    for (size_t i = 0; i < v->results->n_standards; i++) {
        const struct standard_result *s = &v->results->standards[i];
        bool judged = s->verdict != VERDICT_NOT_JUDGED;
        text_printf(t, "; %s %s%s%s", s->name, judged ? format_estimate(a, s->value, s->unit) : "",
                    judged ? ", " : "", verdict_names[s->verdict]);
    }
    text_add(t, ".");
}

/* "costs 11 (8 to 14) less an hour than ...": of the best, against another leader. */
static const char *against_words(const struct comparison_report *r, struct arena *a, size_t i) {
    const struct lanes_answer *x = r->lanes;
    const struct change_finding *f = &x->fresh->variants[i].sums[LANES_COST].change;
    const char *other = lane_plan_words(&x->grid->plans[x->leaders[i]], a);
    const char *unit = x->grid->money ? "an hour" : "people";
    double sign = f->difference.value < 0 ? -1 : 1;
    struct estimate d = {sign * f->difference.value,
                         sign < 0 ? -f->difference.high : f->difference.low,
                         sign < 0 ? -f->difference.low : f->difference.high};
    const char *now = x->leaders[i] == x->grid->present ? ", as it is now" : "";
    if (f->verdict == CHANGE_UNKNOWN)
        return NULL;
    if (f->verdict == CHANGE_NONE)
        return arena_format(a, "as much as %s%s.", other, now);
    return arena_format(
        a, "%s %s %s than %s%s (%.4g %% interval %s to %s)%s.", format_value(a, d, ""), unit,
        sign < 0 ? "more" : "less", other, now, 100 * x->fresh->difference_level,
        format_value(a, (struct estimate){d.low, d.low, d.low + d.high - d.low}, ""),
        format_value(a, (struct estimate){d.high, d.low, d.high}, ""),
        f->verdict == CHANGE_NOT_SHOWN ? ": no difference shown" : "");
}

static void lines_print(const struct comparison_report *r, struct arena *a, struct text *out) {
    const struct lanes_answer *x = r->lanes;
    const char *what = x->grid->money ? "costs" : "needs";
    bool begun = false;
    for (size_t i = 1; i < x->n_leaders; i++) {
        const char *words = x->fresh->variants[i].results ? against_words(r, a, i) : NULL;
        if (!words)
            continue;
        if (!begun)
            text_printf(out, "\n  It %s\n", what);
        begun = true;
        text_add(out, "  - ");
        text_wrap(out, words, 4, 4, REPORT_WIDTH);
        text_add(out, "\n");
    }
}

/* The forms of which nothing meets. */
static void without_add(const struct comparison_report *r, struct arena *a, struct text *t) {
    const struct lanes_grid *g = r->lanes->grid;
    const struct comparison *c = r->comparison;
    const char *what = standards_words(c->variants[c->base].results, a);
    for (size_t i = 0; r->lanes->choice.meets && i < g->n; i++) {
        const struct lane_plan *p = &g->plans[i];
        bool first =
            i == 0 || g->plans[i - 1].form != p->form || g->plans[i - 1].opening != p->opening;
        if (first && r->lanes->choice.of[p->form][p->opening] == SIZE_MAX)
            text_printf(t, " No plan with %s, %s, is known to meet %s.", lane_form_words[p->form],
                        lane_opening_words[p->opening], what);
    }
}

void lanes_answer_print(const struct comparison_report *r, struct arena *a, struct text *out) {
    const struct lanes_answer *x = r->lanes;
    struct text t = {0};
    if (x->choice.best == SIZE_MAX)
        text_add(&t,
                 "Nothing is promised here and nothing has a price, so that no plan is the best: "
                 "give 'standards', or 'money' with lost_customer or waiting.");
    else
        choice_add(r, a, &t);
    if (x->fresh)
        fresh_add(r, a, &t);
    without_add(r, a, &t);
    text_add(out, "\n  ");
    text_wrap(out, text_string(&t), 2, 2, REPORT_WIDTH);
    text_add(out, "\n");
    if (x->fresh)
        lines_print(r, a, out);
    text_fini(&t);
}
