/* SPDX-License-Identifier: GPL-3.0-or-later
 * The answer for a manager: the sentence, the day, the choice around it, how sure, what was
 * assumed. */
#include <math.h>
#include <string.h>

#include "base/table.h"
#include "report/format.h"
#include "report/report.h"
#include "report/staff_text_parts.h"
#include "theory/solve.h"

double staff_scheduled(const struct staff_answer *a, size_t group, double required) {
    return (double)rostered_agents((size_t)required, a->model->groups[group].shrinkage);
}

const char *staff_question(const struct staff_answer *a, struct arena *arena) {
    const char *all = "";
    for (size_t i = 0; i < a->goals.n; i++) {
        all = arena_format(arena, "%s%s%s", all, i ? "; " : "",
                           goal_question(&a->goals.goal[i], a->model, arena));
    }
    return all;
}

static void line_add(struct text *out, const char *words) {
    text_wrap(out, words, 0, 0, REPORT_WIDTH);
    text_add(out, "\n");
}

void staff_bullet_add(struct text *out, const char *words) {
    text_add(out, "- ");
    text_wrap(out, words, 2, 2, REPORT_WIDTH);
    text_add(out, "\n");
}

/* ---- the sentence ---- */

static double hours_of(const struct staff_answer *a, bool present) {
    double sum = 0;
    for (size_t g = 0; g < a->space.n_groups; g++) {
        double come = present ? 1 - a->model->groups[g].absence : 1;
        for (size_t i = 0; a->space.planned[g] && i < a->space.n_slots; i++) {
            sum += come * slot_share(&a->space, i) * *plan_at(&a->plan, g, i) * staff_slot_hours(a);
        }
    }
    return sum;
}

double staff_due_hours(const struct staff_answer *a) {
    return hours_of(a, false);
}

double staff_present_hours(const struct staff_answer *a) {
    return hours_of(a, true);
}

const char *staff_where(const struct staff_answer *a) {
    bool away = false;
    for (size_t g = 0; g < a->space.n_groups; g++) {
        away = away || (a->space.planned[g] && a->model->groups[g].absence > 0);
    }
    return away ? "due at the desk" : "at the desk";
}

static double group_most(const struct staff_answer *a, size_t g, double *least) {
    double most = 0;
    *least = HUGE_VAL;
    for (size_t i = 0; i < a->space.n_slots; i++) {
        most = fmax(most, *plan_at(&a->plan, g, i));
        *least = fmin(*least, *plan_at(&a->plan, g, i));
    }
    return most;
}

static const char *groups_words(const struct staff_answer *a, struct arena *arena) {
    const char *words = "";
    size_t n = 0, last = 0;
    for (size_t g = 0; g < a->space.n_groups; g++) {
        last = a->space.planned[g] ? g : last;
    }
    for (size_t g = 0; g < a->space.n_groups; g++) {
        if (!a->space.planned[g]) {
            continue;
        }
        double least, most = group_most(a, g, &least);
        const char *count = least < most ? arena_format(arena, "%.0f to %.0f", least, most)
                                         : arena_format(arena, "%.0f", most);
        words = arena_format(arena, "%s%s%s %s", words,
                             n == 0      ? ""
                             : g == last ? " and "
                                         : ", ",
                             count, a->model->groups[g].name);
        n++;
    }
    return words;
}

static double scheduled_hours(const struct staff_answer *a) {
    double sum = 0;
    for (size_t g = 0; g < a->space.n_groups; g++) {
        for (size_t i = 0; a->space.planned[g] && i < a->space.n_slots; i++) {
            sum += slot_share(&a->space, i) * staff_scheduled(a, g, *plan_at(&a->plan, g, i)) *
                   staff_slot_hours(a);
        }
    }
    return sum;
}

