/* SPDX-License-Identifier: GPL-3.0-or-later
 * A steady state must be able to drain. The load that certainly comes to a station is followed
 * through the journeys, as far as nobody is lost on the way; where it reaches what all servers
 * together can do, the line grows for ever. Necessary, not sufficient: skills may bind earlier. */
#include <math.h>
#include <string.h>

#include "people/temperament.h"
#include "scenario/check.h"
#include "scenario/crew.h"
#include "scenario/station_kind.h"

enum {
    ROUNDS = 2000
}; /* of a journey's loops: what is left then is below 1e-9 of any flow unless
      a round is all but certain */

static double source_rate(const struct arrival_source *a) {
    double batch = (double)a->batch;
    if (a->at_most != COUNT_UNLIMITED) {
        return 0;
    }
    if (a->kind == ARRIVAL_EVERY) {
        return batch / distribution_mean(&a->every);
    }
    return a->kind == ARRIVAL_RATE ? batch * a->rate.value[0] : 0;
}

static double class_rate(const struct customer_class *c) {
    double rate = 0;
    for (size_t i = 0; i < c->n_sources; i++) {
        rate += source_rate(&c->sources[i]);
    }
    return rate;
}

/* Whether the station sends people away by their number. */
static bool limits(const struct journey *j, const struct station *station) {
    return station->lines != COUNT_UNLIMITED || station->seats != COUNT_UNLIMITED ||
           station->balks.n > 0 || j->of_class->balks.n > 0 ||
           (station->kind->blocks && station->kind->blocks(station));
}

/* Share of those who come to the step that certainly go on served: all or none. Nobody loses
 * patience once he is with a crew. */
static bool loses(const struct checking *k, const struct journey *j, const struct step *s,
                  const struct station *station) {
    bool stays =
        station_crew_of(station) ? isinf(s->within_limit) : customer_waits_for_ever(k, j, s);
    return !stays || limits(j, station);
}

/* The mean chance of a sale over the class's temperaments. */
static double sale_chance(const struct customer_class *c, double chance) {
    double mean = c->n_temperaments > 0 ? 0 : chance;
    for (size_t i = 0; i < c->n_temperaments; i++) {
        size_t t = temperament_find(c->temperaments[i].name);
        double buys = t < TEMPERAMENTS ? temperament_buys(&temperaments[t], chance) : chance;
        mean += c->temperaments[i].share * buys;
    }
    return mean;
}

/* Share of those who come to the step that enter it. */
static double step_share(const struct journey *j, const struct step *s) {
    double eligible = step_work(j, s).eligible;
    double chance = s->sells ? sale_chance(j->of_class, s->chance) : s->chance;
    return chance * (isnan(eligible) ? 1 : eligible);
}

static long follow_of(const struct journey *j, size_t i, const char *to, const char *fallback) {
    to = to ? to : fallback;
    if (strcmp(to, "exit") == 0) {
        return -1;
    }
    if (strcmp(to, "next") != 0) {
        return (long)step_find(j, to);
    }
    for (i++; i < j->n && j->steps[i].only_if_sent; i++) {
    }
    return i < j->n ? (long)i : -1;
}

static void flow_add(double *flow, long to, double rate) {
    if (to >= 0) {
        flow[to] += rate;
    }
}

/* Passes the flow through one step on to the next ones. */
static void step_flow(const struct checking *k, const struct journey *j, size_t i, double rate,
                      double *onward) {
    const struct step *s = &j->steps[i];
    const struct station *station = station_find(k->s, s->at);
    struct work w = step_work(j, s);
    double taken = step_share(j, s);
    flow_add(onward,
             s->otherwise ? (long)step_find(j, s->otherwise) : follow_of(j, i, NULL, "next"),
             rate * (1 - taken));
    if (!station || loses(k, j, s, station)) {
        /* Who chooses goes nowhere for certain. */
        bool lost = station || s->choose.n > 0;
        flow_add(onward, lost ? -1 : follow_of(j, i, NULL, "next"), rate * taken);
        return;
    }
    double resolves = isnan(w.resolves) ? station->kind->resolves : w.resolves;
    resolves = isnan(resolves) ? 1 : resolves;
    bool exits = station->kind->exits_when_resolved;
    flow_add(onward, follow_of(j, i, s->follow[FOLLOW_RESOLVED], exits ? "exit" : "next"),
             rate * taken * resolves);
    flow_add(onward, follow_of(j, i, s->follow[FOLLOW_UNRESOLVED], "next"),
             rate * taken * (1 - resolves));
}

/* Whether neither a rule nor the number of items keeps anybody from the step. */
static bool takes_all(const struct checking *k, const struct journey *j, size_t i) {
    const struct station *station = station_find(k->s, j->steps[i].at);
    bool limited = station && isfinite(station->items_at_most) && j->of_class->items.kind;
    return !j->steps[i].condition && !limited;
}

/* Rate at which customers certainly come to each step, rounds included. */
static double *journey_flow(struct checking *k, const struct journey *j) {
    double *total = arena_array(&k->scratch, j->n, sizeof *total);
    double *now = arena_array(&k->scratch, j->n, sizeof *now);
    double *onward = arena_array(&k->scratch, j->n, sizeof *onward);
    long first = j->steps[0].only_if_sent ? follow_of(j, 0, NULL, "next") : 0;
    flow_add(now, first, class_rate(j->of_class));
    for (size_t round = 0; round < ROUNDS; round++) {
        double left = 0;
        memset(onward, 0, j->n * sizeof *onward);
        for (size_t i = 0; i < j->n; i++) {
            if (now[i] > 0 && takes_all(k, j, i)) { /* else nothing is certain */
                total[i] += now[i];
                step_flow(k, j, i, now[i], onward);
            }
            left += now[i];
        }
        if (left == 0) {
            break;
        }
        double *spare = now;
        now = onward;
        onward = spare;
    }
    return total;
}

