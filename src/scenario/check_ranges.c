/* SPDX-License-Identifier: GPL-3.0-or-later
 * The most that a rule's measure can ever be, by what the scenario says of room, patience and
 * people. Where nothing proves a bound there is none. */
#include <math.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "scenario/check.h"
#include "scenario/machines.h"
#include "scenario/profile_amount.h"
#include "scenario/rule_measure.h"
#include "scenario/station_kind.h"

bool rules_set_keys(const struct scenario *s) {
    for (size_t i = 0; i < s->n_rules; i++) {
        for (size_t a = 0; a < s->rules[i].n_actions; a++) {
            if (s->rules[i].actions[a].n_sets > 0) {
                return true;
            }
        }
    }
    return false;
}

static bool set_has(const cJSON *action, const char *ending) {
    const cJSON *set;
    cJSON_ArrayForEach(set, cJSON_GetObjectItemCaseSensitive(action, "set")) {
        size_t n = strlen(set->string), k = strlen(ending);
        if (n >= k && strcmp(set->string + n - k, ending) == 0) {
            return true;
        }
    }
    return false;
}

bool rules_set_path(const struct checking *k, const char *ending) {
    const cJSON *rule, *action;
    cJSON_ArrayForEach(rule, cJSON_GetObjectItemCaseSensitive(k->in->tree, "rules")) {
        const cJSON *actions = cJSON_GetObjectItemCaseSensitive(rule, "do");
        if (set_has(actions, ending)) {
            return true;
        }
        cJSON_ArrayForEach(action, actions) {
            if (set_has(action, ending)) {
                return true;
            }
        }
    }
    return false;
}

/* Whether some rule may change the key of the thing while it is on. */
static bool changes(const struct checking *k, const char *of, const char *name, const char *key) {
    struct arena a = {0};
    bool set = rules_set_path(k, arena_format(&a, "%s.%s.%s", of, name, key));
    arena_fini(&a);
    return set;
}

/* ---- people who serve ---- */

double group_count_most(const struct checking *k, const struct staff_group *g) {
    return changes(k, "staff", g->name, "count") ? HUGE_VAL : profile_largest(&g->count);
}

/* Of one group, as many as rules may have brought to the other at once. */
static double fetched_from(const struct checking *k, const struct staff_group *from,
                           const struct staff_group *to) {
    const struct scenario *s = k->s;
    double n = 0;
    for (size_t i = 0; i < s->n_rules; i++) {
        const struct rule *r = &s->rules[i];
        for (size_t a = 0; a < r->n_actions; a++) {
            const struct rule_action *x = &r->actions[a];
            bool counts = x->staff > 0 && x->from && x->to && strcmp(x->from, from->name) == 0 &&
                          strcmp(x->to, to->name) == 0;
            n += !counts ? 0 : isfinite(r->again_after) ? HUGE_VAL : (double)x->staff;
        }
    }
    return fmin(n, group_count_most(k, from));
}

static double group_most(const struct checking *k, const struct staff_group *g) {
    double n = group_count_most(k, g);
    for (size_t i = 0; i < k->s->n_groups; i++) {
        n += fetched_from(k, &k->s->groups[i], g);
    }
    return n;
}

static bool serves_at(const struct staff_group *g, const char *station) {
    for (size_t i = 0; i < g->n_skills; i++) {
        if (strcmp(g->skills[i].station, station) == 0) {
            return true;
        }
    }
    return false;
}

static double idle_most(const struct checking *k, const struct rule *r) {
    const struct scenario *s = k->s;
    const struct station *station = station_find(s, r->at);
    double n = 0;
    for (size_t i = 0; i < s->n_groups; i++) {
        const struct staff_group *g = &s->groups[i];
        bool here = station ? serves_at(g, r->at) : strcmp(g->name, r->at) == 0;
        n += here ? group_most(k, g) : 0;
    }
    return n;
}

/* ---- people who wait ---- */

/* Whether some come there otherwise than by a journey's step: to a second place, or for help. */
static bool comes_beside(const struct scenario *s, const char *station) {
    for (size_t i = 0; i < s->n_stations; i++) {
        const struct station *x = &s->stations[i];
        const struct machines *m = station_machines_of(x);
        bool second = x->while_waiting.at && strcmp(x->while_waiting.at, station) == 0;
        if (second || (m && m->help_at && strcmp(m->help_at, station) == 0)) {
            return true;
        }
    }
    return false;
}

