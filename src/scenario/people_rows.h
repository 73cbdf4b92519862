/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the tables of the mechanisms of people share: each is a table mechanism_fields of the rows
 * of a struct that begins with whether it is on, and a type made of it here. */
#ifndef SCENARIO_PEOPLE_ROWS_H
#define SCENARIO_PEOPLE_ROWS_H

#include "scenario/people.h"
#include "scenario/reading.h"

extern const struct field_type energy_type, pace_type, skill_type, outcome_type, strain_type,
    felt_wait_type, score_type, survey_type, quality_sample_type, complaints_type, loyalty_type;
extern const struct field_type choice_type;

/* A mechanism that is named is on; its parameters may be left out. */
#define MECHANISM(mechanism, title, what)                                                          \
    static bool mechanism##_read(struct reader *r, const struct cJSON *json,                       \
                                 const struct path *at, void *member) {                            \
        bool ok = fields_read(r, json, at, mechanism##_fields, member);                            \
        ((what *)member)->on = true;                                                               \
        return ok;                                                                                 \
    }                                                                                              \
    const struct field_type mechanism##_type = {                                                   \
        .name = (title),                                                                           \
        .written = "an object of parameters, {} for all defaults",                                 \
        .shape = TYPE_OBJECT,                                                                      \
        .fields = mechanism##_fields,                                                              \
        .read_member = mechanism##_read}

#endif
