/* SPDX-License-Identifier: GPL-3.0-or-later
 * The day is walked from node to node of the quadrature over arrival times: at each, what the chain
 * holds is weighed with the chances of who joins there. */
#include "theory/day_queue.h"

#include <assert.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_integration.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_odeiv2.h>
#include <gsl/gsl_randist.h>

#include "theory/day_chain.h"

enum { NODES = 6, LINE_MOST = 6000, FACTORS = 20, CLEARING_MOST = 400 };
/* Error a step of the equations, and probability at the end of the line that makes it longer. */
#define STEP_ERROR 1e-9
#define LINE_END   1e-9
/* The last customers are no longer waited for. */
#define CLEARED 1e-9

struct walk {
    const struct day_model *model;
    struct arena *arena;
    const gsl_integration_glfixed_table *nodes;
    struct day_chain chain; /* of the present */
    double *p;              /* states and sums since `sums_from`, the arena's */
    double now;
    double *tagged; /* chances of who joins now; NULL: not known */
    bool overflows;
};

/* What the arrivals of a period add up to. */
struct joined {
    double in_time, left_in_time, at_once;
};

/* ---- solving equations ---- */

typedef void slope_function(const struct day_chain *c, const double *y, double *slope);

struct equations {
    const struct day_chain *chain;
    slope_function *slope;
};

static int slope_call(double t, const double *y, double *slope, void *context) {
    (void)t;
    const struct equations *e = context;
    e->slope(e->chain, y, slope);
    return GSL_SUCCESS;
}

/* Rate of the fastest state, for the first step. */
static double fastest(const struct day_chain *c) {
    return c->calls + (double)c->top * c->serve + (double)c->most * c->leave + 1e-9;
}

static void advance(const struct day_chain *c, slope_function *slope, double *y, size_t n,
                    double span) {
    struct equations e = {c, slope};
    gsl_odeiv2_system system = {.function = slope_call, .dimension = n, .params = &e};
    double t = 0, first = fmin(span, 0.5 / fastest(c));
    if (!(span > 0))
        return;
    gsl_odeiv2_driver *driver =
        gsl_odeiv2_driver_alloc_y_new(&system, gsl_odeiv2_step_rk8pd, first, STEP_ERROR, 1e-9);
    assert(driver);
    int status = gsl_odeiv2_driver_apply(driver, &t, span, y);
    assert(status == GSL_SUCCESS);
    (void)status;
    gsl_odeiv2_driver_free(driver);
}

/* ---- chances of who joins ---- */

static struct day_chain chain_of(const struct walk *k, size_t period) {
    const struct day_model *m = k->model;
    size_t i = period < m->n ? period : m->n - 1;
    return (struct day_chain){.calls = period < m->n ? m->periods[i].calls : 0,
                              .serve = 1 / m->handle,
                              .leave = isinf(m->patience) ? 0 : 1 / m->patience,
                              .at_once = m->at_once,
                              .agents = m->periods[i].agents,
                              .top = m->periods[i].agents,
                              .most = k->chain.most,
                              .lines = m->lines == LINES_UNLIMITED ? SIZE_MAX : m->lines};
}

static size_t larger(size_t a, size_t b) {
    return a > b ? a : b;
}

/* Chances of being served, or having hung up, by the deadline, for who joins at the time `from`
 * within the period; in the arena. Backwards from the deadline. */
static double *chances(const struct walk *k, size_t period, double from, double deadline) {
    const struct day_model *m = k->model;
    struct day_chain c = chain_of(k, period);
    c.top = larger(k->chain.top, c.agents);
    double ends = period < m->n ? m->periods[period].ends : HUGE_VAL;
    double *h = arena_array(k->arena, 2 * day_tagged_size(&c), sizeof *h);
    if (deadline > ends && period + 1 < m->n) {
        struct day_chain after = chain_of(k, period + 1);
        struct walk inner = *k;
        inner.chain.top = c.top;
        double *h_after = chances(&inner, period + 1, ends, deadline);
        after.top = larger(c.top, after.agents);
        day_tagged_change(&c, h, &after, h_after);
        deadline = ends;
    }
    advance(&c, day_tagged_slope, h, 2 * day_tagged_size(&c), deadline - from);
    return h;
}

