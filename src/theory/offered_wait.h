/* SPDX-License-Identifier: GPL-3.0-or-later
 * The law of the wait that a delayed customer is offered: how long until an agent would be free for
 * somebody who never hangs up. Every wait of Erlang A and its relatives is an integral over it. */
#ifndef THEORY_OFFERED_WAIT_H
#define THEORY_OFFERED_WAIT_H

#include <stdbool.h>
#include <stddef.h>

#include "random/distribution.h"

#define PLACES_UNLIMITED SIZE_MAX
#define WAIT_PANELS      1000

/* Integrals of the (scaled) density f(v) of the offered wait v over a range of v. */
struct wait_sums {
    double all;         /* f */
    double served;      /* f x P(patience > v) */
    double left;        /* f x P(patience <= v) */
    double served_wait; /* f x v x P(patience > v), seconds */
    double left_wait;   /* f x E[patience; patience <= v], seconds */
};

struct wait_panel {
    double from, to;         /* seconds */
    struct wait_sums beyond; /* over all v > from */
};

struct offered_wait {
    double calls;                        /* per second */
    double drain;                        /* per second: agents / handle time */
    double leave;                        /* per second: 1 / mean patience; 0 when nobody hangs up */
    const struct distribution *patience; /* its law; NULL: exponential, at rate leave */
    size_t places;                       /* to wait in, >= 1; PLACES_UNLIMITED */
    double mode;                         /* seconds: where f is largest */
    double peak;                         /* log of f(mode); f is kept divided by exp(peak) */
    size_t count;
    struct wait_panel panels[WAIT_PANELS]; /* [count], touching, by v */
};

/* Tabulates the law for Poisson calls, exponential handle times and patience of any law, first come
 * first served. Set calls, drain, leave, patience and places before. With unlimited places and
 * leave 0, calls must be below drain (asserted). The density, relative to P(all agents busy, nobody
 * waits), is f(v) = drain exp(-drain v) sum over j < places of x^j / j!,  x = calls E[min(patience,
 * v)] which sums, over the j found waiting, the chance of j and the law of j + 1 departures (the
 * exponential spacings whose total has the beta law); any law of patience keeps its form
 * (Movaghar). The logarithm of f is concave, so that the part within e^-45 of its peak is found by
 * bisection; it is integrated by adaptive 16-point Gauss-Legendre panels, cut where the law of
 * patience has a jump or a kink. Relative error of the sums below 1e-11 (1e-10 beyond 100,000
 * places). False when WAIT_PANELS did not suffice: the sums are then less exact (patience of
 * hundreds of listed values). Source: Palm (1957); Baccelli & Hebuterne (1981); Movaghar (1998);
 * Zeltyn & Mandelbaum (2005), section 3, for unlimited places. */
bool offered_wait_tabulate(struct offered_wait *w);

/* The sums over all v > t, t >= 0. */
struct wait_sums offered_wait_beyond(const struct offered_wait *w, double t);

/* P(patience > t) and P(patience <= t), each without cancelling. */
double patience_survival(const struct offered_wait *w, double t);
double patience_left(const struct offered_wait *w, double t);

/* Logarithm of P(all places are taken) / P(none waits and every agent is busy) for limited places;
 * the sum and its sources as above. */
double offered_wait_full_log(const struct offered_wait *w);

/* log of x^m exp(-x) / m!, the Poisson probability, without the cancellation of its parts. m >= 1,
 * not only whole numbers, x > 0. Source: DLMF 5.11.3 (the scaled gamma function). */
double poisson_log(double m, double x);

/* log of the sum over j < terms of x^j / j!, for terms >= 1 and x >= 0; absolute error below 1e-11
 * up to 100,000 terms. Source: it is an incomplete gamma function, DLMF 8.4.10. */
double exponential_sum_log(size_t terms, double x);

#endif
