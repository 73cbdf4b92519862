/* SPDX-License-Identifier: GPL-3.0-or-later
 * sojourn theory: Erlang B, C and A in closed form, for whatever was left out. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/theory_report.h"

struct formula {
    const char *name;
    bool can_wait;  /* else each agent has a line of its own, and no other */
    bool can_leave; /* people have a patience */
};

static const struct formula formulas[] = {
    {"erlang-b", false, false},
    {"erlang-c", true, false},
    {"erlang-a", true, true},
};

/* The service levels have options of their own: --target and --formula. */
static const struct {
    const char *option, *measure;
} target_options[] = {
    {"asa", "asa"},           {"mean-wait", "mean_wait"}, {"abandonment", "abandonment"},
    {"blocking", "blocking"}, {"occupancy", "occupancy"},
};

enum { TARGETS = 1 + sizeof target_options / sizeof target_options[0] };

static const struct formula *formula_find(const char *name) {
    for (size_t i = 0; i < sizeof formulas / sizeof formulas[0]; i++)
        if (strcmp(formulas[i].name, name) == 0)
            return &formulas[i];
    return NULL;
}

static double number_or(const struct arguments *a, const char *option, double otherwise) {
    return arguments_has(a, option) ? arguments_number(a, option) : otherwise;
}

static size_t count_of(const struct arguments *a, const char *option) {
    return (size_t)number_or(a, option, 0);
}

/* What was given, and 1 or 0 where the unknown will stand. */
static struct queue_model model_of(const struct arguments *a, const struct formula *f) {
    struct queue_model q = {.calls = number_or(a, "calls", 1),
                            .handle = number_or(a, "handle", 1),
                            .patience = number_or(a, "patience", f->can_leave ? 1 : HUGE_VAL),
                            .agents = count_of(a, "agents"),
                            .lines = count_of(a, "lines"),
                            .threshold = arguments_number(a, "within")};
    if (!f->can_wait)
        q.agents = q.lines = q.agents > q.lines ? q.agents : q.lines;
    q.agents += q.agents == 0;
    return q;
}

static size_t targets_of(const struct arguments *a, const struct queue_measure *level,
                         struct queue_target targets[TARGETS]) {
    size_t count = 0;
    if (arguments_has(a, "target"))
        targets[count++] = (struct queue_target){level, arguments_number(a, "target")};
    for (size_t i = 0; i < TARGETS - 1; i++)
        if (arguments_has(a, target_options[i].option))
            targets[count++] = (struct queue_target){queue_measure_find(target_options[i].measure),
                                                     arguments_number(a, target_options[i].option)};
    return count;
}

/* The unknown is the one quantity that is missing; with none missing, the targets ask for the
 * threshold (a service level alone, without --within) or for the lines (a blocking without
 * --lines). Returns how many are missing. */
static size_t find_unknown(const struct arguments *a, const struct formula *f, size_t n_targets,
                           enum queue_unknown *unknown) {
    bool has_agents = arguments_has(a, "agents") || (!f->can_wait && arguments_has(a, "lines"));
    size_t missing = 0;
    *unknown = UNKNOWN_NOTHING;
    if (!has_agents && ++missing)
        *unknown = f->can_wait ? UNKNOWN_AGENTS : UNKNOWN_SERVERS;
    if (!arguments_has(a, "calls") && ++missing)
        *unknown = UNKNOWN_CALLS;
    if (!arguments_has(a, "handle") && ++missing)
        *unknown = UNKNOWN_HANDLE;
    if (f->can_leave && !arguments_has(a, "patience") && ++missing)
        *unknown = UNKNOWN_PATIENCE;
    if (missing > 0 || !f->can_wait)
        return missing;
    if (arguments_has(a, "blocking") && !arguments_has(a, "lines"))
        *unknown = UNKNOWN_LINES;
    else if (arguments_has(a, "target") && n_targets == 1 && !arguments_has(a, "within"))
        *unknown = UNKNOWN_THRESHOLD;
    return 0;
}

/* NULL, or what is wrong with the options taken together. */
static const char *misuse_of(const struct arguments *a, const struct formula *f,
                             const struct theory_report *r, size_t missing) {
    if (!f->can_leave && (arguments_has(a, "patience") || arguments_has(a, "abandonment")))
        return "nobody hangs up in Erlang B and C; with --patience or --abandonment, ask erlang-a";
    if (!f->can_wait &&
        (arguments_has(a, "asa") || arguments_has(a, "mean-wait") || arguments_has(a, "target")))
        return "nobody waits in Erlang B; its targets are --blocking and --occupancy";
    if (!f->can_wait && arguments_has(a, "agents") && arguments_has(a, "lines") &&
        count_of(a, "agents") != count_of(a, "lines"))
        return "in Erlang B each agent has one line: give --agents or --lines";
    if (missing > 1)
        return "leave out only one of --calls, --handle, --agents and, for erlang-a, --patience";
    if (missing == 1 && r->question.count == 0)
        return "to find what was left out, give a target: --target, --asa, --mean-wait, "
               "--abandonment, --blocking or --occupancy";
    return NULL;
}

