/* SPDX-License-Identifier: GPL-3.0-or-later
 * Every name that is used must be borne by something. */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "base/nearest.h"
#include "scenario/check.h"
#include "scenario/crew.h"
#include "scenario/station_kind.h"

enum { HOLDS_AT_MOST = 32 }; /* the engine keeps them as bits of one word */

/* Names are searched by offering them all: known tells whether the word was among them. */
struct search {
    struct nearest nearest;
    bool known;
    struct arena *arena;
    const char *listed; /* what was offered, each name once, for the message */
    size_t n_listed;
};

enum { NAMES_LISTED = 12 };

static struct search search_of(struct checking *k, const char *word) {
    return (struct search){.nearest = {.word = word}, .arena = &k->scratch, .listed = ""};
}

/* Whether a list "a, b, c" holds the name. */
static bool list_holds(const char *list, const char *name) {
    size_t length = strlen(name);
    for (const char *p = list; (p = strstr(p, name)); p++) {
        if ((p == list || p[-1] == ' ') && (p[length] == ',' || !p[length])) {
            return true;
        }
    }
    return false;
}

static void offer(struct search *q, const char *name) {
    if (!name || q->known) {
        return;
    }
    q->known = strcmp(name, q->nearest.word) == 0;
    nearest_offer(&q->nearest, name);
    if (*name && q->n_listed <= NAMES_LISTED && !list_holds(q->listed, name)) {
        q->listed = arena_format(q->arena, "%s%s%s", q->listed, *q->listed ? ", " : "", name);
        q->n_listed++;
    }
}

static bool settle(struct checking *k, const struct search *q, const struct path *at,
                   const char *noun) {
    if (q->known) {
        return true;
    }
    if (q->nearest.best) {
        return diag_error(k->d, at, "unknown %s '%s'; did you mean '%s'?", noun, q->nearest.word,
                          q->nearest.best);
    }
    if (q->n_listed > 0 && q->n_listed <= NAMES_LISTED) {
        return diag_error(k->d, at, "unknown %s '%s'; known here: %s", noun, q->nearest.word,
                          q->listed);
    }
    return diag_error(k->d, at, "unknown %s '%s'", noun, q->nearest.word);
}

static bool station_known(struct checking *k, const char *name, const struct path *at) {
    struct search q = search_of(k, name);
    for (size_t i = 0; i < k->s->n_stations; i++) {
        offer(&q, k->s->stations[i].name);
    }
    return k->s->n_stations == 0 || settle(k, &q, at, "station");
}

static bool tier_known(struct checking *k, const char *name, const struct path *at) {
    struct search q = search_of(k, name);
    for (size_t i = 0; i < k->s->n_tiers; i++) {
        offer(&q, k->s->tiers[i].name);
    }
    return settle(k, &q, at, "tier");
}

static void offer_classes(const struct scenario *s, struct search *q) {
    for (size_t i = 0; i < s->n_classes; i++) {
        offer(q, s->classes[i].name);
    }
}

static void offer_skills_of(struct checking *k, const struct journey *j, void *context) {
    (void)k;
    for (size_t i = 0; j->steps && i < j->n; i++) {
        offer(context, j->steps[i].skill);
    }
}

static void label_known(struct checking *k, const struct journey *j, const char *label,
                        const struct path *at) {
    struct search q = search_of(k, label);
    for (size_t i = 0; i < j->n; i++) {
        offer(&q, j->steps[i].label);
    }
    settle(k, &q, at, "label");
}

static const char *const follow_keys[FOLLOW_COUNT] = {[FOLLOW_RESOLVED] = "resolved",
                                                      [FOLLOW_UNRESOLVED] = "unresolved",
                                                      [FOLLOW_ABANDONED] = "abandoned",
                                                      [FOLLOW_BLOCKED] = "blocked",
                                                      [FOLLOW_BALKED] = "balked"};

