/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is told of every customer and agent. Each call looks up its stores once, then does the same
 * small thing to each. All that happens is counted, and forgotten at the end of the warm-up: what
 * is reported is what happened after it, whoever came before. So long waits are not cut off at one
 * end only, and rates in and out agree in the long run. */
#include "observe/tally.h"

#include <string.h>

#include "observe/tally_parts.h"

/* ---- lines ---- */

static void queue_move(struct tally *t, struct span stores, double now, double change) {
    for (uint32_t i = 0; i < stores.n; i++) {
        struct level_state *l = &t->members[stores.first + i]->level[LEVEL_QUEUE];
        level_move_max(l, now, l->n + change);
    }
}

static void queue_change(struct tally *t, const struct customer *c, struct span visit,
                         uint32_t station, double now, double change) {
    if (t->curve && t->curve->due[station] <= now) {
        double length = t->members[visit.first]->level[LEVEL_QUEUE].n;
        line_curve_note(t->curve, station, now, (uint32_t)length);
    }
    queue_move(t, visit, now, change);
    if (!c->second_place) { /* he is counted where his own line is */
        queue_move(t, contact_span(t, c), now, change);
    }
}

/* ---- waits ---- */

/* Whether a wait is within the threshold no processor can foretell: counted without a branch. */
static inline void threshold_count(struct tally_store *s, uint32_t interval, double waited,
                                   bool reached) {
    struct within *w = &s->within[interval];
    for (size_t k = 0; k < s->n_thresholds; k++, w += s->n_intervals) {
        uint64_t within = waited <= s->threshold[k];
        w->reached += reached ? within : 0;
        w->left += reached ? 0 : within;
    }
}

static inline void wait_note(struct tally_store *s, uint32_t interval, struct cell *c,
                             double waited) {
    double beyond = waited - s->threshold[0];
    *cell_sum(c, Q_EXCESS) += beyond > 0 ? beyond : 0;
    if (waited > s->max_wait[interval]) {
        s->max_wait[interval] = waited;
    }
}

/* A wait that led to service. Most are no waits at all: then nothing is to be added. */
static inline void wait_served(struct tally *t, struct tally_store *s, uint32_t interval,
                               struct cell *c, double waited, uint32_t bin) {
    if (waited > 0) {
        *cell_sum(c, Q_WAIT_SERVED) += waited;
        wait_note(s, interval, c, waited);
    }
    threshold_count(s, interval, waited, true);
    histogram_add(&s->served[t->day_waits ? 0 : interval], bin, &t->arena);
}

/* A wait that did not. */
static void wait_other(struct tally *t, struct tally_store *s, uint32_t interval, struct cell *c,
                       double waited, bool abandoned) {
    *cell_sum(c, Q_WAIT_OTHER) += waited;
    wait_note(s, interval, c, waited);
    histogram_add(s->other, histogram_bin(waited), &t->arena);
    if (abandoned) {
        *cell_sum(c, Q_WAIT_ABANDONED) += waited;
        c->count[Q_SHORT] += waited <= THRESHOLD_SHORT;
        threshold_count(s, interval, waited, false);
    }
}

static inline void sojourn_note(struct tally *t, struct tally_store *s, struct cell *c, double stay,
                                uint32_t bin) {
    *cell_sum(c, Q_SOJOURN) += stay;
    histogram_add(s->sojourn, bin, &t->arena);
}

/* ---- contacts ---- */

/* Where the visit goes on that the contact asks after. */
static void chase_count(struct tally *t, const struct customer *c) {
    const struct model_return *r = &t->model->classes[c->class_index].returns[RETURN_LATE];
    uint32_t station = t->model->steps[r->while_at].station;
    station_store(t, station)->cell[c->arrival_interval].count[Q_CHASES]++;
}

