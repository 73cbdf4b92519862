/* SPDX-License-Identifier: GPL-3.0-or-later
 * One line, one kind of customer: everything else puts a scenario outside the formulas. Each
 * property is looked at in turn and the first that prevents a formula is named. */
#include "planner/theory_match.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "planner/theory_day.h"
#include "planner/theory_priority.h"
#include "random/distribution.h"
#include "scenario/machines.h"
#include "scenario/station_kind.h"
#include "theory/formula.h"

/* What the formulas need, found step by step. */
struct plain_queue {
    const struct scenario *scenario;
    const struct customer_class *class;
    const struct step *step;
    const struct station *station;
    const struct staff_group *group; /* NULL: machines */
    struct distribution service, patience;
    struct queue_model model;
    const struct theory_formula *formula;
};

/* Each returns NULL, or the property that prevents a formula. */
typedef const char *property(struct plain_queue *q);

static const char *arrives_plainly(struct plain_queue *q) {
    q->class = &q->scenario->classes[0];
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

/* Redials after a busy signal or hanging up have a formula, if both come as late. */
static const char *comes_back_plainly(struct plain_queue *q) {
    const struct customer_return *returns = q->class->returns;
    for (size_t i = 0; i < RETURN_COUNT; i++) {
        const struct customer_return *r = &returns[i];
        bool redial = i == RETURN_BLOCKED || i == RETURN_ABANDONED;
        if (!r->given) {
            continue;
        }
        if (!redial || r->at_most != COUNT_UNLIMITED || r->at || r->n_steps > 0) {
            return "customers return";
        }
        double after = distribution_mean(&r->after), before = q->model.redial_after;
        if (!(after > 0) || (before > 0 && fabs(after - before) > 1e-9 * before)) {
            return "customers return, some sooner than others";
        }
        q->model.redial_after = after;
        *(i == RETURN_BLOCKED ? &q->model.redial_blocked : &q->model.redial_abandoned) = r->chance;
    }
    return NULL;
}

static const struct station *station_find(const struct scenario *s, const char *name) {
    for (size_t i = 0; i < s->n_stations; i++)
        if (strcmp(s->stations[i].name, name) == 0)
            return &s->stations[i];
    return NULL;
}

static const char *no_rule_acts(struct plain_queue *q) {
    for (size_t i = 0; i < q->scenario->n_rules; i++)
        if (q->scenario->rules[i].n_actions > 0)
            return "rules act while the day runs";
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
    if (q->step->chance < 1 || q->step->condition || isfinite(q->step->within_limit))
        return "the step is not for everybody, or has a time limit";
    if (!q->station || !q->station->kind->works || !q->station->kind->waits)
        return "nobody is served in a line";
    if (machines_are_minded(station_machines_of(q->station)))
        return "machines fail, or their users need help";
    return NULL;
}

static const char *joins_always(struct plain_queue *q) {
    if (q->station->area)
        return "seats, heat or care act on those who wait";
    if (q->station->while_waiting.at)
        return "something is done for customers while they wait";
    if (q->class->balks.n || q->station->balks.n)
        return "customers balk";
    if (q->class->n_temperaments)
        return "customers are not of one temperament, which changes their times";
    if (people_any(&q->scenario->people))
        return "people are as 'people' says";
    return q->station->pace.per_waiting > 0 ? "servers speed up when people wait" : NULL;
}

static const char *order_is_plain(struct plain_queue *q) {
    if (q->station->kind->lanes)
        return "every lane has a line of its own";
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
    if (p->distribution.n != 1) {
        return "patience changes over the day";
    }
    q->patience = p->distribution.distribution[0];
    q->model.patience = distribution_mean(&q->patience);
    if (!(q->model.patience > 0) && q->model.redial_after > 0) {
        return "customers return, and nobody has any patience";
    }
    bool known = is_exponential(&q->patience) || !(q->model.patience > 0);
    q->model.patience_law = known ? NULL : &q->patience;
    return NULL;
}

/* A loss system, where nobody can wait or nobody does, is insensitive to the law of its services;
 * without limits, leaving and redials other laws have formulas of their own; all others need
 * exponential services. */
static const char *service_law_is_known(struct plain_queue *q) {
    bool nobody = !(q->model.patience > 0), full = q->model.lines == q->model.agents;
    bool loss = full || nobody, redials = q->model.redial_after > 0;
    const char *name = redials ? "retrials" : full ? "erlang-b" : "erlang-a";
    q->formula = theory_formula_find(name);
    if (is_exponential(&q->service) || (loss && !redials)) {
        return NULL;
    }
    if (q->model.lines != LINES_UNLIMITED || q->model.patience < PATIENCE_UNLIMITED || redials) {
        return "services are not exponential";
    }
    bool constant = strcmp(q->service.kind->name, "constant") == 0;
    q->formula = theory_formula_find(q->model.agents == 1 ? "mg1" : constant ? "mdn" : "mgn");
    q->model.handle_law = &q->service;
    return NULL;
}

static property *const properties[] = {no_rule_acts,       arrives_plainly,     comes_back_plainly,
                                       visits_one_station, joins_always,        order_is_plain,
                                       work_is_plain,      servers_are_plain,   room_is_plain,
                                       patience_is_plain,  service_law_is_known};

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

enum { MOST_LINES = 16 };

static void line_add(struct theory_match *t, struct theory_line *lines, const char *measure,
                     double theory, struct estimate simulated_value) {
    size_t i = measure_find(measure);
    bool idle = theory == 0 && simulated_value.value == 0; /* nobody can be blocked, or leave */
    if (i < n_measures && isfinite(theory) && !isnan(simulated_value.value) && !idle)
        lines[t->n_lines++] = (struct theory_line){.measure = measures[i].name,
                                                   .unit = measures[i].unit,
                                                   .theory = theory,
                                                   .simulated = simulated_value};
}

static void compare_queue(struct theory_match *t, const struct results *r,
                          const struct plain_queue *q, struct theory_line *lines) {
    static const char *const compared[] = {
        "delay_probability", "service_level_ignore", "mean_wait", "asa",       "wait_p90",
        "time_to_abandon",   "abandonment",          "blocking",  "occupancy", "mean_queue"};
    struct queue_measures m;
    enum theory_status status = q->formula->evaluate(&q->model, &m);
    if (status == THEORY_UNSTABLE || status == THEORY_SATURATED) {
        t->prevented_by = theory_status_text(status);
        return;
    }
    t->formula = arena_format(&t->arena, "%s, %zu server%s, %.4g erlangs",
                              q->formula->title(&q->model), q->model.agents,
                              q->model.agents == 1 ? "" : "s", q->model.calls * q->model.handle);
    for (size_t i = 0; i < sizeof compared / sizeof *compared; i++) {
        const struct queue_measure *row = queue_measure_find(compared[i]);
        if (row)
            line_add(t, lines, compared[i], queue_measure_value(&m, row),
                     simulated(r, q, compared[i]));
    }
}

/* The forward equations take too long beyond. */
enum { DAY_AGENTS_MOST = 200, SPREAD_AGENTS_MOST = 20 };

static const char *day_is_plain(const struct theory_day *d) {
    size_t most = 0;
    if (d->refused || d->n_left_out > 0) {
        return d->refused ? d->refused : d->left_out[0];
    }
    for (size_t i = 0; i < d->day.n; i++) {
        most = d->day.periods[i].agents > most ? d->day.periods[i].agents : most;
    }
    if (d->spread_cv > 1 || (d->spread_cv > 0 && most > SPREAD_AGENTS_MOST)) {
        return "busier and calmer days";
    }
    return most > DAY_AGENTS_MOST ? "more agents than can be followed" : NULL;
}

static void day_lines(struct theory_match *t, const struct results *r, const struct plain_queue *q,
                      const struct day_result *x, struct theory_line *lines) {
    const struct {
        const char *measure;
        double value;
    } rows[] = {
        {"delay_probability", x->day.delay_probability},
        {"service_level_ignore", x->day.service_level_ignore},
        {"mean_wait", x->wait / (1 - x->day.blocking)},
        {"abandonment", x->abandonment},
        {"blocking", x->day.blocking},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        line_add(t, lines, rows[i].measure, rows[i].value, simulated(r, q, rows[i].measure));
    }
}

/* A day that changes: the forward equations, where they leave nothing out. */
static void compare_day(struct theory_match *t, const struct results *r, struct plain_queue *q,
                        const struct model *m, struct theory_line *lines) {
    struct theory_day d;
    struct day_result x;
    theory_day_of(m, NULL, &d);
    const char *why = day_is_plain(&d);
    if (why) {
        t->prevented_by = arena_format(
            &t->arena, "the day changes, and the time-varying formulas leave out: %s", why);
    } else {
        q->station = station_find(q->scenario, d.station);
        t->station = q->station->name;
        d.day.threshold = threshold_at(q->scenario, t->station);
        day_evaluate_spread(&d.day, d.spread_cv, &d.arena, &x);
        t->formula = arena_format(&t->arena, "M(t)/M/s(t)%s, the day by its forward equations",
                                  isinf(d.day.patience) ? "" : "+M");
        day_lines(t, r, q, &x, lines);
    }
    theory_day_fini(&d);
}

static void match_day(struct theory_match *t, const struct results *r, struct plain_queue *q,
                      struct theory_line *lines) {
    struct diag d = {0};
    struct model *m = model_compile(q->scenario, (struct model_options){0}, &d);
    if (m) {
        compare_day(t, r, q, m, lines);
    } else {
        t->prevented_by = "the scenario does not compile";
    }
    model_free(m);
    diag_fini(&d);
}

static struct estimate class_estimate(const struct results *r, const char *name,
                                      const char *measure) {
    const struct result_row *row = results_row(r, ROW_CLASS, name);
    size_t i = measure_find(measure);
    return row && i < n_measures ? row->estimates[i] : (struct estimate){NAN, NAN, NAN};
}

/* Waits of each class, in order of priority. */
static void compare_classes(struct theory_match *t, const struct results *r,
                            const struct theory_classes *c, struct theory_line *lines) {
    struct priority_measures *m = arena_array(&t->arena, c->model.n, sizeof *m);
    if (priority_evaluate(&c->model, m) == THEORY_UNSTABLE) {
        t->prevented_by = theory_status_text(THEORY_UNSTABLE);
        return;
    }
    t->formula = arena_format(&t->arena, "%s, %zu agent%s", priority_formula_name(&c->model),
                              c->model.agents, c->model.agents == 1 ? "" : "s");
    t->station = arena_string(&t->arena, c->station);
    for (size_t k = 0; k < c->model.n && t->n_lines + 2 <= MOST_LINES; k++) {
        const char *name = arena_string(&t->arena, c->names[k]);
        size_t before = t->n_lines;
        line_add(t, lines, "delay_probability", m[k].delay_probability,
                 class_estimate(r, name, "delay_probability"));
        line_add(t, lines, "mean_wait", m[k].mean_wait, class_estimate(r, name, "mean_wait"));
        for (size_t i = before; i < t->n_lines; i++) {
            lines[i].of = name;
        }
    }
}

static void match_classes(struct theory_match *t, const struct results *r, const struct scenario *s,
                          struct theory_line *lines) {
    struct diag d = {0};
    struct arena a = {0};
    struct theory_classes c;
    struct model *m = model_compile(s, (struct model_options){0}, &d);
    t->prevented_by = m ? theory_priority_of(m, &a, &c) : "the scenario does not compile";
    if (!t->prevented_by) {
        compare_classes(t, r, &c, lines);
    }
    arena_fini(&a);
    model_free(m);
    diag_fini(&d);
}

struct theory_match *theory_match(const struct scenario *s, const struct results *r) {
    struct theory_match *t = mem_new(1, sizeof *t);
    struct plain_queue q = {.scenario = s};
    struct theory_line *lines = arena_array(&t->arena, MOST_LINES, sizeof *lines);
    t->lines = lines;
    if (!s->horizon.steady) {
        match_day(t, r, &q, lines);
        return t;
    }
    if (s->n_classes > 1) {
        match_classes(t, r, s, lines);
        return t;
    }
    for (size_t i = 0; i < sizeof properties / sizeof *properties && !t->prevented_by; i++) {
        t->prevented_by = properties[i](&q);
    }
    if (t->prevented_by) {
        return t;
    }
    t->station = q.station->name;
    q.model.threshold = threshold_at(s, t->station);
    compare_queue(t, r, &q, lines);
    return t;
}

void theory_match_free(struct theory_match *t) {
    if (t)
        arena_fini(&t->arena);
    free(t);
}
