/* SPDX-License-Identifier: GPL-3.0-or-later
 * The offered wait: its density, where it matters, and panels of integrals over it. */
#include "theory/offered_wait.h"

#include <assert.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include <gsl/gsl_integration.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_sf_gamma.h>
#include <gsl/gsl_sf_log.h>

#include "theory/erlang.h"

/* What lies below exp(-DEPTH) of the peak is left out: 3e-20 of it. */
#define DEPTH 45.0
/* A panel is halved again while halving changes an integral by more than this share of it. The
 * halves are then about 2^32 times closer, down to rounding. */
#define PANEL_ERROR 1e-11
#define PANEL_DEPTH 40
#define NODES       16

struct tabulation {
    struct offered_wait *law;
    gsl_integration_glfixed_table *nodes;
    struct wait_sums scale; /* coarse sums over everything */
    bool full;
};

double patience_survival(const struct offered_wait *w, double t) {
    if (w->patience)
        return 1 - distribution_cdf(w->patience, t);
    return exp(-w->leave * t);
}

double patience_left(const struct offered_wait *w, double t) {
    return w->patience ? distribution_cdf(w->patience, t) : -expm1(-w->leave * t);
}

/* E[min(patience, v)] */
static double patience_mean_up_to(const struct offered_wait *w, double v) {
    if (w->patience)
        return distribution_mean_up_to(w->patience, v);
    return w->leave > 0 ? -expm1(-w->leave * v) / w->leave : v;
}

/* E[patience; patience <= v] = (1 - exp(-u) (1 + u)) / leave, u = leave v; the series where the
 * difference would cancel. */
static double patience_mean_of_left(const struct offered_wait *w, double v) {
    double u = w->leave * v;
    if (w->patience)
        return fmax(0, patience_mean_up_to(w, v) - v * patience_survival(w, v));
    if (w->leave <= 0)
        return 0;
    if (u < 1e-2)
        return v * u * (1. / 2 - u * (1. / 3 - u * (1. / 8 - u * (1. / 30 - u / 144))));
    return (-expm1(-u) - u * exp(-u)) / w->leave;
}

double poisson_log(double m, double x) {
    return m * gsl_sf_log_1plusx_mx((x - m) / m) - log(gsl_sf_gammastar(m)) -
           0.5 * log(2 * M_PI * m);
}

double exponential_sum_log(size_t terms, double x) {
    double n = (double)terms;
    if (terms == 1 || x <= 0)
        return 0;
    if (x < n)
        return x + log1p(-gsl_sf_gamma_inc_P(n, x));
    /* sum = last term / B(n - 1, x), with Erlang's B. */
    return x + poisson_log(n - 1, x) + log1p(exp(chain_below_log(terms - 1, x)));
}

/* log f(v) - peak. Without a limit and with exponential patience it is taken from the mode, where
 * the exponent is flat, so that nothing cancels however long the patience. */
static double log_density(const struct offered_wait *w, double v) {
    if (w->places == PLACES_UNLIMITED && w->patience)
        return log(w->drain) + w->calls * patience_mean_up_to(w, v) - w->drain * v - w->peak;
    if (w->places == PLACES_UNLIMITED && w->leave <= 0)
        return (w->calls - w->drain) * v;
    if (w->places == PLACES_UNLIMITED) {
        double pull = w->mode > 0 ? w->drain : w->calls;
        return pull * patience_mean_up_to(w, v - w->mode) - w->drain * (v - w->mode);
    }
    double x = w->calls * patience_mean_up_to(w, v);
    return log(w->drain) - w->drain * v + exponential_sum_log(w->places, x) - w->peak;
}

/* d log f / dv: the derivative of the logarithm of the sum is 1 - B(places - 1, x). */
static double log_density_slope(const struct offered_wait *w, double v) {
    double x = w->calls * patience_mean_up_to(w, v);
    double missing = w->places == PLACES_UNLIMITED ? 0 : erlang_b(w->places - 1, x);
    return w->calls * patience_survival(w, v) * (1 - missing) - w->drain;
}

/* A wait beyond which f falls. More than places waits never last; without a limit, patience runs
 * out. */
static double mode_bound(const struct offered_wait *w) {
    if (w->places != PLACES_UNLIMITED)
        return (double)w->places / w->drain;
    double v = 1 / w->drain;
    while (log_density_slope(w, v) > 0)
        v *= 2;
    return v;
}

/* Where f is largest, and its logarithm there. */
static void find_mode(struct offered_wait *w) {
    w->mode = 0;
    w->peak = log(w->drain);
    if (w->calls <= w->drain || w->places == 1)
        return;
    if (w->places == PLACES_UNLIMITED && !w->patience) {
        double excess = w->calls / w->drain - 1;
        w->mode = log1p(excess) / w->leave;
        w->peak -= w->drain / w->leave * gsl_sf_log_1plusx_mx(excess);
        return;
    }
    double low = 0, high = mode_bound(w);
    for (int i = 0; i < 60; i++) {
        double middle = 0.5 * (low + high);
        *(log_density_slope(w, middle) > 0 ? &low : &high) = middle;
    }
    w->mode = low;
    w->peak = 0;
    w->peak = log_density(w, low);
}

