/* SPDX-License-Identifier: GPL-3.0-or-later
 * Who calls for help keeps his machine and stands in line at the desk by a slot of its own, the
 * errand: the same person at another place, whose visits are counted and whose contact is his. */
#include "engine/machines.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "engine/flow.h"
#include "engine/line.h"
#include "engine/slab.h"
#include "engine/tell.h"
#include "scenario/machines.h"

static const struct model_machines *minded_at(const struct engine *e, uint32_t station) {
    return e->model->stations[station].machines;
}

/* ---- which are free ---- */

enum { WORD_BITS = 64 };

static uint64_t *word_of(const struct engine *e, const struct machine *m) {
    return &e->idle_machines[e->stations[m->station].first_word + m->number / WORD_BITS];
}

static void machine_mark(struct engine *e, const struct machine *m) {
    uint64_t bit = UINT64_C(1) << m->number % WORD_BITS, *word = word_of(e, m);
    bool idle = m->customer == NONE && !m->down;
    *word = idle ? *word | bit : *word & ~bit;
}

/* The lowest of those that there are now; NONE when none is free. */
static uint32_t machine_idle(const struct engine *e, uint32_t station) {
    const struct station_state *s = &e->stations[station];
    size_t servers = e->model->stations[station].servers;
    if (s->parked || s->used >= servers) {
        return NONE;
    }
    for (uint32_t w = 0; w * WORD_BITS < s->n_machines; w++) {
        uint64_t word = e->idle_machines[s->first_word + w];
        uint32_t number = word ? w * WORD_BITS + (uint32_t)__builtin_ctzll(word) : NONE;
        if (word) {
            return number < servers ? s->first_machine + number : NONE;
        }
    }
    return NONE;
}

/* ---- the work ---- */

static void machine_run(struct engine *e, uint32_t machine) {
    struct machine *m = &e->machines[machine];
    m->began = e->now;
    engine_schedule(e, e->now + (m->left - m->stops_at),
                    event_tie(EVENT_MACHINE_STOPS, m->station, m->number), machine, m->generation);
}

/* Somewhere in the work of some uses, evenly. */
static void help_draw(struct engine *e, struct machine *m) {
    const struct customer *c = customer_of(e, m->customer);
    const struct model_step *step = step_of(e, c);
    double chance = e->model->stations[m->station].needs_help;
    m->calls = false;
    m->stops_at = 0;
    if (chance <= 0 || step->help == NONE) {
        return;
    }
    uint64_t times = times_before(e, m->customer, step->services_counter);
    struct stream s = customer_stream(e, c, step->draw_help, times);
    m->calls = stream_uniform(&s) < chance;
    m->stops_at = m->calls ? c->work * stream_uniform(&s) : 0;
}

static void machine_take(struct engine *e, uint32_t machine, uint32_t customer) {
    struct machine *m = &e->machines[machine];
    m->customer = customer;
    machine_mark(e, m);
    e->stations[m->station].used++;
    tell_in_use(e, m->station);
    service_start(e, customer, (struct choice){NONE, NULL});
    struct customer *c = customer_of(e, customer);
    c->child = machine;
    m->left = c->work;
    help_draw(e, m);
    machine_run(e, machine);
}

void minded_arrive(struct engine *e, uint32_t station, uint32_t customer) {
    if (refused_at_the_door(e, station, customer)) {
        return;
    }
    uint32_t machine = machine_idle(e, station);
    if (machine != NONE) {
        machine_take(e, machine, customer);
    } else {
        wait_begin(e, customer, e->stations[station].waiting);
    }
}

void minded_freed(struct engine *e, uint32_t station) {
    uint32_t machine = machine_idle(e, station);
    uint32_t line = machine == NONE ? NONE : station_next_line(e, station);
    if (line != NONE) {
        machine_take(e, machine, e->lines[line].first);
    }
}

/* Nobody is at it any more; the customer who was. */
static uint32_t machine_clear(struct engine *e, uint32_t machine) {
    struct machine *m = &e->machines[machine];
    uint32_t customer = m->customer;
    m->customer = NONE;
    e->stations[m->station].out += m->down;
    machine_mark(e, m);
    return customer;
}

static void machine_give_up(struct engine *e, uint32_t machine) {
    service_cut(e, machine_clear(e, machine));
}

