/* SPDX-License-Identifier: GPL-3.0-or-later
 * sojourn theory: formulas in closed form, for whatever was left out. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/units.h"
#include "cli/commands.h"
#include "cli/scenario_open.h"
#include "cli/study_arguments.h"
#include "cli/theory_day.h"
#include "cli/theory_priority.h"
#include "cli/theory_report.h"
#include "scenario/distribution_text.h"

/* The service levels have options of their own: --target and --formula. */
static const struct {
    const char *option, *measure;
} target_options[] = {
    {"asa", "asa"},           {"mean-wait", "mean_wait"}, {"abandonment", "abandonment"},
    {"blocking", "blocking"}, {"occupancy", "occupancy"},
};

enum { TARGETS = 1 + sizeof target_options / sizeof target_options[0] };

static double number_or(const struct arguments *a, const char *option, double otherwise) {
    return arguments_has(a, option) ? arguments_number(a, option) : otherwise;
}

static size_t count_of(const struct arguments *a, const char *option) {
    return (size_t)number_or(a, option, 0);
}

static bool is_exponential(const struct distribution *d) {
    return strcmp(d->kind->name, "exponential") == 0;
}

/* What is being asked, with the laws that its model points to. */
struct asking {
    const struct arguments *arguments;
    const struct theory_formula *formula;
    struct distribution patience, handle;
};

static bool has(const struct asking *k, const char *option) {
    return arguments_has(k->arguments, option);
}

static bool assumes(const struct asking *k, enum theory_assumption x) {
    return theory_assumes(k->formula, x);
}

