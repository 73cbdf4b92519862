/* SPDX-License-Identifier: GPL-3.0-or-later
 * A worker's time is made of spells: work, idleness between customers, and time away. How tired he
 * is, is worked out as one ends; what it does to a service is settled as the service begins. */
#include "engine/worker.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/units.h"
#include "engine/flow.h"
#include "engine/strain.h"
#include "engine/tell.h"
#include "random/draw.h"

/* Whoever is away for longer has gone home, and has not been on a break. */
#define BREAK_AT_MOST (4 * 3600.0)

static const struct people *people_of(const struct engine *e) {
    return &e->model->scenario->people;
}

/* ---- spells ---- */

static double fatigue_after(const struct engine *e, uint32_t agent, double seconds) {
    const struct energy *p = &people_of(e)->energy;
    const struct worker *w = &e->workers[agent];
    switch (w->spell) {
    case SPELL_WORK:
        return energy_after_work(w->fatigue, w->rate, seconds);
    case SPELL_IDLE:
        return energy_after_rest(w->fatigue, w->rate, seconds);
    case SPELL_AWAY:
        break;
    }
    return seconds > BREAK_AT_MOST
               ? energy_after_night(strain_night_of(e, agent), w->fatigue, seconds)
               : energy_after_rest(w->fatigue, energy_break_rate(p) * strain_recovery_of(e, agent),
                                   seconds);
}

/* The present spell ends, and another begins; rate: of tiring, in work. */
static void spell_turn(struct engine *e, uint32_t agent, enum spell next, double rate) {
    const struct people *p = people_of(e);
    struct worker *w = &e->workers[agent];
    if (!p->energy.on && !p->strain.on) {
        return;
    }
    double lasted = e->now - w->since;
    w->duty += w->spell == SPELL_AWAY ? 0 : lasted;
    w->busy += w->spell == SPELL_WORK ? lasted : 0;
    if (p->energy.on && w->spell != SPELL_AWAY && lasted > 0) {
        tell_spell(e, agent,
                   &(struct worker_spell){.from = w->since,
                                          .fatigue = w->fatigue,
                                          .rate = w->rate,
                                          .works = w->spell == SPELL_WORK});
    }
    w->fatigue = p->energy.on ? fatigue_after(e, agent, lasted) : 0;
    w->since = e->now;
    w->spell = next;
    w->rate = rate;
}

double worker_fatigue(const struct engine *e, uint32_t agent) {
    return fatigue_after(e, agent, e->now - e->workers[agent].since);
}

static double idle_rate(const struct engine *e, uint32_t agent) {
    return energy_idle_rate(&people_of(e)->energy) * strain_recovery_of(e, agent);
}

void worker_comes(struct engine *e, uint32_t agent) {
    spell_turn(e, agent, SPELL_IDLE, idle_rate(e, agent));
}

void worker_goes(struct engine *e, uint32_t agent) {
    spell_turn(e, agent, SPELL_AWAY, 0);
}

/* After closing, who goes by a count and is free has gone, though he is not told to. */
void worker_ends(struct engine *e, uint32_t agent) {
    bool stays = e->open || e->groups[e->agents[agent].group].roster;
    spell_turn(e, agent, stays ? SPELL_IDLE : SPELL_AWAY, stays ? idle_rate(e, agent) : 0);
}

/* ---- time in the job ---- */

/* Of the others in his group. */
static double experienced_peers(const struct engine *e, uint32_t agent) {
    const struct group_state *g = &e->groups[e->agents[agent].group];
    size_t n = 0;
    for (uint32_t i = g->first_agent; i < g->first_agent + g->n_agents; i++) {
        n += i != agent && e->workers[i].tenure >= SKILL_EXPERIENCED;
    }
    return g->n_agents > 1 ? (double)n / (double)(g->n_agents - 1) : 0;
}

static void skills_today(struct engine *e) {
    const struct skill *p = &people_of(e)->skill;
    for (uint32_t i = 0; p->on && i < e->n_agents; i++) {
        struct worker *w = &e->workers[i];
        w->skill = skill_after(p, w->tenure + (double)e->day / SKILL_MONTH, w->peers);
    }
}

void workers_open(struct engine *e) {
    skills_today(e);
    for (uint32_t i = 0; i < e->n_agents; i++) {
        if (e->agents[i].on_duty && e->agents[i].idle && e->workers[i].spell == SPELL_AWAY) {
            worker_comes(e, i);
        }
    }
}

void workers_close(struct engine *e) {
    for (uint32_t i = 0; i < e->n_agents; i++) {
        if (e->agents[i].idle && !e->groups[e->agents[i].group].roster) {
            worker_goes(e, i);
        }
    }
}