/* Between inside, where f counts, and outside, where it is negligible: the limit, roughly. */
static double find_reach(const struct offered_wait *w, double inside, double outside) {
    for (int i = 0; i < 20; i++) {
        double middle = 0.5 * (inside + outside);
        *(log_density(w, middle) > -DEPTH ? &inside : &outside) = middle;
    }
    return outside;
}

static double find_end(const struct offered_wait *w) {
    double step = DEPTH / w->drain; /* f falls no faster than exp(-drain v) */
    double inside = w->mode;
    while (log_density(w, w->mode + step) > -DEPTH) {
        inside = w->mode + step;
        step *= 2;
    }
    return find_reach(w, inside, w->mode + step);
}

static void sums_add(struct wait_sums *to, const struct wait_sums *more) {
    to->all += more->all;
    to->served += more->served;
    to->left += more->left;
    to->served_wait += more->served_wait;
    to->left_wait += more->left_wait;
}

static struct wait_sums integrate(const struct offered_wait *w,
                                  const gsl_integration_glfixed_table *nodes, double from,
                                  double to) {
    struct wait_sums sums = {0};
    for (size_t i = 0; i < NODES; i++) {
        double v, weight;
        gsl_integration_glfixed_point(from, to, i, &v, &weight, nodes);
        double f = weight * exp(log_density(w, v));
        double stays = patience_survival(w, v);
        sums_add(&sums, &(struct wait_sums){.all = f,
                                            .served = f * stays,
                                            .left = f * patience_left(w, v),
                                            .served_wait = f * v * stays,
                                            .left_wait = f * patience_mean_of_left(w, v)});
    }
    return sums;
}

static bool is_exact(double whole, double left, double right, double scale) {
    return fabs(whole - left - right) <= PANEL_ERROR * scale;
}

static bool sums_agree(const struct wait_sums *whole, const struct wait_sums *l,
                       const struct wait_sums *r, const struct wait_sums *scale) {
    return is_exact(whole->all, l->all, r->all, scale->all) &&
           is_exact(whole->served, l->served, r->served, scale->served) &&
           is_exact(whole->left, l->left, r->left, scale->left) &&
           is_exact(whole->served_wait, l->served_wait, r->served_wait, scale->served_wait) &&
           is_exact(whole->left_wait, l->left_wait, r->left_wait, scale->left_wait);
}

/* Appends the panel; `beyond` holds the panel's own sums until they are added up. */
static void panel_add(struct tabulation *t, double from, double to, const struct wait_sums *own) {
    struct offered_wait *w = t->law;
    assert(w->count < WAIT_PANELS);
    w->panels[w->count++] = (struct wait_panel){.from = from, .to = to, .beyond = *own};
}

/* Halves the panel until halving changes nothing, keeping room for the panels to come. */
static void refine(struct tabulation *t, double from, double to, const struct wait_sums *whole,
                   int depth) {
    double middle = 0.5 * (from + to);
    struct wait_sums left = integrate(t->law, t->nodes, from, middle);
    struct wait_sums right = integrate(t->law, t->nodes, middle, to);
    bool exact = sums_agree(whole, &left, &right, &t->scale);
    if (!exact && depth < PANEL_DEPTH && t->law->count + 3 * PANEL_DEPTH < WAIT_PANELS) {
        refine(t, from, middle, &left, depth + 1);
        refine(t, middle, to, &right, depth + 1);
        return;
    }
    t->full = t->full || !exact;
    panel_add(t, from, middle, &left);
    panel_add(t, middle, to, &right);
}

