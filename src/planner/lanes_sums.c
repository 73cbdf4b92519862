/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is asked of every plan of lanes, as sums over the rows of its lanes, groups and rules. */
#include <string.h>

#include "planner/lanes_parts.h"

static const double HOUR = 3600;

/* The sums while they are made. */
struct summing {
    const struct lane_row *row;
    const char *express; /* NULL: none */
    struct sum_ratio *sums;
};

static struct sum_term *terms_new(struct summing *s, size_t n) {
    return arena_array(s->row->arena, n, sizeof(struct sum_term));
}

/* The quantity, over all that is a lane and one more station; NULL: no more. */
static const struct sum_term *at_lanes_and(struct summing *s, const struct station *more,
                                           unsigned quantity, size_t *n) {
    const char *names[] = {s->row->station->name, s->express, more ? more->name : NULL};
    enum { NAMES = sizeof names / sizeof *names };
    struct sum_term *t = terms_new(s, NAMES);
    *n = 0;
    for (size_t i = 0; i < NAMES; i++) {
        if (names[i]) {
            t[(*n)++] = (struct sum_term){ROW_STATION, names[i], quantity, 1};
        }
    }
    return t;
}

static const struct sum_term *at_lanes(struct summing *s, unsigned quantity, size_t *n) {
    return at_lanes_and(s, NULL, quantity, n);
}

/* Of all who come to pay, at a lane or at a machine. */
static void ratio_of(struct summing *s, enum lanes_sum which, unsigned top, unsigned bottom) {
    struct sum_ratio *x = &s->sums[which];
    x->top = at_lanes_and(s, s->row->bank, top, &x->n_top);
    x->bottom = at_lanes_and(s, s->row->bank, bottom, &x->n_bottom);
}

/* Hours open of the whole. */
static void an_hour(struct summing *s, enum lanes_sum which) {
    struct sum_term *t = terms_new(s, 1);
    *t = (struct sum_term){ROW_TOTAL, "", Q_OPEN_TIME, 1 / HOUR};
    s->sums[which].bottom = t;
    s->sums[which].n_bottom = 1;
}

static double price_of(const struct scenario *s, const char *group) {
    const struct named_amount *m = s->money.staff;
    for (size_t i = 0; i < s->money.n_staff; i++) {
        if (strcmp(m[i].name, group) == 0) {
            return HOUR * m[i].amount;
        }
    }
    return 0;
}

/* An hour of a person of the group, scheduled for it. */
static double hour_of(const struct scenario *s, const char *group) {
    double shrinkage = 0;
    for (size_t i = 0; i < s->n_groups; i++) {
        if (strcmp(s->groups[i].name, group) == 0) {
            shrinkage = s->groups[i].shrinkage;
        }
    }
    return price_of(s, group) / (1 - shrinkage);
}

/* What an hour costs of those whom the rule fetches, less what it saves of those whom it sends. */
static double rule_price(const struct lane_row *r, const struct rule *rule) {
    double sum = 0, people = 0;
    for (size_t k = 0; k < rule->n_actions; k++) {
        const struct rule_action *a = &rule->actions[k];
        if (lane_action_opens(r, a)) {
            bool to = lane_groups_hold(&r->cashiers, a->to);
            sum += (to ? 1 : -1) * (double)a->staff * hour_of(r->scenario, a->from);
        }
        people += (double)a->staff;
    }
    return people > 0 ? sum / people : 0;
}

/* All that has a price; those who may be fetched are paid at home whatever happens, and are
 * reckoned by the hours that they are away. */
static void money_sum(struct summing *s) {
    const struct scenario *x = s->row->scenario;
    struct sum_term *t = terms_new(s, 1 + s->row->lenders.n + x->n_rules);
    size_t n = 0;
    t[n++] = (struct sum_term){ROW_TOTAL, "", Q_COST, 1};
    for (size_t i = 0; i < s->row->lenders.n; i++) {
        t[n++] = (struct sum_term){ROW_GROUP, s->row->lenders.all[i]->name, Q_COST_STAFF, -1};
    }
    for (size_t i = 0; i < x->n_rules; i++) {
        double price = rule_price(s->row, &x->rules[i]);
        if (price < 0 || price > 0) {
            t[n++] = (struct sum_term){ROW_RULE, x->rules[i].name, Q_RULE_HOURS, price};
        }
    }
    s->sums[LANES_COST].top = t;
    s->sums[LANES_COST].n_top = n;
    an_hour(s, LANES_COST);
}

