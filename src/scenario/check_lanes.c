/* SPDX-License-Identifier: GPL-3.0-or-later
 * Lanes: each has a line and one cashier at most, who serves nowhere else. Lines for few items:
 * somebody must take those who bring more. */
#include <math.h>
#include <string.h>

#include "scenario/check.h"
#include "scenario/crew.h"
#include "scenario/profile_amount.h"
#include "scenario/station_kind.h"
#include "scenario/weekday.h"

static bool has_lanes(const struct station *s) {
    return s && s->kind && s->kind->lanes;
}

/* The station with lanes that one of the entries serves; NULL: none does. */
static const struct station *stands_at(const struct checking *k, const struct staff_group *g) {
    for (size_t i = 0; i < g->n_skills; i++) {
        const struct station *s = station_find(k->s, g->skills[i].station);
        if (has_lanes(s)) {
            return s;
        }
    }
    return NULL;
}

static void check_entries(struct checking *k, const struct staff_group *g,
                          const struct station *lanes, const struct path *group) {
    struct path skills = {.parent = group, .key = "skills"};
    for (size_t i = 0; i < g->n_skills; i++) {
        const struct skill_entry *e = &g->skills[i];
        const char *key =
            e->of ? arena_format(&k->scratch, "%s/%s", e->station, e->of) : e->station;
        struct path here = {.parent = &skills, .key = key, .of_key = true};
        struct path after = {.parent = &skills, .key = key};
        struct path row = {.parent = &after, .key = "after"};
        if (strcmp(e->station, lanes->name) != 0) {
            diag_error(k->d, &here,
                       "who serves the lanes of '%s' stands there and serves nowhere else: make "
                       "another group of those who serve '%s'",
                       lanes->name, e->station);
        } else if (e->after > 0) {
            diag_error(k->d, &row,
                       "a cashier serves the line of his own lane: nobody helps at lanes after a "
                       "wait");
        }
    }
}

/* Of one group. */
static void check_count(struct checking *k, const struct staff_group *g,
                        const struct station *lanes, const struct path *group) {
    struct path here = {.parent = group, .key = g->n_shifts > 0 ? "shifts" : "count"};
    size_t n = lanes->kind->lanes(lanes);
    double most = profile_largest(&g->count);
    if (most > (double)n) {
        diag_error(k->d, &here,
                   "%.0f people for the %zu lanes of '%s': one cashier stands at a lane; give it "
                   "more 'lanes' or fewer people",
                   most, n, lanes->name);
    }
}

/* ---- more cashiers than lanes, in several groups or by rule ---- */

static double people_at(const struct checking *k, const struct station *lanes, unsigned weekday,
                        double time) {
    double n = 0;
    for (size_t i = 0; i < k->s->n_groups; i++) {
        const struct staff_group *g = &k->s->groups[i];
        const struct profile *p = profile_on(&g->count, weekday);
        n += stands_at(k, g) == lanes && p->n > 0 ? profile_most(p, time, time + 1) : 0;
    }
    return n;
}

/* The most who stand there at once by their counts, at any change of any of them. */
static double people_most(const struct checking *k, const struct station *lanes) {
    const struct horizon *h = &k->s->horizon;
    double most = people_at(k, lanes, horizon_weekday(h, 0), h->opens);
    for (size_t d = 0; d < h->n_weekdays; d++) {
        for (size_t i = 0; i < k->s->n_groups; i++) {
            const struct profile *p = profile_on(&k->s->groups[i].count, h->weekday[d]);
            for (size_t t = 0; t < p->n && p->at[t] < h->closes; t++) {
                most = fmax(most, people_at(k, lanes, h->weekday[d], fmax(h->opens, p->at[t])));
            }
        }
    }
    return most;
}

/* Of one group, as many as rules may have brought to the lanes at once. */
static double fetched_most(const struct checking *k, const struct station *lanes,
                           const struct staff_group *from) {
    double n = 0;
    for (size_t i = 0; i < k->s->n_rules; i++) {
        const struct rule *r = &k->s->rules[i];
        for (size_t a = 0; a < r->n_actions; a++) {
            const struct rule_action *x = &r->actions[a];
            const struct staff_group *to = staff_group_find(k->s, x->to);
            bool counts = x->staff > 0 && strcmp(x->from, from->name) == 0 && to &&
                          stands_at(k, to) == lanes && stands_at(k, from) != lanes;
            n += !counts ? 0 : isfinite(r->again_after) ? HUGE_VAL : (double)x->staff;
        }
    }
    return fmin(n, profile_largest(&from->count));
}

/* Whether one group alone is more than the lanes take, which is told of it. */
static bool one_is_too_many(const struct checking *k, const struct station *lanes, double room) {
    for (size_t i = 0; i < k->s->n_groups; i++) {
        const struct staff_group *g = &k->s->groups[i];
        if (stands_at(k, g) == lanes && profile_largest(&g->count) > room) {
            return true;
        }
    }
    return false;
}