/* ---- help ---- */

static void copy_memory(struct engine *e, uint32_t to, uint32_t from) {
    size_t counters = e->model->max_counters, marks = e->model->max_marks;
    if (counters > 0) {
        memcpy(e->counters + to * counters, e->counters + from * counters,
               counters * sizeof *e->counters);
    }
    if (marks > 0) {
        memcpy(e->marks + to * marks, e->marks + from * marks, marks * sizeof *e->marks);
    }
}

static void help_call(struct engine *e, uint32_t machine) {
    struct machine *m = &e->machines[machine];
    uint32_t errand = slot_take(e);
    if (errand == NONE) {
        return;
    }
    const struct customer *c = customer_of(e, m->customer);
    struct customer *x = customer_of(e, errand);
    uint32_t generation = x->generation, visits = x->visits, step = step_of(e, c)->help;
    *x = *c;
    x->generation = generation;
    x->visits = visits;
    x->second = m->customer;
    x->errand = true;
    x->in_service = x->staff_served = x->resolved = false;
    x->waited = 0;
    x->holds = 0;
    copy_memory(e, errand, m->customer);
    m->called = true;
    tell_help(e, c, m->station, true);
    customer_go(e, errand, (int32_t)step);
}

void machine_stops(struct engine *e, uint32_t machine) {
    struct machine *m = &e->machines[machine];
    m->left = m->stops_at;
    if (m->calls) {
        m->calls = false;
        help_call(e, machine);
        return;
    }
    service_end(e, machine_clear(e, machine));
}

/* A machine that failed while its user waited for help, or was helped, is seen to have failed now.
 */
void errand_end(struct engine *e, uint32_t errand) {
    const struct customer *x = customer_of(e, errand);
    struct customer *c = customer_of(e, x->second);
    uint32_t machine = c->child;
    struct machine *m = &e->machines[machine];
    bool helped = x->staff_served && x->resolved;
    c->waited += x->waited;
    c->was_delayed |= x->was_delayed;
    c->staff_served |= x->staff_served;
    copy_memory(e, x->second, errand);
    customer_release(e, errand);
    m->called = false;
    m->stops_at = 0;
    tell_help(e, c, m->station, false);
    if (!helped || (m->down && !minded_at(e, m->station)->fails->stays)) {
        machine_give_up(e, machine);
    } else if (!m->down) {
        machine_run(e, machine);
    }
}

/* ---- failures ---- */

/* Those out of order among the machines that there are now. */
static size_t down_of(const struct engine *e, uint32_t station) {
    const struct station_state *s = &e->stations[station];
    size_t servers = e->model->stations[station].servers, down = 0;
    if (servers >= s->n_machines) {
        return s->down;
    }
    for (size_t i = 0; i < servers; i++) {
        down += e->machines[s->first_machine + i].down;
    }
    return down;
}

/* One that is not there fails unseen. */
static void tell_life(const struct engine *e, const struct machine *m, enum machine_event what) {
    if (m->number < e->model->stations[m->station].servers) {
        tell_machines_down(e, m->station, down_of(e, m->station), what);
    }
}

void machines_counted(struct engine *e, uint32_t station) {
    if (e->stations[station].down > 0) {
        tell_machines_down(e, station, down_of(e, station), MACHINE_WAS_DOWN);
    }
}

/* The time it works, or is out of order, for the n-th time. */
static double life_draw(const struct engine *e, const struct machine *m, bool down, uint32_t n) {
    const struct model_machines *own = minded_at(e, m->station);
    const struct distribution *d = down ? &own->fails->lasts : &own->fails->every;
    uint64_t name = down ? own->draw_repair : own->draw_failure;
    struct stream s =
        stream_at(e->key, person_address(own->person_name, 0, m->number), draw_address(name, n));
    return distribution_sample(d, &s);
}

static void life_schedule(struct engine *e, uint32_t machine, double at) {
    const struct machine *m = &e->machines[machine];
    enum event_kind next = m->down ? EVENT_MACHINE_REPAIRED : EVENT_MACHINE_FAILS;
    engine_schedule(e, at, event_tie(next, m->station, m->number), machine, 0);
}

