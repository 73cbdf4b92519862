/* SPDX-License-Identifier: GPL-3.0-or-later
 * Counts of non-negative numbers in log-linear bins: 128 to an octave, so that any value read back
 * is within 1/128 (0.8 %) of the one put in, from 2^-20 (a microsecond, in seconds) to 2^36.
 * Smaller positive numbers count in the lowest bin, larger ones in the highest; zero has a bin of
 * its own. The bins of an octave are allocated when it is first met. A bin but the one of zero
 * holds at most UINT32_MAX and stays there. Idea: Gil Tene's HdrHistogram; the bin is cut from the
 * double's bits.
 */
#ifndef BASE_HISTOGRAM_H
#define BASE_HISTOGRAM_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"

enum {
    HISTOGRAM_BITS = 7, /* of the mantissa */
    HISTOGRAM_PAGE_BINS = 1 << HISTOGRAM_BITS,
    HISTOGRAM_WORDS = HISTOGRAM_PAGE_BINS / 64,
    HISTOGRAM_PAGES = 56,
    HISTOGRAM_LOWEST = -20, /* binary exponent of the first page */
    HISTOGRAM_BINS = 1 + HISTOGRAM_PAGES * HISTOGRAM_PAGE_BINS
};

struct histogram_page {
    uint64_t used[HISTOGRAM_WORDS]; /* bit set of bins that hold anything */
    uint32_t count[HISTOGRAM_PAGE_BINS];
};

/* {0} is empty. Pages live in the arena given to histogram_add. */
struct histogram {
    uint64_t zero;
    uint64_t pages_used; /* bit set */
    struct histogram_page *page[HISTOGRAM_PAGES];
};

/* The bin of a number: 0 for zero (and below), else from 1, ascending. */
static inline uint32_t histogram_bin(double value) {
    if (!(value > 0)) {
        return 0;
    }
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    uint64_t key = bits >> (52 - HISTOGRAM_BITS);
    uint64_t base = (uint64_t)(1023 + HISTOGRAM_LOWEST) << HISTOGRAM_BITS;
    if (key < base) {
        return 1;
    }
    key -= base;
    return 1 + (key < HISTOGRAM_BINS - 1 ? (uint32_t)key : HISTOGRAM_BINS - 2);
}

void histogram_page_new(struct histogram *h, uint32_t page, struct arena *a);

/* Counts one number by its bin. */
static inline void histogram_add(struct histogram *h, uint32_t bin, struct arena *a) {
    if (bin == 0) {
        h->zero++;
        return;
    }
    uint32_t page = (bin - 1) >> HISTOGRAM_BITS, at = (bin - 1) & (HISTOGRAM_PAGE_BINS - 1);
    if (!(h->pages_used >> page & 1)) {
        histogram_page_new(h, page, a);
    }
    struct histogram_page *p = h->page[page];
    if (p->count[at]++ == 0) {
        p->used[at / 64] |= (uint64_t)1 << at % 64;
    }
}

/* Counts so many numbers of one bin. */
void histogram_add_many(struct histogram *h, uint32_t bin, uint32_t n, struct arena *a);
/* Adds what is in from to h; O(bins in use). */
void histogram_merge(struct histogram *h, const struct histogram *from, struct arena *a);
/* Empties h and keeps its pages; O(bins in use). */
void histogram_reset(struct histogram *h);
uint64_t histogram_total(const struct histogram *h);
/* Count of one bin, and its edges: values in (from, to] but for rounding at the edges; 0, 0 for 0.
 */
uint64_t histogram_count(const struct histogram *h, uint32_t bin);
void histogram_edges(uint32_t bin, double *from, double *to);
/* The number that a share p (0..1) of the values do not exceed, evenly spread inside its bin;
 * NAN when empty. */
double histogram_quantile(const struct histogram *h, double p);
/* How many values exceed the limit, evenly spread inside the bin that holds it. */
double histogram_above(const struct histogram *h, double limit);

#endif