static void contact_began(void *self, double now, const struct customer *c) {
    struct tally *t = self;
    if (now >= t->due) {
        t->contact_due(t->watcher, now);
    }
    struct span stores = contact_span(t, c);
    bool first = c->tries <= 1;
    t->contacts.began++;
    t->contacts.new_customers += first;
    t->contacts.orbit_at_end -= !first;
    if (c->asks) {
        chase_count(t, c);
    }
    for (uint32_t i = 0; i < stores.n; i++) {
        struct tally_store *s = t->members[stores.first + i];
        level_move(&s->level[LEVEL_INSIDE], now, s->level[LEVEL_INSIDE].n + 1);
        if (!first) {
            level_move(&s->level[LEVEL_ORBIT], now, s->level[LEVEL_ORBIT].n - 1);
        }
        struct cell *cell = &s->cell[c->arrival_interval];
        cell->count[Q_ARRIVED]++;
        cell->count[first ? Q_NEW : Q_REDIALS]++;
    }
}

static void no_show(void *self, double now, const struct customer *c) {
    (void)now;
    struct tally *t = self;
    struct span stores = contact_span(t, c);
    for (uint32_t i = 0; i < stores.n; i++) {
        t->members[stores.first + i]->cell[c->arrival_interval].count[Q_NO_SHOWS]++;
    }
}

static void asking(void *self, double now, const struct customer *c, bool begins) {
    struct tally *t = self;
    struct span stores = contact_span(t, c);
    t->contacts.askers += begins;
    t->contacts.askers_gone += !begins;
    t->contacts.orbit_at_end += begins ? 1 : UINT64_MAX;
    for (uint32_t i = 0; i < stores.n; i++) {
        struct level_state *orbit = &t->members[stores.first + i]->level[LEVEL_ORBIT];
        level_move(orbit, now, orbit->n + (begins ? 1 : -1));
    }
}

static void contact_money(const struct tally *t, struct span stores, const struct customer *c,
                          bool helped) {
    const struct model_class *k = &t->model->classes[c->class_index];
    double wait_cost = t->layout->waiting_rate[c->own_tier] * c->waited;
    double value = helped ? k->value : 0;
    for (uint32_t i = 0; !k->rival && i < stores.n; i++) {
        struct cell *cell = &t->members[stores.first + i]->cell[c->arrival_interval];
        *cell_sum(cell, Q_WAIT_COST) += wait_cost;
        *cell_sum(cell, Q_CLASS_VALUE) += value;
    }
}

static void contact_count(struct tally *t, double now, const struct customer *c, struct span stores,
                          enum contact_outcome outcome) {
    bool self = outcome == CONTACT_SELF_SERVED;
    /* Self-served customers were answered where there is no staff at all; the service levels count
     * them among the served everywhere. */
    bool answered = outcome == CONTACT_SERVED || (self && !t->layout->any_groups);
    bool joined = outcome != CONTACT_BALKED && outcome != CONTACT_BLOCKED;
    uint32_t interval = c->arrival_interval;
    double waited = c->waited, stay = now - c->arrived;
    uint32_t bin = histogram_bin(waited), stay_bin = histogram_bin(stay);
    for (uint32_t i = 0; i < stores.n; i++) {
        struct tally_store *s = t->members[stores.first + i];
        struct cell *cell = &s->cell[interval];
        cell->count[outcome]++;
        if (!joined) {
            continue;
        }
        cell->count[Q_DELAYED] += c->was_delayed;
        sojourn_note(t, s, cell, stay, stay_bin);
        if (answered) {
            wait_served(t, s, interval, cell, waited, bin);
            continue;
        }
        wait_other(t, s, interval, cell, waited, outcome == CONTACT_ABANDONED);
        if (self) {
            threshold_count(s, interval, waited, true);
        }
    }
}

