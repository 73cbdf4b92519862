/* SPDX-License-Identifier: GPL-3.0-or-later
 * The tally of accounts: a day's at a time, in the class's own row and the total's. */
#include <math.h>

#include "base/units.h"
#include "observe/tally_parts.h"

void tally_accounts(void *self, double now, uint32_t class_index, const struct account_day *d) {
    struct tally *t = self;
    const struct model_class *k = &t->model->classes[class_index];
    struct span stores = layout_contact(t->layout, class_index, k->tiers[0]);
    double value = isnan(k->accounts->value) ? 0 : k->accounts->value;
    (void)now;
    if (!k->rival) {
        double month = floor((double)t->day * DAY_SECONDS / LOYALTY_MONTH);
        struct account_month *m = &t->counters.months[(size_t)fmin(month, MONTHS_AT_MOST - 1)];
        m->months += d->months;
        m->loyalty += d->loyalty;
        m->value += value * d->months;
    }
    for (uint32_t i = 0; i < stores.n; i++) {
        struct cell *cell = &t->members[stores.first + i]->cell[t->interval];
        cell->count[Q_DEFECTED] += d->defected;
        cell->count[Q_OPENED] += d->joined;
        cell->count[Q_STAYED_AWAY] += d->stayed_away;
        *cell_sum(cell, Q_ACCOUNT_MONTHS) += d->months;
        *cell_sum(cell, Q_LOYALTY) += d->loyalty;
        *cell_sum(cell, Q_ACCOUNT_VALUE) += value * d->months;
    }
}
