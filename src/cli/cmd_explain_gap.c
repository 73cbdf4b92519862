/* SPDX-License-Identifier: GPL-3.0-or-later
 * sojourn explain-gap: why the simulation does not say what the textbook says. */
#include <stdio.h>

#include "base/output.h"
#include "cli/commands.h"
#include "cli/notice.h"
#include "cli/plots_run.h"
#include "cli/scenario_open.h"
#include "cli/study_arguments.h"
#include "planner/gap.h"
#include "report/gap_report.h"

static const char *const file_names[] = {"gap.json", "gap.csv", "plots", NULL};

static void progress_tell(void *context, size_t done, size_t planned) {
    (void)context;
    progress_show("%zu of %zu replications of one step", done, planned);
}

static bool file_write(const struct gap_report *r, struct output *o, size_t i, struct diag *d) {
    FILE *file = output_open(o, file_names[i], d);
    struct text json = {0};
    if (!file) {
        return false;
    }
    if (i == 0) {
        gap_json(r, &json);
        fwrite(text_string(&json), 1, json.length, file);
    } else {
        gap_csv(r, file);
    }
    text_fini(&json);
    return output_close(o, file_names[i], file, d);
}

static bool report_all(const struct gap_report *r, const struct arguments *a, struct output *o,
                       struct diag *d) {
    struct text out = {0};
    bool ok = true;
    if (o->aside) {
        const char *const *scripts;
        ok = file_write(r, o, 0, d) && file_write(r, o, 1, d) && gap_plots(r, o, &scripts, d);
        if (ok) {
            plots_run(o, scripts, arguments_has(a, "quiet"));
        }
        ok = ok && output_commit(o, d);
    }
    if (arguments_has(a, "json")) {
        gap_json(r, &out);
    } else {
        gap_text(r, &out);
    }
    result_print(&out, arguments_has(a, "json"));
    text_fini(&out);
    return ok;
}

/* NULL with findings, or when stopped before anything was known. */
static struct gap *explain(const struct opened *s, const struct arguments *a) {
    struct study_options options = study_arguments_read(a, s->model);
    if (progress_wanted(a)) {
        options.progress = progress_tell;
    }
    study_warn_of_few(options.replications);
    struct gap *g = gap_explain(s->scenario, arguments_text(a, "of"), &options, s->diag);
    if (options.progress) {
        progress_clear();
    }
    return g;
}

static enum exit_status conclude(const struct opened *s, const struct gap *g, bool ok) {
    if (s->diag->errors > 0 || (!ok && !g)) {
        findings_conclude(s->diag, g ? "written" : "run");
        return EXIT_BAD_INPUT;
    }
    if (g && g->stopped) {
        notice("stopped early: %zu steps are reported", g->n_steps);
        return EXIT_STOPPED;
    }
    return EXIT_DONE;
}

static enum exit_status explain_gap_run(const struct arguments *a) {
    const char *misuse = study_length_misuse(a), *folder = arguments_text(a, "out");
    struct opened s;
    struct output output = {0};
    struct gap *g = NULL;
    if (misuse) {
        return command_misused(&command_explain_gap, "%s", misuse);
    }
    bool ok =
        scenario_open(&s, a) && study_length_fits(a, s.model, s.diag) &&
        (!folder || output_begin(&output, folder, arguments_has(a, "force"), file_names, s.diag));
    if (ok) {
        g = explain(&s, a);
    }
    ok =
        g && (g->n_steps == 0 ||
              report_all(&(struct gap_report){s.scenario, g, (uint64_t)arguments_number(a, "seed")},
                         a, &output, s.diag));
    enum exit_status status = conclude(&s, g, ok);
    gap_free(g);
    output_fini(&output);
    opened_fini(&s);
    return status;
}

static const struct option options[] = {
    {.name = "of",
     .kind = OPTION_TEXT,
     .argument = "PATH",
     .help = "what to explain: stations.phones.asa; else the first standard by name"},
    STUDY_LENGTH_OPTIONS,
    STUDY_OPTIONS,
    SCENARIO_OPTIONS,
    {.name = "out",
     .kind = OPTION_TEXT,
     .argument = "DIR",
     .help = "write gap.json, gap.csv and a plot"},
    {.name = "force", .help = "replace the folder of an earlier run"},
    PRINT_OPTIONS,
    {.name = NULL},
};

const struct command command_explain_gap = {
    .name = "explain-gap",
    .summary = "Say what separates the textbook's answer from the simulated one",
    .operands = "SCENARIO",
    .fewest_operands = 1,
    .most_operands = 1,
    .options = options,
    .details =
        "The scenario's properties are switched on one after the other; each step is a paired "
        "difference.",
    .run = explain_gap_run,
};
