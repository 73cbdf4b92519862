/* SPDX-License-Identifier: GPL-3.0-or-later
 * Places: their names, and what a steady state cannot have. */
#include <math.h>
#include <string.h>

#include "base/nearest.h"
#include "scenario/check.h"
#include "scenario/station_kind.h"

const struct area *area_find(const struct scenario *s, const char *name) {
    for (size_t i = 0; name && i < s->n_areas; i++) {
        if (s->areas[i].name && strcmp(s->areas[i].name, name) == 0) {
            return &s->areas[i];
        }
    }
    return NULL;
}

static void area_known(struct checking *k, const char *name, const struct path *at) {
    struct nearest nearest = {.word = name};
    for (size_t i = 0; i < k->s->n_areas; i++) {
        if (k->s->areas[i].name) {
            nearest_offer(&nearest, k->s->areas[i].name);
        }
    }
    if (area_find(k->s, name)) {
        return;
    }
    if (nearest.best) {
        diag_error(k->d, at, "unknown place '%s'; did you mean '%s'?", name, nearest.best);
    } else {
        diag_error(k->d, at, "unknown place '%s'; 'places' names them", name);
    }
}

void check_area_names(struct checking *k) {
    struct path stations = {.key = "stations"};
    for (size_t i = 0; k->s->stations && i < k->s->n_stations; i++) {
        struct path here = {.parent = &stations, .key = k->s->stations[i].name};
        struct path place = {.parent = &here, .key = "place"};
        if (k->s->stations[i].area) {
            area_known(k, k->s->stations[i].area, &place);
        }
    }
}

/* People who are served there at once, as far as stations tell. */
static double servers_of(const struct checking *k, const struct area *a) {
    double servers = 0;
    for (size_t i = 0; i < k->s->n_stations; i++) {
        const struct station *s = &k->s->stations[i];
        bool here = s->area && strcmp(s->area, a->name) == 0 && s->kind->works;
        if (here && s->kind->servers && s->kind->servers(s) != COUNT_UNLIMITED) {
            servers += (double)s->kind->servers(s);
        }
        for (size_t g = 0; here && s->kind->staffed && g < k->s->n_groups; g++) {
            const struct staff_group *group = &k->s->groups[g];
            bool serves = false;
            for (size_t e = 0; e < group->n_skills; e++) {
                serves = serves || strcmp(group->skills[e].station, s->name) == 0;
            }
            servers += serves && group->count.n > 0 ? group->count.value[0] : 0;
        }
    }
    return servers;
}

static bool anybody_waits(const struct checking *k, const struct area *a) {
    for (size_t i = 0; i < k->s->n_stations; i++) {
        if (k->s->stations[i].area && strcmp(k->s->stations[i].area, a->name) == 0) {
            return true;
        }
    }
    return false;
}

static void check_area(struct checking *k, const struct area *a, const struct path *at) {
    struct path seats = {.parent = at, .key = "seats"}, air = {.parent = at, .key = "temperature"};
    struct path fails = {.parent = &air, .key = "fails"};
    struct path key = *at;
    key.of_key = true;
    if (!anybody_waits(k, a)) {
        diag_error(k->d, &key, "no station is at this place: give a station \"place\": \"%s\"",
                   a->name);
    }
    if (a->seats != COUNT_UNLIMITED && (double)a->seats < servers_of(k, a)) {
        diag_warning(k->d, &seats,
                     "%zu seats for those who wait before %.6g servers: is that all there are?",
                     a->seats, servers_of(k, a));
    }
    if (a->temperature.tau > 0 && !isnan(a->temperature.fails_at) && k->s->horizon.steady) {
        diag_error(k->d, &fails, "a steady state ('runs_for') has no time of day");
    }
}

void check_areas(struct checking *k) {
    struct path places = {.key = "places"};
    for (size_t i = 0; i < k->s->n_areas; i++) {
        struct path here = {.parent = &places, .key = k->s->areas[i].name};
        check_area(k, &k->s->areas[i], &here);
    }
}
