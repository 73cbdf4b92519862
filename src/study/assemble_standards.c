/* SPDX-License-Identifier: GPL-3.0-or-later
 * Standards: the question in words, the answer, the verdict. */
#include <math.h>
#include <string.h>

#include "base/text.h"
#include "base/units.h"
#include "study/assemble.h"

const char *const verdict_names[] = {"met", "missed", "not sure", "not judged"};

static const char *const formula_words[5] = {
    [FORMULA_ANSWERED] = "answered", [FORMULA_OFFERED] = "offered", [FORMULA_IGNORE] = "ignore",
    [FORMULA_POSITIVE] = "positive", [FORMULA_SHORT] = "short",
};
static const char *const moment_words[] = {"joined", "started", "ended"};

/* "seated.joined" or "the latest of a.ended and b.ended". */
static void moments_add_words(struct text *t, const struct moment_of *list, size_t n) {
    text_add(t, n > 1 ? "the latest of " : "");
    for (size_t i = 0; i < n; i++) {
        text_printf(t, "%s%s%s%s.%s",
                    i == 0      ? ""
                    : i + 1 < n ? ", "
                                : " and ",
                    list[i].label, list[i].task ? "/" : "", list[i].task ? list[i].task : "",
                    moment_words[list[i].moment]);
    }
}

static void share_add(struct text *t, double share) {
    text_printf(t, "%.6g %%", 100 * share);
}

static void whom_add(struct text *t, const struct standard *s) {
    const char *whom = s->of_class ? s->of_class : s->of_tier ? s->of_tier : s->of_skill;
    if (s->at) {
        text_printf(t, " at %s", s->at);
    }
    if (whom) {
        text_printf(t, " for %s", whom);
    }
}

static void amount_add(struct text *t, const char *unit, double amount) {
    if (strcmp(unit, "share") == 0) {
        share_add(t, amount);
    } else if (strcmp(unit, "s") == 0) {
        duration_add(t, amount);
    } else {
        text_printf(t, "%.6g", amount);
    }
}

static void how_often_add(struct text *t, const struct standard *s) {
    text_add(t, s->per == PER_INTERVAL ? ", in every interval" : "");
    if (!isnan(s->on_days) && fabs(10 * s->on_days - round(10 * s->on_days)) < 1e-9) {
        text_printf(t, ", %.0f days of 10", 10 * s->on_days);
    } else if (!isnan(s->on_days)) {
        text_add(t, ", on ");
        share_add(t, s->on_days);
        text_add(t, " of days");
    }
}

/* "80 % answered within 20 s at phones (ignore), 9 days of 10" */
static const char *question(struct results *r, uint32_t i) {
    const struct layout_standard *l = &r->layout->standards[i];
    const struct standard *s = r->layout->model->standards[i].as_read;
    struct text t = {0};
    if (l->by_measure) {
        text_printf(&t, "%s", s->measure);
        whom_add(&t, s);
        text_add(&t, l->at_least ? " at least " : " at most ");
        amount_add(&t, measures[l->measure.measure].unit, l->target);
    } else {
        share_add(&t, s->share);
        if (l->stretch) {
            text_add(&t, " from ");
            moments_add_words(&t, s->from, s->n_from);
            text_add(&t, " to ");
            moments_add_words(&t, s->to, s->n_to);
        } else {
            text_add(&t, " answered");
        }
        text_add(&t, " within ");
        duration_add(&t, r->layout->model->standards[i].threshold);
        whom_add(&t, s);
        if (!l->stretch) {
            text_printf(&t, " (%s)", formula_words[s->formula]);
        }
    }
    how_often_add(&t, s);
    const char *out = arena_string(&r->arena, text_string(&t));
    text_fini(&t);
    return out;
}

static enum verdict judge(struct estimate e, double target, bool at_least) {
    if (isnan(e.value)) {
        return VERDICT_NOT_JUDGED;
    }
    double worst = at_least ? e.low : -e.high, best = at_least ? e.high : -e.low;
    double asked = at_least ? target : -target;
    if (worst >= asked) {
        return VERDICT_MET;
    }
    return best < asked ? VERDICT_MISSED : VERDICT_NOT_SURE;
}

static void standard_assemble(struct results *r, uint32_t i) {
    const struct layout_standard *l = &r->layout->standards[i];
    const struct standard *s = r->layout->model->standards[i].as_read;
    struct standard_result *to = &r->standards[i];
    *to = (struct standard_result){.name = r->layout->model->standards[i].name,
                                   .question = question(r, i),
                                   .formula = NULL,
                                   .unit = "share",
                                   .target = l->target,
                                   .at_least = l->at_least,
                                   .on_days = s->on_days};
    if (l->by_measure) {
        to->unit = measures[l->measure.measure].unit;
    } else if (!l->stretch) {
        to->formula = service_level_names[s->formula];
    }
    to->value = estimate_of(pool_standard_value(r->pool, i, r->level));
    to->p_day_meets = estimate_of(pool_standard_days(r->pool, i, r->level));
    bool by_days = !isnan(s->on_days) && !isnan(to->p_day_meets.value);
    to->verdict = by_days ? judge(to->p_day_meets, s->on_days, true)
                          : judge(to->value, l->target, l->at_least);
    for (int f = 0; f < 5; f++) {
        to->formulas[f] =
            estimate_of(pool_standard_formula(r->pool, i, (enum service_level_formula)f, r->level));
    }
}

void assemble_standards(struct results *r) {
    r->n_standards = r->layout->model->n_standards;
    r->standards = arena_array(&r->arena, r->n_standards, sizeof *r->standards);
    for (uint32_t i = 0; i < r->n_standards; i++) {
        standard_assemble(r, i);
    }
}
