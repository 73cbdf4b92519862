/* SPDX-License-Identifier: GPL-3.0-or-later
 * Journeys as graphs: every station reached, every service given, no round without time or end. */
#include <math.h>
#include <string.h>

#include "scenario/check.h"
#include "scenario/crew.h"
#include "scenario/machines.h"
#include "scenario/station_kind.h"
#include "scenario/ways.h"

static void reach_ends(struct graph *g) {
    for (bool more = true; more;) {
        more = false;
        for (size_t e = 0; e < g->n_edges; e++) {
            const struct edge *x = &g->edges[e];
            if (x->chance && !g->ends[x->from] && (x->to < 0 || g->ends[x->to])) {
                g->ends[x->from] = more = true;
            }
        }
    }
}

static void entries_mark(const struct journey *j, struct graph *g) {
    long first = j->steps[0].only_if_sent ? step_next(j, 0) : 0;
    if (first >= 0) {
        g->reached[first] = true;
    }
    for (size_t i = 0; !j->of_return && i < RETURN_COUNT; i++) {
        const struct customer_return *r = &j->of_class->returns[i];
        if (r->given && r->at) {
            g->reached[step_find(j, r->at)] = true;
        }
    }
}

/* Where one of a fleet begins again; STEP_OUT for all others. */
static long entry_again(const struct journey *j) {
    for (size_t i = 0; !j->of_return && i < j->of_class->n_sources; i++) {
        if (j->of_class->sources[i].kind == ARRIVAL_FLEET) {
            return j->steps[0].only_if_sent ? step_next(j, 0) : 0;
        }
    }
    return STEP_OUT;
}

/* Steps from which timeless edges lead back to themselves: those that stay when steps without a
 * timeless way on are struck out again and again. */
static bool check_timeless_rounds(struct checking *k, const struct journey *j,
                                  const struct graph *g) {
    bool *stays = arena_array(&k->scratch, j->n, sizeof *stays);
    long again = entry_again(j);
    memcpy(stays, g->reached, j->n * sizeof *stays);
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < j->n; i++) {
            bool goes_on = false;
            for (size_t e = 0; stays[i] && e < g->n_edges; e++) {
                const struct edge *x = &g->edges[e];
                long to = x->to >= 0 ? x->to : again;
                goes_on = goes_on || (x->from == i && !x->timed && to >= 0 && stays[to]);
            }
            if (stays[i] && !goes_on) {
                stays[i] = false;
                more = true;
            }
        }
    }
    for (size_t i = 0; i < j->n; i++) {
        if (stays[i]) {
            struct path here = {.parent = j->at, .index = i};
            return diag_error(k->d, &here,
                              "the journey can come round to '%s' again in no time: give "
                              "a service on the way some time, or a way out",
                              j->steps[i].label);
        }
    }
    return true;
}

static void check_ends(struct checking *k, const struct journey *j, const struct graph *g) {
    for (size_t i = 0; i < j->n; i++) {
        if (g->reached[i] && !g->ends[i]) {
            struct path here = {.parent = j->at, .index = i};
            diag_error(k->d, &here,
                       "from '%s' the journey has no chance of ending: let some way on lead to "
                       "\"exit\"",
                       j->steps[i].label);
            return;
        }
    }
}

static void check_service(struct checking *k, const struct journey *j, size_t i) {
    const struct step *s = &j->steps[i];
    const struct station *station = station_find(k->s, s->at);
    struct path here = {.parent = j->at, .index = i};
    if (!station) {
        return;
    }
    struct work w = step_work(j, s);
    if (station->kind->works && w.service.n == 0) {
        diag_error(k->d, &here, "nothing says how long the service takes: give work.%s.service",
                   s->label);
    }
    if (!station->kind->works && (w.service.n > 0 || w.wrap_up.n > 0)) {
        diag_warning(k->d, &here,
                     "'%s' is of kind %s, where no service is done: its work is not "
                     "used",
                     s->at, station->kind->name);
    }
}

