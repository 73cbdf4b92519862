/* SPDX-License-Identifier: GPL-3.0-or-later
 * What people are like: each mechanism off unless the scenario names it. */
#ifndef PEOPLE_PEOPLE_H
#define PEOPLE_PEOPLE_H

#include "people/choice.h"
#include "people/complaint.h"
#include "people/energy.h"
#include "people/felt_wait.h"
#include "people/loyalty.h"
#include "people/outcome.h"
#include "people/pace.h"
#include "people/score.h"
#include "people/skill.h"
#include "people/strain.h"
#include "people/survey.h"

struct people {
    struct energy energy;
    struct pace_parameters pace;
    struct skill skill;
    struct outcome outcome;
    struct strain strain;
    struct felt_wait felt_wait;
    struct score score;
    struct survey survey;
    struct quality_sample quality_sample;
    struct complaints complaints;
    struct loyalty loyalty;
    struct choice_parameters choice;
};

/* Whether any mechanism is on that acts on staff. */
static inline bool people_any_staff(const struct people *p) {
    return p->energy.on || p->pace.on || p->skill.on || p->outcome.on || p->strain.on;
}

/* Whether any mechanism is on that acts on those who serve or wait: what people choose is part of
 * their journeys. */
static inline bool people_any(const struct people *p) {
    return people_any_staff(p) || p->felt_wait.on || p->score.on || p->survey.on ||
           p->quality_sample.on;
}

#endif
