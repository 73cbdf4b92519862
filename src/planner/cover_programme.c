/* SPDX-License-Identifier: GPL-3.0-or-later
 * Columns: x people of a kind who start then, b floating breaks that begin then, w people whose
 * window is open and who have not gone yet, y people of a contract by their days off. Rows:
 *     w(t) = w(t-1) + x(whose window opens at t) - b(t)
 *     w(t) <= x(whose window is still open after t)
 *     x at work - b away >= required
 *     b away of a contract <= at once, where its break says so
 * The first two are the forward and backward rows of Bechtold & Jacobs (1990), written as a stock,
 * which keeps them short. Windows of one kind are equally long, so that none lies strictly within
 * another and breaks can be handed out in the order of the starts. */
#include "planner/cover_programme.h"

#include <math.h>

/* A row while its terms come together. */
struct row {
    size_t n;
    size_t *column;
    double *factor;
    size_t capacity;
};

static void row_add(struct arena *a, struct row *r, size_t column, double factor) {
    if (r->n == r->capacity) {
        struct row more = {.capacity = 2 * r->capacity + 16};
        more.column = arena_array(a, more.capacity, sizeof *more.column);
        more.factor = arena_array(a, more.capacity, sizeof *more.factor);
        for (size_t i = 0; i < r->n; i++) {
            more.column[i] = r->column[i];
            more.factor[i] = r->factor[i];
        }
        more.n = r->n;
        *r = more;
    }
    r->column[r->n] = column;
    r->factor[r->n++] = factor;
}

static size_t row_close(struct milp *m, struct row *r, double low, double high) {
    size_t index = milp_add_row(m, low, high, r->n, r->column, r->factor);
    r->n = 0;
    return index;
}

static size_t column_add(struct milp *m, double cost, bool integer) {
    return milp_add_column(
        m, (struct milp_column){.cost = cost, .high = HUGE_VAL, .integer = integer});
}

/* While a programme is built. */
struct building {
    struct cover_programme *c;
    struct row *cover; /* [n_slots] */
    struct row spare;
};

static void cover_add(struct building *b, size_t slot, size_t column, double factor) {
    row_add(b->c->arena, &b->cover[slot % cover_slots(b->c->problem)], column, factor);
}

static bool on_fixed_break(const struct cover_kind *k, size_t at) {
    for (size_t i = 0; i < k->n_breaks; i++) {
        const struct cover_break *b = &k->breaks[i];
        if (!break_floats(b) && b->first <= at && at < b->first + b->lasts)
            return true;
    }
    return false;
}

static void shifts_add(struct building *b, const struct cover_kind *k, struct kind_columns *on,
                       size_t midnight) {
    on->shift = b->c->milp.n_columns;
    for (size_t i = 0; i < k->n_starts; i++) {
        size_t column = column_add(&b->c->milp, k->cost, true);
        for (size_t at = 0; at < k->lasts; at++)
            if (!on_fixed_break(k, at))
                cover_add(b, midnight + k->starts[i] + at, column, 1);
    }
}

/* Starts of the kind in [from, to), as a range of indices. */
static size_t starts_before(const struct cover_kind *k, size_t to) {
    size_t n = 0;
    while (n < k->n_starts && k->starts[n] < to)
        n++;
    return n;
}

/* The rows of one floating break that may begin `at` slots after midnight. waiting: the column of
 * those who still wait after it; before: of those after the slot before, SIZE_MAX at the first. */
