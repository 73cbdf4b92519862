/* SPDX-License-Identifier: GPL-3.0-or-later
 * sojourn new: a complete scenario to start from. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/units.h"
#include "cli/commands.h"
#include "cli/notice.h"
#include "scenario/new.h"
#include "theory/solve.h"

/* "80/20", "80%/20s": NULL, or what is wrong with it. */
static const char *target_read(const char *text, struct arena *arena, double *share,
                               double *within) {
    const char *slash = strchr(text, '/');
    double number;
    if (!slash)
        return "is no target such as 80/20: percent, slash, seconds";
    const char *left = arena_string_n(arena, text, (size_t)(slash - text));
    if (number_parse(left, &number) == NULL)
        *share = number / 100;
    else if (share_parse(left, share) != NULL)
        return "begins with no share";
    if (number_parse(slash + 1, within) != NULL && duration_parse(slash + 1, within) != NULL)
        return "ends with no duration";
    if (!(*share > 0 && *share < 1 && *within >= 0))
        return "is out of range: a share between 0 and 100 %, and a duration";
    return NULL;
}

/* The fewest agents that meet the target by Erlang A; false when none do. */
static bool agents_find(struct new_call_center *n) {
    const struct queue_target target = {queue_measure_find("service_level_ignore"), n->share};
    const struct queue_question question = {.model = {.calls = n->calls,
                                                      .handle = n->handle,
                                                      .patience = n->patience,
                                                      .agents = 1,
                                                      .lines = LINES_UNLIMITED,
                                                      .threshold = n->within},
                                            .unknown = UNKNOWN_AGENTS,
                                            .targets = &target,
                                            .count = 1};
    struct queue_answer answer;
    enum theory_status status = queue_solve(&question, &answer);
    n->agents = answer.model.agents;
    return status == THEORY_CONVERGED || status == THEORY_INEXACT;
}

static enum exit_status call_center_print(const struct arguments *a) {
    struct arena arena = {0};
    struct text out = {0};
    struct new_call_center n = {.calls = arguments_number(a, "calls"),
                                .handle = arguments_number(a, "handle"),
                                .patience = arguments_number(a, "patience")};
    const char *target = arguments_text(a, "target");
    const char *wrong = target_read(target, &arena, &n.share, &n.within);
    enum exit_status status = EXIT_DONE;
    if (wrong) {
        status = command_misused(&command_new, "--target: '%s' %s", target, wrong);
    } else if (!agents_find(&n)) {
        notice("no number of agents up to %zu meets %s", QUEUE_AGENTS_LIMIT, target);
        status = EXIT_NO_PLAN;
    } else {
        new_call_center_add(&n, &out);
        fputs(text_string(&out), stdout);
    }
    text_fini(&out);
    arena_fini(&arena);
    return status;
}

static enum exit_status new_run(const struct arguments *a) {
    if (strcmp(a->operands[0], "call-center") != 0)
        return command_misused(&command_new, "'%s' is no kind of scenario; there is: call-center",
                               a->operands[0]);
    return call_center_print(a);
}

static const struct option options[] = {
    {.name = "calls",
     .kind = OPTION_RATE,
     .argument = "RATE",
     .fallback = "120/h",
     .min = 1e-6,
     .max = 1e4,
     .help = "calls, all day the same"},
    {.name = "handle",
     .kind = OPTION_DURATION,
     .argument = "TIME",
     .fallback = "4m",
     .min = 0.001,
     .max = 1e6,
     .help = "mean time of a call"},
    {.name = "patience",
     .kind = OPTION_DURATION,
     .argument = "TIME",
     .fallback = "5m",
     .min = 0.001,
     .max = 1e7,
     .help = "mean time that callers would wait"},
    {.name = "target",
     .kind = OPTION_TEXT,
     .argument = "80/20",
     .fallback = "80/20",
     .help = "percent to be answered within seconds"},
    {.name = NULL},
};

const struct command command_new = {
    .name = "new",
    .summary = "Print a complete scenario to start from",
    .operands = "call-center",
    .fewest_operands = 1,
    .most_operands = 1,
    .options = options,
    .details = "The agents are the fewest that meet the target by Erlang A:\n"
               "    sojourn new call-center --calls 200/h --handle 3m > mine.json",
    .run = new_run,
};
