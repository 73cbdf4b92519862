/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/crew.h"
#include "engine/felt.h"
#include "engine/flow.h"
#include "engine/line.h"
#include "engine/tell.h"
#include "engine/temperament.h"

bool refused_at_the_door(struct engine *e, uint32_t station, uint32_t customer) {
    const struct station_state *s = &e->stations[station];
    const struct model_station *m = &e->model->stations[station];
    if (!e->open && e->model->turn_away && !m->keeps) {
        visit_end(e, customer, VISIT_TURNED_AWAY, false, 0);
        return true;
    }
    /* He himself is counted as present already. */
    if (s->shut || s->present > m->lines) {
        visit_end(e, customer, VISIT_BLOCKED, false, 0);
        return true;
    }
    return false;
}

static bool balks(struct engine *e, uint32_t customer, const struct model_step *step,
                  size_t in_line) {
    const struct customer *c = customer_of(e, customer);
    if (!step->balks) {
        return false;
    }
    const struct balks *b = step->balks;
    double waiting = (double)in_line, chance = 0;
    for (size_t i = 0; i < b->n && b->waiting[i] <= waiting; i++) {
        chance = b->chance[i];
    }
    if (chance <= 0) {
        return false;
    }
    struct stream s =
        customer_stream(e, c, step->draw_balk, times_before(e, customer, step->joins_counter));
    return stream_uniform(&s) < chance;
}

/* Draws patience at this joining; HUGE_VAL for those who wait for ever. */
static double patience_draw(const struct engine *e, uint32_t customer,
                            const struct model_step *step) {
    const struct customer *c = customer_of(e, customer);
    if (!step->patience) {
        return HUGE_VAL;
    }
    uint64_t times = times_before(e, customer, step->joins_counter);
    struct stream s = customer_stream(e, c, step->draw_patience, times);
    double patience = distribution_sample(timed_at(e->model, step->patience, c->arrived), &s);
    return step->temperaments ? patience / temperament_of(e, c)->impatience : patience;
}

/* Enters what will make him leave: patience, or the time limit if that is earlier. */
static void leaving_schedule(struct engine *e, uint32_t customer, double patience, double within) {
    const struct customer *c = customer_of(e, customer);
    enum event_kind kind = patience <= within ? EVENT_LEAVING : EVENT_TIMED_OUT;
    double after = patience <= within ? patience : within;
    if (after < HUGE_VAL) {
        leaving_enter(e, e->now + after, customer_tie(kind, c), customer);
    }
}

/* Enters the moments from which groups that help after a time may take him. */
static void help_schedule(struct engine *e, uint32_t customer) {
    const struct customer *c = customer_of(e, customer);
    const struct model_line *l = &e->model->lines[c->line];
    for (uint32_t i = 0; i < l->n_routes; i++) {
        if (l->routes[i].after > 0) {
            uint64_t tie = event_tie(EVENT_HELP, l->routes[i].group, person_number(c->person));
            leaving_enter(e, fmax(e->now, c->since + l->routes[i].after), tie, customer);
        }
    }
}

static bool seats_lack(const struct engine *e, const struct customer *c, uint32_t station) {
    size_t seats = e->model->stations[station].seats, taken = e->stations[station].seated;
    return taken >= seats || c->party > seats - taken;
}

bool wait_begin(struct engine *e, uint32_t customer, size_t waiting) {
    struct customer *c = customer_of(e, customer);
    const struct model_step *step = step_of(e, c);
    uint32_t station = step->station;
    const struct model_station *s = &e->model->stations[station];
    if (seats_lack(e, c, station) || s->blocks) {
        visit_end(e, customer, VISIT_BLOCKED, false, 0);
        return false;
    }
    if (s->area != NONE && area_refuses(e, customer)) {
        return false;
    }
    if (balks(e, customer, step, waiting)) {
        visit_end(e, customer, VISIT_BALKED, false, 0);
        return false;
    }
    /* The work, though mostly needed only later: one generator hides the other's latency. */
    c->work = service_draw(e, customer, step);
    double patience = patience_draw(e, customer, step);
    double felt_rate = e->felt ? felt_rate_at(e, customer) : 0;
    if (s->area != NONE && !e->felt) {
        patience *= area_patience(e, customer);
    }
    c->line_seen = (uint32_t)waiting;
    line_join(e, station, customer);
    tell_wait_began(e, c, station);
    if (e->felt) {
        felt_joined(e, customer, patience, felt_rate);
        patience = HUGE_VAL;
    }
    leaving_schedule(e, customer, patience, step->within);
    if (s->has_delays) {
        help_schedule(e, customer);
    }
    return true;
}

/* Out of the line without having been served. */
static void wait_end(struct engine *e, uint32_t customer, enum visit_outcome outcome) {
    const struct customer *c = customer_of(e, customer);
    const struct model_line *l = &e->model->lines[c->line];
    const struct station_kind *kind = e->model->stations[l->station].kind;
    line_leave(e, l->station, customer);
    if (e->felt) {
        felt_left(e, customer, false);
    }
    visit_close(e, customer, outcome, false, e->now - c->joined);
    if (kind->left) {
        kind->left(e, l->station, customer);
    }
    visit_lead_on(e, customer, outcome);
}

void wait_abandon(struct engine *e, uint32_t customer) {
    wait_end(e, customer, VISIT_ABANDONED);
}

void wait_time_out(struct engine *e, uint32_t customer) {
    wait_end(e, customer, VISIT_TIMED_OUT);
}

void wait_help(struct engine *e, uint32_t customer) {
    const struct model_line *l = &e->model->lines[customer_of(e, customer)->line];
    for (uint32_t i = 0; i < l->n_routes; i++) {
        uint32_t group = l->routes[i].group;
        uint32_t agent = e->groups[group].idle_first;
        if (agent == NONE) {
            continue;
        }
        const struct model_route *route = routing_choose_line(e, agent);
        if (route) {
            agent_busy(e, agent);
            service_begin_first(e, agent, route);
            return;
        }
    }
}

static void line_turn_away(struct engine *e, uint32_t line) {
    while (e->lines[line].count > 0) {
        wait_end(e, e->lines[line].first, VISIT_TURNED_AWAY);
    }
}

void wait_turn_away(struct engine *e, uint32_t station) {
    const struct model_station *s = &e->model->stations[station];
    for (uint32_t line = s->first_line; line < s->first_line + s->n_lines; line++) {
        line_turn_away(e, line);
    }
    if (s->crew) {
        crew_turn_away(e, station);
    }
}

void wait_turn_all_away(struct engine *e) {
    for (uint32_t line = 0; line < e->model->n_lines; line++) {
        if (!e->model->stations[e->model->lines[line].station].keeps) {
            line_turn_away(e, line);
        }
    }
    for (uint32_t station = 0; station < e->model->n_stations; station++) {
        if (e->model->stations[station].crew && !e->model->stations[station].keeps) {
            crew_turn_away(e, station);
        }
    }
}
