/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdint.h>

#include "planner/lanes.h"

static double cost_of(const struct compared *v) {
    return v->results ? v->sums[LANES_COST].value.value : NAN;
}

/* Whether a is the better one; SIZE_MAX is nobody. */
static bool better(const struct comparison *c, size_t a, size_t b) {
    return b == SIZE_MAX || cost_of(&c->variants[a]) < cost_of(&c->variants[b]);
}

static void choose_among(struct lanes_choice *to, const struct lanes_grid *g,
                         const struct comparison *c, bool all) {
    to->best = SIZE_MAX;
    to->meets = !all;
    for (size_t f = 0; f < LANE_FORMS; f++) {
        for (size_t o = 0; o < LANE_OPENINGS; o++) {
            to->of[f][o] = SIZE_MAX;
        }
    }
    for (size_t i = 0; i < g->n; i++) {
        const struct compared *v = &c->variants[i];
        size_t *of = &to->of[g->plans[i].form][g->plans[i].opening];
        if (isnan(cost_of(v)) || !(all || compared_meets(v))) {
            continue;
        }
        *of = better(c, i, *of) ? i : *of;
        to->best = better(c, i, to->best) ? i : to->best;
    }
}

struct lanes_choice lanes_choose(const struct lanes_grid *g, const struct comparison *c) {
    struct lanes_choice x;
    bool standards = c->variants[c->base].results->n_standards > 0;
    choose_among(&x, g, c, !standards);
    if (!standards && !g->money) {
        x.best = SIZE_MAX; /* the fewest lanes are no answer where nothing speaks for more */
    } else if (x.best == SIZE_MAX) {
        choose_among(&x, g, c, true);
    }
    x.meets = x.meets && standards;
    return x;
}
