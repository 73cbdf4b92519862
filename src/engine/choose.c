/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/choose.h"

#include <math.h>

#include "engine/flow.h"
#include "engine/lanes.h"

/* ---- what a customer sees at a label ---- */

static bool agent_idle(const struct engine *e, const struct model_line *l) {
    for (uint32_t i = 0; i < l->n_routes; i++) {
        if (l->routes[i].after <= 0 && e->groups[l->routes[i].group].idle > 0) {
            return true;
        }
    }
    return false;
}

size_t people_ahead(const struct engine *e, uint32_t customer, const struct model_step *step) {
    const struct model_station *s = &e->model->stations[step->station];
    const struct station_state *state = &e->stations[step->station];
    if (!step->line) {
        return 0;
    }
    uint32_t line = step->line[customer_of(e, customer)->tier];
    if (s->n_lanes > 0) {
        return lane_people_ahead(e, line);
    }
    bool free = s->kind->staffed ? agent_idle(e, &e->model->lines[line])
                                 : state->used + state->out < s->servers;
    return free && state->waiting == 0 ? 0 : (size_t)state->waiting + 1;
}

double choose_servers(const struct engine *e, uint32_t customer, const struct model_step *step) {
    const struct model_station *s = &e->model->stations[step->station];
    if (!s->kind->staffed) {
        return (double)s->servers;
    }
    if (s->n_lanes > 0) {
        return 1;
    }
    const struct model_line *l = &e->model->lines[step->line[customer_of(e, customer)->tier]];
    double n = 0;
    for (uint32_t i = 0; i < l->n_routes; i++) {
        n += (double)e->groups[l->routes[i].group].present;
    }
    return n;
}

double choose_others_mean(const struct engine *e, const struct customer *c,
                          const struct model_step *step) {
    return step->service ? distribution_mean(timed_at(e->model, step->service, c->arrived)) : 0;
}

static double service_mean(const struct engine *e, const struct customer *c,
                           const struct model_step *step) {
    return step->by_items ? distribution_affine_at(&step->service->distribution[0], c->items)
                          : choose_others_mean(e, c, step);
}

const struct model_step *choose_first_line(const struct engine *e, int32_t target, double *walk,
                                           const struct customer *c) {
    for (uint32_t steps = 0; target >= 0 && steps < e->model->n_steps; steps++) {
        const struct model_step *step = &e->model->steps[target];
        if (step->station != NONE && e->model->stations[step->station].kind->waits) {
            return step;
        }
        *walk += step->station == NONE ? 0 : service_mean(e, c, step);
        target = step->completed;
    }
    return NULL;
}

static double length_seen(struct engine *e, uint32_t customer, int32_t target) {
    double walk = 0;
    const struct model_step *step = choose_first_line(e, target, &walk, customer_of(e, customer));
    return step ? (double)people_ahead(e, customer, step) : 0;
}

/* As one reckons by the eye: those ahead, shared among the servers, and one's own service. */
static double time_expected(struct engine *e, uint32_t customer, int32_t target) {
    const struct customer *c = customer_of(e, customer);
    double time = 0;
    const struct model_step *step = choose_first_line(e, target, &time, c);
    if (step) {
        double ahead = (double)people_ahead(e, customer, step), mean = service_mean(e, c, step);
        time += mean + (ahead > 0 ? ahead * choose_others_mean(e, c, step) /
                                        choose_servers(e, customer, step)
                                  : 0);
    }
    return time;
}

/* ---- the choice ---- */

/* Not where it is closed, or no lane is open to him. */
static bool open_to(const struct engine *e, uint32_t customer, const struct model_step *step) {
    if (step->station == NONE) {
        return true;
    }
    bool lanes = e->model->stations[step->station].n_lanes > 0;
    return !e->stations[step->station].shut &&
           (!lanes || lane_is_open(e, step->line[customer_of(e, customer)->tier]));
}

bool choose_offered(const struct engine *e, uint32_t customer, int32_t target) {
    if (target == STEP_BALK) {
        return true;
    }
    const struct model_step *step = target >= 0 ? &e->model->steps[target] : NULL;
    return step && customer_eligible(e, customer, step) && open_to(e, customer, step);
}

/* One uniform against the shares of what is offered; -1: nothing is. */
static int32_t by_share(struct engine *e, uint32_t customer, const struct model_choice *choice) {
    const struct customer *c = customer_of(e, customer);
    double total = 0;
    int32_t last = -1;
    for (uint32_t i = 0; i < choice->n; i++) {
        total += choose_offered(e, customer, choice->target[i]) ? choice->share[i] : 0;
    }
    uint64_t times = times_before(e, customer, step_of(e, c)->joins_counter);
    struct stream s = customer_stream(e, c, step_of(e, c)->draw_choose, times);
    double left = stream_uniform(&s) * total;
    for (uint32_t i = 0; i < choice->n && left >= 0; i++) {
        if (choose_offered(e, customer, choice->target[i]) && choice->share[i] > 0) {
            left -= choice->share[i];
            last = (int32_t)i;
        }
    }
    return last;
}

typedef double label_measure(struct engine *e, uint32_t customer, int32_t target);

/* The least by this measure, the first of several; -1: none is offered. */
static int32_t least_by(struct engine *e, uint32_t customer, const struct model_choice *choice,
                        label_measure *measure) {
    int32_t best = -1;
    double least = HUGE_VAL;
    for (uint32_t i = 0; i < choice->n; i++) {
        double x = choose_offered(e, customer, choice->target[i])
                       ? measure(e, customer, choice->target[i])
                       : HUGE_VAL;
        if (x < least) {
            least = x;
            best = (int32_t)i;
        }
    }
    return best;
}

int32_t choose_target(struct engine *e, uint32_t customer) {
    const struct model_step *step = step_of(e, customer_of(e, customer));
    const struct model_choice *choice = step->choose;
    int32_t i = choice->by == CHOOSE_BY_SHARE      ? by_share(e, customer, choice)
                : choice->by == CHOOSE_BY_SHORTEST ? least_by(e, customer, choice, length_seen)
                : choice->by == CHOOSE_BY_ESTIMATE ? least_by(e, customer, choice, time_expected)
                                                   : choose_by_utility(e, customer, choice);
    return i < 0 ? step->completed : choice->target[i];
}
