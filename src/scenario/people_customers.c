/* SPDX-License-Identifier: GPL-3.0-or-later
 * What customers make of a contact, and what of that is seen: a table for each mechanism. */
#include "scenario/people_rows.h"

#define S struct score
static const struct field score_fields[] = {
    {ROW(S, "gain", FIELD_NUMBER, gain), .max = 1, .fallback = 0.5, .mark = "A",
     .source = "half the loss; that shortfall counts more: Anderson & Sullivan (1993), Mittal, "
               "Ross & Baldasare (1998)",
     .example = "0.5", .help = "value of a wait of nothing where one was expected"},
    {ROW(S, "loss", FIELD_NUMBER, loss), .max = 3, .fallback = 1, .mark = "A",
     .source = "twice the gain; that shortfall counts more: Anderson & Sullivan (1993), Mittal, "
               "Ross & Baldasare (1998)",
     .example = "1", .help = "value lost by a wait that feels twice as long as expected"},
    {ROW(S, "expected", FIELD_DURATION, expected), .unit = "s", .min = 1, .max = 86400,
     .fallback = 300, .mark = "A", .source = "none", .example = "\"5m\"",
     .help = "wait that people expect of a contact, felt (by the clock without people.felt_wait)"},
    {ROW(S, "seat", FIELD_NUMBER, seat), .max = 1, .fallback = 0.2, .mark = "A",
     .source = "sign and rank: Pruyn & Smidts (1998)", .example = "0.2",
     .help = "value of a seat where people wait, and as much lost by standing"},
    {ROW(S, "care", FIELD_NUMBER, care), .max = 5, .fallback = 1, .mark = "A",
     .source = "sign and rank: Pruyn & Smidts (1998)", .example = "1",
     .help = "value of a place whose 'care' makes patience last twice as long"},
    {ROW(S, "sent_on", FIELD_NUMBER, sent_on), .max = 1, .fallback = 0.3, .mark = "A",
     .source = "none", .example = "0.3",
     .help = "value lost by each service that left the customer to go on to another "
             "(people.outcome)"},
    {ROW(S, "again", FIELD_NUMBER, again), .max = 1, .fallback = 0.15, .mark = "Vc",
     .source = "15 % a further contact, SQM; 20 points in another edition", .example = "0.15",
     .help = "off the score for each earlier contact of the same person about the same thing"},
    {ROW(S, "usual", FIELD_NUMBER, usual), .unit = "logit", .min = -3, .max = 4, .fallback = 1.4,
     .mark = "A", .source = "none", .example = "1.4",
     .help = "score where nothing was good or bad: 0.8"},
    {ROW(S, "steep", FIELD_NUMBER, steep), .unit = "logit", .max = 12, .fallback = 4, .mark = "A",
     .source = "none", .example = "4",
     .help = "how what was met, between -1 and 1, moves the score"},
    {0}};
#undef S
MECHANISM(score, "score", struct score);

#define S struct survey
static const struct field survey_fields[] = {
    {ROW(S, "answers", FIELD_SHARE, answers), .unit = "share", .min = 0.001, .max = 1,
     .fallback = 0.1, .mark = "A", .source = "none", .example = "0.1",
     .help = "share who answer of those whose score is in the middle"},
    {ROW(S, "extremes", FIELD_NUMBER, extremes), .min = 1, .max = 20, .fallback = 3, .mark = "A",
     .source = "that those at the ends say more: Anderson (1998)", .example = "3",
     .help = "how many times as likely somebody answers whose score is 0 or 1"},
    {ROW(S, "noise", FIELD_NUMBER, noise), .max = 0.5, .fallback = 0.1, .mark = "A",
     .source = "none", .example = "0.1",
     .help = "standard deviation of what people say about their score"},
    {0}};
#undef S
MECHANISM(survey, "survey", struct survey);

#define Q struct quality_sample
static const struct field quality_sample_fields[] = {
    {ROW(Q, "contacts", FIELD_COUNT, contacts), .unit = "contacts", .min = 1, .max = 1000,
     .fallback = 5, .mark = "Vc", .source = "4 to 10 a month in 43 % of centers, trade survey",
     .example = "5", .help = "contacts of each person that somebody listens to in a month"},
    {ROW(Q, "points", FIELD_SHARE, points), .unit = "share", .min = 0.001, .max = 1,
     .fallback = 0.08, .mark = "A", .source = "none", .example = "0.08",
     .help = "difference between two people that is taken to mean something"},
    {0}};
#undef Q
MECHANISM(quality_sample, "quality sample", struct quality_sample);
