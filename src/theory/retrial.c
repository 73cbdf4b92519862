/* SPDX-License-Identifier: GPL-3.0-or-later
 * The fixed point, which chooses between itself and the chain of retrial_chain.c. */
#include "theory/retrial.h"

#include <assert.h>
#include <math.h>

#include "theory/retrial_chain.h"

/* The chain is solved when lines^3 x levels stays below this: some tenths of a second. */
#define CHAIN_WORK 4e8

static bool comes_back(const struct queue_model *q) {
    return q->redial_blocked > 0 || q->redial_abandoned > 0;
}

/* Tries that do not lead to another one, at this rate of tries; measures of the tries in *m. */
static double final_tries(const struct queue_model *q, double tries, struct queue_measures *m,
                          enum theory_status *status) {
    struct queue_model at = *q;
    at.calls = tries;
    *status = queue_evaluate(&at, m);
    double again = m->blocking * q->redial_blocked + m->abandonment * q->redial_abandoned;
    return tries * (1 - again);
}

/* The rate of tries whose final ones are the calls; HUGE_VAL when no rate is enough. More tries
 * mean more that are final: doubling, then bisection. */
static double fixed_point(const struct queue_model *q, struct queue_measures *m,
                          enum theory_status *status) {
    double low = q->calls, high = q->calls;
    while (final_tries(q, high, m, status) < q->calls * (1 - 1e-13)) {
        low = high;
        high *= 2;
        if (*status == THEORY_UNSTABLE || high > 1e4 * q->calls)
            return HUGE_VAL;
    }
    while (high - low > 1e-12 * high) {
        double middle = 0.5 * (low + high);
        *(final_tries(q, middle, m, status) < q->calls ? &low : &high) = middle;
    }
    final_tries(q, high, m, status);
    return high;
}

static double levels_needed(const struct queue_model *q, double tries) {
    double orbit = (tries - q->calls) * q->redial_after;
    return 40 + 2 * orbit + 14 * sqrt(orbit);
}

static bool chain_fits(const struct queue_model *q, double tries) {
    if (q->patience_law || q->lines == LINES_UNLIMITED || isinf(tries))
        return false;
    return pow((double)q->lines + 1, 3) * levels_needed(q, tries) <= CHAIN_WORK;
}

bool retrial_is_exact(const struct queue_model *q) {
    struct queue_measures m;
    enum theory_status status;
    return !comes_back(q) || chain_fits(q, fixed_point(q, &m, &status));
}

enum theory_status retrial_evaluate(const struct queue_model *q, struct queue_measures *out) {
    assert(q->redial_after > 0 && q->redial_blocked >= 0 && q->redial_blocked <= 1);
    assert(q->redial_abandoned >= 0 && q->redial_abandoned <= 1);
    enum theory_status status;
    if (!comes_back(q))
        return queue_evaluate(q, out);
    double tries = fixed_point(q, out, &status);
    if (isinf(tries)) {
        queue_set_growing(q, out);
        return THEORY_UNSTABLE;
    }
    if (chain_fits(q, tries) && retrial_chain(q, (size_t)levels_needed(q, tries), out))
        return THEORY_CONVERGED;
    final_tries(q, tries, out, &status);
    out->tries_per_customer = tries / q->calls;
    out->in_orbit = (tries - q->calls) * q->redial_after;
    return status;
}
