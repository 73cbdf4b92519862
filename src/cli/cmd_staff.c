/* SPDX-License-Identifier: GPL-3.0-or-later
 * sojourn staff: standards in, the cheapest staffing that meets them out. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/output.h"
#include "base/stop_flag.h"
#include "cli/commands.h"
#include "cli/notice.h"
#include "cli/patch_file.h"
#include "cli/scenario_open.h"
#include "cli/staff_files.h"
#include "cli/stop.h"
#include "cli/study_arguments.h"

enum { LEVEL_DAYS = 100, MOST_NOTES = 4 };

/* Everything that one call holds. */
struct staff_call {
    const struct arguments *a;
    struct opened scenario;
    struct output output;
    struct staff_options options;
    struct staff_answer *answer;
    struct staff_levels *levels;
    const char *notes[MOST_NOTES];
    size_t n_notes;
    bool early; /* the plan was printed before it was confirmed */
};

static void progress_tell(void *context, const char *doing, size_t done, size_t planned) {
    (void)context;
    progress_show("%s: %zu of %zu", doing, done, planned);
}

static struct staff_report report_of(const struct staff_call *s, const struct staff_answer *a) {
    return (struct staff_report){.scenario = s->scenario.scenario,
                                 .answer = a,
                                 .levels = s->levels,
                                 .notes = s->notes,
                                 .n_notes = s->n_notes};
}

/* On a terminal the plan is not kept back until it is confirmed. */
static void planned_tell(void *context, const struct staff_answer *a) {
    struct staff_call *s = context;
    struct staff_report r = report_of(s, a);
    struct text out = {0};
    staff_text_plan(&r, &out);
    text_add(&out, "\nNow confirmed with other days; Ctrl-C ends that.\n\n");
    if (s->options.progress) {
        progress_clear();
    }
    result_print(&out, false);
    fflush(stdout);
    text_fini(&out);
    s->early = true;
}

static const char *const pers[] = {"day", "interval", "run", NULL};

static int per_of(const char *word) {
    for (int i = 0; word && pers[i]; i++) {
        if (strcmp(pers[i], word) == 0) {
            return i;
        }
    }
    return -1;
}

static void note_add(struct staff_call *s, const char *words) {
    if (s->n_notes < MOST_NOTES) {
        s->notes[s->n_notes++] = words;
    }
}

/* What --per sets aside is said. */
static void notes_fill(struct staff_call *s) {
    const struct model *m = s->scenario.model;
    if (!arguments_has(s->a, "per") || arguments_has(s->a, "on-days")) {
        return;
    }
    for (uint32_t i = 0; i < m->n_standards; i++) {
        double on = m->standards[i].as_read->on_days;
        if (!isnan(on)) {
            note_add(s, arena_format(&s->scenario.arena,
                                     "--per %s looks at the mean over all days: that standard '%s' "
                                     "asks for %.6g %% of days is set aside; --on-days brings it "
                                     "back.",
                                     arguments_text(s->a, "per"), m->standards[i].name, 100 * on));
        }
    }
}

static void options_fill(struct staff_call *s) {
    struct staff_options *o = &s->options;
    const struct arguments *a = s->a;
    double effort = arguments_number(a, "effort");
    *o = (struct staff_options){
        .goals = {.target = arguments_number(a, "target"),
                  .per = per_of(arguments_text(a, "per")),
                  .on_days = arguments_number(a, "on-days")},
        .seed = (uint64_t)arguments_number(a, "seed"),
        .threads = arguments_has(a, "threads") ? (size_t)arguments_number(a, "threads") : 0,
        .level = arguments_number(a, "level"),
        .limits = study_usual_limits(stop_on_signal()),
        .search_events = (uint64_t)(effort * STAFF_SEARCH_EVENTS),
        .confirm_events = (uint64_t)(effort * STAFF_CONFIRM_EVENTS),
        .confirm = !arguments_has(a, "no-confirm"),
        .context = s};
    o->goals.names = arguments_texts(a, "standard", &s->scenario.arena, &o->goals.n_names);
    if (progress_wanted(a)) {
        o->progress = progress_tell;
        if (!arguments_has(a, "json")) {
            o->planned = planned_tell;
        }
    }
    notes_fill(s);
}

static bool plan_written(const struct staff_call *s, const char *file, struct diag *d) {
    struct text patch = {0};
    staff_patch(s->answer, &patch);
    bool ok = patch_file_write(file, &patch, d);
    text_fini(&patch);
    return ok;
}

static void print_all(const struct staff_call *s) {
    struct staff_report r = report_of(s, s->answer);
    struct text out = {0};
    if (arguments_has(s->a, "json")) {
        staff_json(&r, &out);
    } else {
        staff_text(&r, &out);
    }
    result_print(&out, arguments_has(s->a, "json"));
    text_fini(&out);
}

static bool levels_wanted(const struct staff_call *s) {
    return s->answer->plan.count && s->answer->end != STAFF_NO_PLAN && !s->answer->stopped;
}

