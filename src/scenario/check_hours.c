/* SPDX-License-Identifier: GPL-3.0-or-later
 * Opening hours of stations, and what they keep overnight. */
#include "base/text.h"
#include "base/units.h"
#include "scenario/check.h"
#include "scenario/station_kind.h"

/* Those of which the engine holds a line back until they open. */
static bool may_keep(const struct station *s) {
    return s->kind->waits && s->kind->works && !s->kind->lanes;
}

static bool is_delay(const struct station *s) {
    return s->kind->works && !s->kind->waits;
}

static void check_keeps(struct checking *k, const struct station *s, const struct path *at) {
    struct path here = {.parent = at, .key = "overnight"};
    if (s->keeps && k->s->horizon.steady) {
        diag_error(k->d, &here, "a steady state ('runs_for') has no nights");
    } else if (s->keeps && !may_keep(s)) {
        diag_error(k->d, &here,
                   "only a desk or machines keep people overnight; '%s' is of the kind %s, whose "
                   "people go on until they leave it",
                   s->name, s->kind->name);
    }
}

static void outside_say(struct checking *k, const struct path *at, const struct horizon *day) {
    struct text t = {0};
    time_of_day_add(&t, day->opens);
    text_add(&t, " to ");
    time_of_day_add(&t, day->closes);
    diag_error(k->d, at, "hours lie within those of the day, %s", text_string(&t));
    text_fini(&t);
}

static void check_window(struct checking *k, const struct station *s, size_t i,
                         const struct path *at) {
    const struct opening *o = &s->hours[i];
    const struct horizon *day = &k->s->horizon;
    if (o->closes <= o->opens) {
        diag_error(k->d, at, "it closes before it has opened");
    } else if (o->opens < day->opens || o->closes > day->closes) {
        outside_say(k, at, day);
    } else if (i > 0 && o->opens <= s->hours[i - 1].closes) {
        diag_error(k->d, at,
                   "hours stand in their order and apart from each other; this opens before the "
                   "one above has closed");
    }
}

static void check_windows(struct checking *k, const struct station *s, const struct path *at) {
    struct path here = {.parent = at, .key = "hours"};
    if (s->n_hours > 0 && k->s->horizon.steady) {
        diag_error(k->d, &here, "a steady state ('runs_for') has no opening hours");
        return;
    }
    if (s->n_hours > 0 && is_delay(s)) {
        diag_error(k->d, &here, "a delay is no place that opens or closes");
        return;
    }
    for (size_t i = 0; i < s->n_hours; i++) {
        struct path one = {.parent = &here, .index = i};
        check_window(k, s, i, s->n_hours > 1 ? &one : &here);
    }
}

void check_hours(struct checking *k) {
    struct path stations = {.key = "stations"};
    for (size_t i = 0; i < k->s->n_stations; i++) {
        struct path here = {.parent = &stations, .key = k->s->stations[i].name};
        check_keeps(k, &k->s->stations[i], &here);
        check_windows(k, &k->s->stations[i], &here);
    }
}
