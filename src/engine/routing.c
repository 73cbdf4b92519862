/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/flow.h"
#include "engine/line.h"
#include "engine/worker.h"

/* ---- which idle agent takes a customer: one function a choice ---- */

/* Groups of one rank that may serve a line now, [n] of its routes. */
struct pool {
    const struct model_route *routes;
    uint32_t n;
};

static uint32_t idle_of(const struct engine *e, const struct model_route *r) {
    return r->after > 0 ? NONE : e->groups[r->group].idle_first;
}

static uint32_t longest_idle(struct engine *e, struct pool p, uint32_t customer) {
    (void)customer;
    uint32_t best = NONE;
    for (uint32_t i = 0; i < p.n; i++) {
        uint32_t agent = idle_of(e, &p.routes[i]);
        if (agent != NONE &&
            (best == NONE || e->agents[agent].idle_since < e->agents[best].idle_since)) {
            best = agent;
        }
    }
    return best;
}

static double busy_share(const struct engine *e, uint32_t agent) {
    const struct agent *a = &e->agents[agent];
    double on_duty = a->duty_s + (e->now - a->on_since);
    return on_duty > 0 ? a->busy_s / on_duty : 0;
}

/* Looks at every idle agent of the pool: the shares of different people drift at different speeds,
 * so that no order kept would stay true. */
static uint32_t least_of(const struct engine *e, struct pool p,
                         double (*of)(const struct engine *, uint32_t agent)) {
    uint32_t best = NONE;
    double least = 0;
    for (uint32_t i = 0; i < p.n; i++) {
        for (uint32_t a = idle_of(e, &p.routes[i]); a != NONE; a = e->agents[a].next) {
            double x = of(e, a);
            if (best == NONE || x < least) {
                best = a;
                least = x;
            }
        }
    }
    return best;
}

static uint32_t least_occupied(struct engine *e, struct pool p, uint32_t customer) {
    (void)customer;
    return least_of(e, p, busy_share);
}

static uint32_t most_rested(struct engine *e, struct pool p, uint32_t customer) {
    (void)customer;
    return least_of(e, p, worker_fatigue);
}

static uint32_t fastest(struct engine *e, struct pool p, uint32_t customer) {
    (void)customer;
    uint32_t best = NONE;
    double speed = 0;
    for (uint32_t i = 0; i < p.n; i++) {
        uint32_t agent = idle_of(e, &p.routes[i]);
        if (agent == NONE) {
            continue;
        }
        bool ahead = best == NONE || p.routes[i].speed > speed ||
                     (p.routes[i].speed >= speed &&
                      e->agents[agent].idle_since < e->agents[best].idle_since);
        if (ahead) {
            best = agent;
            speed = p.routes[i].speed;
        }
    }
    return best;
}

static uint32_t at_random(struct engine *e, struct pool p, uint32_t customer) {
    size_t idle = 0;
    for (uint32_t i = 0; i < p.n; i++) {
        idle += idle_of(e, &p.routes[i]) == NONE ? 0 : e->groups[p.routes[i].group].idle;
    }
    if (idle == 0) {
        return NONE;
    }
    const struct customer *c = customer_of(e, customer);
    const struct model_step *step = step_of(e, c);
    uint64_t times = times_before(e, customer, step->joins_counter);
    struct stream s = customer_stream(e, c, step->draw_choose, times);
    size_t place = (size_t)(stream_uniform(&s) * (double)idle);
    for (uint32_t i = 0; i < p.n; i++) {
        for (uint32_t a = idle_of(e, &p.routes[i]); a != NONE; a = e->agents[a].next) {
            if (place-- == 0) {
                return a;
            }
        }
    }
    return NONE;
}

typedef uint32_t agent_chooser(struct engine *e, struct pool p, uint32_t customer);

static agent_chooser *const choosers[] = {
    [CHOOSE_LONGEST_IDLE] = longest_idle, [CHOOSE_LEAST_OCCUPIED] = least_occupied,
    [CHOOSE_FASTEST] = fastest,           [CHOOSE_RANDOM] = at_random,
    [CHOOSE_MOST_RESTED] = most_rested,
};

/* The route of the pool that leads to this agent's group. */
static struct choice choice_of(const struct engine *e, struct pool p, uint32_t agent) {
    uint32_t i = 0;
    while (p.routes[i].group != e->agents[agent].group) {
        i++;
    }
    return (struct choice){agent, &p.routes[i]};
}

struct choice routing_choose_agent(struct engine *e, uint32_t customer) {
    const struct model_line *l = &e->model->lines[customer_of(e, customer)->line];
    for (uint32_t i = 0, end; i < l->n_routes; i = end) {
        for (end = i + 1; end < l->n_routes && l->routes[end].rank <= l->routes[i].rank; end++) {
        }
        struct pool p = {&l->routes[i], end - i};
        agent_chooser *choose = choosers[e->model->groups[l->routes[i].group].choose];
        uint32_t agent = choose(e, p, customer);
        if (agent != NONE) {
            return choice_of(e, p, agent);
        }
    }
    return (struct choice){NONE, NULL};
}

/* ---- which customer a free agent takes ---- */

static bool may_take(const struct engine *e, const struct model_route *r) {
    return r->after <= 0 || line_first_waited(e, r->line, r->after) != NONE;
}

static bool longer_wait(const struct engine *e, uint32_t a, uint32_t b) {
    double since = customer_of(e, e->lines[a].first)->since;
    double other = customer_of(e, e->lines[b].first)->since;
    return since < other || (since <= other && a < b);
}

/* Routes stand by order, so the first order at which somebody may be taken decides, unless the
 * group serves the longest wait of all. */
const struct model_route *routing_choose_line(const struct engine *e, uint32_t agent) {
    uint32_t group = e->agents[agent].group, post = e->agents[agent].post;
    const struct model_group *g = &e->model->groups[group];
    const struct model_route *routes = g->routes;
    const uint64_t *nonempty = e->groups[group].nonempty;
    if (post > 0) {
        routes += (size_t)post * g->post_routes;
        nonempty += (size_t)post * group_post_words(g);
    }
    bool by_wait = g->serves == SERVES_LONGEST_WAIT;
    const struct model_route *best = NULL;
    for (uint32_t word = 0; word * 64 < g->post_routes; word++) {
        for (uint64_t left = nonempty[word]; left; left &= left - 1) {
            const struct model_route *r = &routes[word * 64 + (uint32_t)__builtin_ctzll(left)];
            if (best && !by_wait && r->order > best->order) {
                return best;
            }
            if (may_take(e, r) && (!best || (by_wait ? longer_wait(e, r->line, best->line)
                                                     : line_before(e, r->line, best->line)))) {
                best = r;
            }
        }
    }
    return best;
}