static void contact_ended(void *self, double now, const struct customer *c,
                          enum contact_outcome outcome, enum customer_end end) {
    struct tally *t = self;
    struct span stores = contact_span(t, c);
    t->contacts.ended[outcome]++;
    t->contacts.helped += end == CUSTOMER_HELPED;
    t->contacts.given_up += end == CUSTOMER_GIVEN_UP;
    t->contacts.orbit_at_end += end == CUSTOMER_RETURNS;
    t->contacts.askers_gone += end == CUSTOMER_ASKED;
    t->contacts.stay += now - c->arrived;
    t->last_activity = now;
    for (uint32_t i = 0; i < stores.n; i++) {
        struct tally_store *s = t->members[stores.first + i];
        level_move(&s->level[LEVEL_INSIDE], now, s->level[LEVEL_INSIDE].n - 1);
        if (end == CUSTOMER_RETURNS) {
            level_move(&s->level[LEVEL_ORBIT], now, s->level[LEVEL_ORBIT].n + 1);
        }
        struct cell *cell = &s->cell[c->arrival_interval];
        cell->count[Q_HELPED] += end == CUSTOMER_HELPED;
        cell->count[Q_HELPED_AT_ONCE] += end == CUSTOMER_HELPED && c->tries <= 1;
        cell->count[Q_GIVEN_UP] += end == CUSTOMER_GIVEN_UP;
    }
    contact_count(t, now, c, stores, outcome);
    if (t->layout->any_wait_cost_or_value) {
        contact_money(t, stores, c, end == CUSTOMER_HELPED);
    }
    if (t->stretches) {
        stretches_contact_ended(t->stretches, c,
                                outcome == CONTACT_SERVED || outcome == CONTACT_SELF_SERVED);
    }
}

/* ---- visits ---- */

static void visit_began(void *self, double now, const struct customer *c, uint32_t station) {
    struct tally *t = self;
    struct span stores = visit_span(t, c, station);
    t->visits[station].began++;
    for (uint32_t i = 0; i < stores.n; i++) {
        struct tally_store *s = t->members[stores.first + i];
        level_move(&s->level[LEVEL_INSIDE], now, s->level[LEVEL_INSIDE].n + 1);
        s->cell[c->join_interval].count[Q_ARRIVED]++;
    }
}

static void wait_began(void *self, double now, const struct customer *c, uint32_t station) {
    struct tally *t = self;
    struct span stores = visit_span(t, c, station);
    queue_change(t, c, stores, station, now, 1);
    struct cell *here = &t->members[stores.first]->cell[c->join_interval];
    *cell_sum(here, Q_LINE_SEEN) += c->line_seen;
    if (t->stretches) {
        stretches_moment(t->stretches, now, c, MOMENT_JOINED);
    }
}

static void lane_changed(void *self, double now, const struct customer *c, uint32_t station,
                         uint32_t from, uint32_t to) {
    (void)now;
    (void)from;
    (void)to;
    struct tally *t = self;
    t->members[visit_span(t, c, station).first]->cell[c->join_interval].count[Q_LANE_CHANGES]++;
}

static struct hand *hand_of(struct tally *t, uint32_t agent) {
    if (agent >= t->n_hands) {
        size_t n = agent < 16 ? 32 : 2 * (size_t)agent;
        t->hands = mem_resize(t->hands, n, sizeof *t->hands);
        memset(t->hands + t->n_hands, 0, (n - t->n_hands) * sizeof *t->hands);
        t->n_hands = n;
    }
    return &t->hands[agent];
}

static void hand_fill(struct tally *t, double now, const struct customer *c, struct span visit,
                      uint32_t group, uint32_t agent) {
    struct tally_store *here = t->members[visit.first];
    level_move(&here->level[LEVEL_IN_USE], now, here->level[LEVEL_IN_USE].n + 1);
    group_busy(t, group, now, 1);
    *hand_of(t, agent) = (struct hand){.began = now,
                                       .visit = visit,
                                       .contact = contact_span(t, c),
                                       .group = group,
                                       .arrival_interval = c->arrival_interval,
                                       .busy = true};
}

static void agent_taken(void *self, double now, const struct customer *c, uint32_t station,
                        uint32_t group, uint32_t agent) {
    hand_fill(self, now, c, visit_span(self, c, station), group, agent);
}

/* The group's own row counts what its people answered; it has no line. */
static void agent_took(struct tally *t, double now, const struct customer *c, struct span visit,
                       double waited, uint32_t group) {
    struct tally_store *s = group_store(t, group);
    hand_fill(t, now, c, visit, group, c->agent);
    struct cell *cell = &s->cell[c->join_interval];
    cell->count[Q_SERVED]++;
    cell->count[Q_DELAYED] += c->delayed;
    *cell_sum(cell, Q_WAIT_SERVED) += waited;
    threshold_count(s, c->join_interval, waited, true);
}

