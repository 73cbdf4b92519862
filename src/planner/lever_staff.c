/* SPDX-License-Identifier: GPL-3.0-or-later
 * Levers on staff: how many, what they can do and may decide. */
#include <math.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "planner/levers_parts.h"

/* ---- one more, one fewer ---- */

/* The count, a number or a profile of numbers, with so many more where at least `from` are there;
 * whether anything changed. */
static bool count_change(cJSON *count, double more, double from) {
    if (cJSON_IsNumber(count)) {
        bool changes = count->valuedouble >= from;
        double people = count->valuedouble + (changes ? more : 0);
        cJSON_SetNumberValue(count, people);
        return changes;
    }
    bool changed = false;
    cJSON *m;
    cJSON_ArrayForEach(m, count) {
        changed = count_change(m, more, from) || changed;
    }
    return changed;
}

/* The shift with most people; NULL: all are empty. */
static const struct shift *largest_shift(const struct staff_group *g) {
    const struct shift *largest = NULL;
    for (size_t i = 0; i < g->n_shifts; i++) {
        const struct shift *s = &g->shifts[i];
        largest = s->count > (largest ? largest->count : 0) ? s : largest;
    }
    return largest;
}

static const char *shift_change(struct lever_case *c, double more, const char *words) {
    const struct shift *s = largest_shift(c->group);
    const cJSON *shifts = patch_get(lever_tree(c, "staff", c->group->name), "shifts");
    if (!s || !patch_get(shifts, s->name)) {
        return s ? "its shifts are not written one by one" : "nobody is there";
    }
    if (more < 0 && s->count < 2 && c->group->n_shifts < 2) {
        return "only one person is there";
    }
    cJSON *to = patch_member(lever_patch(c, "staff", c->group->name), "shifts");
    patch_put(patch_member(to, s->name), "count", cJSON_CreateNumber((double)s->count + more));
    c->name = c->group->n_shifts < 2
                  ? arena_format(c->arena, "%s %s", words, c->group->name)
                  : arena_format(c->arena, "%s %s, shift %s", words, c->group->name, s->name);
    return NULL;
}

static const char *people_change(struct lever_case *c, double more, const char *words) {
    const char *name = c->group->name;
    if (c->group->n_shifts > 0) {
        return shift_change(c, more, words);
    }
    const cJSON *now = patch_get(lever_tree(c, "staff", name), "count");
    if (patch_get(now, "csv")) {
        return "its count comes from a file";
    }
    cJSON *count = cJSON_Duplicate(now, true);
    if (!count_change(count, more, more < 0 ? 2 : 1)) {
        cJSON_Delete(count);
        return more < 0 ? "only one person is there" : "nobody is there";
    }
    patch_put(lever_patch(c, "staff", name), "count", count);
    c->name = arena_format(c->arena, "%s %s", words, name);
    return NULL;
}

static const char *one_more(struct lever_case *c) {
    return people_change(c, 1, "one more in");
}

static const char *one_fewer(struct lever_case *c) {
    return people_change(c, -1, "one fewer in");
}

/* ---- what they can do ---- */

/* "phones/loans" of the group serves what "phones" or "phones/loans" of another does. */
static bool serves(const struct staff_group *g, const struct skill_entry *e) {
    for (size_t i = 0; i < g->n_skills; i++) {
        const struct skill_entry *own = &g->skills[i];
        bool at = strcmp(own->station, e->station) == 0;
        if (at && (!own->of || (e->of && strcmp(own->of, e->of) == 0))) {
            return true;
        }
    }
    return false;
}

static double last_rank(const struct staff_group *g) {
    double last = 1;
    for (size_t i = 0; i < g->n_skills; i++) {
        last = fmax(last, fmax(g->skills[i].rank, g->skills[i].order));
    }
    return last;
}

