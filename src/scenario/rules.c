/* SPDX-License-Identifier: GPL-3.0-or-later
 * Rules: what is watched, when it counts, what is done. */
#include <math.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "base/nearest.h"
#include "base/units.h"
#include "scenario/reading.h"
#include "scenario/rule_measure.h"
#include "scenario/weekday.h"

/* A rule as written; its levels are settled once all are known. */
struct rule_given {
    struct rule rule;
    double on_above, off_below, on_below, off_above; /* NAN: not given */
    double between[2];                               /* s since midnight; NAN: all day */
    size_t n_weekdays;
    unsigned char weekday[WEEKDAYS];
};

/* ---- what is watched ---- */

static const struct field watch_fields[] = {
    {ROW(struct rule, "measure", FIELD_TEXT, watched), .required = true,
     .help = "waiting, waiting_per_server, longest_wait or idle, noticed at once; estimated_wait, "
             "occupancy or service_level_so_far, looked at now and then",
     .example = "\"waiting_per_server\""},
    {ROW(struct rule, "at", FIELD_TEXT, at), .required = true,
     .help = "at which station, or in which group of staff", .example = "\"lanes\""},
    {0}};

static const struct rule_measure *measure_named(struct reader *r, const struct path *at,
                                                const char *name) {
    struct nearest nearest = {.word = name};
    const char *known = "";
    for (const struct rule_measure *m = rule_measures; m->name; m++) {
        if (strcmp(m->name, name) == 0) {
            return m;
        }
        nearest_offer(&nearest, m->name);
        known = arena_format(&r->diag->arena, "%s%s%s", known, *known ? ", " : "", m->name);
    }
    if (nearest.best) {
        diag_error(r->diag, at, "a rule cannot watch '%s'; did you mean '%s'?", name, nearest.best);
    } else {
        diag_error(r->diag, at, "a rule cannot watch '%s'; it can watch %s", name, known);
    }
    return NULL;
}

/* The measure decides how levels are written, so it is found as soon as it is named. */
static bool watch_read(struct reader *r, const struct cJSON *json, const struct path *at,
                       const struct field *f, void *object) {
    struct rule *rule = object;
    struct path here = {.parent = at, .key = "measure"};
    (void)f;
    bool ok = fields_read(r, json, at, watch_fields, rule);
    rule->measure = rule->watched ? measure_named(r, &here, rule->watched) : NULL;
    return ok && rule->measure;
}

static const struct field_type watch_type = {
    .name = "watch",
    .written = "an object: {\"measure\": \"waiting\", \"at\": \"phones\"}",
    .shape = TYPE_OBJECT,
    .fields = watch_fields,
    .read = watch_read};

static bool level_read(struct reader *r, const struct cJSON *json, const struct path *at,
                       const struct field *f, void *object) {
    const struct rule_given *g = object;
    const struct rule_measure *m = g->rule.measure;
    double level = 0; /* without a measure, which is said elsewhere, all that counts is: given */
    bool ok = !m || quantity_read(r, json, at, &m->level, m->level.kind, &level);
    memcpy((char *)object + f->offset, &level, sizeof level);
    return ok;
}

static const char *const level_schema[] = {"{\"type\": \"number\", \"minimum\": 0}",
                                           "{\"type\": \"string\"}", NULL};
static const struct field_type level_type = {
    .name = "level",
    .written = "a level of what is watched: people (5), a duration (\"3m\") or a share (0.9)",
    .schema = level_schema,
    .read = level_read};

/* ---- when ---- */

static const struct field moment_row = {
    .key = "between", .kind = FIELD_TIME, .max = 2 * DAY_SECONDS};

static bool between_read(struct reader *r, const struct cJSON *json, const struct path *at,
                         const struct field *f, void *object) {
    return quantity_pair_read(r, json, at, f, &moment_row,
                              (double *)(void *)((char *)object + f->offset));
}

static const char *const between_schema[] = {
    "{\"type\": \"array\", \"minItems\": 2, \"maxItems\": 2, \"items\": {\"type\": \"string\"}}",
    NULL};
