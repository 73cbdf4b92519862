/* SPDX-License-Identifier: GPL-3.0-or-later
 * What people are like: a table for each mechanism, switched on by its name. Every parameter has a
 * mark (how sure its default is), a range and a source. */
#include "scenario/people.h"

#include <math.h>

#include "scenario/people_rows.h"

#define F struct felt_wait
static const struct field felt_wait_fields[] = {
    {ROW(F, "uninformed", FIELD_NUMBER, uninformed), .min = 1, .max = 1.5, .fallback = 1.36,
     .mark = "V",
     .source = "1.2 to 1.5 published: +36 % on average, research quoted by the New "
               "York Times",
     .example = "1.36", .help = "felt seconds a second of an idle wait of which nothing is told"},
    {ROW(F, "estimate", FIELD_NUMBER, estimate), .min = 0.7, .max = 1, .fallback = 0.85,
     .mark = "A", .source = "direction: Antonides, Verhoef & van Aalst (2002)", .example = "0.85",
     .help = "factor where a place tells an estimate of the wait"},
    {ROW(F, "position", FIELD_NUMBER, position), .min = 0.38, .max = 1, .fallback = 0.6,
     .mark = "C", .source = "0.38 from Munichor & Rafaeli (2007), an upper bound on the effect",
     .example = "0.6", .help = "factor where a place tells people's position in line"},
    {ROW(F, "occupied", FIELD_NUMBER, occupied), .min = 0.5, .max = 0.7, .fallback = 0.55,
     .mark = "Vc", .source = "0.75 / 1.36: self-service felt 20 to 30 % less than actual",
     .example = "0.55",
     .help = "factor while something is done for them or they have something to "
             "do ('while_waiting')"},
    {ROW(F, "seated", FIELD_NUMBER, seated), .min = 0.7, .max = 1, .fallback = 0.8, .mark = "A",
     .source = "sign and rank: Pruyn & Smidts (1998)", .example = "0.8",
     .help = "factor for who has a seat in a place"},
    {ROW(F, "standing", FIELD_NUMBER, standing), .min = 1, .max = 1.3, .fallback = 1.1, .mark = "A",
     .source = "none", .example = "1.1",
     .help = "factor for who has found none, unless the place gives its own"},
    {ROW(F, "heat", FIELD_NUMBER, heat), .unit = "1/degC", .min = 0, .max = 0.08, .fallback = 0.04,
     .mark = "A", .source = "a proposition in Baker & Cameron (1996)", .example = "0.04",
     .help = "felt time runs faster by this share for each degree above 26, unless the place gives "
             "its own"},
    {ROW(F, "crowd", FIELD_NUMBER, crowd), .min = 0, .max = 1, .mark = "A",
     .source = "0.25 of the mean wait for one more person: Batt & Terwiesch (2015), emergency "
               "rooms with waits of hours",
     .example = "0.25",
     .help = "of the wait expected, felt at once for each person whom one sees "
             "waiting per server; 0: nothing"},
    {ROW(F, "expected", FIELD_DURATION, expected), .unit = "s", .min = 1, .max = 86400,
     .fallback = 300, .mark = "A", .source = "none", .example = "\"5m\"",
     .help = "felt wait that people expect"},
    {ROW(F, "overtaken", FIELD_DURATION, overtaken), .unit = "s", .min = 0, .max = 600,
     .fallback = 120, .mark = "A", .source = "that people mind: Larson (1987)", .example = "\"2m\"",
     .help = "felt at once as somebody who came later is served first, where the place's 'fair' is "
             "below 1"},
    {ROW(F, "last", FIELD_NUMBER, last), .min = 1, .max = 5, .fallback = 4, .mark = "V",
     .source = "Buell (2021)", .example = "4",
     .help = "factor while one is last in a line of a place that shows it ('shows_last')"},
    {ROW(F, "switches", FIELD_NUMBER, switches), .min = 1, .max = 5, .fallback = 2, .mark = "V",
     .source = "Buell (2021)", .example = "2",
     .help = "how many times as readily the last in such a line changes to a shorter one, where "
             "the lanes' 'jockey' gives a 'chance'"},
    {0}};
#undef F
MECHANISM(felt_wait, "felt wait", struct felt_wait);

#define P struct people
static const struct field fields[] = {
    {ROW(P, "energy", FIELD_TYPED, energy), .type = &energy_type, .example = "{}",
     .help = "staff tire at work, and recover on breaks and overnight"},
    {ROW(P, "pace", FIELD_TYPED, pace), .type = &pace_type, .example = "{}",
     .help = "how fast staff go: the line that presses, heat, each one's own pace"},
    {ROW(P, "skill", FIELD_TYPED, skill), .type = &skill_type, .example = "{}",
     .help = "who has been here longer ('tenure') is faster and resolves more"},
    {ROW(P, "outcome", FIELD_TYPED, outcome), .type = &outcome_type, .example = "{}",
     .help = "what becomes of each service: resolved, courteous, hostile"},
    {ROW(P, "strain", FIELD_TYPED, strain), .type = &strain_type, .example = "{}",
     .help = "how demands wear staff down over days: absence, leaving, courtesy, recovery; "
             "illustrative, its rates are assumptions"},
    {ROW(P, "felt_wait", FIELD_TYPED, felt_wait), .type = &felt_wait_type, .example = "{}",
     .help = "how long waits feel: patience is then a budget of felt time"},
    {ROW(P, "score", FIELD_TYPED, score), .type = &score_type, .example = "{}",
     .help = "what each contact was like for the customer, 0 to 1"},
    {ROW(P, "survey", FIELD_TYPED, survey), .type = &survey_type, .example = "{}",
     .help = "who answers when asked for his score, and what he says"},
    {ROW(P, "quality_sample", FIELD_TYPED, quality_sample), .type = &quality_sample_type,
     .example = "{}", .help = "how much a few contacts that somebody listens to tell of a person"},
    {ROW(P, "complaints", FIELD_TYPED, complaints), .type = &complaints_type, .example = "{}",
     .help = "who complains of a bad contact, and what is made of it"},
    {ROW(P, "loyalty", FIELD_TYPED, loyalty), .type = &loyalty_type, .example = "{}",
     .help = "how loyal the accounts of a class are ('accounts'), and who goes for good"},
    {ROW(P, "choice", FIELD_TYPED, choice), .type = &choice_type, .example = "{}",
     .help = "how people weigh waits, effort and advice where they choose by utility"},
    {0}};
#undef P

const struct field_type people_type = {
    .name = "people",
    .written = "an object of mechanisms, each switched on by its name: {\"energy\": {}}",
    .shape = TYPE_OBJECT,
    .fields = fields};

static double value_of(const struct field *f, const void *object) {
    const void *at = (const char *)object + f->offset;
    switch (f->kind) {
    case FIELD_NUMBER:
    case FIELD_SHARE:
    case FIELD_DURATION:
        return *(const double *)at;
    default:
        return NAN;
    }
}

void people_each(const struct people *p, people_parameter *each, void *context) {
    for (const struct field *m = fields; m->key; m++) {
        const void *object = (const char *)p + m->offset;
        if (!*(const bool *)object) { /* each mechanism's struct begins with whether it is on */
            continue;
        }
        for (const struct field *f = m->type->fields; f->key; f++) {
            each(context, m->key, f, value_of(f, object));
        }
    }
}
