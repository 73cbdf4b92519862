/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a day's profile amounts to between two times, s since midnight. Its last value holds on; a
 * weekday that never comes ({0}) amounts to nothing. */
#ifndef SCENARIO_PROFILE_AMOUNT_H
#define SCENARIO_PROFILE_AMOUNT_H

#include "scenario/scenario.h"

/* The integral over [from, to): value x s. */
double profile_integral(const struct profile *p, double from, double to);
/* The time-weighted mean over [from, to), from < to. */
double profile_mean(const struct profile *p, double from, double to);
/* The largest value in [from, to), at least 0. */
double profile_most(const struct profile *p, double from, double to);
/* The largest value at any time of any weekday, at least 0. */
double profile_largest(const struct profile *p);

#endif
