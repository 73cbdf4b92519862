/* SPDX-License-Identifier: GPL-3.0-or-later
 * Level r has r customers between two tries. From the last level down, S_r = L_r + R_r D_(r+1) with
 * R_r = U (-S_(r+1))^-1; from the first up, p_(r+1) = p_r R_r. */
#include "theory/retrial_chain.h"

#include <assert.h>
#include <math.h>

#include <gsl/gsl_blas.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_math.h>

#include "base/arena.h"

#define TOP_MOST 1e-9

struct chain {
    const struct queue_model *q;
    size_t lines, agents, levels; /* levels 0 .. levels - 1 */
    double serve, leave, redial;  /* per second and customer */
    gsl_matrix **up;              /* [levels - 1], R_r */
    /* Shares of tries, by the number found in the system: [lines + 1], not normalised. */
    double *found;
    double top, orbit, busy, waiting; /* time averages; top: share of the last level */
    double leaving;                   /* hanging up, per second */
};

static double service_rate(const struct chain *c, size_t j) {
    return c->serve * (double)(j < c->agents ? j : c->agents);
}

static double leaving_rate(const struct chain *c, size_t j) {
    return j > c->agents ? c->leave * (double)(j - c->agents) : 0;
}

/* S_r starts as L_r: what happens within a level, and all that leaves it on the diagonal. */
static void level_fill(const struct chain *c, size_t r, gsl_matrix *s) {
    bool last = r + 1 == c->levels;
    double again = c->redial * (double)r;
    gsl_matrix_set_zero(s);
    for (size_t j = 0; j <= c->lines; j++) {
        double leaves = leaving_rate(c, j), stays_out = last ? 0 : c->q->redial_abandoned;
        double down = service_rate(c, j) + leaves * (1 - stays_out),
               out = down + leaves * stays_out;
        if (j < c->lines) {
            gsl_matrix_set(s, j, j + 1, c->q->calls);
            out += c->q->calls + again;
        } else {
            out += again * (1 - c->q->redial_blocked);
            out += last ? 0 : c->q->calls * c->q->redial_blocked;
        }
        if (j > 0)
            gsl_matrix_set(s, j, j - 1, down);
        gsl_matrix_set(s, j, j, -out);
    }
}

/* R = U inverse, where U has one entry in each row that has any. */
static void up_fill(const struct chain *c, const gsl_matrix *inverse, gsl_matrix *r) {
    gsl_matrix_set_zero(r);
    for (size_t j = c->agents + 1; j <= c->lines; j++)
        for (size_t k = 0; k <= c->lines; k++)
            gsl_matrix_set(r, j, k,
                           leaving_rate(c, j) * c->q->redial_abandoned *
                               gsl_matrix_get(inverse, j - 1, k));
    for (size_t k = 0; k <= c->lines; k++) {
        double *place = gsl_matrix_ptr(r, c->lines, k);
        *place += c->q->calls * c->q->redial_blocked * gsl_matrix_get(inverse, c->lines, k);
    }
}

/* s += R D_(r+1): a redial leads from j to j + 1, or is blocked and sometimes gives up. */
static void down_add(const struct chain *c, const gsl_matrix *r, size_t level, gsl_matrix *s) {
    double again = c->redial * (double)level;
    for (size_t i = 0; i <= c->lines; i++) {
        for (size_t k = 0; k < c->lines; k++)
            *gsl_matrix_ptr(s, i, k + 1) += gsl_matrix_get(r, i, k) * again;
        *gsl_matrix_ptr(s, i, c->lines) +=
            gsl_matrix_get(r, i, c->lines) * again * (1 - c->q->redial_blocked);
    }
}

/* From the last level to the first; s holds S_0 at the end. */
static void levels_solve(struct chain *c, gsl_matrix *s) {
    size_t n = c->lines + 1;
    gsl_matrix *inverse = gsl_matrix_alloc(n, n);
    gsl_permutation *order = gsl_permutation_alloc(n);
    int sign;
    assert(inverse && order);
    level_fill(c, c->levels - 1, s);
    for (size_t r = c->levels - 1; r-- > 0;) {
        gsl_matrix_scale(s, -1);
        gsl_linalg_LU_decomp(s, order, &sign);
        gsl_linalg_LU_invert(s, order, inverse);
        up_fill(c, inverse, c->up[r]);
        level_fill(c, r, s);
        down_add(c, c->up[r], r + 1, s);
    }
    gsl_matrix_free(inverse);
    gsl_permutation_free(order);
}