static const struct field_type between_type = {
    .name = "hours of a rule",
    .written = "two times of day, from and until: [\"11:00\", \"14:00\"]",
    .schema = between_schema,
    .read = between_read};

/* ---- what is done ---- */

static bool sets_read(struct reader *r, const struct cJSON *json, const struct path *at,
                      const struct field *f, void *object) {
    struct rule_action *a = object;
    if (!cJSON_IsObject(json)) {
        return type_error(r, json, at, f->type->written);
    }
    a->n_sets = object_size(json);
    return a->n_sets > 0 || diag_error(r->diag, at, "needs at least one setting");
}

static const char *const sets_schema[] = {"{\"type\": \"object\"}", NULL};
static const struct field_type sets_type = {
    .name = "settings",
    .written = "an object of paths and their values while the rule is on: "
               "{\"stations.kiosk.count\": 3}",
    .schema = sets_schema,
    .read = sets_read};

#define A struct rule_action
static const struct field action_fields[] = {
    {ROW(A, "staff", FIELD_COUNT, staff), .unit = "agents", .min = 1, .max = 1e6, .fallback = 0,
     .help = "so many people are fetched: the longest idle first, else the next to be free; they "
             "go back when the rule goes off",
     .example = "1"},
    {ROW(A, "from", FIELD_TEXT, from), .help = "the group they are fetched from",
     .example = "\"stockers\""},
    {ROW(A, "to", FIELD_TEXT, to), .help = "the group they then belong to: its skills, its routes",
     .example = "\"cashiers\""},
    {ROW(A, "switch", FIELD_DURATION, takes), .unit = "s", .max = DAY_SECONDS,
     .help = "how long the way takes, there and back", .example = "\"2m\""},
    {.key = "set",
     .kind = FIELD_TYPED,
     .type = &sets_type,
     .help = "settings that hold while the rule is on, of keys marked live",
     .example = "{\"stations.kiosk.count\": 3}"},
    {0}};
#undef A

static bool action_read(struct reader *r, const struct cJSON *json, const struct path *at,
                        void *member) {
    const struct rule_action *a = member;
    if (!fields_read(r, json, at, action_fields, member)) {
        return false;
    }
    if ((a->staff > 0) == (a->n_sets > 0)) {
        return diag_error(r->diag, at, "needs either 'staff' (with 'from' and 'to') or 'set'");
    }
    bool way = a->from || a->to || cJSON_GetObjectItemCaseSensitive(json, "switch");
    if (a->n_sets > 0 && way) {
        return diag_error(r->diag, at, "'from', 'to' and 'switch' are for 'staff', not for 'set'");
    }
    return a->n_sets > 0 || (a->from && a->to) ||
           diag_error(r->diag, at, "'staff' needs the groups 'from' and 'to'");
}

static const struct field_type actions_type = {
    .name = "action",
    .written = "an object, or a list of them: staff fetched, or settings",
    .shape = TYPE_ONE_OR_LIST,
    .size = sizeof(struct rule_action),
    .fields = action_fields,
    .read_member = action_read};

/* ---- a rule ---- */

#define LEVEL(name, member, words)                                                                 \
    {                                                                                              \
        ROW(struct rule_given, name, FIELD_TYPED, member), .type = &level_type, .help = (words),   \
                                                           .example = "3"                          \
    }
