/* SPDX-License-Identifier: GPL-3.0-or-later
 * Mechanism M3, the half that is quality: what becomes of one service by staff. Chances move on the
 * logit scale, so that what is certain stays so. */
#ifndef PEOPLE_OUTCOME_H
#define PEOPLE_OUTCOME_H

#include <stdbool.h>

struct outcome {
    bool on;
    double skilled, tired, strained, decides, hurried; /* logits of resolving */
    double courtesy, courtesy_tired, courtesy_strained, drilled;
    double hostile, hostile_wait, hostile_promise, hostile_rude; /* logits */
};

/* Who serves, as the service begins. Where a mechanism is off: the usual. */
struct outcome_server {
    double skill;           /* 1: proficient */
    double fatigue, rested; /* 0 to 1; at which nothing changes */
    double strain;          /* 0 to 1 */
    double pace;            /* 1: the usual */
    double authority;       /* share of the cases that need it which he may decide */
    bool drilled;           /* in the standard of courtesy */
};

/* Whom he serves. */
struct outcome_customer {
    double spent; /* of his patience in felt time, 0 to 1; 0 where unknown */
    bool promise_broken;
    double temper; /* logit of his own */
};

/* Chance of resolving what is resolved with the chance given by the usual person. */
double outcome_resolves(const struct outcome *o, double chance, const struct outcome_server *by,
                        bool needs_authority);
/* 0 to 1. */
double outcome_courtesy(const struct outcome *o, const struct outcome_server *by);
/* Chance that the contact turns hostile. */
double outcome_hostile(const struct outcome *o, double courtesy, const struct outcome_customer *c);

#endif
