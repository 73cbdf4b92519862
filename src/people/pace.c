/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "people/pace.h"

#include <math.h>

double pace_pressure(const struct pace_parameters *p, double waiting, double servers) {
    if (waiting <= 0) {
        return 0;
    }
    return servers > 0 ? fmin(1, waiting / servers / p->pressed_at) : 1;
}

double pace_of(const struct pace_parameters *p, double pressure, double fatigue) {
    return 1 + p->pressure * pressure * (1 - fatigue);
}

/* Performance relative to the best, against degrees Celsius. */
static double performance(double t) {
    return 0.1647524 * t - 0.0058274 * t * t + 0.0000623 * t * t * t - 0.4685328;
}

double pace_heat_factor(enum pace_heat heat, double temperature) {
    if (isnan(temperature) || heat == PACE_HEAT_NONE) {
        return 1;
    }
    if (heat == PACE_HEAT_FIELD) {
        return 1 + 0.019 * fmax(0, temperature - 25);
    }
    return performance(25) / performance(fmin(fmax(temperature, 15), 32));
}

double pace_capped(double factor) {
    return fmin(fmax(factor, PACE_LEAST), PACE_MOST);
}
