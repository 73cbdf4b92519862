/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "people/loyalty.h"

#include <math.h>

const char *const tie_names[TIES + 1] = {
    [TIE_MONOPOLY] = "monopoly",       [TIE_INERTIA] = "inertia",
    [TIE_CONVENIENCE] = "convenience", [TIE_PRICE] = "price",
    [TIE_INCENTIVE] = "incentive",     [TIE_LATENT] = "latent",
    [TIE_SUPER_VALUE] = "super-value"};

/* Factors on the hazard. Assumptions, all of them: the order is that of how free people are to go.
 */
static const double tie_factor[TIES] = {
    [TIE_MONOPOLY] = 0.1,  [TIE_INERTIA] = 0.5, [TIE_CONVENIENCE] = 0.7, [TIE_PRICE] = 1.5,
    [TIE_INCENTIVE] = 0.8, [TIE_LATENT] = 1,    [TIE_SUPER_VALUE] = 0.4};

double loyalty_after(const struct loyalty *p, double loyalty, double score) {
    return loyalty + p->learns * (score - loyalty);
}

double loyalty_expects_after(const struct loyalty *p, double expected, double met) {
    return expected + p->expects * (met - expected);
}

double loyalty_hazard(const struct loyalty *p, double loyalty, enum tie tie) {
    return p->hazard * tie_factor[tie] * exp(-p->steep * (loyalty - LOYALTY_USUAL));
}

double loyalty_joins(double joins, double prospects, double logit) {
    double share = joins / prospects; /* of prospects, a month */
    return prospects / (1 + (1 - share) / share * exp(-logit));
}
