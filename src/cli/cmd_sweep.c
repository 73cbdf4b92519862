/* SPDX-License-Identifier: GPL-3.0-or-later
 * sojourn sweep: a grid of variants in one decision table. */
#include <string.h>

#include "cli/commands.h"
#include "cli/comparison_command.h"

static enum exit_status sweep_opened(const struct arguments *a) {
    static const struct comparison_command command = {&command_sweep, grid_open, sweep_text};
    return comparison_command_run(&command, a);
}

static size_t path_length(const char *vary) {
    return strcspn(vary, "=");
}

/* Whether two of --vary have one path: the later one would undo the other. */
static const char *twice_varied(const struct arguments *a, struct arena *arena) {
    size_t n;
    const char *const *vary = arguments_texts(a, "vary", arena, &n);
    for (size_t i = 1; i < n; i++)
        for (size_t k = 0; k < i; k++) {
            int length = (int)path_length(vary[i]);
            if (path_length(vary[k]) == (size_t)length &&
                strncmp(vary[i], vary[k], (size_t)length) == 0)
                return arena_format(arena,
                                    "'--vary %s' and '--vary %s' vary the same thing, of which a "
                                    "variant can have but one value; give all of them at once, as "
                                    "in --vary %.*s=4,5,7",
                                    vary[k], vary[i], length, vary[i]);
        }
    return NULL;
}

static enum exit_status sweep_run(const struct arguments *a) {
    struct arena arena = {0};
    const char *misuse = twice_varied(a, &arena);
    enum exit_status status =
        misuse ? command_misused(&command_sweep, "%s", misuse) : sweep_opened(a);
    arena_fini(&arena);
    return status;
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
