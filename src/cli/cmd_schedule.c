/* SPDX-License-Identifier: GPL-3.0-or-later
 * sojourn schedule: who works when. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/output.h"
#include "cli/commands.h"
#include "cli/notice.h"
#include "cli/patch_file.h"
#include "cli/plots_run.h"
#include "cli/scenario_open.h"
#include "cli/stop.h"
#include "cli/study_arguments.h"
#include "planner/milp_outside.h"
#include "planner/schedule.h"
#include "report/schedule_report.h"

static const char *const file_names[] = {"schedule.json", "plan.json", "roster.csv",
                                         "cover.csv",     "plots",     NULL};

static void progress_tell(void *context, const char *doing) {
    (void)context;
    progress_show("%s", doing);
}

/* ---- files ---- */

static void file_fill(const struct schedule *s, size_t which, FILE *file) {
    struct text t = {0};
    switch (which) {
    case 0:
        schedule_json(s, &t);
        break;
    case 1:
        schedule_patch(s, &t);
        break;
    case 2:
        schedule_roster_csv(s, file);
        break;
    default:
        schedule_cover_csv(s, file);
    }
    fwrite(text_string(&t), 1, t.length, file);
    text_fini(&t);
}

static bool files_write(const struct schedule *s, const struct arguments *a, struct output *o,
                        struct diag *d) {
    enum { FILES = 4 };
    const char *const *scripts;
    for (size_t i = 0; i < FILES; i++) {
        FILE *file = output_open(o, file_names[i], d);
        if (!file)
            return false;
        file_fill(s, i, file);
        if (!output_close(o, file_names[i], file, d))
            return false;
    }
    if (!schedule_plots(s, o, &scripts, d))
        return false;
    plots_run(o, scripts, arguments_has(a, "quiet"));
    return output_commit(o, d);
}

static bool plan_write(const struct schedule *s, const char *path, struct diag *d) {
    struct text patch = {0};
    schedule_patch(s, &patch);
    bool ok = patch_file_write(path, &patch, d);
    text_fini(&patch);
    return ok;
}

/* ---- options ---- */

static const char *misuse_of(const struct arguments *a, struct text *words) {
    const char *length = study_length_misuse(a), *require = arguments_text(a, "require");
    const char *solver = arguments_text(a, "solver");
    if (length)
        return length;
    if (require && strcmp(require, "standards") != 0 && strcmp(require, "count") != 0)
        text_printf(words, "--require: '%s' is not standards or count", require);
    else if (strcmp(solver, "glpk") != 0 && !milp_solver_find(solver)) {
        text_printf(words, "--solver: '%s' is not glpk", solver);
        for (const struct milp_solver *s = milp_solvers; s->name; s++)
            text_printf(words, "%s%s", s[1].name ? ", " : " or ", s->name);
    }
    return words->length > 0 ? text_string(words) : NULL;
}

static struct schedule_options options_of(const struct arguments *a,
                                          const struct study_options *study) {
    const char *require = arguments_text(a, "require");
    bool count = require ? strcmp(require, "count") == 0 : arguments_has(a, "plan");
    struct schedule_options o = {.milp = {.time_limit = arguments_number(a, "time-limit"),
                                          .gap = arguments_number(a, "gap"),
                                          .stop = stop_on_signal(),
                                          .solver = arguments_text(a, "solver"),
                                          .folder = getenv("TMPDIR")},
                                 .source = count ? REQUIREMENT_COUNT : REQUIREMENT_FORMULAS,
                                 .under = arguments_has(a, "under") ? arguments_number(a, "under")
                                                                    : HUGE_VAL,
                                 .over = arguments_has(a, "over") ? arguments_number(a, "over") : 0,
                                 .study = arguments_has(a, "no-simulation") ? NULL : study,
                                 .reach = study,
                                 .rounds = (size_t)arguments_number(a, "rounds")};
    if (progress_wanted(a))
        o.progress = progress_tell;
    return o;
}

