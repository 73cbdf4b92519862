/* SPDX-License-Identifier: GPL-3.0-or-later
 * The day: who is required and to be scheduled in each slot, and how the standards stand there. */
#include <math.h>
#include <string.h>

#include "base/table.h"
#include "report/format.h"
#include "report/report.h"
#include "report/staff_text_parts.h"
#include "theory/queue.h"

static const char *slot_words(struct arena *arena, const struct staff_answer *a, size_t slot) {
    return a->model->steady ? "all the time" : format_clock(arena, a->space.at[slot]);
}

/* The same, with the weekdays where they differ. */
const char *staff_place_words(struct arena *arena, const struct staff_answer *a, size_t slot) {
    const char *at = slot_words(arena, a, slot);
    size_t kind = slot / a->space.n_in_day;
    return a->space.kinds.n > 1
               ? arena_format(arena, "%s %s", plan_day_words(&a->space, kind, arena), at)
               : at;
}

const char *staff_goal_unit(const struct goal *g) {
    return g->quantile ? "share" : g->unit;
}

/* The goal's check of a slot, NULL when it is not judged by interval. */
static const struct staff_check *check_of(const struct staff_answer *a, uint32_t goal,
                                          size_t slot) {
    size_t cell = slot_cell(&a->space, slot);
    for (size_t c = 0; c < a->n_checks; c++) {
        const struct constraint *k = &a->checks[c].constraint;
        if (k->goal == goal && k->cell == cell && !k->by_days) {
            return &a->checks[c];
        }
    }
    return NULL;
}

/* A name as a heading of lines of at most width columns. */
const char *staff_heading_of(struct arena *arena, const char *name, size_t width) {
    struct text lines = {0}, cut = {0};
    text_wrap(&lines, name, 0, 0, width);
    const char *rest = text_string(&lines);
    while (*rest) {
        size_t n = strcspn(rest, "\n");
        text_cut(&cut, arena_format(arena, "%.*s", (int)n, rest), width);
        rest += n + (rest[n] == '\n');
        text_add(&cut, *rest ? "\n" : "");
    }
    const char *heading = arena_format(arena, "%s", text_string(&cut));
    text_fini(&lines);
    text_fini(&cut);
    return heading;
}

/* What a column of the day's table shows. */
struct day_column {
    enum { DAY_REQUIRED, DAY_SCHEDULED, DAY_GOAL } of;
    uint32_t index; /* group or goal */
    size_t width;   /* about */
    struct table_column head;
};

/* All columns after the first: groups, with the scheduled where they are more, then goals that have
 * a value in each interval. */
static size_t day_columns(const struct staff_answer *a, struct arena *arena,
                          struct day_column *out) {
    enum { GAP = 2, VALUE = 18, SCHEDULED = 9 };
    size_t n = 0;
    for (uint32_t g = 0; g < a->space.n_groups; g++) {
        const char *name = a->model->groups[g].name;
        if (!a->space.planned[g]) {
            continue;
        }
        out[n++] = (struct day_column){DAY_REQUIRED,
                                       g,
                                       GAP + (text_width(name) > 8 ? text_width(name) : 8),
                                       {arena_format(arena, "%s\nrequired", name), TABLE_RIGHT}};
        if (a->model->groups[g].shrinkage > 0) {
            out[n++] = (struct day_column){
                DAY_SCHEDULED, g, GAP + SCHEDULED, {"\nscheduled", TABLE_RIGHT}};
        }
    }
    for (uint32_t i = 0; i < a->goals.n; i++) {
        const struct goal *g = &a->goals.goal[i];
        if (g->per == PER_INTERVAL && isnan(g->on_days)) {
            out[n++] = (struct day_column){
                DAY_GOAL, i, GAP + VALUE, {staff_heading_of(arena, g->name, VALUE), TABLE_RIGHT}};
        }
    }
    return n;
}

static void day_cell(const struct staff_answer *a, struct arena *arena, struct table *t,
                     const struct day_column *c, size_t slot) {
    if (c->of == DAY_GOAL) {
        const struct staff_check *k = check_of(a, c->index, slot);
        struct estimate e = k ? (struct estimate){k->value.value, k->value.low, k->value.high}
                              : (struct estimate){NAN, NAN, NAN};
        table_add(t, "%s", format_estimate(arena, e, staff_goal_unit(&a->goals.goal[c->index])));
        return;
    }
    double required = *plan_at(&a->plan, c->index, slot);
    table_add(t, "%.0f", c->of == DAY_REQUIRED ? required : staff_scheduled(a, c->index, required));
}

static void day_table(const struct staff_answer *a, struct arena *arena, struct text *out,
                      size_t kind, const struct day_column *columns, size_t n) {
    struct table_column *heads = arena_array(arena, n + 1, sizeof *heads);
    struct table t;
    heads[0] = (struct table_column){"from", TABLE_LEFT};
    for (size_t i = 0; i < n; i++) {
        heads[i + 1] = columns[i].head;
    }
    table_init(&t, heads, n + 1);
    size_t first = kind * a->space.n_in_day;
    for (size_t slot = first; slot < first + a->space.n_in_day; slot++) {
        table_add(&t, "%s", slot_words(arena, a, slot));
        for (size_t i = 0; i < n; i++) {
            day_cell(a, arena, &t, &columns[i], slot);
        }
    }
    table_print(&t, out, 2, REPORT_WIDTH);
    table_fini(&t);
}