/* p S_0 = 0 with the sum of p set to 1. */
static void first_level(const struct chain *c, const gsl_matrix *s, gsl_vector *p) {
    size_t n = c->lines + 1;
    gsl_matrix *a = gsl_matrix_alloc(n, n);
    gsl_vector *b = gsl_vector_calloc(n);
    gsl_permutation *order = gsl_permutation_alloc(n);
    int sign;
    assert(a && b && order);
    gsl_matrix_transpose_memcpy(a, s);
    for (size_t k = 0; k < n; k++)
        gsl_matrix_set(a, n - 1, k, 1);
    gsl_vector_set(b, n - 1, 1);
    gsl_linalg_LU_decomp(a, order, &sign);
    gsl_linalg_LU_solve(a, order, b, p);
    gsl_matrix_free(a);
    gsl_vector_free(b);
    gsl_permutation_free(order);
}

static void level_count(struct chain *c, size_t r, const gsl_vector *p) {
    double tries = c->q->calls + c->redial * (double)r;
    for (size_t j = 0; j <= c->lines; j++) {
        double x = gsl_vector_get(p, j);
        c->found[j] += tries * x;
        c->orbit += (double)r * x;
        c->busy += (double)(j < c->agents ? j : c->agents) * x;
        c->waiting += j > c->agents ? (double)(j - c->agents) * x : 0;
        c->leaving += leaving_rate(c, j) * x;
        c->top += r + 1 == c->levels ? x : 0;
    }
}

/* Level by level, then divided by the total. */
static void levels_count(struct chain *c, gsl_vector *p, gsl_vector *next) {
    double total = 0;
    for (size_t r = 0; r < c->levels; r++) {
        for (size_t j = 0; j <= c->lines; j++)
            total += gsl_vector_get(p, j);
        level_count(c, r, p);
        if (r + 1 < c->levels) {
            gsl_blas_dgemv(CblasTrans, 1, c->up[r], p, 0, next);
            gsl_vector_memcpy(p, next);
        }
    }
    c->top /= total;
    c->orbit /= total;
    c->busy /= total;
    c->waiting /= total;
    c->leaving /= total;
    for (size_t j = 0; j <= c->lines; j++)
        c->found[j] /= total;
}

/* With i waiting ahead, the offered wait V is the sum of i + 1 exponential times: exp(-leave V) is
 * beta(drain / leave, i + 1), or V is gamma. */
static double served_within(const struct chain *c, size_t i, double t) {
    double drain = c->serve * (double)c->agents, k = (double)i + 1;
    if (c->leave <= 0)
        return gsl_cdf_gamma_P(t, k, 1 / drain);
    double a = drain / c->leave;
    return a / (a + k) * gsl_cdf_beta_Q(exp(-c->leave * t), a + 1, k);
}

static double left_within(const struct chain *c, size_t i, double t) {
    if (c->leave <= 0)
        return 0;
    double a = c->serve * (double)c->agents / c->leave, x = exp(-c->leave * t);
    return 1 - served_within(c, i, t) - x * gsl_cdf_beta_P(x, a, (double)i + 1);
}

/* E[V; patience > V] = E[exp(-leave V)] times the sum of 1 / (rate + leave). */
static double served_wait(const struct chain *c, size_t i) {
    double drain = c->serve * (double)c->agents, sum = 0;
    for (size_t k = 0; k <= i; k++)
        sum += 1 / (drain + (double)(k + 1) * c->leave);
    return sum * drain / (drain + ((double)i + 1) * c->leave);
}

/* Sums over the tries that find a line and nobody free. */
static double over_waiting(const struct chain *c, double t,
                           double (*f)(const struct chain *c, size_t i, double t)) {
    double sum = 0;
    for (size_t j = c->agents; j < c->lines; j++)
        sum += c->found[j] * f(c, j - c->agents, t);
    return sum;
}

static double served_wait_at(const struct chain *c, size_t i, double t) {
    (void)t;
    return served_wait(c, i);
}

static double found_sum(const struct chain *c, size_t from, size_t to) {
    double sum = 0;
    for (size_t j = from; j < to; j++)
        sum += c->found[j];
    return sum;
}

/* The wait that this many of the tries exceed, served ones only or all. */
static double wait_quantile(const struct chain *c, double all, double at_once, double p,
                            bool of_served) {
    double low = 0, high = 1 / c->serve;
    for (int i = 0; i < 200; i++) {
        double t = i < 60 ? high : 0.5 * (low + high);
        double within = at_once + over_waiting(c, t, served_within) +
                        (of_served ? 0 : over_waiting(c, t, left_within));
        bool enough = within >= p * all;
        if (i < 60 && enough)
            i = 60;
        else if (i < 60)
            high *= 2;
        else
            *(enough ? &high : &low) = t;
    }
    return at_once >= p * all ? 0 : high;
}

