/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/precision.h"

#include <math.h>
#include <string.h>

static bool is_share(const struct precision *p, const struct pool *pool, size_t i) {
    return strcmp(path_unit(pool->layout, &p->paths[i]), "share") == 0;
}

/* NAN: not known at all. What is surely zero is known. */
static double half_width(const struct precision *p, const struct pool *pool, size_t i) {
    struct interval e = path_estimate(pool, &p->paths[i], p->level);
    double half = fmax(e.high - e.value, e.value - e.low);
    if (is_share(p, pool, i) || half <= 0) {
        return half;
    }
    return half / fabs(e.value);
}

bool precision_reached(const struct precision *p, const struct pool *pool) {
    for (size_t i = 0; i < p->n; i++) {
        if (!(half_width(p, pool, i) <= p->wanted)) {
            return false;
        }
    }
    return true;
}

void precision_describe(const struct precision *p, const struct pool *pool, struct text *out) {
    for (size_t i = 0; i < p->n; i++) {
        double half = half_width(p, pool, i);
        text_printf(out, "%s%s ", i > 0 ? ", " : "", p->names[i]);
        if (isfinite(half)) {
            text_printf(out, "+- %.2g %s", 100 * half, is_share(p, pool, i) ? "points" : "%");
        } else {
            text_add(out, "not known");
        }
    }
}
