/* SPDX-License-Identifier: GPL-3.0-or-later
 * Where a run has settled, and what one long run is worth. */
#ifndef STATS_STEADY_H
#define STATS_STEADY_H

#include <stdbool.h>
#include <stddef.h>

#include "stats/moments.h"

/* MSER-5: how many of n values to cut off at the start. Groups of five are averaged, and the cut d
 * with the least sum of squares about the mean of the rest over (rest)^2 is taken, d in the first
 * half. Returns a multiple of 5; n >= 10, else 0. settled (may be NULL): false when the best cut is
 * at the end of the half looked at, that is when the run is too short to tell.
 * Source: White, Cobb and Spratt (2000), A comparison of five steady-state truncation heuristics
 * for simulation, Proc. Winter Simulation Conference, 755-760. */
size_t mser5(const double *value, size_t n, bool *settled);

#endif
