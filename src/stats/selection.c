/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/selection.h"

#include <assert.h>
#include <math.h>

void selection_init(struct selection *s, size_t k, size_t first, double probability, double zone) {
    assert(k >= 1 && first >= 2 && probability > 0 && probability < 1 && zone > 0);
    *s = (struct selection){.k = k, .first = first, .zone = zone, .n_in_play = k};
    double wrong = 2 * (1 - probability) / (double)(k > 1 ? k - 1 : 1);
    double eta = (pow(wrong, -2 / (double)(first - 1)) - 1) / 2;
    s->h2 = 2 * eta * (double)(first - 1);
    s->x = arena_array(&s->arena, k, sizeof *s->x);
    s->sum = arena_array(&s->arena, k, sizeof *s->sum);
    s->n = arena_array(&s->arena, k, sizeof *s->n);
    s->in_play = arena_array(&s->arena, k, sizeof *s->in_play);
    for (size_t i = 0; i < k; i++) {
        s->x[i] = arena_array(&s->arena, first, sizeof **s->x);
        s->in_play[i] = true;
    }
}

void selection_fini(struct selection *s) {
    arena_fini(&s->arena);
    *s = (struct selection){.k = 0};
}

void selection_add(struct selection *s, size_t system, double x) {
    if (s->n[system] < s->first) {
        s->x[system][s->n[system]] = x;
    }
    s->sum[system] += x;
    s->n[system]++;
}

static double mean_of(const struct selection *s, size_t i) {
    return s->sum[i] / (double)s->n[i];
}

/* Sample variance of the difference of two systems in the first stage. */
static double difference_variance(const struct selection *s, size_t i, size_t l) {
    double n = (double)s->first, mean = 0, square = 0;
    for (size_t j = 0; j < s->first; j++) {
        mean += (s->x[i][j] - s->x[l][j]) / n;
    }
    for (size_t j = 0; j < s->first; j++) {
        double d = s->x[i][j] - s->x[l][j] - mean;
        square += d * d;
    }
    return square / (n - 1);
}

static void variances_fill(struct selection *s) {
    s->variance = arena_array(&s->arena, s->k * s->k, sizeof *s->variance);
    for (size_t i = 0; i < s->k; i++) {
        for (size_t l = 0; l < i; l++) {
            s->variance[i * s->k + l] = s->variance[l * s->k + i] = difference_variance(s, i, l);
        }
    }
}

/* How far below another a mean may be without being out: W of the source. */
static double slack(const struct selection *s, size_t i, size_t l, double r) {
    double until = s->h2 * s->variance[i * s->k + l] / (s->zone * s->zone);
    return fmax(0, s->zone / (2 * r) * (until - r));
}

static bool beaten(const struct selection *s, const bool *before, size_t i) {
    double r = (double)s->n[i];
    for (size_t l = 0; l < s->k; l++) {
        if (l != i && before[l] && mean_of(s, i) < mean_of(s, l) - slack(s, i, l, r)) {
            return true;
        }
    }
    return false;
}

/* Whether enough was seen to take the largest mean, whatever still is in play. */
static bool exhausted(const struct selection *s, size_t r) {
    for (size_t i = 0; i < s->k; i++) {
        for (size_t l = 0; l < i; l++) {
            bool both = s->in_play[i] && s->in_play[l];
            if (both && slack(s, i, l, (double)r) > 0) {
                return false;
            }
        }
    }
    return true;
}

bool selection_screen(struct selection *s) {
    size_t r = s->n[selection_best(s)];
    if (s->n_in_play == 1) {
        return true;
    }
    if (r < s->first) {
        return false;
    }
    if (!s->variance) {
        variances_fill(s);
    }
    struct arena a = {0};
    bool *before = arena_array(&a, s->k, sizeof *before);
    for (size_t i = 0; i < s->k; i++) {
        before[i] = s->in_play[i];
    }
    for (size_t i = 0; i < s->k; i++) {
        if (before[i] && beaten(s, before, i)) {
            s->in_play[i] = false;
            s->n_in_play--;
        }
    }
    arena_fini(&a);
    return s->n_in_play == 1 || exhausted(s, r);
}

size_t selection_best(const struct selection *s) {
    size_t best = s->k;
    for (size_t i = 0; i < s->k; i++) {
        if (s->in_play[i] && (best == s->k || mean_of(s, i) > mean_of(s, best))) {
            best = i;
        }
    }
    return best;
}
