/* SPDX-License-Identifier: GPL-3.0-or-later
 * Arrivals by inversion of the cumulative rate, which is linear between the ends of segments: each
 * arrival uses up one gap (of mean 1 for Poisson) at the rate of the segments it passes. Gaps are
 * taken from arrival to arrival and not from a running total, so that a run of any length keeps its
 * precision.
 * Source: Cinlar (1975), Introduction to Stochastic Processes, section 4.7. */
#include "random/arrival.h"

#include <assert.h>
#include <math.h>

#include <gsl/gsl_randist.h>

#include "base/units.h"
#include "random/draw.h"
#include "random/gsl_stream.h"
#include "random/ziggurat.h"

static uint64_t draw_named(const char *name) {
    return draw_address(name_hash(name, "", DRAW_NAME_BITS), 0);
}

/* Factors */

/* Below this cv the factor is 1 to the digits of a rate, and the shape of the gamma too large. */
static const double LEAST_CV = 1e-9;

static double spread_factor(const struct rate_spread *spread, uint64_t key, uint64_t person,
                            const char *draw) {
    if (!(spread->cv >= LEAST_CV))
        return 1;
    struct stream s = stream_at(key, person, draw_named(draw));
    gsl_rng rng = gsl_stream(&s);
    double scale = spread->cv * spread->cv;
    return gsl_ran_gamma(&rng, 1 / scale, scale);
}

double day_factor(const struct rate_spread *spread, uint64_t key, uint64_t day) {
    return spread_factor(spread, key, person_address(spread->name, day, 0), "day spread");
}

double interval_factor(const struct rate_spread *spread, uint64_t key, uint64_t day,
                       uint64_t interval) {
    uint64_t person = person_address(spread->name, day, interval);
    return spread_factor(spread, key, person, "interval spread");
}

/* Making a process */

static double interval_end(const struct arrival_window *w, size_t interval) {
    return w->opens + (double)(interval + 1) * w->interval;
}

struct segments {
    double *ends, *rate;
    size_t *interval;
};

/* Cuts the day at the steps of the rate and, where each interval has its factor, at the intervals.
 * Returns how many segments there are; out has room for all. */
static size_t segments_cut(const struct arrival_process *p, size_t n, const double *at,
                           const double *rate, const struct segments *out) {
    const struct arrival_window *w = &p->window;
    bool split = p->interval_spread.cv > 0;
    size_t count = 0, step = 0, k = 0;
    for (double t = w->opens; t < w->closes; t = out->ends[count++]) {
        while (step + 1 < n && at[step + 1] <= t)
            step++;
        while (split && interval_end(w, k) <= t)
            k++;
        out->ends[count] = fmin(w->closes, step + 1 < n ? at[step + 1] : HUGE_VAL);
        if (split)
            out->ends[count] = fmin(out->ends[count], interval_end(w, k));
        out->rate[count] = rate[step];
        out->interval[count] = k;
    }
    return count;
}

void arrival_poisson(struct arrival_process *p, struct arena *a,
                     const struct arrival_window *window, size_t n, const double *at,
                     const double *rate) {
    assert(n >= 1 && at[0] <= window->opens && window->opens < window->closes);
    assert(!(p->interval_spread.cv > 0) || window->interval > 0);
    p->law = ARRIVAL_LAW_POISSON;
    p->window = *window;
    size_t most = n + 1;
    if (p->interval_spread.cv > 0)
        most += (size_t)((window->closes - window->opens) / window->interval);
    struct segments out = {.ends = arena_array(a, most, sizeof *out.ends),
                           .rate = arena_array(a, most, sizeof *out.rate),
                           .interval = arena_array(a, most, sizeof *out.interval)};
    p->n = segments_cut(p, n, at, rate, &out);
    assert(p->n <= most);
    p->ends = out.ends;
    p->rate = out.rate;
    p->interval = out.interval;
}

void arrival_renewal(struct arrival_process *p, struct arena *a,
                     const struct arrival_window *window, const struct distribution *gap) {
    assert(distribution_mean(gap) > 0);
    arrival_poisson(p, a, window, 1, &window->opens, (double[]){1});
    p->law = ARRIVAL_LAW_RENEWAL;
    p->gap = *gap;
}

void arrival_listed(struct arrival_process *p, const struct arrival_window *window, size_t n,
                    const double *times, bool daily) {
    p->law = ARRIVAL_LAW_LISTED;
    p->window = *window;
    p->n_times = n;
    p->times = times;
    p->daily = daily;
}

/* Running it */

static double listed_time(const struct arrival_state *s, size_t i) {
    return s->process->times[i] - (s->process->daily ? 0 : (double)s->day * DAY_SECONDS);
}

/* Index of the first listed time at or after opening. */
static size_t listed_first(const struct arrival_state *s) {
    size_t low = 0, high = s->process->n_times;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (listed_time(s, middle) < s->process->window.opens)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static double segment_rate(const struct arrival_state *s) {
    const struct arrival_process *p = s->process;
    double factor = s->day_factor;
    if (p->interval_spread.cv > 0)
        factor *= interval_factor(&p->interval_spread, s->key, s->day, p->interval[s->segment]);
    return p->rate[s->segment] * factor;
}

struct arrival_state arrival_start(const struct arrival_process *p, uint64_t key, uint64_t day) {
    struct arrival_state s = {.process = p, .key = key, .day = day, .time = p->window.opens};
    s.person = person_address(p->name, day, 0) - 1;
    s.draw = draw_named("arrival");
    if (p->law == ARRIVAL_LAW_LISTED) {
        s.segment = listed_first(&s);
        return s;
    }
    s.day_factor = day_factor(&p->day_spread, key, day);
    s.rate = segment_rate(&s);
    return s;
}

static double listed_next(struct arrival_state *s) {
    const struct arrival_process *p = s->process;
    if (s->segment == p->n_times)
        return HUGE_VAL;
    double time = listed_time(s, s->segment);
    if (!(time < p->window.closes))
        return HUGE_VAL;
    s->segment++;
    s->person++;
    return time;
}

static double renewal_gap(const struct arrival_state *s) {
    struct stream numbers = stream_at(s->key, s->person + 1, s->draw);
    return distribution_sample(&s->process->gap, &numbers);
}

static double poisson_gap(struct arrival_state *s) {
    if (s->n_gaps == 0) {
        for (size_t i = 0; i < ARRIVAL_GAPS; i++) {
            struct stream numbers = stream_at(s->key, s->person + 1 + i, s->draw);
            s->gaps[ARRIVAL_GAPS - 1 - i] = ziggurat_exponential(&numbers);
        }
        s->n_gaps = ARRIVAL_GAPS;
    }
    return s->gaps[--s->n_gaps];
}

double arrival_next(struct arrival_state *s) {
    const struct arrival_process *p = s->process;
    if (p->law == ARRIVAL_LAW_LISTED)
        return listed_next(s);
    if (s->segment == p->n)
        return HUGE_VAL;
    double gap = p->law == ARRIVAL_LAW_POISSON ? poisson_gap(s) : renewal_gap(s);
    for (;;) {
        double time =
            s->time + gap / s->rate; /* never (or NaN, at a gap of 0) when the rate is 0 */
        if (time < p->ends[s->segment]) {
            s->person++;
            return s->time = time;
        }
        gap = fmax(0, gap - (p->ends[s->segment] - s->time) * s->rate);
        s->time = p->ends[s->segment];
        if (++s->segment == p->n)
            return HUGE_VAL;
        s->rate = segment_rate(s);
    }
}
