/* SPDX-License-Identifier: GPL-3.0-or-later
 * What compare and sweep share: their options, the run, the output folder with its journal. */
#ifndef CLI_COMPARISON_COMMAND_H
#define CLI_COMPARISON_COMMAND_H

#include "cli/command.h"
#include "cli/scenario_open.h"
#include "cli/study_arguments.h"
#include "cli/variants_open.h"
#include "report/comparison_report.h"

#define COMPARISON_LENGTH_OPTIONS                                                                  \
    STUDY_LENGTH_OPTIONS,                                                                          \
        {.name = "precision",                                                                      \
         .kind = OPTION_SHARE,                                                                     \
         .argument = "2%",                                                                         \
         .min = 1e-6,                                                                              \
         .max = 1,                                                                                 \
         .help = "run each variant until half-widths are below this, see simulate"},               \
        {.name = "of",                                                                             \
         .kind = OPTION_TEXT,                                                                      \
         .argument = "PATH",                                                                       \
         .may_repeat = true,                                                                       \
         .help = "what --precision looks at: stations.phones.asa; else the standards"},            \
    {                                                                                              \
        .name = "base", .kind = OPTION_TEXT, .argument = "NAME",                                   \
        .help = "the variant that others are compared with; the first if nothing is said"          \
    }
#define COMPARISON_CHOICE_OPTIONS                                                                  \
    {.name = "best",                                                                               \
     .kind = OPTION_TEXT,                                                                          \
     .argument = "PATH",                                                                           \
     .help = "choose the best by this alone: cost, total.mean_wait, standards.80/20.value"},       \
        {.name = "indifference",                                                                   \
         .kind = OPTION_TEXT,                                                                      \
         .argument = "D",                                                                          \
         .help = "the least difference that matters to --best: 50, 10s or 1%"},                    \
    {                                                                                              \
        .name = "confidence", .kind = OPTION_SHARE, .argument = "95%", .fallback = "95%",          \
        .min = 0.5, .max = 0.9999, .help = "probability that --best chooses rightly"               \
    }
#define COMPARISON_FILE_OPTIONS                                                                    \
    STUDY_OPTIONS, SCENARIO_OPTIONS,                                                               \
        {.name = "out",                                                                            \
         .kind = OPTION_TEXT,                                                                      \
         .argument = "DIR",                                                                        \
         .help = "write summary.json, compare.csv and plots/, and keep finished days there: the "  \
                 "same command goes on where an earlier run ended"},                               \
        {.name = "force", .help = "begin anew: forget what the folder holds"}, PRINT_OPTIONS
#define COMPARISON_OPTIONS                                                                         \
    COMPARISON_LENGTH_OPTIONS, COMPARISON_CHOICE_OPTIONS, COMPARISON_FILE_OPTIONS

/* What differs between the commands. */
struct comparison_command {
    const struct command *command;
    bool (*open)(struct opened_variants *o, const struct arguments *a);
    void (*text)(const struct comparison_report *r, struct text *out);
};

/* Reads, runs and reports. */
enum exit_status comparison_command_run(const struct comparison_command *c,
                                        const struct arguments *a);

#endif
