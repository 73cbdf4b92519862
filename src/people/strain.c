/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "people/strain.h"

#include <math.h>

#include "people/pace.h"

/* What the weights are given for. */
#define OCCUPIED_TOO_MUCH 0.85
#define OCCUPIED_WHOLLY   1.0
#define HOSTILE_A_DAY     10.0
#define LACKED            0.2
#define TOO_HOT           5.0 /* degrees above comfort */
#define PROMISES_BROKEN   0.1
#define PAY_AT_RISK       0.3

double strain_demand(const struct strain *s, const struct strain_day *day) {
    double over = fmax(0, day->occupancy - OCCUPIED_TOO_MUCH);
    double hot = isnan(day->temperature) ? 0 : fmax(0, day->temperature - PACE_COMFORT);
    return s->overload * over / (OCCUPIED_WHOLLY - OCCUPIED_TOO_MUCH) +
           s->hostile * day->hostile / HOSTILE_A_DAY + s->authority * day->lacked / LACKED +
           s->heat * hot / TOO_HOT + s->promises * day->broken_promises / PROMISES_BROKEN +
           s->pay * day->pay_at_risk / PAY_AT_RISK;
}

double strain_rise(const struct strain *s, double demand, double relief) {
    return s->rises * demand * (1 - relief);
}

double strain_after(const struct strain *s, double x, double rise) {
    return fmin(1, fmax(0, x + rise * (1 - x) - s->falls * x));
}

double strain_settled(const struct strain *s, double rise) {
    return rise > 0 ? rise / (rise + s->falls) : 0;
}

double strain_absence(const struct strain *s, double chance, double x) {
    double factor = exp(s->absence * (x - STRAIN_USUAL));
    return chance * factor / (1 - chance + chance * factor);
}

double strain_quits(const struct strain *s, double x) {
    return s->quits_a_year * exp(s->quits * (x - STRAIN_USUAL));
}

double strain_recovery(const struct strain *s, double x) {
    return (1 - s->recovery * x) / (1 - s->recovery * STRAIN_USUAL);
}

double strain_relief(const double *resource, int n) {
    double left = 1;
    for (int i = 0; i < n; i++) {
        left *= 1 - resource[i];
    }
    return 1 - left;
}
