/* SPDX-License-Identifier: GPL-3.0-or-later
 * Customers by when they would like to come, whatever the opening hours: a wish over 24 hours, and
 * what becomes of that part of it in which the doors are closed. */
#ifndef SCENARIO_WANTED_H
#define SCENARIO_WANTED_H

#include "scenario/reading.h"

struct wanted {
    struct profile wish;                 /* per second, over the whole day; n 0: not given */
    double come_at_opening, later, lost; /* shares of those who wish to come while it is closed */
};

extern const struct field_type wanted_type, wanted_closed_type;

/* The rate (per second) at which people then come while it is open; false with findings. at: the
 * arrivals. Requires the horizon to be known. */
bool wanted_settle(struct reader *r, const struct path *at, const struct wanted *w,
                   struct profile *rate);

#endif
