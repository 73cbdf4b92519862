/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/schedule_report.h"

#include <math.h>
#include <string.h>

#include "base/table.h"
#include "base/units.h"
#include "report/format.h"
#include "scenario/weekday.h"

enum { WIDTH = 100, ROWS_SHOWN = 40 }; /* rows of a table, at most */

const char *schedule_day_name(const struct schedule *s, size_t day) {
    return s->grid.n_days > 1 ? weekday_names[s->grid.day[day]] : "";
}

const char *schedule_breaks_words(const struct schedule *s, const struct schedule_group *g,
                                  const struct cover_shift *shift, struct arena *a) {
    const struct shift_pattern *p = g->kinds[shift->kind].pattern;
    const char *words = "";
    for (size_t i = 0; i < p->n_breaks; i++) {
        double from = (double)(shift->start + shift->breaks[i]) * s->grid.slot;
        words = arena_format(a, "%s%s%s %s-%s", words, i > 0 ? ", " : "", p->breaks[i].name,
                             format_clock(a, from), format_clock(a, from + p->breaks[i].lasts));
    }
    return words;
}

static double hours(const struct schedule *s, size_t slots) {
    return (double)slots * s->grid.slot / 3600;
}

/* "0.02 s", "12 s". */
static const char *seconds_words(struct arena *a, double seconds) {
    return seconds < 10 ? arena_format(a, "%.2f s", seconds) : arena_format(a, "%.0f s", seconds);
}

static const char *cost_words(const struct schedule *s, struct arena *a, double cost) {
    return s->priced ? arena_format(a, "cost %.10g", round(cost * 100) / 100)
                     : arena_format(a, "%.10g paid hours", round(cost * 100) / 100);
}

/* How sure it is that nothing is cheaper. */
static const char *gap_words(const struct schedule *s, struct arena *a) {
    const char *time = seconds_words(a, s->seconds);
    if (s->gap == 0)
        return arena_format(a, "no schedule of these patterns costs less; found in %s", time);
    if (isinf(s->gap))
        return arena_format(a, "how much cheaper it could be is not known after %s", time);
    return arena_format(a, "no schedule of these patterns costs more than %s less; found in %s",
                        format_share(a, s->gap), time);
}

static size_t people_of(const struct schedule_group *g) {
    size_t people = 0;
    for (size_t i = 0; i < g->problem.n_contracts; i++)
        people += g->plan.people[i];
    return people;
}

static const char *group_words(const struct schedule_group *g, struct arena *a) {
    const char *words = "";
    for (size_t i = 0; i < g->problem.n_contracts; i++)
        if (g->plan.people[i] > 0)
            words = arena_format(a, "%s%s%zu %s", words, *words ? ", " : "", g->plan.people[i],
                                 g->as_read->patterns[i].name);
    return words;
}

double schedule_missing_price(const struct schedule *s) {
    return s->n_groups > 0 ? s->groups[0].problem.under * 3600 / s->grid.slot : HUGE_VAL;
}

static const char *person_words(size_t n) {
    return n == 1 ? "person" : "people";
}

/* With a price, missing people may only be the cheaper choice: nothing says that they must miss. */
static void lack_add(const struct schedule *s, struct text *t, struct arena *a, size_t people,
                     size_t missing) {
    double price = schedule_missing_price(s);
    if (isinf(price))
        text_printf(t,
                    "These patterns cannot cover all that is required: at best %.4g person-hours "
                    "are missing, with %zu %s, %s.",
                    hours(s, missing), people, person_words(people), cost_words(s, a, s->cost));
    else
        text_printf(t,
                    "At a price of %.10g for each person-hour missing, the cheapest found leaves "
                    "%.4g person-hours missing, with %zu %s, %s; without --under as few are "
                    "missing as these patterns allow.",
                    price, hours(s, missing), people, person_words(people),
                    cost_words(s, a, s->cost));
}

