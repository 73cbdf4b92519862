/* SPDX-License-Identifier: GPL-3.0-or-later
 * Each account has a budget of hazard, exponential of mean 1, drawn as it opens; loyalty holds
 * between two contacts, so that the moment at which the budget is spent is known exactly. */
#include "engine/accounts.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/units.h"
#include "engine/tell.h"
#include "people/score.h"
#include "random/draw.h"

static const struct people *people_of(const struct engine *e) {
    return &e->model->scenario->people;
}

static const struct accounts *accounts_of(const struct engine *e, uint32_t class_index) {
    return e->model->classes[class_index].accounts;
}

/* ---- one account ---- */

static enum tie tie_draw(const struct accounts *a, double u) {
    for (size_t i = 0; i + 1 < a->n_ties; i++) {
        u -= a->ties[i].share;
        if (u < 0) {
            return a->ties[i].tie;
        }
    }
    return a->ties[a->n_ties - 1].tie;
}

static void account_begin(const struct engine *e, uint32_t class_index, uint32_t account,
                          double now) {
    const struct accounts *as_read = accounts_of(e, class_index);
    struct account *a = &e->books[class_index].of[account];
    struct stream s =
        stream_at(e->key, person_address(e->model->classes[class_index].accounts_name, 0, account),
                  draw_address(e->model->draw_account, a->times++));
    *a = (struct account){.at = now,
                          .loyalty = (float)as_read->loyalty,
                          .expects = (float)people_of(e)->score.expected,
                          .tie = (uint8_t)tie_draw(as_read, stream_uniform(&s)),
                          .left = (float)-log(stream_uniform(&s)),
                          .times = a->times};
}

/* Goes on to a time at which nothing has touched it since the last; false if it has gone by then.
 */
static bool account_moves(const struct engine *e, struct account_book *b, struct account *a,
                          double until) {
    if (a->gone) {
        return false;
    }
    double months = (until - a->at) / LOYALTY_MONTH;
    double hazard = loyalty_hazard(&people_of(e)->loyalty, a->loyalty, (enum tie)a->tie);
    if (a->left <= hazard * months) {
        months = a->left / hazard;
        a->gone = true;
        b->today.defected++;
        b->gone++;
    }
    a->left -= (float)(hazard * months);
    a->at = until;
    b->today.months += months;
    b->today.loyalty += a->loyalty * months;
    return !a->gone;
}

/* ---- contacts ---- */

uint32_t account_draw(struct engine *e, const struct customer *c) {
    struct account_book *b = &e->books[c->class_index];
    struct stream s = customer_stream(e, c, e->model->draw_account, 0);
    uint32_t account = (uint32_t)(stream_uniform(&s) * (double)b->n);
    if (!account_moves(e, b, &b->of[account], e->now)) {
        b->today.stayed_away++;
        return NONE;
    }
    return account;
}

double account_expects(const struct engine *e, const struct customer *c, uint32_t account) {
    return e->books[c->class_index].of[account].expects;
}

void account_touched(struct engine *e, const struct customer *c, uint32_t account,
                     const struct account_touch *t) {
    const struct people *p = people_of(e);
    struct account_book *b = &e->books[c->class_index];
    struct account *a = &b->of[account];
    b->heard += t->score < SCORE_LOW ? -(double)t->told : t->told;
    if (!account_moves(e, b, a, e->now)) {
        return;
    }
    a->loyalty = (float)(t->by_redress ? fmin(1, a->loyalty + p->complaints.binds)
                                       : loyalty_after(&p->loyalty, a->loyalty, t->score));
    if (!isnan(t->waited)) {
        a->expects = (float)loyalty_expects_after(&p->loyalty, a->expects, t->waited);
    }
}

/* ---- days ---- */

/* New accounts take the places of those who have gone: the company's customers are never more than
 * it began with. */
static void accounts_join(struct engine *e, uint32_t class_index, double now) {
    const struct accounts *as_read = accounts_of(e, class_index);
    struct account_book *b = &e->books[class_index];
    if (as_read->joins <= 0) {
        return;
    }
    double logit = people_of(e)->loyalty.moves * b->heard / (double)b->n;
    double month = loyalty_joins(as_read->joins, (double)b->n, logit);
    /* The address after the last account's. */
    struct stream s =
        stream_at(e->key, person_address(e->model->classes[class_index].accounts_name, 0, b->n),
                  draw_address(e->model->draw_account, e->day));
    uint32_t n = stream_poisson(&s, month * (now - b->since) / LOYALTY_MONTH);
    for (uint32_t i = 0; i < b->n && n > 0 && b->gone > 0; i++) {
        if (b->of[i].gone) {
            account_begin(e, class_index, i, now);
            b->gone--;
            b->today.joined++;
            n--;
        }
    }
}

static void book_close(struct engine *e, uint32_t class_index, double now) {
    struct account_book *b = &e->books[class_index];
    for (uint32_t i = 0; i < b->n; i++) {
        account_moves(e, b, &b->of[i], now);
    }
    accounts_join(e, class_index, now);
    tell_accounts(e, class_index, &b->today);
    b->today = (struct account_day){.months = 0};
    b->since = now;
}

static void books_close(struct engine *e, double now) {
    for (uint32_t i = 0; i < e->model->n_classes; i++) {
        if (accounts_of(e, i)) {
            book_close(e, i, now);
        }
    }
}

static void book_open(struct engine *e, uint32_t class_index) {
    struct account_book *b = &e->books[class_index];
    struct account *of = b->of;
    uint32_t n = b->n;
    *b = (struct account_book){.of = of, .n = n, .since = e->books_began};
    for (uint32_t i = 0; i < n; i++) {
        of[i] = (struct account){.times = 0};
        account_begin(e, class_index, i, e->books_began);
    }
}

void accounts_open(struct engine *e) {
    if (e->now > e->books_began) {
        books_close(e, e->now);
    }
}

/* The last day too lasts until the hour of opening, so that as many days are told as were run. */
void accounts_finish(struct engine *e) {
    books_close(e, e->books_began + (double)e->model->days * DAY_SECONDS);
}

/* ---- before and after ---- */

void accounts_new(struct engine *e) {
    bool any = false;
    for (uint32_t i = 0; i < e->model->n_classes; i++) {
        any = any || accounts_of(e, i);
    }
    if (!any) {
        return;
    }
    e->books = mem_new(e->model->n_classes, sizeof *e->books);
    for (uint32_t i = 0; i < e->model->n_classes; i++) {
        if (accounts_of(e, i)) {
            e->books[i].n = (uint32_t)accounts_of(e, i)->count;
            e->books[i].of = mem_new(e->books[i].n, sizeof *e->books[i].of);
        }
    }
}

void accounts_free(struct engine *e) {
    for (uint32_t i = 0; e->books && i < e->model->n_classes; i++) {
        free(e->books[i].of);
    }
    free(e->books);
}

void accounts_reset(struct engine *e) {
    e->books_began = e->model->opens;
    for (uint32_t i = 0; i < e->model->n_classes; i++) {
        if (accounts_of(e, i)) {
            book_open(e, i);
        }
    }
}
