/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planner/offered_load.h"

#include <math.h>

#include "base/units.h"
#include "people/temperament.h"
#include "random/distribution.h"

/* So small a share of the visits is the rounding of a sum. */
#define NOBODY 1e-12

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

double source_rate(const struct model *m, const struct model_source *s, unsigned weekday,
                   double from, double to) {
    const struct arrival_process *p = s->by_weekday ? &s->by_weekday[weekday] : &s->process;
    double sum = 0, begin = p->window.opens;
    if (p->law == ARRIVAL_LAW_RENEWAL)
        sum = fmax(0, fmin(to, p->window.closes) - fmax(from, begin)) / distribution_mean(&p->gap);
    for (size_t i = 0; p->law == ARRIVAL_LAW_POISSON && i < p->n; i++) {
        sum += p->rate[i] * fmax(0, fmin(to, p->ends[i]) - fmax(from, begin));
        begin = p->ends[i];
    }
    for (size_t i = 0; p->law == ARRIVAL_LAW_LISTED && i < p->n_times; i++) {
        double at = fmod(p->times[i], DAY_SECONDS);
        sum += from <= at && at < to ? p->daily ? 1 : 1 / (double)m->days : 0;
    }
    return sum * (double)s->as_read->batch / (to - from);
}

static double mean_of(const struct model *m, const struct timed_distribution *t) {
    return timed_average(t, m->opens, m->closes, distribution_mean);
}

double patience_none(const struct distribution *patience) {
    return distribution_cdf(patience, 0);
}

/* The share that waits, over the mean patience of those: (1 - none) / (mean / (1 - none)). */
double patience_rate(const struct distribution *patience) {
    double stays = 1 - patience_none(patience), mean = distribution_mean(patience);
    return stays > 0 && mean > 0 ? stays * stays / mean : 0;
}

/* ---- those who bring more items than some station takes ---- */

/* The people of a class who bring more items than the next smaller limit of its steps, and at most
 * this many. */
struct stratum {
    double share, most, mean; /* of the class; items; their mean items */
};

static bool has_limit(const struct model_step *s) {
    return isfinite(s->items_at_most);
}

static bool class_has_limits(const struct model *m, const struct model_class *k) {
    for (uint32_t i = k->first_step; k->items && i < k->first_step + k->n_steps; i++)
        if (has_limit(&m->steps[i]))
            return true;
    return false;
}

/* The smallest limit of the class's steps above this one; HUGE_VAL: there is none. */
static double limit_above(const struct model *m, const struct model_class *k, double items) {
    double next = HUGE_VAL;
    for (uint32_t i = k->first_step; i < k->first_step + k->n_steps; i++)
        if (m->steps[i].items_at_most > items)
            next = fmin(next, m->steps[i].items_at_most);
    return next;
}

/* E[X; X <= x] = E[min(X, x)] - x P(X > x) */
static double items_up_to(const struct distribution *d, double x) {
    if (isinf(x))
        return distribution_mean(d);
    return x < 0 ? 0 : distribution_mean_up_to(d, x) - x * (1 - distribution_cdf(d, x));
}

/* The people who bring more than this. */
static struct stratum stratum_above(const struct model *m, const struct model_class *k,
                                    double items) {
    struct stratum s = {.most = limit_above(m, k, items)};
    double below = items < 0 ? 0 : distribution_cdf(k->items, items);
    s.share = (isinf(s.most) ? 1 : distribution_cdf(k->items, s.most)) - below;
    if (s.share > 0)
        s.mean = (items_up_to(k->items, s.most) - items_up_to(k->items, items)) / s.share;
    return s;
}

/* ---- the flow ---- */

/* of: NULL where no step has a limit. */
static bool lets(const struct model_step *s, const struct stratum *of) {
    return !of || of->most <= s->items_at_most;
}

/* The same of where a choice leads: whoever likes may leave. */
static bool target_lets(const struct model *m, int32_t target, const struct stratum *of) {
    return target < 0 || lets(&m->steps[target], of);
}