static void answer_add(const struct schedule *s, struct text *out, struct arena *a) {
    size_t people = 0, missing = 0;
    struct text t = {0};
    for (size_t i = 0; i < s->n_groups; i++) {
        people += people_of(&s->groups[i]);
        missing += s->groups[i].plan.missing;
    }
    if (s->end == SCHEDULE_FAILED)
        text_add(&t, "No schedule was found.");
    else if (s->end == SCHEDULE_STOPPED)
        text_printf(&t, "Stopped early. The best so far has %zu %s, %s, and %s.", people,
                    person_words(people), cost_words(s, a, s->cost),
                    missing == 0 ? "covers all that is required"
                                 : arena_format(a, "lacks %.4g person-hours", hours(s, missing)));
    else if (missing == 0)
        text_printf(&t,
                    people == 1 ? "%zu person covers all that is required, %s: %s."
                                : "%zu people cover all that is required, %s: %s.",
                    people, cost_words(s, a, s->cost), gap_words(s, a));
    else
        lack_add(s, &t, a, people, missing);
    text_wrap(out, text_string(&t), 0, 0, WIDTH);
    text_add(out, "\n");
    text_fini(&t);
    for (size_t i = 0; i < s->n_groups; i++) {
        const struct schedule_group *g = &s->groups[i];
        const char *nobody = isnan(g->plan.objective) ? "no schedule yet" : "nobody";
        const char *words = g->plan.n_shifts > 0 ? group_words(g, a) : nobody;
        text_printf(out, "  %s: %s%s%s\n", g->as_read->name, words,
                    *g->plan.words ? "; the solver failed: " : "", g->plan.words);
    }
}

/* ---- what nobody can cover ---- */

static void limits_add(const struct schedule *s, struct text *out, struct arena *a) {
    const char *limits = schedule_limits_words(s, a);
    if (s->end != SCHEDULE_MISSES || !limits)
        return;
    text_add(out, "  ");
    text_wrap(
        out,
        arena_format(a, "all people that 'at_most' allows are used: %s; raise it for more", limits),
        2, 4, WIDTH);
    text_add(out, "\n");
}

static void unreachable_add(const struct schedule *s, const struct schedule_group *g,
                            struct text *out, struct arena *a) {
    size_t slots = grid_slots(&s->grid);
    bool closed = false; /* a pattern to nobody at all */
    for (size_t i = 0; i < g->as_read->n_patterns; i++)
        closed = closed || g->as_read->patterns[i].at_most == 0;
    for (size_t i = 0; g->unreachable && i < slots; i++) {
        if (!g->unreachable[i] || (i > 0 && g->unreachable[i - 1]))
            continue;
        size_t end = i;
        while (end < slots && g->unreachable[end])
            end++;
        double from = (double)(i % s->grid.day_slots) * s->grid.slot;
        double to = from + (double)(end - i) * s->grid.slot;
        const char *day = schedule_day_name(s, i / s->grid.day_slots);
        text_printf(out,
                    "  %s: no pattern can have anybody at work %s%s%s-%s; give one that reaches "
                    "it%s\n",
                    g->as_read->name, day, *day ? " " : "", format_clock(a, from),
                    format_clock(a, to), closed ? ", or raise 'at_most'" : "");
    }
}

static void missing_add(const struct schedule *s, const struct schedule_group *g, struct text *out,
                        struct arena *a) {
    static const struct table_column columns[] = {{"missing", TABLE_LEFT},
                                                  {"from", TABLE_RIGHT},
                                                  {"to", TABLE_RIGHT},
                                                  {"required", TABLE_RIGHT},
                                                  {"at work", TABLE_RIGHT}};
    size_t slots = grid_slots(&s->grid);
    struct table t;
    table_init(&t, columns, 5);
    size_t left_out = 0;
    for (size_t i = 0, end; i < slots; i = end) {
        end = i + 1;
        if (g->plan.on_duty[i] >= g->required[i])
            continue;
        if (t.n_cells >= ROWS_SHOWN * 5) {
            left_out++;
            continue;
        }
        while (end % s->grid.day_slots != 0 && g->required[end] == g->required[i] &&
               g->plan.on_duty[end] == g->plan.on_duty[i])
            end++;
        double from = (double)(i % s->grid.day_slots) * s->grid.slot;
        table_add(&t, "%s %s", g->as_read->name, schedule_day_name(s, i / s->grid.day_slots));
        table_add(&t, "%s", format_clock(a, from));
        table_add(&t, "%s", format_clock(a, from + (double)(end - i) * s->grid.slot));
        table_add(&t, "%zu", g->required[i]);
        table_add(&t, "%zu", g->plan.on_duty[i]);
    }
    if (t.n_cells > 0) {
        text_add(out, "\n");
        table_print(&t, out, 2, WIDTH);
    }
    if (left_out > 0)
        text_printf(out, "  and %zu slots more: --out DIR writes all into cover.csv\n", left_out);
    table_fini(&t);
}