/* As many tables below each other as the columns' widths ask for. */
static void kind_add(const struct staff_answer *a, struct arena *arena, struct text *out,
                     size_t kind) {
    struct day_column *columns =
        arena_array(arena, 2 * a->space.n_groups + a->goals.n + 1, sizeof *columns);
    size_t n = day_columns(a, arena, columns), first = 0;
    bool spared = false;
    for (size_t g = 0; g < a->space.n_groups; g++) {
        spared = spared || (a->space.planned[g] && a->model->groups[g].shrinkage > 0);
    }
    text_printf(out, "\n%s: people %s%s\n",
                a->space.kinds.n > 1 ? plan_day_words(&a->space, kind, arena) : "The day",
                staff_where(a), spared ? ", and to schedule for that" : "");
    while (first < n) {
        enum { FIRST_COLUMN = 10 };
        size_t width = FIRST_COLUMN, end = first;
        while (end < n && (end == first || width + columns[end].width <= REPORT_WIDTH)) {
            width += columns[end++].width;
        }
        text_add(out, first > 0 ? "\n" : "");
        day_table(a, arena, out, kind, columns + first, end - first);
        first = end;
    }
}

/* "80/20: served in time / served", of all standards that a formula knows. */
static const char *formulas_words(const struct staff_answer *a, struct arena *arena) {
    const char *words = "";
    for (size_t i = 0; i < a->goals.n; i++) {
        const struct queue_measure *m = queue_measure_find(a->goals.goal[i].measure);
        words = arena_format(arena, "%s%s'%s' judges %s%s%s", words, *words ? "; " : "",
                             a->goals.goal[i].name, a->goals.goal[i].measure, m ? ": " : "",
                             m ? m->help : "");
    }
    return words;
}

/* Whether those who hang up lower a measure. */
static bool counts_lost(const char *measure) {
    const char *const all[] = {"service_level_offered", "service_level_positive", "abandonment"};
    bool found = false;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        found = found || strcmp(all[i], measure) == 0;
    }
    return found;
}

/* That a plan meets by leaving customers out is not kept back. */
static void unserved_add(const struct staff_answer *a, struct arena *arena, struct text *out) {
    const struct staff_unserved *u = &a->unserved;
    bool counts = false;
    for (size_t i = 0; i < a->goals.n; i++) {
        counts = counts ||
                 (counts_lost(a->goals.goal[i].measure) && a->goals.goal[i].per != PER_INTERVAL);
    }
    const char *words = arena_format(
        arena,
        "Beware: in %zu of %zu intervals nobody is at the desk for some who come then: %s of %s "
        "customers %s find nobody to serve them%s. The standards allow that, since %s (%s). %s",
        u->slots, a->space.n_slots, format_number(arena, u->customers),
        format_number(arena, u->all), a->model->steady ? "an hour" : "a day",
        u->impatient ? ", and with a patience of 0 they leave at once, without any wait to judge"
                     : "",
        counts ? "others make up for them over the whole day"
               : "they do not count those who are lost",
        formulas_words(a, arena),
        counts ? "--per interval asks for each interval by itself."
               : "Ask by the formula 'offered', or add a standard of abandonment or blocking.");
    text_add(out, "\n");
    text_wrap(out, words, 0, 0, REPORT_WIDTH);
    text_add(out, "\n");
}

static bool judges(const struct staff_answer *a, const char *measure) {
    bool found = false;
    for (size_t i = 0; i < a->goals.n; i++) {
        found = found || strcmp(a->goals.goal[i].measure, measure) == 0;
    }
    return found;
}

/* Share of those who come that is worth a word where no standard looks at it. */
#define BLOCKED_TOLD 0.005

/* Who never joined a line is in no formula of service. */
static void blocked_add(const struct staff_report *r, struct arena *arena, struct text *out) {
    const struct result_row *total =
        r->levels ? results_row(r->levels->at_plan, ROW_TOTAL, "") : NULL;
    size_t blocking = measure_find("blocking");
    if (!total || !(total->estimates[blocking].value >= BLOCKED_TOLD) ||
        judges(r->answer, "blocking")) {
        return;
    }
    text_add(out, "\n");
    text_wrap(out,
              arena_format(arena,
                           "Beware: under this plan %s of those who come are blocked: they find no "
                           "line, seat or hold free, or a station closed, and no standard here "
                           "looks at them. To limit that, add a standard of blocking.",
                           format_estimate(arena, total->estimates[blocking], "share")),
              0, 0, REPORT_WIDTH);
    text_add(out, "\n");
}

void staff_day_add(const struct staff_report *r, struct arena *arena, struct text *out) {
    for (size_t kind = 0; kind < r->answer->space.kinds.n; kind++) {
        kind_add(r->answer, arena, out, kind);
    }
    if (r->answer->unserved.slots > 0) {
        unserved_add(r->answer, arena, out);
    }
    blocked_add(r, arena, out);
}
