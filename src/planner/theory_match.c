/* SPDX-License-Identifier: GPL-3.0-or-later
 * One line, one kind of customer: everything else puts a scenario outside the formulas. Each
 * property is looked at in turn and the first that prevents a formula is named. */
#include "planner/theory_match.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "random/distribution.h"
#include "scenario/station_kind.h"
#include "theory/queue.h"

/* What the formulas need, found step by step. */
struct plain_queue {
    const struct scenario *scenario;
    const struct customer_class *class;
    const struct step *step;
    const struct station *station;
    const struct staff_group *group; /* NULL: machines */
    struct distribution service;
    struct queue_model model;
    bool single_general; /* one server, any service law, nobody leaves: M/G/1 */
};

/* Each returns NULL, or the property that prevents a formula. */
typedef const char *property(struct plain_queue *q);

static const char *is_steady(struct plain_queue *q) {
    return q->scenario->horizon.steady ? NULL : "the day changes: there is no steady state";
}

static const char *has_one_class(struct plain_queue *q) {
    q->class = &q->scenario->classes[0];
    return q->scenario->n_classes == 1 ? NULL : "there are several classes of customers";
}

static const char *arrives_plainly(struct plain_queue *q) {
    const struct arrival_source *a = &q->class->sources[0];
    if (q->class->n_sources != 1)
        return "there are several sources of arrivals";
    if (a->kind != ARRIVAL_RATE)
        return "arrivals are not Poisson";
    if (a->rate.n != 1)
        return "the arrival rate changes";
    if (a->day_spread.cv > 0 || a->interval_spread.cv > 0)
        return "the arrival rate is itself random";
    if (a->batch != 1 || a->at_most != COUNT_UNLIMITED)
        return "customers come in batches or only up to a number";
    if (!(a->rate.value[0] > 0))
        return "nobody comes";
    q->model.calls = a->rate.value[0];
    return NULL;
}

static const char *comes_once(struct plain_queue *q) {
    for (size_t i = 0; i < RETURN_COUNT; i++)
        if (q->class->returns[i].given)
            return "customers return";
    return NULL;
}

static const struct station *station_find(const struct scenario *s, const char *name) {
    for (size_t i = 0; i < s->n_stations; i++)
        if (strcmp(s->stations[i].name, name) == 0)
            return &s->stations[i];
    return NULL;
}

static const char *visits_one_station(struct plain_queue *q) {
    q->step = &q->class->steps[0];
    if (q->class->n_steps != 1 || !q->step->at)
        return "the journey has several steps";
    q->station = station_find(q->scenario, q->step->at);
    for (size_t i = 0; i < FOLLOW_COUNT; i++)
        if (q->step->follow[i] && strcmp(q->step->follow[i], q->step->label) == 0)
            return "a visit can lead back to the same station";
    if (q->step->chance < 1 || isfinite(q->step->within_limit))
        return "the step is not for everybody, or has a time limit";
    if (!q->station || !q->station->kind->works || !q->station->kind->waits)
        return "nobody is served in a line";
    return NULL;
}

static const char *joins_always(struct plain_queue *q) {
    if (q->class->balks.n || q->station->balks.n)
        return "customers balk";
    return q->station->pace.per_waiting > 0 ? "servers speed up when people wait" : NULL;
}

static const char *order_is_plain(struct plain_queue *q) {
    bool plain = q->station->order != ORDER_SHORTEST_WORK && q->class->n_tiers <= 1;
    return plain ? NULL : "customers are not served first come, first served";
}

static const struct work *work_find(const struct plain_queue *q, const char *where) {
    for (size_t i = 0; i < q->class->n_work; i++)
        if (strcmp(q->class->work[i].where, where) == 0)
            return &q->class->work[i].work;
    return NULL;
}

static bool eligible(const struct work *w) {
    return !w || isnan(w->eligible) || w->eligible >= 1;
}

