/* SPDX-License-Identifier: GPL-3.0-or-later
 * sigma[k]: the load of the classes up to k, over the agents. */
#include "theory/priority.h"

#include <assert.h>
#include <complex.h>
#include <math.h>
#include <string.h>

#include <gsl/gsl_math.h>

#include "base/arena.h"
#include "theory/constant_service.h"
#include "theory/erlang.h"
#include "theory/single_server.h"

/* Inversion: discretisation error exp(-23) = 1e-10; terms summed plainly, then averaged. */
#define EULER_A 23.0
enum { EULER_PLAIN = 30, EULER_MEAN = 12 };
#define TARGET_SLACK 1e-9

/* The delayed of a class: agents x service rate, rate of those who overtake, sigma of the class. */
struct delayed {
    double drain, overtaking, sigma;
};

/* Transform of the time in which one departs more than overtake. */
static double complex busy_period(const struct delayed *d, double complex s) {
    double complex b = d->overtaking + d->drain + s;
    if (d->overtaking <= 0)
        return d->drain / b;
    /* The smaller root, as a quotient: the difference would cancel. */
    return 2 * d->drain / (b + csqrt(b * b - 4 * d->overtaking * d->drain));
}

/* Transform of P(wait > t | delayed). */
static double complex tail_transform(const struct delayed *d, double complex s) {
    double complex each = busy_period(d, s);
    double complex wait = (1 - d->sigma) * each / (1 - d->sigma * each);
    return (1 - wait) / s;
}

/* P(wait > t | delayed): Euler summation of the alternating Fourier series. */
static double delayed_beyond(const struct delayed *d, double t) {
    double sum = 0.5 * creal(tail_transform(d, EULER_A / (2 * t))), mean = 0, weight = 1;
    double total = 0;
    for (int k = 1; k <= EULER_PLAIN + EULER_MEAN; k++) {
        double complex s = (EULER_A + 2 * k * M_PI * I) / (2 * t);
        if (k > EULER_PLAIN) { /* the sums so far, by binomial weights */
            mean += weight * sum;
            total += weight;
            weight *= (double)(EULER_MEAN - (k - EULER_PLAIN - 1)) / (k - EULER_PLAIN);
        }
        sum += (k % 2 ? -1 : 1) * creal(tail_transform(d, s));
    }
    mean += weight * sum;
    total += weight;
    return fmin(1, fmax(0, exp(EULER_A / 2) / t * mean / total));
}

/* The wait that this share of all exceeds. */
static double delayed_quantile(const struct delayed *d, double share_of_delayed) {
    double low = 0, high = 1 / d->drain;
    if (share_of_delayed >= 1)
        return 0;
    for (int i = 0; i < 200 && delayed_beyond(d, high) > share_of_delayed; i++) {
        low = high;
        high *= 2;
    }
    while (high - low > 1e-8 * high) {
        double middle = 0.5 * (low + high);
        *(delayed_beyond(d, middle) > share_of_delayed ? &low : &high) = middle;
    }
    return high;
}

static bool is_one_exponential(const struct priority_model *m) {
    for (size_t k = 0; k < m->n; k++)
        if (m->classes[k].handle_law ||
            fabs(m->classes[k].handle - m->classes[0].handle) > 1e-12 * m->classes[0].handle)
            return false;
    return true;
}

static double load_of(const struct priority_model *m) {
    double load = 0;
    for (size_t k = 0; k < m->n; k++)
        load += m->classes[k].calls * m->classes[k].handle;
    return load;
}

static double calls_of(const struct priority_model *m) {
    double calls = 0;
    for (size_t k = 0; k < m->n; k++)
        calls += m->classes[k].calls;
    return calls;
}

static struct distribution law_of(const struct priority_class *c) {
    struct distribution d = c->handle_law ? *c->handle_law : distribution_exponential(c->handle);
    d.scale *= c->handle / distribution_mean(&d);
    return d;
}

/* Everybody together as one class: a mixture whose parts lie in the arena. */
static struct queue_model pooled(const struct priority_model *m, struct arena *a) {
    struct distribution_part *parts = arena_array(a, m->n, sizeof *parts);
    struct distribution *law = arena_alloc(a, sizeof *law);
    double calls = calls_of(m);
    for (size_t k = 0; k < m->n; k++)
        parts[k] = (struct distribution_part){m->classes[k].calls / calls, law_of(&m->classes[k])};
    *law = (struct distribution){
        .kind = distribution_kind_find("mixture"), .scale = 1, .n = m->n, .parts = parts};
    const char *wrong = law->kind->prepare(law);
    assert(!wrong);
    (void)wrong;
    return (struct queue_model){.calls = calls,
                                .handle = distribution_mean(law),
                                .patience = PATIENCE_UNLIMITED,
                                .agents = m->agents,
                                .handle_law = law};
}

/* Mean wait first come first served, and how many wait. */
static void wait_of_all(const struct priority_model *m, double *wait, double *delayed) {
    struct arena a = {0};
    struct queue_measures all;
    struct queue_model q = pooled(m, &a);
    if (m->agents == 1) {
        *wait = single_server_wait(q.calls, q.handle, distribution_variance(q.handle_law));
        *delayed = q.calls * q.handle;
    } else if (is_one_exponential(m)) {
        double load = q.calls * q.handle, idle = (double)m->agents - load;
        *delayed = erlang_c(m->agents, load);
        *wait = *delayed * q.handle / idle;
    } else {
        general_service_evaluate(&q, &all);
        *wait = all.mean_wait;
        *delayed = all.delay_probability;
    }
    arena_fini(&a);
}

