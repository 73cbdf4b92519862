/* SPDX-License-Identifier: GPL-3.0-or-later
 * From patterns in seconds to kinds of shifts in slots. */
#include <math.h>
#include <string.h>

#include "base/units.h"
#include "planner/schedule_parts.h"

enum { MINUTE = 60, BREAK_GRID = 900 };

static size_t divisor(size_t a, size_t b) {
    while (b > 0) {
        size_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

static size_t divisor_with(size_t slot, double seconds) {
    return divisor(slot, (size_t)lround(seconds));
}

static size_t pattern_divisor(size_t slot, const struct shift_pattern *p, double *window) {
    for (size_t i = 0; i < p->n_lasts; i++)
        slot = divisor_with(slot, p->lasts[i]);
    for (size_t i = 0; i < p->n_starts; i++)
        slot = divisor_with(slot, p->starts[i]);
    for (size_t i = 0; i < p->n_breaks; i++) {
        const struct break_rule *b = &p->breaks[i];
        slot = divisor_with(divisor_with(divisor_with(slot, b->lasts), b->from), b->until);
        *window = fmax(*window, b->until - b->from);
    }
    return slot;
}

static bool group_differs(const struct model *m, uint32_t group) {
    const struct staff_group *g = &m->scenario->groups[group];
    bool differs = g->count.by_weekday != NULL;
    for (size_t i = 0; i < g->n_patterns; i++)
        differs = differs || g->patterns[i].days > 0 || g->patterns[i].on != (1U << WEEKDAYS) - 1;
    return differs;
}

static bool days_differ(const struct model *m) {
    bool differs = false;
    for (uint32_t i = 0; i < m->n_sources; i++)
        differs = differs || m->sources[i].by_weekday;
    for (uint32_t i = 0; i < m->scenario->n_groups; i++)
        differs = differs || (m->scenario->groups[i].n_patterns > 0 && group_differs(m, i));
    return differs;
}

bool schedule_grid(const struct model *m, struct slot_grid *out, struct diag *d) {
    size_t slot = divisor(DAY_SECONDS, (size_t)lround(m->interval));
    double window = 0;
    slot = divisor_with(slot, m->opens);
    for (size_t i = 0; i < m->scenario->n_groups; i++)
        for (size_t p = 0; p < m->scenario->groups[i].n_patterns; p++)
            slot = pattern_divisor(slot, &m->scenario->groups[i].patterns[p], &window);
    if (window > 0)
        slot = divisor(slot, BREAK_GRID);
    if (slot < MINUTE)
        return diag_error(d, &(struct path){.key = "staff"},
                          "times of patterns, breaks and intervals fit only a grid of %zu s; give "
                          "them in whole minutes, better in quarters of an hour",
                          slot);
    *out = (struct slot_grid){.slot = (double)slot, .day_slots = DAY_SECONDS / slot, .n_days = 1};
    out->day[0] = m->weekday[0];
    if (days_differ(m)) {
        out->n_days = m->n_weekdays;
        for (size_t i = 0; i < m->n_weekdays; i++)
            out->day[i] = m->weekday[i];
    }
    return true;
}

/* ---- kinds and contracts ---- */

static size_t slots_of(const struct slot_grid *g, double seconds) {
    return (size_t)lround(seconds / g->slot);
}

static struct cover_break *breaks_of(struct schedule *s, const struct shift_pattern *p) {
    struct cover_break *breaks = arena_array(&s->arena, p->n_breaks, sizeof *breaks);
    for (size_t i = 0; i < p->n_breaks; i++)
        breaks[i] = (struct cover_break){
            .first = slots_of(&s->grid, p->breaks[i].from),
            .last = slots_of(&s->grid, p->breaks[i].until),
            .lasts = slots_of(&s->grid, p->breaks[i].lasts),
            .at_once = p->breaks[i].at_once == COUNT_UNLIMITED ? 0 : p->breaks[i].at_once};
    return breaks;
}

static double unpaid_breaks(const struct shift_pattern *p) {
    double sum = 0;
    for (size_t i = 0; i < p->n_breaks; i++)
        sum += p->breaks[i].paid ? 0 : p->breaks[i].lasts;
    return sum;
}

/* Money per second of somebody paid; 0: the group has no price. */
static double price_of(const struct model *m, const char *group) {
    for (size_t i = 0; i < m->scenario->money.n_staff; i++)
        if (strcmp(m->scenario->money.staff[i].name, group) == 0)
            return m->scenario->money.staff[i].amount;
    return 0;
}

static void kind_fill(struct schedule *s, const struct schedule_group *g,
                      struct schedule_kind *kind, struct cover_kind *k) {
    const struct shift_pattern *p = kind->pattern;
    double price = price_of(s->model, g->as_read->name);
    kind->paid = kind->lasts - unpaid_breaks(p);
    k->lasts = slots_of(&s->grid, kind->lasts);
    k->n_starts = p->n_starts;
    size_t *starts = arena_array(&s->arena, p->n_starts, sizeof *starts);
    for (size_t i = 0; i < p->n_starts; i++)
        starts[i] = slots_of(&s->grid, p->starts[i]);
    k->starts = starts;
    k->n_breaks = p->n_breaks;
    k->breaks = breaks_of(s, p);
    k->cost = !isnan(p->cost) ? p->cost
              : price > 0     ? price * kind->paid / (1 - g->as_read->shrinkage)
                              : kind->paid / 3600;
    s->priced = s->priced || price > 0 || !isnan(p->cost);
}

static void contract_fill(const struct schedule *s, const struct shift_pattern *p,
                          struct cover_contract *c) {
    *c = (struct cover_contract){.at_least = p->at_least,
                                 .at_most = p->at_most,
                                 .works = p->days < s->grid.n_days ? p->days : s->grid.n_days,
                                 .off_together = p->off_together};
    for (size_t d = 0; d < s->grid.n_days; d++)
        c->days |= (p->on >> s->grid.day[d] & 1U) << d;
}

void schedule_problem(struct schedule *s, struct schedule_group *g,
                      const struct schedule_options *o) {
    const struct staff_group *group = g->as_read;
    size_t n = 0;
    for (size_t i = 0; i < group->n_patterns; i++)
        n += group->patterns[i].n_lasts;
    struct schedule_kind *kinds = arena_array(&s->arena, n, sizeof *kinds);
    struct cover_kind *k = arena_array(&s->arena, n, sizeof *k);
    struct cover_contract *c = arena_array(&s->arena, group->n_patterns, sizeof *c);
    for (size_t i = 0; i < group->n_patterns; i++) {
        contract_fill(s, &group->patterns[i], &c[i]);
        if (group->absence >= 1) /* whoever is hired stays away */
            c[i].at_least = c[i].at_most = 0;
        for (size_t j = 0; j < group->patterns[i].n_lasts; j++) {
            kinds[g->n_kinds] = (struct schedule_kind){.pattern = &group->patterns[i],
                                                       .lasts = group->patterns[i].lasts[j]};
            k[g->n_kinds].contract = i;
            kind_fill(s, g, &kinds[g->n_kinds], &k[g->n_kinds]);
            g->n_kinds++;
        }
    }
    g->kinds = kinds;
    double hours = s->grid.slot / 3600;
    g->problem = (struct cover_problem){.n_days = s->grid.n_days,
                                        .day_slots = s->grid.day_slots,
                                        .required = g->required,
                                        .n_kinds = n,
                                        .kinds = k,
                                        .n_contracts = group->n_patterns,
                                        .contracts = c,
                                        .under = o->under * hours,
                                        .over = o->over * hours};
}