/* Step beats label beats station, as when the model is compiled. */
static const char *work_is_plain(struct plain_queue *q) {
    const struct work *choices[] = {&q->step->work, work_find(q, q->step->label),
                                    work_find(q, q->step->at)};
    const struct timed_distribution *service = NULL, *wrap_up = NULL;
    for (size_t i = 0; i < 3; i++) {
        if (!eligible(choices[i]))
            return "not every customer may be served there";
        if (choices[i] && !service && choices[i]->service.n)
            service = &choices[i]->service;
        if (choices[i] && !wrap_up && choices[i]->wrap_up.n)
            wrap_up = &choices[i]->wrap_up;
    }
    if (!service || service->n != 1)
        return "the service changes over the day";
    if (wrap_up && distribution_mean(&wrap_up->distribution[0]) > 0)
        return "work goes on after the customer has left (wrap-up)";
    q->service = service->distribution[0];
    q->model.handle = distribution_mean(&q->service);
    return q->model.handle > 0 ? NULL : "services take no time";
}

static const char *staff_is_plain(struct plain_queue *q) {
    const struct staff_group *g = &q->scenario->groups[0];
    if (q->scenario->n_groups != 1)
        return "several groups of staff serve";
    if (g->count.n != 1)
        return "the number of staff changes";
    if (g->n_skills != 1 || g->skills[0].after > 0)
        return "staff have several skills, or help only after a while";
    q->group = g;
    q->model.handle /= g->skills[0].speed;
    q->model.agents = (size_t)g->count.value[0];
    return NULL;
}

static const char *servers_are_plain(struct plain_queue *q) {
    if (q->station->kind->staffed) {
        const char *why = staff_is_plain(q);
        if (why)
            return why;
    } else {
        q->model.agents = q->station->kind->servers(q->station);
    }
    if (q->model.agents < 1 || q->model.agents > QUEUE_AGENTS_LIMIT)
        return "the number of servers is out of the formulas' range";
    return NULL;
}

static const char *room_is_plain(struct plain_queue *q) {
    size_t seats = q->station->seats, lines = q->station->lines;
    if (seats != COUNT_UNLIMITED && q->model.agents + seats < lines)
        lines = q->model.agents + seats;
    if (lines == COUNT_UNLIMITED)
        lines = LINES_UNLIMITED;
    else if (lines < q->model.agents)
        return "there are fewer lines than servers";
    q->model.lines = lines;
    return NULL;
}

static bool is_exponential(const struct distribution *d) {
    return strcmp(d->kind->name, "exponential") == 0;
}

static const char *patience_is_plain(struct plain_queue *q) {
    const struct patience *p = q->step->patience.given      ? &q->step->patience
                               : q->station->patience.given ? &q->station->patience
                                                            : &q->class->patience;
    q->model.patience = PATIENCE_UNLIMITED;
    if (!p->given || p->none || q->model.lines == q->model.agents)
        return NULL;
    if (p->distribution.n != 1 || !is_exponential(&p->distribution.distribution[0]))
        return "patience is not exponential";
    q->model.patience = distribution_mean(&p->distribution.distribution[0]);
    return NULL;
}

/* A loss system is insensitive to the law of its services; one server without limits has the
 * formula of Pollaczek and Khinchine; all others need exponential services. */
static const char *service_law_is_known(struct plain_queue *q) {
    if (is_exponential(&q->service) || q->model.lines == q->model.agents)
        return NULL;
    q->single_general = q->model.agents == 1 && q->model.lines == LINES_UNLIMITED &&
                        q->model.patience == PATIENCE_UNLIMITED;
    return q->single_general ? NULL : "services are not exponential";
}

static property *const properties[] = {is_steady,      has_one_class,      arrives_plainly,
                                       comes_once,     visits_one_station, joins_always,
                                       order_is_plain, work_is_plain,      servers_are_plain,
                                       room_is_plain,  patience_is_plain,  service_law_is_known};

/* The threshold of the station's row: its first standard's by name, else 20 s. */
static double threshold_at(const struct scenario *s, const char *station) {
    const struct standard *first = NULL;
    for (size_t i = 0; i < s->n_standards; i++) {
        const struct standard *x = &s->standards[i];
        bool here = x->at && strcmp(x->at, station) == 0 && !isnan(x->within);
        if (here && (!first || strcmp(x->name, first->name) < 0))
            first = x;
    }
    return first ? first->within : 20;
}