static void stock_add(struct building *b, const struct cover_kind *k, const struct kind_columns *on,
                      size_t which, size_t at, size_t waiting, size_t before) {
    const struct cover_break *rest = &k->breaks[which];
    struct arena *a = b->c->arena;
    row_add(a, &b->spare, waiting, 1);
    row_add(a, &b->spare, on->breaks[which] + (at - on->begin[which]), 1);
    if (before != SIZE_MAX)
        row_add(a, &b->spare, before, -1);
    for (size_t i = starts_before(k, at - rest->first);
         i < k->n_starts && k->starts[i] + rest->first == at; i++)
        row_add(a, &b->spare, on->shift + i, -1);
    row_close(&b->c->milp, &b->spare, 0, 0);
    row_add(a, &b->spare, waiting, 1);
    size_t open = at >= rest->last ? starts_before(k, at - rest->last + 1) : 0;
    for (size_t i = open; i < k->n_starts && k->starts[i] + rest->first <= at; i++)
        row_add(a, &b->spare, on->shift + i, -1);
    row_close(&b->c->milp, &b->spare, -HUGE_VAL, 0);
}

static void break_add(struct building *b, const struct cover_kind *k, struct kind_columns *on,
                      size_t which, size_t midnight) {
    const struct cover_break *rest = &k->breaks[which];
    size_t first = k->starts[0] + rest->first;
    size_t n = k->starts[k->n_starts - 1] + rest->last - first + 1;
    on->begin[which] = first;
    on->n_begins[which] = n;
    on->breaks[which] = b->c->milp.n_columns;
    for (size_t i = 0; i < n; i++) {
        size_t column = column_add(&b->c->milp, 0, true);
        for (size_t at = 0; at < rest->lasts; at++)
            cover_add(b, midnight + first + i + at, column, -1);
    }
    size_t before = SIZE_MAX;
    for (size_t i = 0; i < n; i++) {
        size_t waiting = column_add(&b->c->milp, 0, false);
        stock_add(b, k, on, which, first + i, waiting, before);
        before = waiting;
    }
}

static void kind_add(struct building *b, size_t kind, size_t day) {
    const struct cover_kind *k = &b->c->problem->kinds[kind];
    struct kind_columns *on = kind_on(b->c, kind, day);
    on->allowed = b->c->problem->contracts[k->contract].days >> day & 1 && k->n_starts > 0;
    if (!on->allowed)
        return;
    size_t midnight = day * b->c->problem->day_slots;
    shifts_add(b, k, on, midnight);
    for (size_t i = 0; i < k->n_breaks; i++)
        if (break_floats(&k->breaks[i]))
            break_add(b, k, on, i, midnight);
}

/* ---- how many are away at once ---- */

/* Whoever of the kind is on its break, into the rows of the slots. */
static void away_add(struct building *b, struct row *away, size_t kind, size_t which) {
    const struct cover_problem *p = b->c->problem;
    const struct cover_break *rest = &p->kinds[kind].breaks[which];
    for (size_t day = 0; day < p->n_days; day++) {
        const struct kind_columns *on = kind_on(b->c, kind, day);
        for (size_t i = 0; on->allowed && i < on->n_begins[which]; i++)
            for (size_t at = 0; at < rest->lasts; at++) {
                size_t slot = day * p->day_slots + on->begin[which] + i + at;
                row_add(b->c->arena, &away[slot % cover_slots(p)], on->breaks[which] + i, 1);
            }
    }
}

static void at_once_add(struct building *b, size_t contract, size_t which) {
    const struct cover_problem *p = b->c->problem;
    struct row *away = arena_array(b->c->arena, cover_slots(p), sizeof *away);
    double most = HUGE_VAL;
    for (size_t k = 0; k < p->n_kinds; k++) {
        const struct cover_kind *kind = &p->kinds[k];
        if (kind->contract != contract || which >= kind->n_breaks ||
            kind->breaks[which].at_once == 0 || !break_floats(&kind->breaks[which]))
            continue;
        most = (double)kind->breaks[which].at_once;
        away_add(b, away, k, which);
    }
    for (size_t slot = 0; slot < cover_slots(p); slot++)
        if (away[slot].n > 0)
            row_close(&b->c->milp, &away[slot], -HUGE_VAL, most);
}

/* ---- contracts ---- */

