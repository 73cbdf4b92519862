/* SPDX-License-Identifier: GPL-3.0-or-later
 * The chain of (customers in the system, customers between two tries), for retrial.h. */
#ifndef THEORY_RETRIAL_CHAIN_H
#define THEORY_RETRIAL_CHAIN_H

#include "theory/queue.h"

/* Every measure of q (limited lines, exponential patience, redials as retrial.h says), solved with
 * at most most_levels between two tries; false, and out untouched, when more than 1e-9 of the time
 * would be spent at the limit. O(levels lines^3). */
bool retrial_chain(const struct queue_model *q, size_t most_levels, struct queue_measures *out);

#endif