/* ---- the day, the week ---- */

/* Over some slots of a day. */
struct cover_sums {
    size_t required, most, on_duty, least, over, under; /* slots x people; most, least: people */
};

static struct cover_sums sums_of(const struct schedule *s, const struct schedule_group *g,
                                 size_t day, double from, double to) {
    struct cover_sums c = {.least = SIZE_MAX};
    for (double t = from; t < to - 1e-6; t += s->grid.slot) {
        size_t slot = grid_slot(&s->grid, day, t);
        size_t required = g->required[slot], duty = g->plan.on_duty[slot];
        c.required += required;
        c.on_duty += duty;
        c.most = required > c.most ? required : c.most;
        c.least = duty < c.least ? duty : c.least;
        c.over += duty > required ? duty - required : 0;
        c.under += duty < required ? required - duty : 0;
    }
    return c;
}

/* Nothing where there are none. */
static void hours_add(struct table *t, const struct schedule *s, size_t sum) {
    if (sum > 0)
        table_add(t, "%.2f", hours(s, sum));
    else
        table_add(t, "%s", "");
}

static void day_add(const struct schedule *s, const struct schedule_group *g, struct text *out,
                    struct arena *a) {
    const struct model *m = s->model;
    const struct table_column columns[] = {{g->as_read->name, TABLE_LEFT},
                                           {"required", TABLE_RIGHT},
                                           {"at work", TABLE_RIGHT},
                                           {"hours over", TABLE_RIGHT},
                                           {"hours missing", TABLE_RIGHT}};
    struct table t;
    table_init(&t, columns, 5);
    for (size_t i = 0; i < m->n_intervals; i++) {
        double from = m->opens + (double)i * m->interval;
        struct cover_sums c = sums_of(s, g, 0, from, from + m->interval);
        table_add(&t, "%s", format_clock(a, from));
        table_add(&t, "%zu", c.most);
        table_add(&t, "%zu", c.least);
        hours_add(&t, s, c.over);
        hours_add(&t, s, c.under);
    }
    text_add(out, "\n");
    table_print(&t, out, 2, WIDTH);
    table_fini(&t);
}

static size_t workers_on(const struct schedule_group *g, size_t day) {
    size_t n = 0;
    for (size_t i = 0; i < g->plan.n_shifts; i++)
        n += g->plan.shifts[i].day == day ? g->plan.shifts[i].count : 0;
    return n;
}

static void week_add(const struct schedule *s, const struct schedule_group *g, struct text *out) {
    const struct table_column columns[] = {
        {g->as_read->name, TABLE_LEFT},  {"people", TABLE_RIGHT},
        {"hours required", TABLE_RIGHT}, {"hours at work", TABLE_RIGHT},
        {"hours over", TABLE_RIGHT},     {"hours missing", TABLE_RIGHT}};
    struct table t;
    table_init(&t, columns, 6);
    for (size_t day = 0; day < s->grid.n_days; day++) {
        struct cover_sums c = sums_of(s, g, day, s->model->opens, s->model->closes);
        table_add(&t, "%s", schedule_day_name(s, day));
        table_add(&t, "%zu", workers_on(g, day));
        table_add(&t, "%.2f", hours(s, c.required));
        table_add(&t, "%.2f", hours(s, c.on_duty));
        table_add(&t, "%.2f", hours(s, c.over));
        hours_add(&t, s, c.under);
    }
    text_add(out, "\n");
    table_print(&t, out, 2, WIDTH);
    if (isfinite(g->shortest_rest)) {
        text_add(out, "  shortest rest between two shifts of one person: ");
        duration_add(out, g->shortest_rest);
        text_add(out, "\n");
    }
    table_fini(&t);
}