#define R struct rule_given
static const struct field fields[] = {
    {.key = "watch",
     .kind = FIELD_TYPED,
     .type = &watch_type,
     .help = "what is watched; without it the rule goes by 'between' and 'weekday' alone",
     .example = "{\"measure\": \"waiting_per_server\", \"at\": \"lanes\"}"},
    LEVEL("on_above", on_above, "on when at or above this level"),
    LEVEL("off_below", off_below, "then off when below this one; on_above unless given"),
    LEVEL("on_below", on_below, "or the other way round: on when at or below this level"),
    LEVEL("off_above", off_above, "then off when above this one; on_below unless given"),
    {ROW(R, "held_for", FIELD_DURATION, rule.held_for), .unit = "s", .max = DAY_SECONDS,
     .help = "it must have been so for so long, without a break", .example = "\"60s\""},
    {ROW(R, "reaction", FIELD_DURATION, rule.reaction), .unit = "s", .max = DAY_SECONDS,
     .help = "from the decision until it is on; what was decided happens", .example = "\"2m\""},
    {ROW(R, "lasts_at_least", FIELD_DURATION, rule.lasts_at_least), .unit = "s", .max = DAY_SECONDS,
     .help = "once on it stays on so long", .example = "\"15m\""},
    {ROW(R, "again_after", FIELD_DURATION, rule.again_after), .unit = "s", .min = 1,
     .max = DAY_SECONDS, .fallback = HUGE_VAL,
     .help = "while it stays on, staff are fetched again every so often: a second, a third",
     .example = "\"3m\""},
    {ROW(R, "looks", FIELD_DURATION, rule.looks), .unit = "s", .min = 1, .max = DAY_SECONDS,
     .fallback = 60,
     .help = "how often one looks at estimated_wait, occupancy and service_level_so_far; all "
             "others are noticed at once",
     .example = "\"1m\""},
    {ROW(R, "between", FIELD_TYPED, between), .type = &between_type,
     .help = "hours of the day in which it holds; all day unless given",
     .example = "[\"11:00\", \"14:00\"]"},
    {ROW(R, "weekday", FIELD_TYPED, weekday), .type = &weekdays_type,
     .count_offset = offsetof(R, n_weekdays),
     .help = "weekdays on which it holds; every day unless given", .example = "\"sat\""},
    {ROW(R, "do", FIELD_TYPED, rule.actions), .type = &actions_type,
     .count_offset = offsetof(R, rule.n_actions), .max = 32,
     .help = "what is done while it is on; nothing: it is a flag that journeys read by 'if'",
     .example = "[{\"staff\": 1, \"from\": \"stockers\", \"to\": \"cashiers\", \"switch\": "
                "\"2m\"}]"},
    {0}};
#undef R

/* One of the two pairs, each with its levels on the right sides. */
static bool levels_settle(struct reader *r, const struct path *at, struct rule_given *g) {
    struct path watch = {.parent = at, .key = "watch"};
    bool above = !isnan(g->on_above), below = !isnan(g->on_below);
    bool any = above || below || !isnan(g->off_below) || !isnan(g->off_above);
    if (!g->rule.watched) {
        return !any || diag_error(r->diag, at, "levels need 'watch', which says of what");
    }
    if (above == below) {
        return diag_error(r->diag, &watch, "needs either 'on_above' or 'on_below', %s",
                          above ? "not both" : "the level at which the rule goes on");
    }
    struct path off = {.parent = at, .key = above ? "off_below" : "off_above"};
    struct path odd = {.parent = at, .key = above ? "off_above" : "off_below", .of_key = true};
    g->rule.below = below;
    g->rule.on = above ? g->on_above : g->on_below;
    double given = above ? g->off_below : g->off_above;
    g->rule.off = isnan(given) ? g->rule.on : given;
    if (!isnan(above ? g->off_above : g->off_below)) {
        return diag_error(r->diag, &odd, "goes with '%s'; with '%s' it is '%s'",
                          above ? "on_below" : "on_above", above ? "on_above" : "on_below",
                          off.key);
    }
    bool flips = above ? g->rule.off > g->rule.on : g->rule.off < g->rule.on;
    return !flips ||
           diag_error(r->diag, &off,
                      "%g lies %s '%s' (%g): the rule would go off as soon as it is on, for ever",
                      g->rule.off, above ? "above" : "below", above ? "on_above" : "on_below",
                      g->rule.on);
}

