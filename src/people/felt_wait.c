/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "people/felt_wait.h"

#include <math.h>

#include "people/pace.h"

/* Products of such effects are an assumption, so that they are kept within these. */
#define FELT_LEAST 0.4
#define FELT_MOST  2.5

static double comfort(const struct felt_wait *p, const struct felt_conditions *c) {
    if (!c->placed) {
        return 1;
    }
    if (c->seated) {
        return p->seated;
    }
    return c->standing > 0 ? 1 / c->standing : p->standing;
}

double felt_rate(const struct felt_wait *p, const struct felt_conditions *c) {
    const double news[] = {
        [NEWS_NOTHING] = 1, [NEWS_ESTIMATE] = p->estimate, [NEWS_POSITION] = p->position};
    double product = comfort(p, c) * (c->occupied ? p->occupied : 1) / c->care;
    return p->uninformed * news[c->news] * fmin(fmax(product, FELT_LEAST), FELT_MOST);
}

double felt_heat(const struct felt_wait *p, double temperature, double above, double per_degree) {
    if (isnan(temperature)) {
        return 1;
    }
    double share = per_degree > 0 ? per_degree : p->heat;
    double from = per_degree > 0 ? above : PACE_COMFORT;
    return fmin(1 + share * fmax(0, temperature - from), FELT_MOST);
}
