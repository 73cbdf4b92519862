/* SPDX-License-Identifier: GPL-3.0-or-later
 * M/D/n: services that all last equally long, and M/G/n between it and M/M/n. */
#ifndef THEORY_CONSTANT_SERVICE_H
#define THEORY_CONSTANT_SERVICE_H

#include "theory/queue.h"

/* Every measure of M/D/n with q's handle time, without limits or leaving. Numerically exact: one
 * handle time later, exactly those in service now are gone, so that the queue at such times is the
 * maximum of a random walk with steps Poisson(load) - agents; by Spitzer's identity it is compound
 * Poisson, and its probabilities follow by Panjer's recursion. The wait by Franx. Absolute error
 * below 1e-7. THEORY_UNSTABLE at a load of the agents or more; THEORY_SATURATED when the load
 * is so close to them that the queue's law is too long (occupancy above some 99.9 %).
 * Source: Spitzer (1956); Panjer (1981); Franx (2001), A simple solution for the M/D/c waiting time
 * distribution. */
enum theory_status constant_service_evaluate(const struct queue_model *q,
                                             struct queue_measures *out);

/* An approximation of M/G/n by two moments of the handle time (q's handle_law), without limits or
 * leaving: the mean wait lies between those of M/D/n and M/M/n by Kimura's formula,
 *     (1 + c2) / (2 c2 / W(M/M/n) + (1 - c2) / W(M/D/n)),  c2 = squared coefficient of variation,
 * or is (1 + c2) / 2 times that of M/M/n (Lee & Longton) where M/D/n does not come to an end; as
 * many have to wait as in M/M/n; their waits are taken to be exponential. Exact for exponential
 * handle times; the mean for constant ones. One agent: exact, as single_server_evaluate. Status as
 * above but for ITERATION_LIMIT. Source: Lee & Longton (1959); Kimura (1986). */
enum theory_status general_service_evaluate(const struct queue_model *q,
                                            struct queue_measures *out);

#endif
