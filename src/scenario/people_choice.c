/* SPDX-License-Identifier: GPL-3.0-or-later
 * Choice by utility (M5): its parameters. */
#include "people/choice.h"

#include "scenario/people_rows.h"

#define LU "Lu, Musalem, Olivares & Schilkrut (2013), Management Science 59"

#define C struct choice_parameters
static const struct field choice_fields[] = {
    {ROW(C, "minute_costs", FIELD_NUMBER, minute), .unit = "1/min", .min = 0, .max = 1,
     .fallback = 0.029, .mark = "C", .example = "0.029",
     .source = LU ": purchases fall from 30 to 27 % as a line grows from 10 to 15",
     .help = "utility that each felt minute of the wait forecast costs; a tier's minds_waiting "
             "scales it"},
    {ROW(C, "scale", FIELD_NUMBER, scale), .min = 0.1, .max = 10, .fallback = 1, .mark = "A",
     .source = "none", .example = "1",
     .help = "odds of two options are exp(difference of utilities / scale): the larger, the more "
             "is chance"},
    {ROW(C, "person_lasts", FIELD_DURATION, person_lasts), .unit = "s", .min = 10, .max = 1800,
     .fallback = 60, .mark = "A", .source = "none", .example = "\"1m\"",
     .help = "what each person in a line is taken to last where one a minute is served"},
    {ROW(C, "speed_seen", FIELD_NUMBER, speed_seen), .min = 0, .max = 1, .fallback = 0.3,
     .mark = "A", .source = "direction: " LU, .example = "0.3",
     .help = "exponent with which the line's own speed shortens that: 0 nobody sees it, 1 all see "
             "it as it is"},
    {ROW(C, "advice", FIELD_NUMBER, advice), .min = 0, .max = 4, .fallback = 1.5, .mark = "A",
     .source = "none", .example = "1.5", .help = "utility of the option that a greeter advises"},
    {0}};
#undef C
MECHANISM(choice, "choice by utility", struct choice_parameters);