/* ---- the end ---- */

static bool standards_hold(const struct schedule *s) {
    return s->n_rounds == 0 || s->rounds[s->n_rounds - 1].missed == 0;
}

/* What to do about a group without a plan; NULL: it has one. own: by the built-in solver. */
static const char *trouble_of(const struct schedule_group *g, bool own, struct arena *a) {
    switch (g->plan.end) {
    case MILP_SOLVER_FAILED:
        return arena_format(a, "%s; choose another solver, or leave --solver out", g->plan.words);
    case MILP_UNBOUNDED:
        return "the solver says that its cost can fall without end, which no price here lets it: "
               "choose another solver, or leave --solver out";
    case MILP_INFEASIBLE:
        return own ? "these patterns allow none, even one that leaves people missing: lower "
                     "'at_least', or raise 'at_once' or 'days' beside it"
                   : "the solver says that these patterns allow none, even one that leaves people "
                     "missing; leave --solver out to ask the one that is built in, and look at "
                     "'at_least' and 'at_once'";
    case MILP_NO_SOLUTION:
        return "none was found in time; give more by --time-limit";
    default:
        return NULL;
    }
}

/* Bad input where the solver that was asked for is of no use; else no plan. */
static enum exit_status failure_tell(const struct schedule *s, const char *solver) {
    bool own = strcmp(solver, "glpk") == 0, useless = false;
    struct arena a = {0};
    for (size_t i = 0; i < s->n_groups; i++) {
        const struct schedule_group *g = &s->groups[i];
        const char *trouble = trouble_of(g, own, &a);
        useless = useless || g->plan.end == MILP_SOLVER_FAILED || g->plan.end == MILP_UNBOUNDED;
        if (trouble)
            notice("%sno schedule of %s: %s", own ? "" : "--solver: ", g->as_read->name, trouble);
    }
    arena_fini(&a);
    return useless ? EXIT_BAD_INPUT : EXIT_NO_PLAN;
}

static enum exit_status conclude(const struct schedule *s, const char *solver) {
    if (s->end == SCHEDULE_STOPPED) {
        notice("stopped early: the best schedule so far is reported");
        return EXIT_STOPPED;
    }
    if (s->end == SCHEDULE_FAILED)
        return failure_tell(s, solver);
    return s->end == SCHEDULE_COVERS && s->n_reasons == 0 && standards_hold(s) ? EXIT_DONE
                                                                               : EXIT_NO_PLAN;
}

static bool report_all(const struct schedule *s, const struct arguments *a, struct output *o,
                       struct diag *d) {
    const char *write = arguments_text(a, "write");
    struct text out = {0};
    bool found = s->end != SCHEDULE_FAILED;
    bool ok = !(found && o->aside) || files_write(s, a, o, d);
    ok = ok && (!found || !write || plan_write(s, write, d));
    if (arguments_has(a, "json"))
        schedule_json(s, &out);
    else if (found)
        schedule_text(s, &out);
    result_print(&out, arguments_has(a, "json"));
    text_fini(&out);
    return ok;
}

static enum exit_status schedule_opened(const struct arguments *a, struct opened *s,
                                        struct output *output) {
    struct study_options study = study_arguments_read(a, s->model);
    struct schedule_options o = options_of(a, &study);
    struct schedule *schedule = schedule_make(s->model, &o, s->diag);
    if (o.progress)
        progress_clear();
    bool ok = schedule && report_all(schedule, a, output, s->diag);
    enum exit_status status = EXIT_BAD_INPUT;
    if (ok && s->diag->errors == 0)
        status = conclude(schedule, arguments_text(a, "solver"));
    else
        findings_conclude(s->diag, schedule ? "written" : "scheduled");
    schedule_free(schedule);
    return status;
}

