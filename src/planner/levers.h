/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a manager can change: each lever is a merge patch on parameters of the scenario, and is run
 * as a variant of it. Which apply, what each costs, what each buys. */
#ifndef PLANNER_LEVERS_H
#define PLANNER_LEVERS_H

#include "planner/comparison.h"
#include "scenario/read.h"

/* Where the cost of a lever comes from. */
enum lever_cost {
    LEVER_RULES,  /* another way to do things: nothing but what the scenario itself reckons */
    LEVER_PRICED, /* people or machines that the scenario gives a price */
    LEVER_BOUGHT  /* something that no scenario prices, or people without a price */
};

/* One that applies. */
struct lever {
    const char *name;  /* "one more in clerks" */
    const char *what;  /* in words, what it is; ends without a full stop */
    const char *basis; /* what is assumed of the size of its effect; NULL: nothing */
    enum lever_cost cost;
    double price;          /* a day, as the caller gave it; NAN: it was not given */
    struct document patch; /* over the scenario */
};

/* One that does not, and why. */
struct lever_absent {
    const char *name, *why;
};

/* What is asked of every variant, in the order of levers.sums. */
enum lever_sum {
    LEVER_LEFT, /* share of those who came that left unserved: abandoned, balked, blocked, sent away
                   at closing */
    LEVER_LOST, /* the same, a day */
    LEVER_SPENT, /* money a day: staff and stations */
    LEVER_NET,   /* money a day: value of the helped less all costs, those of the lost among them */
    LEVER_SUMS
};

/* What levers are ranked by. */
enum lever_rank { LEVERS_BY_MONEY, LEVERS_BY_LEAVERS, LEVERS_BY_WAIT };

struct levers {
    struct arena arena;
    struct scenario *scenario; /* as it is */
    size_t n;
    struct lever *all; /* [n], variants 1 to n of the comparison; variant 0: as it is */
    size_t n_absent;
    struct lever_absent *absent;  /* [n_absent] */
    const struct sum_ratio *sums; /* [LEVER_SUMS] */
    bool lost_priced, waiting_priced;
};

/* Which levers a scenario has that has been read without errors. prices: texts "NAME=120" or
 * "NAME=120/day", NAME that of a lever. NULL with errors in d. */
struct levers *levers_new(const struct document *documents, size_t n, const char *const *prices,
                          size_t n_prices, struct diag *d);
void levers_free(struct levers *l);

/* What a lever was found to do. */
enum lever_class {
    LEVER_PAYS,  /* better by what is ranked by; by money: its cost included */
    LEVER_WORTH, /* by money: better before its own price, which nobody gave */
    LEVER_COSTS, /* worse */
    LEVER_OPEN,  /* no difference shown */
    LEVER_NONE,  /* nothing at all differs */
    LEVER_NOT_RUN,
    LEVER_CLASSES
};
extern const char *const lever_class_names[]; /* "pays", "worth", ... */

struct lever_found {
    size_t lever; /* index into levers.all */
    enum lever_class class;
    /* Against the scenario as it is; net and spent less and with the price that was given. */
    struct change_finding wait, left, lost, spent, net;
    /* Customers kept a day for 100 money spent, the spending taken at its mean; NANs where nothing
     * more is spent, or the price is not known. */
    struct estimate kept_per_100;
};

struct levers_answer {
    struct arena arena;
    const struct levers *levers;
    enum lever_rank rank;
    struct lever_found *found; /* [levers->n], by class, then the best first */
};

/* c: of the variants of the levers, with their sums. */
struct levers_answer *levers_answer(const struct levers *l, const struct comparison *c);
void levers_answer_free(struct levers_answer *a);

#endif
