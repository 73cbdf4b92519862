/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <unistd.h>

#include "base/process.h"
#include "base/text.h"
#include "report/plots.h"

/* gnuplot's command that goes to the folder: in single quotes only these are doubled. */
static void cd_command(struct text *t, const char *folder) {
    text_add(t, "cd '");
    for (; *folder; folder++)
        text_add_n(t, *folder == '\'' ? "''" : folder, *folder == '\'' ? 2 : 1);
    text_add(t, "'");
}

enum gnuplot_end gnuplot_run(const char *folder, const char *script) {
    struct arena a = {0};
    struct text cd = {0};
    cd_command(&cd, folder);
    const char *log = arena_format(&a, "%s/%s.log", folder, script);
    char *const arguments[] = {arena_string(&a, "gnuplot"), arena_string(&a, "-e"),
                               arena_string(&a, text_string(&cd)), arena_string(&a, script), NULL};
    struct process run = process_run(arguments, log, HUGE_VAL, NULL);
    bool drawn = run.end == PROCESS_EXITED && run.code == 0;
    enum gnuplot_end end = run.end == PROCESS_MISSING ? GNUPLOT_MISSING
                           : drawn                    ? GNUPLOT_DONE
                                                      : GNUPLOT_FAILED;
    if (end != GNUPLOT_FAILED)
        unlink(log);
    text_fini(&cd);
    arena_fini(&a);
    return end;
}