/* Share of those who choose that goes to the i-th target, of those that take their items. */
static double share_among(const struct model *m, const struct model_choice *c, uint32_t i,
                          const struct stratum *of) {
    double open = 0;
    for (uint32_t k = 0; of && k < c->n; k++)
        open += target_lets(m, c->target[k], of) ? choice_share(c, k) : 0;
    if (!of)
        return choice_share(c, i);
    return target_lets(m, c->target[i], of) && open > 0 ? choice_share(c, i) / open : 0;
}

/* Those who choose go on; the rest, for whom nothing is open, to the next step. */
static void flow_choose(const struct model *m, const struct model_step *s, double here,
                        const struct stratum *of, double *next) {
    double gone = 0;
    for (uint32_t i = 0; i < s->choose->n; i++) {
        double share = share_among(m, s->choose, i, of);
        if (s->choose->target[i] >= 0)
            next[s->choose->target[i]] += here * share;
        gone += share;
    }
    if (gone <= 0 && s->completed >= 0)
        next[s->completed] += here;
}

/* Some of those at machines call for help; how many of them are not helped. */
static double help_flow(const struct model *m, const struct model_step *s, double here,
                        double *next) {
    if (s->help == NONE)
        return 0;
    double calls = here * m->stations[s->station].needs_help;
    next[s->help] += calls;
    return calls * (1 - m->steps[s->help].resolves);
}

double offered_step_chance(const struct model_step *s) {
    return s->sells && s->temperaments ? temperament_mean_buys(s->temperaments, s->chance)
                                       : s->chance;
}

/* One round of the flow: everybody at each step goes on. Returns how many are still under way. */
static double flow_advance(const struct model *m, const struct stratum *of, const double *at,
                           double *next, double *visits) {
    double under_way = 0;
    for (uint32_t i = 0; i < m->n_steps; i++)
        next[i] = 0;
    for (uint32_t i = 0; i < m->n_steps; i++) {
        const struct model_step *s = &m->steps[i];
        double here = lets(s, of) ? at[i] * offered_step_chance(s) * s->eligible : 0;
        double unhelped = help_flow(m, s, here, next);
        double unresolved =
            isnan(s->resolves) ? 0 : unhelped + (here - unhelped) * (1 - s->resolves);
        visits[i] += s->station == NONE ? 0 : here;
        if (s->otherwise >= 0)
            next[s->otherwise] += at[i] - here;
        if (s->unresolved >= 0)
            next[s->unresolved] += unresolved;
        if (s->choose) {
            flow_choose(m, s, here, of, next);
        } else if (s->completed >= 0) {
            next[s->completed] += here - unresolved;
        }
    }
    for (uint32_t i = 0; i < m->n_steps; i++)
        under_way += next[i];
    return under_way;
}

/* Visits to each step, [n_steps] in a, of so many people at each step (at: changed). */
static const double *visits_from(const struct model *m, const struct stratum *of, double *at,
                                 struct arena *a) {
    enum { MOST_ROUNDS = 100000 };
    double *visits = arena_array(a, m->n_steps, sizeof *visits);
    double *next = arena_array(a, m->n_steps, sizeof *next);
    double under_way = HUGE_VAL;
    for (size_t round = 0; under_way > 1e-6 && round < MOST_ROUNDS; round++) {
        under_way = flow_advance(m, of, at, next, visits);
        double *swap = at;
        at = next;
        next = swap;
    }
    return visits;
}

/* ---- the loads ---- */

static double work_of(const struct model *m, const struct model_step *s, const struct stratum *of) {
    bool wraps_up = m->stations[s->station].kind->staffed;
    double work = of && s->by_items ? distribution_affine_at(&s->service->distribution[0], of->mean)
                                    : mean_of(m, s->service);
    work *= s->temperaments ? temperament_mean_work(s->temperaments) : 1;
    return work + (wraps_up ? mean_of(m, s->wrap_up) : 0);
}

/* Adds to each step what so many people at each ask for (at: changed). per: the time they come in,
 * s. */
