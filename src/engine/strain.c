/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/strain.h"

#include <math.h>

#include "engine/tell.h"

static const struct strain *strain_parameters(const struct engine *e) {
    return &e->model->scenario->people.strain;
}

double strain_of(const struct engine *e, uint32_t agent) {
    return strain_parameters(e)->on ? e->workers[agent].strain : STRAIN_USUAL;
}

double strain_absence_of(const struct engine *e, uint32_t agent, double chance) {
    const struct strain *p = strain_parameters(e);
    return p->on ? strain_absence(p, chance, e->workers[agent].strain) : chance;
}

double strain_recovery_of(const struct engine *e, uint32_t agent) {
    const struct strain *p = strain_parameters(e);
    return p->on ? strain_recovery(p, e->workers[agent].strain) : 1;
}

double strain_night_of(const struct engine *e, uint32_t agent) {
    const struct strain *p = strain_parameters(e);
    double night = e->model->scenario->people.energy.night;
    return p->on ? fmin(1, night + p->night * e->workers[agent].strain) : night;
}

static struct strain_day day_of(const struct engine *e, uint32_t agent) {
    const struct worker *w = &e->workers[agent];
    double n = w->contacts > 0 ? w->contacts : 1;
    return (struct strain_day){.occupancy = w->busy / w->duty,
                               .hostile = w->turned_hostile,
                               .lacked = w->lacked / n,
                               .broken_promises = w->promises / n,
                               .temperature = w->warm > 0 ? w->warmth / w->warm : NAN,
                               .pay_at_risk = e->model->groups[e->agents[agent].group].pay_at_risk};
}

static void day_end(struct engine *e, uint32_t agent) {
    const struct strain *p = strain_parameters(e);
    struct worker *w = &e->workers[agent];
    uint32_t group = e->agents[agent].group;
    struct strain_day day = day_of(e, agent);
    double rise = strain_rise(p, strain_demand(p, &day), e->model->groups[group].relief);
    tell_strain(e, group, agent, &(struct worker_day){.strain = w->strain, .rise = rise});
    w->strain = strain_after(p, w->strain, rise);
    w->busy = w->duty = w->warmth = 0;
    w->contacts = w->turned_hostile = w->lacked = w->promises = w->warm = 0;
}

void strain_days_end(struct engine *e) {
    for (uint32_t i = 0; strain_parameters(e)->on && i < e->n_agents; i++) {
        if (e->workers[i].duty > 0) {
            day_end(e, i);
        }
    }
}
