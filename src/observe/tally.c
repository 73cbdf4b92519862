/* SPDX-License-Identifier: GPL-3.0-or-later
 * The functions that are called for every customer stand first; they look up the stores once, then
 * do the same small thing to each. */
#include "observe/tally.h"

#include <string.h>

#include "observe/tally_parts.h"

enum { UP = 1 };
#define DOWN UINT32_MAX /* minus one, modulo 2^32 */

static void queue_change(struct tally *t, const struct customer *c, struct span visit,
                         uint32_t station, double now, uint32_t change) {
    uint32_t first = t->layout->members[visit.first];
    if (t->curve && t->curve->due[station] <= now) {
        line_curve_note(t->curve, station, now, level_of(t, first, LEVEL_QUEUE)->n);
    }
    levels_change(t, visit, LEVEL_QUEUE, now, change);
    levels_change(t, contact_span(t, c), LEVEL_QUEUE, now, change);
}

/* ---- counts ---- */

static inline void threshold_count(struct tally *t, uint32_t store, uint32_t interval,
                                   double waited, bool reached) {
    const struct layout *l = t->layout;
    const struct layout_store *s = &l->stores[store];
    for (uint32_t k = s->first_threshold; k < s->first_threshold + s->n_thresholds; k++) {
        struct within *w = &t->counters.within[k * l->n_intervals + interval];
        if (waited <= l->threshold[k]) {
            w->reached += reached;
            w->left += !reached;
        }
    }
}

static inline void wait_note(struct tally *t, uint32_t store, uint32_t interval, struct cell *c,
                             double waited) {
    double beyond = waited - t->layout->stores[store].threshold;
    if (beyond > 0) {
        *cell_sum(c, Q_EXCESS) += beyond;
    }
    double *longest = &t->max_wait[store * t->layout->n_intervals + interval];
    if (waited > *longest) {
        *longest = waited;
    }
}

/* A wait that led to service; as: what to count. */
static inline void wait_served(struct tally *t, uint32_t store, uint32_t interval, double waited,
                               bool delayed, enum quantity as, uint32_t bin) {
    struct cell *c = counters_cell(&t->counters, store, interval);
    c->count[as]++;
    c->count[Q_DELAYED] += delayed;
    *cell_sum(c, Q_WAIT_SERVED) += waited;
    wait_note(t, store, interval, c, waited);
    threshold_count(t, store, interval, waited, true);
    histogram_add(&t->served[store * t->layout->n_intervals + interval], bin, &t->arena);
}

/* A wait that did not. */
static void wait_other(struct tally *t, uint32_t store, uint32_t interval, double waited,
                       bool delayed, bool abandoned) {
    struct cell *c = counters_cell(&t->counters, store, interval);
    c->count[Q_DELAYED] += delayed;
    *cell_sum(c, Q_WAIT_OTHER) += waited;
    wait_note(t, store, interval, c, waited);
    histogram_add(&t->other[store], histogram_bin(waited), &t->arena);
    if (abandoned) {
        *cell_sum(c, Q_WAIT_ABANDONED) += waited;
        c->count[Q_SHORT] += waited <= THRESHOLD_SHORT;
        threshold_count(t, store, interval, waited, false);
    }
}

static void sojourn_note(struct tally *t, struct span stores, uint32_t interval, double stay) {
    uint32_t bin = histogram_bin(stay);
    for (uint32_t i = 0; i < stores.n; i++) {
        uint32_t store = t->layout->members[stores.first + i];
        *cell_sum(counters_cell(&t->counters, store, interval), Q_SOJOURN) += stay;
        histogram_add(&t->sojourn[store], bin, &t->arena);
    }
}

/* ---- contacts ---- */

static void contact_began(void *self, double now, const struct customer *c) {
    struct tally *t = self;
    struct span stores = contact_span(t, c);
    bool first = c->tries <= 1;
    t->contacts.began++;
    t->contacts.new_customers += first;
    t->contacts.orbit_at_end -= !first;
    level_set(&t->everyone, now, t->everyone.n + 1);
    levels_change(t, stores, LEVEL_INSIDE, now, UP);
    if (!first) {
        levels_change(t, stores, LEVEL_ORBIT, now, DOWN);
    }
    if (c->contact_counted) {
        for (uint32_t i = 0; i < stores.n; i++) {
            struct cell *cell = counters_cell(&t->counters, t->layout->members[stores.first + i],
                                              c->arrival_interval);
            cell->count[Q_ARRIVED]++;
            cell->count[first ? Q_NEW : Q_REDIALS]++;
        }
    }
}

static void contact_money(struct tally *t, struct span stores, const struct customer *c,
                          bool helped) {
    const struct model_class *k = &t->model->classes[c->class_index];
    double wait_cost = t->layout->waiting_rate[c->tier] * c->waited;
    double value = helped ? k->value : 0;
    for (uint32_t i = 0; (wait_cost > 0 || value > 0) && !k->rival && i < stores.n; i++) {
        struct cell *cell =
            counters_cell(&t->counters, t->layout->members[stores.first + i], c->arrival_interval);
        *cell_sum(cell, Q_WAIT_COST) += wait_cost;
        *cell_sum(cell, Q_CLASS_VALUE) += value;
    }
}

