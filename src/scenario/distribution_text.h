/* SPDX-License-Identifier: GPL-3.0-or-later
 * A distribution as people type it on a command line. */
#ifndef SCENARIO_DISTRIBUTION_TEXT_H
#define SCENARIO_DISTRIBUTION_TEXT_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/diag.h"
#include "random/distribution.h"

/* Reads "lognormal:mean=5m,cv=1.3", "constant:90s" (the one parameter that a kind needs), a bare
 * time, which means exponential with that mean, as formulas do, or the JSON of a scenario.
 * name: of the option, for findings ("--patience"). False with findings in d. What *out points to
 * lies in arena a. */
bool distribution_parse(const char *name, const char *text, struct arena *a, struct diag *d,
                        struct distribution *out);

#endif