/* What each station certainly has to do, in erlangs. */
struct loads {
    double *work;  /* [n_stations] */
    double *crews; /* [n_groups]; of the people in crews */
};

/* The fastest speed at which anybody serves there. */
static double best_speed(const struct checking *k, const struct station *station) {
    double best = station->kind->staffed ? 0 : 1;
    for (size_t g = 0; station->kind->staffed && g < k->s->n_groups; g++) {
        for (size_t i = 0; i < k->s->groups[g].n_skills; i++) {
            const struct skill_entry *e = &k->s->groups[g].skills[i];
            best = strcmp(e->station, station->name) == 0 ? fmax(best, e->speed) : best;
        }
    }
    const struct while_waiting *meanwhile = &station->while_waiting; /* may save work here */
    best /= meanwhile->at ? fmin(1, meanwhile->work) : 1;
    return best * (station->pace.per_waiting > 0 ? station->pace.at_most : 1);
}

/* The tasks of a crew, for so many customers a second: of its people, and of machines. */
static void crew_note(const struct checking *k, const struct crew *c, double rate,
                      const struct loads *loads) {
    for (size_t t = 0; t < c->n_tasks; t++) {
        const struct crew_task *task = &c->tasks[t];
        const struct station *machines = station_find(k->s, task->at);
        double work = rate * distribution_mean(&task->lasts);
        if (machines) {
            loads->work[machines - k->s->stations] += work;
        }
        for (size_t n = 0; n < task->n_needs; n++) {
            const struct staff_group *g = staff_group_find(k->s, task->needs[n].group);
            loads->crews[g - k->s->groups] += work * (double)task->needs[n].people;
        }
    }
}

static void load_note(struct checking *k, const struct journey *j, void *context) {
    const struct loads *loads = context;
    if (j->of_return || j->n == 0) {
        return;
    }
    const double *flow = journey_flow(k, j);
    for (size_t i = 0; i < j->n; i++) {
        const struct step *s = &j->steps[i];
        const struct station *station = station_find(k->s, s->at);
        const struct crew *crew = station ? station_crew_of(station) : NULL;
        if (crew && !loses(k, j, s, station)) {
            crew_note(k, crew, flow[i] * step_share(j, s), loads);
        }
        if (!station || !station->kind->works || !station->kind->waits) {
            continue;
        }
        size_t index = (size_t)(station - k->s->stations);
        struct work w = step_work(j, s);
        double work = w.service.n > 0 ? distribution_mean(&w.service.distribution[0]) : 0;
        work += w.wrap_up.n > 0 && station->kind->staffed
                    ? distribution_mean(&w.wrap_up.distribution[0])
                    : 0;
        if (loses(k, j, s, station)) {
            continue; /* these customers relieve the line by leaving it */
        }
        loads->work[index] += flow[i] * step_share(j, s) * work / best_speed(k, station);
    }
}

static double servers_of(const struct checking *k, const struct station *station) {
    if (!station->kind->staffed) {
        return station->kind->servers ? (double)station->kind->servers(station) : HUGE_VAL;
    }
    double n = 0;
    for (size_t g = 0; g < k->s->n_groups; g++) {
        bool here = false;
        for (size_t i = 0; i < k->s->groups[g].n_skills; i++) {
            here = here || strcmp(k->s->groups[g].skills[i].station, station->name) == 0;
        }
        n += here ? k->s->groups[g].count.value[0] : 0;
    }
    return n;
}

/* Whether rules may bring more servers, or less work. */
static bool rules_act(const struct scenario *s) {
    for (size_t i = 0; i < s->n_rules; i++) {
        if (s->rules[i].n_actions > 0) {
            return true;
        }
    }
    return false;
}

static void check_crew_load(struct checking *k, const double *work) {
    struct path staff = {.key = "staff"};
    for (size_t i = 0; i < k->s->n_groups; i++) {
        const struct staff_group *g = &k->s->groups[i];
        struct path here = {.parent = &staff, .key = g->name};
        double n = g->count.value[0];
        if (work[i] > 0 && work[i] >= n * (1 - 1e-12)) {
            diag_error(k->d, &here,
                       "the line never drains: %.4g erlangs of work in crews for %.0f of '%s', "
                       "from customers who wait for ever; it takes %.0f of them",
                       work[i], n, g->name, floor(work[i] + 1e-9) + 1);
        }
    }
}

void check_load(struct checking *k) {
    if (!k->s->horizon.steady || rules_act(k->s)) {
        return;
    }
    struct loads loads = {.work = arena_array(&k->scratch, k->s->n_stations, sizeof(double)),
                          .crews = arena_array(&k->scratch, k->s->n_groups, sizeof(double))};
    journeys_each(k, load_note, &loads);
    check_crew_load(k, loads.crews);
    struct path stations = {.key = "stations"};
    for (size_t i = 0; i < k->s->n_stations; i++) {
        const struct station *station = &k->s->stations[i];
        struct path here = {.parent = &stations, .key = station->name};
        double n = servers_of(k, station);
        if (loads.work[i] > 0 && loads.work[i] >= n * (1 - 1e-12)) {
            diag_error(k->d, &here,
                       "the line never drains: %.4g erlangs of work for %.0f server%s, from "
                       "customers who wait for ever; it takes %.0f servers, or patience that ends",
                       loads.work[i], n, n == 1 ? "" : "s", floor(loads.work[i] + 1e-9) + 1);
        }
    }
}
