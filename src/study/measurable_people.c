/* SPDX-License-Identifier: GPL-3.0-or-later
 * Measures that are of nothing while a mechanism of people is off. */
#include <math.h>
#include <stddef.h>
#include <string.h>

#include "scenario/accounts.h"
#include "study/measurable.h"

/* The key of the mechanism in "people", and whether it is on (each begins with that). */
struct mechanism {
    const char *key;
    size_t on;
};

#define OF(mechanism)                                                                              \
    { #mechanism, offsetof(struct people, mechanism) }
static const struct {
    const char *measure;
    struct mechanism of;
} needs[] = {{"fatigue", OF(energy)},         {"resolved_share", OF(outcome)},
             {"hostile", OF(outcome)},        {"hostile_per_shift", OF(outcome)},
             {"courtesy", OF(outcome)},       {"lacked_authority", OF(outcome)},
             {"strain", OF(strain)},          {"settled_strain", OF(strain)},
             {"quits", OF(strain)},           {"settled_quits", OF(strain)},
             {"felt_wait", OF(felt_wait)},    {"score", OF(score)},
             {"score_low", OF(score)},        {"surveyed_score", OF(survey)},
             {"survey_answers", OF(survey)},  {"complaints", OF(complaints)},
             {"bad_unheard", OF(complaints)}, {"redressed", OF(complaints)},
             {"accounts", OF(loyalty)},       {"loyalty", OF(loyalty)},
             {"defected", OF(loyalty)},       {"joined", OF(loyalty)},
             {"stayed_away", OF(loyalty)},    {"account_value", OF(loyalty)}};
#undef OF

/* The key of the mechanism that a measure needs and that is off; NULL: none. */
static const char *missing(const struct people *p, const char *measure) {
    for (size_t i = 0; i < sizeof needs / sizeof needs[0]; i++) {
        const bool *on = (const void *)((const char *)p + needs[i].of.on);
        if (strcmp(needs[i].measure, measure) == 0 && !*on) {
            return needs[i].of.key;
        }
    }
    return NULL;
}

static bool any_value(const struct model *m) {
    bool any = false;
    for (uint32_t i = 0; i < m->n_classes; i++) {
        any = any || (m->classes[i].accounts && !isnan(m->classes[i].accounts->value));
    }
    return any;
}

void standards_of_people(const struct layout *l, struct diag *d) {
    for (uint32_t i = 0; i < l->model->n_standards; i++) {
        const struct standard *r = l->model->standards[i].as_read;
        struct path all = {.key = "standards"}, one = {.parent = &all, .key = r->name},
                    at = {.parent = &one, .key = "measure"};
        const char *measure = l->standards[i].by_measure && r->measure
                                  ? measures[l->standards[i].measure.measure].name
                                  : "";
        const char *off = missing(&l->model->scenario->people, measure);
        if (off) {
            diag_warning(d, &at,
                         "'%s' is of nothing while \"people\" names no \"%s\", and the standard "
                         "is not judged: switch it on with \"people\": {\"%s\": {}}",
                         measure, off, off);
        } else if (strcmp(measure, "account_value") == 0 && !any_value(l->model)) {
            diag_warning(d, &at,
                         "no accounts have a 'value', so that what they are worth is not known "
                         "and the standard is not judged: give a class \"accounts\": {\"value\": "
                         "12}");
        }
    }
}