/* What was given, and 1 or 0 where the unknown will stand. */
static struct queue_model model_of(const struct asking *k) {
    const struct arguments *a = k->arguments;
    double endless =
        assumes(k, THEORY_LEAVES) && !assumes(k, THEORY_PATIENCE_OPTIONAL) ? 1 : HUGE_VAL;
    struct queue_model q = {.calls = number_or(a, "calls", 1),
                            .handle = distribution_mean(&k->handle),
                            .patience =
                                has(k, "patience") ? distribution_mean(&k->patience) : endless,
                            .agents = count_of(a, "agents"),
                            .lines = count_of(a, "lines"),
                            .threshold = arguments_number(a, "within"),
                            .redial_blocked = number_or(a, "redial-blocked", 0),
                            .redial_abandoned = number_or(a, "redial-abandoned", 0),
                            .redial_after = number_or(a, "redial-after", 300)};
    if (assumes(k, THEORY_ANY_PATIENCE) && has(k, "patience"))
        q.patience_law = is_exponential(&k->patience) ? NULL : &k->patience;
    if (assumes(k, THEORY_ANY_HANDLE) && has(k, "handle"))
        q.handle_law = is_exponential(&k->handle) ? NULL : &k->handle;
    if (!assumes(k, THEORY_WAITS))
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
static size_t find_unknown(const struct asking *k, size_t n_targets, enum queue_unknown *unknown) {
    bool waits = assumes(k, THEORY_WAITS);
    bool has_agents = has(k, "agents") || (!waits && has(k, "lines"));
    bool patience = assumes(k, THEORY_LEAVES) && !assumes(k, THEORY_PATIENCE_OPTIONAL);
    size_t missing = 0;
    *unknown = UNKNOWN_NOTHING;
    if (!has_agents && !assumes(k, THEORY_ONE_AGENT) && ++missing)
        *unknown = waits ? UNKNOWN_AGENTS : UNKNOWN_SERVERS;
    if (!has(k, "calls") && ++missing)
        *unknown = UNKNOWN_CALLS;
    if (!has(k, "handle") && ++missing)
        *unknown = UNKNOWN_HANDLE;
    if (patience && !has(k, "patience") && ++missing)
        *unknown = UNKNOWN_PATIENCE;
    if (missing > 0 || !waits)
        return missing;
    if (has(k, "blocking") && !has(k, "lines"))
        *unknown = UNKNOWN_LINES;
    else if (has(k, "target") && n_targets == 1 && !has(k, "within"))
        *unknown = UNKNOWN_THRESHOLD;
    return 0;
}

/* NULL, or what an option says that the formula does not assume. */
static const char *contradiction_of(const struct asking *k) {
    bool waits = assumes(k, THEORY_WAITS);
    if (!assumes(k, THEORY_LEAVES) && (has(k, "patience") || has(k, "abandonment")))
        return waits ? "nobody hangs up in this formula; with --patience or --abandonment, ask "
                       "erlang-a or mmn-g"
                     : "nobody hangs up in Erlang B; with --patience or --abandonment, ask "
                       "erlang-a";
    if (!waits && (has(k, "asa") || has(k, "mean-wait") || has(k, "target")))
        return "nobody waits in Erlang B; its targets are --blocking and --occupancy";
    if (waits && !assumes(k, THEORY_LINES) && (has(k, "lines") || has(k, "blocking")))
        return "this formula has no limit on lines; with --lines or --blocking, ask erlang-c, "
               "erlang-a, mmn-g or retrials";
    if (!assumes(k, THEORY_REDIALS) &&
        (has(k, "redial-blocked") || has(k, "redial-abandoned") || has(k, "redial-after")))
        return "nobody calls again in this formula; with redials, ask retrials";
    if (!waits && has(k, "agents") && has(k, "lines") &&
        count_of(k->arguments, "agents") != count_of(k->arguments, "lines"))
        return "in Erlang B each agent has one line: give --agents or --lines";
    if (assumes(k, THEORY_ONE_AGENT) && has(k, "agents") && count_of(k->arguments, "agents") != 1)
        return "mg1 has one agent; for several with handle times of any law, ask mgn";
    if (has(k, "class"))
        return "--class belongs to 'sojourn theory priority'";
    return NULL;
}

/* The same for the laws of times. */
static const char *law_contradiction_of(const struct asking *k) {
    bool constant = strcmp(k->handle.kind->name, "constant") == 0;
    if (!assumes(k, THEORY_ANY_PATIENCE) && !is_exponential(&k->patience))
        return "this formula takes an exponential patience; for any other law, ask mmn-g";
    if (assumes(k, THEORY_CONSTANT_HANDLE))
        return constant || strchr(arguments_text(k->arguments, "handle"), ':') == NULL
                   ? NULL
                   : "handle times are all alike in mdn; for other laws, ask mgn";
    if (!assumes(k, THEORY_ANY_HANDLE) && assumes(k, THEORY_WAITS) && !is_exponential(&k->handle))
        return "this formula takes an exponential handle time; for any other law, ask mg1, mdn or "
               "mgn (or simulate)";
    return NULL;
}

/* NULL, or what is wrong with the options taken together. */
static const char *misuse_of(const struct asking *k, const struct theory_report *r,
                             size_t missing) {
    const char *wrong = contradiction_of(k);
    wrong = wrong ? wrong : law_contradiction_of(k);
    if (wrong)
        return wrong;
    if (missing > 1)
        return "leave out only one of --calls, --handle, --agents and, where people leave, "
               "--patience";
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
    result_print(&out, json);
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

/* Reads a law; false, with what is wrong on standard error. */
static bool law_read(const struct arguments *a, const char *option, struct arena *arena,
                     struct distribution *out) {
    struct diag d = {0};
    struct text name = {0};
    *out = distribution_exponential(1);
    text_printf(&name, "--%s", option);
    bool ok = !arguments_has(a, option) ||
              distribution_parse(text_string(&name), arguments_text(a, option), arena, &d, out);
    double mean = distribution_mean(out);
    struct path at = {.key = text_string(&name)};
    if (ok && !(mean >= 1e-3 && mean <= 1e9))
        ok = diag_error(&d, &at, "a mean of %g s is outside [0.001, 1e+09] s", mean);
    findings_print(&d);
    diag_fini(&d);
    text_fini(&name);
    return ok;
}

static enum exit_status steady_run(struct asking *k) {
    const struct arguments *a = k->arguments;
    struct queue_target targets[TARGETS];
    struct theory_report r = {.shrinkage = number_or(a, "shrinkage", NAN), .formula = k->formula};
    r.level = level_find(arguments_text(a, "formula"));
    if (!r.level)
        return command_misused(&command_theory,
                               "--formula: '%s' is none of answered, offered, ignore, positive, "
                               "short",
                               arguments_text(a, "formula"));
    r.question = (struct queue_question){
        .model = model_of(k), .targets = targets, .evaluate = k->formula->evaluate};
    r.question.count = targets_of(a, r.level, targets);
    size_t missing = find_unknown(k, r.question.count, &r.question.unknown);
    const char *misuse = misuse_of(k, &r, missing);
    if (misuse)
        return command_misused(&command_theory, "%s", misuse);
    return theory_print(&r, arguments_has(a, "json"));
}

/* Formulas with more than one line of alike customers. */
static const struct {
    const char *name;
    enum exit_status (*run)(const struct arguments *a);
} others[] = {{"priority", theory_priority_run}, {"time-varying", theory_day_run}};

static enum exit_status formula_unknown(const char *name) {
    struct text known = {0};
    for (size_t i = 0; i < n_theory_formulas; i++)
        text_printf(&known, "%s%s", i ? ", " : "", theory_formulas[i].name);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        text_printf(&known, ", %s", others[i].name);
    enum exit_status status =
        command_misused(&command_theory, "'%s' is none of %s", name, text_string(&known));
    text_fini(&known);
    return status;
}

/* NULL, or an option that only a scenario's day has a use for. */
static const char *day_option_of(const struct arguments *a) {
    static const char *const options[] = {"set", "patch", "at", "method"};
    for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
        if (arguments_has(a, options[i])) {
            return options[i];
        }
    }
    return NULL;
}

static enum exit_status theory_run(const struct arguments *a) {
    const char *name = a->operands[0], *of_day = day_option_of(a);
    bool day = strcmp(name, "time-varying") == 0;
    if (!day && a->n_operands > 1) {
        return command_misused(&command_theory,
                               "'%s' is one word too many: only time-varying takes a scenario",
                               a->operands[1]);
    }
    if (!day && of_day) {
        return command_misused(&command_theory, "--%s belongs to time-varying", of_day);
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (strcmp(others[i].name, name) == 0)
            return others[i].run(a);
    struct asking k = {.arguments = a, .formula = theory_formula_find(name)};
    struct arena arena = {0};
    if (!k.formula)
        return formula_unknown(name);
    enum exit_status status = EXIT_BAD_USAGE;
    bool ok = law_read(a, "handle", &arena, &k.handle);
    ok = law_read(a, "patience", &arena, &k.patience) && ok;
    if (ok)
        status = steady_run(&k);
    arena_fini(&arena);
    return status;
}

static const struct option theory_options[] = {
    {"calls", OPTION_RATE, "RATE", NULL, 1e-9, 1e6, .help = "calls that arrive: 200/h"},
    {"handle", OPTION_TEXT, "LAW", NULL,
     .help = "handle time: 180s, 3m (exponential); mg1, mgn: lognormal:mean=3m,cv=1.2 ..."},
    {"patience", OPTION_TEXT, "LAW", NULL,
     .help = "time before a caller hangs up: 5m (exponential); mmn-g, retrials: any law"},
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
    {"redial-blocked", OPTION_SHARE, "SHARE", NULL, 0, 1,
     .help = "retrials: share of the blocked who call again"},
    {"redial-abandoned", OPTION_SHARE, "SHARE", NULL, 0, 1,
     .help = "retrials: share of those who hung up who call again"},
    {"redial-after", OPTION_DURATION, "TIME", NULL, 1e-3, 1e9,
     .help = "retrials: mean time until they do, else 5m"},
    {"class", OPTION_TEXT, "SPEC", .may_repeat = true,
     .help = "priority: a class, the first is served first: \"calls=60/h handle=3m target=95% "
             "within=20s\""},
    {"at", OPTION_TEXT, "STATION", .help = "time-varying: which station, if several have staff"},
    {"method", OPTION_TEXT, "NAME",
     .help = "time-varying: evaluate the agents that sipp, lagged, mol or mol-max requires, or the "
             "fewest if constant all day, not the scenario's own"},
    SCENARIO_OPTIONS,
    {"shrinkage", OPTION_SHARE, "SHARE", NULL, 0, 0.99,
     .help = "share of paid time away: adds the number on the roster"},
    {"json", OPTION_FLAG, .help = "the result as JSON, in seconds, shares and per second"},
    {0}};

const struct command command_theory = {
    .name = "theory",
    .summary = "Solve a formula (Erlang B, C, A and others) for whatever is left out",
    .operands = "FORMULA [SCENARIO]",
    .fewest_operands = 1,
    .most_operands = 2,
    .options = theory_options,
    .details =
        "FORMULA is one of\n"
        "  erlang-b   nobody waits: a call finds a line or is lost\n"
        "  erlang-c   everybody waits as long as it takes\n"
        "  erlang-a   people hang up after an exponential patience\n"
        "  mmn-g      people hang up after a patience of any law\n"
        "  mg1        one agent, handle times of any law\n"
        "  mdn        handle times that are all alike\n"
        "  mgn        handle times of any law, approximate\n"
        "  retrials   people call again after a busy signal or hanging up\n"
        "  priority   classes, each given by --class, served in their order\n"
        "  time-varying SCENARIO   a day of changing calls and staff: agents of each period by "
        "SIPP, lagged\n             SIPP and modified offered load, and what comes of them by the "
        "forward equations\n\n"
        "One of --calls, --handle, --agents and --patience may be left out: it is found from the "
        "targets.\nSeveral targets: the fewest agents, the most calls, the longest handle time "
        "that meet all. With all\ngiven, --blocking finds the lines, --target the threshold, if "
        "they were left out. Nothing left out:\nthe measures as they are.\n\n"
        "A law is KIND:KEY=VALUE,... of 'sojourn explain distributions': lognormal:mean=5m,cv=1.3, "
        "constant:90s.\n\n"
        "  sojourn theory erlang-c --calls 200/h --handle 180s --within 20s --target 80%\n"
        "  sojourn theory erlang-a --calls 200/h --handle 180s --agents 14 --patience 5m\n"
        "  sojourn theory mmn-g --calls 300/h --handle 240s --patience lognormal:mean=2m,cv=1.2 "
        "--target 80%\n"
        "  sojourn theory priority --class \"calls=180/h handle=1m target=95%\" --class "
        "\"calls=300/h handle=1m\"\n"
        "  sojourn theory time-varying scenarios/call-center.json --method mol",
    .run = theory_run};