/* Adds the arrivals of a time of this weight, in calls. */
static void join(const struct walk *k, const double *h, double weight, struct joined *j) {
    const struct day_chain *c = &k->chain;
    double free = 0, wait = 0, served = 0, left = 0;
    size_t size = day_tagged_size(c);
    for (size_t b = 0; b < c->agents && b < c->lines; b++)
        free += k->p[b];
    for (size_t b = c->agents; b <= c->top; b++)
        for (size_t w = 0; w <= c->most && b + w < c->lines; w++) {
            size_t i = day_chain_at(c, b, w) - c->agents;
            double x = k->p[day_chain_at(c, b, w)];
            wait += x;
            served += h ? x * h[i] : 0;
            left += h ? x * h[size + i] : 0;
        }
    j->at_once += weight * free;
    j->in_time += weight * (free + (1 - c->at_once) * served);
    j->left_in_time += weight * (c->at_once * wait + (1 - c->at_once) * left);
}

/* ---- walking ---- */

static void walk_to(struct walk *k, double t) {
    size_t n = day_chain_states(&k->chain);
    advance(&k->chain, day_chain_slope, k->p, n + DAY_SUMS, t - k->now);
    k->now = t;
    for (size_t b = k->chain.agents; b <= k->chain.top; b++)
        k->overflows = k->overflows || k->p[day_chain_at(&k->chain, b, k->chain.most)] > LINE_END;
}

/* A stretch of arrivals within a period. The chances are the same all along unless the deadlines
 * lie beyond the period. */
static void walk_panel(struct walk *k, size_t period, double to, bool beyond, struct joined *j) {
    const struct day_model *m = k->model;
    double from = k->now, calls = k->chain.calls;
    double *shared = NULL;
    for (size_t i = 0; i < NODES; i++) {
        double t, weight;
        gsl_integration_glfixed_point(from, to, i, &t, &weight, k->nodes);
        walk_to(k, t);
        if (m->threshold <= 0) {
            join(k, NULL, weight * calls, j);
            continue;
        }
        if (beyond || !shared)
            shared = chances(k, period, t, t + m->threshold);
        join(k, shared, weight * calls, j);
    }
    walk_to(k, to);
}

/* Rows of agents who finish their last call empty: they are dropped now and then. */
static void drop_rows(struct walk *k, double *sums) {
    size_t n = day_chain_states(&k->chain);
    for (size_t i = 0; i < DAY_SUMS; i++)
        sums[i] += k->p[n + i];
    struct day_chain same = k->chain;
    k->p = day_chain_change(&k->chain, k->p, &same, k->arena);
    k->chain = same;
}

/* Panels no longer than a handle time, and one more where deadlines pass the period's end. */
static void walk_period(struct walk *k, size_t period, double *sums, struct joined *j) {
    const struct day_period *p = &k->model->periods[period];
    double last = fmax(k->now, p->ends - k->model->threshold);
    bool changes = period + 1 < k->model->n && k->model->periods[period + 1].agents != p->agents;
    last = changes ? last : p->ends;
    for (int part = 0; part < 2; part++) {
        double from = k->now, to = part == 0 ? last : p->ends;
        double pieces = ceil((to - from) / k->model->handle);
        for (double i = 1; i <= pieces; i++) {
            walk_panel(k, period, i < pieces ? from + (to - from) * i / pieces : to, part == 1, j);
            drop_rows(k, sums);
        }
    }
}

/* The states as the period begins. */
static void enter(struct walk *k, size_t period) {
    struct day_chain next = chain_of(k, period);
    k->p = day_chain_change(&k->chain, k->p, &next, k->arena);
    k->chain = next;
}

static double waiting_now(const struct walk *k) {
    double sum = 0;
    for (size_t b = k->chain.agents; b <= k->chain.top; b++)
        for (size_t w = 1; w <= k->chain.most; w++)
            sum += (double)w * k->p[day_chain_at(&k->chain, b, w)];
    return sum;
}

static void measures_set(struct day_measures *m, const double *sums, const struct joined *j,
                         double offered, double span) {
    double joined = offered - sums[DAY_BLOCKED];
    *m = (struct day_measures){.offered = offered,
                               .delay_probability = sums[DAY_DELAYED] / joined,
                               .blocking = sums[DAY_BLOCKED] / offered,
                               .abandoned = sums[DAY_ABANDONED],
                               .service_level_offered = j->in_time / joined,
                               .service_level_ignore = j->in_time / (joined - j->left_in_time),
                               .service_level_positive = (j->in_time + j->left_in_time) / joined,
                               .busy = sums[DAY_BUSY] / span,
                               .mean_queue = sums[DAY_WAITING] / span};
}

