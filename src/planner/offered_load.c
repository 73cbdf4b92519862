/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planner/offered_load.h"

#include <math.h>

#include "random/distribution.h"

/* Contacts of a process in one day (steady state: in the whole run). */
static double process_contacts(const struct model *m, const struct arrival_process *p) {
    double sum = 0, from = p->window.opens;
    if (p->law == ARRIVAL_LAW_LISTED)
        sum = (double)p->n_times / (p->daily ? 1 : (double)m->days);
    if (p->law == ARRIVAL_LAW_RENEWAL)
        sum = (p->window.closes - p->window.opens) / distribution_mean(&p->gap);
    for (size_t i = 0; p->law == ARRIVAL_LAW_POISSON && i < p->n; i++) {
        sum += p->rate[i] * (p->ends[i] - from);
        from = p->ends[i];
    }
    return sum;
}

/* Contacts of a source from outside in one day, the mean of the days where weekdays differ. */
static double source_contacts(const struct model *m, const struct model_source *s) {
    size_t days = s->by_weekday ? m->days : 1;
    double sum = 0;
    for (size_t d = 0; d < days; d++)
        sum +=
            process_contacts(m, s->by_weekday ? &s->by_weekday[model_weekday(m, d)] : &s->process);
    sum *= (double)s->as_read->batch / (double)days;
    double most = (double)s->as_read->at_most / (double)m->days;
    return s->as_read->at_most != COUNT_UNLIMITED && sum > most ? most : sum;
}

static double mean_of(const struct model *m, const struct timed_distribution *t) {
    return timed_average(t, m->opens, m->closes, distribution_mean);
}

static double leaving_rate(const struct distribution *d) {
    return 1 / distribution_mean(d);
}

/* One round of the flow: everybody at each step goes on. Returns how many are still under way. */
static double flow_advance(const struct model *m, const double *at, double *next, double *visits) {
    double under_way = 0;
    for (uint32_t i = 0; i < m->n_steps; i++)
        next[i] = 0;
    for (uint32_t i = 0; i < m->n_steps; i++) {
        const struct model_step *s = &m->steps[i];
        double here = at[i] * s->chance * s->eligible;
        double unresolved = isnan(s->resolves) ? 0 : here * (1 - s->resolves);
        visits[i] += s->station == NONE ? 0 : here;
        if (s->otherwise >= 0)
            next[s->otherwise] += at[i] - here;
        if (s->unresolved >= 0)
            next[s->unresolved] += unresolved;
        if (s->choose) {
            for (uint32_t c = 0; c < s->choose->n; c++)
                next[s->choose->target[c]] += here * choice_share(s->choose, c);
        } else if (s->completed >= 0) {
            next[s->completed] += here - unresolved;
        }
    }
    for (uint32_t i = 0; i < m->n_steps; i++)
        under_way += next[i];
    return under_way;
}

/* Visits to each step, [n_steps] in a, of so many people at each step (at: changed). */
static const double *visits_from(const struct model *m, double *at, struct arena *a) {
    enum { MOST_ROUNDS = 100000 };
    double *visits = arena_array(a, m->n_steps, sizeof *visits);
    double *next = arena_array(a, m->n_steps, sizeof *next);
    double under_way = HUGE_VAL;
    for (size_t round = 0; under_way > 1e-6 && round < MOST_ROUNDS; round++) {
        under_way = flow_advance(m, at, next, visits);
        double *swap = at;
        at = next;
        next = swap;
    }
    return visits;
}

/* Visits to each step in one day, [n_steps] in a. */
static const double *visits_of(const struct model *m, struct arena *a, double *contacts) {
    double *at = arena_array(a, m->n_steps, sizeof *at);
    for (uint32_t i = 0; i < m->n_sources; i++) {
        const struct model_class *c = &m->classes[m->sources[i].class_index];
        double n = source_contacts(m, &m->sources[i]);
        if (c->entry >= 0)
            at[c->entry] += n;
        *contacts += c->rival ? 0 : n;
    }
    return visits_from(m, at, a);
}

static struct station_load *loads_of(const struct model *m, const double *visits, double per,
                                     struct arena *a) {
    struct station_load *station = arena_array(a, m->n_stations, sizeof *station);
    for (uint32_t i = 0; i < m->n_steps; i++) {
        const struct model_step *s = &m->steps[i];
        if (s->station == NONE || visits[i] <= 0)
            continue;
        bool wraps_up = m->stations[s->station].kind->staffed;
        double rate = visits[i] / per;
        double work = mean_of(m, s->service) + (wraps_up ? mean_of(m, s->wrap_up) : 0);
        station[s->station].visits += rate;
        station[s->station].load += rate * work;
        station[s->station].leaving +=
            rate * timed_average(s->patience, m->opens, m->closes, leaving_rate);
    }
    return station;
}

const struct station_load *contact_load_of(const struct model *m, uint32_t of_class,
                                           struct arena *a) {
    double *at = arena_array(a, m->n_steps, sizeof *at);
    if (m->classes[of_class].entry >= 0)
        at[m->classes[of_class].entry] = 1;
    return loads_of(m, visits_from(m, at, a), 1, a);
}

struct offered_load offered_load_of(const struct model *m, struct arena *a) {
    struct offered_load o = {0};
    double open = m->closes - m->opens;
    const double *visits = visits_of(m, a, &o.contacts);
    o.station = loads_of(m, visits, open, a);
    if (m->steady)
        o.contacts *= 3600 / open;
    return o;
}

double load_patience(double visits, double leaving) {
    return leaving > 0 ? visits / leaving : HUGE_VAL;
}
