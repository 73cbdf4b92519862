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

#define C struct complaints
#define STEP(key, member, default, mark_is, from)                                                  \
    {                                                                                              \
        ROW(C, key, FIELD_SHARE, member),                                                          \
            .unit = "share", .max = 1, .fallback = (default), .mark = (mark_is), .source = (from), \
            .example = "1", .help = "share of complaints in whose handling this step is done"      \
    }
static const struct field complaints_fields[] = {
    {ROW(C, "trivial", FIELD_NUMBER, trivial), .unit = "logit", .min = -6, .max = 2,
     .fallback = -3.2, .mark = "C", .example = "-3.2",
     .source = "one of 27 tells the company: TARP (trade press)",
     .help = "logit of complaining of a contact that was just bad: 4 %"},
    {ROW(C, "severe", FIELD_NUMBER, severe), .unit = "logit", .max = 8, .fallback = 4.5,
     .mark = "C", .source = "79 % of those with their worst problem told: CCMC (2015)",
     .example = "4.5", .help = "more of one that was as bad as it gets (score 0): 79 %"},
    STEP("listen", listen, 0.5, "A", "left out, 0.7 times as many are content: assumed"),
    STEP("apology", apology, 0.32, "V",
         "32 % got one: CCMC (2013); left out, 0.6 times as many are content: assumed"),
    STEP("authority", authority, 0.5, "A", "left out, 0.7 times as many are content: assumed"),
    STEP("compensation", compensation, 0.5, "A",
         "left out, 0.6 times as many are content: assumed; 37 and 73 % content with money, and "
         "with money and apology: CCMC (2015)"),
    STEP("follow_up", follow_up, 0.5, "A", "left out, 0.85 times as many are content: assumed"),
    {ROW(C, "ceiling", FIELD_SHARE, ceiling), .unit = "share", .max = 1, .fallback = 0.75,
     .mark = "C", .source = "73 % content with money and apology: CCMC (2015)", .example = "0.75",
     .help = "share of complainants who are content once all steps are done"},
    {ROW(C, "satisfies", FIELD_SHARE, satisfies), .unit = "share", .max = 0.3, .fallback = 0.15,
     .mark = "A", .source = "that satisfaction rises: de Matos, Henrique & Rossi (2007)",
     .example = "0.15", .help = "added to the score of a complaint's own contact that ends so"},
    {ROW(C, "binds", FIELD_SHARE, binds), .unit = "share", .max = 0.1, .fallback = 0.02,
     .mark = "A", .source = "that repurchase does not: de Matos, Henrique & Rossi (2007)",
     .example = "0.02", .help = "added to the loyalty of whoever is content with what was done"},
    {0}};
#undef STEP
#undef C
MECHANISM(complaints, "complaints", struct complaints);

#define L struct loyalty
static const struct field loyalty_fields[] = {
    {ROW(L, "learns", FIELD_SHARE, learns), .unit = "share", .max = 1, .fallback = 0.3, .mark = "A",
     .source = "none", .example = "0.3",
     .help = "share of the way from loyalty to the score that a contact goes"},
    {ROW(L, "expects", FIELD_SHARE, expects), .unit = "share", .max = 1, .fallback = 0.2,
     .mark = "A", .source = "none", .example = "0.2",
     .help = "share of the way from the wait expected to the wait met"},
    {ROW(L, "hazard", FIELD_SHARE, hazard), .unit = "1/month", .max = 0.5, .fallback = 0.02,
     .mark = "Vc", .source = "15 to 40 % of the satisfied defect in a year, trade press",
     .example = "0.02",
     .help = "share who go for good in a month at a loyalty of 0.7, before their tie"},
    {ROW(L, "steep", FIELD_NUMBER, steep), .max = 10, .fallback = 3, .mark = "A",
     .source = "convex under competition: Jones & Sasser (1995)", .example = "3",
     .help = "the hazard falls as exp(-steep x loyalty)"},
    {ROW(L, "told_bad", FIELD_NUMBER, told_bad), .unit = "people", .max = 50, .fallback = 9,
     .mark = "U", .source = "from memory", .example = "9",
     .help = "people whom somebody tells of a contact with a low score, mean of a Poisson number"},
    {ROW(L, "told_good", FIELD_NUMBER, told_good), .unit = "people", .max = 50, .fallback = 4,
     .mark = "U", .source = "from memory", .example = "4",
     .help = "people whom somebody tells of another contact"},
    {ROW(L, "moves", FIELD_NUMBER, moves), .unit = "logit", .max = 1, .fallback = 0.05, .mark = "A",
     .source = "none", .example = "0.05",
     .help = "by which each who is told is more, or less, likely to join"},
    {0}};
#undef L
MECHANISM(loyalty, "loyalty", struct loyalty);