static void lost_sum(struct summing *s) {
    struct sum_term *t = terms_new(s, 1);
    *t = (struct sum_term){ROW_TOTAL, "", Q_COST_LOST, 1};
    s->sums[LANES_LOST].top = t;
    s->sums[LANES_LOST].n_top = 1;
    an_hour(s, LANES_LOST);
}

/* Time at the lanes with nobody to serve. */
static void idle_sum(struct summing *s) {
    size_t n;
    const struct sum_term *duty = at_lanes(s, Q_DUTY, &n), *busy = at_lanes(s, Q_OCCUPIED, &n);
    struct sum_term *t = terms_new(s, 2 * n);
    for (size_t i = 0; i < n; i++) {
        t[i] = duty[i];
        t[n + i] = busy[i];
        t[n + i].weight = -1;
    }
    s->sums[LANES_IDLE].top = t;
    s->sums[LANES_IDLE].n_top = 2 * n;
    s->sums[LANES_IDLE].bottom = duty;
    s->sums[LANES_IDLE].n_bottom = n;
}

/* People at the lanes, and at one more station: open time is that of one of them. */
static void open_sum(struct summing *s, const struct station *more, enum lanes_sum which) {
    struct sum_ratio *x = &s->sums[which];
    struct sum_term *t = terms_new(s, 1);
    x->top = at_lanes_and(s, more, Q_STAFFED, &x->n_top);
    *t = (struct sum_term){ROW_STATION, s->row->station->name, Q_OPEN_TIME, 1};
    x->bottom = t;
    x->n_bottom = 1;
}

const struct sum_ratio *lane_sums(const struct lane_row *r, const char *express, bool *money) {
    static const struct sum_ratio names[LANES_SUMS] = {
        [LANES_COST] = {"cost_per_hour", "money/h", GOOD_LOW, 0, 0, NULL, NULL},
        [LANES_LOST] = {"sales_lost_per_hour", "money/h", GOOD_LOW, 0, 0, NULL, NULL},
        [LANES_WAIT] = {"mean_wait", "s", GOOD_LOW, 0, 0, NULL, NULL},
        [LANES_SEEN] = {"queue_seen", "customers", GOOD_LOW, 0, 0, NULL, NULL},
        [LANES_BALKED] = {"balking", "share", GOOD_LOW, 0, 0, NULL, NULL},
        [LANES_LEFT] = {"abandonment", "share", GOOD_LOW, 0, 0, NULL, NULL},
        [LANES_IDLE] = {"idle", "share", GOOD_EITHER, 0, 0, NULL, NULL},
        [LANES_OPEN] = {"open", "lanes", GOOD_EITHER, 0, 0, NULL, NULL}};
    const struct money *m = &r->scenario->money;
    struct summing s = {r, express, arena_array(r->arena, LANES_SUMS, sizeof *s.sums)};
    memcpy(s.sums, names, sizeof names);
    *money = m->n_staff > 0 || m->n_stations > 0 || m->n_waiting > 0 || m->lost_customer > 0;
    if (*money) {
        money_sum(&s);
    } else {
        s.sums[LANES_COST].name = "people";
        s.sums[LANES_COST].unit = "people";
        open_sum(&s, r->help, LANES_COST);
    }
    lost_sum(&s);
    ratio_of(&s, LANES_WAIT, Q_WAIT_ALL, Q_JOINED);
    ratio_of(&s, LANES_SEEN, Q_LINE_SEEN, Q_JOINED);
    ratio_of(&s, LANES_BALKED, Q_BALKED, Q_ARRIVED);
    ratio_of(&s, LANES_LEFT, Q_ABANDONED, Q_ARRIVED);
    idle_sum(&s);
    open_sum(&s, NULL, LANES_OPEN);
    return s.sums;
}
