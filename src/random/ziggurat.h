/* SPDX-License-Identifier: GPL-3.0-or-later
 * Exponential numbers from mostly one word and one look-up: the ziggurat. Three times as fast as a
 * logarithm; like it, monotone in the mean.
 * Source: Marsaglia & Tsang (2000), The ziggurat method for generating random variables. */
#ifndef RANDOM_ZIGGURAT_H
#define RANDOM_ZIGGURAT_H

#include "random/stream.h"

enum { ZIGGURAT_LAYERS = 256 };

extern const double ziggurat_edge[ZIGGURAT_LAYERS + 1];

/* Uniform in (0, 1) from the upper 52 bits; the lower 8, which choose the layer, stay out. */
static inline double ziggurat_uniform(uint64_t word) {
    return ((double)(word >> 12) + 0.5) * 0x1p-52;
}

/* The rest of the way for the one word in a hundred that the quick test does not settle. */
double ziggurat_exponential_slow(struct stream *s, uint64_t word);

/* Exponential with mean 1. */
static inline double ziggurat_exponential(struct stream *s) {
    uint64_t word = stream_next(s);
    size_t layer = word & (ZIGGURAT_LAYERS - 1);
    double x = ziggurat_uniform(word) * ziggurat_edge[layer];
    return x < ziggurat_edge[layer + 1] ? x : ziggurat_exponential_slow(s, word);
}

#endif
