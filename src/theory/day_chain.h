/* SPDX-License-Identifier: GPL-3.0-or-later
 * The chain of day_queue.h while nothing changes: its states in one vector, their derivatives, and
 * what a change of agents does to them. */
#ifndef THEORY_DAY_CHAIN_H
#define THEORY_DAY_CHAIN_H

#include <stddef.h>

#include "base/arena.h"

/* What is added up along the way, behind the states. */
enum day_sum {
    DAY_DELAYED,   /* calls that join and have to wait */
    DAY_BLOCKED,   /* calls */
    DAY_ABANDONED, /* calls */
    DAY_BUSY,      /* agent seconds */
    DAY_WAITING,   /* customer seconds */
    DAY_SUMS
};

/* States: 0 .. agents - 1 busy with nobody waiting; then a row of 0 .. most waiting for each number
 * busy from agents to top. */
struct day_chain {
    double calls, serve, leave; /* per second; the latter two each */
    double at_once;             /* share who hang up rather than wait */
    size_t agents, top, most;
    size_t lines; /* SIZE_MAX: unlimited */
};

/* States without sums. */
size_t day_chain_states(const struct day_chain *c);
/* Index of busy >= agents, waiting. */
static inline size_t day_chain_at(const struct day_chain *c, size_t busy, size_t waiting) {
    return c->agents + (busy - c->agents) * (c->most + 1) + waiting;
}

/* d/dt of the states and, behind them, of the sums. */
void day_chain_slope(const struct day_chain *c, const double *p, double *slope);

/* The states of chain *to (agents and the others but top set) after a change from c; *to gets its
 * top: rows above it hold less than 1e-12 in all. Returns them in arena a, with room for sums (0).
 */
double *day_chain_change(const struct day_chain *c, const double *p, struct day_chain *to,
                         struct arena *a);

/* One who has just joined behind others: chances, by busy (agents .. top) and number ahead (0 ..
 * most) as in the states from index agents on, of being served and of having hung up within the
 * time left. d/dt as the time left grows; both [rows x (most + 1)], the second behind the first. */
void day_tagged_slope(const struct day_chain *c, const double *h, double *slope);
/* The chances under c just before a change to the chain `after`. */
void day_tagged_change(const struct day_chain *c, double *h, const struct day_chain *after,
                       const double *h_after);
static inline size_t day_tagged_size(const struct day_chain *c) {
    return (c->top - c->agents + 1) * (c->most + 1);
}

#endif
