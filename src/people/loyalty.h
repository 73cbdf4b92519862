/* SPDX-License-Identifier: GPL-3.0-or-later
 * Mechanism M8, accounts: loyalty L, between 0 and 1, follows the scores of contacts; whoever is
 * not bound goes for good with a hazard that falls with it. */
#ifndef PEOPLE_LOYALTY_H
#define PEOPLE_LOYALTY_H

#include <stdbool.h>

#define LOYALTY_MONTH (365.25 / 12 * 86400) /* s */
#define LOYALTY_USUAL 0.7                   /* at which the hazard is that given */

/* What ties an account to the company. */
enum tie {
    TIE_MONOPOLY,
    TIE_INERTIA,
    TIE_CONVENIENCE,
    TIE_PRICE,
    TIE_INCENTIVE,
    TIE_LATENT,
    TIE_SUPER_VALUE,
    TIES
};

extern const char *const tie_names[TIES + 1]; /* ended by NULL */

struct loyalty {
    bool on;
    double learns;              /* share of the way from L to the score that a contact goes */
    double expects;             /* likewise of the wait that is expected to the one met */
    double hazard;              /* a month, at the usual loyalty, with a tie of 1 */
    double steep;               /* exponent of loyalty in it */
    double told_bad, told_good; /* people told of a bad contact, and of another; means */
    double moves;               /* logit by which each of them moves a prospect's joining */
};

double loyalty_after(const struct loyalty *p, double loyalty, double score);
double loyalty_expects_after(const struct loyalty *p, double expected, double met);
/* Of leaving for good, a month. */
double loyalty_hazard(const struct loyalty *p, double loyalty, enum tie tie);
/* Accounts that open in a month, by so many prospects of whom each was moved by the mean logit:
 * joins where that is 0. */
double loyalty_joins(double joins, double prospects, double logit);

#endif
