/* SPDX-License-Identifier: GPL-3.0-or-later
 * Which of several means is the largest: Kim and Nelson's fully sequential procedure KN. With the
 * probability asked for, the one chosen is the largest, or within the indifference zone of it:
 * exactly where observations are normal, whether or not those of different systems belong together
 * (common random numbers make it faster, not less sure). One step at a time, so that a caller can
 * show how far it is and end it early.
 * Source: Kim and Nelson (2001), A fully sequential procedure for indifference-zone selection in
 * simulation, ACM TOMACS 11, 251-273, with c = 1. To screen only now and then keeps the guarantee:
 * Jennison, Johnstone and Turnbull (1982), Asymptotically optimal procedures for sequential
 * adaptive selection of the best of several normal means (a Brownian motion seen at any times). */
#ifndef STATS_SELECTION_H
#define STATS_SELECTION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

struct selection {
    struct arena arena;
    size_t k;         /* systems */
    size_t first;     /* observations of the first stage */
    double zone, h2;  /* the indifference zone; h squared */
    double **x;       /* [k][first]: observations of the first stage */
    double *sum;      /* [k] */
    size_t *n;        /* [k]: observations */
    double *variance; /* [k][k], of differences, from the first stage; NULL before its end */
    bool *in_play;    /* [k] */
    size_t n_in_play;
};

/* k >= 1 systems; first >= 2 observations before anything is compared; probability of a right
 * choice in (1/k, 1); zone > 0. */
void selection_init(struct selection *s, size_t k, size_t first, double probability, double zone);
void selection_fini(struct selection *s);
/* The next observation of a system in play; more is better. */
void selection_add(struct selection *s, size_t system, double x);
/* When all in play have as many observations, and at least `first`: takes out of play who is not
 * the best. True when one remains, or when those that remain are within the zone (then the largest
 * mean is taken). */
bool selection_screen(struct selection *s);
/* The system in play with the largest mean. */
size_t selection_best(const struct selection *s);

#endif