static int compare_doubles(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* As many kinks of the law of patience get a panel's end to themselves. */
enum { KINKS = 120, CUTS = 7 + KINKS };

static size_t find_kinks(const struct offered_wait *w, double *cuts) {
    return w->patience ? distribution_kinks(w->patience, cuts, KINKS) : 0;
}

/* Ends of the first panels: the reach of f, its mode, and the scale on which people hang up.
 * Returns how many. */
static size_t find_cuts(const struct offered_wait *w, double cuts[CUTS]) {
    double end = find_end(w);
    double start = log_density(w, 0) > -DEPTH ? 0 : find_reach(w, w->mode, 0);
    const double patiences[] = {0.25, 2, 10, 45};
    cuts[0] = start;
    cuts[1] = w->mode;
    cuts[2] = end;
    for (size_t i = 0; i < 4; i++)
        cuts[3 + i] = w->leave > 0 ? patiences[i] / w->leave : end;
    size_t n = 7 + find_kinks(w, cuts + 7);
    for (size_t i = 3; i < n; i++)
        cuts[i] = fmin(end, fmax(start, cuts[i]));
    qsort(cuts, n, sizeof cuts[0], compare_doubles);
    return n;
}

static void tabulate(struct tabulation *t) {
    double cuts[CUTS];
    struct wait_sums coarse[CUTS];
    size_t n = find_cuts(t->law, cuts);
    for (size_t i = 0; i + 1 < n; i++) {
        coarse[i] = integrate(t->law, t->nodes, cuts[i], cuts[i + 1]);
        sums_add(&t->scale, &coarse[i]);
    }
    for (size_t i = 0; i + 1 < n; i++)
        if (cuts[i + 1] > cuts[i])
            refine(t, cuts[i], cuts[i + 1], &coarse[i], 0);
    for (size_t i = t->law->count - 1; i-- > 0;)
        sums_add(&t->law->panels[i].beyond, &t->law->panels[i + 1].beyond);
}

/* The logarithm of what full_log_general integrates, at v > 0. */
static double full_log_density(const struct offered_wait *w, double v) {
    double m = (double)w->places;
    return log(w->drain) - w->drain * v + m * log(w->calls * patience_mean_up_to(w, v)) -
           gsl_sf_lngamma(m + 1);
}

/* Where it is largest: its slope falls from endless to -drain. */
static double full_log_mode(const struct offered_wait *w) {
    double low = 0, high = (double)w->places / w->drain;
    for (int i = 0; i < 100; i++) {
        double v = 0.5 * (low + high);
        double pull = (double)w->places * patience_survival(w, v) / patience_mean_up_to(w, v);
        *(pull > w->drain ? &low : &high) = v;
    }
    return 0.5 * (low + high);
}

struct full_integrand {
    const struct offered_wait *wait;
    double peak;
};

static double full_integrand(double v, void *context) {
    const struct full_integrand *f = context;
    return v > 0 ? exp(full_log_density(f->wait, v) - f->peak) : 0;
}

/* The integrand falls by e^45 within the reach on either side, as its logarithm is concave. */
static double full_log_general(const struct offered_wait *w) {
    double mode = full_log_mode(w), far = mode + (DEPTH + (double)w->places) / w->drain;
    double cuts[2 + KINKS + 1] = {0, mode, far};
    size_t n = 3 + find_kinks(w, cuts + 3);
    struct full_integrand f = {w, full_log_density(w, mode)};
    gsl_function function = {full_integrand, &f};
    gsl_integration_workspace *space = gsl_integration_workspace_alloc(400);
    assert(space);
    for (size_t i = 0; i < n; i++)
        cuts[i] = fmin(far, cuts[i]);
    qsort(cuts, n, sizeof cuts[0], compare_doubles);
    double sum = 0;
    for (size_t i = 0; i + 1 < n; i++) {
        double part = 0, error;
        if (cuts[i + 1] > cuts[i])
            gsl_integration_qag(&function, cuts[i], cuts[i + 1], 1e-13 / w->drain, 1e-11, 400,
                                GSL_INTEG_GAUSS31, space, &part, &error);
        sum += part;
    }
    gsl_integration_workspace_free(space);
    return f.peak + log(sum);
}

bool offered_wait_tabulate(struct offered_wait *w) {
    assert(w->calls > 0 && w->drain > 0 && w->leave >= 0 && w->places >= 1);
    assert(!w->patience || w->leave > 0);
    assert(w->leave > 0 || w->places != PLACES_UNLIMITED || w->calls < w->drain);
    struct tabulation t = {.law = w, .nodes = gsl_integration_glfixed_table_alloc(NODES)};
    assert(t.nodes);
    w->count = 0;
    find_mode(w);
    tabulate(&t);
    gsl_integration_glfixed_table_free(t.nodes);
    return !t.full;
}

struct wait_sums offered_wait_beyond(const struct offered_wait *w, double t) {
    size_t i = 0;
    if (t <= w->panels[0].from)
        return w->panels[0].beyond;
    while (i < w->count && w->panels[i].to <= t)
        i++;
    struct wait_sums sums = {0};
    if (i == w->count)
        return sums;
    gsl_integration_glfixed_table *nodes = gsl_integration_glfixed_table_alloc(NODES);
    assert(nodes);
    sums = integrate(w, nodes, t, w->panels[i].to);
    gsl_integration_glfixed_table_free(nodes);
    if (i + 1 < w->count)
        sums_add(&sums, &w->panels[i + 1].beyond);
    return sums;
}

/* Exponential patience: the chain's own product. Else the weight of m = places found waiting is
 * calls^m / m! times the mean of H(v)^m over an exponential v of rate drain: everybody of m who
 * came in a time v is still there with chance H(v) / v. */
double offered_wait_full_log(const struct offered_wait *w) {
    assert(w->places != PLACES_UNLIMITED);
    if (!w->patience)
        return chain_full_log(w->places, w->calls, w->drain, w->leave);
    return full_log_general(w);
}
