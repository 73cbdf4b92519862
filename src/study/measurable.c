/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/measurable.h"

#include <math.h>

#include "base/nearest.h"

const char *measure_unknown(const char *name, struct arena *a) {
    struct nearest near = {.word = name};
    for (size_t i = 0; i < n_measures; i++) {
        nearest_offer(&near, measures[i].name);
    }
    return near.best
               ? arena_format(a, "unknown measure '%s'; did you mean '%s'?", name, near.best)
               : arena_format(a, "unknown measure '%s'; 'sojourn explain measures' lists them all",
                              name);
}

/* Waits are kept by row over the whole replication: how they stand in an interval, or on one day of
 * several, is not known. */
static const char *often_fault(const struct layout *l, uint32_t standard, struct arena *a) {
    const struct standard *s = l->model->standards[standard].as_read;
    const struct measure *m = &measures[l->standards[standard].measure.measure];
    bool by_day = !isnan(s->on_days), by_interval = s->per == PER_INTERVAL;
    if (m->how == MEASURE_RATIO || m->how == MEASURE_DAY_RATIO || !(by_day || by_interval)) {
        return NULL;
    }
    if (by_interval) {
        return arena_format(a, "'%s' is not judged by interval; leave out 'per'", s->measure);
    }
    return m->how != MEASURE_STANDARD && l->model->days == 1
               ? NULL
               : arena_format(a, "'%s' is not judged day by day%s; leave out 'on_days'", s->measure,
                              m->how == MEASURE_STANDARD ? "" : " where 'days' is above 1");
}

/* NULL when the measure can be judged. */
static const char *fault(const struct layout *l, uint32_t standard, struct arena *a) {
    const struct layout_standard *s = &l->standards[standard];
    const char *name = l->model->standards[standard].as_read->measure;
    if (!name) {
        return NULL;
    }
    if (!s->by_measure) {
        return measure_unknown(name, a);
    }
    if (!(measures[s->measure.measure].rows >> l->rows[s->row].kind & 1)) {
        return arena_format(a, "'%s' is not measured of a %s; 'sojourn explain %s' says of what",
                            name, row_kind_names[l->rows[s->row].kind],
                            measures[s->measure.measure].name);
    }
    return often_fault(l, standard, a);
}

bool standards_measurable(const struct layout *l, struct diag *d) {
    struct arena words = {0};
    bool good = true;
    for (uint32_t i = 0; i < l->model->n_standards; i++) {
        const struct standard *r = l->model->standards[i].as_read;
        struct path all = {.key = "standards"}, one = {.parent = &all, .key = r->name},
                    at = {.parent = &one, .key = "measure"};
        const char *why = fault(l, i, &words);
        if (why) {
            good = diag_error_in(d, &at, r->measure_place.file, r->measure_place.line,
                                 r->measure_place.column, "%s", why);
        }
    }
    arena_fini(&words);
    return good;
}
