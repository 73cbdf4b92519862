/* SPDX-License-Identifier: GPL-3.0-or-later
 * Names that mean two things, factors that classes share but draw differently, and values given
 * twice. */
#include <string.h>

#include <cjson/cJSON.h>

#include "scenario/check.h"

/* The plain tier that stands in where none is given clashes with nothing. */
static bool tier_named(const struct checking *k, const char *name) {
    if (!cJSON_GetObjectItemCaseSensitive(k->in->tree, "tiers")) {
        return false;
    }
    for (size_t i = 0; i < k->s->n_tiers; i++) {
        if (strcmp(k->s->tiers[i].name, name) == 0) {
            return true;
        }
    }
    return false;
}

static bool class_named(const struct checking *k, const char *name) {
    for (size_t i = 0; i < k->s->n_classes; i++) {
        if (strcmp(k->s->classes[i].name, name) == 0) {
            return true;
        }
    }
    return false;
}

static void check_step_skills(struct checking *k, const struct journey *j, void *context) {
    (void)context;
    for (size_t i = 0; j->steps && i < j->n; i++) {
        const char *skill = j->steps[i].skill;
        struct path step = {.parent = j->at, .index = i}, here = {.parent = &step, .key = "skill"};
        if (!skill || strcmp(skill, j->of_class->name) == 0) {
            continue;
        }
        if (tier_named(k, skill)) {
            diag_error(k->d, &here, "'%s' is a tier too; a skill needs a name of its own", skill);
        } else if (class_named(k, skill)) {
            diag_error(k->d, &here, "'%s' is another class; a skill needs a name of its own",
                       skill);
        }
    }
}

static void check_class_names(struct checking *k) {
    struct path customers = {.key = "customers"};
    for (size_t i = 0; i < k->s->n_classes; i++) {
        struct path here = {.parent = &customers, .key = k->s->classes[i].name, .of_key = true};
        if (tier_named(k, here.key)) {
            diag_error(k->d, &here, "'%s' is a tier too; class and tier need names of their own",
                       here.key);
        }
    }
}

/* The first use of each shared factor, to compare the others with. */
struct shared {
    const struct spread *spread;
    const struct shared *before;
    bool of_day;
};

static const struct spread *shared_find(const struct shared *list, const char *name, bool of_day) {
    for (; list; list = list->before) {
        if (list->of_day == of_day && strcmp(list->spread->shared, name) == 0) {
            return list->spread;
        }
    }
    return NULL;
}

static void spread_check(struct checking *k, const struct shared **list,
                         const struct spread *spread, bool of_day, const struct path *at) {
    struct path here = {.parent = at, .key = of_day ? "day_spread" : "interval_spread"};
    struct path cv = {.parent = &here, .key = "cv"};
    if (!spread->shared) {
        return;
    }
    const struct spread *first = shared_find(*list, spread->shared, of_day);
    if (first && first->cv != spread->cv) {
        diag_error(k->d, &cv, "the factor '%s' has cv %g elsewhere; those who share it need one cv",
                   spread->shared, first->cv);
    }
    if (!first) {
        struct shared *made = arena_alloc(&k->scratch, sizeof *made);
        *made = (struct shared){spread, *list, of_day};
        *list = made;
    }
}

static bool arrivals_are_list(const struct checking *k, const char *class_name) {
    const cJSON *customers = cJSON_GetObjectItemCaseSensitive(k->in->tree, "customers");
    const cJSON *c = cJSON_GetObjectItemCaseSensitive(customers, class_name);
    return cJSON_IsArray(cJSON_GetObjectItemCaseSensitive(c, "arrivals"));
}

static void check_spreads(struct checking *k) {
    const struct shared *list = NULL;
    struct path customers = {.key = "customers"};
    for (size_t i = 0; i < k->s->n_classes; i++) {
        const struct customer_class *c = &k->s->classes[i];
        struct path here = {.parent = &customers, .key = c->name};
        struct path arrivals = {.parent = &here, .key = "arrivals"};
        bool listed = arrivals_are_list(k, c->name);
        for (size_t j = 0; c->sources && j < c->n_sources; j++) {
            struct path one = {.parent = &arrivals, .index = j};
            const struct path *at = listed ? &one : &arrivals;
            spread_check(k, &list, &c->sources[j].day_spread, true, at);
            spread_check(k, &list, &c->sources[j].interval_spread, false, at);
        }
    }
}

/* money.classes is the same as the class's own value: given twice, one of them would be lost. */
static void check_worths(struct checking *k) {
    const cJSON *customers = cJSON_GetObjectItemCaseSensitive(k->in->tree, "customers");
    struct path money = {.key = "money"}, classes = {.parent = &money, .key = "classes"};
    for (size_t i = 0; i < k->s->money.n_classes; i++) {
        struct path here = {.parent = &classes, .key = k->s->money.classes[i].name};
        const cJSON *c = cJSON_GetObjectItemCaseSensitive(customers, here.key);
        if (cJSON_GetObjectItemCaseSensitive(c, "value")) {
            diag_error(k->d, &here, "customers.%s.value says it too; give it in one of the two",
                       here.key);
        }
    }
}

void check_clashes(struct checking *k) {
    check_class_names(k);
    journeys_each(k, check_step_skills, NULL);
    check_spreads(k);
    check_worths(k);
}