void machine_fails(struct engine *e, uint32_t machine) {
    struct machine *m = &e->machines[machine];
    m->down = true;
    e->stations[m->station].down++;
    e->stations[m->station].out += m->customer == NONE;
    machine_mark(e, m);
    tell_life(e, m, MACHINE_FAILED);
    life_schedule(e, machine, e->now + life_draw(e, m, true, m->failures));
    if (m->customer == NONE || m->called) {
        return;
    }
    m->generation++;
    e->calendar.stale++;
    m->left -= e->now - m->began;
    if (!minded_at(e, m->station)->fails->stays) {
        machine_give_up(e, machine);
    }
}

void machine_repaired(struct engine *e, uint32_t machine) {
    struct machine *m = &e->machines[machine];
    m->down = false;
    m->failures++;
    e->stations[m->station].down--;
    e->stations[m->station].out -= m->customer == NONE;
    machine_mark(e, m);
    tell_life(e, m, MACHINE_REPAIRED);
    life_schedule(e, machine, e->now + life_draw(e, m, false, m->failures));
    if (m->customer == NONE) {
        minded_freed(e, m->station);
    } else if (!m->called) {
        machine_run(e, machine);
    }
}

/* ---- making ---- */

/* As many as there ever are, by the scenario or by a rule. */
static size_t most_machines(const struct model *m, uint32_t station) {
    size_t most = m->stations[station].servers;
    for (uint32_t i = 0; i < m->n_rules; i++) {
        const struct model *changed = m->rules[i].changed;
        size_t other = changed ? changed->stations[station].servers : 0;
        most = other > most ? other : most;
    }
    return most;
}

void machines_new(struct engine *e) {
    size_t n = 0, words = 0;
    for (uint32_t s = 0; s < e->model->n_stations; s++) {
        size_t here = minded_at(e, s) ? most_machines(e->model, s) : 0;
        n += here;
        words += (here + WORD_BITS - 1) / WORD_BITS;
    }
    if (n > 0) {
        e->machines = mem_new(n, sizeof *e->machines);
        e->idle_machines = mem_new(words, sizeof *e->idle_machines);
        e->n_machines = (uint32_t)n;
    }
}

/* So many mean lives, and a uniform part of one, lie before the run, so that it begins on any day.
 */
enum { LIVES_BEFORE = 20 };

static void life_begin(struct engine *e, uint32_t machine) {
    struct machine *m = &e->machines[machine];
    const struct model_machines *own = minded_at(e, m->station);
    double opens = e->model->steady ? 0 : e->model->opens;
    double mean = distribution_mean(&own->fails->every) + distribution_mean(&own->fails->lasts);
    struct stream s = stream_at(e->key, person_address(own->person_name, 0, m->number),
                                draw_address(own->draw_begin, 0));
    double at = opens;
    if (isfinite(mean)) {
        at -= (LIVES_BEFORE + stream_uniform(&s)) * mean;
    }
    for (at += life_draw(e, m, false, 0); at < opens; at += life_draw(e, m, m->down, m->failures)) {
        m->down = !m->down;
        m->failures += !m->down;
    }
    e->stations[m->station].down += m->down;
    e->stations[m->station].out += m->down;
    life_schedule(e, machine, at);
}

void machines_reset(struct engine *e) {
    uint32_t n = 0, words = 0;
    for (uint32_t s = 0; e->n_machines > 0 && s < e->model->n_stations; s++) {
        if (!minded_at(e, s)) {
            continue;
        }
        uint32_t here = (uint32_t)most_machines(e->model, s);
        e->stations[s].first_machine = n;
        e->stations[s].n_machines = here;
        e->stations[s].first_word = words;
        memset(e->idle_machines + words, 0,
               (here + WORD_BITS - 1) / WORD_BITS * sizeof *e->idle_machines);
        for (uint32_t i = 0; i < here; i++) {
            e->machines[n + i] = (struct machine){.station = s, .number = i, .customer = NONE};
            if (minded_at(e, s)->fails->every.kind) {
                life_begin(e, n + i);
            }
            machine_mark(e, &e->machines[n + i]);
        }
        n += here;
        words += (here + WORD_BITS - 1) / WORD_BITS;
    }
}

void machines_open(struct engine *e) {
    for (uint32_t s = 0; e->n_machines > 0 && e->day == 0 && s < e->model->n_stations; s++) {
        machines_counted(e, s);
    }
}
