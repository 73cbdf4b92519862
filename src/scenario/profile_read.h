/* SPDX-License-Identifier: GPL-3.0-or-later
 * How a profile is read: the same every day, or by weekday. */
#ifndef SCENARIO_PROFILE_READ_H
#define SCENARIO_PROFILE_READ_H

#include "scenario/reading.h"

/* One day's: a value, a list, a step function or a csv column; false with findings. f: the row of
 * the profile, whose limits hold for each value. */
bool profile_day_read(struct reader *r, const struct cJSON *json, const struct path *at,
                      const struct field *f, struct profile *out);
/* Whether an object's keys are weekdays (one at least). */
bool profile_is_week(const struct cJSON *json);
bool profile_week_read(struct reader *r, const struct cJSON *json, const struct path *at,
                       const struct field *f, struct profile *out);

#endif