static void check_follows(struct checking *k, const struct journey *j, const struct step *s,
                          const struct path *at) {
    for (size_t i = 0; i < FOLLOW_COUNT; i++) {
        struct path here = {.parent = at, .key = follow_keys[i]};
        const char *to = s->follow[i];
        if (to && strcmp(to, "next") != 0 && strcmp(to, "exit") != 0) {
            label_known(k, j, to, &here);
        }
    }
    struct path otherwise = {.parent = at, .key = "else"}, within = {.parent = at, .key = "within"};
    struct path then = {.parent = &within, .key = "then"};
    if (s->otherwise) {
        label_known(k, j, s->otherwise, &otherwise);
    }
    if (s->within_then && strcmp(s->within_then, "message") != 0) {
        label_known(k, j, s->within_then, &then);
    }
}

static void check_release(struct checking *k, const struct step *s, const struct path *at) {
    struct path here = {.parent = at, .key = "release"};
    if (!s->release || !station_known(k, s->release, &here)) {
        return;
    }
    const struct station *station = station_find(k->s, s->release);
    if (station && station->kind && (station->kind->works || !station->kind->servers)) {
        diag_error(k->d, &here, "'%s' is no hold: nothing is kept there to give back", s->release);
    }
}

static void check_label(struct checking *k, const struct journey *j, size_t i,
                        const struct path *at) {
    const struct step *s = &j->steps[i];
    const char *why = s->label ? label_fault(s->label) : NULL;
    struct path as = {.parent = at, .key = "as"};
    bool given = s->at && s->label && strcmp(s->at, s->label) != 0;
    if (why && given) {
        diag_error(k->d, &as, "a label %s", why);
    } else if (s->label && step_find(j, s->label) < i) {
        diag_error(k->d, given ? &as : at,
                   "the label '%s' stands twice in this journey; give one of the steps another by "
                   "'as'",
                   s->label);
    }
}

static void offer_labels(struct checking *k, const struct journey *j, void *context) {
    (void)k;
    for (size_t i = 0; j->steps && i < j->n; i++) {
        offer(context, j->steps[i].label);
        offer(context, j->steps[i].at);
    }
}

/* A search among the labels of one class. */
struct own_search {
    struct search q;
    const struct customer_class *c;
};

static void offer_own_labels(struct checking *k, const struct journey *j, void *context) {
    struct own_search *own = context;
    if (j->of_class == own->c) {
        offer_labels(k, j, &own->q);
    }
}

static void check_choice(struct checking *k, const struct journey *j, const struct choose *c,
                         const struct path *at) {
    struct path choose = {.parent = at, .key = "choose"}, of = {.parent = &choose, .key = "of"};
    for (size_t i = 0; i < c->n; i++) {
        struct path listed = {.parent = &of, .index = i};
        struct path named = {.parent = &of, .key = c->of[i].label, .of_key = true};
        if (strcmp(c->of[i].label, "exit") != 0) {
            label_known(k, j, c->of[i].label, c->listed ? &listed : &named);
        }
    }
}

static void check_gives(struct checking *k, const struct journey *j, const struct gives *g,
                        const struct path *at) {
    struct path gives = {.parent = at, .key = "gives"}, tier = {.parent = &gives, .key = "tier"};
    struct path work = {.parent = &gives, .key = "work"};
    if (g->tier) {
        tier_known(k, g->tier, &tier);
    }
    for (size_t i = 0; i < g->n_work; i++) {
        struct path here = {.parent = &work, .key = g->work[i].name, .of_key = true};
        struct own_search own = {search_of(k, g->work[i].name), j->of_class};
        journeys_each(k, offer_own_labels, &own);
        settle(k, &own.q, &here, "station or label");
    }
}

static void check_steps(struct checking *k, const struct journey *j, void *context) {
    (void)context;
    for (size_t i = 0; j->steps && i < j->n; i++) {
        const struct step *s = &j->steps[i];
        struct path here = {.parent = j->at, .index = i};
        if (s->at) {
            station_known(k, s->at, &here);
        }
        check_label(k, j, i, &here);
        check_release(k, s, &here);
        check_follows(k, j, s, &here);
        check_choice(k, j, &s->choose, &here);
        check_gives(k, j, &s->gives, &here);
    }
}

