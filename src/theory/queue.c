/* SPDX-License-Identifier: GPL-3.0-or-later
 * Erlang B, C and A: the chain's weights below and above "all agents busy", and the offered wait.
 */
#include "theory/queue.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_roots.h>

#include "theory/erlang.h"
#include "theory/offered_wait.h"

/* The model in the steady state. Shares are of the joined unless said. */
struct steady {
    const struct queue_model *model;
    size_t working;           /* agents that can ever be busy */
    double joined, blocked;   /* of the offered */
    double at_once, delayed;  /* delayed = 1 - at_once */
    double stays;             /* share of the delayed that waits at all; 0: wait is not set */
    struct wait_sums total;   /* of wait, over all v */
    struct distribution law;  /* of patience, stretched */
    struct offered_wait wait; /* of the delayed */
};

/* Both ways of comparing, so that rounding cannot let a load of 1 through. */
bool queue_is_overloaded(const struct queue_model *q) {
    double agents = (double)q->agents;
    return q->calls * q->handle >= agents || q->calls >= agents / q->handle;
}

/* Of those who meet busy agents and are not blocked, who waits at all. */
static double share_staying(const struct queue_model *q) {
    return q->patience > 0 ? 1 - q->at_once : 0;
}

static bool is_growing(const struct queue_model *q) {
    struct queue_model staying = *q;
    staying.calls *= share_staying(q);
    return q->lines == LINES_UNLIMITED && isinf(q->patience) && queue_is_overloaded(&staying);
}

static size_t working_agents(const struct queue_model *q) {
    return q->lines != LINES_UNLIMITED && q->lines < q->agents ? q->lines : q->agents;
}

/* Shares of the offered from the logarithms of three weights relative to P(all busy, none waits):
 * some agent idle, all busy and a place free, all places taken. */
static void weigh(struct steady *s, double log_idle, double log_busy, double log_full) {
    double most = fmax(log_idle, fmax(log_busy, log_full));
    double idle = exp(log_idle - most), busy = exp(log_busy - most), full = exp(log_full - most);
    s->blocked = full / (idle + busy + full);
    s->joined = (idle + busy) / (idle + busy + full);
    /* Apart from most: nearly all may be blocked. */
    s->at_once = 1 / (1 + exp(log_busy - log_idle));
    s->delayed = 1 / (1 + exp(log_idle - log_busy));
}

/* The law of patience with the model's mean; NULL: exponential, or nobody hangs up. */
static const struct distribution *law_of(struct steady *s, const struct queue_model *q) {
    if (!q->patience_law || isinf(q->patience))
        return NULL;
    s->law = *q->patience_law;
    s->law.scale *= q->patience / distribution_mean(q->patience_law);
    return &s->law;
}

/* Of all who are delayed, from those who stay: the others leave without a wait. */
static struct wait_sums of_delayed(const struct steady *s, struct wait_sums staying) {
    double gone = 1 - s->stays;
    return (struct wait_sums){.all = staying.all,
                              .served = s->stays * staying.served,
                              .left = gone * staying.all + s->stays * staying.left,
                              .served_wait = s->stays * staying.served_wait,
                              .left_wait = s->stays * staying.left_wait};
}

static enum theory_status waits_find(struct steady *s, size_t places) {
    const struct queue_model *q = s->model;
    s->wait.calls = q->calls * s->stays;
    s->wait.drain = (double)s->working / q->handle;
    s->wait.leave = isinf(q->patience) ? 0 : 1 / q->patience;
    s->wait.patience = law_of(s, q);
    s->wait.places = places;
    bool exact = offered_wait_tabulate(&s->wait);
    s->total = of_delayed(s, offered_wait_beyond(&s->wait, 0));
    return exact ? THEORY_CONVERGED : THEORY_INEXACT;
}

static enum theory_status steady_init(struct steady *s, const struct queue_model *q) {
    enum theory_status status = THEORY_CONVERGED;
    s->model = q;
    s->working = working_agents(q);
    s->total = (struct wait_sums){0};
    size_t places = q->lines == LINES_UNLIMITED ? PLACES_UNLIMITED : q->lines - s->working;
    double log_idle = chain_below_log(s->working, q->calls * q->handle);
    double log_busy = -HUGE_VAL, log_full = -HUGE_VAL;
    s->stays = places > 0 ? share_staying(q) : 0;
    if (s->stays > 0) {
        status = waits_find(s, places);
        log_busy = s->wait.peak + log(s->total.all);
        log_full = places != PLACES_UNLIMITED ? offered_wait_full_log(&s->wait) : -HUGE_VAL;
    } else if (places > 0) { /* nobody waits: the delayed leave at once */
        s->total = (struct wait_sums){.all = 1, .left = 1};
        log_busy = 0;
    } else {
        log_full = 0;
    }
    weigh(s, log_idle, log_busy, log_full);
    return status;
}

