/* SPDX-License-Identifier: GPL-3.0-or-later
 * A command of the program: one row with its options, and one function. */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include <stddef.h>

#include "cli/options.h"

/* What the program's exit status says: X(name, number, words). */
#define EXIT_STATUSES(X)                                                                           \
    X(EXIT_DONE, 0, "done")                                                                        \
    X(EXIT_BAD_INPUT, 1, "bad input")                                                              \
    X(EXIT_BAD_USAGE, 2, "bad usage")                                                              \
    X(EXIT_NO_PLAN, 3, "no plan meets the targets")                                                \
    X(EXIT_STOPPED, 4, "stopped early; what was finished is reported")

#define EXIT_STATUS_NAME(name, number, words) name = (number),
enum exit_status { EXIT_STATUSES(EXIT_STATUS_NAME) };
#undef EXIT_STATUS_NAME

struct command {
    const char *name;
    const char *summary;  /* one line in the list of commands, no full stop */
    const char *operands; /* as shown in the usage line: "SCENARIO", "[PATH]", "" */
    size_t fewest_operands, most_operands;
    const struct option *options; /* ended by a row without name; NULL: none */
    const char *details;          /* what --help adds below the options; NULL: nothing */
    enum exit_status (*run)(const struct arguments *a);
};

/* Says on standard error what is wrong with the way the command was called and where its help is.
 * Returns EXIT_BAD_USAGE. */
enum exit_status command_misused(const struct command *c, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
