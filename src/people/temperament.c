/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "people/temperament.h"

#include <math.h>
#include <string.h>

const struct temperament temperaments[TEMPERAMENTS] = {
    {"rational", 1.0, 1.0, 0, 0, 1.0, "the normal procedure"},
    {"impulsive", 0.9, 1.4, 0.3, 0.2, 1.5, "stress features and bargains, with patience"},
    {"stubborn", 1.3, 1.0, 0.2, 0.3, 0.7, "do not change quickly; data with authority"},
    {"combative", 1.3, 1.2, 1.0, 0.8, 0.6, "yield without losing face, concede a little"},
    {"indecisive", 1.6, 0.8, 0, -0.2, 1.0, "an honest, patient adviser who helps to decide"},
    {"self-admiring", 1.2, 1.0, 0.2, 0, 1.0, "his own topics, no contradiction"},
    {"domineering", 1.2, 1.3, 0.7, 0.5, 0.9, "listen faithfully, praise"},
    {"suspicious", 1.4, 1.0, 0.2, 0.3, 0.7, "data and experts, no concession in price"},
    {"silent", 1.1, 0.9, 0, -0.8, 0.9, "warm and kind; leaves without a word"},
    {"calculating", 1.3, 1.0, 0.1, 0.2, 0.9, "stress the benefits, a small gift first"},
};

size_t temperament_find(const char *name) {
    size_t i = 0;
    while (i < TEMPERAMENTS && strcmp(temperaments[i].name, name) != 0) {
        i++;
    }
    return i;
}

size_t temperament_pick(const double *cumulative, double uniform) {
    size_t i = 0;
    while (i + 1 < TEMPERAMENTS && uniform >= cumulative[i]) {
        i++;
    }
    return i;
}

static double share_at(const double *cumulative, size_t i) {
    return cumulative[i] - (i > 0 ? cumulative[i - 1] : 0);
}

double temperament_mean_work(const double *cumulative) {
    double mean = 0;
    for (size_t i = 0; i < TEMPERAMENTS; i++) {
        mean += share_at(cumulative, i) * temperaments[i].work;
    }
    return mean;
}

double temperament_buys(const struct temperament *t, double chance) {
    return fmin(1, chance * t->sell);
}

double temperament_mean_buys(const double *cumulative, double chance) {
    double mean = 0;
    for (size_t i = 0; i < TEMPERAMENTS; i++) {
        mean += share_at(cumulative, i) * temperament_buys(&temperaments[i], chance);
    }
    return mean;
}