/* Everybody of the contract who works on the day; false when nobody may. */
static bool workers_add(struct building *b, size_t contract, size_t day) {
    const struct cover_problem *p = b->c->problem;
    for (size_t k = 0; k < p->n_kinds; k++) {
        const struct kind_columns *on = kind_on(b->c, k, day);
        for (size_t i = 0;
             p->kinds[k].contract == contract && on->allowed && i < p->kinds[k].n_starts; i++)
            row_add(b->c->arena, &b->spare, on->shift + i, 1);
    }
    return b->spare.n > 0;
}

static double limit(size_t people) {
    return people == COVER_UNLIMITED ? HUGE_VAL : (double)people;
}

/* Each day's people are new ones. */
static void daily_contract_add(struct building *b, size_t contract) {
    const struct cover_contract *c = &b->c->problem->contracts[contract];
    for (size_t day = 0; day < b->c->problem->n_days; day++)
        if (workers_add(b, contract, day))
            row_close(&b->c->milp, &b->spare, (double)c->at_least, limit(c->at_most));
}

bool cover_works_on(const struct cover_problem *p, size_t contract, size_t off, size_t day) {
    return (day + p->n_days - off) % p->n_days >= p->n_days - p->contracts[contract].works;
}

/* Whether those days off leave them no day that they may not work. */
static bool off_suits(const struct cover_problem *p, size_t contract, size_t off) {
    for (size_t day = 0; day < p->n_days; day++)
        if (cover_works_on(p, contract, off, day) && !(p->contracts[contract].days >> day & 1))
            return false;
    return true;
}

/* A column for each day: those of the contract who work on it, as many as begin a shift. */
static size_t workers_columns_add(struct building *b, size_t contract) {
    struct milp *m = &b->c->milp;
    size_t first = m->n_columns;
    for (size_t day = 0; day < b->c->problem->n_days; day++)
        column_add(m, 0, true);
    for (size_t day = 0; day < b->c->problem->n_days; day++) {
        workers_add(b, contract, day);
        row_add(b->c->arena, &b->spare, first + day, -1);
        row_close(m, &b->spare, 0, 0);
    }
    return first;
}

static void together_add(struct building *b, size_t contract) {
    const struct cover_problem *p = b->c->problem;
    struct contract_columns *own = &b->c->contracts[contract];
    own->n_people = p->contracts[contract].works == p->n_days ? 1 : p->n_days;
    own->people = b->c->milp.n_columns;
    for (size_t off = 0; off < own->n_people; off++) {
        size_t column = column_add(&b->c->milp, 0, true);
        if (!off_suits(p, contract, off))
            milp_set_column_bounds(&b->c->milp, column, 0, 0);
    }
    size_t workers = workers_columns_add(b, contract);
    for (size_t day = 0; day < p->n_days; day++) {
        row_add(b->c->arena, &b->spare, workers + day, 1);
        for (size_t off = 0; off < own->n_people; off++)
            if (cover_works_on(p, contract, off, day))
                row_add(b->c->arena, &b->spare, own->people + off, -1);
        row_close(&b->c->milp, &b->spare, 0, 0);
    }
}

/* Any days off: on each day at most all of them, on all days together `works` times as many. Such
 * numbers can always be handed out, by going round (schedule_duties.c). */
static void anyhow_add(struct building *b, size_t contract) {
    const struct cover_problem *p = b->c->problem;
    struct contract_columns *own = &b->c->contracts[contract];
    own->n_people = 1;
    own->people = column_add(&b->c->milp, 0, true);
    size_t workers = workers_columns_add(b, contract);
    for (size_t day = 0; day < p->n_days; day++) {
        row_add(b->c->arena, &b->spare, workers + day, 1);
        row_add(b->c->arena, &b->spare, own->people, -1);
        row_close(&b->c->milp, &b->spare, -HUGE_VAL, 0);
    }
    for (size_t day = 0; day < p->n_days; day++)
        row_add(b->c->arena, &b->spare, workers + day, 1);
    row_add(b->c->arena, &b->spare, own->people, -(double)p->contracts[contract].works);
    row_close(&b->c->milp, &b->spare, 0, 0);
}

