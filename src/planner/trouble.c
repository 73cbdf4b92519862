/* SPDX-License-Identifier: GPL-3.0-or-later
 * Every change meets the same customers with the same needs (addressed random numbers), so that the
 * difference of a replication with and without it says more than either alone. */
#include "planner/trouble.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/model.h"
#include "planner/one_person.h"
#include "stats/interval.h"
#include "study/study.h"

/* What is changed. */
struct change {
    const char *words;
    double volume, work;
    double absent; /* people taken off every group's count, never below none */
};

static const struct change changes[] = {
    {"as it is", 1, 1, 0},   {"volume +10 %", 1.1, 1, 0},      {"volume +20 %", 1.2, 1, 0},
    {"one absent", 1, 1, 1}, {"handle time +10 %", 1, 1.1, 0},
};
enum { CHANGES = sizeof changes / sizeof *changes, MOST_PATHS = 4, MOST_NOTES = 3 };

/* One path a column: the first standard's value, the wait, the stay at a crew, who leaves. */
static void paths_choose(struct trouble *t, const struct model *m, const struct results *r) {
    const char **paths = arena_array(&t->arena, MOST_PATHS, sizeof *paths);
    const char **units = arena_array(&t->arena, MOST_PATHS, sizeof *units);
    const char **names = arena_array(&t->arena, MOST_PATHS, sizeof *names);
    if (r->n_standards > 0) {
        paths[t->n_paths] = arena_format(&t->arena, "standards.%s.value", r->standards[0].name);
        units[t->n_paths] = arena_string(&t->arena, r->standards[0].unit);
        names[t->n_paths++] = arena_string(
            &t->arena, r->standards[0].formula ? r->standards[0].formula : r->standards[0].name);
    }
    paths[t->n_paths] = "total.mean_wait";
    units[t->n_paths] = "s";
    names[t->n_paths++] = "mean wait";
    for (uint32_t i = 0; i < m->n_stations; i++)
        if (m->stations[i].crew) {
            paths[t->n_paths] = arena_format(&t->arena, "stations.%s.sojourn", m->stations[i].name);
            units[t->n_paths] = "s";
            names[t->n_paths++] = arena_format(&t->arena, "stay at %s", m->stations[i].name);
            break;
        }
    bool anybody_leaves = false;
    for (uint32_t i = 0; i < m->n_steps; i++)
        anybody_leaves = anybody_leaves || m->steps[i].patience;
    if (anybody_leaves) {
        paths[t->n_paths] = "total.abandonment";
        units[t->n_paths] = "share";
        names[t->n_paths++] = "abandoned";
    }
    t->paths = paths;
    t->units = units;
    t->names = names;
}

/* ---- what does not apply ---- */

static void note(struct trouble *t, const char *words) {
    t->notes[t->n_notes++] = words;
}

static bool any_volume(const struct model *m) {
    bool any = false;
    for (uint32_t i = 0; i < m->n_sources; i++)
        any = any || model_volume_tells(&m->sources[i]);
    return any;
}

/* Who stays as many whatever the volume: "ac (a fleet), walk-ins (listed times)"; "" for nobody. */
static const char *constant_sources(struct trouble *t, const struct model *m) {
    const char *words = "";
    for (uint32_t i = 0; i < m->n_sources; i++) {
        const struct model_source *s = &m->sources[i];
        const char *kind = s->as_read->kind == ARRIVAL_FLEET          ? "a fleet"
                           : s->as_read->kind == ARRIVAL_APPOINTMENTS ? "appointments"
                                                                      : "listed times";
        if (!model_volume_tells(s))
            words =
                arena_format(&t->arena, "%s%s%s (%s)", words, *words ? ", " : "", s->name, kind);
    }
    return words;
}

static void notes_write(struct trouble *t, const struct model *m) {
    const char *constant = constant_sources(t, m);
    t->notes = arena_array(&t->arena, MOST_NOTES, sizeof *t->notes);
    if (*constant)
        note(t, arena_format(&t->arena,
                             "More volume does not apply to customers given one by one: %s.",
                             constant));
    if (m->n_groups > 0 && largest_group(m, NONE) == NONE)
        note(t, "One absent does not apply: a task needs all of its group at once, so that nothing "
                "would be finished any more.");
}