static void set_levels(const struct chain *c, double joined, double at_once, double left,
                       struct queue_measures *out) {
    double t = c->q->threshold, served = joined - left;
    double in_time = at_once + (t > 0 ? over_waiting(c, t, served_within) : 0);
    double left_in_time = t > 0 ? over_waiting(c, t, left_within) : 0;
    double brief = over_waiting(c, SHORT_ABANDON_S, left_within);
    out->service_level_answered = in_time / served;
    out->service_level_offered = in_time / joined;
    out->service_level_ignore = in_time / (joined - left_in_time);
    out->service_level_positive = (in_time + left_in_time) / joined;
    out->service_level_short = in_time / (joined - brief);
}

static void set_quantiles(const struct chain *c, double joined, double at_once, double served,
                          struct queue_measures *out) {
    static const double shares[] = {0.5, 0.8, 0.9, 0.95, 0.99};
    double *const of_served[] = {&out->wait_p50, &out->wait_p80, &out->wait_p90, &out->wait_p95,
                                 &out->wait_p99};
    double *const of_all[] = {&out->wait_all_p50, &out->wait_all_p80, &out->wait_all_p90,
                              &out->wait_all_p95, &out->wait_all_p99};
    for (size_t i = 0; i < 5; i++) {
        *of_served[i] = wait_quantile(c, served, at_once, shares[i], true);
        *of_all[i] = wait_quantile(c, joined, at_once, shares[i], false);
    }
}

static void set_measures(const struct chain *c, struct queue_measures *out) {
    double at_once = found_sum(c, 0, c->agents), waits = found_sum(c, c->agents, c->lines);
    double blocked = c->found[c->lines], joined = at_once + waits, tries = joined + blocked;
    double served = joined - c->leaving;
    *out = (struct queue_measures){.delay_probability = waits / joined,
                                   .blocking = blocked / tries,
                                   .abandonment = c->leaving / tries,
                                   .mean_wait = c->waiting / joined,
                                   .asa = over_waiting(c, 0, served_wait_at) / served,
                                   .wait_if_delayed = waits > 0 ? c->waiting / waits : GSL_NAN,
                                   .occupancy = c->busy / (double)c->q->agents,
                                   .mean_queue = c->waiting,
                                   .mean_in_system = c->waiting + c->busy,
                                   .throughput = c->serve * c->busy,
                                   .tries_per_customer = tries / c->q->calls,
                                   .in_orbit = c->orbit};
    out->time_to_abandon = c->leaving > 0 ? (c->waiting - served * out->asa) / c->leaving : GSL_NAN;
    set_levels(c, joined, at_once, c->leaving, out);
    set_quantiles(c, joined, at_once, served, out);
}

static void chain_run(struct chain *c) {
    size_t n = c->lines + 1;
    gsl_matrix *s = gsl_matrix_alloc(n, n);
    gsl_vector *p = gsl_vector_alloc(n), *next = gsl_vector_alloc(n);
    assert(s && p && next);
    for (size_t r = 0; r + 1 < c->levels; r++)
        c->up[r] = gsl_matrix_alloc(n, n);
    levels_solve(c, s);
    first_level(c, s, p);
    levels_count(c, p, next);
    for (size_t r = 0; r + 1 < c->levels; r++)
        gsl_matrix_free(c->up[r]);
    gsl_matrix_free(s);
    gsl_vector_free(p);
    gsl_vector_free(next);
}

bool retrial_chain(const struct queue_model *q, size_t most_levels, struct queue_measures *out) {
    assert(q->lines != LINES_UNLIMITED && !q->patience_law && most_levels >= 2);
    struct arena a = {0};
    struct chain c = {.q = q,
                      .lines = q->lines,
                      .agents = q->agents < q->lines ? q->agents : q->lines,
                      .levels = most_levels,
                      .serve = 1 / q->handle,
                      .leave = isinf(q->patience) ? 0 : 1 / q->patience,
                      .redial = 1 / q->redial_after};
    c.up = arena_array(&a, most_levels, sizeof *c.up);
    c.found = arena_array(&a, q->lines + 1, sizeof *c.found);
    chain_run(&c);
    bool enough = c.top < TOP_MOST && isfinite(c.orbit);
    if (enough)
        set_measures(&c, out);
    arena_fini(&a);
    return enough;
}
