/* SPDX-License-Identifier: GPL-3.0-or-later
 * sojourn schema: the scenario language, and that of studies, for editors. */
#include <stdio.h>

#include "cli/commands.h"
#include "scenario/schema.h"
#include "study/study_file.h"

static enum exit_status schema_run(const struct arguments *a) {
    struct text out = {0};
    if (arguments_has(a, "study"))
        schema_add_of(&study_type, "Sojourn study", &out);
    else
        schema_add(&out);
    fputs(text_string(&out), stdout);
    text_fini(&out);
    return EXIT_DONE;
}

static const struct option options[] = {{.name = "study", .help = "of study files instead"},
                                        {.name = NULL}};

const struct command command_schema = {
    .name = "schema",
    .summary = "Print the JSON Schema (2020-12) of scenarios, for editors that complete by it",
    .operands = "",
    .options = options,
    .run = schema_run,
};
