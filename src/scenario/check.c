/* SPDX-License-Identifier: GPL-3.0-or-later
 * The order of the checks, and the questions that several of them ask. */
#include "scenario/check.h"

#include <math.h>
#include <string.h>

static const char *const return_keys[RETURN_COUNT] = {
    [RETURN_ABANDONED] = "abandoned", [RETURN_BALKED] = "balked",
    [RETURN_BLOCKED] = "blocked",     [RETURN_TURNED_AWAY] = "turned_away",
    [RETURN_MESSAGE] = "message",     [RETURN_UNRESOLVED] = "unresolved",
    [RETURN_LATE] = "late",           [RETURN_COMPLAINT] = "complaint"};

const struct station *station_find(const struct scenario *s, const char *name) {
    for (size_t i = 0; name && i < s->n_stations; i++) {
        if (strcmp(s->stations[i].name, name) == 0) {
            return &s->stations[i];
        }
    }
    return NULL;
}

static const struct work *class_work(const struct customer_class *c, const char *where) {
    for (size_t i = 0; where && c->work && i < c->n_work; i++) {
        if (strcmp(c->work[i].where, where) == 0) {
            return &c->work[i].work;
        }
    }
    return NULL;
}

static bool steps_visit(const struct step *steps, size_t n, const char *station) {
    for (size_t i = 0; steps && i < n; i++) {
        if (steps[i].at && strcmp(steps[i].at, station) == 0) {
            return true;
        }
    }
    return false;
}

static bool class_visits(const struct customer_class *c, const char *station) {
    bool visits = steps_visit(c->steps, c->n_steps, station);
    for (size_t i = 0; i < RETURN_COUNT; i++) {
        visits = visits || steps_visit(c->returns[i].steps, c->returns[i].n_steps, station);
    }
    return visits;
}

bool class_does_meanwhile(const struct customer_class *c, const struct station *s) {
    const struct work *w = class_work(c, s->while_waiting.at);
    return w && (w->service.n > 0 || w->items.each > 0) && class_visits(c, s->name);
}

/* A second place is a way of one step, on which nobody waits for ever. */
static void second_places_each(struct checking *k, const struct customer_class *c,
                               journey_check *check, void *context) {
    struct path stations = {.key = "stations"};
    for (size_t i = 0; i < k->s->n_stations; i++) {
        const struct station *s = &k->s->stations[i];
        const char *to = s->while_waiting.at;
        struct path here = {.parent = &stations, .key = s->name};
        struct path at = {.parent = &here, .key = "while_waiting"};
        const struct step step = {.at = to,
                                  .label = to,
                                  .work = {.resolves = 1, .eligible = NAN},
                                  .priority = NAN,
                                  .chance = s->while_waiting.chance,
                                  .within_limit = 1,
                                  .within_then = "message"};
        if (station_find(k->s, to) && class_does_meanwhile(c, s)) {
            check(
                k,
                &(struct journey){.of_class = c, .steps = &step, .n = 1, .at = &at, .beside = true},
                context);
        }
    }
}

static void class_journeys_each(struct checking *k, const struct customer_class *c,
                                journey_check *check, void *context) {
    struct path customers = {.key = "customers"}, here = {.parent = &customers, .key = c->name};
    struct path own = {.parent = &here, .key = "journey"};
    struct path returns = {.parent = &here, .key = "returns"};
    check(k, &(struct journey){.of_class = c, .steps = c->steps, .n = c->n_steps, .at = &own},
          context);
    for (size_t i = 0; i < RETURN_COUNT; i++) {
        const struct customer_return *r = &c->returns[i];
        struct path cause = {.parent = &returns, .key = return_keys[i]};
        struct path at = {.parent = &cause, .key = "journey"};
        if (r->n_steps > 0) {
            check(k,
                  &(struct journey){
                      .of_class = c, .steps = r->steps, .n = r->n_steps, .at = &at, .of_return = r},
                  context);
        }
    }
    second_places_each(k, c, check, context);
}

void journeys_each(struct checking *k, journey_check *check, void *context) {
    for (size_t i = 0; i < k->s->n_classes; i++) {
        class_journeys_each(k, &k->s->classes[i], check, context);
    }
}

const struct staff_group *staff_group_find(const struct scenario *s, const char *name) {
    for (size_t i = 0; name && i < s->n_groups; i++) {
        if (strcmp(s->groups[i].name, name) == 0) {
            return &s->groups[i];
        }
    }
    return NULL;
}

size_t step_find(const struct journey *j, const char *label) {
    size_t i = 0;
    while (i < j->n && !(j->steps[i].label && strcmp(j->steps[i].label, label) == 0)) {
        i++;
    }
    return i;
}

const char *step_skill(const struct journey *j, const struct step *step) {
    return step->skill ? step->skill : j->of_class->name;
}