/* A repaired plan is not the one that the search's days chose. */
static const char *doubt(const struct staff_answer *a, struct arena *arena) {
    const char *days = a->model->steady ? "runs" : "days";
    if (a->shown_to_miss) {
        return arena_format(arena, "%zu %s that did not choose it have shown that it misses",
                            a->confirm_days, days);
    }
    if (a->repairs > 0) {
        return arena_format(arena,
                            "people were added since other %s than those that chose it had not "
                            "shown that it meets, and it is not shown to yet",
                            days);
    }
    return arena_format(arena,
                        "it meets in the %zu %s that chose it, but is not shown to on others",
                        a->search_days, days);
}

static const char *certainty(const struct staff_answer *a, struct arena *arena) {
    if (a->end != STAFF_CONFIRMED && a->end != STAFF_MEETS) {
        return doubt(a, arena);
    }
    return arena_format(arena, "shown with %.6g %% confidence by %zu %s that did not choose it",
                        100 * a->level, a->confirm_days,
                        a->model->steady ? "other runs" : "other days");
}

static void sentence_add(const struct staff_report *r, struct arena *arena, struct text *out) {
    const struct staff_answer *a = r->answer;
    const char *price = a->space.priced ? arena_format(arena, ", for %s a%s",
                                                       format_number(arena, plan_cost(&a->plan)),
                                                       a->model->steady ? "n hour" : " day")
                                        : "";
    const char *amount =
        a->model->steady ? ""
                         : arena_format(arena, " (%s person-hours %s, %s scheduled%s)",
                                        format_number(arena, staff_due_hours(a)), staff_where(a),
                                        format_number(arena, scheduled_hours(a)),
                                        a->space.kinds.n > 1 ? ", on an average day" : "");
    bool shown = a->end == STAFF_CONFIRMED || a->end == STAFF_MEETS;
    line_add(out, arena_format(arena, "Staff %s%s%s: %s %s; %s.", groups_words(a, arena), amount,
                               price, shown ? "that meets" : "chosen to meet",
                               staff_question(a, arena), certainty(a, arena)));
}

void staff_text_plan(const struct staff_report *r, struct text *out) {
    struct arena arena = {0};
    sentence_add(r, &arena, out);
    staff_day_add(r, &arena, out);
    arena_fini(&arena);
}

/* ---- the choice around it ---- */

/* Of the table of choices: more goals stand in the JSON result. */
enum { MOST_LEVEL_GOALS = 3, MOST_COLUMNS = 3 + MOST_LEVEL_GOALS + STAFF_LEVEL_MEASURE_KINDS + 1 };

static void level_row(const struct staff_report *r, struct arena *arena, struct table *t,
                      const struct staff_level *row) {
    const struct staff_answer *a = r->answer;
    table_add(t, "%+d", row->change);
    table_add(t, "%s", format_number(arena, row->people * staff_slot_hours(a)));
    table_add(t, "%s", a->space.priced ? format_number(arena, row->cost) : "");
    for (size_t i = 0; i < a->goals.n && i < MOST_LEVEL_GOALS; i++) {
        const char *unit = staff_goal_unit(&a->goals.goal[i]);
        table_add(t, "%s",
                  a->goals.n > 1 ? format_value(arena, row->goals[i], unit)
                                 : format_estimate(arena, row->goals[i], unit));
    }
    for (size_t i = 0; i < STAFF_LEVEL_MEASURE_KINDS; i++) {
        const struct measure *m = &measures[measure_find(staff_level_measures[i])];
        table_add(t, "%s",
                  staff_level_known(a, i) ? format_value(arena, row->measures[i], m->unit) : "");
    }
    bool narrow = a->goals.n > 1;
    table_add(t, "%s",
              isnan(row->p_meets.value) ? ""
              : narrow                  ? format_value(arena, row->p_meets, "share")
                                        : format_estimate(arena, row->p_meets, "share"));
}

/* Of the goals in the table. */
static bool any_by_interval(const struct staff_answer *a) {
    bool any = false;
    for (size_t i = 0; i < a->goals.n && i < MOST_LEVEL_GOALS; i++) {
        any = any || a->goals.goal[i].per == PER_INTERVAL;
    }
    return any;
}

