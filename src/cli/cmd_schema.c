/* SPDX-License-Identifier: GPL-3.0-or-later
 * sojourn schema: the scenario language for editors. */
#include <stdio.h>

#include "cli/commands.h"
#include "scenario/schema.h"

static enum exit_status schema_run(const struct arguments *a) {
    struct text out = {0};
    (void)a;
    schema_add(&out);
    fputs(text_string(&out), stdout);
    text_fini(&out);
    return EXIT_DONE;
}

const struct command command_schema = {
    .name = "schema",
    .summary = "Print the JSON Schema (2020-12) of scenarios, for editors that complete by it",
    .operands = "",
    .run = schema_run,
};