static void check_work(struct checking *k, const struct customer_class *c, const struct path *at) {
    struct path work = {.parent = at, .key = "work"};
    for (size_t i = 0; c->work && i < c->n_work; i++) {
        struct path here = {.parent = &work, .key = c->work[i].where, .of_key = true};
        struct own_search own = {search_of(k, c->work[i].where), c};
        journeys_each(k, offer_own_labels, &own);
        if (own.q.known || c->n_steps == 0 || class_is_helped_at(k, c, c->work[i].where)) {
            continue;
        }
        if (station_find(k->s, c->work[i].where)) {
            diag_warning(k->d, &here, "this class never comes to '%s'", c->work[i].where);
        } else {
            settle(k, &own.q, &here, "station or label");
        }
    }
}

static void check_tiers_of(struct checking *k, const struct customer_class *c,
                           const struct path *at) {
    struct path tier = {.parent = at, .key = "tier"};
    for (size_t i = 0; c->tiers && i < c->n_tiers; i++) {
        struct path here = {.parent = &tier, .key = c->tiers[i].tier, .of_key = true};
        bool mixed = cJSON_IsObject(cJSON_GetObjectItemCaseSensitive(
            cJSON_GetObjectItemCaseSensitive(
                cJSON_GetObjectItemCaseSensitive(k->in->tree, "customers"), c->name),
            "tier"));
        tier_known(k, c->tiers[i].tier, mixed ? &here : &tier);
    }
}

/* Contacts beside one that goes on need a way of their own, and a promise to be broken. */
static void check_while(struct checking *k, const struct journey *own,
                        const struct customer_return *r, const struct path *at) {
    struct path here = {.parent = at, .key = "while"};
    size_t step = step_find(own, r->while_at);
    label_known(k, own, r->while_at, &here);
    const struct station *s = step < own->n ? station_find(k->s, own->steps[step].at) : NULL;
    if (s && isinf(s->promise)) {
        diag_error(k->d, &here, "nothing is promised at '%s': give the station 'promise'", s->name);
    }
    if (r->n_steps == 0) {
        diag_error(k->d, at, "with 'while' it needs 'journey': what those do who ask");
    }
}

static void check_return_labels(struct checking *k, const struct customer_class *c,
                                const struct path *at) {
    static const char *const keys[RETURN_COUNT] = {"abandoned",   "balked",   "blocked",
                                                   "turned_away", "message",  "unresolved",
                                                   "late",        "complaint"};
    struct path returns = {.parent = at, .key = "returns"};
    struct journey own = {.of_class = c, .steps = c->steps, .n = c->n_steps};
    for (size_t i = 0; i < RETURN_COUNT; i++) {
        struct path cause = {.parent = &returns, .key = keys[i]};
        struct path here = {.parent = &cause, .key = "at"};
        if (c->returns[i].at && c->steps) {
            label_known(k, &own, c->returns[i].at, &here);
        }
        if (i == RETURN_LATE && c->returns[i].while_at && c->steps) {
            check_while(k, &own, &c->returns[i], &cause);
        }
    }
}

static void check_class(struct checking *k, const struct customer_class *c) {
    struct path customers = {.key = "customers"}, here = {.parent = &customers, .key = c->name};
    struct path journey = {.parent = &here, .key = "journey"};
    check_tiers_of(k, c, &here);
    check_work(k, c, &here);
    check_return_labels(k, c, &here);
    if (c->steps && c->n_steps == 0) {
        diag_error(k->d, &journey, "needs at least one step");
    }
}

