/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "observe/rule_log.h"

#include <inttypes.h>
#include <math.h>

#include "base/arena.h"
#include "base/csv_write.h"
#include "base/units.h"
#include "scenario/weekday.h"

struct rule_on {
    bool on;
    double since, value;
};

struct rule_writer {
    const struct model *model;
    FILE *out;
    uint64_t replication;
    struct rule_on *rules; /* [n_rules] */
};

/* "2 08:31:05.5": day and time of day; a steady state has seconds alone. */
static void moment_cell(const struct rule_writer *w, double time) {
    if (w->model->steady) {
        fprintf(w->out, ",%.3f", time);
        return;
    }
    double day = floor(time / DAY_SECONDS), second = time - day * DAY_SECONDS;
    fprintf(w->out, ",%.0f %02d:%02d:%06.3f", day + 1, (int)(second / 3600),
            (int)(second / 60) % 60, fmod(second, 60));
}

static void value_cell(const struct rule_writer *w, double value) {
    fputc(',', w->out);
    if (!isnan(value)) {
        csv_number(w->out, value);
    }
}

/* Without hours it is the value, whatever the last digit of a wait that only grows. */
static bool off_by_value(const struct rule *r, double value) {
    bool hours = isfinite(r->until) || r->weekdays != ALL_WEEKDAYS;
    return r->measure && (!hours || (r->below ? value > r->off : value < r->off));
}

/* "waiting at desk: 4 or more": what it goes by. */
static void why_on_cell(FILE *out, const struct rule *r, struct arena *a) {
    fputc(',', out);
    csv_text(out, r->measure ? arena_format(a, "%s at %s: %.9g or %s", r->watched, r->at, r->on,
                                            r->below ? "less" : "more")
                             : "its hours");
}

static void why_off_cell(FILE *out, const struct rule *r, bool ended, double value,
                         struct arena *a) {
    fputc(',', out);
    if (!ended) {
        csv_text(out, "still on at the end");
    } else if (off_by_value(r, value)) {
        csv_text(out, arena_format(a, "%s than %.9g", r->below ? "more" : "less", r->off));
    } else {
        csv_text(out, "its hours ended");
    }
}

static void line_write(const struct rule_writer *w, uint32_t rule, bool ended, double now,
                       double value) {
    const struct rule_on *r = &w->rules[rule];
    fprintf(w->out, "%" PRIu64 ",", w->replication + 1);
    csv_text(w->out, w->model->rules[rule].name);
    moment_cell(w, r->since);
    if (ended) {
        moment_cell(w, now);
    } else {
        fputc(',', w->out);
    }
    value_cell(w, r->value);
    value_cell(w, ended ? value : NAN);
    const struct rule *read = w->model->rules[rule].as_read;
    struct arena a = {0};
    why_on_cell(w->out, read, &a);
    why_off_cell(w->out, read, ended, value, &a);
    arena_fini(&a);
    fprintf(w->out, "\r\n");
}

static void switched(void *self, double now, uint32_t rule, bool on, double value) {
    struct rule_writer *w = self;
    if (!on) {
        line_write(w, rule, true, now, value);
    }
    w->rules[rule] = (struct rule_on){on, now, value};
}

static void finished(void *self, double now) {
    struct rule_writer *w = self;
    for (uint32_t i = 0; i < w->model->n_rules; i++) {
        if (w->rules[i].on) {
            line_write(w, i, false, now, NAN);
        }
        w->rules[i].on = false;
    }
}

void rule_log_write(const struct model *m, uint64_t seed, uint64_t n, struct engine_limits limits,
                    FILE *out) {
    struct arena a = {0};
    struct rule_writer w = {
        .model = m, .out = out, .rules = arena_array(&a, m->n_rules, sizeof *w.rules)};
    struct observer o = {.self = &w, .rule_switched = switched, .finished = finished};
    fprintf(out, "replication,rule,on,off,value_on,value_off,why_on,why_off\r\n");
    struct engine *e = engine_new(m);
    for (w.replication = 0; w.replication < n; w.replication++) {
        engine_run(e, NULL, seed, w.replication, &o, 1, limits);
    }
    engine_free(e);
    arena_fini(&a);
}
