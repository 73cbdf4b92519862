/* SPDX-License-Identifier: GPL-3.0-or-later
 * The best of each kind of plan, met by other customers: whoever is chosen for being cheapest on
 * some days was lucky on them, so that these days cannot say how cheap he is. */
#include <stdint.h>
#include <stdlib.h>

#include "planner/lanes.h"
#include "random/stream.h"

static uint64_t other_seed(uint64_t seed) {
    return stream_key(seed, UINT64_C(0x6c616e6573)) >> 11;
}

static void leader_add(struct lanes_answer *a, size_t plan) {
    for (size_t i = 0; i < a->n_leaders; i++) {
        if (a->leaders[i] == plan) {
            return;
        }
    }
    if (plan != SIZE_MAX) {
        a->leaders[a->n_leaders++] = plan;
    }
}

/* The best of all first, then those of each kind, then what is there now. */
static void leaders_take(struct lanes_answer *a) {
    leader_add(a, a->choice.best);
    for (size_t f = 0; f < LANE_FORMS; f++) {
        for (size_t o = 0; o < LANE_OPENINGS; o++) {
            leader_add(a, a->choice.of[f][o]);
        }
    }
    leader_add(a, a->grid->present);
}

struct lanes_answer *lanes_answer(const struct lanes_grid *g, const struct variants *v,
                                  const struct comparison *c,
                                  const struct comparison_options *options) {
    struct lanes_answer *a = mem_new(1, sizeof *a);
    a->grid = g;
    a->choice = lanes_choose(g, c);
    if (a->choice.best == SIZE_MAX || c->stopped) {
        return a;
    }
    leaders_take(a);
    struct variant all[MOST_LEADERS];
    for (size_t i = 0; i < a->n_leaders; i++) {
        all[i] = v->all[a->leaders[i]];
    }
    struct variants leaders = {.n = a->n_leaders, .all = all};
    struct comparison_options o = *options;
    struct diag d = {0};
    o.base = 0;
    o.study.seed = other_seed(options->study.seed);
    o.part = "leaders";
    a->fresh = comparison_run(&leaders, &o, &d);
    diag_fini(&d);
    return a;
}

void lanes_answer_free(struct lanes_answer *a) {
    if (a) {
        comparison_free(a->fresh);
        free(a);
    }
}
