/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a scenario asks of its stations before anything is simulated: visits and work, if nobody
 * left, was blocked or came back. */
#ifndef PLANNER_OFFERED_LOAD_H
#define PLANNER_OFFERED_LOAD_H

#include "base/arena.h"
#include "model/model.h"
#include "theory/queue.h"

struct station_load {
    double visits; /* per second, mean of the opening hours */
    double load;   /* erlangs: services and wrap-ups at speed 1; infinite where a mean is */
    /* Visits per second of people without any patience, who never wait; and of the others the sum
     * over the visits per second of 1 / their mean patience, 1/s²: see load_patience_set. */
    double at_once, leaving;
};

/* Whoever brings more items than a station takes does not come there, and chooses among the others.
 */
struct offered_load {
    double contacts;                    /* from outside, per day (steady state: per hour) */
    const struct station_load *station; /* [n_stations], in the model's order */
    bool by_sight; /* some choose by what they see, which is counted as equal shares */
};

/* In arena a. Journeys that can come round are followed until less than a millionth of a customer
 * is left. */
struct offered_load offered_load_of(const struct model *m, struct arena *a);
/* The same of one contact of a class: visits in all, and seconds of work as load. */
const struct station_load *contact_load_of(const struct model *m, uint32_t of_class,
                                           struct arena *a);
/* The same by step, [n_steps] in the model's order. */
const struct station_load *contact_steps_of(const struct model *m, uint32_t of_class,
                                            struct arena *a);
/* Mean share of those who come to a step that its chance lets in. */
double offered_step_chance(const struct model_step *s);
/* Contacts per second that a source brings between two times of such a day, their mean. */
double source_rate(const struct model *m, const struct model_source *s, unsigned weekday,
                   double from, double to);
/* Adds so many times what another load asks. */
void load_add(struct station_load *to, double times, const struct station_load *more);
/* The patience of such visits: who has none, and of the others the mean patience whose rate of
 * leaving is the mean of theirs, s; PATIENCE_UNLIMITED: nobody leaves. Sets patience and at_once;
 * patience 0 where nobody waits at all. */
void load_patience_set(const struct station_load *load, struct queue_model *q);
/* Share of people with such a patience that have none, and the rate at which all of them together
 * leave while the others wait, 1 / s. */
double patience_none(const struct distribution *patience);
double patience_rate(const struct distribution *patience);

#endif
