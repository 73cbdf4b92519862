/* SPDX-License-Identifier: GPL-3.0-or-later
 * Finding the row of lanes of a scenario, who stands there, and what opens it. */
#include <math.h>
#include <string.h>

#include "base/nearest.h"
#include "planner/lanes_parts.h"
#include "planner/offered_load.h"
#include "scenario/profile_amount.h"
#include "scenario/station_kind.h"

static bool is_lanes(const struct station *s) {
    return s->kind && s->kind->lanes;
}

static bool is_express(const struct station *s) {
    return is_lanes(s) && s->items_at_most < HUGE_VAL;
}

/* ---- the station ---- */

static bool named_find(struct lane_row *r, const char *name, struct diag *d) {
    struct nearest near = {.word = name};
    const char *names = "";
    for (size_t i = 0; i < r->scenario->n_stations; i++) {
        const struct station *s = &r->scenario->stations[i];
        nearest_offer(&near, s->name);
        names = arena_format(r->arena, "%s%s%s", names, i > 0 ? ", " : "", s->name);
        if (strcmp(s->name, name) != 0) {
            continue;
        }
        r->station = s;
        if (s->rival) {
            return diag_error_at(d, "--at", 0, 0,
                                 "'%s' is a rival's station: its people are not yours to plan",
                                 name);
        }
        return is_lanes(s) || strcmp(s->kind->name, "desk") == 0 ||
               diag_error_at(d, "--at", 0, 0,
                             "'%s' is of kind %s; a row of lanes is made of lanes or of a desk",
                             name, s->kind->name);
    }
    const char *words = near.best ? arena_format(r->arena, "did you mean '%s'?", near.best)
                                  : arena_format(r->arena, "the stations are %s", names);
    return diag_error_at(d, "--at", 0, 0, "no station is called '%s'; %s", name, words);
}

static bool only_find(struct lane_row *r, struct diag *d) {
    for (size_t i = 0; i < r->scenario->n_stations; i++) {
        const struct station *s = &r->scenario->stations[i];
        if (!is_lanes(s) || is_express(s) || s->rival) {
            continue;
        }
        if (r->station) {
            return diag_error_at(d, "--at", 0, 0,
                                 "is missing: '%s' and '%s' are both rows of lanes; say which one",
                                 r->station->name, s->name);
        }
        r->station = s;
    }
    return r->station ||
           diag_error_at(d, r->file, 0, 0,
                         "stations: no station has \"kind\": \"lanes\"; see 'sojourn explain "
                         "stations', or name with --at a desk that lines of their own could stand "
                         "in for");
}

/* ---- the people ---- */

double count_least(const struct profile *p) {
    double least = HUGE_VAL;
    for (unsigned w = 0; w < (p->by_weekday ? WEEKDAYS : 1); w++) {
        const struct profile *x = profile_on(p, w);
        for (size_t i = 0; i < x->n; i++) {
            least = fmin(least, x->value[i]);
        }
    }
    return least;
}

bool lane_groups_hold(const struct lane_groups *g, const char *name) {
    for (size_t i = 0; i < g->n; i++) {
        if (strcmp(g->all[i]->name, name) == 0) {
            return true;
        }
    }
    return false;
}

static void group_add(struct lane_groups *to, const struct staff_group *g) {
    if (to->n < MOST_LANE_GROUPS && !lane_groups_hold(to, g->name)) {
        to->all[to->n++] = g;
    }
}

static bool stands_at(const struct staff_group *g, const char *station) {
    for (size_t i = 0; i < g->n_skills; i++) {
        if (strcmp(g->skills[i].station, station) == 0) {
            return true;
        }
    }
    return false;
}

/* The one station with a limit of items, and who stands there. */
static void express_find(struct lane_row *r) {
    size_t n = 0;
    for (size_t i = 0; i < r->scenario->n_stations; i++) {
        const struct station *s = &r->scenario->stations[i];
        n += is_express(s) && s != r->station;
        r->express = is_express(s) && s != r->station ? s : r->express;
    }
    r->express = n == 1 ? r->express : NULL;
    for (size_t i = 0; r->express && i < r->scenario->n_groups; i++) {
        const struct staff_group *g = &r->scenario->groups[i];
        if (stands_at(g, r->express->name)) {
            group_add(&r->express_cashiers, g);
            r->aside += (size_t)profile_largest(&g->count);
        }
    }
}

