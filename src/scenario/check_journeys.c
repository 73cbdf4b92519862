/* SPDX-License-Identifier: GPL-3.0-or-later
 * Journeys as graphs: every station reached, every service given, no round without time or end. */
#include <math.h>
#include <string.h>

#include "scenario/check.h"
#include "scenario/crew.h"
#include "scenario/machines.h"
#include "scenario/station_kind.h"

enum { STEP_OUT = -1 }; /* the contact ends */

struct edge {
    size_t from;
    long to;
    bool timed;  /* time passes on the way */
    bool chance; /* it can happen to anybody in any round, and without a line */
};

struct graph {
    size_t n_edges;
    struct edge *edges;
    bool *reached; /* [n steps] */
    bool *ends;    /* [n steps]: the end can be reached from here */
};

enum { EDGES_A_STEP = 10 };

static void edge_add(struct graph *g, size_t from, long to, bool timed, bool chance) {
    g->edges[g->n_edges++] = (struct edge){from, to, timed, chance};
}

/* The next step in passing: those reached only by label are skipped. */
static long next_of(const struct journey *j, size_t i) {
    for (i++; i < j->n; i++) {
        if (!j->steps[i].only_if_sent) {
            return (long)i;
        }
    }
    return STEP_OUT;
}

static long target(const struct journey *j, size_t i, const char *to, const char *fallback) {
    to = to ? to : fallback;
    if (strcmp(to, "next") == 0) {
        return next_of(j, i);
    }
    return strcmp(to, "exit") == 0 ? STEP_OUT : (long)step_find(j, to);
}

static bool takes_time(const struct timed_distribution *t) {
    for (size_t i = 0; i < t->n; i++) {
        if (!(distribution_mean(&t->distribution[i]) > 0)) {
            return false;
        }
    }
    return t->n > 0;
}

const struct patience *step_patience(const struct journey *j, const struct station *station,
                                     const struct step *s) {
    return s->patience.given                    ? &s->patience
           : station && station->patience.given ? &station->patience
                                                : &j->of_class->patience;
}

static void served_edges(struct graph *g, const struct journey *j, size_t i,
                         const struct station *station) {
    const struct step *s = &j->steps[i];
    const struct station_kind *kind = station->kind;
    struct work w = step_work(j, s);
    double resolves = isnan(w.resolves) ? kind->resolves : w.resolves;
    bool timed = kind->works && takes_time(&w.service);
    const char *fallback = kind->exits_when_resolved ? "exit" : "next";
    if (isnan(resolves)) {
        edge_add(g, i, target(j, i, s->follow[FOLLOW_RESOLVED], "next"), timed, true);
        return;
    }
    edge_add(g, i, target(j, i, s->follow[FOLLOW_RESOLVED], fallback), timed, resolves > 0);
    edge_add(g, i, target(j, i, s->follow[FOLLOW_UNRESOLVED], "next"), timed,
             resolves < 1 || machines_are_minded(station_machines_of(station)));
}

/* Whether hours of its own shut it while the day goes on, so that it blocks all who come. */
static bool closes_by_day(const struct checking *k, const struct station *s) {
    const struct horizon *day = &k->s->horizon;
    return s->n_hours > 0 && !s->keeps &&
           (s->n_hours > 1 || s->hours[0].opens > day->opens || s->hours[0].closes < day->closes);
}

static void waiting_edges(const struct checking *k, struct graph *g, const struct journey *j,
                          size_t i, const struct station *station) {
    const struct step *s = &j->steps[i];
    const struct patience *p = step_patience(j, station, s);
    if (p->given && !p->none) {
        edge_add(g, i, target(j, i, s->follow[FOLLOW_ABANDONED], "exit"),
                 takes_time(&p->distribution), false);
    }
    bool full = station->lines != COUNT_UNLIMITED || station->seats != COUNT_UNLIMITED ||
                closes_by_day(k, station) ||
                (station->kind->blocks && station->kind->blocks(station));
    if (full || s->follow[FOLLOW_BLOCKED]) {
        edge_add(g, i, target(j, i, s->follow[FOLLOW_BLOCKED], "exit"), false, false);
    }
    bool balks = station->balks.n > 0 || j->of_class->balks.n > 0;
    if (balks) {
        edge_add(g, i, target(j, i, s->follow[FOLLOW_BALKED], "exit"), false, false);
    }
    if (s->within_then) {
        bool message = strcmp(s->within_then, "message") == 0;
        edge_add(g, i, message ? STEP_OUT : (long)step_find(j, s->within_then), true, false);
    }
}

/* Whether some of the class bring more than the station takes: they pass by. */
static bool brings_too_much(const struct customer_class *c, const struct station *station) {
    return station && c->items.kind && isfinite(station->items_at_most) &&
           distribution_cdf(&c->items, station->items_at_most) < 1;
}