static void levels_add(const struct staff_report *r, struct arena *arena, struct text *out) {
    const struct staff_answer *a = r->answer;
    const struct staff_levels *l = r->levels;
    struct table_column columns[MOST_COLUMNS] = {
        {"all day", TABLE_RIGHT}, {"hours", TABLE_RIGHT}, {"staff cost", TABLE_RIGHT}};
    size_t n = 3, goal_width = a->goals.n > 1 ? 9 : 20;
    for (size_t i = 0; i < a->goals.n && i < MOST_LEVEL_GOALS; i++) {
        const char *name = staff_heading_of(arena, a->goals.goal[i].name, goal_width);
        columns[n++] = (struct table_column){name, TABLE_RIGHT};
    }
    for (size_t i = 0; i < STAFF_LEVEL_MEASURE_KINDS; i++) {
        columns[n++] = (struct table_column){staff_level_headings[i], TABLE_RIGHT};
    }
    columns[n++] = (struct table_column){"days met", TABLE_RIGHT};
    struct table t;
    table_init(&t, columns, n);
    for (size_t i = 0; i < l->n; i++) {
        level_row(r, arena, &t, &l->rows[i]);
    }
    text_printf(out, "\nMore or fewer %s all day (%zu %s of the same customers)\n",
                a->model->groups[l->group].name, l->days, a->model->steady ? "runs" : "days");
    table_print(&t, out, 2, REPORT_WIDTH);
    table_fini(&t);
    if (any_by_interval(a)) {
        text_add(out, "  ");
        text_wrap(out,
                  "Standards by interval are shown here over the whole day, not in their worst "
                  "interval; days met judges every interval.",
                  2, 2, REPORT_WIDTH);
        text_add(out, "\n");
    }
}

/* ---- one person ---- */

static void one_person_add(const struct staff_answer *a, struct arena *arena, struct text *out) {
    const char *words = "";
    for (size_t g = 0; g < a->space.n_groups; g++) {
        if (a->space.planned[g]) {
            words = arena_format(arena, "%s%s%s %s", words, *words ? ", " : "",
                                 a->model->groups[g].name, format_number(arena, a->space.price[g]));
        }
    }
    if (a->space.priced) {
        text_add(out, "\n");
        line_add(out, arena_format(arena,
                                   "One person more or fewer for one interval costs or saves, "
                                   "shrinkage paid: %s.",
                                   words));
    }
}

/* ---- what was assumed ---- */

static bool group_planned(const struct staff_answer *a, const char *name) {
    for (size_t g = 0; g < a->space.n_groups; g++) {
        if (strcmp(a->model->groups[g].name, name) == 0) {
            return a->space.planned[g];
        }
    }
    return false;
}

/* Fetched people serve beside those of the plan. */
static void fetched_add(const struct staff_report *r, struct arena *arena, struct text *out) {
    for (size_t i = 0; i < r->scenario->n_rules; i++) {
        const struct rule *rule = &r->scenario->rules[i];
        for (size_t k = 0; k < rule->n_actions; k++) {
            const struct rule_action *act = &rule->actions[k];
            if (act->staff == 0) {
                continue;
            }
            staff_bullet_add(
                out,
                arena_format(arena,
                             "Rule '%s' works under the plan: each time it fetches %zu from "
                             "%s to %s, besides the people of the plan. Their time is in the "
                             "pay of %s, which the price of the plan %s.",
                             rule->name, act->staff, act->from, act->to, act->from,
                             group_planned(r->answer, act->from) ? "counts" : "does not count"));
        }
    }
}

/* Groups that no standard looks at, crews for one. */
static void held_add(const struct staff_answer *a, struct arena *arena, struct text *out) {
    const char *names = "";
    for (size_t g = 0; g < a->space.n_groups; g++) {
        if (!a->space.planned[g]) {
            names =
                arena_format(arena, "%s%s%s", names, *names ? ", " : "", a->model->groups[g].name);
        }
    }
    if (*names) {
        staff_bullet_add(out, arena_format(arena,
                                           "Not planned but held as the scenario has them, and in "
                                           "no price here: %s.",
                                           names));
    }
}