static void check_skills_of(struct checking *k, const struct staff_group *g) {
    struct path staff = {.key = "staff"}, group = {.parent = &staff, .key = g->name};
    struct path skills = {.parent = &group, .key = "skills"};
    for (size_t i = 0; i < g->n_skills; i++) {
        const struct skill_entry *e = &g->skills[i];
        if (!e->station) {
            continue;
        }
        const char *key =
            e->of ? arena_format(&k->scratch, "%s/%s", e->station, e->of) : e->station;
        struct path here = {.parent = &skills, .key = key, .of_key = true};
        const struct station *station = station_find(k->s, e->station);
        bool known = station_known(k, e->station, &here);
        if (known && station && station->kind && !station->kind->staffed) {
            diag_error(k->d, &here, "nobody serves at '%s': it is of kind %s", e->station,
                       station->kind->name);
        }
        if (e->of) {
            struct search q = search_of(k, e->of);
            offer_classes(k->s, &q);
            for (size_t t = 0; t < k->s->n_tiers; t++) {
                offer(&q, k->s->tiers[t].name);
            }
            journeys_each(k, offer_skills_of, &q);
            settle(k, &q, &here, "skill, class or tier");
        }
    }
}

/* The word of "for" was kept as a skill: settle which of the three it is. */
static void settle_for(struct checking *k, struct standard *t, const struct path *at) {
    struct path here = {.parent = at, .key = "for"};
    const char *word = t->of_skill;
    if (!word) {
        return;
    }
    struct search classes = search_of(k, word), all;
    offer_classes(k->s, &classes);
    all = classes;
    for (size_t i = 0; i < k->s->n_tiers; i++) {
        offer(&all, k->s->tiers[i].name);
    }
    bool tier = all.known && !classes.known;
    journeys_each(k, offer_skills_of, &all);
    if (settle(k, &all, &here, "class, tier or skill") && (classes.known || tier)) {
        t->of_skill = NULL;
        *(classes.known ? &t->of_class : &t->of_tier) = word;
    }
    for (size_t i = 0; t->of_class && i < k->s->n_classes; i++) {
        if (k->s->classes[i].rival && strcmp(k->s->classes[i].name, t->of_class) == 0) {
            diag_error(k->d, &here, "'%s' is a rival's class, kept out of all standards",
                       t->of_class);
        }
    }
}

static void offer_tasks(struct checking *k, const struct journey *j, void *context) {
    for (size_t i = 0; j->steps && i < j->n; i++) {
        const struct station *s = station_find(k->s, j->steps[i].at);
        const struct crew *c = s && s->kind ? station_crew_of(s) : NULL;
        for (size_t t = 0; c && t < c->n_tasks; t++) {
            offer(context, arena_format(&k->scratch, "%s/%s", j->steps[i].label, c->tasks[t].name));
        }
    }
}

/* Labels may hold '/', so that only here "gate/fuel" turns out to be the task fuel at gate. */
static void check_moment(struct checking *k, struct moment_of *m, const struct path *at) {
    struct search labels = search_of(k, m->label), all;
    journeys_each(k, offer_labels, &labels);
    all = labels;
    journeys_each(k, offer_tasks, &all);
    const char *slash = strchr(m->label, '/');
    if (!settle(k, &all, at, "label") || labels.known || !slash) {
        return;
    }
    m->task = arena_string(&k->s->arena, slash + 1);
    m->label = arena_string_n(&k->s->arena, m->label, (size_t)(slash - m->label));
    if (m->moment == MOMENT_JOINED) {
        diag_error(k->d, at, "a task is not joined; take '.started' or '.ended'");
    }
}

static void check_moments(struct checking *k, const struct moment_of *all, size_t n,
                          const struct path *at) {
    for (size_t i = 0; i < n; i++) {
        if (all[i].label) {
            check_moment(k, (struct moment_of *)(uintptr_t)&all[i], at);
        }
    }
}

