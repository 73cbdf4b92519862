/* SPDX-License-Identifier: GPL-3.0-or-later
 * A scenario as the command line names it: a file, patches and sets over it, compiled. */
#ifndef CLI_SCENARIO_OPEN_H
#define CLI_SCENARIO_OPEN_H

#include <stdbool.h>

#include "api/session.h"
#include "base/diag.h"
#include "cli/options.h"
#include "planner/offered_load.h"

/* Rows of every command that reads a scenario. */
#define SCENARIO_OPTIONS                                                                           \
    {.name = "set",                                                                                \
     .kind = OPTION_TEXT,                                                                          \
     .argument = "PATH=VALUE",                                                                     \
     .may_repeat = true,                                                                           \
     .help = "change a value: staff.clerks.count=8, =+1, =*1.1"},                                  \
    {                                                                                              \
        .name = "patch", .kind = OPTION_TEXT, .argument = "FILE", .may_repeat = true,              \
        .help = "lay a JSON merge patch over the scenario"                                         \
    }

/* {0} is nothing open. */
struct opened {
    struct sojourn *handle; /* owns what follows */
    struct arena arena;
    struct diag *diag; /* everything found, sorted */
    const struct scenario *scenario;
    const struct model *model;
    const struct offered_load *load;
};

/* Reads what the first operand ("-": standard input), --patch and --set name. False when there are
 * errors; opened_fini is due either way. */
bool scenario_open(struct opened *o, const struct arguments *a);
void opened_fini(struct opened *o);

/* Prints each finding as a notice: "file:line:column: path: message". */
void findings_print(const struct diag *d);
/* The findings, then "2 errors; nothing was run" as notices. */
void findings_conclude(const struct diag *d, const char *what_not);

#endif
