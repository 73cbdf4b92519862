/* SPDX-License-Identifier: GPL-3.0-or-later
 * What every command that simulates has in common: how long, which seed, how many threads, the
 * progress line on a terminal, and where its words go. */
#ifndef CLI_STUDY_ARGUMENTS_H
#define CLI_STUDY_ARGUMENTS_H

#include "base/text.h"
#include "cli/options.h"
#include "study/study.h"

enum { FEWEST_REPLICATIONS = 20, DEFAULT_DAYS = 400 };

#define STUDY_LENGTH_OPTIONS                                                                       \
    {.name = "days",                                                                               \
     .kind = OPTION_COUNT,                                                                         \
     .argument = "N",                                                                              \
     .min = 1,                                                                                     \
     .max = 1e9,                                                                                   \
     .help = "days to simulate; 400 if nothing is said"},                                          \
    {                                                                                              \
        .name = "replications", .kind = OPTION_COUNT, .argument = "N", .min = 1, .max = 1e9,       \
        .help = "independent runs instead; 20 of a steady state if nothing is said"                \
    }
/* 2^53 - 1: from 2^53 on a double skips whole numbers. */
#define STUDY_OPTIONS                                                                              \
    {.name = "seed",                                                                               \
     .kind = OPTION_COUNT,                                                                         \
     .argument = "N",                                                                              \
     .fallback = "1",                                                                              \
     .min = 0,                                                                                     \
     .max = 9007199254740991.0,                                                                    \
     .help = "another seed, other customers"},                                                     \
        {.name = "level",                                                                          \
         .kind = OPTION_SHARE,                                                                     \
         .argument = "95%",                                                                        \
         .fallback = "95%",                                                                        \
         .min = 0.5,                                                                               \
         .max = 0.9999,                                                                            \
         .help = "of the intervals"},                                                              \
        {.name = "threads",                                                                        \
         .kind = OPTION_COUNT,                                                                     \
         .argument = "N",                                                                          \
         .min = 1,                                                                                 \
         .max = 4096,                                                                              \
         .help = "threads; all cores if nothing is said; never changes a result"},                 \
    {                                                                                              \
        .name = "quiet", .help = "no progress and no notes on standard error"                      \
    }
#define PRINT_OPTIONS                                                                              \
    {.name = "json", .help = "print the result as JSON"}, {                                        \
        .name = "no-color", .help = "no colours on a terminal; as the variable NO_COLOR"           \
    }

/* How many replications were asked for, before any default; 0: none said. Needs the rows of
 * STUDY_LENGTH_OPTIONS. */
size_t replications_asked(const struct arguments *a, const struct model *m);
/* 400 days or 20 steady-state runs, and never fewer than 20 replications. */
size_t replications_default(const struct model *m);
/* Seed, level, threads, the usual limits with Ctrl-C as their stop, and as many replications as
 * asked or by default. Needs the rows of STUDY_OPTIONS and STUDY_LENGTH_OPTIONS. */
struct study_options study_arguments_read(const struct arguments *a, const struct model *m);
/* What is wrong in how the length was given, or NULL. Steady: see study_length_fits. */
const char *study_length_misuse(const struct arguments *a);
/* False with a finding when days are asked of a steady state. */
bool study_length_fits(const struct arguments *a, const struct model *m, struct diag *d);
/* Warns on standard error when intervals will be rough. */
void study_warn_of_few(size_t replications);

/* Whether standard error is a terminal and --quiet was not said. */
bool progress_wanted(const struct arguments *a);
/* Replaces the line of progress on standard error. */
void progress_show(const char *format, ...) __attribute__((format(printf, 1, 2)));
void progress_clear(void);

/* Whether standard output is a terminal that wants colours. */
bool colour_wanted(const struct arguments *a);
/* Writes a result to standard output: JSON as it is; of a report for people no line is wider than
 * REPORT_WIDTH, whatever names it holds. */
void result_print(const struct text *t, bool json);
/* Wall time from an arbitrary begin, s. */
double wall_clock(void);

#endif
