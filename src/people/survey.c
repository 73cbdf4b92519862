/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "people/survey.h"

#include <math.h>

double survey_answers(const struct survey *p, double score) {
    double extreme = fabs(2 * score - 1);
    return fmin(1, p->answers * (1 + (p->extremes - 1) * extreme * extreme));
}

double survey_says(const struct survey *p, double score, double z) {
    return fmin(1, fmax(0, score + p->noise * z));
}

static double binomial(size_t n, size_t k, double share) {
    double log_choose = lgamma((double)n + 1) - lgamma((double)k + 1) - lgamma((double)(n - k) + 1);
    return exp(log_choose) * pow(share, (double)k) * pow(1 - share, (double)(n - k));
}

double quality_sample_differs(size_t n, double share, double points) {
    double least = points * (double)n - 1e-9; /* contacts; 0.2 x 5 is not a little above 1 */
    double chance = 0;
    for (size_t i = 0; i <= n; i++) {
        for (size_t k = 0; k <= n; k++) {
            if (fabs((double)i - (double)k) >= least) {
                chance += binomial(n, i, share) * binomial(n, k, share);
            }
        }
    }
    return chance;
}
