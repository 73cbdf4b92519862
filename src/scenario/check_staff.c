/* SPDX-License-Identifier: GPL-3.0-or-later
 * Whoever waits must meet somebody, and whoever works must meet customers. */
#include <math.h>
#include <string.h>

#include "scenario/check.h"
#include "scenario/crew.h"
#include "scenario/profile_amount.h"
#include "scenario/station_kind.h"
#include "scenario/weekday.h"

static void steps_meet(struct checking *k, const struct journey *j, void *context) {
    bool *met = context;
    for (size_t i = 0; i < j->n; i++) {
        for (size_t g = 0; j->steps[i].at && g < k->s->n_groups; g++) {
            met[g] = met[g] || group_meets(k, &k->s->groups[g], j, &j->steps[i]);
        }
    }
}

static void meets_note(struct checking *k, const struct journey *j, void *context) {
    steps_meet(k, j, context);
    helps_each(k, j, steps_meet, context);
}

/* Whether any step would be served by this entry alone. */
struct entry_use {
    struct staff_group alone;
    bool used;
};

static void entry_note_steps(struct checking *k, const struct journey *j, void *context) {
    struct entry_use *use = context;
    for (size_t i = 0; i < j->n && !use->used; i++) {
        use->used = j->steps[i].at && group_meets(k, &use->alone, j, &j->steps[i]);
    }
}

static void entry_note(struct checking *k, const struct journey *j, void *context) {
    entry_note_steps(k, j, context);
    helps_each(k, j, entry_note_steps, context);
}

static void check_entries(struct checking *k, const struct staff_group *g,
                          const struct path *group) {
    struct path skills = {.parent = group, .key = "skills"};
    for (size_t i = 0; i < g->n_skills; i++) {
        const struct skill_entry *e = &g->skills[i];
        struct entry_use use = {.alone = {.n_skills = 1, .skills = e}};
        journeys_each(k, entry_note, &use);
        if (!use.used) {
            const char *key =
                e->of ? arena_format(&k->scratch, "%s/%s", e->station, e->of) : e->station;
            struct path here = {.parent = &skills, .key = key, .of_key = true};
            diag_warning(k->d, &here, "no customer at '%s' needs this", e->station);
        }
    }
}

static void check_groups(struct checking *k) {
    bool *met = arena_array(&k->scratch, k->s->n_groups, sizeof *met);
    journeys_each(k, meets_note, met);
    struct path staff = {.key = "staff"};
    for (size_t g = 0; g < k->s->n_groups; g++) {
        struct path here = {.parent = &staff, .key = k->s->groups[g].name};
        struct path key = here;
        key.of_key = true;
        bool fetched =
            rules_fetch_from(k->s, &k->s->groups[g]) || crews_need(k->s, &k->s->groups[g]);
        if (!met[g] && fetched) {
            continue; /* they serve where a rule sends them, or in a crew */
        }
        if (!met[g]) {
            diag_error(k->d, &key,
                       "these people serve nobody: no customer comes who needs their "
                       "skills");
        } else {
            check_entries(k, &k->s->groups[g], &here);
        }
    }
}

/* Those on duty for a step: ever, and from the last staffing on (weekdays as bits). */
struct duty {
    bool skilled, ever;
    unsigned at_close;
};

static double value_at_close(const struct profile *p, double closes) {
    double value = p->value[0];
    for (size_t i = 0; i < p->n && p->at[i] < closes; i++) {
        value = p->value[i];
    }
    return value;
}

/* So many people at once. */
static bool ever_on_duty(const struct profile *p, const struct horizon *h, double people) {
    for (size_t i = 0; i < p->n; i++) {
        bool within = p->at[i] < h->closes && (i + 1 == p->n || p->at[i + 1] > h->opens);
        if (within && p->value[i] >= people) {
            return true;
        }
    }
    return false;
}

static void duty_add(const struct checking *k, const struct staff_group *g, double people,
                     struct duty *d) {
    const struct horizon *h = &k->s->horizon;
    d->skilled = true;
    d->ever = d->ever || rules_fetch_to(k->s, g);
    for (unsigned w = 0; w < WEEKDAYS; w++) {
        const struct profile *day = profile_on(&g->count, w);
        if (horizon_weekdays(h) >> w & 1) {
            d->ever = d->ever || ever_on_duty(day, h, people);
            d->at_close |= value_at_close(day, h->closes) >= people ? 1U << w : 0;
        }
    }
}

static struct duty duty_of(const struct checking *k, const struct journey *j, const struct step *s,
                           const char *tier) {
    struct duty d = {0};
    for (size_t g = 0; g < k->s->n_groups; g++) {
        if (group_serves(&k->s->groups[g], s->at, step_skill(j, s), tier)) {
            duty_add(k, &k->s->groups[g], 1, &d);
        }
    }
    return d;
}

static bool ever_comes(const struct profile *p) {
    for (size_t i = 0; i < p->n; i++) {
        if (p->value[i] > 0) {
            return true;
        }
    }
    return false;
}

/* Weekdays of the horizon on which customers of the class come from outside. */
static unsigned class_weekdays(const struct horizon *h, const struct customer_class *c) {
    unsigned days = 0;
    for (size_t i = 0; i < c->n_sources; i++) {
        for (unsigned w = 0; w < WEEKDAYS; w++) {
            bool comes = c->sources[i].kind != ARRIVAL_RATE ||
                         ever_comes(profile_on(&c->sources[i].rate, w));
            days |= comes ? 1U << w : 0;
        }
    }
    return days & horizon_weekdays(h);
}

