/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/plots.h"

#include "report/plot_script.h"

/* The plots, in the order in which a reader wants them. */
static const struct {
    const char *name;
    bool (*write)(struct plot *p, const char *station);
} plots[] = {{"day", plot_day},
             {"waits", plot_waits},
             {"line", plot_lines},
             {"abandonment", plot_abandonment},
             {"experience", plot_experience},
             {"fatigue", plot_fatigue},
             {"strain", plot_strain}};

bool report_plots(const struct report *r, struct output *o, const char *const **scripts,
                  struct diag *d) {
    enum { PLOTS = sizeof plots / sizeof *plots };
    const char **written = arena_array(&o->arena, PLOTS + 1, sizeof *written);
    const char *station = report_main_station(r);
    bool failed = false;
    size_t n = 0;
    for (size_t i = 0; i < PLOTS && !failed; i++) {
        struct plot p = {.report = r, .output = o, .diag = d, .name = plots[i].name};
        if (plots[i].write(&p, station))
            written[n++] = arena_format(&o->arena, "%s.gp", plots[i].name);
        failed = p.failed;
        arena_fini(&p.arena);
    }
    *scripts = written;
    return !failed;
}