/* Self-served customers were answered where there is no staff at all; the service levels count them
 * among the served everywhere. */
static void contact_waits(struct tally *t, struct span stores, const struct customer *c,
                          enum contact_outcome outcome) {
    bool self = outcome == CONTACT_SELF_SERVED, staff = outcome == CONTACT_SERVED;
    bool delayed = c->waited > 0;
    uint32_t bin = histogram_bin(c->waited), interval = c->arrival_interval;
    for (uint32_t i = 0; i < stores.n; i++) {
        uint32_t store = t->layout->members[stores.first + i];
        if (staff || (self && !t->layout->any_groups)) {
            wait_served(t, store, interval, c->waited, delayed, (enum quantity)outcome, bin);
            continue;
        }
        wait_other(t, store, interval, c->waited, delayed, outcome == CONTACT_ABANDONED);
        counters_cell(&t->counters, store, interval)->count[outcome]++;
        if (self) {
            threshold_count(t, store, interval, c->waited, true);
        }
    }
}

static void contact_counted(struct tally *t, double now, const struct customer *c,
                            enum contact_outcome outcome, enum customer_end end) {
    struct span stores = contact_span(t, c);
    bool joined = outcome != CONTACT_BALKED && outcome != CONTACT_BLOCKED;
    if (joined) {
        contact_waits(t, stores, c, outcome);
        sojourn_note(t, stores, c->arrival_interval, now - c->arrived);
    } else {
        stores_count(t, stores, c->arrival_interval, (enum quantity)outcome);
    }
    if (end != CUSTOMER_RETURNS) {
        stores_count(t, stores, c->arrival_interval,
                     end == CUSTOMER_HELPED ? Q_HELPED : Q_GIVEN_UP);
    }
    contact_money(t, stores, c, end == CUSTOMER_HELPED);
}