static bool applies(const struct model *m, const struct change *c) {
    if (c->absent > 0)
        return largest_group(m, NONE) != NONE;
    if (c->volume > 1)
        return any_volume(m);
    return c->work <= 1 || m->n_groups > 0;
}

static void series_free(struct study_series *s) {
    study_series_free(s);
    *s = (struct study_series){0};
}

/* Runs one change on its model; NULL when it was stopped. */
static struct results *change_run(const struct model *changed, const struct study_options *options,
                                  const struct trouble *t, const struct change *c,
                                  struct study_series *series, struct diag *d) {
    struct arena a = {0};
    /* Another group would be hit harder: it has fewer to cover for one. */
    struct staffing staffing = staffing_with(changed, &a, largest_group(changed, NONE), -c->absent);
    struct study_options o = *options;
    o.precision = 0;
    o.staffing = c->absent > 0 ? &staffing : NULL;
    o.n_series = t->n_paths;
    o.series = t->paths;
    struct results *r = study_run(changed, o, series, d);
    if (r && r->stopped_by == STOPPED_BY_SIGNAL) {
        results_free(r);
        series_free(series);
        r = NULL;
    }
    arena_fini(&a);
    return r;
}

static const struct estimate *values_of(struct trouble *t, struct results *r) {
    struct estimate *values = arena_array(&t->arena, t->n_paths, sizeof *values);
    for (size_t i = 0; i < t->n_paths; i++) {
        const char *why;
        const struct estimate *e = results_find(r, t->paths[i], &why);
        values[i] = e ? *e : (struct estimate){NAN, NAN, NAN};
    }
    return values;
}

static const struct estimate *differences_of(struct trouble *t, const struct study_series *with,
                                             const struct study_series *as_is) {
    struct estimate *differences = arena_array(&t->arena, t->n_paths, sizeof *differences);
    size_t n = with->replications < as_is->replications ? with->replications : as_is->replications;
    for (size_t i = 0; i < t->n_paths; i++) {
        size_t w = i * with->replications, a = i * as_is->replications;
        struct interval x =
            paired_ratio_difference(with->numerator + w, with->denominator + w,
                                    as_is->numerator + a, as_is->denominator + a, n, t->level);
        differences[i] = difference_bounded((struct estimate){x.value, x.low, x.high}, t->units[i]);
    }
    return differences;
}

static void row_add(struct trouble *t, const struct change *c, struct results *r,
                    const struct study_series *with, const struct study_series *as_is) {
    bool first = t->n_rows == 0;
    t->rows[t->n_rows++] = (struct trouble_row){c->words, values_of(t, r),
                                                first ? NULL : differences_of(t, with, as_is)};
    t->replications = r->replications;
}

/* Runs one change and adds its row; the first is what the others are compared with. Results look
 * into the model they are of, which therefore lives as long as they. */
static bool row_run(const struct model *m, const struct study_options *options, struct trouble *t,
                    const struct change *c, struct study_series *as_is, struct diag *d) {
    struct study_series with = {0};
    struct results *r = NULL;
    struct model *changed =
        model_compile(m->scenario, (struct model_options){c->volume, c->work}, d);
    if (changed)
        r = change_run(changed, options, t, c, &with, d);
    bool done = r != NULL;
    if (r)
        row_add(t, c, r, &with, as_is);
    if (r && t->n_rows == 1)
        *as_is = with;
    else
        series_free(&with);
    results_free(r);
    model_free(changed);
    return done;
}

struct trouble *trouble_run(const struct model *m, const struct study_options *options,
                            const struct results *known, struct diag *d) {
    struct trouble *t = mem_new(1, sizeof *t);
    struct study_series as_is = {0};
    bool ok = true;
    t->rows = arena_array(&t->arena, CHANGES, sizeof *t->rows);
    t->level = known->level;
    paths_choose(t, m, known);
    notes_write(t, m);
    for (size_t i = 0; i < CHANGES && ok; i++)
        if (applies(m, &changes[i]))
            ok = row_run(m, options, t, &changes[i], &as_is, d);
    series_free(&as_is);
    if (!ok) {
        trouble_free(t);
        return NULL;
    }
    return t;
}

void trouble_free(struct trouble *t) {
    if (t)
        arena_fini(&t->arena);
    free(t);
}
