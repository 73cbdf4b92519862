/* SPDX-License-Identifier: GPL-3.0-or-later
 * Levers on the places where people wait: seats, air, care, what they are told and see. */
#include <math.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "planner/levers_parts.h"

static cJSON *place_patch(struct lever_case *c) {
    return lever_patch(c, "places", c->place->name);
}

static const char *named(struct lever_case *c, const char *words) {
    c->name = arena_format(c->arena, "%s in %s", words, c->place->name);
    return NULL;
}

/* ---- comfort ---- */

static const char *seats(struct lever_case *c) {
    if (c->place->seats == COUNT_UNLIMITED) {
        return "there is a seat for everybody";
    }
    patch_put(place_patch(c), "seats", cJSON_CreateNull());
    return named(c, "seats for all");
}

/* One row of care that the place has not yet. */
static const char *care(struct lever_case *c, const char *key, double now, double then,
                        const char *words) {
    if (now > 1) {
        return "is there already";
    }
    patch_put(patch_member(place_patch(c), "care"), key, cJSON_CreateNumber(then));
    return named(c, words);
}

static const char *water(struct lever_case *c) {
    return care(c, "water", c->place->care.water, 1.05, "water and tea");
}

static const char *something_to_do(struct lever_case *c) {
    return care(c, "something_to_do", c->place->care.something_to_do, 1.3, "something to do");
}

/* ---- the air ---- */

static const char airless[] = "its temperature is not given";

static const char *repair_air(struct lever_case *c) {
    const struct temperature *t = &c->place->temperature;
    if (!(t->tau > 0)) {
        return airless;
    }
    if (!t->failed && isnan(t->fails_at)) {
        return "its air conditioning never fails";
    }
    cJSON *air = patch_member(place_patch(c), "temperature");
    patch_put(air, "fails", cJSON_CreateNull());
    patch_put(air, "failed", cJSON_CreateNull());
    return named(c, "air conditioning that never fails");
}

static const char *cool(struct lever_case *c) {
    const double pleasant = 25;
    const struct temperature *t = &c->place->temperature;
    if (!(t->tau > 0)) {
        return airless;
    }
    if (t->target <= pleasant) {
        return arena_format(c->arena, "is kept at %g degrees already", t->target);
    }
    patch_put(patch_member(place_patch(c), "temperature"), "target", cJSON_CreateNumber(pleasant));
    return named(c, "25 degrees");
}

/* ---- what they are told and see ---- */

static const char unfelt[] = "how waits feel is off: \"people\": {\"felt_wait\": {}}";

static const char *tell(struct lever_case *c, enum felt_news news, const char *key,
                        const char *words) {
    if (!c->scenario->people.felt_wait.on) {
        return unfelt;
    }
    if (c->place->news >= news) {
        return "is told already";
    }
    patch_put(place_patch(c), "tells", cJSON_CreateString(key));
    return named(c, words);
}

static const char *tell_estimate(struct lever_case *c) {
    return tell(c, NEWS_ESTIMATE, "estimate", "tell an estimate");
}

static const char *tell_position(struct lever_case *c) {
    return tell(c, NEWS_POSITION, "position", "tell the position");
}

static const char *fair(struct lever_case *c) {
    if (c->place->fair >= 1) {
        return "nobody minds who goes first ('fair' is 1)";
    }
    patch_put(place_patch(c), "fair", cJSON_CreateNumber(1));
    return named(c, "show why others go first");
}

static const char *hide_last(struct lever_case *c) {
    if (!c->scenario->people.felt_wait.on) {
        return unfelt;
    }
    if (!c->place->shows_last) {
        return "nobody sees that he is last";
    }
    patch_put(place_patch(c), "shows_last", cJSON_CreateBool(false));
    return named(c, "hide who is last");
}

static bool any_balks(const struct scenario *s, const struct area *place) {
    for (size_t i = 0; i < s->n_stations; i++) {
        const struct station *x = &s->stations[i];
        if (x->area && strcmp(x->area, place->name) == 0 && x->balks.n > 0) {
            return true;
        }
    }
    for (size_t i = 0; i < s->n_classes; i++) {
        if (s->classes[i].balks.n > 0) {
            return true;
        }
    }
    return false;
}

static const char *hide_line(struct lever_case *c) {
    if (c->place->hides_line) {
        return "newcomers do not see the line";
    }
    if (!any_balks(c->scenario, c->place)) {
        return "nobody balks at the line";
    }
    patch_put(place_patch(c), "sees_line", cJSON_CreateBool(false));
    return named(c, "tickets, no line to see,");
}

#define NO_PLACE .none = "the scenario has no 'places'", .over = OVER_PLACES, .cost = LEVER_BOUGHT

const struct lever_row lever_place_rows[] = {
    {.name = "seats for all",
     .what = "nobody stands, and nobody is sent away for want of room",
     NO_PLACE,
     .make = seats},
    {.name = "water and tea",
     .what = "care.water",
     .basis = "patience lasts 1.05 times as long: an assumption",
     NO_PLACE,
     .make = water},
    {.name = "something to do",
     .what = "care.something_to_do: forms, a product corner",
     .basis = "patience lasts 1.3 times as long: an assumption",
     NO_PLACE,
     .make = something_to_do},
    {.name = "air conditioning that never fails",
     .what = "temperature.fails and failed taken away",
     NO_PLACE,
     .make = repair_air},
    {.name = "cooling to 25 degrees", .what = "temperature.target", NO_PLACE, .make = cool},
    {.name = "tell an estimate of the wait", .what = "tells", NO_PLACE, .make = tell_estimate},
    {.name = "tell the position in line", .what = "tells", NO_PLACE, .make = tell_position},
    {.name = "show why others go first",
     .what = "fair 1: tickets by kind, appointments on a screen",
     NO_PLACE,
     .make = fair},
    {.name = "hide who is last", .what = "shows_last false", NO_PLACE, .make = hide_last},
    {.name = "tickets instead of a line to see",
     .what = "sees_line false: nobody balks at what he cannot see",
     NO_PLACE,
     .make = hide_line},
    {.name = NULL}};
