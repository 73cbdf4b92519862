/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "people/energy.h"

#include <gsl/gsl_math.h>
#include <math.h>

#include "people/pace.h"

double energy_after_work(double fatigue, double rate, double seconds) {
    return 1 - (1 - fatigue) * exp(-rate * seconds);
}

double energy_after_rest(double fatigue, double rate, double seconds) {
    return fatigue * exp(-rate * seconds);
}

double energy_work_integral(double fatigue, double rate, double seconds) {
    return seconds - energy_rest_integral(1 - fatigue, rate, seconds);
}

double energy_rest_integral(double fatigue, double rate, double seconds) {
    return rate > 0 ? -fatigue * expm1(-rate * seconds) / rate : fatigue * seconds;
}

double energy_work_rate(const struct energy *e, double pace, double temperature) {
    double warm = isnan(temperature) ? 0 : fmax(0, temperature - PACE_COMFORT);
    return pow(pace, e->hurry) * (1 + e->heat * warm) / e->tires_in;
}

/* The wave of the three-process model: units of alertness, and the hour at which it is highest. */
#define WAVE_HEIGHT 2.5
#define WAVE_AT     16.8

double energy_clock_factor(const struct energy *e, double time_of_day) {
    double below = WAVE_HEIGHT * (1 - cos(2 * M_PI * (time_of_day / 3600 - WAVE_AT) / 24));
    return 1 + e->circadian * below;
}

double energy_idle_rate(const struct energy *e) {
    return e->idle_rest / e->rests_in;
}

double energy_break_rate(const struct energy *e) {
    return e->break_room / e->rests_in;
}

double energy_after_night(double night, double fatigue, double seconds) {
    return fatigue * pow(night, seconds / ENERGY_NIGHT);
}

double energy_handle_factor(const struct energy *e, double fatigue) {
    return (1 + e->slowing * fatigue) / (1 + e->slowing * e->reference);
}