/* People in line from which everybody balks. */
static double certain_balk(const struct balks *b) {
    for (size_t i = 0; i < b->n; i++) {
        if (b->chance[i] >= 1) {
            return b->waiting[i];
        }
    }
    return HUGE_VAL;
}

/* The most over all who come to the station. */
struct bound {
    const struct station *at;
    double most; /* NAN: nobody comes */
};

static void bound_note(struct checking *k, const struct journey *j, void *context,
                       double (*of_step)(const struct checking *k, const struct journey *j,
                                         const struct step *s)) {
    struct bound *b = context;
    for (size_t i = 0; i < j->n; i++) {
        const struct step *s = &j->steps[i];
        if (s->at && strcmp(s->at, b->at->name) == 0) {
            b->most = fmax(b->most, of_step(k, j, s));
        }
    }
}

static double step_balks(const struct checking *k, const struct journey *j, const struct step *s) {
    const struct station *station = station_find(k->s, s->at);
    return certain_balk(station->balks.n > 0 ? &station->balks : &j->of_class->balks);
}

static void balks_note(struct checking *k, const struct journey *j, void *context) {
    bound_note(k, j, context, step_balks);
}

/* The longest of a patience without chance. */
static double patience_most(const struct patience *p) {
    double most = p->given && !p->none ? 0 : HUGE_VAL;
    for (size_t i = 0; i < p->distribution.n && isfinite(most); i++) {
        const struct distribution *d = &p->distribution.distribution[i];
        most = distribution_variance(d) > 0 ? HUGE_VAL : fmax(most, distribution_mean(d));
    }
    return most;
}

static double step_wait(const struct checking *k, const struct journey *j, const struct step *s) {
    const struct station *station = station_find(k->s, s->at);
    return s->keeps_place ? HUGE_VAL
                          : fmin(s->within_limit, patience_most(step_patience(j, station, s)));
}

static void waits_note(struct checking *k, const struct journey *j, void *context) {
    bound_note(k, j, context, step_wait);
}

static double most_of(struct checking *k, const struct station *s, journey_check *note) {
    struct bound b = {s, NAN};
    journeys_each(k, note, &b);
    return isnan(b.most) ? HUGE_VAL : b.most;
}

/* Of the place where they wait, seated and standing; who finds no seat stands where 'standing' is
 * not given. */
static double area_room(const struct checking *k, const struct station *station) {
    const struct area *a = station->area ? area_find(k->s, station->area) : NULL;
    bool bounded = a && a->seats != COUNT_UNLIMITED && a->standing.patience > 0 &&
                   a->standing.at_most != COUNT_UNLIMITED &&
                   !changes(k, "places", a->name, "seats") &&
                   !changes(k, "places", a->name, "standing.at_most");
    return bounded ? (double)a->seats + (double)a->standing.at_most : HUGE_VAL;
}

/* Of the station itself. */
static double station_room(const struct checking *k, const struct station *s) {
    bool seats = s->seats != COUNT_UNLIMITED && !changes(k, "stations", s->name, "seats");
    bool lines = s->lines != COUNT_UNLIMITED && !changes(k, "stations", s->name, "lines");
    return fmin(seats ? (double)s->seats : HUGE_VAL, lines ? (double)s->lines : HUGE_VAL);
}

static bool hides_line(const struct scenario *s, const struct station *station) {
    const struct area *a = station->area ? area_find(s, station->area) : NULL;
    return a && a->hides_line;
}

static double waiting_most(struct checking *k, const struct station *s) {
    double most = station_room(k, s);
    if (comes_beside(k->s, s->name)) {
        return most;
    }
    most = fmin(most, area_room(k, s));
    return s->kind->lanes || hides_line(k->s, s) ? most : fmin(most, most_of(k, s, balks_note));
}

/* What changes patience, or a line that stands overnight, proves nothing. */
static double wait_most(struct checking *k, const struct station *s) {
    bool proves = !rules_set_path(k, ".within.limit") && !comes_beside(k->s, s->name) &&
                  !s->keeps && !s->area && !s->while_waiting.at && s->n_hours == 0 &&
                  !k->s->people.felt_wait.on;
    return proves ? most_of(k, s, waits_note) : HUGE_VAL;
}

double rule_measure_most(struct checking *k, const struct rule *r) {
    const struct rule_measure *m = r->measure;
    const struct station *s = station_find(k->s, r->at);
    if (m->whole) {
        return m->in_line ? waiting_most(k, s) : idle_most(k, r);
    }
    return m->reached ? wait_most(k, s) : m->level.max;
}
