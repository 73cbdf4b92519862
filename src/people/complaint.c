/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "people/complaint.h"

#include <math.h>

#include "people/score.h"

double complaint_severity(double score) {
    return fmin(1, fmax(0, 1 - score / SCORE_LOW));
}

double complaint_chance(const struct complaints *p, double severity) {
    return 1 / (1 + exp(-p->trivial - p->severe * severity));
}

/* left_out: what is left of the share where the step is not done. */
static double step(double done, double left_out) {
    return done + (1 - done) * left_out;
}

double complaint_closes(const struct complaints *p) {
    return p->ceiling * step(p->listen, 0.7) * step(p->apology, 0.6) * step(p->authority, 0.7) *
           step(p->compensation, 0.6) * step(p->follow_up, 0.85);
}
