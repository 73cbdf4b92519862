/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/staff_files.h"

#include <stdio.h>

#include "cli/notice.h"
#include "report/plots.h"

const char *const staff_file_names[] = {"staff.json",    "plan.json", "plan.csv",
                                        "intervals.csv", "plots",     NULL};

static void text_write(struct text *t, FILE *out) {
    fwrite(text_string(t), 1, t->length, out);
    text_fini(t);
}

static void answer_write(const struct staff_report *r, FILE *out) {
    struct text t = {0};
    staff_json(r, &t);
    text_write(&t, out);
}

static void plan_write(const struct staff_report *r, FILE *out) {
    struct text t = {0};
    staff_patch(r->answer, &t);
    text_write(&t, out);
}

static void csv_write(const struct staff_report *r, FILE *out) {
    staff_plan_csv(r->answer, out);
}

/* Those that need a simulated plan come last. */
static const struct {
    const char *name;
    void (*write)(const struct staff_report *r, FILE *out);
    bool of_levels;
} files[] = {{"staff.json", answer_write, false},
             {"plan.json", plan_write, false},
             {"plan.csv", csv_write, false},
             {"intervals.csv", staff_intervals_csv, true}};

/* A plot is a help, not a result: a gnuplot that is missing or fails costs a note. */
static bool plot_write(const struct staff_report *r, const struct arguments *a, struct output *o,
                       struct diag *d) {
    const char *script = NULL;
    if (r->levels && !staff_plot(r, o, &script, d)) {
        return false;
    }
    enum gnuplot_end end = script ? gnuplot_run(output_path(o, "plots"), script) : GNUPLOT_DONE;
    if (end != GNUPLOT_DONE && !arguments_has(a, "quiet")) {
        notice("%s: plots/ holds the script without its picture",
               end == GNUPLOT_MISSING ? "gnuplot is not installed" : "gnuplot failed");
    }
    return true;
}

bool staff_files(const struct staff_report *r, const struct arguments *a, struct output *o,
                 struct diag *d) {
    bool ok = true;
    for (size_t i = 0; i < sizeof files / sizeof *files && ok; i++) {
        if (files[i].of_levels && !r->levels) {
            continue;
        }
        FILE *file = output_open(o, files[i].name, d);
        if (!file) {
            return false;
        }
        files[i].write(r, file);
        ok = output_close(o, files[i].name, file, d);
    }
    return ok && plot_write(r, a, o, d) && output_commit(o, d);
}