/* Times before opening that the day still reaches mean after midnight. */
static bool hours_settle(struct reader *r, const struct path *at, struct rule_given *g) {
    const struct horizon *h = &reading_of(r)->scenario->horizon;
    struct path here = {.parent = at, .key = "between"};
    g->rule.until = HUGE_VAL;
    if (isnan(g->between[0]) || !reading_of(r)->horizon_known || h->steady) {
        return true;
    }
    for (size_t i = 0; i < 2; i++) {
        bool past = g->between[i] < h->opens && g->between[i] + DAY_SECONDS <= h->closes;
        g->between[i] += past ? DAY_SECONDS : 0;
    }
    g->rule.from = g->between[0];
    g->rule.until = g->between[1];
    if (g->rule.from >= g->rule.until) {
        return diag_error(r->diag, &here, "ends before it begins");
    }
    return (g->rule.from < h->closes && g->rule.until > h->opens) ||
           diag_error(r->diag, &here, "lies outside the opening hours: the rule would never go on");
}

static bool weekdays_settle(struct reader *r, const struct path *at, struct rule_given *g) {
    struct path here = {.parent = at, .key = "weekday"};
    g->rule.weekdays = g->n_weekdays > 0 ? 0 : ALL_WEEKDAYS;
    for (size_t i = 0; i < g->n_weekdays; i++) {
        g->rule.weekdays |= 1U << g->weekday[i];
    }
    return g->n_weekdays == 0 || !reading_of(r)->horizon_known ||
           (g->rule.weekdays & horizon_weekdays(&reading_of(r)->scenario->horizon)) ||
           diag_error(r->diag, &here,
                      "none of the days of the horizon is such a weekday: the rule would never go "
                      "on");
}

static bool has(const cJSON *json, const char *key) {
    return cJSON_GetObjectItemCaseSensitive(json, key) != NULL;
}

static bool clock_settle(struct reader *r, const cJSON *json, const struct path *at,
                         struct rule_given *g) {
    bool timed = has(json, "between") || has(json, "weekday");
    if (timed && reading_of(r)->scenario->horizon.steady) {
        return diag_error(r->diag, at, "a steady state has no times of day and no weekdays");
    }
    if (!timed && !has(json, "watch")) {
        return diag_error(r->diag, at, "needs 'watch' (what it goes by), 'between' or 'weekday'");
    }
    bool hours = hours_settle(r, at, g);
    return weekdays_settle(r, at, g) && hours;
}

/* Keys that would do nothing. */
static bool idle_keys(struct reader *r, const cJSON *json, const struct path *at,
                      const struct rule *rule) {
    struct path again = {.parent = at, .key = "again_after", .of_key = true};
    struct path looks = {.parent = at, .key = "looks", .of_key = true};
    bool fetches = false, ok = true;
    for (size_t i = 0; i < rule->n_actions; i++) {
        fetches = fetches || rule->actions[i].staff > 0;
    }
    if (has(json, "again_after") && !fetches) {
        ok = diag_error(r->diag, &again, "repeats 'staff' in 'do', and there is none");
    }
    if (has(json, "looks") && rule->measure && !rule->measure->looked_at) {
        ok = diag_error(r->diag, &looks, "'%s' is noticed the moment it changes; leave this out",
                        rule->watched);
    }
    return ok;
}

static bool rule_read(struct reader *r, const struct cJSON *json, const struct path *at,
                      void *member) {
    struct rule_given g = {.on_above = NAN,
                           .off_below = NAN,
                           .on_below = NAN,
                           .off_above = NAN,
                           .between = {NAN, NAN}};
    bool ok = fields_read(r, json, at, fields, &g);
    g.rule.listed = cJSON_IsArray(cJSON_GetObjectItemCaseSensitive(json, "do"));
    if (ok) {
        ok = levels_settle(r, at, &g);
        ok = clock_settle(r, json, at, &g) && ok;
        ok = idle_keys(r, json, at, &g.rule) && ok;
    }
    memcpy(member, &g.rule, sizeof g.rule);
    return ok;
}

static const char *rule_name_fault(const char *name) {
    return strncmp(name, "not ", 4) == 0 ? "of a rule must not begin with 'not ', which turns 'if' "
                                           "round"
                                         : name_fault(name);
}

const struct field_type rules_type = {.name = "rules",
                                      .written = "an object of rules by name",
                                      .shape = TYPE_MAP,
                                      .size = sizeof(struct rule),
                                      .name_offset = offsetof(struct rule, name),
                                      .fields = fields,
                                      .read_member = rule_read,
                                      .name_fault = rule_name_fault};
