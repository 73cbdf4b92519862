/* SPDX-License-Identifier: GPL-3.0-or-later
 * Groups of staff: how many, when, and what they can do. */
#include <math.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "scenario/reading.h"

static const char *const choices[] = {"longest_idle", "least_occupied", "fastest", "random", NULL};
static const char *const serves[] = {"order", "longest_wait", NULL};

static bool skill_read(struct reader *r, const struct cJSON *json, const struct path *at,
                       void *member);
static bool skills_read(struct reader *r, const struct cJSON *json, const struct path *at,
                        const struct field *f, void *object);

#define S struct skill_entry
static const struct field skill_fields[] = {
    {ROW(S, "rank", FIELD_NUMBER, rank), .min = -1e6, .max = 1e6, .fallback = 1,
     .help = "order in which an arriving customer tries groups; equal ranks are one pool",
     .example = "2"},
    {ROW(S, "order", FIELD_NUMBER, order), .min = -1e6, .max = 1e6, .fallback = NAN,
     .help = "order in which a freed agent takes kinds of customer; the rank unless given",
     .example = "2"},
    {ROW(S, "speed", FIELD_NUMBER, speed), .min = 1e-3, .max = 1000, .fallback = 1, .live = true,
     .help = "service and wrap-up last their work divided by this", .example = "0.9"},
    {ROW(S, "after", FIELD_DURATION, after), .unit = "s",
     .help = "helps only with customers who have waited this long", .example = "\"30s\""},
    {0}};
#undef S
static const struct field_type skills_type = {
    .name = "skills",
    .written = "an object by \"station\" (any skill there) or \"station/x\", x a skill, class or "
               "tier: {\"phones/loans\": {\"speed\": 0.9}}",
    .shape = TYPE_MAP,
    .size = sizeof(struct skill_entry),
    .name_offset = offsetof(struct skill_entry, station),
    .fields = skill_fields,
    .read_member = skill_read,
    .read = skills_read};

static bool finish_late_read(struct reader *r, const struct cJSON *json, const struct path *at,
                             const struct field *f, void *object) {
    (void)f;
    (void)object;
    return cJSON_IsTrue(json) || type_error(r, json, at, "true, the one way known");
}
static const char *const finish_late_schema[] = {"{\"const\": true}", NULL};
static const struct field_type finish_late_type = {.name = "finishing late",
                                                   .written = "true",
                                                   .schema = finish_late_schema,
                                                   .read = finish_late_read};

#define G struct staff_group
static const struct field fields[] = {
    {ROW(G, "count", FIELD_TYPED, count), .unit = "agents", .type = &count_profile_type, .max = 1e6,
     .required = true, .live = true, .help = "people at the desk",
     .example = "{\"08:00\": 10, \"12:00\": 14}"},
    {ROW(G, "shrinkage", FIELD_SHARE, shrinkage), .unit = "share", .max = 0.95,
     .help = "share of paid time away from the desk: scheduled is count / (1 - shrinkage)",
     .example = "0.3"},
    {ROW(G, "skills", FIELD_TYPED, skills), .type = &skills_type,
     .count_offset = offsetof(G, n_skills), .required = true, .help = "whom they serve, and how",
     .example = "{\"phones/loans\": {}, \"phones\": {\"rank\": 2, \"speed\": 0.9}}"},
    {ROW(G, "choose", FIELD_ENUM, choose), .choices = choices, .fallback = CHOOSE_LONGEST_IDLE,
     .help = "who of several free agents gets the next customer", .example = "\"random\""},
    {ROW(G, "serves", FIELD_ENUM, serves), .choices = serves, .fallback = SERVES_ORDER,
     .help = "whom a freed agent takes: by order, then priority, then age; or who waits longest",
     .example = "\"longest_wait\""},
    {ROW(G, "finish_late", FIELD_TYPED, choose), .type = &finish_late_type,
     .help = "whoever's time is over finishes the contact in hand", .example = "true"},
    {0}};
#undef G

static bool skill_read(struct reader *r, const struct cJSON *json, const struct path *at,
                       void *member) {
    struct skill_entry *s = member;
    bool ok = fields_read(r, json, at, skill_fields, s);
    s->order = isnan(s->order) ? s->rank : s->order;
    return ok;
}

/* Keys are "station" or "station/x". */
static bool skills_read(struct reader *r, const struct cJSON *json, const struct path *at,
                        const struct field *f, void *object) {
    struct staff_group *g = object;
    bool ok = type_read(r, json, at, f, object);
    struct skill_entry *skills = arena_array(r->arena, g->n_skills, sizeof *skills);
    for (size_t i = 0; g->skills && i < g->n_skills; i++) {
        skills[i] = g->skills[i];
        const char *key = skills[i].station, *slash = key ? strchr(key, '/') : NULL;
        if (slash) {
            skills[i].station = arena_string_n(r->arena, key, (size_t)(slash - key));
            skills[i].of = slash + 1;
        }
    }
    g->skills = skills;
    return ok;
}

const struct field_type staff_type = {.name = "staff",
                                      .written = "an object of groups by name",
                                      .shape = TYPE_MAP,
                                      .size = sizeof(struct staff_group),
                                      .name_offset = offsetof(struct staff_group, name),
                                      .fields = fields,
                                      .name_fault = name_fault};
