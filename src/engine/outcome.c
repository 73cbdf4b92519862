/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/outcome.h"

#include <math.h>

#include "engine/felt.h"
#include "engine/score.h"
#include "engine/strain.h"
#include "engine/tell.h"
#include "engine/temperament.h"

static const struct outcome *outcome_of(const struct engine *e) {
    return &e->model->scenario->people.outcome;
}

/* All that chance decides of one visit, in this order at one address. */
struct chances {
    double resolves, hostile, needs_authority;
};

static struct chances chances_of(const struct engine *e, uint32_t customer) {
    const struct customer *c = customer_of(e, customer);
    const struct model_step *step = step_of(e, c);
    struct stream s =
        customer_stream(e, c, step->draw_resolves, times_before(e, customer, step->joins_counter));
    struct chances u;
    u.resolves = stream_uniform(&s);
    u.hostile = stream_uniform(&s);
    u.needs_authority = stream_uniform(&s);
    return u;
}

static struct outcome_server server_of(const struct engine *e, uint32_t agent) {
    const struct worker *w = &e->workers[agent];
    const struct energy *energy = &e->model->scenario->people.energy;
    const struct model_group *g = &e->model->groups[e->agents[agent].group];
    return (struct outcome_server){.skill = w->skill,
                                   .fatigue = w->tired,
                                   .rested = energy->on ? energy->reference : 0,
                                   .strain = strain_of(e, agent),
                                   .pace = w->pace,
                                   .authority = g->authority,
                                   .drilled = g->drilled};
}

void outcome_begins(struct engine *e, uint32_t agent, uint32_t customer) {
    const struct customer *c = customer_of(e, customer);
    struct worker *w = &e->workers[agent];
    struct outcome_server by = server_of(e, agent);
    w->promises += c->late || c->asks;
    struct outcome_customer whom = {.spent = e->felt ? felt_spent(e, customer) : 0,
                                    .promise_broken = c->late || c->asks,
                                    .temper = temperament_of(e, c)->hostile};
    w->courtesy = outcome_courtesy(outcome_of(e), &by);
    w->hostile =
        chances_of(e, customer).hostile < outcome_hostile(outcome_of(e), w->courtesy, &whom);
}

bool outcome_ends(struct engine *e, uint32_t customer) {
    const struct customer *c = customer_of(e, customer);
    const struct model_step *step = step_of(e, c);
    struct worker *w = &e->workers[c->agent];
    struct outcome_server by = server_of(e, c->agent);
    struct chances u = chances_of(e, customer);
    bool needs = u.needs_authority < step->needs_authority;
    struct service_outcome o = {
        .courtesy = w->courtesy,
        .hostile = w->hostile,
        .lacked_authority = needs && !(u.needs_authority < step->needs_authority * by.authority),
        .resolved = isnan(step->resolves) ||
                    u.resolves < outcome_resolves(outcome_of(e), step->resolves, &by, needs)};
    w->turned_hostile += o.hostile;
    w->lacked += o.lacked_authority;
    if (e->scores) {
        score_served(e, customer, &o);
    }
    tell_outcome(e, c, step->station, e->agents[c->agent].group, c->agent, &o);
    return o.resolved;
}