static void step_edges(struct checking *k, struct graph *g, const struct journey *j, size_t i) {
    const struct step *s = &j->steps[i];
    const struct station *station = station_find(k->s, s->at);
    double eligible = step_work(j, s).eligible;
    bool skipped = s->chance < 1 || s->condition || eligible <= 0,
         at_times = skipped || eligible < 1 || brings_too_much(j->of_class, station);
    if (at_times) { /* who is eligible or brings much once is and does so in every round */
        edge_add(g, i, s->otherwise ? (long)step_find(j, s->otherwise) : next_of(j, i), false,
                 skipped);
    }
    if (s->chance <= 0) {
        return;
    }
    if (station) {
        served_edges(g, j, i, station);
        waiting_edges(k, g, j, i, station);
    } else {
        edge_add(g, i, next_of(j, i), false, s->choose.n == 0);
    }
    for (size_t c = 0; c < s->choose.n; c++) {
        bool may = isnan(s->choose.of[c].share) || s->choose.of[c].share > 0;
        edge_add(g, i, (long)step_find(j, s->choose.of[c].label), false, may);
    }
}

static struct graph graph_make(struct checking *k, const struct journey *j) {
    size_t most = EDGES_A_STEP * j->n;
    for (size_t i = 0; i < j->n; i++) {
        most += j->steps[i].choose.n;
    }
    struct graph g = {.edges = arena_array(&k->scratch, most, sizeof *g.edges),
                      .reached = arena_array(&k->scratch, j->n, sizeof *g.reached),
                      .ends = arena_array(&k->scratch, j->n, sizeof *g.ends)};
    for (size_t i = 0; i < j->n; i++) {
        step_edges(k, &g, j, i);
    }
    return g;
}

/* Follows edges until nothing more is reached. Edges without a chance of their own count, since
 * stations may be full. */
static void reach(struct graph *g) {
    for (bool more = true; more;) {
        more = false;
        for (size_t e = 0; e < g->n_edges; e++) {
            const struct edge *x = &g->edges[e];
            if (g->reached[x->from] && x->to >= 0 && !g->reached[x->to]) {
                g->reached[x->to] = more = true;
            }
        }
    }
}

bool journey_leads(struct checking *k, const struct journey *j, size_t from, size_t to) {
    struct graph g = graph_make(k, j);
    for (size_t e = 0; e < g.n_edges; e++) {
        if (g.edges[e].from == from && g.edges[e].to >= 0) {
            g.reached[g.edges[e].to] = true;
        }
    }
    reach(&g);
    return g.reached[to];
}

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
    long first = j->steps[0].only_if_sent ? next_of(j, 0) : 0;
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
            return j->steps[0].only_if_sent ? next_of(j, 0) : 0;
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
            return diag_error(k->d, &here, "the journey can come round to '%s' again in no time",
                              j->steps[i].label);
        }
    }
    return true;
}

static void check_ends(struct checking *k, const struct journey *j, const struct graph *g) {
    for (size_t i = 0; i < j->n; i++) {
        if (g->reached[i] && !g->ends[i]) {
            struct path here = {.parent = j->at, .index = i};
            diag_error(k->d, &here, "from '%s' the journey has no chance of ending",
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
    for (long i = 0; i >= 0; i = next_of(j, last)) {
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

/* Machines that a crew's tasks take need no customers of their own. */
static void crew_note(const struct checking *k, const struct station *station, bool *visited) {
    const struct crew *c = station_crew_of(station);
    for (size_t t = 0; c && t < c->n_tasks; t++) {
        const struct station *at = station_find(k->s, c->tasks[t].at);
        if (at) {
            visited[at - k->s->stations] = true;
        }
    }
}

static void stations_note(struct checking *k, const struct journey *j, const struct graph *g,
                          bool *visited) {
    for (size_t i = 0; i < j->n; i++) {
        struct path here = {.parent = j->at, .index = i};
        const struct station *station = station_find(k->s, j->steps[i].at);
        const struct machines *machines = station ? station_machines_of(station) : NULL;
        const struct station *helper = machines ? station_find(k->s, machines->help_at) : NULL;
        if (g->reached[i] && station) {
            visited[station - k->s->stations] = true;
            visited[(helper ? helper : station) - k->s->stations] = true;
            crew_note(k, station, visited);
        } else if (!g->reached[i]) {
            diag_warning(k->d, &here, "no way leads to the step '%s'", j->steps[i].label);
        }
    }
}

static void check_journey(struct checking *k, const struct journey *j, void *context) {
    if (j->n == 0) {
        return;
    }
    struct graph g = graph_make(k, j);
    entries_mark(j, &g);
    reach(&g);
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

void check_journeys(struct checking *k) {
    bool *visited = arena_array(&k->scratch, k->s->n_stations, sizeof *visited);
    journeys_each(k, check_journey, visited);
    struct path stations = {.key = "stations"};
    for (size_t i = 0; i < k->s->n_stations; i++) {
        struct path here = {.parent = &stations, .key = k->s->stations[i].name, .of_key = true};
        if (!visited[i]) {
            diag_error(k->d, &here, "no journey comes to this station");
        }
    }
}
