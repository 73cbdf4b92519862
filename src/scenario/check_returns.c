/* SPDX-License-Identifier: GPL-3.0-or-later
 * Returns for a cause that nobody has. */
#include <math.h>

#include "scenario/check.h"

static bool promises(const struct scenario *s, const char *station) {
    const struct station *x = station_find(s, station);
    return x && isfinite(x->promise);
}

/* Whether anything is promised to these people on their own journey. */
static bool is_promised(const struct scenario *s, const struct customer_class *c) {
    for (size_t i = 0; i < c->n_steps; i++) {
        if (promises(s, c->steps[i].at)) {
            return true;
        }
    }
    return false;
}

void check_returns(struct checking *k) {
    struct path customers = {.key = "customers"};
    for (size_t i = 0; i < k->s->n_classes; i++) {
        const struct customer_class *c = &k->s->classes[i];
        struct path at = {.parent = &customers, .key = c->name};
        struct path returns = {.parent = &at, .key = "returns"};
        struct path here = {.parent = &returns, .key = "late", .of_key = true};
        bool never = !rules_set_keys(k->s) && !is_promised(k->s, c);
        if (c->returns[RETURN_LATE].given && never) {
            diag_warning(k->d, &here,
                         "nobody is ever late: no station on this journey promises anything; give "
                         "one 'promise'");
        }
    }
}
