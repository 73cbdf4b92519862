/* SPDX-License-Identifier: GPL-3.0-or-later
 * Accounts of a class of customers, as read. */
#ifndef SCENARIO_ACCOUNTS_H
#define SCENARIO_ACCOUNTS_H

#include <stddef.h>

#include "people/loyalty.h"

struct tie_share {
    enum tie tie;
    double share;
};

/* Who comes again and again, over the days of a run. */
struct accounts {
    size_t count;
    size_t n_ties;
    const struct tie_share *ties; /* shares sum to 1 */
    double loyalty;               /* as it begins, 0 to 1 */
    double value;                 /* money a month; NAN: not given */
    double joins;                 /* a month */
};

#endif
