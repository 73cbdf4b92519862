/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/ways.h"

#include <math.h>
#include <string.h>

#include "scenario/machines.h"
#include "scenario/station_kind.h"

const char *way_words(struct arena *a, enum way why, const char *step) {
#define X(name, words) [WAY_##name] = words,
    static const char *const all[] = {CLOSED_WAYS};
#undef X
    const char *words = all[why], *at = strstr(words, "%s");
    return arena_format(a, "%.*s%s%s", (int)(at - words), words, step, at + strlen("%s"));
}

enum { EDGES_A_STEP = 10 };

static void edge_add(struct graph *g, size_t from, long to, bool timed, bool chance) {
    g->edges[g->n_edges++] =
        (struct edge){.from = from, .to = to, .timed = timed, .chance = chance};
}

/* Closes the way that was added last. */
static void edge_close(struct graph *g, bool closed, enum way why, bool unmeant) {
    if (closed && !g->shares_vary) {
        g->edges[g->n_edges - 1].why = why;
        g->edges[g->n_edges - 1].unmeant = unmeant;
    }
}

long step_next(const struct journey *j, size_t i) {
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
        return step_next(j, i);
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
    bool breaks_off = machines_are_minded(station_machines_of(station)), given = !isnan(w.resolves);
    edge_add(g, i, target(j, i, s->follow[FOLLOW_RESOLVED], fallback), timed, resolves > 0);
    edge_close(g, resolves <= 0, WAY_NONE_RESOLVED, !given);
    edge_add(g, i, target(j, i, s->follow[FOLLOW_UNRESOLVED], "next"), timed,
             resolves < 1 || breaks_off);
    edge_close(g, resolves >= 1 && !breaks_off, WAY_ALL_RESOLVED, !given);
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

enum way step_way(const struct checking *k, const struct journey *j, const struct step *s) {
    const struct station *station = station_find(k->s, s->at);
    const struct distribution *items = &j->of_class->items;
    if (s->chance <= 0) {
        return WAY_NO_CHANCE;
    }
    if (s->at && step_work(j, s).eligible <= 0) {
        return WAY_NOT_ELIGIBLE;
    }
    bool none = brings_too_much(j->of_class, station) &&
                distribution_cdf(items, station->items_at_most) <= 0;
    return none ? WAY_TOO_MUCH : WAY_OPEN;
}

/* Whether the step may be chosen by everybody at any time. */
static bool always_offered(const struct checking *k, const struct journey *j,
                           const struct step *s) {
    const struct station *station = station_find(k->s, s->at);
    return !(step_work(j, s).eligible < 1) && !brings_too_much(j->of_class, station) &&
           !(station && (station->n_hours > 0 || station->kind->lanes));
}

static void choose_edges(const struct checking *k, struct graph *g, const struct journey *j,
                         size_t i) {
    const struct choose *choose = &j->steps[i].choose;
    bool always = false;
    for (size_t c = 0; c < choose->n; c++) {
        long to = target(j, i, choose->of[c].label, "exit");
        bool may = isnan(choose->of[c].share) || choose->of[c].share > 0;
        edge_add(g, i, to, false, may);
        edge_close(g, !may, WAY_NO_SHARE, false);
        always = always || (may && (to < 0 || always_offered(k, j, &j->steps[to])));
    }
    if (!j->steps[i].at) { /* none is left to choose */
        edge_add(g, i, step_next(j, i), false, choose->n == 0);
        edge_close(g, always, WAY_NO_SHARE, false);
    }
}

static void step_edges(struct checking *k, struct graph *g, const struct journey *j, size_t i) {
    const struct step *s = &j->steps[i];
    const struct station *station = station_find(k->s, s->at);
    double eligible = step_work(j, s).eligible;
    bool skipped = s->chance < 1 || s->condition || eligible <= 0,
         at_times = skipped || eligible < 1 || brings_too_much(j->of_class, station);
    if (at_times) { /* who is eligible or brings much once is and does so in every round */
        edge_add(g, i, s->otherwise ? (long)step_find(j, s->otherwise) : step_next(j, i), false,
                 skipped);
    }
    size_t first = g->n_edges;
    if (station) {
        served_edges(g, j, i, station);
        waiting_edges(k, g, j, i, station);
    }
    choose_edges(k, g, j, i);
    enum way why = step_way(k, j, s);
    for (size_t e = first; why != WAY_OPEN && e < g->n_edges; e++) {
        g->edges[e].timed = g->edges[e].timed || s->chance <= 0;
        g->edges[e].chance = g->edges[e].chance && s->chance > 0;
        if (g->edges[e].why == WAY_OPEN && !g->shares_vary) {
            g->edges[e].why = why;
        }
    }
}

static bool rules_set_shares(const struct checking *k) {
    return rules_set_path(k, ".resolves") || rules_set_path(k, ".eligible") ||
           rules_set_path(k, ".chance");
}

struct graph graph_make(struct checking *k, const struct journey *j) {
    size_t most = EDGES_A_STEP * j->n;
    for (size_t i = 0; i < j->n; i++) {
        most += j->steps[i].choose.n;
    }
    struct graph g = {.edges = arena_array(&k->scratch, most, sizeof *g.edges),
                      .shares_vary = rules_set_shares(k),
                      .reached = arena_array(&k->scratch, j->n, sizeof *g.reached),
                      .met = arena_array(&k->scratch, j->n, sizeof *g.met),
                      .ends = arena_array(&k->scratch, j->n, sizeof *g.ends)};
    for (size_t i = 0; i < j->n; i++) {
        step_edges(k, &g, j, i);
    }
    return g;
}

static bool followed(const struct edge *x, enum ways ways) {
    return x->why == WAY_OPEN || (ways == WAYS_MEANT && !x->unmeant) || ways == WAYS_ALL;
}

void graph_reach(const struct graph *g, bool *reached, enum ways ways) {
    for (bool more = true; more;) {
        more = false;
        for (size_t e = 0; e < g->n_edges; e++) {
            const struct edge *x = &g->edges[e];
            if (reached[x->from] && x->to >= 0 && !reached[x->to] && followed(x, ways)) {
                reached[x->to] = more = true;
            }
        }
    }
}

static bool leads(struct checking *k, const struct journey *j, size_t from, size_t to,
                  enum ways ways) {
    struct graph g = graph_make(k, j);
    for (size_t e = 0; e < g.n_edges; e++) {
        if (g.edges[e].from == from && g.edges[e].to >= 0 &&
            (ways == WAYS_MEANT || followed(&g.edges[e], ways))) {
            g.reached[g.edges[e].to] = true;
        }
    }
    graph_reach(&g, g.reached, ways);
    return g.reached[to];
}

bool journey_leads(struct checking *k, const struct journey *j, size_t from, size_t to) {
    return leads(k, j, from, to, WAYS_MEANT);
}

bool journey_goes(struct checking *k, const struct journey *j, size_t from, size_t to) {
    return leads(k, j, from, to, WAYS_OPEN);
}