/* The way straight on ends at machines that never resolve anything. */
static void check_machine_end(struct checking *k, const struct journey *j) {
    size_t last = 0;
    for (long i = 0; i >= 0; i = step_next(j, last)) {
        last = (size_t)i;
    }
    const struct station *station = station_find(k->s, j->steps[last].at);
    double resolves = step_work(j, &j->steps[last]).resolves;
    if (station && station->kind->exits_when_resolved &&
        (isnan(resolves) ? station->kind->resolves : resolves) == 0) {
        struct path here = {.parent = j->at, .index = last};
        diag_remark(k->d, &here,
                    "the journey ends at '%s', which resolves nothing: give 'resolves' "
                    "if it does",
                    j->steps[last].at);
    }
}

/* What is known of the stations, [n_stations] each. */
struct visits {
    bool *visited, *met;    /* some way leads there; an open one does */
    const char **closed_by; /* why not */
};

/* Calls of a step: its station, those who help there, and what a crew's tasks take. */
static void station_note(const struct checking *k, const struct station *station, bool *noted) {
    const struct machines *machines = station_machines_of(station);
    const struct station *helper = machines ? station_find(k->s, machines->help_at) : NULL;
    const struct crew *c = station_crew_of(station);
    noted[station - k->s->stations] = true;
    noted[(helper ? helper : station) - k->s->stations] = true;
    for (size_t t = 0; c && t < c->n_tasks; t++) {
        const struct station *at = station_find(k->s, c->tasks[t].at);
        if (at) {
            noted[at - k->s->stations] = true;
        }
    }
}

/* Who is closed off at a step gives his reason to its station, and whom that calls. */
static void reason_note(struct checking *k, const struct step *step, const char *reason,
                        const char **closed_by) {
    const struct station *station = station_find(k->s, step->at);
    bool *here = arena_array(&k->scratch, k->s->n_stations, sizeof *here);
    if (station) {
        station_note(k, station, here);
    }
    for (size_t n = 0; n < k->s->n_stations; n++) {
        closed_by[n] = here[n] && !closed_by[n] ? reason : closed_by[n];
    }
}

/* The closed ways out of what is met give their reasons to all that lies behind them alone:
 * [n steps], NULL where nothing closes. */
static void reasons_spread(struct checking *k, const struct journey *j, const struct graph *g,
                           const bool *met, const char **reason) {
    for (size_t e = 0; e < g->n_edges; e++) {
        const struct edge *x = &g->edges[e];
        if (x->why == WAY_OPEN || x->to < 0 || !met[x->from] || met[x->to]) {
            continue;
        }
        bool *behind = arena_array(&k->scratch, j->n, sizeof *behind);
        behind[x->to] = true;
        graph_reach(g, behind, WAYS_ALL);
        for (size_t i = 0; i < j->n; i++) {
            if (behind[i] && !met[i] && !reason[i]) {
                reason[i] = way_words(&k->scratch, x->why, j->steps[x->from].label);
            }
        }
    }
}

/* Why nobody is served at the steps. */
static const char **reasons_of(struct checking *k, const struct journey *j, const struct graph *g,
                               const bool *met) {
    const char **reason = arena_array(&k->scratch, j->n, sizeof *reason);
    for (size_t i = 0; i < j->n; i++) {
        enum way why = g->shares_vary ? WAY_OPEN : step_way(k, j, &j->steps[i]);
        if (met[i] && why != WAY_OPEN) {
            reason[i] = way_words(&k->scratch, why, j->steps[i].label);
        }
    }
    reasons_spread(k, j, g, met, reason);
    return reason;
}