struct day_sums {
    double sums[DAY_SUMS], offered;
    struct joined joined;
};

static void add_period(struct day_sums *day, const double *sums, const struct joined *j,
                       double offered) {
    for (size_t i = 0; i < DAY_SUMS; i++)
        day->sums[i] += sums[i];
    day->offered += offered;
    day->joined.in_time += j->in_time;
    day->joined.left_in_time += j->left_in_time;
    day->joined.at_once += j->at_once;
}

/* After the last end, until hardly anybody waits. */
static void clear(struct walk *k, double *sums) {
    enter(k, k->model->n);
    for (int i = 0; i < CLEARING_MOST && waiting_now(k) > CLEARED; i++) {
        walk_to(k, k->now + k->model->handle);
        drop_rows(k, sums);
    }
}

static void walk_day(struct walk *k, struct day_result *out) {
    const struct day_model *m = k->model;
    struct day_sums day = {.offered = 0};
    double begins = m->begins;
    for (size_t i = 0; i < m->n; i++) {
        double sums[DAY_SUMS] = {0}, span = m->periods[i].ends - k->now;
        struct joined j = {0};
        double offered = m->periods[i].calls * span;
        enter(k, i);
        walk_period(k, i, sums, &j);
        measures_set(&out->periods[i], sums, &j, offered, span);
        out->periods[i].queue_end = waiting_now(k);
        add_period(&day, sums, &j, offered);
    }
    measures_set(&out->day, day.sums, &day.joined, day.offered, k->now - begins);
    out->day.queue_end = waiting_now(k);
    clear(k, day.sums);
    double served = day.offered - day.sums[DAY_BLOCKED] - day.sums[DAY_ABANDONED];
    out->wait = day.sums[DAY_WAITING] / day.offered;
    out->abandonment = day.sums[DAY_ABANDONED] / day.offered;
    out->service_level_answered = day.joined.in_time / served;
}

/* A line of calls in excess, by the fluid, with room for chance. */
static size_t line_guess(const struct day_model *m) {
    double x = 0, excess = 0, busiest = 1, now = m->begins, leave = 1 / m->patience;
    for (size_t i = 0; i < m->n; i++) {
        const struct day_period *p = &m->periods[i];
        double agents = (double)p->agents, step = (p->ends - now) / 200;
        for (int s = 0; s < 200; s++) {
            double waits = fmax(0, x - agents), served = fmin(x, agents) / m->handle;
            double slope = p->calls - served - waits * leave;
            x = fmax(0, x + fmin(step, 0.5 * m->handle) * slope);
            excess = fmax(excess, fmax(0, x - agents));
            busiest = fmax(busiest, x);
        }
        now = p->ends;
    }
    double room = m->lines == LINES_UNLIMITED ? LINE_MOST : (double)m->lines;
    return (size_t)fmin(fmin(room, LINE_MOST), ceil(24 + excess + 5 * sqrt(busiest)));
}

static bool walk_with_line(const struct day_model *m, size_t most, struct arena *a,
                           struct day_result *out) {
    struct walk k = {.model = m, .arena = a, .now = m->begins};
    gsl_integration_glfixed_table *nodes = gsl_integration_glfixed_table_alloc(NODES);
    assert(nodes);
    k.nodes = nodes;
    k.chain.most = most;
    k.chain = chain_of(&k, 0);
    k.p = arena_array(a, day_chain_states(&k.chain) + DAY_SUMS, sizeof *k.p);
    k.p[0] = 1;
    walk_day(&k, out);
    gsl_integration_glfixed_table_free(nodes);
    return !k.overflows;
}