/* The table of measures lies further on; who looks it up can still say where the name stands. */
static void keep_measure_place(struct checking *k, struct standard *t, const struct path *at) {
    struct path here = {.parent = at, .key = "measure"};
    struct finding found = {0};
    if (t->measure && k->d->locate) {
        k->d->locate(k->d->context, &here, &found);
        t->measure_place =
            (struct place){arena_string(&k->s->arena, found.file), found.line, found.column};
    }
}

static void check_standard(struct checking *k, struct standard *t) {
    struct path standards = {.key = "standards"}, here = {.parent = &standards, .key = t->name};
    struct path at = {.parent = &here, .key = "at"}, from = {.parent = &here, .key = "from"},
                to = {.parent = &here, .key = "to"};
    if (t->at) {
        station_known(k, t->at, &at);
    }
    keep_measure_place(k, t, &here);
    settle_for(k, t, &here);
    check_moments(k, t->from, t->n_from, &from);
    check_moments(k, t->to, t->n_to, &to);
}

bool check_station_name(struct checking *k, const char *name, const struct path *at) {
    return station_known(k, name, at);
}

bool check_group_name(struct checking *k, const char *name, const struct path *at) {
    struct search q = search_of(k, name);
    for (size_t i = 0; i < k->s->n_groups; i++) {
        offer(&q, k->s->groups[i].name);
    }
    return settle(k, &q, at, "group of staff");
}

bool check_rule_name(struct checking *k, const char *name, const struct path *at) {
    struct search q = search_of(k, name);
    for (size_t i = 0; i < k->s->n_rules; i++) {
        offer(&q, k->s->rules[i].name);
    }
    return settle(k, &q, at, "rule");
}

static void check_money(struct checking *k) {
    const struct money *m = &k->s->money;
    struct path money = {.key = "money"}, part = {.parent = &money};
    struct path here = {.parent = &part, .of_key = true};
    for (size_t i = 0; m->staff && i < m->n_staff; i++) {
        part.key = "staff";
        here.key = m->staff[i].name;
        check_group_name(k, here.key, &here);
    }
    for (size_t i = 0; m->stations && i < m->n_stations; i++) {
        part.key = "stations";
        here.key = m->stations[i].name;
        station_known(k, here.key, &here);
    }
    for (size_t i = 0; m->waiting && i < m->n_waiting; i++) {
        part.key = "waiting";
        here.key = m->waiting[i].name;
        if (here.key && *here.key) {
            tier_known(k, here.key, &here);
        }
    }
    for (size_t i = 0; m->classes && i < m->n_classes; i++) {
        struct search q = search_of(k, m->classes[i].name);
        offer_classes(k->s, &q);
        part.key = "classes";
        here.key = m->classes[i].name;
        settle(k, &q, &here, "class");
    }
}

static void check_holds(struct checking *k) {
    struct path stations = {.key = "stations"};
    size_t n = 0;
    for (size_t i = 0; i < k->s->n_stations; i++) {
        const struct station_kind *kind = k->s->stations[i].kind;
        n += kind && !kind->works && kind->servers;
    }
    if (n > HOLDS_AT_MOST) {
        diag_error(k->d, &stations, "%zu holds; at most %d are allowed", n, HOLDS_AT_MOST);
    }
}

void check_names(struct checking *k) {
    struct path customers = {.key = "customers"}, stations = {.key = "stations"};
    if (k->s->stations && k->s->n_stations == 0) {
        diag_error(k->d, &stations, "needs at least one station");
    }
    if (k->s->classes && k->s->n_classes == 0) {
        diag_error(k->d, &customers, "needs at least one class");
    }
    for (size_t i = 0; i < k->s->n_classes; i++) {
        check_class(k, &k->s->classes[i]);
    }
    journeys_each(k, check_steps, NULL);
    for (size_t i = 0; i < k->s->n_groups; i++) {
        check_skills_of(k, &k->s->groups[i]);
    }
    for (size_t i = 0; i < k->s->n_standards; i++) {
        check_standard(k, &k->s->standards[i]);
    }
    check_money(k);
    check_holds(k);
}
