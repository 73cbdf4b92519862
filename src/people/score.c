/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "people/score.h"

#include <math.h>

/* Weights of the mean, the worst, the best and the last, ordered by Verhoef et al. (2004). */
#define OF_MEAN  0.55
#define OF_LEAST 0.25
#define OF_MOST  0.15
#define OF_LAST  0.05

#define MINUTE 60.0 /* s: shorter waits than this nobody expects to the second */

void touches_add(struct touches *t, double v) {
    v = fmin(1, fmax(-1, v));
    t->least = t->n > 0 ? fmin(t->least, v) : v;
    t->most = t->n > 0 ? fmax(t->most, v) : v;
    t->sum += v;
    t->last = v;
    t->n++;
}

double score_wait(const struct score *p, double expected, double felt) {
    double d = (expected - felt) / fmax(expected, MINUTE);
    return d >= 0 ? p->gain * d : p->loss * d;
}

double score_service(double courtesy, bool hostile) {
    return hostile ? -1 : 2 * courtesy - 1;
}

double score_place(const struct score *p, double care, bool seated) {
    return p->care * (care - 1) + (seated ? p->seat : -p->seat);
}

double score_sent_on(const struct score *p, size_t services) {
    return -p->sent_on * (double)services;
}

double score_of(const struct score *p, const struct touches *t, size_t contacts) {
    double v = t->n == 0 ? 0
                         : OF_MEAN * t->sum / (double)t->n + OF_LEAST * t->least +
                               OF_MOST * t->most + OF_LAST * t->last;
    double s = 1 / (1 + exp(-p->usual - p->steep * v));
    return fmin(1, fmax(0, s - p->again * (double)(contacts - 1)));
}