void workers_finish(struct engine *e) {
    for (uint32_t i = 0; i < e->n_agents; i++) {
        worker_goes(e, i);
    }
    strain_days_end(e);
}

/* ---- pace ---- */

/* How the line that he sees presses: his own at a lane, else the station's. */
static double pressure_at(const struct engine *e, const struct pace_parameters *p,
                          const struct agent *a, uint32_t station) {
    const struct model_station *m = &e->model->stations[station];
    if (m->n_lanes > 0) {
        uint32_t people = a->post < m->n_lanes ? e->lanes[m->first_lane + a->post].people : 1;
        return pace_pressure(p, people > 0 ? people - 1.0 : 0, 1);
    }
    return pace_pressure(p, e->stations[station].waiting, station_servers(e, station));
}

static double temperature_at(struct engine *e, uint32_t station) {
    uint32_t area = e->model->stations[station].area;
    return area == NONE ? NAN : area_temperature(e, area);
}

static double shared_factor(const struct engine *e, const struct pace_parameters *p,
                            uint32_t station) {
    bool own = e->model->stations[station].n_lanes > 0 || station_servers(e, station) < 2;
    return own ? 1 : 1 + p->shared_line;
}

static double tiring_rate(const struct engine *e, const struct energy *p, double pace,
                          double temperature) {
    double rate = energy_work_rate(p, pace, temperature);
    return p->circadian > 0 ? rate * energy_clock_factor(p, fmod(e->now, DAY_SECONDS)) : rate;
}

double worker_begins(struct engine *e, uint32_t agent, uint32_t station) {
    const struct people *p = people_of(e);
    struct worker *w = &e->workers[agent];
    double temperature = temperature_at(e, station), pace = 1, factor = 1;
    double fatigue = p->energy.on ? worker_fatigue(e, agent) : 0;
    if (p->pace.on) {
        pace = pace_of(&p->pace, pressure_at(e, &p->pace, &e->agents[agent], station), fatigue);
        factor = pace_heat_factor(p->pace.heat, temperature) * shared_factor(e, &p->pace, station);
    }
    w->tired = fatigue;
    w->pace = pace;
    if (p->energy.on) {
        factor *= energy_handle_factor(&p->energy, fatigue);
    }
    spell_turn(e, agent, SPELL_WORK,
               p->energy.on ? tiring_rate(e, &p->energy, pace, temperature) : 0);
    if (!isnan(temperature)) {
        w->warm++;
        w->warmth += temperature;
    }
    w->contacts++;
    return pace_capped(factor / pace) * w->own / w->skill;
}

/* ---- before and after a replication ---- */

/* Numbers of what he is all his life, in every replication's world his own. */
static struct stream agent_stream(const struct engine *e, const struct agent *a, uint64_t draw) {
    const struct model_group *g = &e->model->groups[a->group];
    return stream_at(e->key, person_address(g->person_name, 0, a->number), draw_address(draw, 0));
}

/* An agent is slow or fast all his life. */
static double own_factor(const struct engine *e, uint32_t agent) {
    const struct pace_parameters *p = &people_of(e)->pace;
    if (!p->on || p->agent_spread <= 0) {
        return 1;
    }
    struct stream s = agent_stream(e, &e->agents[agent], e->model->draw_own_pace);
    double sigma = p->agent_spread;
    return exp(sigma * stream_normal(&s) - sigma * sigma / 2);
}

/* Months; HUGE_VAL: proficient. */
static double tenure_of(const struct engine *e, uint32_t agent) {
    const struct agent *a = &e->agents[agent];
    const struct model_group *g = &e->model->groups[a->group];
    if (!g->tenure) {
        return HUGE_VAL;
    }
    struct stream s = agent_stream(e, a, e->model->draw_tenure);
    return distribution_sample(g->tenure, &s) / (SKILL_MONTH * DAY_SECONDS);
}

void workers_reset(struct engine *e) {
    const struct people *p = people_of(e);
    if (!people_any_staff(p)) {
        return;
    }
    e->workers = mem_resize(e->workers, e->n_agents, sizeof *e->workers);
    for (uint32_t i = 0; i < e->n_agents; i++) {
        e->workers[i] = (struct worker){.spell = SPELL_AWAY,
                                        .since = e->model->opens - ENERGY_NIGHT,
                                        .fatigue = p->energy.reference,
                                        .own = own_factor(e, i),
                                        .tenure = tenure_of(e, i),
                                        .strain = p->strain.start,
                                        .skill = 1};
    }
    for (uint32_t i = 0; p->skill.on && i < e->n_agents; i++) {
        e->workers[i].peers = experienced_peers(e, i);
    }
}

void workers_free(struct engine *e) {
    free(e->workers);
}