static void shifts_add(const struct schedule *s, const struct schedule_group *g, struct text *out,
                       struct arena *a) {
    static const struct table_column columns[] = {{"pattern", TABLE_LEFT},
                                                  {"people", TABLE_RIGHT},
                                                  {"from", TABLE_RIGHT},
                                                  {"to", TABLE_RIGHT},
                                                  {"breaks", TABLE_LEFT}};
    struct table t;
    table_init(&t, columns, 5);
    size_t shown = g->plan.n_shifts > ROWS_SHOWN ? ROWS_SHOWN : g->plan.n_shifts;
    for (size_t i = 0; i < shown; i++) {
        const struct cover_shift *c = &g->plan.shifts[i];
        double from = (double)c->start * s->grid.slot;
        table_add(&t, "%s", g->kinds[c->kind].pattern->name);
        table_add(&t, "%zu", c->count);
        table_add(&t, "%s", format_clock(a, from));
        table_add(&t, "%s", format_clock(a, from + g->kinds[c->kind].lasts));
        table_add(&t, "%s", schedule_breaks_words(s, g, c, a));
    }
    text_add(out, "\n");
    if (shown > 0)
        table_print(&t, out, 2, WIDTH);
    if (shown < g->plan.n_shifts)
        text_printf(out, "  and %zu more: --out DIR writes all into roster.csv\n",
                    g->plan.n_shifts - shown);
    table_fini(&t);
}

/* ---- the simulation ---- */

static void round_add(const struct schedule *s, size_t i, struct text *out, struct arena *a) {
    const struct schedule_round *r = &s->rounds[i];
    for (size_t k = 0; k < r->results->n_standards; k++) {
        const struct standard_result *x = &r->results->standards[k];
        text_printf(out, "  %s: %s: %s\n", x->question, format_estimate(a, x->value, x->unit),
                    verdict_names[x->verdict]);
    }
    if (!isnan(r->change.value))
        text_printf(out, "  the first of them %s against the round before, paired\n",
                    format_difference(a, r->change, r->results->standards[0].unit));
    if (r->raised > 0)
        text_printf(out,
                    "  falls short: one more required in %.4g hours where it fell short most, and "
                    "solved again: %s\n",
                    hours(s, r->raised),
                    cost_words(s, a, i + 1 < s->n_rounds ? s->rounds[i + 1].cost : s->cost));
}

static void simulation_add(const struct schedule *s, struct text *out, struct arena *a) {
    if (s->n_rounds == 0)
        return;
    const struct results *r = s->rounds[0].results;
    text_printf(out,
                "\nSimulated as shifts with breaks (%s, seed %llu, %.4g %% "
                "intervals):\n",
                format_count(a, r->replications, "replication"), (unsigned long long)r->seed,
                100 * r->level);
    if (r->n_standards == 0)
        text_add(out, "  the scenario has no standards to judge it by\n");
    for (size_t i = 0; i < s->n_rounds; i++) {
        if (s->n_rounds > 1)
            text_printf(out, " round %zu, %s%s\n", i + 1, cost_words(s, a, s->rounds[i].cost),
                        s->rounds[i].confirms ? ", the same again with customers of the next seed"
                                              : "");
        round_add(s, i, out, a);
    }
}

void schedule_text(const struct schedule *s, struct text *out) {
    struct arena a = {0};
    text_printf(out, "%s: who works when\n\n", s->model->name);
    answer_add(s, out, &a);
    schedule_reasons_text(s, out);
    for (size_t i = 0; i < s->n_groups; i++)
        unreachable_add(s, &s->groups[i], out, &a);
    limits_add(s, out, &a);
    for (size_t i = 0; i < s->n_groups; i++) {
        const struct schedule_group *g = &s->groups[i];
        if (g->plan.n_shifts == 0)
            continue;
        missing_add(s, g, out, &a);
        if (s->grid.n_days == 1)
            day_add(s, g, out, &a);
        else
            week_add(s, g, out);
        if (s->grid.n_days == 1)
            shifts_add(s, g, out, &a);
    }
    simulation_add(s, out, &a);
    schedule_verdict_text(s, out);
    arena_fini(&a);
}
