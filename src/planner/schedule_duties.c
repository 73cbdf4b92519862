/* SPDX-License-Identifier: GPL-3.0-or-later
 * Who works which shift: numbers of people become people with days off. */
#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "planner/schedule_parts.h"

/* The shifts of a contract on one day, one entry a person, by start. */
struct day_list {
    size_t n;
    const struct cover_shift **shift; /* [n] */
};

static int compare_starts(const void *left, const void *right) {
    const struct cover_shift *a = *(const struct cover_shift *const *)left;
    const struct cover_shift *b = *(const struct cover_shift *const *)right;
    if (a->start != b->start)
        return (a->start > b->start) - (a->start < b->start);
    return (a > b) - (a < b);
}

static struct day_list day_of(const struct schedule_group *g, size_t contract, size_t day,
                              struct arena *a) {
    struct day_list list = {0};
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < g->plan.n_shifts; i++) {
            const struct cover_shift *s = &g->plan.shifts[i];
            if (s->day != day || g->problem.kinds[s->kind].contract != contract)
                continue;
            for (size_t k = 0; pass == 1 && k < s->count; k++)
                list.shift[list.n + k] = s;
            list.n += s->count;
        }
        if (pass == 0) {
            list.shift = arena_array(a, list.n, sizeof(const struct cover_shift *));
            list.n = 0;
        }
    }
    if (list.n > 0)
        qsort(list.shift, list.n, sizeof *list.shift, compare_starts);
    return list;
}

/* Somebody on his working days. */
struct worker {
    size_t person, last; /* last: start of his last shift, slots after its midnight */
};

static int compare_workers(const void *left, const void *right) {
    const struct worker *a = left, *b = right;
    if (a->last != b->last)
        return (a->last > b->last) - (a->last < b->last);
    return (a->person > b->person) - (a->person < b->person);
}

/* The next n of all people, going round: a day's n is at most all of them, and over the days they
 * add up to `works` times all, so that everybody works that many days and nobody twice on one. */
static size_t round_pick(const struct worker *all, size_t people, size_t n, size_t *next,
                         struct worker *out) {
    for (size_t i = 0; i < n; i++)
        out[i] = all[(*next + i) % people];
    *next = people > 0 ? (*next + n) % people : 0;
    return n;
}

/* Those who do not have one of their days off. */
static size_t working_pick(const struct schedule_group *g, size_t contract, size_t day,
                           const struct worker *all, size_t people, struct worker *out) {
    const size_t *off = &g->plan.off[contract * g->problem.n_days];
    size_t n = 0, person = 0;
    for (size_t first = 0; first < g->problem.n_days; first++)
        for (size_t i = 0; i < off[first] && person < people; i++, person++)
            if (cover_works_on(&g->problem, contract, first, day))
                out[n++] = all[person];
    return n;
}

/* On each day the one whose last shift began earliest gets the earliest, which keeps each person's
 * starts together and the rest between shifts long. */
static void duties_of_contract(struct schedule_group *g, size_t contract, struct arena *a) {
    const struct cover_contract *c = &g->problem.contracts[contract];
    size_t people = g->plan.people[contract], next = 0;
    struct worker *all = arena_array(a, people, sizeof *all);
    struct worker *today = arena_array(a, people, sizeof *today);
    for (size_t i = 0; i < people; i++)
        all[i].person = i;
    for (size_t day = 0; day < g->problem.n_days; day++) {
        struct day_list list = day_of(g, contract, day, a);
        size_t n;
        if (c->works > 0 && c->off_together) {
            n = working_pick(g, contract, day, all, people, today);
        } else {
            next = c->works > 0 ? next : 0;
            n = round_pick(all, people, list.n, &next, today);
        }
        assert(n == list.n);
        if (n > 0)
            qsort(today, n, sizeof *today, compare_workers);
        for (size_t i = 0; i < n; i++) {
            g->duties[g->n_duties++] = (struct duty){contract, today[i].person, list.shift[i]};
            all[today[i].person].last = list.shift[i]->start;
        }
    }
}

static int compare_duties(const void *left, const void *right) {
    const struct duty *a = left, *b = right;
    if (a->contract != b->contract)
        return (a->contract > b->contract) - (a->contract < b->contract);
    if (a->person != b->person)
        return (a->person > b->person) - (a->person < b->person);
    return (a->shift->day > b->shift->day) - (a->shift->day < b->shift->day);
}

static double rest_between(const struct schedule *s, const struct schedule_group *g,
                           const struct duty *before, const struct duty *after, size_t days) {
    size_t day = s->grid.day_slots;
    double end = (double)(before->shift->day * day + before->shift->start +
                          g->problem.kinds[before->shift->kind].lasts);
    double start = (double)((after->shift->day + days) * day + after->shift->start);
    return (start - end) * s->grid.slot;
}

/* Of people with a week of their own; the week comes round again. */
static double shortest_rest(const struct schedule *s, const struct schedule_group *g) {
    double rest = HUGE_VAL;
    for (size_t i = 0, first = 0; i < g->n_duties; i++) {
        const struct duty *d = &g->duties[i];
        if (d->contract != g->duties[first].contract || d->person != g->duties[first].person)
            first = i;
        if (g->problem.contracts[d->contract].works == 0)
            continue;
        bool last = i + 1 == g->n_duties || g->duties[i + 1].contract != d->contract ||
                    g->duties[i + 1].person != d->person;
        const struct duty *next = last ? &g->duties[first] : &g->duties[i + 1];
        rest = fmin(rest, rest_between(s, g, d, next, last ? s->grid.n_days : 0));
    }
    return rest;
}

void schedule_duties(struct schedule *s, struct schedule_group *g) {
    struct arena a = {0};
    size_t n = 0;
    for (size_t i = 0; i < g->plan.n_shifts; i++)
        n += g->plan.shifts[i].count;
    g->duties = arena_array(&s->arena, n, sizeof *g->duties);
    g->n_duties = 0;
    for (size_t c = 0; c < g->problem.n_contracts; c++)
        duties_of_contract(g, c, &a);
    if (n > 0)
        qsort(g->duties, n, sizeof *g->duties, compare_duties);
    g->shortest_rest = shortest_rest(s, g);
    arena_fini(&a);
}
