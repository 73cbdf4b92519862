/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planner/staff_proof.h"

#include <math.h>

#include "stats/interval.h"

enum { FEWEST_AT_LOOK = 50 };

double proof_quantile(double risk, double n) {
    return student_t(1 - 2 * risk, n - 1);
}

size_t proof_look(size_t most, size_t looks, size_t look) {
    size_t n = most >> (looks - 1 - look);
    n = n < FEWEST_AT_LOOK ? FEWEST_AT_LOOK : n;
    return n < most ? n : most;
}

/* The worst that can hide: days in which everybody is an exception, none of which came. Were they
 * more than 1 - share of all, n without any would have at most probability share^n. */
bool proof_without_miss(double share, double n, double risk) {
    return n * log(share) <= log(risk);
}
