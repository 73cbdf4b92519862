/* SPDX-License-Identifier: GPL-3.0-or-later
 * Arrivals at given times: a list in the scenario or a csv column of time stamps. */
#ifndef SCENARIO_ARRIVAL_TIMES_H
#define SCENARIO_ARRIVAL_TIMES_H

#include "scenario/reading.h"

/* Keys of the csv form. */
extern const struct field arrival_times_fields[];

/* Sets n_times, times and times_daily. All times are of every day ("08:03:20") or all are dated
 * ("2024-05-06 08:03:20"; the first date is the first day). false with findings. */
bool arrival_times_read(struct reader *r, const struct cJSON *json, const struct path *at,
                        struct arrival_source *out);

#endif