static enum exit_status theory_print(struct theory_report *r, bool json) {
    struct text out = {0};
    queue_solve(&r->question, &r->answer);
    if (json)
        theory_report_json(r, &out);
    else
        theory_report_text(r, &out);
    fputs(text_string(&out), stdout);
    text_fini(&out);
    return theory_is_answered(r) || r->answer.status == THEORY_UNBOUNDED ? EXIT_DONE : EXIT_NO_PLAN;
}

static const struct queue_measure *level_find(const char *formula) {
    struct text name = {0};
    text_printf(&name, "service_level_%s", formula);
    const struct queue_measure *level = queue_measure_find(text_string(&name));
    text_fini(&name);
    return level;
}

static enum exit_status theory_run(const struct arguments *a) {
    const struct formula *f = formula_find(a->operands[0]);
    struct queue_target targets[TARGETS];
    struct theory_report r = {.shrinkage = number_or(a, "shrinkage", NAN)};
    if (!f)
        return command_misused(&command_theory, "'%s' is none of erlang-b, erlang-c, erlang-a",
                               a->operands[0]);
    r.level = level_find(arguments_text(a, "formula"));
    if (!r.level)
        return command_misused(&command_theory,
                               "--formula: '%s' is none of answered, offered, ignore, positive, "
                               "short",
                               arguments_text(a, "formula"));
    r.question = (struct queue_question){.model = model_of(a, f), .targets = targets};
    r.question.count = targets_of(a, r.level, targets);
    size_t missing = find_unknown(a, f, r.question.count, &r.question.unknown);
    const char *misuse = misuse_of(a, f, &r, missing);
    if (misuse)
        return command_misused(&command_theory, "%s", misuse);
    return theory_print(&r, arguments_has(a, "json"));
}

static const struct option theory_options[] = {
    {"calls", OPTION_RATE, "RATE", NULL, 1e-9, 1e6, .help = "calls that arrive: 200/h"},
    {"handle", OPTION_DURATION, "TIME", NULL, 1e-3, 1e9, .help = "mean handle time: 180s, 3m"},
    {"patience", OPTION_DURATION, "TIME", NULL, 1e-3, 1e9,
     .help = "mean time before a caller hangs up (erlang-a)"},
    {"agents", OPTION_COUNT, "N", NULL, 1, 1e6, .help = "agents on duty"},
    {"lines", OPTION_COUNT, "N", NULL, 1, 1e6,
     .help = "calls that can talk or wait at once; without it, no limit"},
    {"within", OPTION_DURATION, "TIME", "20s", 0, 1e9, .help = "threshold of the service level"},
    {"target", OPTION_SHARE, "SHARE", NULL, 0, 1, .help = "service level at least: 80%"},
    {"formula", OPTION_TEXT, "NAME", "ignore",
     .help = "answered, offered, ignore, positive or short"},
    {"asa", OPTION_DURATION, "TIME", NULL, 0, 1e9, .help = "mean wait of the served at most"},
    {"mean-wait", OPTION_DURATION, "TIME", NULL, 0, 1e9,
     .help = "mean wait of all who join at most"},
    {"abandonment", OPTION_SHARE, "SHARE", NULL, 0, 1, .help = "share who hang up at most"},
    {"blocking", OPTION_SHARE, "SHARE", NULL, 0, 1, .help = "share who find no line at most"},
    {"occupancy", OPTION_SHARE, "SHARE", NULL, 0, 1, .help = "busy share of the agents at most"},
    {"shrinkage", OPTION_SHARE, "SHARE", NULL, 0, 0.99,
     .help = "share of paid time away: adds the number on the roster"},
    {"json", OPTION_FLAG, .help = "the result as JSON, in seconds, shares and per second"},
    {0}};

const struct command command_theory = {
    .name = "theory",
    .summary = "Solve Erlang B, C or A for whatever is left out",
    .operands = "erlang-b|erlang-c|erlang-a",
    .fewest_operands = 1,
    .most_operands = 1,
    .options = theory_options,
    .details =
        "One of --calls, --handle, --agents and (erlang-a) --patience may be left out: it is found "
        "from\nthe targets. Several targets: the fewest agents, the most calls, the longest handle "
        "time that\nmeet all. With all four given, --blocking finds the lines, --target the "
        "threshold, if they were\nleft out. Nothing left out: the measures as they are.\n\n"
        "  sojourn theory erlang-c --calls 200/h --handle 180s --within 20s --target 80%\n"
        "  sojourn theory erlang-a --calls 200/h --handle 180s --agents 14 --patience 5m",
    .run = theory_run};
