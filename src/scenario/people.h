/* SPDX-License-Identifier: GPL-3.0-or-later
 * The parameters of people that are switched on, one by one: for the list of assumptions and for
 * whoever varies them. */
#ifndef SCENARIO_PEOPLE_H
#define SCENARIO_PEOPLE_H

#include "base/field.h"
#include "people/people.h"

/* mechanism: its key in "people"; value: in the row's unit, NAN where it is no number. */
typedef void people_parameter(void *context, const char *mechanism, const struct field *f,
                              double value);
/* In the order of the tables. */
void people_each(const struct people *p, people_parameter *each, void *context);

#endif
