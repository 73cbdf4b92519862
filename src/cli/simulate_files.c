/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/simulate_files.h"

#include <math.h>
#include <stdio.h>

#include "cli/plots_run.h"
#include "observe/event_log.h"
#include "observe/rule_log.h"
#include "report/plots.h"

const char *const simulate_file_names[] = {
    "summary.json", "intervals.csv", "waits.csv", "events.csv",
    "left.csv",     "rules.csv",     "plots",     NULL};

static void summary_write(const struct report *r, FILE *out) {
    struct text t = {0};
    report_json(r, &t);
    fwrite(text_string(&t), 1, t.length, out);
    text_fini(&t);
}

/* Written each time. */
static const struct {
    const char *name;
    void (*write)(const struct report *r, FILE *out);
} files[] = {{"summary.json", summary_write},
             {"intervals.csv", report_intervals_csv},
             {"waits.csv", report_waits_csv}};

static bool files_write(const struct report *r, struct output *o, struct diag *d) {
    bool ok = true;
    for (size_t i = 0; i < sizeof files / sizeof *files && ok; i++) {
        FILE *file = output_open(o, files[i].name, d);
        if (!file)
            return false;
        files[i].write(r, file);
        ok = output_close(o, files[i].name, file, d);
    }
    return ok;
}

/* events.csv and left.csv of one replication, as asked for. It is told to its end even when the
 * study was stopped: half a file of events could not be told from a whole one. */
static bool events_write(const struct model *m, const struct study_options *options,
                         const struct arguments *a, struct output *o, struct diag *d) {
    bool with_events = arguments_has(a, "events"), with_left = arguments_has(a, "left"), ok = true;
    double number = with_events ? arguments_number(a, "events") : NAN;
    FILE *events = with_events ? output_open(o, "events.csv", d) : NULL;
    FILE *left = with_left ? output_open(o, "left.csv", d) : NULL;
    if (events || left)
        event_log_write(m, options->seed, isnan(number) ? 0 : (uint64_t)number - 1,
                        (struct engine_limits){.events = options->limits.events,
                                               .present = options->limits.present},
                        events, left);
    if (with_events)
        ok = events && output_close(o, "events.csv", events, d);
    if (with_left)
        ok = left && output_close(o, "left.csv", left, d) && ok;
    return ok;
}

enum { REPLICATIONS_LOGGED = 10 };

/* Switches of the first replications, where there are rules. */
static bool rules_write(const struct report *r, const struct model *m,
                        const struct study_options *options, struct output *o, struct diag *d) {
    FILE *file = m->n_rules > 0 ? output_open(o, "rules.csv", d) : NULL;
    size_t n = r->results->replications;
    if (file)
        rule_log_write(m, options->seed, n < REPLICATIONS_LOGGED ? n : REPLICATIONS_LOGGED,
                       (struct engine_limits){.events = options->limits.events,
                                              .present = options->limits.present},
                       file);
    return m->n_rules == 0 || (file && output_close(o, "rules.csv", file, d));
}

static bool plots_write(const struct report *r, struct output *o, bool quiet, struct diag *d) {
    const char *const *scripts;
    if (!report_plots(r, o, &scripts, d))
        return false;
    plots_run(o, scripts, quiet);
    return true;
}

bool simulate_files(const struct report *r, const struct model *m,
                    const struct study_options *options, const struct arguments *a,
                    struct output *o, struct diag *d) {
    return files_write(r, o, d) && events_write(m, options, a, o, d) &&
           rules_write(r, m, options, o, d) && plots_write(r, o, arguments_has(a, "quiet"), d) &&
           output_commit(o, d);
}