/* They may take turns, and who finds no lane stands by: odd, but possible. */
static void check_crowd(struct checking *k, const struct station *lanes) {
    struct path stations = {.key = "stations"}, at = {.parent = &stations, .key = lanes->name};
    struct path here = {.parent = &at, .key = "lanes"};
    double room = (double)lanes->kind->lanes(lanes), most = people_most(k, lanes), all = most;
    for (size_t i = 0; i < k->s->n_groups; i++) {
        all += fetched_most(k, lanes, &k->s->groups[i]);
    }
    if (one_is_too_many(k, lanes, room)) {
        return;
    }
    if (most > room) {
        diag_warning(k->d, &here,
                     "%.0f people of several groups come to %.0f lanes at once: who finds no lane "
                     "stands by, and is paid; give it more 'lanes' or fewer people",
                     most, room);
    } else if (all > room) {
        diag_warning(k->d, &here,
                     "with those whom rules may fetch %.0f people come to %.0f lanes: who finds no "
                     "lane stands by until one is free",
                     all, room);
    }
}

static void check_order(struct checking *k, const struct station *s) {
    struct path stations = {.key = "stations"}, at = {.parent = &stations, .key = s->name};
    struct path here = {.parent = &at, .key = "order"};
    if (has_lanes(s) && s->order == ORDER_SHORTEST_WORK) {
        diag_error(k->d, &here,
                   "who stands in a lane is served in turn: \"priority\" or \"first_come\"");
    }
}

/* The preferred lane of a step must be one of the station's. */
static void check_preferred(struct checking *k, const struct journey *j, void *context) {
    (void)context;
    for (size_t i = 0; i < j->n; i++) {
        const struct station *s = station_find(k->s, j->steps[i].at);
        struct path here = {.parent = j->at, .index = i};
        size_t prefers = step_work(j, &j->steps[i]).prefers;
        size_t n = has_lanes(s) ? s->kind->lanes(s) : 0;
        if (s && prefers > n) {
            diag_error(k->d, &here, "prefers lane %zu of '%s', which has %zu", prefers, s->name, n);
        } else if (s && prefers > 0 && !s->kind->preferred(s)) {
            diag_error(k->d, &here,
                       "prefers lane %zu, but at '%s' nobody looks at that: \"choose\": "
                       "\"preferred\"",
                       prefers, s->name);
        }
    }
}

/* The most items that any line of the journey takes; NAN: it comes to no line. What else people do
 * on their way without a wait serves nobody instead of a line. */
static double items_taken(const struct checking *k, const struct journey *j) {
    double most = NAN;
    for (size_t i = 0; i < j->n; i++) {
        const struct station *s = station_find(k->s, j->steps[i].at);
        if (s && ((s->kind->waits && s->kind->works) || station_crew_of(s))) {
            most = fmax(most, s->items_at_most);
        }
    }
    return most;
}

/* Of those who bring fewer than one in ten thousand too much, nothing is said: a distribution's
 * tail has no end. */
#define SHARE_TOLD 1e-4

static void check_items(struct checking *k, const struct journey *j, void *context) {
    (void)context;
    const struct customer_class *c = j->of_class;
    double most = c->items.kind && j->steps == c->steps ? items_taken(k, j) : NAN;
    if (!isfinite(most)) {
        return;
    }
    struct path customers = {.key = "customers"}, at = {.parent = &customers, .key = c->name};
    struct path here = {.parent = &at, .key = "items"};
    double share = distribution_cdf(&c->items, most);
    if (share <= 0) {
        diag_error(k->d, &here,
                   "all bring more than %.10g items, and no line that they come to takes more: "
                   "nobody would be served; raise 'items_at_most', or give them another line",
                   most);
    } else if (1 - share >= SHARE_TOLD) {
        diag_warning(k->d, &here,
                     "%.3g %% bring more than %.10g items, and no line that they come to takes "
                     "more: they pass by unserved",
                     100 * (1 - share), most);
    }
}

void check_lanes(struct checking *k) {
    struct path staff = {.key = "staff"};
    for (size_t i = 0; i < k->s->n_stations; i++) {
        check_order(k, &k->s->stations[i]);
        if (has_lanes(&k->s->stations[i])) {
            check_crowd(k, &k->s->stations[i]);
        }
    }
    journeys_each(k, check_preferred, NULL);
    journeys_each(k, check_items, NULL);
    for (size_t i = 0; i < k->s->n_groups; i++) {
        const struct staff_group *g = &k->s->groups[i];
        const struct station *lanes = stands_at(k, g);
        struct path here = {.parent = &staff, .key = g->name};
        if (lanes) {
            check_entries(k, g, lanes, &here);
            check_count(k, g, lanes, &here);
        }
    }
}