/* Whether everything asked for is there; findings say why not. */
static bool staff(struct staff_call *s) {
    struct diag *d;
    if (!scenario_open(&s->scenario, s->a)) {
        return false;
    }
    d = s->scenario.diag;
    const char *folder = arguments_text(s->a, "out"), *file = arguments_text(s->a, "write");
    stop_on_signal(); /* before there is a folder to clear away */
    if (!patch_file_ready(file, d)) {
        return false;
    }
    if (folder &&
        !output_begin(&s->output, folder, arguments_has(s->a, "force"), staff_file_names, d)) {
        return false;
    }
    options_fill(s);
    size_t errors = d->errors;
    s->answer = staff_plan(s->scenario.model, &s->options, d);
    if (s->options.progress) {
        progress_clear();
    }
    if (d->errors > errors) {
        return false;
    }
    if (levels_wanted(s)) {
        s->levels = staff_levels_run(s->answer, &s->options, LEVEL_DAYS, d);
    }
    print_all(s);
    bool ok = !file || !s->answer->plan.count || plan_written(s, file, d);
    struct staff_report r = report_of(s, s->answer);
    if (ok && s->output.aside && s->answer->plan.count) {
        ok = staff_files(&r, s->a, &s->output, d);
    }
    return ok;
}

static enum exit_status status_of(const struct staff_call *s, bool ok) {
    if (!ok) {
        bool there = s->answer && s->answer->plan.count;
        findings_conclude(s->scenario.diag, there ? "written" : "planned");
        return EXIT_BAD_INPUT;
    }
    if (s->answer->end == STAFF_NO_PLAN) {
        return s->answer->effort_short ? EXIT_STOPPED : EXIT_NO_PLAN;
    }
    if (stop_flag_is_set(s->options.limits.stop)) {
        notice("stopped early: %s",
               s->answer->plan.count ? "the plan so far is reported" : "there is no plan yet");
        return EXIT_STOPPED;
    }
    return EXIT_DONE;
}

static const char *misuse_of(const struct arguments *a) {
    const char *per = arguments_text(a, "per");
    if (per && per_of(per) < 0) {
        return "--per is 'interval', 'day' or 'run'";
    }
    return arguments_has(a, "force") && !arguments_has(a, "out") ? "--force goes with --out" : NULL;
}

static enum exit_status staff_run(const struct arguments *a) {
    struct staff_call s = {.a = a};
    const char *misuse = misuse_of(a);
    if (misuse) {
        return command_misused(&command_staff, "%s", misuse);
    }
    enum exit_status status = status_of(&s, staff(&s));
    staff_levels_free(s.levels);
    staff_answer_free(s.answer);
    output_fini(&s.output);
    opened_fini(&s.scenario);
    return status;
}

static const struct option options[] = {
    {.name = "standard",
     .kind = OPTION_TEXT,
     .argument = "NAME",
     .may_repeat = true,
     .help = "plan for this standard alone; for all if nothing is said"},
    {.name = "per",
     .kind = OPTION_TEXT,
     .argument = "interval|day|run",
     .help = "judge every standard by interval, by day or over the whole; else as they say"},
    {.name = "on-days",
     .kind = OPTION_SHARE,
     .argument = "90%",
     .min = 0.01,
     .max = 0.9999,
     .help = "on at least this share of days; else as the standards say"},
    {.name = "target",
     .kind = OPTION_SHARE,
     .argument = "80%",
     .min = 0.01,
     .max = 1,
     .help = "another share to be answered in time; else as the standards say"},
    SCENARIO_OPTIONS,
    {.name = "effort",
     .kind = OPTION_NUMBER,
     .argument = "FACTOR",
     .fallback = "1",
     .min = 0.01,
     .max = 1000,
     .help = "so many times the usual minute of simulation"},
    {.name = "no-confirm", .help = "only search; do not confirm with other days"},
    {.name = "write",
     .kind = OPTION_TEXT,
     .argument = "FILE",
     .help = "write the plan as a patch, over an earlier plan only: simulate --patch FILE runs it"},
    {.name = "out",
     .kind = OPTION_TEXT,
     .argument = "DIR",
     .help = "write plan.json, plan.csv, intervals.csv, staff.json and plots/ into a new folder"},
    {.name = "force", .help = "replace the folder of an earlier run"},
    STUDY_OPTIONS,
    PRINT_OPTIONS,
    {.name = NULL},
};

const struct command command_staff = {
    .name = "staff",
    .summary =
        "Find how many people each interval needs to meet the standards, and how sure that is",
    .operands = "SCENARIO",
    .fewest_operands = 1,
    .most_operands = 1,
    .options = options,
    .details =
        "Theory starts, simulation refines, other days confirm. Exit status 3: no plan meets "
        "the\nstandards, with reasons. Ctrl-C ends the search or the confirmation: what is "
        "known is\nreported, exit status 4; so it is where plenty of staff meets but the effort "
        "found no plan.",
    .run = staff_run,
};
