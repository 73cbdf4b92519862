/* SPDX-License-Identifier: GPL-3.0-or-later
 * Telling the observers: one inline function per member of struct observer that stands in the way
 * of every customer. With no observers a call is one comparison. */
#ifndef ENGINE_TELL_H
#define ENGINE_TELL_H

#include "engine/state.h"

static inline void tell_no_show(const struct engine *e, const struct customer *c) {
    for (size_t i = 0; i < e->n_observers; i++) {
        const struct observer *o = &e->observers[i];
        if (o->no_show) {
            o->no_show(o->self, e->now, c);
        }
    }
}

static inline void tell_contact_began(const struct engine *e, const struct customer *c) {
    for (size_t i = 0; i < e->n_observers; i++) {
        const struct observer *o = &e->observers[i];
        if (o->contact_began) {
            o->contact_began(o->self, e->now, c);
        }
    }
}

static inline void tell_contact_ended(const struct engine *e, const struct customer *c,
                                      enum contact_outcome outcome, enum customer_end end) {
    for (size_t i = 0; i < e->n_observers; i++) {
        const struct observer *o = &e->observers[i];
        if (o->contact_ended) {
            o->contact_ended(o->self, e->now, c, outcome, end);
        }
    }
}

static inline void tell_visit_began(const struct engine *e, const struct customer *c,
                                    uint32_t station) {
    for (size_t i = 0; i < e->n_observers; i++) {
        const struct observer *o = &e->observers[i];
        if (o->visit_began) {
            o->visit_began(o->self, e->now, c, station);
        }
    }
}

static inline void tell_wait_began(const struct engine *e, const struct customer *c,
                                   uint32_t station) {
    for (size_t i = 0; i < e->n_observers; i++) {
        const struct observer *o = &e->observers[i];
        if (o->wait_began) {
            o->wait_began(o->self, e->now, c, station);
        }
    }
}

static inline void tell_service_began(const struct engine *e, const struct customer *c,
                                      uint32_t station, double waited, uint32_t group) {
    for (size_t i = 0; i < e->n_observers; i++) {
        const struct observer *o = &e->observers[i];
        if (o->service_began) {
            o->service_began(o->self, e->now, c, station, waited, group);
        }
    }
}

static inline void tell_agent_taken(const struct engine *e, const struct customer *c,
                                    uint32_t station, uint32_t agent) {
    for (size_t i = 0; i < e->n_observers; i++) {
        const struct observer *o = &e->observers[i];
        if (o->agent_taken) {
            o->agent_taken(o->self, e->now, c, station, e->agents[agent].group, agent);
        }
    }
}

static inline void tell_asking(const struct engine *e, const struct customer *c, bool begins) {
    for (size_t i = 0; i < e->n_observers; i++) {
        const struct observer *o = &e->observers[i];
        if (o->asking) {
            o->asking(o->self, e->now, c, begins);
        }
    }
}

static inline void tell_task(const struct engine *e, const struct customer *c, uint32_t station,
                             uint32_t task, bool ended) {
    for (size_t i = 0; i < e->n_observers; i++) {
        const struct observer *o = &e->observers[i];
        if (o->task) {
            o->task(o->self, e->now, c, station, task, ended);
        }
    }
}

static inline void tell_visit_ended(const struct engine *e, const struct customer *c,
                                    uint32_t station, enum visit_outcome outcome, bool served,
                                    double waited) {
    for (size_t i = 0; i < e->n_observers; i++) {
        const struct observer *o = &e->observers[i];
        if (o->visit_ended) {
            o->visit_ended(o->self, e->now, c, station, outcome, served, waited);
        }
    }
}

static inline void tell_agent_freed(const struct engine *e, const struct agent *a,
                                    uint32_t agent_index, double wrap_up_s) {
    for (size_t i = 0; i < e->n_observers; i++) {
        const struct observer *o = &e->observers[i];
        if (o->agent_freed) {
            o->agent_freed(o->self, e->now, a->group, agent_index, a->service_s, wrap_up_s,
                           a->join_interval, a->station);
        }
    }
}

static inline void tell_in_use(const struct engine *e, uint32_t station) {
    for (size_t i = 0; i < e->n_observers; i++) {
        const struct observer *o = &e->observers[i];
        if (o->in_use) {
            o->in_use(o->self, e->now, station, e->stations[station].used);
        }
    }
}

static inline void tell_help(const struct engine *e, const struct customer *c, uint32_t station,
                             bool waits) {
    for (size_t i = 0; i < e->n_observers; i++) {
        const struct observer *o = &e->observers[i];
        if (o->help) {
            o->help(o->self, e->now, c, station, waits);
        }
    }
}

static inline void tell_servers(const struct engine *e, uint32_t station) {
    for (size_t i = 0; i < e->n_observers; i++) {
        const struct observer *o = &e->observers[i];
        if (o->servers) {
            o->servers(o->self, e->now, station, e->model->stations[station].servers);
        }
    }
}