/* A mean over the delayed, as a share of the joined: part is one of the sums. */
static double of_joined(const struct steady *s, double part) {
    return s->total.all > 0 ? s->delayed * part / s->total.all : 0;
}

/* Joined customers who waited longer than t: served ones, those who left, all. */
struct beyond {
    double served, left, all;
};

static struct beyond beyond(const struct steady *s, double t) {
    if (s->stays <= 0)
        return (struct beyond){0};
    struct wait_sums sums = offered_wait_beyond(&s->wait, t);
    double left = s->stays * (sums.left - patience_left(&s->wait, t) * sums.all);
    double waiting = s->stays * sums.all * patience_survival(&s->wait, t);
    return (struct beyond){.served = of_joined(s, s->stays * sums.served),
                           .left = of_joined(s, fmax(0, left)),
                           .all = of_joined(s, waiting)};
}

static void set_waits(const struct steady *s, struct queue_measures *out) {
    double left = of_joined(s, s->total.left);
    double wait = s->total.served_wait + s->total.left_wait;
    out->delay_probability = s->delayed;
    out->blocking = s->blocked;
    out->abandonment = s->joined * left;
    out->mean_wait = of_joined(s, wait);
    out->asa = of_joined(s, s->total.served_wait) / (1 - left);
    out->wait_if_delayed = s->total.all > 0 ? wait / s->total.all : GSL_NAN;
    out->time_to_abandon = s->total.left > 0 ? s->total.left_wait / s->total.left : GSL_NAN;
}

static void set_loads(const struct steady *s, struct queue_measures *out) {
    double joining = s->model->calls * s->joined;
    double served = joining * (1 - of_joined(s, s->total.left));
    out->throughput = served;
    out->occupancy = fmin(1, served * s->model->handle / (double)s->model->agents);
    out->mean_queue = joining * out->mean_wait; /* Little's law */
    out->mean_in_system = out->mean_queue + served * s->model->handle;
    out->tries_per_customer = 1; /* nobody comes back */
    out->in_orbit = 0;
}

/* The five formulas; names as in the table: S served, S_T within T, L left, A = 1 joined. */
static void set_service_levels(const struct steady *s, struct queue_measures *out) {
    double left = of_joined(s, s->total.left);
    struct beyond late = beyond(s, s->model->threshold), brief = beyond(s, SHORT_ABANDON_S);
    double served = 1 - left, served_within = fmax(0, served - late.served); /* not -1e-16 */
    double left_within = left - late.left, left_briefly = left - brief.left;
    out->service_level_answered = served_within / served;
    out->service_level_offered = served_within / (served + left);
    out->service_level_ignore = served_within / (1 - left_within);
    out->service_level_positive = served_within + left_within;
    out->service_level_short = served_within / (1 - left_briefly);
}

struct quantile {
    const struct steady *steady;
    bool of_served; /* else of all who joined */
    double above;   /* share of the joined that waits longer than the quantile */
};

static double quantile_excess(double t, void *context) {
    const struct quantile *q = context;
    struct beyond b = beyond(q->steady, t);
    return (q->of_served ? b.served : b.all) - q->above;
}

/* Root of quantile_excess in [low, high], where it falls from above 0 to 0 or below. Brent's
 * method; should it stop early, the bracket's middle is still within it. */
static double quantile_root(struct quantile *q, double low, double high) {
    gsl_function f = {.function = quantile_excess, .params = q};
    gsl_root_fsolver *solver = gsl_root_fsolver_alloc(gsl_root_fsolver_brent);
    assert(solver);
    double root = 0.5 * (low + high);
    int status = gsl_root_fsolver_set(solver, &f, low, high);
    for (int i = 0; i < 100 && status == GSL_SUCCESS; i++) {
        status = gsl_root_fsolver_iterate(solver);
        root = gsl_root_fsolver_root(solver);
        if (gsl_root_test_interval(gsl_root_fsolver_x_lower(solver),
                                   gsl_root_fsolver_x_upper(solver), 0, 1e-12) == GSL_SUCCESS)
            break;
    }
    gsl_root_fsolver_free(solver);
    return root;
}

