/* SPDX-License-Identifier: GPL-3.0-or-later
 * sojourn levers: what a manager can change, what it costs and what it buys. */
#include "cli/commands.h"
#include "cli/comparison_command.h"

static enum exit_status levers_run(const struct arguments *a) {
    static const struct comparison_command command = {&command_levers, levers_open, levers_text};
    return comparison_command_run(&command, a);
}

static const struct option options[] = {
    STUDY_LENGTH_OPTIONS,
    {.name = "price",
     .kind = OPTION_TEXT,
     .argument = "NAME=120/day",
     .may_repeat = true,
     .help = "what a lever costs a day beside what the scenario prices"},
    COMPARISON_FILE_OPTIONS,
    {.name = NULL}};

const struct command command_levers = {
    .name = "levers",
    .summary = "What to change first: each lever's cost, and what it buys, ranked",
    .operands = "SCENARIO",
    .fewest_operands = 1,
    .most_operands = 1,
    .options = options,
    .details = "Every lever is a patch on the scenario; all meet the same customers as the "
               "scenario as it is. What a lever costs follows from the scenario's own prices "
               "where it has them, else from --price, else it is said that nobody gave one. Ctrl-C "
               "ends the run early: what was finished is reported, exit status 4; with --out the "
               "same command goes on from there.",
    .run = levers_run,
};
