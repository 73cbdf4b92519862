/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/study_arguments.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/wrap.h"
#include "cli/notice.h"
#include "cli/stop.h"
#include "report/report.h"

size_t replications_asked(const struct arguments *a, const struct model *m) {
    if (arguments_has(a, "replications")) {
        return (size_t)arguments_number(a, "replications");
    }
    if (arguments_has(a, "days")) {
        return (size_t)ceil(arguments_number(a, "days") / (double)m->days);
    }
    return 0;
}

size_t replications_default(const struct model *m) {
    size_t n = m->steady ? FEWEST_REPLICATIONS : (DEFAULT_DAYS + m->days - 1) / m->days;
    return n < FEWEST_REPLICATIONS ? FEWEST_REPLICATIONS : n;
}

struct study_options study_arguments_read(const struct arguments *a, const struct model *m) {
    size_t asked = replications_asked(a, m);
    return (struct study_options){
        .seed = (uint64_t)arguments_number(a, "seed"),
        .replications = asked ? asked : replications_default(m),
        .threads = arguments_has(a, "threads") ? (size_t)arguments_number(a, "threads") : 0,
        .level = arguments_number(a, "level"),
        .limits = study_usual_limits(stop_on_signal()),
    };
}

const char *study_length_misuse(const struct arguments *a) {
    bool both = arguments_has(a, "days") && arguments_has(a, "replications");
    return both ? "give --days or --replications, not both" : NULL;
}

bool study_length_fits(const struct arguments *a, const struct model *m, struct diag *d) {
    return !m->steady || !arguments_has(a, "days") ||
           diag_error_at(d, "--days", 0, 0,
                         "a steady state has no days; --replications says how many runs");
}

void study_warn_of_few(size_t replications) {
    if (replications < FEWEST_REPLICATIONS) {
        notice("warning: %zu replication%s few: intervals are wide and rough below %d",
               replications, replications == 1 ? " is" : "s are", FEWEST_REPLICATIONS);
    }
}

bool progress_wanted(const struct arguments *a) {
    return isatty(STDERR_FILENO) && !arguments_has(a, "quiet");
}

/* A line that the terminal broke could not be taken back. */
void progress_show(const char *format, ...) {
    va_list arguments;
    struct text line = {0}, shown = {0};
    va_start(arguments, format);
    text_vprintf(&line, format, arguments);
    va_end(arguments);
    text_cut(&shown, text_string(&line), notice_width() - 1);
    progress_clear();
    fputs(text_string(&shown), stderr);
    fflush(stderr);
    text_fini(&line);
    text_fini(&shown);
}

void progress_clear(void) {
    fprintf(stderr, "\r\033[K");
}

bool colour_wanted(const struct arguments *a) {
    const char *none = getenv("NO_COLOR"), *terminal = getenv("TERM");
    return isatty(STDOUT_FILENO) && !arguments_has(a, "no-color") && !(none && *none) &&
           !(terminal && strcmp(terminal, "dumb") == 0);
}

void result_print(const struct text *t, bool json) {
    struct text fitting = {0};
    if (!json)
        text_lines_fit(&fitting, text_string(t), REPORT_WIDTH);
    const struct text *shown = json ? t : &fitting;
    fwrite(text_string(shown), 1, shown->length, stdout);
    text_fini(&fitting);
}

double wall_clock(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}
