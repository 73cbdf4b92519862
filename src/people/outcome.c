/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "people/outcome.h"

#include <math.h>

#include "people/strain.h"

static double logistic(double x) {
    return 1 / (1 + exp(-x));
}

double outcome_resolves(const struct outcome *o, double chance, const struct outcome_server *by,
                        bool needs_authority) {
    double shift = o->skilled * log(by->skill) - o->tired * (by->fatigue - by->rested) -
                   o->strained * (by->strain - STRAIN_USUAL) - o->hurried * (by->pace - 1) +
                   (needs_authority ? o->decides * by->authority : 0);
    return chance > 0 && chance < 1 ? logistic(log(chance / (1 - chance)) + shift) : chance;
}

double outcome_courtesy(const struct outcome *o, const struct outcome_server *by) {
    double c = o->courtesy - o->courtesy_tired * by->fatigue -
               o->courtesy_strained * (by->strain - STRAIN_USUAL) + (by->drilled ? o->drilled : 0);
    return fmin(1, fmax(0, c));
}

double outcome_hostile(const struct outcome *o, double courtesy, const struct outcome_customer *c) {
    return logistic(o->hostile + o->hostile_wait * c->spent +
                    (c->promise_broken ? o->hostile_promise : 0) + c->temper +
                    o->hostile_rude * (o->courtesy - courtesy));
}