static struct estimate simulated(const struct results *r, const struct plain_queue *q,
                                 const char *measure) {
    size_t i = measure_find(measure);
    const struct result_row *row = results_row(r, ROW_STATION, q->station->name);
    if (i < n_measures && q->group && strcmp(measure, "occupancy") == 0)
        row = results_row(r, ROW_GROUP, q->group->name);
    return row && i < n_measures ? row->estimates[i] : (struct estimate){NAN, NAN, NAN};
}

static void line_add(struct theory_match *t, struct theory_line *lines, const char *measure,
                     double theory, struct estimate simulated_value) {
    size_t i = measure_find(measure);
    bool idle = theory == 0 && simulated_value.value == 0; /* nobody can be blocked, or leave */
    if (i < n_measures && isfinite(theory) && !isnan(simulated_value.value) && !idle)
        lines[t->n_lines++] =
            (struct theory_line){measures[i].name, measures[i].unit, theory, simulated_value};
}

/* Mean wait of M/G/1: Pollaczek (1930), Khinchine (1932). */
static double pollaczek_khinchine(double lambda, double mean, double variance) {
    double rho = lambda * mean;
    return lambda * (variance + mean * mean) / (2 * (1 - rho));
}

static void compare_single(struct theory_match *t, const struct results *r,
                           const struct plain_queue *q, struct theory_line *lines) {
    double speed = q->model.handle / distribution_mean(&q->service);
    double variance = distribution_variance(&q->service) * speed * speed;
    double rho = q->model.calls * q->model.handle;
    if (rho >= 1) {
        t->prevented_by = "the load is not below the one server: the line grows without end";
        return;
    }
    double wait = pollaczek_khinchine(q->model.calls, q->model.handle, variance);
    t->formula = "M/G/1 (Pollaczek-Khinchine)";
    line_add(t, lines, "delay_probability", rho, simulated(r, q, "delay_probability"));
    line_add(t, lines, "mean_wait", wait, simulated(r, q, "mean_wait"));
    line_add(t, lines, "mean_queue", q->model.calls * wait, simulated(r, q, "mean_queue"));
    line_add(t, lines, "occupancy", rho, simulated(r, q, "occupancy"));
}

static void compare_queue(struct theory_match *t, const struct results *r,
                          const struct plain_queue *q, struct theory_line *lines) {
    static const char *const compared[] = {
        "delay_probability", "service_level_ignore", "mean_wait", "asa",       "wait_p90",
        "time_to_abandon",   "abandonment",          "blocking",  "occupancy", "mean_queue"};
    struct queue_measures m;
    enum theory_status status = queue_evaluate(&q->model, &m);
    if (status == THEORY_UNSTABLE) {
        t->prevented_by = theory_status_text(status);
        return;
    }
    t->formula = arena_format(&t->arena, "%s, %zu server%s, %.4g erlangs",
                              queue_formula_name(&q->model), q->model.agents,
                              q->model.agents == 1 ? "" : "s", q->model.calls * q->model.handle);
    for (size_t i = 0; i < sizeof compared / sizeof *compared; i++) {
        const struct queue_measure *row = queue_measure_find(compared[i]);
        if (row)
            line_add(t, lines, compared[i], queue_measure_value(&m, row),
                     simulated(r, q, compared[i]));
    }
}

struct theory_match *theory_match(const struct scenario *s, const struct results *r) {
    struct theory_match *t = mem_new(1, sizeof *t);
    struct plain_queue q = {.scenario = s};
    for (size_t i = 0; i < sizeof properties / sizeof *properties && !t->prevented_by; i++)
        t->prevented_by = properties[i](&q);
    if (t->prevented_by)
        return t;
    enum { MOST_LINES = 16 };
    struct theory_line *lines = arena_array(&t->arena, MOST_LINES, sizeof *lines);
    t->lines = lines;
    t->station = q.station->name;
    q.model.threshold = threshold_at(s, t->station);
    (q.single_general ? compare_single : compare_queue)(t, r, &q, lines);
    return t;
}

void theory_match_free(struct theory_match *t) {
    if (t)
        arena_fini(&t->arena);
    free(t);
}
