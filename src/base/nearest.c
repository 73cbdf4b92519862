/* SPDX-License-Identifier: GPL-3.0-or-later
 * Optimal string alignment distance by dynamic programming over three rows. */
#include "base/nearest.h"

#include <ctype.h>
#include <string.h>

enum { COMPARED = 64 };

static size_t least(size_t a, size_t b) {
    return a < b ? a : b;
}

static size_t compared_length(const char *text) {
    return least(strlen(text), COMPARED);
}

static int lower(const char *text, size_t i) {
    return tolower((unsigned char)text[i]);
}

size_t edit_distance(const char *a, const char *b) {
    size_t rows[3][COMPARED + 1];
    size_t *before = rows[0], *last = rows[1], *now = rows[2];
    size_t n = compared_length(a), m = compared_length(b);
    for (size_t j = 0; j <= m; j++) {
        last[j] = j;
        before[j] = j;
    }
    for (size_t i = 1; i <= n; i++) {
        now[0] = i;
        for (size_t j = 1; j <= m; j++) {
            size_t replaced = last[j - 1] + (lower(a, i - 1) != lower(b, j - 1));
            now[j] = least(replaced, least(last[j], now[j - 1]) + 1);
            if (i > 1 && j > 1 && lower(a, i - 1) == lower(b, j - 2) &&
                lower(a, i - 2) == lower(b, j - 1)) {
                now[j] = least(now[j], before[j - 2] + 1);
            }
        }
        size_t *spare = before;
        before = last;
        last = now;
        now = spare;
    }
    return last[m];
}

void nearest_offer(struct nearest *n, const char *candidate) {
    size_t distance = edit_distance(n->word, candidate);
    size_t allowed = compared_length(n->word) / 3;
    allowed = allowed > 0 ? allowed : 1;
    if (distance > allowed || distance >= compared_length(candidate)) {
        return;
    }
    if (!n->best || distance < n->distance) {
        n->best = candidate;
        n->distance = distance;
    }
}