static enum exit_status schedule_run(const struct arguments *a) {
    const char *folder = arguments_text(a, "out");
    struct text words = {0};
    struct opened s = {0};
    struct output output = {0};
    const char *misuse = misuse_of(a, &words);
    enum exit_status status = EXIT_BAD_INPUT;
    if (misuse) {
        status = command_misused(&command_schedule, "%s", misuse);
    } else if (scenario_open(&s, a) && study_length_fits(a, s.model, s.diag) &&
               patch_file_ready(arguments_text(a, "write"), s.diag) &&
               (!folder ||
                output_begin(&output, folder, arguments_has(a, "force"), file_names, s.diag))) {
        status = schedule_opened(a, &s, &output);
    } else {
        findings_conclude(s.diag, "scheduled");
    }
    output_fini(&output);
    opened_fini(&s);
    text_fini(&words);
    return status;
}

static const struct option options[] = {
    {.name = "require",
     .kind = OPTION_TEXT,
     .argument = "WHAT",
     .help = "what is to be covered: standards (by Erlang's formulas, interval by interval; the "
             "default) or count (the groups' own)"},
    {.name = "plan",
     .kind = OPTION_TEXT,
     .argument = "FILE",
     .may_repeat = true,
     .help = "lay a plan of 'staff --write' over the scenario and cover its count"},
    {.name = "gap",
     .kind = OPTION_SHARE,
     .argument = "1%",
     .fallback = "0.1%",
     .min = 0,
     .max = 1,
     .help = "stop when no schedule can cost this much less; 0: at the cheapest"},
    {.name = "time-limit",
     .kind = OPTION_DURATION,
     .argument = "60s",
     .fallback = "60s",
     .min = 0.1,
     .max = 1e6,
     .help = "time to solve in, for each round; then the best so far"},
    {.name = "solver",
     .kind = OPTION_TEXT,
     .argument = "NAME",
     .fallback = "glpk",
     .help = "glpk (built in), or a program on PATH: cbc, glpsol, gurobi, highs, scip"},
    {.name = "under",
     .kind = OPTION_NUMBER,
     .argument = "PRICE",
     .min = 0,
     .max = 1e9,
     .help = "of each person-hour missing; else nobody may be missing"},
    {.name = "over",
     .kind = OPTION_NUMBER,
     .argument = "PRICE",
     .min = 0,
     .max = 1e9,
     .help = "of each person-hour too many, beyond the shift's own cost"},
    {.name = "rounds",
     .kind = OPTION_COUNT,
     .argument = "N",
     .fallback = "5",
     .min = 0,
     .max = 100,
     .help = "of raising the requirement where the simulated day misses, at most"},
    {.name = "no-simulation", .help = "do not simulate the shifts"},
    STUDY_LENGTH_OPTIONS,
    STUDY_OPTIONS,
    SCENARIO_OPTIONS,
    {.name = "write",
     .kind = OPTION_TEXT,
     .argument = "FILE",
     .help = "write the shifts as a patch that simulate --patch takes, over an earlier plan only"},
    {.name = "out",
     .kind = OPTION_TEXT,
     .argument = "DIR",
     .help = "write schedule.json, plan.json, roster.csv, cover.csv and plots"},
    {.name = "force", .help = "replace the folder of an earlier run"},
    PRINT_OPTIONS,
    {.name = NULL},
};

const struct command command_schedule = {
    .name = "schedule",
    .summary = "Choose shifts from patterns to cover what is required, and simulate them",
    .operands = "SCENARIO",
    .fewest_operands = 1,
    .most_operands = 1,
    .options = options,
    .details = "Groups with 'patterns' (see explain staff.*.patterns) get shifts with breaks at "
               "least cost. Where the simulated day misses a standard, more is required there and "
               "it is solved again. Exit status 3: the patterns cannot cover, or the standards are "
               "still missed; the best is reported. Ctrl-C keeps the best so far, exit status 4.",
    .run = schedule_run,
};
