/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "model/compile.h"
#include "model/names.h"

/* A factor's name: the shared one, or the source's own. */
static struct rate_spread spread_of(const struct spread *s, const char *source) {
    return (struct rate_spread){s->cv, s->shared
                                           ? name_hash("shared factor", s->shared, PERSON_NAME_BITS)
                                           : name_hash("own factor", source, PERSON_NAME_BITS)};
}

static void poisson(struct compiler *c, struct arrival_process *p, const struct arrival_window *w,
                    const struct profile *rate) {
    double *scaled = arena_array(&c->model->arena, rate->n, sizeof *scaled);
    for (size_t i = 0; i < rate->n; i++) {
        scaled[i] = rate->value[i] * c->options.volume;
    }
    arrival_poisson(p, &c->model->arena, w, rate->n, rate->at, scaled);
}

/* rate: the source's, or a weekday's. */
static void compile_process(struct compiler *c, const struct model_source *to,
                            const struct profile *rate, struct arrival_process *p) {
    const struct arrival_source *from = to->as_read;
    const struct model *m = c->model;
    struct arrival_window window = {m->opens, m->closes, m->interval};
    p->name = name_hash("customers", to->name, PERSON_NAME_BITS);
    p->day_spread = spread_of(&from->day_spread, to->name);
    p->interval_spread = spread_of(&from->interval_spread, to->name);
    struct distribution gap = from->every;
    switch (from->kind) {
    case ARRIVAL_RATE:
        poisson(c, p, &window, rate);
        break;
    case ARRIVAL_EVERY:
        gap.scale /= c->options.volume;
        arrival_renewal(p, &c->model->arena, &window, &gap);
        break;
    /* Whom model_volume_tells says that more volume leaves alone: */
    case ARRIVAL_FLEET:        /* the engine enters them: their process lists nobody */
    case ARRIVAL_APPOINTMENTS: /* and these: the process lists the times given */
    case ARRIVAL_TIMES:
        arrival_listed(p, &window, from->n_times, from->times, from->times_daily);
        break;
    }
}

static void compile_week(struct compiler *c, struct model_source *to) {
    const struct profile *week = to->as_read->rate.by_weekday;
    struct arrival_process *days = arena_array(&c->model->arena, WEEKDAYS, sizeof *days);
    for (size_t i = 0; i < WEEKDAYS; i++) {
        if (week[i].n > 0) {
            compile_process(c, to, &week[i], &days[i]);
        }
    }
    to->by_weekday = days;
}

bool model_volume_tells(const struct model_source *s) {
    return s->as_read->kind == ARRIVAL_RATE || s->as_read->kind == ARRIVAL_EVERY;
}

/* Sources in the order of "class/source", so of class and then source names. */
void compile_sources(struct compiler *c) {
    struct model *m = c->model;
    for (uint32_t k = 0; k < m->n_classes; k++) {
        m->n_sources += (uint32_t)c->scenario->classes[c->class_order[k]].n_sources;
    }
    m->sources = arena_array(&m->arena, m->n_sources, sizeof *m->sources);
    uint32_t n = 0;
    for (uint32_t k = 0; k < m->n_classes; k++) {
        const struct customer_class *class = &c->scenario->classes[c->class_order[k]];
        const size_t *order =
            names_order(&m->arena, class->sources, class->n_sources, sizeof *class->sources);
        for (size_t i = 0; i < class->n_sources; i++) {
            const struct arrival_source *from = &class->sources[order[i]];
            struct model_source *to = &m->sources[n++];
            to->as_read = from;
            to->class_index = k;
            to->name = from->name[0] ? arena_format(&m->arena, "%s/%s", class->name, from->name)
                                     : class->name;
            compile_process(c, to, &from->rate, &to->process);
            if (from->kind == ARRIVAL_RATE && from->rate.by_weekday) {
                compile_week(c, to);
            }
        }
    }
}
