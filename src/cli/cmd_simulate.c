/* SPDX-License-Identifier: GPL-3.0-or-later
 * sojourn simulate: one scenario in, the report out. */
#include <stdio.h>

#include "base/output.h"
#include "base/stop_flag.h"
#include "cli/commands.h"
#include "cli/comparison_command.h"
#include "cli/notice.h"
#include "cli/scenario_open.h"
#include "cli/simulate_files.h"
#include "cli/stop.h"
#include "cli/study_arguments.h"
#include "planner/theory_match.h"
#include "planner/trouble.h"
#include "planner/typical_day.h"
#include "report/report.h"
#include "study/study.h"

enum { PRECISION_TIMES = 25 };

/* Everything that one call holds. */
struct simulation {
    const struct arguments *a;
    struct opened scenario;
    struct output output; /* begun when --out is given */
    struct study_options options;
    struct study_series series;
    struct results *results;
    struct theory_match *theory;
    struct trouble *trouble;
    struct typical_day *typical;
    bool stopped;
};

static void progress_tell(void *context, size_t done, size_t planned) {
    const struct simulation *s = context;
    progress_show("%zu of %zu %s", done, planned,
                  s->scenario.model->steady ? "runs" : "replications");
}

static void progress_end(const struct simulation *s) {
    if (s->options.progress)
        progress_clear();
}

static void options_fill(struct simulation *s) {
    struct study_options *o = &s->options;
    const struct model *m = s->scenario.model;
    *o = study_arguments_read(s->a, m);
    o->n_series = 1;
    o->series = &typical_day_series;
    if (arguments_has(s->a, "precision")) {
        o->precision = arguments_number(s->a, "precision");
        if (replications_asked(s->a, m) == 0)
            o->replications *= PRECISION_TIMES;
    }
    o->of = arguments_texts(s->a, "of", &s->scenario.arena, &o->n_of);
    if (progress_wanted(s->a)) {
        o->progress = progress_tell;
        o->context = s;
    }
}

static bool study(struct simulation *s) {
    double began = wall_clock();
    s->results = study_run(s->scenario.model, s->options, &s->series, s->scenario.diag);
    progress_end(s);
    if (!s->results)
        return false;
    s->results->seconds = wall_clock() - began;
    s->stopped = s->results->stopped_by == STOPPED_BY_SIGNAL;
    return true;
}

/* What else the report shows; an early stop leaves it out. */
static void study_more(struct simulation *s) {
    s->theory = theory_match(s->scenario.scenario, s->results);
    if (!s->stopped && arguments_has(s->a, "trouble")) {
        s->trouble = trouble_run(s->scenario.model, &s->options, s->results, s->scenario.diag);
        progress_end(s);
        s->stopped = !s->trouble;
    }
    if (!s->stopped && !arguments_has(s->a, "json"))
        s->typical = typical_day_run(s->scenario.model, &s->options, &s->series);
}

static void print(const struct report *r, bool json) {
    struct text out = {0};
    if (json)
        report_json(r, &out);
    else
        report_text(r, &out);
    result_print(&out, json);
    text_fini(&out);
}

static void timing_print(const struct results *r) {
    notice("%.3f s, %llu contacts, %llu events, %.1f ns an event", r->seconds,
           (unsigned long long)r->contacts, (unsigned long long)r->events,
           1e9 * r->seconds / (double)r->events);
}

static bool report_all(struct simulation *s) {
    struct report r = {.scenario = s->scenario.scenario,
                       .results = s->results,
                       .findings = s->scenario.diag,
                       .theory = s->theory,
                       .trouble = s->trouble,
                       .typical = s->typical};
    bool ok = true;
    if (s->output.aside)
        ok = simulate_files(&r, s->scenario.model, &s->options, s->a, &s->output, s->scenario.diag);
    r.colour = colour_wanted(s->a);
    print(&r, arguments_has(s->a, "json"));
    if (arguments_has(s->a, "timing"))
        timing_print(s->results);
    return ok;
}

/* Whether everything that was asked for is there; findings say why not. */
static bool simulate(struct simulation *s) {
    if (!scenario_open(&s->scenario, s->a))
        return false;
    if (!study_length_fits(s->a, s->scenario.model, s->scenario.diag))
        return false;
    const char *folder = arguments_text(s->a, "out");
    stop_on_signal(); /* before there is a folder to clear away */
    if (folder && !output_begin(&s->output, folder, arguments_has(s->a, "force"),
                                simulate_file_names, s->scenario.diag))
        return false;
    options_fill(s);
    study_warn_of_few(s->options.replications);
    if (!study(s))
        return false;
    study_more(s);
    return report_all(s);
}

