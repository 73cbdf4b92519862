/* SPDX-License-Identifier: GPL-3.0-or-later
 * Any queue within the limits of any formula: every share lies within 0 and 1, no wait is negative,
 * quantiles ascend, and what holds between measures holds. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <gsl/gsl_errno.h>

#include "random/distribution_kinds.h"
#include "theory/formula.h"

enum { AGENTS_AT_MOST = 2000 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The i-th pair of bytes as a number from low to high, by equal factors. */
static double between(const uint8_t *data, size_t size, size_t i, double low, double high) {
    unsigned word = 0;
    for (size_t k = 2 * i; k < 2 * i + 2; k++) {
        word = 256 * word + (k < size ? data[k] : 0);
    }
    return low * pow(high / low, word / 65535.0);
}

static struct queue_model model_of(const uint8_t *data, size_t size) {
    double agents = floor(between(data, size, 2, 1, AGENTS_AT_MOST));
    double load = between(data, size, 0, 1e-9, 1e5);
    double handle = between(data, size, 1, 1e-6, 1e9);
    uint8_t form = size > 10 ? data[10] : 0;
    struct queue_model q = {.calls = load / handle,
                            .handle = handle,
                            .patience = handle * between(data, size, 3, 1e-6, 1e6),
                            .agents = (size_t)agents,
                            .threshold = handle * between(data, size, 4, 1e-6, 1e3)};
    q.patience = form & 1 ? HUGE_VAL : q.patience;
    q.lines = form & 2 ? q.agents + (form >> 2) : LINES_UNLIMITED;
    q.threshold = form & 4 ? 0 : q.threshold;
    return q;
}

static void demand(int holds, const char *what, const struct queue_model *q) {
    if (!holds) {
        fprintf(stderr,
                "%s: %.17g calls/s, handle %.17g s, patience %.17g s, %zu agents, %zu lines, "
                "%.17g s\n",
                what, q->calls, q->handle, q->patience, q->agents, q->lines, q->threshold);
        abort();
    }
}

/* NAN is a mean over nobody; rounding may cross 0 or 1 by a hair. */
static void measures_check(const struct queue_measures *m, const struct queue_model *q) {
    for (size_t i = 0; i < n_queue_measure_rows; i++) {
        const struct queue_measure *row = &queue_measure_rows[i];
        double value = queue_measure_value(m, row);
        demand(isnan(value) || value >= -1e-9, row->name, q);
        demand(strcmp(row->unit, "share") != 0 || isnan(value) || value <= 1 + 1e-9, row->name, q);
    }
    demand(!(m->wait_p50 > m->wait_p90) && !(m->wait_all_p90 > m->wait_all_p99), "order", q);
    demand(!(m->service_level_offered > m->service_level_answered + 1e-9), "levels", q);
}

/* Who was offered was blocked, left or was served; the busy agents are the load that was served. */
static void flows_check(const struct queue_measures *m, const struct queue_model *q) {
    double served = q->calls * (1 - m->blocking - m->abandonment);
    demand(fabs(served - m->throughput) <= 1e-6 * q->calls, "throughput", q);
    demand(fabs(m->occupancy * (double)q->agents - m->throughput * q->handle) <=
               1e-6 * (double)q->agents,
           "occupancy", q);
}

/* A law whose kind a byte chooses; its mean does not matter. */
static struct distribution law_of(uint8_t byte) {
    static const struct distribution_kind *const kinds[] = {
        &distribution_kind_constant, &distribution_kind_exponential, &distribution_kind_uniform,
        &distribution_kind_lognormal, &distribution_kind_weibull};
    static const double parameters[][2] = {{3, NAN}, {3, NAN}, {1, 3}, {3, 1.3}, {3, 0.7}};
    size_t i = byte % (sizeof kinds / sizeof *kinds);
    struct distribution d = {
        .kind = kinds[i], .parameter = {parameters[i][0], parameters[i][1], NAN, NAN}, .scale = 1};
    demand(d.kind->prepare(&d) == NULL, "law", &(struct queue_model){.calls = 0});
    return d;
}

/* Any other formula, within what it assumes. */
static void formula_check(const uint8_t *data, size_t size, struct queue_model q) {
    const struct theory_formula *f = &theory_formulas[size > 11 ? data[11] % n_theory_formulas : 0];
    struct distribution patience = law_of(size > 12 ? data[12] : 0), handle = patience;
    struct queue_measures m;
    if (!theory_assumes(f, THEORY_WAITS))
        q.lines = q.agents;
    else if (!theory_assumes(f, THEORY_LINES))
        q.lines = LINES_UNLIMITED;
    if (!theory_assumes(f, THEORY_LEAVES))
        q.patience = PATIENCE_UNLIMITED;
    if (theory_assumes(f, THEORY_ONE_AGENT))
        q.agents = 1;
    q.patience_law = theory_assumes(f, THEORY_ANY_PATIENCE) ? &patience : NULL;
    q.handle_law = theory_assumes(f, THEORY_ANY_HANDLE) ? &handle : NULL;
    q.redial_blocked = size > 13 ? data[13] / 255. : 0;
    q.redial_abandoned = size > 14 ? data[14] / 255. : 0;
    q.redial_after = q.handle;
    if (f->evaluate(&q, &m) == THEORY_CONVERGED)
        measures_check(&m, &q);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    gsl_set_error_handler_off();
    struct queue_model q = model_of(data, size);
    struct queue_measures m;
    enum theory_status status = queue_evaluate(&q, &m);
    if (status == THEORY_CONVERGED) {
        measures_check(&m, &q);
        flows_check(&m, &q);
    }
    formula_check(data, size, q);
    return 0;
}