enum theory_status day_evaluate(const struct day_model *m, struct arena *a,
                                struct day_result *out) {
    assert(m->n >= 1 && m->handle > 0 && m->patience > 0 && m->threshold >= 0);
    size_t most = line_guess(m), limit = LINE_MOST;
    if (m->lines != LINES_UNLIMITED && m->lines < limit)
        limit = m->lines; /* more never wait */
    out->periods = arena_array(a, m->n, sizeof *out->periods);
    for (;;) {
        struct arena work = {0};
        bool enough = walk_with_line(m, most, &work, out) || most == m->lines;
        arena_fini(&work);
        if (enough || most >= limit)
            return enough ? THEORY_CONVERGED : THEORY_INEXACT;
        most = 2 * most < limit ? 2 * most : limit;
    }
}

/* ---- busier and calmer days ---- */

/* Sums of what is a mean over calls, weighted by the calls. */
static void measures_add(struct day_measures *sum, const struct day_measures *m, double share) {
    double calls = share * m->offered, joined = calls * (1 - m->blocking);
    if (!(calls > 0))
        return;
    sum->offered += calls;
    sum->delay_probability += joined * m->delay_probability;
    sum->blocking += calls * m->blocking;
    sum->abandoned += share * m->abandoned;
    sum->service_level_offered += joined * m->service_level_offered;
    /* of those it counts: (joined - left within) = in time / level */
    double in_time = joined * m->service_level_offered;
    sum->service_level_ignore +=
        m->service_level_ignore > 0 ? in_time / m->service_level_ignore : 0;
    sum->service_level_positive += joined * m->service_level_positive;
    sum->busy += share * m->busy;
    sum->mean_queue += share * m->mean_queue;
    sum->queue_end += share * m->queue_end;
}

static void measures_divide(struct day_measures *m) {
    double joined = m->offered - m->blocking, in_time = m->service_level_offered;
    m->delay_probability /= joined;
    m->service_level_offered /= joined;
    m->service_level_ignore = in_time / m->service_level_ignore;
    m->service_level_positive /= joined;
    m->blocking /= m->offered;
}

static enum theory_status factor_add(const struct day_model *m, double factor, double share,
                                     struct day_result *sum, double *served) {
    struct arena a = {0};
    struct day_period *periods = arena_array(&a, m->n, sizeof *periods);
    struct day_model busier = *m;
    struct day_result r;
    for (size_t i = 0; i < m->n; i++) {
        periods[i] = m->periods[i];
        periods[i].calls *= factor;
    }
    busier.periods = periods;
    enum theory_status status = day_evaluate(&busier, &a, &r);
    double calls = share * r.day.offered;
    for (size_t i = 0; i < m->n; i++)
        measures_add(&sum->periods[i], &r.periods[i], share);
    measures_add(&sum->day, &r.day, share);
    sum->wait += calls * r.wait;
    sum->abandonment += calls * r.abandonment;
    *served += calls * (1 - r.abandonment - r.day.blocking);
    arena_fini(&a);
    return status;
}

enum theory_status day_evaluate_spread(const struct day_model *m, double cv, struct arena *a,
                                       struct day_result *out) {
    assert(cv >= 0 && cv <= 1);
    if (cv < 1e-9)
        return day_evaluate(m, a, out);
    enum theory_status status = THEORY_CONVERGED;
    gsl_integration_glfixed_table *nodes = gsl_integration_glfixed_table_alloc(FACTORS);
    double shape = 1 / (cv * cv), total = 0, served = 0;
    double low = gsl_cdf_gamma_Pinv(1e-7, shape, 1 / shape);
    double high = gsl_cdf_gamma_Qinv(1e-7, shape, 1 / shape);
    assert(nodes);
    *out = (struct day_result){.periods = arena_array(a, m->n, sizeof *out->periods)};
    for (size_t i = 0; i < FACTORS; i++) {
        double x, weight;
        gsl_integration_glfixed_point(low, high, i, &x, &weight, nodes);
        weight *= gsl_ran_gamma_pdf(x, shape, 1 / shape);
        total += weight;
        if (factor_add(m, x, weight, out, &served) != THEORY_CONVERGED)
            status = THEORY_INEXACT;
    }
    gsl_integration_glfixed_table_free(nodes);
    out->wait /= out->day.offered;
    out->abandonment /= out->day.offered;
    out->service_level_answered = out->day.service_level_offered / served;
    for (size_t i = 0; i < m->n; i++)
        measures_divide(&out->periods[i]);
    measures_divide(&out->day);
    return fabs(total - 1) < 1e-4 ? status : THEORY_INEXACT;
}
