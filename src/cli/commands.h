/* SPDX-License-Identifier: GPL-3.0-or-later
 * The only list of commands: X(name) stands for `const struct command command_name`, which
 * cmd_name.c defines. The order is that of the help. */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "cli/command.h"

#define PROGRAM_ABOUT                                                                              \
    "Sojourn simulates the places where people wait, and says how good the day will be and how "   \
    "sure that is."

#define COMMANDS(X)                                                                                \
    X(simulate)                                                                                    \
    X(compare)                                                                                     \
    X(sweep)                                                                                       \
    X(lanes)                                                                                       \
    X(levers) X(staff) X(schedule) X(check) X(explain) X(schema) X(new) X(theory) X(explain_gap)

#define DECLARE_COMMAND(name) extern const struct command command_##name;
COMMANDS(DECLARE_COMMAND)
#undef DECLARE_COMMAND

#endif