static void loads_add(const struct model *m, const struct stratum *of, double *at, double per,
                      struct station_load *step, struct arena *a) {
    const double *visits = visits_from(m, of, at, a);
    for (uint32_t i = 0; i < m->n_steps; i++) {
        const struct model_step *s = &m->steps[i];
        if (s->station == NONE || visits[i] <= 0)
            continue;
        double rate = visits[i] / per;
        step[i].visits += rate;
        step[i].load += rate * work_of(m, s, of);
        step[i].at_once += rate * timed_average(s->patience, m->opens, m->closes, patience_none);
        step[i].leaving += rate * timed_average(s->patience, m->opens, m->closes, patience_rate);
    }
}

/* Of so many contacts of a class, whose people may bring too many items for some of its steps. */
static void limited_loads_add(const struct model *m, const struct model_class *k, double contacts,
                              double per, struct station_load *step, struct arena *a) {
    double above = -1;
    while (isfinite(above) && k->entry >= 0) {
        struct stratum of = stratum_above(m, k, above);
        double *at = arena_array(a, m->n_steps, sizeof *at);
        at[k->entry] = contacts * of.share;
        if (of.share > 0)
            loads_add(m, &of, at, per, step, a);
        above = of.most;
    }
}

static void stations_sum(const struct model *m, const struct station_load *step,
                         struct station_load *station) {
    for (uint32_t i = 0; i < m->n_steps; i++) {
        uint32_t at = m->steps[i].station;
        if (at == NONE)
            continue;
        load_add(&station[at], 1, &step[i]);
    }
}

const struct station_load *contact_steps_of(const struct model *m, uint32_t of_class,
                                            struct arena *a) {
    const struct model_class *k = &m->classes[of_class];
    struct station_load *step = arena_array(a, m->n_steps, sizeof *step);
    double *at = arena_array(a, m->n_steps, sizeof *at);
    if (class_has_limits(m, k)) {
        limited_loads_add(m, k, 1, 1, step, a);
        return step;
    }
    if (k->entry >= 0)
        at[k->entry] = 1;
    loads_add(m, NULL, at, 1, step, a);
    return step;
}

const struct station_load *contact_load_of(const struct model *m, uint32_t of_class,
                                           struct arena *a) {
    struct station_load *station = arena_array(a, m->n_stations, sizeof *station);
    stations_sum(m, contact_steps_of(m, of_class, a), station);
    return station;
}

static bool chooses_by_sight(const struct model *m) {
    for (uint32_t i = 0; i < m->n_steps; i++)
        if (m->steps[i].choose && m->steps[i].choose->by != CHOOSE_BY_SHARE)
            return true;
    return false;
}

struct offered_load offered_load_of(const struct model *m, struct arena *a) {
    double open = m->closes - m->opens;
    struct station_load *station = arena_array(a, m->n_stations, sizeof *station);
    struct station_load *step = arena_array(a, m->n_steps, sizeof *step);
    struct offered_load o = {.station = station, .by_sight = chooses_by_sight(m)};
    double *at = arena_array(a, m->n_steps, sizeof *at);
    for (uint32_t i = 0; i < m->n_sources; i++) {
        const struct model_class *k = &m->classes[m->sources[i].class_index];
        double n = source_contacts(m, &m->sources[i]);
        if (class_has_limits(m, k))
            limited_loads_add(m, k, n, open, step, a);
        else if (k->entry >= 0)
            at[k->entry] += n;
        o.contacts += k->rival ? 0 : n;
    }
    loads_add(m, NULL, at, open, step, a);
    stations_sum(m, step, station);
    if (m->steady)
        o.contacts *= 3600 / open;
    return o;
}

void load_add(struct station_load *to, double times, const struct station_load *more) {
    to->visits += times * more->visits;
    to->load += times * more->load;
    to->at_once += times * more->at_once;
    to->leaving += times * more->leaving;
}

void load_patience_set(const struct station_load *load, struct queue_model *q) {
    double stay = load->visits - load->at_once;
    bool nobody = load->visits > 0 && stay <= NOBODY * load->visits;
    q->at_once = nobody ? 1 : load->visits > 0 ? load->at_once / load->visits : 0;
    q->patience = load->leaving > 0 ? stay / load->leaving : PATIENCE_UNLIMITED;
    q->patience = nobody ? 0 : q->patience;
}
