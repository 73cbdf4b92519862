/* SPDX-License-Identifier: GPL-3.0-or-later
 * How sure the answer is: what other days have shown of the plan and of one fewer. */
#include <math.h>

#include "report/format.h"
#include "report/staff_text_parts.h"

/* Neighbours of a slot, or of a stretch of them, in a state; -1: in any. */
static size_t neighbours_in(const struct staff_answer *a, bool stretches, int state) {
    size_t n = 0;
    for (size_t i = 0; i < a->n_neighbours; i++) {
        const struct staff_neighbour *nb = &a->neighbours[i];
        n += (nb->n_slots > 1) == stretches && (state < 0 || (int)nb->state == state);
    }
    return n;
}

/* Slots in which one fewer was shown neither to fail nor to meet. */
static const char *open_words(const struct staff_answer *a, struct arena *arena) {
    enum { MOST_NAMED = 12 };
    const char *words = "";
    size_t named = 0, open = neighbours_in(a, false, NEIGHBOUR_OPEN);
    for (size_t i = 0; i < a->n_neighbours && named < MOST_NAMED; i++) {
        const struct staff_neighbour *nb = &a->neighbours[i];
        if (nb->n_slots == 1 && nb->state == NEIGHBOUR_OPEN) {
            words = arena_format(arena, "%s%s%s %s", words, named++ ? ", " : "",
                                 a->model->groups[nb->group].name,
                                 staff_place_words(arena, a, nb->slot));
        }
    }
    return open > named ? arena_format(arena, "%s and %zu more", words, open - named) : words;
}

/* "generalists 08:00-14:00", "generalists all day". */
static const char *stretch_words(const struct staff_answer *a, const struct staff_neighbour *nb,
                                 struct arena *arena) {
    const struct plan_space *s = &a->space;
    const char *group = a->model->groups[nb->group].name;
    if (nb->n_slots == s->n_slots) {
        return arena_format(arena, "%s all day%s", group, s->kinds.n > 1 ? ", every day" : "");
    }
    if (nb->n_slots == s->n_in_day) {
        return arena_format(arena, "%s %s all day", group,
                            plan_day_words(s, nb->slot / s->n_in_day, arena));
    }
    size_t last = nb->slot + nb->n_slots - 1;
    return arena_format(arena, "%s %s-%s", group, staff_place_words(arena, a, nb->slot),
                        format_clock(arena, s->at[last] + a->model->interval));
}

/* Whether a shorter stretch inside it says so already. */
static bool is_told(const struct staff_answer *a, const struct staff_neighbour *nb) {
    for (size_t i = 0; i < a->n_neighbours; i++) {
        const struct staff_neighbour *in = &a->neighbours[i];
        if (in->n_slots > 1 && in->n_slots < nb->n_slots && in->group == nb->group &&
            in->state == NEIGHBOUR_FAILS && in->slot >= nb->slot &&
            in->slot + in->n_slots <= nb->slot + nb->n_slots) {
            return true;
        }
    }
    return false;
}

/* One person in one slot of a whole day may be less than any days can tell; in a stretch he is not.
 */
static void stretches_add(const struct staff_answer *a, struct arena *arena, struct text *out) {
    const char *words = "";
    for (size_t i = 0; i < a->n_neighbours; i++) {
        const struct staff_neighbour *nb = &a->neighbours[i];
        if (nb->n_slots > 1 && nb->state == NEIGHBOUR_FAILS && !is_told(a, nb)) {
            words = arena_format(arena, "%s%s%s", words, *words ? "; " : "",
                                 stretch_words(a, nb, arena));
        }
    }
    size_t all = neighbours_in(a, true, -1);
    if (*words) {
        staff_bullet_add(out,
                         arena_format(arena,
                                      "One fewer in a longer stretch of the day, by the same "
                                      "confidence, fails: %s (%zu of %zu stretches; the shortest "
                                      "are named).",
                                      words, neighbours_in(a, true, NEIGHBOUR_FAILS), all));
    } else if (all > 0) {
        staff_bullet_add(out, "No stretch of the day was shown to need its last person.");
    }
}

static void neighbours_add(const struct staff_answer *a, struct arena *arena, struct text *out) {
    size_t all = neighbours_in(a, false, -1), fails = neighbours_in(a, false, NEIGHBOUR_FAILS);
    size_t meets = neighbours_in(a, false, NEIGHBOUR_MEETS);
    if (a->stopped && a->neighbour_days == 0) {
        staff_bullet_add(out, "Stopped before one fewer was looked at anywhere.");
        return;
    }
    staff_bullet_add(out, arena_format(arena,
                                       "One fewer fails in %zu of the %zu places where one can be "
                                       "taken away, jointly with %.6g %% confidence, each after at "
                                       "most %zu %s paired with the plan's.",
                                       fails, all, 100 * (1 + a->level) / 2, a->neighbour_days,
                                       a->model->steady ? "runs" : "days"));
    if (meets > 0) {
        staff_bullet_add(out,
                         arena_format(arena,
                                      "In %zu of them one fewer was shown to meet too, which a "
                                      "larger --effort would use.",
                                      meets));
    }
    if (fails + meets < all) {
        staff_bullet_add(out,
                         arena_format(arena, "Not settled %s, one fewer may or may not meet: %s.",
                                      a->stopped ? "when it was stopped" : "in the budget",
                                      open_words(a, arena)));
    }
    stretches_add(a, arena, out);
}