static bool cashiers_find(struct lane_row *r, struct diag *d) {
    struct lane_groups *c = &r->cashiers;
    double count = 0;
    for (size_t i = 0; i < r->scenario->n_groups; i++) {
        const struct staff_group *g = &r->scenario->groups[i];
        if (stands_at(g, r->station->name) && !g->rival) {
            group_add(c, g);
            count += profile_largest(&g->count);
        }
    }
    if (c->n == 0) {
        return diag_error_at(d, "--at", 0, 0, "nobody of yours serves '%s'", r->station->name);
    }
    for (size_t i = 1; i < c->n; i++) {
        if (profile_largest(&c->all[i]->count) > profile_largest(&c->all[0]->count)) {
            const struct staff_group *more = c->all[i];
            c->all[i] = c->all[0];
            c->all[0] = more;
        }
    }
    const struct staff_group *g = c->all[0];
    express_find(r);
    r->count = (size_t)count + r->aside;
    r->flexible = c->n == 1 && g->n_shifts == 0 && !g->count.by_weekday;
    r->constant =
        r->flexible && count_least(&g->count) == count &&
        (!r->express || count_least(&r->express_cashiers.all[0]->count) == (double)r->aside);
    return true;
}

/* ---- the rules ---- */

bool lane_action_opens(const struct lane_row *r, const struct rule_action *a) {
    return a->staff > 0 &&
           (lane_groups_hold(&r->cashiers, a->to) != lane_groups_hold(&r->cashiers, a->from));
}

static const struct staff_group *group_named(const struct scenario *s, const char *name) {
    const struct staff_group *g = s->groups;
    while (strcmp(g->name, name) != 0) {
        g++;
    }
    return g;
}

static void lenders_find(struct lane_row *r) {
    for (size_t i = 0; i < r->scenario->n_rules; i++) {
        const struct rule *rule = &r->scenario->rules[i];
        for (size_t k = 0; k < rule->n_actions; k++) {
            const struct rule_action *a = &rule->actions[k];
            bool opens = lane_action_opens(r, a);
            r->ruled = r->ruled || opens;
            if (opens && lane_groups_hold(&r->cashiers, a->to)) {
                group_add(&r->lenders, group_named(r->scenario, a->from));
            }
        }
    }
    for (size_t i = 0; i < r->lenders.n; i++) {
        r->lendable += (size_t)profile_largest(&r->lenders.all[i]->count);
    }
}

/* ---- the work ---- */

/* In a steady state where nobody leaves, lanes that are too few have no steady state at all. */
static bool least_find(struct lane_row *r, struct diag *d) {
    r->least = 1;
    if (!r->scenario->horizon.steady) {
        return true;
    }
    struct arena a = {0};
    struct model *m = model_compile(r->scenario, (struct model_options){0}, d);
    for (uint32_t i = 0; m && i < m->n_stations; i++) {
        if (strcmp(m->stations[i].name, r->station->name) == 0) {
            struct station_load load = offered_load_of(m, &a).station[i];
            if (load.leaving == 0 && load.at_once == 0 && isfinite(load.load)) {
                r->least = (size_t)load.load + 1;
            }
        }
    }
    bool good = m;
    model_free(m);
    arena_fini(&a);
    return good;
}

static bool waits_nowhere_else(const struct lane_row *r) {
    for (size_t i = 0; i < r->scenario->n_stations; i++) {
        const struct station *s = &r->scenario->stations[i];
        if (s->kind->waits && s != r->station && s != r->express && s != r->bank && s != r->help) {
            return false;
        }
    }
    return true;
}

bool lane_row_find(struct lane_row *r, const char *name, struct diag *d) {
    if (!(name ? named_find(r, name, d) : only_find(r, d))) {
        return false;
    }
    r->is_desk = !is_lanes(r->station);
    if (!cashiers_find(r, d)) {
        return false;
    }
    lane_bank_find(r);
    r->alone = waits_nowhere_else(r);
    lenders_find(r);
    return least_find(r, d);
}

enum lane_form lane_row_form(const struct lane_row *r) {
    return r->is_desk   ? LANES_SHARED
           : r->bank    ? LANES_SELF
           : r->express ? LANES_EXPRESS
                        : LANES_OWN;
}

enum lane_opening lane_row_opening(const struct lane_row *r) {
    return r->ruled ? OPENED_WATCHED : r->constant ? OPENED_ALL : OPENED_PLANNED;
}
