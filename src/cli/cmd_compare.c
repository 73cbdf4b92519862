/* SPDX-License-Identifier: GPL-3.0-or-later
 * sojourn compare: which variant is better, by how much, and how sure that is. */
#include "cli/commands.h"
#include "cli/comparison_command.h"

static enum exit_status compare_run(const struct arguments *a) {
    static const struct comparison_command command = {&command_compare, variants_open,
                                                      comparison_text};
    if (a->n_operands > 1 && arguments_has(a, "variant"))
        return command_misused(&command_compare, "--variant goes with one scenario");
    return comparison_command_run(&command, a);
}

static const struct option options[] = {
    {.name = "variant",
     .kind = OPTION_TEXT,
     .argument = "NAME=FILE",
     .may_repeat = true,
     .help = "a variant of the only scenario: NAME=patch.json, or NAME:path=value,path=value as "
             "--set takes them"},
    {.name = "all", .help = "every measure of every row instead of those that matter most"},
    COMPARISON_OPTIONS,
    {.name = NULL}};

const struct command command_compare = {
    .name = "compare",
    .summary = "Compare scenarios or variants: differences with intervals, and which is better",
    .operands = "SCENARIO... | STUDY",
    .fewest_operands = 1,
    .most_operands = MOST_VARIANTS,
    .options = options,
    .details = "A study file holds a scenario's name, variants and lengths: see explain study. All "
               "variants meet the same customers, so that a difference is known better than "
               "either value. Ctrl-C ends the run early: what was finished is reported, exit "
               "status 4; with --out the same command goes on from there.",
    .run = compare_run,
};
