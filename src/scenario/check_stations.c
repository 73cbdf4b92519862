/* SPDX-License-Identifier: GPL-3.0-or-later
 * Stations with nothing to serve by, room for fewer than serve there, keys that their kind has no
 * use for; parties of nobody. */
#include <math.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "scenario/check.h"
#include "scenario/profile_amount.h"
#include "scenario/station_kind.h"

static const cJSON *get(const cJSON *object, const char *key) {
    return cJSON_GetObjectItemCaseSensitive(object, key);
}

/* ---- servers ---- */

/* Whether some rule sets the key of the station while it is on. */
static bool rules_set(const struct checking *k, const struct station *s, const char *key) {
    struct arena a = {0};
    bool set = rules_set_path(k, arena_format(&a, "stations.%s.%s", s->name, key));
    arena_fini(&a);
    return set;
}

static void check_none(struct checking *k, const struct station *s, const struct path *at) {
    struct path here = {.parent = at, .key = "count"};
    if (s->kind->servers && s->kind->servers(s) == 0 && !rules_set(k, s, "count")) {
        diag_warning(k->d, &here,
                     "is 0: nobody is ever served at '%s', and all who come there leave unserved; "
                     "give it 1 or more (0 is for stations whose count a rule sets)",
                     s->name);
    }
}

static bool serves_at(const struct staff_group *g, const char *station) {
    for (size_t i = 0; i < g->n_skills; i++) {
        if (strcmp(g->skills[i].station, station) == 0) {
            return true;
        }
    }
    return false;
}

/* The most people who may serve there at once, without rules; the station's own servers. */
static double servers_most(const struct checking *k, const struct station *s) {
    if (s->kind->servers) {
        return (double)s->kind->servers(s);
    }
    double n = 0;
    for (size_t i = 0; s->kind->staffed && i < k->s->n_groups; i++) {
        n += serves_at(&k->s->groups[i], s->name) ? profile_largest(&k->s->groups[i].count) : 0;
    }
    return s->kind->lanes ? fmin(n, (double)s->kind->lanes(s)) : n;
}

/* No more than `lines` are there at once, so that some of the servers never have work. Few seats
 * are no mistake where nobody is to wait long, but may be meant to count those served too. */
static void check_room(struct checking *k, const struct station *s, const struct path *at) {
    struct path lines = {.parent = at, .key = "lines"}, seats = {.parent = at, .key = "seats"};
    double servers = servers_most(k, s);
    if (!s->kind->waits || servers == 0) {
        return;
    }
    if (s->lines != COUNT_UNLIMITED && (double)s->lines < servers) {
        diag_warning(k->d, &lines,
                     "%zu customers at most, waiting or served, for the %.0f who can serve at "
                     "'%s': some never have work; 'seats' limits those who wait alone",
                     s->lines, servers, s->name);
    }
    if (s->seats != COUNT_UNLIMITED && s->seats > 0 && (double)s->seats < servers) {
        diag_remark(k->d, &seats,
                    "%zu may wait for the %.0f who can serve at '%s'; seats are for those who wait "
                    "alone, 'lines' counts those served too",
                    s->seats, servers, s->name);
    }
}

/* ---- keys without a use ---- */

/* Where nobody waits in line. A crew has a door at which 'lines' may be full, a delay has none. */
static void check_unused(struct checking *k, const struct station *s, const struct path *at) {
    static const char *const keys[] = {"seats", "patience", "balks", "pace", "order", "lines"};
    enum { KEYS = sizeof keys / sizeof *keys };
    const cJSON *json = get(get(k->in->tree, "stations"), s->name);
    size_t n = s->kind->works ? KEYS : KEYS - 1;
    for (size_t i = 0; !s->kind->waits && i < n; i++) {
        struct path here = {.parent = at, .key = keys[i], .of_key = true};
        if (get(json, keys[i])) {
            diag_warning(k->d, &here, "is not used: nobody waits in line at '%s', of kind %s",
                         s->name, s->kind->name);
        }
    }
}

/* ---- parties ---- */

/* As rare as this is the tail of a distribution, and not told. */
static const double SHARE_TOLD = 1e-4;
enum { PARTY_MOST = 65535 };

/* Parties are whole people: the nearest number, at least one, at most PARTY_MOST. */
static void check_party(struct checking *k, const struct distribution *party,
                        const struct path *at) {
    double nobody = distribution_cdf(party, 0.5 - 1e-9), mean = distribution_mean(party);
    double many = 1 - distribution_cdf(party, PARTY_MOST + 0.5);
    bool constant = !(distribution_variance(party) > 0);
    if (nobody >= 1) {
        diag_error(k->d, at, "a party is of at least 1; these are of nobody");
    } else if (constant && fabs(mean - round(mean)) > 1e-9) {
        diag_error(k->d, at, "a party is of whole people; %.10g is not a whole number", mean);
    } else if (nobody >= SHARE_TOLD) {
        diag_warning(k->d, at,
                     "%.3g %% of the parties would be of nobody; they are taken to be of 1: let "
                     "the distribution begin there",
                     100 * nobody);
    } else if (many >= SHARE_TOLD) {
        diag_error(k->d, at, "%.3g %% of the parties are of more than %d people, which is the most",
                   100 * many, PARTY_MOST);
    }
}

static void check_parties(struct checking *k) {
    struct path customers = {.key = "customers"};
    for (size_t i = 0; i < k->s->n_classes; i++) {
        const struct customer_class *c = &k->s->classes[i];
        struct path here = {.parent = &customers, .key = c->name};
        struct path arrivals = {.parent = &here, .key = "arrivals"};
        const cJSON *json = get(get(get(k->in->tree, "customers"), c->name), "arrivals");
        for (size_t j = 0; j < c->n_sources; j++) {
            struct path one = {.parent = &arrivals, .index = j};
            struct path at = {.parent = cJSON_IsArray(json) ? &one : &arrivals, .key = "party"};
            if (c->sources[j].party.kind) {
                check_party(k, &c->sources[j].party, &at);
            }
        }
    }
}

void check_stations(struct checking *k) {
    struct path stations = {.key = "stations"};
    for (size_t i = 0; i < k->s->n_stations; i++) {
        struct path here = {.parent = &stations, .key = k->s->stations[i].name};
        check_none(k, &k->s->stations[i], &here);
        check_room(k, &k->s->stations[i], &here);
        check_unused(k, &k->s->stations[i], &here);
    }
    check_parties(k);
}
