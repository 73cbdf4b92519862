/* SPDX-License-Identifier: GPL-3.0-or-later
 * sojourn lanes: how many lanes, lines of their own or one for all, open all day or by watching. */
#include "cli/commands.h"
#include "cli/comparison_command.h"
#include "cli/lanes_arguments.h"

/* Every mistake in the options' own words, in one; NULL: there is none. In arena d->arena. */
static const char *misuse_of(const struct arguments *a, struct diag *d) {
    struct lanes_question q;
    const char *all = NULL;
    if (lanes_question_read(&q, a, d))
        return NULL;
    for (size_t i = 0; i < d->count; i++) {
        const struct finding *f = &d->findings[i];
        all = arena_format(&d->arena, "%s%s%s: %s", all ? all : "", all ? "; " : "", f->file,
                           f->message);
    }
    return all;
}

static enum exit_status lanes_run(const struct arguments *a) {
    static const struct comparison_command command = {&command_lanes, lanes_open, lanes_text};
    struct diag d = {0};
    const char *misuse = misuse_of(a, &d);
    enum exit_status status = misuse ? command_misused(&command_lanes, "%s", misuse)
                                     : comparison_command_run(&command, a);
    diag_fini(&d);
    return status;
}

static const struct option options[] = {
    LANES_OPTIONS, COMPARISON_LENGTH_OPTIONS, COMPARISON_FILE_OPTIONS, {.name = NULL}};

const struct command command_lanes = {
    .name = "lanes",
    .summary = "How many lanes, own lines or one for all, opened how: waits, losses, cost",
    .operands = "SCENARIO",
    .fewest_operands = 1,
    .most_operands = 1,
    .options = options,
    .details = "All plans meet the same customers. The best of each form is then compared with the "
               "others on days that had no part in choosing it. Exit status 3: no plan is known to "
               "meet the standards. Ctrl-C ends the run early: what was finished is reported, exit "
               "status 4; with --out the same command goes on from there.",
    .run = lanes_run,
};
