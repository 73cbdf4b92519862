/* SPDX-License-Identifier: GPL-3.0-or-later
 * sojourn sweep: a grid of variants in one decision table. */
#include "cli/commands.h"
#include "cli/comparison_command.h"

static enum exit_status sweep_run(const struct arguments *a) {
    static const struct comparison_command command = {&command_sweep, grid_open, sweep_text};
    return comparison_command_run(&command, a);
}

static const struct option options[] = {
    {.name = "vary",
     .kind = OPTION_TEXT,
     .argument = "PATH=VALUES",
     .may_repeat = true,
     .help = "what to vary: staff.agents.count=3..8, a..b step c, a,b,c, or relative: =+0..+3"},
    COMPARISON_OPTIONS,
    {.name = NULL}};

const struct command command_sweep = {
    .name = "sweep",
    .summary = "Vary something and see in one table what each choice brings and costs",
    .operands = "SCENARIO | STUDY",
    .fewest_operands = 1,
    .most_operands = 1,
    .options = options,
    .details = "Several --vary make a grid; a study file may hold them: see explain study. All "
               "variants meet the same customers. Ctrl-C ends the "
               "run early: what was finished is reported, exit status 4; with --out the same "
               "command goes on from there.",
    .run = sweep_run,
};