static inline void tell_machines_down(const struct engine *e, uint32_t station, size_t down,
                                      enum machine_event what) {
    for (size_t i = 0; i < e->n_observers; i++) {
        const struct observer *o = &e->observers[i];
        if (o->machines_down) {
            o->machines_down(o->self, e->now, station, down, what);
        }
    }
}

static inline void tell_on_duty(const struct engine *e, uint32_t group) {
    const struct group_state *g = &e->groups[group];
    for (size_t i = 0; i < e->n_observers; i++) {
        const struct observer *o = &e->observers[i];
        if (o->on_duty) {
            o->on_duty(o->self, e->now, group, g->present, g->present - g->leaving);
        }
    }
}

static inline void tell_scheduled(const struct engine *e, uint32_t group) {
    for (size_t i = 0; i < e->n_observers; i++) {
        const struct observer *o = &e->observers[i];
        if (o->scheduled) {
            o->scheduled(o->self, e->now, group, e->groups[group].scheduled);
        }
    }
}

static inline void tell_rule(const struct engine *e, uint32_t rule, bool on, double value) {
    for (size_t i = 0; i < e->n_observers; i++) {
        const struct observer *o = &e->observers[i];
        if (o->rule_switched) {
            o->rule_switched(o->self, e->now, rule, on, value);
        }
    }
}

static inline void tell_rule_fetched(const struct engine *e, uint32_t rule, size_t asked,
                                     size_t there) {
    for (size_t i = 0; i < e->n_observers; i++) {
        const struct observer *o = &e->observers[i];
        if (o->rule_fetched) {
            o->rule_fetched(o->self, e->now, rule, asked, there);
        }
    }
}

static inline void tell_rule_staff(const struct engine *e, uint32_t rule) {
    const struct model_rule *r = &e->model->rules[rule];
    size_t people = 0;
    for (uint32_t i = 0; i < r->n_fetches; i++) {
        people += e->fetches[r->first_fetch + i].people;
    }
    for (size_t i = 0; i < e->n_observers; i++) {
        const struct observer *o = &e->observers[i];
        if (o->rule_staff) {
            o->rule_staff(o->self, e->now, rule, people);
        }
    }
}

static inline void tell_workday(const struct engine *e, uint32_t agent, enum workday_event what,
                                double seconds) {
    for (size_t i = 0; i < e->n_observers; i++) {
        const struct observer *o = &e->observers[i];
        if (o->workday) {
            o->workday(o->self, e->now, e->agents[agent].group, agent, what, seconds);
        }
    }
}

static inline void tell_spell(const struct engine *e, uint32_t agent,
                              const struct worker_spell *s) {
    for (size_t i = 0; i < e->n_observers; i++) {
        const struct observer *o = &e->observers[i];
        if (o->spell) {
            o->spell(o->self, e->now, e->agents[agent].group, agent, s);
        }
    }
}

static inline void tell_outcome(const struct engine *e, const struct customer *c, uint32_t station,
                                uint32_t group, uint32_t agent, const struct service_outcome *s) {
    for (size_t i = 0; i < e->n_observers; i++) {
        const struct observer *o = &e->observers[i];
        if (o->outcome) {
            o->outcome(o->self, e->now, c, station, group, agent, s);
        }
    }
}

static inline void tell_strain(const struct engine *e, uint32_t group, uint32_t agent,
                               const struct worker_day *day) {
    for (size_t i = 0; i < e->n_observers; i++) {
        const struct observer *o = &e->observers[i];
        if (o->strain) {
            o->strain(o->self, e->now, group, agent, day);
        }
    }
}

static inline void tell_felt(const struct engine *e, const struct customer *c, uint32_t station,
                             double felt, bool served) {
    for (size_t i = 0; i < e->n_observers; i++) {
        const struct observer *o = &e->observers[i];
        if (o->felt) {
            o->felt(o->self, e->now, c, station, felt, served);
        }
    }
}

static inline void tell_felt_in_all(const struct engine *e, const struct customer *c,
                                    enum contact_outcome outcome, double felt) {
    for (size_t i = 0; i < e->n_observers; i++) {
        const struct observer *o = &e->observers[i];
        if (o->felt_in_all) {
            o->felt_in_all(o->self, e->now, c, outcome, felt);
        }
    }
}

static inline void tell_accounts(const struct engine *e, uint32_t class_index,
                                 const struct account_day *d) {
    for (size_t i = 0; i < e->n_observers; i++) {
        const struct observer *o = &e->observers[i];
        if (o->accounts) {
            o->accounts(o->self, e->now, class_index, d);
        }
    }
}

static inline void tell_scored(const struct engine *e, const struct customer *c,
                               const struct contact_score *s) {
    for (size_t i = 0; i < e->n_observers; i++) {
        const struct observer *o = &e->observers[i];
        if (o->scored) {
            o->scored(o->self, e->now, c, s);
        }
    }
}

#endif