static void away_add(const struct staff_answer *a, struct arena *arena, struct text *out) {
    double due = staff_due_hours(a), present = staff_present_hours(a);
    if (present < due) {
        staff_bullet_add(
            out, arena_format(arena,
                              "The plan counts people due at the desk; by the absence given some "
                              "stay away: of %s person-hours due, %s come on average.",
                              format_number(arena, due), format_number(arena, present)));
    }
}

static void assumed_add(const struct staff_report *r, struct arena *arena, struct text *out) {
    const struct staff_answer *a = r->answer;
    text_add(out, "\nWhat was assumed\n");
    if (!isnan(a->alone)) {
        staff_bullet_add(
            out, "Every kind of customer keeps at least the people that his own work takes, "
                 "so that no standard of all is met by giving up some.");
    } else if (a->keeps_work) {
        staff_bullet_add(
            out, "Occupancy looks at the staff only: every interval keeps at least the people that "
                 "its work takes, so that the cap is not met by serving nobody.");
    }
    if (a->space.kinds.n > 1) {
        staff_bullet_add(out,
                         "Weekdays with the same arrivals and staff today get the same plan; a "
                         "standard by interval holds in each interval of each such kind of day, "
                         "one over all days over all of them.");
    }
    if (!a->space.priced) {
        staff_bullet_add(out,
                         "No prices of staff are given (money.staff): every scheduled hour counts "
                         "the same.");
    }
    away_add(a, arena, out);
    held_add(a, arena, out);
    fetched_add(r, arena, out);
    for (size_t i = 0; i < r->n_notes; i++) {
        staff_bullet_add(out, r->notes[i]);
    }
    size_t n;
    const char *const *words = report_assumptions(r->scenario, arena, &n);
    for (size_t i = 0; i < n; i++) {
        staff_bullet_add(out, words[i]);
    }
}

/* ---- no plan ---- */

/* What was asked: also of the watched, those that are missed. */
static const char *asked_words(const struct staff_answer *a, struct arena *arena) {
    const char *all = staff_question(a, arena);
    for (size_t i = 0; i < a->n_watched; i++) {
        const struct standard_result *r = a->watched[i].result;
        if (r->verdict == VERDICT_MISSED) {
            all = arena_format(arena, "%s; %s", all, r->question);
        }
    }
    return all;
}

static void no_plan_add(const struct staff_report *r, struct arena *arena, struct text *out) {
    const struct staff_answer *a = r->answer;
    line_add(out, arena_format(arena, "No plan was found%s that meets %s.",
                               a->effort_short ? " in this effort" : "", asked_words(a, arena)));
    if (a->effort_short) {
        staff_bullet_add(out, "With plenty of staff it is met: a larger --effort searches longer "
                              "and needs less room to show it.");
    }
    for (size_t i = 0; i < a->n_reasons; i++) {
        staff_bullet_add(out, a->reasons[i]);
    }
    if (a->plan.count) {
        text_add(out, "\nThe best that was found:\n");
        staff_day_add(r, arena, out);
    }
}

static void stopped_add(const struct staff_report *r, struct arena *arena, struct text *out) {
    bool any = r->answer->plan.count != NULL;
    line_add(out, any ? "Stopped before a plan was found that meets."
                      : "Stopped before there was a plan.");
    if (any) {
        text_add(out, "\nThe best so far, which was not shown to meet:\n");
        staff_day_add(r, arena, out);
    }
}

void staff_text(const struct staff_report *r, struct text *out) {
    const struct staff_answer *a = r->answer;
    struct arena arena = {0};
    if (a->end == STAFF_STOPPED) {
        stopped_add(r, &arena, out);
    } else if (a->end == STAFF_NO_PLAN) {
        no_plan_add(r, &arena, out);
    } else {
        sentence_add(r, &arena, out);
        staff_day_add(r, &arena, out);
        if (r->levels) {
            levels_add(r, &arena, out);
        }
        one_person_add(a, &arena, out);
        staff_sure_add(a, &arena, out);
        staff_theory_add(a, &arena, out);
        assumed_add(r, &arena, out);
    }
    arena_fini(&arena);
}