static void contact_ended(void *self, double now, const struct customer *c,
                          enum contact_outcome outcome, enum customer_end end) {
    struct tally *t = self;
    struct span stores = contact_span(t, c);
    t->contacts.ended[outcome]++;
    t->contacts.helped += end == CUSTOMER_HELPED;
    t->contacts.given_up += end == CUSTOMER_GIVEN_UP;
    t->contacts.orbit_at_end += end == CUSTOMER_RETURNS;
    t->contacts.stay += now - c->arrived;
    t->last_activity = now;
    level_set(&t->everyone, now, t->everyone.n - 1);
    levels_change(t, stores, LEVEL_INSIDE, now, DOWN);
    if (end == CUSTOMER_RETURNS) {
        levels_change(t, stores, LEVEL_ORBIT, now, UP);
    }
    if (c->contact_counted) {
        contact_counted(t, now, c, outcome, end);
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
    levels_change(t, stores, LEVEL_INSIDE, now, UP);
    if (c->visit_counted) {
        stores_count(t, stores, c->join_interval, Q_ARRIVED);
    }
    if (t->stretches) {
        stretches_moment(t->stretches, now, c, MOMENT_JOINED);
    }
}

static void wait_began(void *self, double now, const struct customer *c, uint32_t station) {
    struct tally *t = self;
    queue_change(t, c, visit_span(t, c, station), station, now, UP);
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

static void agent_took(struct tally *t, double now, const struct customer *c, struct span visit,
                       uint32_t group) {
    struct level_state *here = level_of(t, t->layout->members[visit.first], LEVEL_IN_USE);
    level_set(here, now, here->n + 1);
    group_busy(t, group, now, UP);
    *hand_of(t, c->agent) = (struct hand){.began = now,
                                          .visit = visit,
                                          .contact = contact_span(t, c),

                                          .group = group,
                                          .join_interval = c->join_interval,
                                          .arrival_interval = c->arrival_interval,
                                          .busy = true,
                                          .contact_counted = c->contact_counted};
}

static void service_began(void *self, double now, const struct customer *c, uint32_t station,
                          double waited, uint32_t group) {
    struct tally *t = self;
    struct span stores = visit_span(t, c, station);
    if (c->delayed) {
        queue_change(t, c, stores, station, now, DOWN);
        t->visits[station].wait += waited;
    }
    if (group != NONE) {
        agent_took(t, now, c, stores, group);
    }
    if (c->visit_counted) {
        uint32_t bin = histogram_bin(waited);
        for (uint32_t i = 0; i < stores.n; i++) {
            wait_served(t, t->layout->members[stores.first + i], c->join_interval, waited,
                        c->delayed, Q_SERVED, bin);
        }
        if (group != NONE) {
            wait_served(t, t->layout->first_group_store + group, c->join_interval, waited,
                        c->delayed, Q_SERVED, bin);
        }
    }
    if (t->stretches) {
        stretches_moment(t->stretches, now, c, MOMENT_STARTED);
    }
}

static const enum quantity visit_quantity[VISIT_OUTCOMES] = {
    [VISIT_COMPLETED] = Q_COMPLETED,     [VISIT_UNRESOLVED] = Q_UNRESOLVED,
    [VISIT_TIMED_OUT] = Q_TIMED_OUT,     [VISIT_ABANDONED] = Q_ABANDONED,
    [VISIT_BALKED] = Q_BALKED,           [VISIT_BLOCKED] = Q_BLOCKED,
    [VISIT_TURNED_AWAY] = Q_TURNED_AWAY,
};

/* Machines and delays work without an agent who would report it. */
static void own_work(struct tally *t, double now, const struct customer *c, struct span stores,
                     uint32_t station) {
    const struct station_kind *kind = t->model->stations[station].kind;
    if (!kind->works || kind->staffed) {
        return;
    }
    for (uint32_t i = 0; i < stores.n; i++) {
        struct cell *cell =
            counters_cell(&t->counters, t->layout->members[stores.first + i], c->join_interval);
        cell->count[Q_HANDLED]++;
        *cell_sum(cell, Q_SERVICE) += now - c->started;
    }
}

static void visit_counted(struct tally *t, double now, const struct customer *c, struct span stores,
                          uint32_t station, enum visit_outcome outcome, double waited) {
    stores_count(t, stores, c->join_interval, visit_quantity[outcome]);
    if (outcome == VISIT_BALKED || outcome == VISIT_BLOCKED) {
        return;
    }
    sojourn_note(t, stores, c->join_interval, now - c->joined);
    if (outcome == VISIT_COMPLETED || outcome == VISIT_UNRESOLVED) {
        own_work(t, now, c, stores, station);
        return;
    }
    for (uint32_t i = 0; i < stores.n; i++) {
        wait_other(t, t->layout->members[stores.first + i], c->join_interval, waited, c->delayed,
                   outcome == VISIT_ABANDONED);
    }
}

static void visit_ended(void *self, double now, const struct customer *c, uint32_t station,
                        enum visit_outcome outcome, bool served, double waited) {
    struct tally *t = self;
    struct span stores = visit_span(t, c, station);
    t->visits[station].ended[outcome]++;
    t->visits[station].stay += now - c->joined;
    levels_change(t, stores, LEVEL_INSIDE, now, DOWN);
    if (!served && c->delayed) {
        queue_change(t, c, stores, station, now, DOWN);
        t->visits[station].wait += waited;
    }
    if (c->visit_counted) {
        visit_counted(t, now, c, stores, station, outcome, waited);
    }
    if (t->stretches) {
        stretches_moment(t->stretches, now, c, MOMENT_ENDED);
    }
}

/* ---- servers ---- */

static void handled(struct tally *t, uint32_t store, uint32_t interval, double service_s,
                    double wrap_up_s) {
    struct cell *cell = counters_cell(&t->counters, store, interval);
    cell->count[Q_HANDLED]++;
    *cell_sum(cell, Q_SERVICE) += service_s;
    *cell_sum(cell, Q_WRAP_UP) += wrap_up_s;
}

static void agent_freed(void *self, double now, uint32_t group, uint32_t agent, double service_s,
                        double wrap_up_s, uint16_t interval, bool counted, uint16_t class_index,
                        uint32_t station) {
    struct tally *t = self;
    struct hand *h = hand_of(t, agent);
    (void)class_index;
    h->busy = false;
    t->work[group].work += service_s + wrap_up_s;
    t->last_activity = now;
    group_busy(t, group, now, DOWN);
    struct level_state *here = level_of(t, layout_station_store(station), LEVEL_IN_USE);
    level_set(here, now, here->n - 1);
    if (counted) {
        handled(t, t->layout->first_group_store + group, interval, service_s, wrap_up_s);
        for (uint32_t i = 0; i < h->visit.n; i++) {
            handled(t, t->layout->members[h->visit.first + i], interval, service_s, wrap_up_s);
        }
    }
    for (uint32_t i = 0; h->contact_counted && i < h->contact.n; i++) {
        handled(t, t->layout->members[h->contact.first + i], h->arrival_interval, service_s,
                wrap_up_s);
    }
}

static void on_duty(void *self, double now, uint32_t group, size_t present, size_t staffed) {
    struct tally *t = self;
    uint32_t store = t->layout->first_group_store + group;
    if (!t->closed) {
        level_set(level_of(t, store, LEVEL_DUTY), now, (uint32_t)present);
        level_set(level_of(t, store, LEVEL_STAFFED), now, (uint32_t)staffed);
    }
}

static void in_use(void *self, double now, uint32_t station, size_t used) {
    struct tally *t = self;
    uint32_t store = layout_station_store(station);
    level_set(level_of(t, store, LEVEL_IN_USE), now, (uint32_t)used);
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
                             .contact_began = contact_began,
                             .contact_ended = contact_ended,
                             .visit_began = visit_began,
                             .wait_began = wait_began,
                             .service_began = service_began,
                             .visit_ended = visit_ended,
                             .agent_freed = agent_freed,
                             .on_duty = on_duty,
                             .in_use = in_use};
}
