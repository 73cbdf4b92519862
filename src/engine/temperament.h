/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a customer is like. Nothing is drawn for classes of which the scenario says nothing. */
#ifndef ENGINE_TEMPERAMENT_H
#define ENGINE_TEMPERAMENT_H

#include "engine/state.h"
#include "people/temperament.h"

/* The same answer all his life: drawn from his own address whenever it is asked for. */
static inline const struct temperament *temperament_of(const struct engine *e,
                                                       const struct customer *c) {
    const double *mix = e->model->classes[c->class_index].temperaments;
    if (!mix) {
        return &temperaments[0];
    }
    struct stream s = customer_stream(e, c, e->model->draw_temperament, 0);
    return &temperaments[temperament_pick(mix, stream_uniform(&s))];
}

#endif
