/* SPDX-License-Identifier: GPL-3.0-or-later
 * What so many replications can prove. */
#ifndef PLANNER_STAFF_PROOF_H
#define PLANNER_STAFF_PROOF_H

#include <stdbool.h>
#include <stddef.h>

/* Standard errors that a mean of n replications must be above 0 to be shown at this risk
 * (one-sided Student's t). n >= 2. */
double proof_quantile(double risk, double n);
/* Replications at one of so many looks, each twice the one before up to most; no look is so small
 * that a skewed slack misleads, unless most is. */
size_t proof_look(size_t most, size_t looks, size_t look);
/* Whether n replications without one exception show that a share is at least so much: exact,
 * however the exceptions come together. */
bool proof_without_miss(double share, double n, double risk);

#endif