static void work_fill(struct work *out, const struct work *from) {
    if (!from) {
        return;
    }
    out->service = out->service.n > 0 ? out->service : from->service;
    out->wrap_up = out->wrap_up.n > 0 ? out->wrap_up : from->wrap_up;
    out->resolves = isnan(out->resolves) ? from->resolves : out->resolves;
    out->eligible = isnan(out->eligible) ? from->eligible : out->eligible;
    out->needs_authority =
        isnan(out->needs_authority) ? from->needs_authority : out->needs_authority;
    out->prefers = out->prefers > 0 ? out->prefers : from->prefers;
}

struct work step_work(const struct journey *j, const struct step *step) {
    struct work out = step->work;
    work_fill(&out, class_work(j->of_class, step->label));
    work_fill(&out, class_work(j->of_class, step->at));
    return out;
}

bool customer_waits_for_ever(const struct checking *k, const struct journey *j,
                             const struct step *step) {
    const struct station *station = station_find(k->s, step->at);
    const struct patience *p = step->patience.given                 ? &step->patience
                               : station && station->patience.given ? &station->patience
                                                                    : &j->of_class->patience;
    return (!p->given || p->none) && isinf(step->within_limit);
}

bool group_serves(const struct staff_group *g, const char *station, const char *skill,
                  const char *tier) {
    for (size_t i = 0; i < g->n_skills; i++) {
        const struct skill_entry *e = &g->skills[i];
        if (e->station && strcmp(e->station, station) == 0 &&
            (!e->of || strcmp(e->of, skill) == 0 || strcmp(e->of, tier) == 0)) {
            return true;
        }
    }
    return false;
}

/* With no mix given: "standard" if there is one, else the lowest in priority (of several the first
 * by name). */
static const char *default_tier(const struct scenario *s) {
    const struct tier *plain = &s->tiers[0];
    for (size_t i = 0; i < s->n_tiers; i++) {
        const struct tier *t = &s->tiers[i];
        bool first = t->priority <= plain->priority && strcmp(t->name, plain->name) < 0;
        if (strcmp(t->name, "standard") == 0) {
            return t->name;
        }
        plain = t->priority < plain->priority || first ? t : plain;
    }
    return plain->name;
}

static const char *given_tier(const struct step *steps, size_t n, size_t *i) {
    for (size_t s = 0; s < n; s++) {
        if (steps[s].gives.tier && (*i)-- == 0) {
            return steps[s].gives.tier;
        }
    }
    return NULL;
}

const char *class_tier(const struct checking *k, const struct customer_class *c, size_t i) {
    if (c->n_tiers == 0 && i-- == 0) {
        return default_tier(k->s);
    }
    for (size_t t = 0; t < c->n_tiers; t++) {
        if (c->tiers[t].share > 0 && i-- == 0) {
            return c->tiers[t].tier;
        }
    }
    const char *given = given_tier(c->steps, c->n_steps, &i);
    for (size_t r = 0; !given && r < RETURN_COUNT; r++) {
        given = given_tier(c->returns[r].steps, c->returns[r].n_steps, &i);
    }
    return given;
}

bool group_meets(const struct checking *k, const struct staff_group *g, const struct journey *j,
                 const struct step *step) {
    const char *skill = step_skill(j, step), *tier;
    for (size_t i = 0; (tier = class_tier(k, j->of_class, i)); i++) {
        if (group_serves(g, step->at, skill, tier)) {
            return true;
        }
    }
    return false;
}

/* Results are kept by interval for every thing they are about: some 4 KiB each. */
enum { CELLS_AT_MOST = 250000 };

static void check_size(struct checking *k) {
    const struct scenario *s = k->s;
    const struct horizon *h = &s->horizon;
    struct path horizon = {.key = "horizon"}, here = {.parent = &horizon, .key = "interval"};
    double intervals = round((h->closes - h->opens) / h->interval);
    double things =
        (double)(1 + s->n_classes + s->n_stations + s->n_tiers + s->n_groups + s->n_standards);
    if (intervals * things > CELLS_AT_MOST) {
        diag_error(k->d, &here,
                   "%.0f intervals for %.0f classes, stations, tiers, groups and standards are "
                   "%.0f rows of results; at most %d are kept: take longer intervals",
                   intervals, things - 1, intervals * things, CELLS_AT_MOST);
    }
}

void scenario_check(struct reading *in, struct diag *d) {
    struct checking k = {.in = in, .s = in->scenario, .d = d};
    size_t before = in->errors_before;
    check_names(&k);
    check_rule_names(&k);
    check_second_place_names(&k);
    check_area_names(&k);
    check_machine_names(&k);
    check_clashes(&k);
    check_guarantees(&k);
    check_mechanisms(&k);
    if (d->errors == before) {
        check_size(&k);
        check_journeys(&k);
        check_stations(&k);
        check_standards(&k);
        check_returns(&k);
        check_machines(&k);
        check_staff(&k);
        check_lanes(&k);
        check_hours(&k);
        check_second_places(&k);
        check_areas(&k);
        check_resume(&k);
        check_rules(&k);
        check_crews(&k);
    }
    if (d->errors == before) {
        check_load(&k);
    }
    arena_fini(&k.scratch);
}