static const char *duty_fault(const struct duty *d, bool stays, unsigned weekdays) {
    if (!d->skilled) {
        return "nobody has the skill for";
    }
    if (!d->ever) {
        return "nobody is ever on duty for";
    }
    return stays && (weekdays & ~d->at_close) ? "nobody is on duty at closing for" : NULL;
}

/* Whether customers may still be there once nobody comes any more. */
static bool stays_open(const struct horizon *h) {
    return !h->steady && !h->turn_away;
}

static bool told_of_task(const struct staff_group *g, const struct crew_need *need) {
    return (double)need->people > profile_largest(&g->count);
}

/* Nobody loses patience once he is with a crew. Whom rules fetch may be there at closing; that more
 * are needed than are ever there is told of the task. */
static bool check_need(struct checking *k, const struct journey *j, const struct crew_task *t,
                       const struct crew_need *need, const struct path *at) {
    const struct horizon *h = &k->s->horizon;
    const struct staff_group *g = staff_group_find(k->s, need->group);
    struct duty d = {0};
    if (!g || rules_fetch_to(k->s, g) || told_of_task(g, need)) {
        return true;
    }
    duty_add(k, g, (double)need->people, &d);
    unsigned weekdays = class_weekdays(h, j->of_class);
    if (d.ever && (!stays_open(h) || !(weekdays & ~d.at_close))) {
        return true;
    }
    const char *who = need->people == 1 ? arena_format(&k->scratch, "nobody of '%s' is", g->name)
                                        : arena_format(&k->scratch, "fewer than %zu of '%s' are",
                                                       need->people, g->name);
    return diag_error(
        k->d, at, "%s %s for task '%s' of '%s' customers, who wait for ever: give it staff", who,
        d.ever ? "on duty at closing" : "ever on duty", t->name, j->of_class->name);
}

/* One fault a step is enough. */
static void check_crew_staffed(struct checking *k, const struct journey *j, const struct crew *c,
                               const struct path *at) {
    for (size_t t = 0; t < c->n_tasks; t++) {
        for (size_t n = 0; n < c->tasks[t].n_needs; n++) {
            if (!check_need(k, j, &c->tasks[t], &c->tasks[t].needs[n], at)) {
                return;
            }
        }
    }
}

/* Who gives up calling leaves the machine as one whom it did not resolve. */
static const char *leave_words(const struct journey *j, const struct duty *d) {
    if (!j->helps) {
        return d->ever ? "some of them will leave" : "all of them will leave";
    }
    return d->ever ? "who calls then is helped by nobody: their patience ends the call, and they "
                     "leave the machine unresolved"
                   : "no call for help is answered: their patience ends it, and they leave the "
                     "machine unresolved";
}

/* Whether this tier of them has staff; says so where not. of_tier: NULL, or the tier's name. */
static bool tier_staffed(struct checking *k, const struct journey *j, const struct step *s,
                         const char *tier, const struct path *at, const char *of_tier) {
    const struct horizon *h = &k->s->horizon;
    struct duty d = duty_of(k, j, s, tier);
    const char *fault = duty_fault(&d, stays_open(h), class_weekdays(h, j->of_class));
    if (!fault) {
        return true;
    }
    const char *who =
        of_tier ? arena_format(&k->scratch, "'%s' customers of tier '%s' at '%s'", step_skill(j, s),
                               of_tier, s->at)
                : arena_format(&k->scratch, "'%s' customers at '%s'", step_skill(j, s), s->at);
    if (j->beside) {
        diag_warning(k->d, j->at,
                     "%s %s: %s nothing is done for them while they wait, and their work is as "
                     "long as without",
                     fault, who, d.ever ? "then" : "so");
        return false;
    }
    if (customer_waits_for_ever(k, j, s)) {
        return diag_error(k->d, at, "%s %s, who wait for ever: give them patience, or staff", fault,
                          who);
    }
    diag_warning(k->d, at, "%s %s: %s", fault, who, leave_words(j, &d));
    return false;
}

/* The tier is named only where there are several; one fault a step is enough. */
static void check_staffed(struct checking *k, const struct journey *j, const struct step *s,
                          const struct path *at) {
    bool several = class_tier(k, j->of_class, 1) != NULL;
    const char *tier;
    for (size_t i = 0; (tier = class_tier(k, j->of_class, i)); i++) {
        if (!tier_staffed(k, j, s, tier, at, several ? tier : NULL)) {
            return;
        }
    }
}

static void check_steps_served(struct checking *k, const struct journey *j, void *context) {
    (void)context;
    for (size_t i = 0; i < j->n; i++) {
        const struct step *s = &j->steps[i];
        const struct station *station = station_find(k->s, s->at);
        struct path here = {.parent = j->at, .index = i};
        if (!station || s->chance == 0) {
            continue;
        }
        if (station->kind->staffed) {
            check_staffed(k, j, s, &here);
        } else if (station_crew_of(station)) {
            check_crew_staffed(k, j, station_crew_of(station), &here);
        } else if (station->kind->waits && station->kind->servers &&
                   station->kind->servers(station) == 0 && customer_waits_for_ever(k, j, s) &&
                   !(station->kind->blocks && station->kind->blocks(station))) {
            diag_error(k->d, &here, "'%s' has a count of 0 and its customers wait for ever", s->at);
        }
    }
}

static void check_served(struct checking *k, const struct journey *j, void *context) {
    check_steps_served(k, j, context);
    helps_each(k, j, check_steps_served, context);
}

void check_staff(struct checking *k) {
    check_groups(k);
    journeys_each(k, check_served, NULL);
}
