/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the command lanes is asked: which forms, how many, opened how. */
#ifndef CLI_LANES_ARGUMENTS_H
#define CLI_LANES_ARGUMENTS_H

#include "cli/options.h"
#include "planner/lanes.h"

#define LANES_OPTIONS                                                                              \
    {.name = "max",                                                                                \
     .kind = OPTION_COUNT,                                                                         \
     .argument = "N",                                                                              \
     .min = 1,                                                                                     \
     .max = 100,                                                                                   \
     .help = "from one lane to so many; as many as there are if nothing is said"},                 \
        {.name = "forms",                                                                          \
         .kind = OPTION_TEXT,                                                                      \
         .argument = "FORM,...",                                                                   \
         .help = "own: a line each; shared: one for all; express: own lines, one for few items; "  \
                 "self: own lines beside the machines that the scenario has"},                     \
        {.name = "openings",                                                                       \
         .kind = OPTION_TEXT,                                                                      \
         .argument = "RULE,...",                                                                   \
         .help = "all: open all day; planned: as the counts or shifts say; watched: by the "       \
                 "scenario's rules"},                                                              \
        {.name = "at",                                                                             \
         .kind = OPTION_TEXT,                                                                      \
         .argument = "STATION",                                                                    \
         .help = "which row of lanes, where there are several; or a desk instead of lanes"},       \
        {.name = "items",                                                                          \
         .kind = OPTION_COUNT,                                                                     \
         .argument = "N",                                                                          \
         .fallback = "10",                                                                         \
         .min = 1,                                                                                 \
         .max = 1e6,                                                                               \
         .help = "at most so many at an express lane that the scenario lacks"},                    \
    {                                                                                              \
        .name = "form-effect",                                                                     \
        .help = "with one shared line cashiers take 6.86 % longer (Wang & Zhou 2018)"              \
    }

/* False with errors in d: a name that no form or opening has. */
bool lanes_question_read(struct lanes_question *q, const struct arguments *a, struct diag *d);

#endif
