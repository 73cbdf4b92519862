/* SPDX-License-Identifier: GPL-3.0-or-later
 * Machines that fail or whose users need help: who helps, and with what work. */
#include "scenario/machines.h"

#include <math.h>
#include <string.h>

#include "scenario/check.h"
#include "scenario/station_kind.h"

static const struct machines *machines_named(const struct scenario *s, const char *station) {
    const struct station *at = station_find(s, station);
    return at && at->kind ? station_machines_of(at) : NULL;
}

static const char *helper_of(const struct scenario *s, const struct step *step) {
    const struct machines *m = machines_named(s, step->at);
    return m ? m->help_at : NULL;
}

void helps_each(struct checking *k, const struct journey *j, journey_check *check, void *context) {
    struct step *steps = arena_array(&k->scratch, j->n, sizeof *steps);
    bool any = false;
    for (size_t i = 0; i < j->n; i++) {
        const char *at = helper_of(k->s, &j->steps[i]);
        steps[i] = j->steps[i];
        steps[i].at = steps[i].label = at;
        steps[i].work = (struct work){.resolves = NAN, .eligible = NAN};
        steps[i].skill = NULL;
        steps[i].patience = (struct patience){.given = false};
        any = any || at;
    }
    if (any) {
        struct journey help = *j;
        help.steps = steps;
        help.helps = true;
        check(k, &help, context);
    }
}

/* Whether the class is helped there, which its journey need not name. */
struct helped {
    const struct customer_class *of;
    const char *where;
    bool found;
};

static void helped_note(struct checking *k, const struct journey *j, void *context) {
    struct helped *h = context;
    for (size_t i = 0; j->of_class == h->of && i < j->n; i++) {
        const char *at = helper_of(k->s, &j->steps[i]);
        h->found = h->found || (at && strcmp(at, h->where) == 0);
    }
}

bool class_is_helped_at(struct checking *k, const struct customer_class *c, const char *where) {
    struct helped h = {c, where, false};
    journeys_each(k, helped_note, &h);
    return h.found;
}

static void check_help_work(struct checking *k, const struct journey *j, void *context) {
    (void)context;
    for (size_t i = 0; i < j->n; i++) {
        const struct step *s = &j->steps[i];
        struct path here = {.parent = j->at, .index = i};
        if (s->at && step_work(j, s).service.n == 0) {
            diag_error(k->d, &here,
                       "users of these machines are helped at '%s', but nothing says how long that "
                       "takes: give work.%s.service",
                       s->at, s->at);
        }
    }
}

static void check_help_works(struct checking *k, const struct journey *j, void *context) {
    helps_each(k, j, check_help_work, context);
}

static void check_lives(struct checking *k, const struct station *s, const struct machines *m,
                        const struct path *at) {
    struct path count = {.parent = at, .key = "count"}, pace = {.parent = at, .key = "pace"};
    struct path fails = {.parent = at, .key = "fails"}, every = {.parent = &fails, .key = "every"};
    if (m->count > MACHINES_AT_MOST) {
        diag_error(k->d, &count, "%zu machines; at most %d may fail or need help", m->count,
                   MACHINES_AT_MOST);
    }
    if (s->pace.per_waiting > 0) {
        diag_error(k->d, &pace, "machines that fail or need help do not hurry: leave out 'pace'");
    }
    if (m->fails.every.kind && !(distribution_mean(&m->fails.every) > 0)) {
        diag_error(k->d, &every, "a machine that fails at once never works");
    }
}

/* Who helps must come to customers, and not be kept overnight beside them. */
static void check_helper(struct checking *k, const struct machines *m, const struct path *at) {
    struct path here = {.parent = at, .key = "help_at"};
    const struct station *desk = station_find(k->s, m->help_at);
    if (!m->help_at) {
        if (m->needs_help > 0) {
            diag_error(k->d, at,
                       "with 'needs_help' it needs 'help_at': the desk whose people help");
        }
    } else if (desk && desk->kind && (!desk->kind->staffed || desk->kind->lanes)) {
        diag_error(k->d, &here, "nobody comes to help from '%s': it is of kind %s", m->help_at,
                   desk->kind->name);
    } else if (desk && desk->keeps) {
        diag_error(k->d, &here,
                   "'%s' keeps people overnight; who needs help at a machine is not kept there",
                   m->help_at);
    }
}

/* What is done while somebody waits may be broken off, which only plain machines know. */
static void check_second(struct checking *k, const struct station *s, const struct path *at) {
    struct path second = {.parent = at, .key = "while_waiting"};
    struct path here = {.parent = &second, .key = "at"};
    if (machines_are_minded(machines_named(k->s, s->while_waiting.at))) {
        diag_error(k->d, &here,
                   "'%s' may fail or need help; what is done while people wait needs plain "
                   "machines, or a desk",
                   s->while_waiting.at);
    }
}

void check_machine_names(struct checking *k) {
    struct path stations = {.key = "stations"};
    for (size_t i = 0; i < k->s->n_stations; i++) {
        const struct machines *m = machines_named(k->s, k->s->stations[i].name);
        struct path here = {.parent = &stations, .key = k->s->stations[i].name};
        struct path help = {.parent = &here, .key = "help_at"};
        if (m && (!m->help_at || check_station_name(k, m->help_at, &help))) {
            check_helper(k, m, &here);
        }
    }
}

void check_machines(struct checking *k) {
    struct path stations = {.key = "stations"};
    for (size_t i = 0; i < k->s->n_stations; i++) {
        const struct station *s = &k->s->stations[i];
        const struct machines *m = machines_named(k->s, s->name);
        struct path here = {.parent = &stations, .key = s->name};
        check_second(k, s, &here);
        if (machines_are_minded(m)) {
            check_lives(k, s, m, &here);
        }
    }
    journeys_each(k, check_help_works, NULL);
}
