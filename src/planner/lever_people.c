/* SPDX-License-Identifier: GPL-3.0-or-later
 * Levers on what wears staff down and what they know, and on what is made of complaints. */
#include <math.h>

#include <cjson/cJSON.h>

#include "planner/levers_parts.h"

static cJSON *group_patch(struct lever_case *c) {
    return lever_patch(c, "staff", c->group->name);
}

/* ---- experience ---- */

static const char *proficient(struct lever_case *c) {
    if (!c->scenario->people.skill.on) {
        return "experience is off: \"people\": {\"skill\": {}} and a group's 'tenure'";
    }
    if (!c->group->tenure.kind) {
        return "is proficient already ('tenure' is not given)";
    }
    patch_put(group_patch(c), "tenure", cJSON_CreateNull());
    c->name = arena_format(c->arena, "all of %s proficient", c->group->name);
    return NULL;
}

/* ---- strain ---- */

static const char unstrained[] = "nobody is worn down here: \"people\": {\"strain\": {}} is off";

/* One of the group's resources is at least `good` then; whether that is more than now. */
static bool resource_raise(struct lever_case *c, const char *key, double now, double good) {
    if (now >= good) {
        return false;
    }
    patch_put(patch_member(group_patch(c), "resources"), key, cJSON_CreateNumber(good));
    return true;
}

static const char *support(struct lever_case *c) {
    const double good = 0.2; /* of the 0.3 that the best can do */
    const struct resources *r = &c->group->resources;
    if (!c->scenario->people.strain.on) {
        return unstrained;
    }
    bool more = resource_raise(c, "support", r->support, good);
    more = resource_raise(c, "coaching", r->coaching, good) || more;
    more = resource_raise(c, "recognition", r->recognition, good) || more;
    c->name = arena_format(c->arena, "support, coaching and recognition for %s", c->group->name);
    return more ? NULL : "has them already";
}

static const char *fixed_pay(struct lever_case *c) {
    if (!c->scenario->people.strain.on) {
        return unstrained;
    }
    if (!(c->group->pay_at_risk > 0)) {
        return "has no pay at risk";
    }
    patch_put(group_patch(c), "pay_at_risk", cJSON_CreateNumber(0));
    c->name = arena_format(c->arena, "no pay at risk in %s", c->group->name);
    return NULL;
}

/* ---- complaints ---- */

static const char *complaints_handled(struct lever_case *c) {
    const struct complaints *p = &c->scenario->people.complaints;
    const struct {
        const char *key;
        double now;
    } steps[] = {{"listen", p->listen},
                 {"apology", p->apology},
                 {"authority", p->authority},
                 {"compensation", p->compensation},
                 {"follow_up", p->follow_up}};
    bool more = false;
    if (!p->on) {
        return "complaints are off: \"people\": {\"complaints\": {}}";
    }
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        if (steps[i].now < 1) {
            patch_put(lever_patch(c, "people", "complaints"), steps[i].key, cJSON_CreateNumber(1));
            more = true;
        }
    }
    return more ? NULL : "every step is done already";
}

const struct lever_row lever_people_rows[] = {
    {.name = "everybody proficient",
     .what = "nobody is new: the most that training, mentors and keeping people can bring",
     .none = "there is no staff",
     .over = OVER_GROUPS,
     .cost = LEVER_BOUGHT,
     .make = proficient},
    {.name = "support, coaching and recognition",
     .what = "resources.support, coaching and recognition are 0.2 at least",
     .basis = "each keeps a fifth of a day's strain off: an assumption",
     .none = "there is no staff",
     .over = OVER_GROUPS,
     .cost = LEVER_BOUGHT,
     .make = support},
    {.name = "no pay at risk",
     .what = "pay_at_risk 0; what people then do for targets is not reckoned",
     .none = "there is no staff",
     .over = OVER_GROUPS,
     .cost = LEVER_BOUGHT,
     .make = fixed_pay},
    {.name = "complaints handled in every step",
     .what = "listened to, apologised for, decided on the spot, made good and followed up, all of "
             "them; what is granted has no price here",
     .none = "complaints are off: \"people\": {\"complaints\": {}}",
     .over = OVER_ALL,
     .cost = LEVER_BOUGHT,
     .make = complaints_handled},
    {.name = NULL}};