static void confirmed_add(const struct staff_answer *a, struct arena *arena, struct text *out) {
    staff_bullet_add(
        out, arena_format(arena,
                          "The plan meets, with %.6g %% confidence%s (shown at one of several "
                          "looks at the growing sample; looks and plans tried share the risk), "
                          "seed %llu.",
                          100 * (1 + a->level) / 2,
                          a->n_checks > 1
                              ? arena_format(arena, " in all %zu conditions at once", a->n_checks)
                              : "",
                          (unsigned long long)a->confirm_seed));
    if (a->n_checks == 1) {
        const struct goal *g = &a->goals.goal[a->checks[0].constraint.goal];
        bool days = a->checks[0].constraint.by_days;
        const struct interval *v = &a->checks[0].value;
        struct estimate e = {v->value, v->low, v->high};
        staff_bullet_add(
            out, arena_format(arena, "In those days it reached %s%s; asked: at %s %s.",
                              format_estimate(arena, e, days ? "share" : staff_goal_unit(g)),
                              days ? " of days" : "", g->at_least || days ? "least" : "most",
                              constraint_target_words(&a->goals, &a->checks[0].constraint, arena)));
    }
    if (a->n_neighbours > 0) {
        neighbours_add(a, arena, out);
    }
    if (a->repairs > 0) {
        staff_bullet_add(
            out,
            arena_format(arena,
                         "The plan was repaired %s: what the search's days "
                         "had chosen was not shown to meet on other days.",
                         a->repairs == 1 ? "once" : arena_format(arena, "%zu times", a->repairs)));
    }
}

static bool money_is_given(const struct model *m) {
    const struct money *money = &m->scenario->money;
    return money->n_staff + money->n_stations + money->n_waiting + money->n_classes > 0 ||
           money->lost_customer > 0;
}

/* Standards that were not planned for. */
static void watched_add(const struct staff_answer *a, struct arena *arena, struct text *out) {
    for (size_t i = 0; i < a->n_watched; i++) {
        const struct standard_result *r = a->watched[i].result;
        staff_bullet_add(
            out, arena_format(arena,
                              "Standard '%s' (%s) was not planned for but judged under "
                              "the plan, in %zu further days: %s, %s%s.",
                              r->name, r->question, a->under_plan->days,
                              format_estimate(arena, r->value, r->unit), verdict_names[r->verdict],
                              a->watched[i].is_cost && !money_is_given(a->model)
                                  ? ", but nothing is priced (no money)"
                                  : ""));
    }
}

void staff_sure_add(const struct staff_answer *a, struct arena *arena, struct text *out) {
    text_add(out, "\nHow sure\n");
    if (a->end == STAFF_CONFIRMED || a->end == STAFF_MEETS) {
        confirmed_add(a, arena, out);
    } else if (a->stopped) {
        staff_bullet_add(out,
                         "Not confirmed: stopped before other days had shown that the plan meets.");
    } else if (a->shown_to_miss) {
        staff_bullet_add(out,
                         arena_format(arena,
                                      "Shown to miss: in %zu other days the plan was short by more "
                                      "than chance explains; a larger --effort finds one that is "
                                      "not, if there is one.",
                                      a->confirm_days));
    } else if (a->confirm_days > 0) {
        staff_bullet_add(out,
                         arena_format(arena,
                                      "Not confirmed: with %zu other days the plan could not be "
                                      "shown to meet in the budget; a larger --effort may.",
                                      a->confirm_days));
    } else {
        staff_bullet_add(out,
                         "Not confirmed: the plan meets in the days that chose it, and may be a "
                         "little short on others.");
    }
    if (a->n_peaks > 0) {
        staff_bullet_add(
            out, arena_format(arena,
                              "In %zu interval%s (%s%s) the plan has far more people than "
                              "the formulas and the intervals beside ask for: the effort was too "
                              "small for a steady plan, and a larger --effort may do with fewer.",
                              a->n_peaks, a->n_peaks == 1 ? "" : "s",
                              a->n_peaks == 1 ? "" : "the first ",
                              staff_place_words(arena, a, a->peak)));
    }
    watched_add(a, arena, out);
    staff_bullet_add(
        out, arena_format(arena, "%zu plans were simulated, the last of them over %zu %s each.",
                          a->plans, a->search_days, a->model->steady ? "runs" : "days"));
}