/* Where every shift of the contract costs the same, that is a price of its people: the same cost in
 * few columns, whose multiples make coarser steps for bounds to be rounded to. */
static void cost_move(struct building *b, size_t contract) {
    const struct cover_problem *p = b->c->problem;
    const struct contract_columns *own = &b->c->contracts[contract];
    double cost = NAN;
    for (size_t k = 0; k < p->n_kinds; k++) {
        if (p->kinds[k].contract != contract)
            continue;
        if (!isnan(cost) && (cost < p->kinds[k].cost || cost > p->kinds[k].cost))
            return;
        cost = p->kinds[k].cost;
    }
    for (size_t k = 0; k < p->n_kinds; k++)
        for (size_t day = 0; p->kinds[k].contract == contract && day < p->n_days; day++)
            for (size_t i = 0; kind_on(b->c, k, day)->allowed && i < p->kinds[k].n_starts; i++)
                milp_set_cost(&b->c->milp, kind_on(b->c, k, day)->shift + i, 0);
    for (size_t i = 0; i < own->n_people; i++)
        milp_set_cost(&b->c->milp, own->people + i, cost * (double)p->contracts[contract].works);
}

static void contract_add(struct building *b, size_t contract) {
    const struct cover_contract *c = &b->c->problem->contracts[contract];
    struct contract_columns *own = &b->c->contracts[contract];
    if (c->works == 0) {
        daily_contract_add(b, contract);
        return;
    }
    if (c->off_together)
        together_add(b, contract);
    else
        anyhow_add(b, contract);
    for (size_t i = 0; i < own->n_people; i++)
        row_add(b->c->arena, &b->spare, own->people + i, 1);
    row_close(&b->c->milp, &b->spare, (double)c->at_least, limit(c->at_most));
    cost_move(b, contract);
}

static void slot_add(struct building *b, size_t slot, bool may_miss) {
    const struct cover_problem *p = b->c->problem;
    struct cover_programme *c = b->c;
    c->under[slot] = c->over[slot] = c->cover_row[slot] = SIZE_MAX;
    double required = (double)p->required[slot];
    if (required == 0 && p->over == 0)
        return;
    if (may_miss && required > 0) {
        c->under[slot] = column_add(&c->milp, isinf(p->under) ? 0 : p->under, false);
        cover_add(b, slot, c->under[slot], 1);
    }
    if (p->over > 0) {
        c->over[slot] = column_add(&c->milp, p->over, false);
        cover_add(b, slot, c->over[slot], -1);
    }
    c->cover_row[slot] =
        row_close(&c->milp, &b->cover[slot], required, p->over > 0 ? required : HUGE_VAL);
}

void cover_programme_init(struct cover_programme *c, const struct cover_problem *p, bool may_miss,
                          struct arena *a) {
    size_t slots = cover_slots(p);
    *c = (struct cover_programme){.problem = p, .arena = a};
    struct building b = {.c = c, .cover = arena_array(a, slots, sizeof *b.cover)};
    c->kinds = arena_array(a, p->n_kinds * p->n_days, sizeof *c->kinds);
    c->contracts = arena_array(a, p->n_contracts, sizeof *c->contracts);
    c->under = arena_array(a, slots, sizeof *c->under);
    c->over = arena_array(a, slots, sizeof *c->over);
    c->cover_row = arena_array(a, slots, sizeof *c->cover_row);
    for (size_t k = 0; k < p->n_kinds; k++)
        for (size_t day = 0; day < p->n_days; day++)
            kind_add(&b, k, day);
    for (size_t i = 0; i < p->n_contracts; i++) {
        contract_add(&b, i);
        for (size_t which = 0; which < COVER_BREAKS_AT_MOST; which++)
            at_once_add(&b, i, which);
    }
    for (size_t slot = 0; slot < slots; slot++)
        slot_add(&b, slot, may_miss);
}

void cover_programme_fini(struct cover_programme *c) {
    milp_fini(&c->milp);
}