static void served_count(struct tally *t, const struct customer *c, struct span stores,
                         double waited) {
    uint32_t interval = c->join_interval, bin = histogram_bin(waited);
    for (uint32_t i = 0; i < stores.n; i++) {
        struct tally_store *s = t->members[stores.first + i];
        struct cell *cell = &s->cell[interval];
        cell->count[Q_SERVED]++;
        cell->count[Q_DELAYED] += c->delayed;
        wait_served(t, s, interval, cell, waited, bin);
    }
}

static void service_began(void *self, double now, const struct customer *c, uint32_t station,
                          double waited, uint32_t group) {
    struct tally *t = self;
    struct span stores = visit_span(t, c, station);
    if (c->delayed) {
        queue_change(t, c, stores, station, now, -1);
        t->visits[station].wait += waited;
    }
    if (group != NONE) {
        agent_took(t, now, c, stores, waited, group);
    }
    if (!layout_served_at_end(t->layout, station)) {
        served_count(t, c, stores, waited);
    }
    if (t->stretches) {
        if (!c->delayed) {
            stretches_moment(t->stretches, now, c, MOMENT_JOINED);
        }
        stretches_moment(t->stretches, now, c, MOMENT_STARTED);
    }
}

static const enum quantity visit_quantity[VISIT_OUTCOMES] = {
    [VISIT_COMPLETED] = Q_COMPLETED,     [VISIT_UNRESOLVED] = Q_UNRESOLVED,
    [VISIT_TIMED_OUT] = Q_TIMED_OUT,     [VISIT_ABANDONED] = Q_ABANDONED,
    [VISIT_BALKED] = Q_BALKED,           [VISIT_BLOCKED] = Q_BLOCKED,
    [VISIT_TURNED_AWAY] = Q_TURNED_AWAY,
};

static void visit_count(struct tally *t, double now, const struct customer *c, struct span stores,
                        uint32_t station, enum visit_outcome outcome, double waited) {
    const struct station_kind *kind = t->model->stations[station].kind;
    bool joined = outcome != VISIT_BALKED && outcome != VISIT_BLOCKED;
    bool done = outcome == VISIT_COMPLETED || outcome == VISIT_UNRESOLVED;
    /* Machines and delays work without an agent who would report it. */
    bool own_work = done && kind->works && !kind->staffed;
    double stay = now - c->joined;
    double promise = t->model->steps[c->step].promise;
    bool late = stay > promise;
    uint32_t bin = histogram_bin(stay);
    for (uint32_t i = 0; i < stores.n; i++) {
        struct tally_store *s = t->members[stores.first + i];
        struct cell *cell = &s->cell[c->join_interval];
        cell->count[visit_quantity[outcome]]++;
        if (!joined) {
            continue;
        }
        sojourn_note(t, s, cell, stay, bin);
        if (late) {
            cell->count[Q_LATE]++;
            *cell_sum(cell, Q_OVERRUN) += stay - promise;
        }
        if (own_work) {
            cell->count[Q_HANDLED]++;
            *cell_sum(cell, Q_SERVICE) += now - c->started;
        }
        if (!done) {
            cell->count[Q_DELAYED] += c->delayed;
            wait_other(t, s, c->join_interval, cell, waited, outcome == VISIT_ABANDONED);
        }
    }
}

static void visit_ended(void *self, double now, const struct customer *c, uint32_t station,
                        enum visit_outcome outcome, bool served, double waited) {
    struct tally *t = self;
    struct span stores = visit_span(t, c, station);
    t->visits[station].ended[outcome]++;
    t->visits[station].stay += now - c->joined;
    for (uint32_t i = 0; i < stores.n; i++) {
        struct level_state *l = &t->members[stores.first + i]->level[LEVEL_INSIDE];
        level_move(l, now, l->n - 1);
    }
    if (!served && c->delayed) {
        queue_change(t, c, stores, station, now, -1);
        t->visits[station].wait += waited;
    }
    if (served && layout_served_at_end(t->layout, station)) {
        served_count(t, c, stores, waited);
    }
    visit_count(t, now, c, stores, station, outcome, waited);
    if (t->stretches && served) {
        stretches_moment(t->stretches, now, c, MOMENT_ENDED);
    }
}

static void task_told(void *self, double now, const struct customer *c, uint32_t station,
                      uint32_t task, bool ended) {
    const struct tally *t = self;
    (void)station;
    if (t->stretches) {
        stretches_task(t->stretches, now, c, task, ended ? MOMENT_ENDED : MOMENT_STARTED);
    }
}

