/* SPDX-License-Identifier: GPL-3.0-or-later
 * Goals of staff: how busy they are, how tired, how strained. */
#include "observe/gauge_parts.h"
#include "observe/spell_pieces.h"

bool gauge_of_all(const struct gauge_measure *m) {
    return (m->plus & BIT(ARRIVED)) != 0;
}

bool gauge_of_staff(const struct gauge_measure *m) {
    return (m->plus & (BIT(DUTY) | BIT(SPELLS) | BIT(RISE_AND_FALL))) != 0;
}

static void crew_move(struct crew *k, double now, double busy, double duty) {
    k->busy_area += k->busy * (now - k->last);
    k->duty_area += k->duty * (now - k->last);
    k->staffed_area += k->staffed * (now - k->last);
    k->last = now;
    k->busy = busy;
    k->duty = duty;
}

void crew_busy(struct gauge *g, double now, uint32_t group, double change) {
    struct crew *k = &g->crews[group];
    double busy = k->busy + change;
    crew_move(k, now, busy, g->closed ? busy : k->duty);
}

/* From here idle people are off duty, and nobody is to be at work. */
void crews_close(struct gauge *g, double now) {
    for (uint32_t k = 0; g->any_crews && k < g->layout->model->n_groups; k++) {
        crew_move(&g->crews[k], now, g->crews[k].busy, g->crews[k].busy);
        g->crews[k].staffed = 0;
    }
}

void gauge_agent_freed(void *self, double now, uint32_t group, uint32_t agent, double service_s,
                       double wrap_up_s, uint16_t interval, uint32_t station) {
    (void)agent;
    (void)service_s;
    (void)wrap_up_s;
    (void)interval;
    (void)station;
    crew_busy(self, now, group, -1);
}

void gauge_on_duty(void *self, double now, uint32_t group, size_t present, size_t staffed) {
    struct gauge *g = self;
    if (!g->closed) {
        crew_move(&g->crews[group], now, g->crews[group].busy, (double)present);
        g->crews[group].staffed = (double)staffed;
    }
}

/* Whether the goal is about people of the group. */
static bool counts_group(const struct gauge *g, uint32_t goal, uint32_t group) {
    const struct model *m = g->layout->model;
    const struct layout_row *r = &g->layout->rows[g->goals[goal].row];
    return r->kind == ROW_STATION
               ? g->layout->group_serves[(size_t)group * m->n_stations + r->index]
           : r->kind == ROW_GROUP ? r->index == group
                                  : !m->groups[group].rival;
}

void crews_flush(struct gauge *g, double now) {
    const struct model *m = g->layout->model;
    for (uint32_t k = 0; k < m->n_groups; k++) {
        struct crew *crew = &g->crews[k];
        crew_move(crew, now, crew->busy, crew->duty);
        for (uint32_t i = 0; i < g->n_goals; i++) {
            bool counts = counts_group(g, i, k);
            double *cell = cell_of(g, i, g->interval);
            cell[GAUGE_BUSY] += counts ? crew->busy_area : 0;
            cell[GAUGE_DUTY] += counts ? crew->duty_area : 0;
            cell[GAUGE_STAFFED] += counts ? crew->staffed_area : 0;
        }
        crew->busy_area = crew->duty_area = crew->staffed_area = 0;
    }
}

/* ---- what people are like ---- */

struct piece_goal {
    struct gauge *gauge;
    uint32_t group;
};

static void piece_add(void *to, uint32_t interval, double tired, double lasts) {
    const struct piece_goal *p = to;
    for (uint32_t i = 0; i < p->gauge->n_goals; i++) {
        if (counts_group(p->gauge, i, p->group)) {
            double *cell = cell_of(p->gauge, i, interval);
            cell[GAUGE_TIRED] += tired;
            cell[GAUGE_SPELLS] += lasts;
        }
    }
}

void gauge_spell(void *self, double now, uint32_t group, uint32_t agent,
                 const struct worker_spell *s) {
    struct gauge *g = self;
    (void)agent;
    spell_pieces(&(struct spell_end){.model = g->layout->model,
                                     .day = g->day_of_run,
                                     .interval = (uint32_t)g->interval,
                                     .now = now,
                                     .since = g->reported_from},
                 s, piece_add, &(struct piece_goal){g, group});
}

void gauge_strain(void *self, double now, uint32_t group, uint32_t agent,
                  const struct worker_day *day) {
    struct gauge *g = self;
    double falls = g->layout->model->scenario->people.strain.falls;
    (void)now;
    (void)agent;
    for (uint32_t i = 0; i < g->n_goals; i++) {
        if (counts_group(g, i, group)) {
            double *cell = cell_of(g, i, g->interval);
            cell[GAUGE_RISE] += day->rise;
            cell[GAUGE_RISE_AND_FALL] += day->rise + falls;
        }
    }
}
