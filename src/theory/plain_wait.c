/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "theory/plain_wait.h"

#include <assert.h>
#include <math.h>

#include <gsl/gsl_math.h>

/* Bisection of quantiles ends at this relative width. */
#define QUANTILE_WIDTH 1e-9

static double quantile(const struct plain_wait *w, double p) {
    double above = 1 - p, low = 0, high = w->mean > 0 ? w->mean : 1;
    if (w->delayed <= above)
        return 0;
    for (int i = 0; i < 200 && w->beyond(high, w->context) > above; i++) {
        low = high;
        high *= 2;
    }
    while (high - low > QUANTILE_WIDTH * high) {
        double middle = 0.5 * (low + high);
        *(w->beyond(middle, w->context) > above ? &low : &high) = middle;
    }
    return high;
}

static void set_quantiles(const struct plain_wait *w, struct queue_measures *out) {
    out->wait_p50 = out->wait_all_p50 = quantile(w, 0.50);
    out->wait_p80 = out->wait_all_p80 = quantile(w, 0.80);
    out->wait_p90 = out->wait_all_p90 = quantile(w, 0.90);
    out->wait_p95 = out->wait_all_p95 = quantile(w, 0.95);
    out->wait_p99 = out->wait_all_p99 = quantile(w, 0.99);
}

void plain_wait_measures(const struct queue_model *q, const struct plain_wait *w,
                         struct queue_measures *out) {
    assert(!queue_is_overloaded(q));
    double late = q->threshold > 0 ? w->beyond(q->threshold, w->context) : w->delayed;
    *out = (struct queue_measures){.delay_probability = w->delayed,
                                   .mean_wait = w->mean,
                                   .asa = w->mean,
                                   .wait_if_delayed = w->delayed > 0 ? w->mean / w->delayed : 0,
                                   .time_to_abandon = GSL_NAN,
                                   .occupancy = q->calls * q->handle / (double)q->agents,
                                   .mean_queue = q->calls * w->mean,
                                   .throughput = q->calls,
                                   .tries_per_customer = 1,
                                   .in_orbit = 0};
    out->mean_in_system = out->mean_queue + q->calls * q->handle;
    out->service_level_answered = out->service_level_offered = 1 - late;
    out->service_level_ignore = out->service_level_positive = out->service_level_short = 1 - late;
    set_quantiles(w, out);
}

void handle_law_of(const struct queue_model *q, struct distribution *out) {
    *out = q->handle_law ? *q->handle_law : distribution_exponential(q->handle);
    out->scale *= q->handle / distribution_mean(out);
}