static void stranded_count(struct tally *t, struct span stores, uint32_t interval, bool delayed,
                           double waited, double stay) {
    for (uint32_t i = 0; i < stores.n; i++) {
        struct tally_store *s = t->members[stores.first + i];
        struct cell *cell = &s->cell[interval];
        cell->count[Q_STRANDED]++;
        cell->count[Q_DELAYED] += delayed;
        wait_other(t, s, interval, cell, waited, false);
        sojourn_note(t, s, cell, stay, histogram_bin(stay));
    }
}

void tally_contact_stranded(struct tally *t, double now, const struct customer *c, double waited) {
    stranded_count(t, contact_span(t, c), c->arrival_interval, c->was_delayed, waited,
                   now - c->arrived);
}

void tally_visit_stranded(struct tally *t, double now, const struct customer *c, uint32_t station,
                          double waited) {
    stranded_count(t, visit_span(t, c, station), c->join_interval, c->delayed, waited,
                   now - c->joined);
}

/* ---- servers ---- */

static inline void handled(struct tally_store *s, uint32_t interval, double service_s,
                           double wrap_up_s, bool whole) {
    struct cell *cell = &s->cell[interval];
    cell->count[Q_HANDLED] += whole;
    *cell_sum(cell, Q_SERVICE) += service_s;
    *cell_sum(cell, Q_WRAP_UP) += wrap_up_s;
}

static void agent_freed(void *self, double now, uint32_t group, uint32_t agent, double service_s,
                        double wrap_up_s, uint16_t interval, uint32_t station) {
    struct tally *t = self;
    struct hand *h = hand_of(t, agent);
    struct tally_store *here = station_store(t, station), *s = group_store(t, group);
    bool whole = !h->lies;
    h->busy = h->lies = false;
    t->work[group].work += service_s + wrap_up_s;
    t->last_activity = now;
    group_busy(t, group, now, -1);
    level_move(&here->level[LEVEL_IN_USE], now, here->level[LEVEL_IN_USE].n - 1);
    handled(s, interval, service_s, wrap_up_s, whole);
    for (uint32_t i = 0; i < h->visit.n; i++) {
        handled(t->members[h->visit.first + i], interval, service_s, wrap_up_s, whole);
    }
    for (uint32_t i = 0; i < h->contact.n; i++) {
        handled(t->members[h->contact.first + i], h->arrival_interval, service_s, wrap_up_s, whole);
    }
}

static void laid_down(void *self, double now, uint32_t group, uint32_t agent) {
    (void)now;
    (void)group;
    hand_of(self, agent)->lies = true;
}

/* ---- all of it ---- */

struct observer tally_observer(struct tally *t) {
    return (struct observer){.self = t,
                             .day_opened = tally_day_opened,
                             .interval_began = tally_interval_began,
                             .closed = tally_closed,
                             .warmed_up = tally_warmed_up,
                             .finished = tally_finished,
                             .inside_at_end = tally_inside_at_end,
                             .no_show = no_show,
                             .asking = asking,
                             .agent_taken = agent_taken,
                             .task = task_told,
                             .contact_began = contact_began,
                             .contact_ended = contact_ended,
                             .visit_began = visit_began,
                             .wait_began = wait_began,
                             .lane_changed = lane_changed,
                             .service_began = service_began,
                             .visit_ended = visit_ended,
                             .agent_freed = agent_freed,
                             .laid_down = laid_down,
                             .on_duty = tally_on_duty,
                             .scheduled = tally_scheduled,
                             .workday = tally_workday,
                             .spell = tally_spell,
                             .strain = tally_strain,
                             .outcome = tally_outcome,
                             .scored = tally_scored,
                             .accounts = tally_accounts,
                             .felt = tally_felt,
                             .felt_in_all = tally_felt_in_all,
                             .rule_switched = tally_rule_switched,
                             .rule_fetched = tally_rule_fetched,
                             .rule_staff = tally_rule_staff,
                             .help = tally_help,
                             .machines_down = tally_machines_down,
                             .in_use = tally_in_use,
                             .servers = tally_servers};
}
