/* SPDX-License-Identifier: GPL-3.0-or-later
 * People who call again: after a busy signal, or after they hung up. */
#ifndef THEORY_RETRIAL_H
#define THEORY_RETRIAL_H

#include "theory/queue.h"

/* Every measure of q when a share redial_blocked of the blocked tries again, and a share
 * redial_abandoned of those who hung up, each after redial_after on average, any number of times.
 * Shares (blocking, abandonment, levels) are of the tries; throughput is of customers;
 * tries_per_customer and in_orbit tell of the redials.
 *
 * With exponential patience, limited lines and a state space that is not too large, exact: the
 * chain of (in the system, between tries), solved level by level. Otherwise an approximation: tries
 * taken to be Poisson, their rate x the fixed point of x = calls + x (blocking(x) redial_blocked +
 * abandonment(x) redial_abandoned); good when redials come long after, too kind when they come
 * soon. retrial_is_exact tells which. THEORY_UNSTABLE when everybody comes back until served and
 * the calls exceed the agents. Requires redial_after > 0 and shares in [0, 1]. Source: Cohen
 * (1957); Falin & Templeton (1997), Retrial Queues; Aguir et al. (2004) for hanging up; Bright &
 * Taylor (1995) for the levels. */
enum theory_status retrial_evaluate(const struct queue_model *q, struct queue_measures *out);

bool retrial_is_exact(const struct queue_model *q);

#endif
