/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/interval.h"

#include <math.h>

#include <gsl/gsl_cdf.h>

double student_t(double level, double degrees) {
    return gsl_cdf_tdist_Pinv(0.5 + level / 2, degrees);
}

double interval_half_width(const struct interval *i) {
    return (i->high - i->low) / 2;
}

static struct interval around(double value, double half) {
    return (struct interval){value, value - half, value + half};
}

static struct interval nothing(void) {
    return (struct interval){NAN, NAN, NAN};
}

struct interval mean_interval(const struct moments *m, double level) {
    if (m->n < 1) {
        return nothing();
    }
    if (m->n < 2) {
        return around(m->x, NAN);
    }
    return around(m->x, student_t(level, m->n - 1) * sqrt(moments_variance(m) / m->n));
}

/* Variance of the ratio of means. */
static double ratio_variance(const struct moments *m) {
    double r = m->x / m->y;
    double square = m->xx - 2 * r * m->xy + r * r * m->yy;
    return fmax(0, square) / ((m->n - 1) * m->n * m->y * m->y);
}

struct interval ratio_interval(const struct moments *m, double level) {
    if (m->n < 1 || !(fabs(m->y) > 0)) {
        return nothing();
    }
    if (m->n < 2) {
        return around(m->x / m->y, NAN);
    }
    return around(m->x / m->y, student_t(level, m->n - 1) * sqrt(ratio_variance(m)));
}

struct interval wilson_interval(double successes, double n, double level) {
    if (!(n > 0)) {
        return nothing();
    }
    double p = successes / n, z = gsl_cdf_ugaussian_Pinv(0.5 + level / 2);
    double scale = 1 + z * z / n, centre = (p + z * z / (2 * n)) / scale;
    double half = z / scale * sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    return (struct interval){p, fmax(0, centre - half), fmin(1, centre + half)};
}

struct interval clustered_share_interval(const struct moments *m, double level) {
    double trials = m->n * m->y;
    if (m->n < 1 || !(trials > 0)) {
        return nothing();
    }
    double p = m->x / m->y, variance = m->n < 2 ? NAN : ratio_variance(m);
    double effective = variance > 0 ? fmin(trials, p * (1 - p) / variance) : trials;
    return wilson_interval(p * effective, effective, level);
}

struct interval group_interval(double value, const double *groups, size_t k, double level) {
    struct moments m = {0};
    for (size_t i = 0; i < k; i++) {
        if (isfinite(groups[i])) {
            moments_add(&m, groups[i], 0);
        }
    }
    if (m.n < 2) {
        return around(value, NAN);
    }
    return around(value, student_t(level, m.n - 1) * sqrt(moments_variance(&m) / m.n));
}

/* Welch's interval for a difference of estimates with variances va, vb from na, nb values. */
static struct interval welch(double difference, const double v[2], const double n[2],
                             double level) {
    double sum = v[0] + v[1];
    if (!(sum > 0)) {
        return around(difference, sum);
    }
    double degrees = sum * sum / (v[0] * v[0] / (n[0] - 1) + v[1] * v[1] / (n[1] - 1));
    return around(difference, student_t(level, degrees) * sqrt(sum));
}

struct interval unpaired_ratio_difference(const struct moments *a, const struct moments *b,
                                          double level) {
    if (a->n < 1 || b->n < 1 || !(fabs(a->y) > 0) || !(fabs(b->y) > 0)) {
        return nothing();
    }
    double v[2] = {a->n < 2 ? NAN : ratio_variance(a), b->n < 2 ? NAN : ratio_variance(b)};
    return welch(a->x / a->y - b->x / b->y, v, (const double[]){a->n, b->n}, level);
}

struct interval paired_ratio_difference(const double *xa, const double *ya, const double *xb,
                                        const double *yb, size_t n, double level) {
    struct moments a = {0}, b = {0}, d = {0};
    for (size_t i = 0; i < n; i++) {
        moments_add(&a, xa[i], ya[i]);
        moments_add(&b, xb[i], yb[i]);
    }
    if (n < 1 || !(fabs(a.y) > 0) || !(fabs(b.y) > 0)) {
        return nothing();
    }
    double ra = a.x / a.y, rb = b.x / b.y;
    for (size_t i = 0; i < n; i++) {
        moments_add(&d, (xa[i] - ra * ya[i]) / a.y - (xb[i] - rb * yb[i]) / b.y, 0);
    }
    struct interval zero = mean_interval(&d, level);
    return around(ra - rb, interval_half_width(&zero));
}