static void stations_note(struct checking *k, const struct journey *j, const struct graph *g,
                          struct visits *v) {
    const char **reason = reasons_of(k, j, g, g->met);
    for (size_t i = 0; i < j->n; i++) {
        struct path here = {.parent = j->at, .index = i};
        const struct station *station = station_find(k->s, j->steps[i].at);
        if (!g->reached[i]) {
            diag_warning(k->d, &here, "no way leads to the step '%s': %s", j->steps[i].label,
                         j->steps[i].only_if_sent
                             ? "no other step names it, and it is 'only_if_sent'"
                             : "all who come before it leave or go elsewhere");
        } else if (station) {
            station_note(k, station, v->visited);
        }
        if (g->met[i] && station && !reason[i]) {
            station_note(k, station, v->met);
        } else if (reason[i]) {
            reason_note(k, &j->steps[i], reason[i], v->closed_by);
        }
    }
}

static void check_journey(struct checking *k, const struct journey *j, void *context) {
    if (j->n == 0) {
        return;
    }
    struct graph g = graph_make(k, j);
    entries_mark(j, &g);
    memcpy(g.met, g.reached, j->n * sizeof *g.met);
    graph_reach(&g, g.met, WAYS_OPEN);
    graph_reach(&g, g.reached, WAYS_MEANT);
    reach_ends(&g);
    if (check_timeless_rounds(k, j, &g) && entry_again(j) < 0) {
        check_ends(k, j, &g);
    }
    for (size_t i = 0; i < j->n; i++) {
        check_service(k, j, i);
    }
    check_machine_end(k, j);
    stations_note(k, j, &g, context);
}

const char **journey_closed_by(struct checking *k, const struct journey *j, bool **met) {
    *met = arena_array(&k->scratch, j->n, sizeof **met);
    if (j->n == 0) {
        return arena_array(&k->scratch, j->n, sizeof(const char *));
    }
    struct graph g = graph_make(k, j);
    entries_mark(j, &g);
    graph_reach(&g, g.reached, g.shares_vary ? WAYS_MEANT : WAYS_OPEN);
    const char **reason = reasons_of(k, j, &g, g.reached);
    for (size_t i = 0; i < j->n; i++) {
        (*met)[i] = g.reached[i] && !reason[i];
    }
    return reason;
}

const char *journey_closed_between(struct checking *k, const struct journey *j, size_t from,
                                   size_t to) {
    struct graph g = graph_make(k, j);
    const char **reason = arena_array(&k->scratch, j->n, sizeof *reason);
    bool *after = arena_array(&k->scratch, j->n, sizeof *after);
    after[from] = true;
    graph_reach(&g, after, WAYS_OPEN);
    reasons_spread(k, j, &g, after, reason);
    return reason[to];
}

void journey_calls(struct checking *k, const struct journey *j, const char *skill,
                   struct called *to) {
    bool *met;
    const char **reason = journey_closed_by(k, j, &met);
    for (size_t i = 0; i < j->n; i++) {
        const struct station *station = station_find(k->s, j->steps[i].at);
        if (!station || (skill && strcmp(skill, step_skill(j, &j->steps[i])) != 0)) {
            continue;
        }
        station_note(k, station, to->named);
        if (met[i]) {
            station_note(k, station, to->met);
        } else if (reason[i]) {
            reason_note(k, &j->steps[i], reason[i], to->closed_by);
        }
    }
}

/* Where no key opens the way the file makes no sense; where one closes it, it may be one variant
 * of many. */
void check_journeys(struct checking *k) {
    size_t n = k->s->n_stations;
    struct visits v = {.visited = arena_array(&k->scratch, n, sizeof *v.visited),
                       .met = arena_array(&k->scratch, n, sizeof *v.met),
                       .closed_by = arena_array(&k->scratch, n, sizeof *v.closed_by)};
    journeys_each(k, check_journey, &v);
    struct path stations = {.key = "stations"};
    for (size_t i = 0; i < n; i++) {
        const char *name = k->s->stations[i].name, *why = v.closed_by[i];
        struct path here = {.parent = &stations, .key = name, .of_key = true};
        if (!v.visited[i]) {
            diag_error(k->d, &here, "no journey comes to this station%s%s", why ? ": " : "",
                       why ? why : "; name it in a step, or take it out");
        } else if (!v.met[i]) {
            diag_warning(k->d, &here, "nobody reaches '%s': %s", name, why);
        }
    }
}
