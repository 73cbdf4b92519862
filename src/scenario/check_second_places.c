/* SPDX-License-Identifier: GPL-3.0-or-later
 * Second places: what is done for people while they wait. */
#include "scenario/check.h"
#include "scenario/station_kind.h"

/* A line whose people may be called out of it, in service too. */
static bool may_break_off(const struct station *s) {
    return s->kind->waits && s->kind->works && !s->kind->lanes && s->pace.per_waiting <= 0;
}

/* What prevents people who wait at one station from standing in the other's line; NULL: nothing. */
static const char *fault_of(const struct station *first, const struct station *second) {
    if (first == second) {
        return "the second place is at another station than the first";
    }
    if (second->while_waiting.at) {
        return "the second place has itself something to do while people wait; leave one out";
    }
    if (!may_break_off(second)) {
        return "a second place is at a desk or machines that do not hurry ('pace'), where people "
               "can be called away";
    }
    if (second->order == ORDER_SHORTEST_WORK) {
        return "a second place is at no station that takes the shortest work first";
    }
    return first->keeps || second->keeps
               ? "a second place does not last overnight: take 'overnight' away from both stations"
               : NULL;
}

static void check_at(struct checking *k, const struct station *s, const struct path *at) {
    struct path here = {.parent = at, .key = "at"};
    const struct station *second = station_find(k->s, s->while_waiting.at);
    const char *fault = second ? fault_of(s, second) : NULL;
    bool anybody = false;
    if (fault) {
        diag_error(k->d, &here, "%s", fault);
    }
    for (size_t i = 0; i < k->s->n_classes; i++) {
        anybody = anybody || class_does_meanwhile(&k->s->classes[i], s);
    }
    if (!fault && !anybody) {
        diag_error(k->d, &here,
                   "nobody who waits at '%s' has anything to do at '%s': give "
                   "customers.<class>.work.%s.service",
                   s->name, second->name, second->name);
    }
}

void check_second_place_names(struct checking *k) {
    struct path stations = {.key = "stations"};
    for (size_t i = 0; i < k->s->n_stations; i++) {
        struct path here = {.parent = &stations, .key = k->s->stations[i].name};
        struct path there = {.parent = &here, .key = "while_waiting"};
        struct path at = {.parent = &there, .key = "at"};
        if (k->s->stations[i].while_waiting.at) {
            check_station_name(k, k->s->stations[i].while_waiting.at, &at);
        }
    }
}

void check_second_places(struct checking *k) {
    struct path stations = {.key = "stations"};
    for (size_t i = 0; i < k->s->n_stations; i++) {
        const struct station *s = &k->s->stations[i];
        struct path here = {.parent = &stations, .key = s->name};
        struct path at = {.parent = &here, .key = "while_waiting", .of_key = true};
        if (!s->while_waiting.at) {
            continue;
        }
        if (!s->kind->works || !s->kind->waits) {
            diag_error(k->d, &at,
                       "nobody waits at '%s' for work that could be shortened: it is of "
                       "kind %s",
                       s->name, s->kind->name);
        } else {
            at.of_key = false;
            check_at(k, s, &at);
        }
    }
}
