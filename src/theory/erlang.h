/* SPDX-License-Identifier: GPL-3.0-or-later
 * The birth-death chain behind Erlang's formulas: how much of the time every agent is busy. */
#ifndef THEORY_ERLANG_H
#define THEORY_ERLANG_H

#include <stddef.h>

/* Share of calls lost when a call that finds every server busy is lost (M/G/n/n).
 * load: offered load in erlangs, >= 0. servers: 0 loses every call.
 * Sums from the full state downwards, so nothing overflows or cancels: relative error below 1e-10
 * up to 100,000 servers; a share below 1e-300 may come out as 0. O(|servers - load| + sqrt(load)).
 * Source: Erlang (1917); the sum is the inverse formula of Jagerman (1974). */
double erlang_b(size_t servers, double load);

/* Share of calls that wait when nobody hangs up and no call is blocked (M/M/n).
 * Requires load < servers (asserted). Error as erlang_b.
 * Source: Erlang (1917). */
double erlang_c(size_t servers, double load);

/* Logarithm of P(some server is idle) / P(exactly the given number of calls are in a system with
 * as many servers): below(n) = n/a + n(n-1)/a^2 + ..., that is 1/B - 1.
 * servers >= 1, load > 0. Absolute error below 1e-10 up to 100,000 servers; any size of result. */
double chain_below_log(size_t servers, double load);

/* Logarithm of P(places calls wait) / P(none waits and every server is busy), with calls arriving
 * at rate calls, served at rate drain in all, each waiting one leaving at rate leave (>= 0).
 * -HUGE_VAL when the share is below 1e-300 of the likeliest number waiting. O(places) at most. */
double chain_full_log(size_t places, double calls, double drain, double leave);

#endif
