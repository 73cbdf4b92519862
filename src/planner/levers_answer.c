/* SPDX-License-Identifier: GPL-3.0-or-later
 * What each lever was found to do, in the order of the to-do list. */
#include <math.h>
#include <stdlib.h>

#include "planner/levers.h"

const char *const lever_class_names[LEVER_CLASSES] = {"pays",      "worth",           "costs",
                                                      "not shown", "nothing changes", "not run"};

static const struct change_finding unknown = {{NAN, NAN, NAN}, CHANGE_UNKNOWN, NAN};

static struct change_finding total_finding(const struct compared *v, const char *measure) {
    const struct change_finding *f = compared_finding(v, ROW_TOTAL, "", measure_find(measure));
    return f ? *f : unknown;
}

/* The finding with so much more, which is certain. */
static struct change_finding shifted(struct change_finding f, double more, int good,
                                     const struct compared *v) {
    struct estimate e = {f.difference.value + more, f.difference.low + more,
                         f.difference.high + more};
    if (isnan(more) || f.verdict == CHANGE_UNKNOWN) {
        return f;
    }
    if (f.verdict == CHANGE_NONE) { /* without an interval */
        e.low = e.high = e.value;
    }
    return change_judge(e, good, more, 0, v->results->days);
}

/* Whether money ranks; else who leaves, where anybody does. */
static enum lever_rank rank_of(const struct levers *l, const struct comparison *c) {
    bool any = false;
    for (size_t i = 0; i < c->n; i++) {
        const struct compared *v = &c->variants[i];
        any = any || (v->sums && v->sums[LEVER_LEFT].value.value > 0);
    }
    return l->lost_priced ? LEVERS_BY_MONEY : any ? LEVERS_BY_LEAVERS : LEVERS_BY_WAIT;
}

/* A finding that is unknown has no interval, of one day for instance, or no value at all. */
static bool is_same(const struct change_finding *f) {
    bool valueless = f->verdict == CHANGE_UNKNOWN && isnan(f->difference.value);
    return f->verdict == CHANGE_NONE || valueless;
}

/* In nothing that is told of levers. */
static bool nothing_differs(const struct lever_found *f, const struct compared *v) {
    const struct change_finding felt = total_finding(v, "felt_wait"),
                                tired = total_finding(v, "fatigue");
    return is_same(&f->wait) && is_same(&f->left) && is_same(&f->lost) && is_same(&f->spent) &&
           is_same(&f->net) && is_same(&felt) && is_same(&tired);
}

static bool price_known(const struct lever *l) {
    return l->cost != LEVER_BOUGHT || !isnan(l->price);
}

/* What the list is ranked by, so that more is better. */
static double gain(const struct lever_found *f, enum lever_rank rank) {
    return rank == LEVERS_BY_MONEY     ? f->net.difference.value
           : rank == LEVERS_BY_LEAVERS ? -f->left.difference.value
                                       : -f->wait.difference.value;
}

static enum lever_class class_of(const struct levers_answer *a, const struct lever_found *f,
                                 const struct compared *v) {
    const struct lever *l = &a->levers->all[f->lever];
    const struct change_finding *x = a->rank == LEVERS_BY_MONEY     ? &f->net
                                     : a->rank == LEVERS_BY_LEAVERS ? &f->left
                                                                    : &f->wait;
    if (nothing_differs(f, v)) {
        return LEVER_NONE;
    }
    if (x->verdict == CHANGE_BETTER) {
        return a->rank == LEVERS_BY_MONEY && !price_known(l) ? LEVER_WORTH : LEVER_PAYS;
    }
    return x->verdict == CHANGE_WORSE ? LEVER_COSTS : LEVER_OPEN;
}

/* Fewer who leave, for each 100 spent. */
static struct estimate kept_per_100(const struct lever_found *f, const struct lever *l) {
    const double hundred = 100;
    double spent = f->spent.difference.value;
    const struct estimate e = f->lost.difference;
    if (!(spent > 0) || !price_known(l) || f->lost.verdict == CHANGE_UNKNOWN) {
        return (struct estimate){NAN, NAN, NAN};
    }
    return (struct estimate){-hundred * e.value / spent, -hundred * e.high / spent,
                             -hundred * e.low / spent};
}

static void found_fill(const struct levers_answer *a, const struct comparison *c,
                       struct lever_found *f) {
    const struct compared *v = &c->variants[f->lever + 1];
    const struct lever *l = &a->levers->all[f->lever];
    f->wait = f->left = f->lost = f->spent = f->net = unknown;
    f->kept_per_100 = unknown.difference;
    f->class = LEVER_NOT_RUN;
    if (!v->results || !v->rows) {
        return;
    }
    f->wait = total_finding(v, "mean_wait");
    f->left = v->sums[LEVER_LEFT].change;
    f->lost = v->sums[LEVER_LOST].change;
    f->spent = shifted(v->sums[LEVER_SPENT].change, l->price, GOOD_LOW, v);
    f->net = shifted(v->sums[LEVER_NET].change, -l->price, GOOD_HIGH, v);
    f->kept_per_100 = kept_per_100(f, l);
    f->class = class_of(a, f, v);
}

/* By insertion: equal ones keep the order of the rows. */
static void found_sort(struct levers_answer *a) {
    for (size_t i = 1; i < a->levers->n; i++) {
        struct lever_found x = a->found[i];
        size_t k = i;
        for (; k > 0; k--) {
            const struct lever_found *y = &a->found[k - 1];
            bool before =
                x.class < y->class || (x.class == y->class && gain(&x, a->rank) > gain(y, a->rank));
            if (!before) {
                break;
            }
            a->found[k] = *y;
        }
        a->found[k] = x;
    }
}

struct levers_answer *levers_answer(const struct levers *l, const struct comparison *c) {
    struct levers_answer *a = mem_new(1, sizeof *a);
    a->levers = l;
    a->rank = rank_of(l, c);
    a->found = arena_array(&a->arena, l->n, sizeof *a->found);
    for (size_t i = 0; i < l->n; i++) {
        a->found[i].lever = i;
        found_fill(a, c, &a->found[i]);
    }
    found_sort(a);
    return a;
}

void levers_answer_free(struct levers_answer *a) {
    if (a) {
        arena_fini(&a->arena);
        free(a);
    }
}
