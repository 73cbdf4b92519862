/* SPDX-License-Identifier: GPL-3.0-or-later
 * What formulas alone would do, beside the plan. */
#include <math.h>

#include "report/format.h"
#include "report/staff_text_parts.h"

double staff_slot_hours(const struct staff_answer *a) {
    return (a->model->steady ? 3600 : a->model->interval) / 3600;
}

/* Whether somebody of the plan takes some of his customers only after they have waited. */
static bool helps_late(const struct staff_answer *a) {
    bool late = false;
    for (size_t g = 0; g < a->space.n_groups; g++) {
        const struct model_group *group = &a->model->groups[g];
        for (uint32_t i = 0; a->space.planned[g] && i < group->n_routes; i++) {
            late = late || group->routes[i].after > 0;
        }
    }
    return late;
}

/* What it is worth that people serve several skills. */
static const char *shared_words(const struct staff_answer *a, struct arena *arena) {
    double saved = 1 - plan_cost(&a->plan) / a->alone_cost;
    if (!a->shares && helps_late(a)) {
        return "nobody serves a second skill at once, and these formulas do not know who helps "
               "after a while, as the simulated plan does";
    }
    return !a->shares ? "nobody serves two skills, so nothing is shared in the plan either"
                      : arena_format(arena, "%s %.1f %%",
                                     saved < 0 ? "by formula, which the simulation does not bear "
                                                 "out; the plan costs more by"
                                               : "sharing saves",
                                     100 * fabs(saved));
}

static void alone_add(const struct staff_answer *a, struct arena *arena, struct text *out) {
    if (isnan(a->alone)) {
        return;
    }
    staff_bullet_add(
        out, arena_format(arena,
                          "Every skill staffed by itself, nobody helping another: %s "
                          "person-hours%s; %s.",
                          format_number(arena, a->alone * staff_slot_hours(a)),
                          a->space.priced
                              ? arena_format(arena, " for %s", format_number(arena, a->alone_cost))
                              : "",
                          shared_words(a, arena)));
}

void staff_theory_add(const struct staff_answer *a, struct arena *arena, struct text *out) {
    if (!a->sipp.value) {
        return;
    }
    text_add(out, "\nTheory beside\n");
    staff_bullet_add(
        out, arena_format(arena,
                          "Erlang's formulas interval by interval (SIPP), each set of skills "
                          "pooled: %s person-hours%s; simulated, it misses %zu of %zu "
                          "conditions. The plan has %s.",
                          format_number(arena, a->sipp.people * staff_slot_hours(a)),
                          a->space.priced
                              ? arena_format(arena, " for %s", format_number(arena, a->sipp.cost))
                              : "",
                          a->sipp.missed, a->n_checks,
                          format_number(arena, plan_people(&a->plan) * staff_slot_hours(a))));
    if (a->sipp.busy > 1) {
        staff_bullet_add(
            out, arena_format(arena,
                              "These formulas were given %s times the mean load, that of the day "
                              "which the share of days asks for.",
                              format_number(arena, a->sipp.busy)));
    }
    if (a->sipp.estimated) {
        staff_bullet_add(out,
                         "The scenario does not state all of that load (people who come again or "
                         "from another station, whom a rule lets in, speeds): there it is "
                         "estimated from simulated days with plenty of staff.");
    }
    if (a->sipp.by_load) {
        staff_bullet_add(out, "For a standard that no formula answers they take the people that "
                              "its work keeps busy, and no more.");
    }
    if (a->sipp.strict > 0) {
        staff_bullet_add(out, "Customers whom the same people serve are one skill to them, which "
                              "goes by the strictest of the standards for any of these customers: "
                              "more people than the others alone would take.");
    }
    if (a->sipp.unasked > 0) {
        staff_bullet_add(out, "Skills without a standard of their own need no formula: here and in "
                              "the plan they keep the people that their work takes.");
    }
    alone_add(a, arena, out);
}
