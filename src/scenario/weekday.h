/* SPDX-License-Identifier: GPL-3.0-or-later
 * Weekdays as people write them. */
#ifndef SCENARIO_WEEKDAY_H
#define SCENARIO_WEEKDAY_H

#include <stddef.h>

#include "base/text.h"
#include "scenario/scenario.h"

#define WEEKDAY_PATTERN "(mon|tue|wed|thu|fri|sat|sun)"
#define ALL_WEEKDAYS    ((1U << WEEKDAYS) - 1)

extern const char *const weekday_names[WEEKDAYS]; /* "mon" ... */

/* "mon" or "tue-fri" ("sat-mon" goes over the week's end): the first into *first, how many into *n.
 * NULL, or what is wrong with it, to follow the quoted text. */
const char *weekdays_parse(const char *text, unsigned *first, unsigned *n);
/* The bits 1 << weekday of such a range. */
unsigned weekdays_set(unsigned first, unsigned n);
/* "mon, tue and sun": the weekdays of a set. */
void weekdays_add(struct text *t, unsigned set);
/* Those that the days of the horizon are. */
unsigned horizon_weekdays(const struct horizon *h);

#endif