static void set_law(const struct delayed *d, const struct priority_class *c,
                    struct priority_measures *out) {
    double late = c->threshold > 0 ? delayed_beyond(d, c->threshold) : 1;
    out->service_level = 1 - out->delay_probability * late;
    out->wait_p90 = delayed_quantile(d, 0.1 / out->delay_probability);
}

/* In M/G/1, and so for the classes' shares, W_k = W_all (1 - rho) / ((1 - sigma_(k-1)) (1 -
 * sigma_k)), as W_all (1 - rho) is the work found in service. */
static void set_classes(const struct priority_model *m, double wait, double delayed,
                        struct priority_measures *out) {
    double agents = (double)m->agents, rho = load_of(m) / agents, sigma = 0, overtaking = 0;
    bool exact = is_one_exponential(m);
    for (size_t k = 0; k < m->n; k++) {
        const struct priority_class *c = &m->classes[k];
        double before = sigma, busy = c->calls * c->handle / agents;
        sigma += busy;
        out[k] = (struct priority_measures){.delay_probability = delayed, .occupancy = busy};
        out[k].mean_wait = wait * (1 - rho) / ((1 - before) * (1 - sigma));
        out[k].wait_if_delayed = delayed > 0 ? out[k].mean_wait / delayed : 0;
        out[k].mean_queue = c->calls * out[k].mean_wait;
        out[k].service_level = out[k].wait_p90 = GSL_NAN;
        struct delayed d = {agents / c->handle, overtaking, sigma};
        if (exact && delayed > 0)
            set_law(&d, c, &out[k]);
        overtaking += c->calls;
    }
}

enum theory_status priority_evaluate(const struct priority_model *m,
                                     struct priority_measures *out) {
    assert(m->agents >= 1 && m->n >= 1);
    double wait, delayed;
    if (load_of(m) >= (double)m->agents) {
        for (size_t k = 0; k < m->n; k++)
            out[k] = (struct priority_measures){1, HUGE_VAL, HUGE_VAL, 0, HUGE_VAL, HUGE_VAL, 1};
        return THEORY_UNSTABLE;
    }
    wait_of_all(m, &wait, &delayed);
    set_classes(m, wait, delayed, out);
    return isinf(wait) ? THEORY_INEXACT : THEORY_CONVERGED;
}

const char *priority_formula_name(const struct priority_model *m) {
    if (is_one_exponential(m))
        return m->agents == 1 ? "M/M/1 with priorities (Cobham)"
                              : "M/M/n with priorities (Cobham; Kella & Yechiali)";
    return m->agents == 1 ? "M/G/1 with priorities (Cobham)"
                          : "M/G/n with priorities, approximate (Kimura; Bondi & Buzen)";
}

size_t priority_measure_find(const char *name) {
    size_t i = 0;
    while (i < n_priority_measure_rows && strcmp(priority_measure_rows[i].name, name) != 0)
        i++;
    return i;
}

double priority_measure_value(const struct priority_measures *m, size_t measure) {
    double value;
    memcpy(&value, (const char *)m + priority_measure_rows[measure].offset, sizeof value);
    return value;
}

bool priority_target_met(const struct priority_target *t, const struct priority_measures *m) {
    double value = priority_measure_value(m, t->measure), slack = TARGET_SLACK * fabs(t->value);
    return priority_measure_rows[t->measure].better > 0 ? value >= t->value - slack
                                                        : value <= t->value + slack;
}

static bool all_met(const struct priority_model *m, const struct priority_target *targets,
                    size_t n_targets, struct priority_measures *out) {
    if (priority_evaluate(m, out) == THEORY_UNSTABLE)
        return false;
    for (size_t i = 0; i < n_targets; i++)
        if (!priority_target_met(&targets[i], &out[targets[i].class_index]))
            return false;
    return true;
}

bool priority_target_is_limit(const struct priority_target *t) {
    const struct priority_measure *row = &priority_measure_rows[t->measure];
    bool share = strcmp(row->unit, "share") == 0;
    return row->better > 0 ? share && t->value >= 1 : t->value <= 0;
}

/* More agents shorten every wait: doubling, then bisection. */
enum theory_status priority_staff(struct priority_model *m, const struct priority_target *targets,
                                  size_t n_targets, struct priority_measures *out) {
    size_t low = (size_t)fmin(floor(load_of(m)), (double)QUEUE_AGENTS_LIMIT), high = low + 1;
    for (size_t i = 0; i < n_targets; i++)
        if (priority_target_is_limit(&targets[i]))
            return THEORY_INFEASIBLE;
    for (size_t step = 1;; step *= 2) {
        m->agents = high = low + step < QUEUE_AGENTS_LIMIT ? low + step : QUEUE_AGENTS_LIMIT;
        if (all_met(m, targets, n_targets, out))
            break;
        if (high == QUEUE_AGENTS_LIMIT)
            return THEORY_INFEASIBLE;
        low = high;
    }
    while (high - low > 1) {
        m->agents = low + (high - low) / 2;
        *(all_met(m, targets, n_targets, out) ? &high : &low) = m->agents;
    }
    m->agents = high;
    return priority_evaluate(m, out);
}

const struct priority_measure priority_measure_rows[] = {
#define PRIORITY_ROW(name, unit, better, help)                                                     \
    {#name, unit, better, offsetof(struct priority_measures, name), help},
    PRIORITY_MEASURES(PRIORITY_ROW)};
const size_t n_priority_measure_rows =
    sizeof priority_measure_rows / sizeof priority_measure_rows[0];
