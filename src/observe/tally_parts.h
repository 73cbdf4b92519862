/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the two halves of the tally share: levels, and the calls of the clock. */
#ifndef OBSERVE_TALLY_PARTS_H
#define OBSERVE_TALLY_PARTS_H

#include "observe/tally.h"

static inline void level_move(struct level_state *l, double now, double n) {
    l->area += l->n * (now - l->last);
    l->last = now;
    l->n = n;
}

/* The same of level 0, whose largest value counts. */
static inline void level_move_max(struct level_state *l, double now, double n) {
    level_move(l, now, n);
    if (n > l->max) {
        l->max = n;
    }
}

/* Which of a visit's or contact's stores a tally counts in. */
static inline struct span visit_span(const struct tally *t, const struct customer *c,
                                     uint32_t station) {
    return layout_visit(t->layout, c->line, station, c->tier, c->class_index);
}

static inline struct span contact_span(const struct tally *t, const struct customer *c) {
    return layout_contact(t->layout, c->class_index, c->tier);
}

/* duty.c: who is paid and not at the desk has changed, or may have. */
void duty_move(struct tally *t, uint32_t group, double now);
/* The integrals so far go to the present interval. */
void duty_flush(struct tally *t, double now);
void duty_reset(struct tally *t);
/* Members of the tally's observer. */
void tally_on_duty(void *self, double now, uint32_t group, size_t present, size_t staffed);
void tally_scheduled(void *self, double now, uint32_t group, size_t scheduled);
void tally_workday(void *self, double now, uint32_t group, uint32_t agent, enum workday_event what,
                   double seconds);

/* tally.c: a contact, or a visit to a station, waits for ever: among those who joined and were not
 * served from now on. waited: s so far. */
void tally_contact_stranded(struct tally *t, double now, const struct customer *c, double waited);
void tally_visit_stranded(struct tally *t, double now, const struct customer *c, uint32_t station,
                          double waited);

/* machine_tally.c: likewise of machines that fail or whose users need help. */
void machines_flush(struct tally *t, double now);
void machines_day(struct tally *t, double now);
void machines_forget(struct tally *t);
void tally_help(void *self, double now, const struct customer *c, uint32_t station, bool waits);
void things_new(struct tally *t);
void things_move(struct tally *t, uint32_t station, double now);
void tally_in_use(void *self, double now, uint32_t station, size_t used);
void tally_servers(void *self, double now, uint32_t station, size_t servers);
void tally_machines_down(void *self, double now, uint32_t station, size_t down,
                         enum machine_event what);

/* rule_tally.c: likewise of rules. */
void rules_flush(struct tally *t, double now);
void rules_forget(struct tally *t);
void tally_rule_switched(void *self, double now, uint32_t rule, bool on, double value);
void tally_rule_fetched(void *self, double now, uint32_t rule, size_t asked, size_t there);
void tally_rule_staff(void *self, double now, uint32_t rule, size_t people);

/* felt_tally.c */
void tally_felt(void *self, double now, const struct customer *c, uint32_t station, double felt,
                bool served);
void tally_felt_in_all(void *self, double now, const struct customer *c,
                       enum contact_outcome outcome, double felt);

/* outcome_tally.c */
void tally_outcome(void *self, double now, const struct customer *c, uint32_t station,
                   uint32_t group, uint32_t agent, const struct service_outcome *o);

/* strain_tally.c */
void tally_strain(void *self, double now, uint32_t group, uint32_t agent,
                  const struct worker_day *day);
/* score_tally.c */
void tally_scored(void *self, double now, const struct customer *c, const struct contact_score *s);

/* account_tally.c */
void tally_accounts(void *self, double now, uint32_t class_index, const struct account_day *d);

/* fatigue_tally.c */
void tally_spell(void *self, double now, uint32_t group, uint32_t agent,
                 const struct worker_spell *s);

static inline struct tally_store *station_store(struct tally *t, uint32_t station) {
    return &t->stores[layout_station_store(station)];
}

static inline struct tally_store *group_store(struct tally *t, uint32_t group) {
    return &t->stores[t->layout->first_group_store + group];
}

/* Once the doors are closed nobody is scheduled and idle agents are off duty; who is busy stays. */
static inline void group_busy(struct tally *t, uint32_t group, double now, double change) {
    struct tally_store *s = group_store(t, group);
    double busy = s->level[LEVEL_BUSY].n + change;
    level_move(&s->level[LEVEL_BUSY], now, busy);
    if (t->closed) {
        level_move_max(&s->level[LEVEL_DUTY], now, busy);
        level_move(&s->level[LEVEL_STAFFED], now, 0);
        duty_move(t, group, now);
    }
}

/* Members of the tally's observer, in tally_clock.c. */
void tally_day_opened(void *self, double now, size_t day);
void tally_interval_began(void *self, double now, size_t interval);
void tally_closed(void *self, double now);
void tally_warmed_up(void *self, double now);
void tally_inside_at_end(void *self, double now, const struct customer *c, bool in_orbit);
void tally_finished(void *self, double now);

#endif
