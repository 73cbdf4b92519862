/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "observe/level_curve.h"

#include <math.h>

void level_curve_init(struct level_curve *k, double length) {
    *k = (struct level_curve){.step = length / LEVEL_CURVE_STEPS};
}

static void advance(struct level_curve *k, double now) {
    while (k->last < now) {
        bool last_step = k->at + 1 == LEVEL_CURVE_STEPS;
        double edge = last_step ? HUGE_VAL : (double)(k->at + 1) * k->step;
        double until = now < edge ? now : edge;
        k->mean[k->at] += (double)k->inside * (until - k->last) / k->step;
        k->last = until;
        k->at += until >= edge;
    }
}

static void contact_began(void *self, double now, const struct customer *c) {
    struct level_curve *k = self;
    (void)c;
    advance(k, now);
    k->inside++;
}

static void contact_ended(void *self, double now, const struct customer *c,
                          enum contact_outcome outcome, enum customer_end end) {
    struct level_curve *k = self;
    (void)c;
    (void)outcome;
    (void)end;
    advance(k, now);
    k->inside--;
}

static void finished(void *self, double now) {
    advance(self, now);
}

struct observer level_curve_observer(struct level_curve *k) {
    return (struct observer){.self = k,
                             .contact_began = contact_began,
                             .contact_ended = contact_ended,
                             .finished = finished};
}