/* After all that it did before. */
static void skill_add(struct lever_case *c, cJSON *skills, const struct skill_entry *e) {
    const char *key = e->of ? arena_format(c->arena, "%s/%s", e->station, e->of) : e->station;
    cJSON *entry = patch_member(skills, key);
    patch_put(entry, "rank", cJSON_CreateNumber(last_rank(c->group) + 1));
    patch_put(entry, "order", cJSON_CreateNumber(last_rank(c->group) + 1));
}

static const char *train(struct lever_case *c) {
    const struct scenario *s = c->scenario;
    const char *name = c->group->name;
    bool taught = false;
    if (c->group->n_skills == 0) {
        return "has no customers of its own: rules or crews say what it does";
    }
    if (!cJSON_IsObject(patch_get(lever_tree(c, "staff", name), "skills"))) {
        return lever_not_here;
    }
    cJSON *skills = patch_member(lever_patch(c, "staff", name), "skills");
    for (size_t i = 0; i < s->n_groups; i++) {
        const struct staff_group *other = &s->groups[i];
        for (size_t k = 0; !other->rival && k < other->n_skills; k++) {
            if (!serves(c->group, &other->skills[k])) {
                skill_add(c, skills, &other->skills[k]);
                taught = true;
            }
        }
    }
    c->name = arena_format(c->arena, "train %s for all work", name);
    return taught ? NULL : "serves already all that anybody serves";
}

static const char unjudged[] = "what becomes of a service is off: \"people\": {\"outcome\": {}}";

static const char *authority(struct lever_case *c) {
    if (!c->scenario->people.outcome.on) {
        return unjudged;
    }
    if (c->group->authority >= 1) {
        return "decides everything on the spot already";
    }
    patch_put(lever_patch(c, "staff", c->group->name), "authority", cJSON_CreateNumber(1));
    c->name = arena_format(c->arena, "authority for %s", c->group->name);
    return NULL;
}

static const char *drill(struct lever_case *c) {
    if (!c->scenario->people.outcome.on) {
        return unjudged;
    }
    if (c->group->drilled) {
        return "is drilled already";
    }
    patch_put(lever_patch(c, "staff", c->group->name), "drilled", cJSON_CreateBool(true));
    c->name = arena_format(c->arena, "drill courtesy in %s", c->group->name);
    return NULL;
}

static const char *nobody_absent(struct lever_case *c) {
    if (!(c->group->absence > 0)) {
        return lever_not_here;
    }
    patch_put(lever_patch(c, "staff", c->group->name), "absence", cJSON_CreateNumber(0));
    c->name = arena_format(c->arena, "nobody of %s absent", c->group->name);
    return NULL;
}

const struct lever_row lever_staff_rows[] = {
    {.name = "one more person",
     .what = "one person more whenever anybody of the group is there; of shifts in the largest",
     .none = "there is no staff",
     .over = OVER_GROUPS,
     .cost = LEVER_PRICED,
     .make = one_more},
    {.name = "one person fewer",
     .what = "one person fewer where there are two or more; of shifts in the largest",
     .none = "there is no staff",
     .over = OVER_GROUPS,
     .cost = LEVER_PRICED,
     .make = one_fewer},
    {.name = "train for all work",
     .what = "the group learns what others serve, and does it when its own work is done",
     .basis = "they are as fast at it as the scenario says of the work itself",
     .none = "there is no staff",
     .over = OVER_GROUPS,
     .cost = LEVER_BOUGHT,
     .make = train},
    {.name = "authority on the spot",
     .what = "the group may decide every case that needs authority; what it then grants has no "
             "price here",
     .none = "there is no staff",
     .over = OVER_GROUPS,
     .cost = LEVER_BOUGHT,
     .make = authority},
    {.name = "drill courtesy",
     .what = "a standard of courtesy is drilled",
     .none = "there is no staff",
     .over = OVER_GROUPS,
     .cost = LEVER_BOUGHT,
     .make = drill},
    {.name = "nobody absent",
     .what = "everybody comes who is due: the most that care for attendance can bring",
     .none = "nobody is absent as it is",
     .over = OVER_GROUPS,
     .cost = LEVER_BOUGHT,
     .make = nobody_absent},
    {.name = NULL}};
