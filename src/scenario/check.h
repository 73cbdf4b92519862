/* SPDX-License-Identifier: GPL-3.0-or-later
 * Mistakes that no single value shows: names that nothing bears, stations that nobody reaches,
 * loops that take no time, loads that never drain. */
#ifndef SCENARIO_CHECK_H
#define SCENARIO_CHECK_H

#include "scenario/reading.h"

/* Looks at the whole of in->scenario; every finding goes to d. Works on what could be read. */
void scenario_check(struct reading *in, struct diag *d);

#endif
