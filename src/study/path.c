/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/path.h"

#include <string.h>

#include "base/nearest.h"
#include "study/measurable.h"

/* "stations.phones.asa" in three; name is empty for "total.asa". Names hold no dot, but a duration
 * in a measure's name may. */
struct parts {
    const char *section, *name, *measure;
};

static char *cut(char *text) {
    char *dot = text ? strchr(text, '.') : NULL;
    if (!dot) {
        return NULL;
    }
    *dot = '\0';
    return dot + 1;
}

static bool split(const char *path, struct parts *out, struct arena *a) {
    char *text = arena_string(a, path), *rest = cut(text), *name = rest;
    bool total = strcmp(text, row_kind_sections[ROW_TOTAL]) == 0;
    if (rest && !total) {
        rest = cut(rest);
    }
    *out = (struct parts){text, total ? "" : name, rest};
    return rest && *rest;
}

static const char *unknown(const char *what, struct nearest near, struct arena *a) {
    return near.best
               ? arena_format(a, "unknown %s '%s'; did you mean '%s'?", what, near.word, near.best)
               : arena_format(a, "unknown %s '%s'", what, near.word);
}

static const char *unknown_row(const struct layout *l, enum row_kind kind, const char *name,
                               struct arena *a) {
    struct nearest near = {.word = name};
    for (size_t i = 0; i < l->n_reported; i++) {
        if (l->rows[i].kind == kind) {
            nearest_offer(&near, l->rows[i].name);
        }
    }
    return unknown(row_kind_names[kind], near, a);
}

static const char *row_parse(const struct layout *l, enum row_kind kind, const struct parts *p,
                             struct result_path *out, struct arena *a) {
    out->of = PATH_ROW;
    out->row = layout_row_find(l, kind, p->name);
    if (out->row >= l->n_rows) {
        return unknown_row(l, kind, p->name, a);
    }
    if (!measure_parse(p->measure, &out->measure)) {
        return measure_unknown(p->measure, a);
    }
    if (!(measures[out->measure.measure].rows >> kind & 1)) {
        return arena_format(a, "'%s' is not measured of a %s", p->measure, row_kind_names[kind]);
    }
    return NULL;
}

static const char *standard_parse(const struct layout *l, const struct parts *p,
                                  struct result_path *out, struct arena *a) {
    const struct model *m = l->model;
    out->standard = 0;
    struct nearest near = {.word = p->name};
    while (out->standard < m->n_standards && strcmp(m->standards[out->standard].name, p->name)) {
        nearest_offer(&near, m->standards[out->standard++].name);
    }
    if (out->standard == m->n_standards) {
        return unknown("standard", near, a);
    }
    if (strcmp(p->measure, "value") == 0) {
        out->of = PATH_STANDARD_VALUE;
        return NULL;
    }
    if (strcmp(p->measure, "p_day_meets") == 0) {
        out->of = PATH_STANDARD_DAYS;
        return NULL;
    }
    out->of = PATH_STANDARD_FORMULA;
    for (int f = 0; f < 5; f++) {
        if (strcmp(p->measure, service_level_names[f]) == 0) {
            out->formula = (enum service_level_formula)f;
            return NULL;
        }
    }
    return arena_format(a, "a standard has value, p_day_meets and service_level_..., not '%s'",
                        p->measure);
}

const char *path_parse(const struct layout *l, const char *path, struct result_path *out,
                       struct arena *a) {
    struct parts p;
    if (!split(path, &p, a)) {
        return arena_format(a, "this is not a path such as total.asa or stations.desk.asa");
    }
    if (strcmp(p.section, "standards") == 0) {
        return standard_parse(l, &p, out, a);
    }
    for (int k = 0; k < ROW_KINDS; k++) {
        if (strcmp(p.section, row_kind_sections[k]) == 0) {
            return row_parse(l, (enum row_kind)k, &p, out, a);
        }
    }
    return arena_format(a, "'%s' is none of total, stations, classes, tiers, staff and standards",
                        p.section);
}

struct interval path_estimate(const struct pool *p, const struct result_path *path, double level) {
    switch (path->of) {
    case PATH_STANDARD_VALUE:
        return pool_standard_value(p, path->standard, level);
    case PATH_STANDARD_DAYS:
        return pool_standard_days(p, path->standard, level);
    case PATH_STANDARD_FORMULA:
        return pool_standard_formula(p, path->standard, path->formula, level);
    default:
        return pool_estimate(p, path->row, path->measure, level);
    }
}

const char *path_unit(const struct layout *l, const struct result_path *path) {
    const struct layout_standard *s = &l->standards[path->standard];
    if (path->of == PATH_ROW) {
        return measures[path->measure.measure].unit;
    }
    return path->of == PATH_STANDARD_VALUE && s->by_measure ? measures[s->measure.measure].unit
                                                            : "share";
}

static struct ratio row_of_unit(const struct unit *u, const struct tally *t, size_t row,
                                struct measure_reference ref) {
    const struct measure *m = &measures[ref.measure];
    const double *q = u->q + row * N_QUANTITIES;
    const struct layout_row *r = &u->layout->rows[row];
    if (ref.daily) {
        return u->daily[row * n_measures + ref.measure];
    }
    if (m->how == MEASURE_RATIO || m->how == MEASURE_DAY_RATIO) {
        return (struct ratio){q[m->numerator], q[m->denominator]};
    }
    if (m->how == MEASURE_STANDARD) {
        const struct unit_standard *s = r->standard == NONE ? NULL : &u->standards[r->standard];
        return s ? (struct ratio){s->met, s->judged} : (struct ratio){0, 0};
    }
    return unit_waits(t, row, ref);
}

struct ratio path_of_unit(const struct unit *u, const struct tally *t,
                          const struct result_path *path) {
    const struct layout_standard *s = &u->layout->standards[path->standard];
    const struct unit_standard *of = &u->standards[path->standard];
    switch (path->of) {
    case PATH_STANDARD_VALUE:
        return s->by_measure ? row_of_unit(u, t, s->row, s->measure) : of->value;
    case PATH_STANDARD_DAYS:
        return (struct ratio){of->met, of->judged};
    case PATH_STANDARD_FORMULA:
        return of->formula[path->formula];
    default:
        return row_of_unit(u, t, path->row, path->measure);
    }
}
