/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the halves of the gauge share: goals of customers, and goals of staff. */
#ifndef OBSERVE_GAUGE_PARTS_H
#define OBSERVE_GAUGE_PARTS_H

#include "observe/gauge.h"

#define BIT(name) (1u << GAUGE_##name)

/* People of a group, by the clock. */
struct crew {
    double busy, duty, staffed, last;          /* people, people, people, s */
    double busy_area, duty_area, staffed_area; /* people x s since the interval began */
};

struct gauge {
    struct arena arena;
    const struct layout *layout;
    const struct gauge_goal *goals;
    size_t n_goals, n_intervals;
    double *cells; /* [n_goals][n_intervals][GAUGE_COUNT_KINDS] of the present day */
    struct gauge_ratio *out;
    uint32_t *contact_goals, *visit_goals; /* lists ended by NONE: goals of one kind of customer */
    struct span *contact_spans, *visit_spans;
    struct crew *crews; /* [n_groups] */
    bool any_contacts, any_crews, any_spells, any_strain, reported, closed;
    size_t day, interval; /* day: among the reported */
    size_t day_of_run;    /* among all, from 0 */
    double reported_from; /* s */
};

static inline double *cell_of(const struct gauge *g, uint32_t goal, size_t interval) {
    return g->cells + ((size_t)goal * g->n_intervals + interval) * GAUGE_COUNT_KINDS;
}

/* gauge_staff.c: so many more people of a group are busy; the integrals so far go to the present
 * interval; the doors close. */
void crew_busy(struct gauge *g, double now, uint32_t group, double change);
void crews_flush(struct gauge *g, double now);
void crews_close(struct gauge *g, double now);
/* Members of the gauge's observer. */
void gauge_agent_freed(void *self, double now, uint32_t group, uint32_t agent, double service_s,
                       double wrap_up_s, uint16_t interval, uint32_t station);
void gauge_on_duty(void *self, double now, uint32_t group, size_t present, size_t staffed);
void gauge_spell(void *self, double now, uint32_t group, uint32_t agent,
                 const struct worker_spell *s);
void gauge_strain(void *self, double now, uint32_t group, uint32_t agent,
                  const struct worker_day *day);

#endif
