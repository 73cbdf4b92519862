/* SPDX-License-Identifier: GPL-3.0-or-later
 * How agents' days wear them down. Done only where people.strain is on. */
#ifndef ENGINE_STRAIN_H
#define ENGINE_STRAIN_H

#include "engine/state.h"

/* The days of all who worked are over: what they did to each. */
void strain_days_end(struct engine *e);
/* Chance that he does not come, of one that is given for the usual strain. */
double strain_absence_of(const struct engine *e, uint32_t agent, double chance);
/* Factor on how fast he recovers; share of the evening's fatigue that 16 hours leave. */
double strain_recovery_of(const struct engine *e, uint32_t agent);
double strain_night_of(const struct engine *e, uint32_t agent);
/* 0 to 1; the usual where strain is off. */
double strain_of(const struct engine *e, uint32_t agent);

#endif
