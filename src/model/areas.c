/* SPDX-License-Identifier: GPL-3.0-or-later
 * Places where people wait. */
#include <math.h>

#include "model/compile.h"
#include "model/names.h"

/* Products of such effects are an assumption, capped as docs/model.md says. */
enum { CARE_LEAST_PERCENT = 40, CARE_MOST_PERCENT = 250 };

double area_care(const struct area *a) {
    const struct care *c = &a->care;
    const double all[] = {c->seats,           c->water, c->screen,
                          c->something_to_do, c->tidy,  c->greeter_rounds};
    double factor = 1;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        factor *= all[i] > 0 ? all[i] : 1;
    }
    return fmin(fmax(factor, CARE_LEAST_PERCENT / 100.0), CARE_MOST_PERCENT / 100.0);
}

static void stations_of(struct model *m, uint32_t area) {
    uint32_t *stations = arena_array(&m->arena, m->n_stations, sizeof *stations);
    struct model_area *a = &m->areas[area];
    for (uint32_t s = 0; s < m->n_stations; s++) {
        if (name_equal(m->stations[s].as_read->area, a->name)) {
            m->stations[s].area = area;
            stations[a->n_stations++] = s;
        }
    }
    a->stations = stations;
}

void compile_areas(struct compiler *c) {
    struct model *m = c->model;
    const struct scenario *s = c->scenario;
    const size_t *order = names_order(&m->arena, s->areas, s->n_areas, sizeof *s->areas);
    m->n_areas = (uint32_t)s->n_areas;
    m->areas = arena_array(&m->arena, m->n_areas, sizeof *m->areas);
    for (uint32_t i = 0; i < m->n_areas; i++) {
        const struct area *from = &s->areas[order[i]];
        bool stands = from->standing.patience > 0; /* given */
        m->areas[i] =
            (struct model_area){.name = from->name,
                                .as_read = from,
                                .care = area_care(from),
                                .seats = from->seats,
                                .standing = stands ? from->standing.at_most : COUNT_UNLIMITED,
                                .failed = from->temperature.failed};
        stations_of(m, i);
    }
}