static double wait_quantile(const struct steady *s, double p, bool of_served) {
    double of = of_served ? 1 - of_joined(s, s->total.left) : 1;
    struct quantile q = {.steady = s, .of_served = of_served, .above = (1 - p) * of};
    double low = 0;
    if (quantile_excess(0, &q) <= 0)
        return 0;
    /* Find the panel that holds it: the panels follow the shape, Brent does the rest. */
    for (size_t i = 0; i < s->wait.count; i++) {
        double high = s->wait.panels[i].to;
        if (quantile_excess(high, &q) <= 0)
            return quantile_root(&q, low, high);
        low = high;
    }
    return low;
}

static void set_quantiles(const struct steady *s, struct queue_measures *out) {
    out->wait_p50 = wait_quantile(s, 0.50, true);
    out->wait_p80 = wait_quantile(s, 0.80, true);
    out->wait_p90 = wait_quantile(s, 0.90, true);
    out->wait_p95 = wait_quantile(s, 0.95, true);
    out->wait_p99 = wait_quantile(s, 0.99, true);
    out->wait_all_p50 = wait_quantile(s, 0.50, false);
    out->wait_all_p80 = wait_quantile(s, 0.80, false);
    out->wait_all_p90 = wait_quantile(s, 0.90, false);
    out->wait_all_p95 = wait_quantile(s, 0.95, false);
    out->wait_all_p99 = wait_quantile(s, 0.99, false);
}

void queue_set_growing(const struct queue_model *q, struct queue_measures *out) {
    for (size_t i = 0; i < n_queue_measure_rows; i++) {
        bool is_level = queue_measure_rows[i].better > 0;
        double value = is_level ? 0 : HUGE_VAL;
        memcpy((char *)out + queue_measure_rows[i].offset, &value, sizeof value);
    }
    out->delay_probability = 1;
    out->blocking = 0;
    out->abandonment = out->service_level_positive = q->at_once; /* all of them are delayed */
    out->time_to_abandon = q->at_once > 0 ? 0 : GSL_NAN;
    out->occupancy = 1;
    out->throughput = (double)q->agents / q->handle;
    out->tries_per_customer = 1;
    out->in_orbit = 0;
}

enum theory_status queue_evaluate(const struct queue_model *q, struct queue_measures *out) {
    assert(q->calls > 0 && isfinite(q->calls) && q->handle > 0 && isfinite(q->handle));
    assert(q->patience >= 0 && q->agents >= 1 && q->threshold >= 0);
    assert(q->at_once >= 0 && q->at_once <= 1);
    if (is_growing(q)) {
        queue_set_growing(q, out);
        return THEORY_UNSTABLE;
    }
    struct steady s;
    enum theory_status status = steady_init(&s, q);
    set_waits(&s, out);
    set_loads(&s, out);
    set_service_levels(&s, out);
    set_quantiles(&s, out);
    return status;
}

const char *queue_formula_name(const struct queue_model *q) {
    if ((q->lines != LINES_UNLIMITED && q->lines <= q->agents) || share_staying(q) <= 0)
        return "Erlang B (M/G/n/n)";
    if (isinf(q->patience))
        return q->lines == LINES_UNLIMITED ? "Erlang C (M/M/n)"
                                           : "Erlang C with limited lines (M/M/n/K)";
    if (q->patience_law)
        return q->lines == LINES_UNLIMITED ? "general patience (M/M/n+G)"
                                           : "general patience with limited lines (M/M/n/K+G)";
    return q->lines == LINES_UNLIMITED ? "Erlang A (M/M/n+M)"
                                       : "Erlang A with limited lines (M/M/n/K+M)";
}

static const struct {
    const char *name, *text;
} statuses[] = {
#define STATUS_ROW(member, name, text) {name, text},
    THEORY_STATUSES(STATUS_ROW)};

const char *theory_status_name(enum theory_status status) {
    return statuses[status].name;
}

const char *theory_status_text(enum theory_status status) {
    return statuses[status].text;
}

const struct queue_measure *queue_measure_find(const char *name) {
    for (size_t i = 0; i < n_queue_measure_rows; i++)
        if (strcmp(queue_measure_rows[i].name, name) == 0)
            return &queue_measure_rows[i];
    return NULL;
}

double queue_measure_value(const struct queue_measures *m, const struct queue_measure *row) {
    double value;
    memcpy(&value, (const char *)m + row->offset, sizeof value);
    return value;
}

const struct queue_measure queue_measure_rows[] = {
#define QUEUE_MEASURE_ROW(name, unit, better, help)                                                \
    {#name, unit, better, offsetof(struct queue_measures, name), help},
    QUEUE_MEASURES(QUEUE_MEASURE_ROW)};
const size_t n_queue_measure_rows = sizeof queue_measure_rows / sizeof queue_measure_rows[0];