static void simulation_fini(struct simulation *s) {
    typical_day_free(s->typical);
    trouble_free(s->trouble);
    theory_match_free(s->theory);
    results_free(s->results);
    study_series_free(&s->series);
    output_fini(&s->output);
    opened_fini(&s->scenario);
}

static const char *misuse_of(const struct arguments *a) {
    bool out = arguments_has(a, "out");
    if (!out &&
        (arguments_has(a, "events") || arguments_has(a, "left") || arguments_has(a, "force")))
        return "--events, --left and --force go with --out";
    if (arguments_has(a, "of") && !arguments_has(a, "precision"))
        return "--of goes with --precision or --sensitivity";
    return study_length_misuse(a);
}

static const char *sensitivity_misuse_of(const struct arguments *a) {
    static const char *const others[] = {"trouble", "events", "left", "timing"};
    size_t n;
    struct arena arena = {0};
    arguments_texts(a, "of", &arena, &n);
    arena_fini(&arena);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (arguments_has(a, others[i]))
            return "--trouble, --events, --left and --timing do not go with --sensitivity";
    return n > 1 ? "--sensitivity looks at one figure: give one --of" : NULL;
}

/* Each parameter of people at both ends of its range, beside the scenario as it is. */
static enum exit_status sensitivity_run(const struct arguments *a) {
    static const struct comparison_command command = {&command_simulate, sensitivity_open,
                                                      sensitivity_text};
    const char *misuse = sensitivity_misuse_of(a);
    return misuse ? command_misused(&command_simulate, "%s", misuse)
                  : comparison_command_run(&command, a);
}

static enum exit_status simulate_run(const struct arguments *a) {
    if (arguments_has(a, "sensitivity"))
        return sensitivity_run(a);
    struct simulation s = {.a = a};
    const char *misuse = misuse_of(a);
    if (misuse)
        return command_misused(&command_simulate, "%s", misuse);
    bool ok = simulate(&s);
    enum exit_status status = EXIT_DONE;
    if (!ok) {
        findings_conclude(s.scenario.diag, s.results ? "written" : "run");
        status = EXIT_BAD_INPUT;
    }
    if (stop_flag_is_set(s.options.limits.stop)) {
        notice("stopped early: %zu of %zu replications are reported",
               s.results ? s.results->replications : 0, s.options.replications);
        status = EXIT_STOPPED;
    }
    simulation_fini(&s);
    return status;
}

static const struct option options[] = {
    STUDY_LENGTH_OPTIONS,
    {.name = "precision",
     .kind = OPTION_SHARE,
     .argument = "2%",
     .min = 1e-6,
     .max = 1,
     .help = "run until half-widths are below this: relative, or points of a share; "
             "at most 25 times the default days, or as many as asked"},
    {.name = "of",
     .kind = OPTION_TEXT,
     .argument = "PATH",
     .may_repeat = true,
     .help = "what --precision and --sensitivity look at: stations.phones.asa; else the standards"},
    STUDY_OPTIONS,
    {.name = "trouble",
     .help = "how far from trouble: more volume, one absent, longer handle times"},
    {.name = "sensitivity",
     .help = "instead: how far the answer moves as each assumed parameter of people goes over its "
             "range"},
    SCENARIO_OPTIONS,
    {.name = "out",
     .kind = OPTION_TEXT,
     .argument = "DIR",
     .help = "write summary.json, intervals.csv, waits.csv, plots/ and, of rules, rules.csv into a "
             "new folder"},
    {.name = "force", .help = "replace the folder of an earlier run"},
    {.name = "events",
     .kind = OPTION_COUNT,
     .argument = "R",
     .argument_may_lack = true,
     .min = 1,
     .max = 1e9,
     .help = "also events.csv: every event of replication R, the first if not said"},
    {.name = "left",
     .help = "also left.csv: who left in that replication, when and after how long"},
    {.name = "timing", .help = "say on standard error how long it took"},
    PRINT_OPTIONS,
    {.name = NULL},
};

const struct command command_simulate = {
    .name = "simulate",
    .summary = "Simulate a scenario and report what it is like to wait and to work there",
    .operands = "SCENARIO",
    .fewest_operands = 1,
    .most_operands = 1,
    .options = options,
    .details = "Ctrl-C ends the run early: what was finished is reported, exit status 4.",
    .run = simulate_run,
};
