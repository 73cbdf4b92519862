/* SPDX-License-Identifier: GPL-3.0-or-later
 * Groups of staff: how many, when, and what they can do. */
#include <math.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "scenario/shifts.h"

static const char *const choices[] = {"longest_idle", "least_occupied", "fastest",
                                      "random",       "most_rested",    NULL};
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
    struct staff_group *g = object;
    g->resumes = cJSON_IsString(json) && strcmp(json->valuestring, "resume") == 0;
    return g->resumes || cJSON_IsTrue(json) || type_error(r, json, at, f->type->written);
}
static const char *const finish_late_schema[] = {"{\"enum\": [true, \"resume\"]}", NULL};
static const struct field_type finish_late_type = {.name = "finishing late",
                                                   .written = "true or \"resume\"",
                                                   .schema = finish_late_schema,
                                                   .read = finish_late_read};

#define RESOURCE(name, what)                                                                       \
    {                                                                                              \
        ROW(struct resources, #name, FIELD_SHARE, name),                                           \
            .unit = "share", .max = STRAIN_RESOURCE,                                               \
            .help = what " keeps off this share of the demands", .example = "0.15"                 \
    }
static const struct field resource_fields[] = {RESOURCE(support, "a supervisor's support"),
                                               RESOURCE(coaching, "coaching"),
                                               RESOURCE(training, "training for hard contacts"),
                                               RESOURCE(rest_room, "a room to rest in"),
                                               RESOURCE(recognition, "recognition"),
                                               {0}};
static const struct field_type resources_type = {.name = "resources",
                                                 .written = "an object: {\"support\": 0.2}",
                                                 .shape = TYPE_OBJECT,
                                                 .fields = resource_fields};

#define G struct staff_group
static const struct field fields[] = {
    {ROW(G, "count", FIELD_TYPED, count), .unit = "agents", .type = &count_profile_type, .max = 1e6,
     .live = true, .help = "people at the desk; instead, 'shifts' say who comes when",
     .example = "{\"08:00\": 10, \"12:00\": 14}"},
    {ROW(G, "shifts", FIELD_TYPED, shifts), .type = &shifts_type,
     .count_offset = offsetof(G, n_shifts), .max = 2000,
     .help = "who comes when and for how long, instead of 'count'; everybody belongs to one shift, "
             "comes at its start, goes at its end and finishes the contact in hand",
     .example = "{\"early\": {\"starts\": \"09:00\", \"lasts\": \"8h30m\", \"count\": 4}}"},
    {ROW(G, "breaks", FIELD_TYPED, breaks), .type = &breaks_type,
     .count_offset = offsetof(G, n_breaks), .max = 16,
     .help = "breaks of those shifts that give none of their own",
     .example = "{\"lunch\": {\"lasts\": \"30m\", \"at\": \"4h\"}}"},
    {ROW(G, "patterns", FIELD_TYPED, patterns), .type = &patterns_type,
     .count_offset = offsetof(G, n_patterns), .max = 100,
     .help = "shifts that may be worked, from which 'sojourn schedule' chooses; they are not "
             "simulated",
     .example = "{\"full-time\": {\"lasts\": \"9h\", \"starts\": [\"08:00\", \"09:00\"]}}"},
    {ROW(G, "absence", FIELD_SHARE, absence), .unit = "share", .max = 1,
     .help = "chance that a person does not come on a day, drawn for each person and day; the "
             "absent are paid, and nobody comes in their place",
     .example = "0.06"},
    {ROW(G, "tenure", FIELD_TYPED, tenure), .unit = "s", .type = &distribution_type,
     .help = "how long each has been in the job as a run begins (people.skill); proficient unless "
             "given",
     .example = "{\"kind\": \"exponential\", \"mean\": \"300d\"}"},
    {ROW(G, "authority", FIELD_SHARE, authority), .unit = "share", .max = 1,
     .help = "share of the cases that need authority which they may decide on the spot "
             "(people.outcome)",
     .example = "0.8"},
    {ROW(G, "drilled", FIELD_BOOL, drilled),
     .help = "a standard of courtesy is drilled (people.outcome)", .example = "true"},
    {ROW(G, "pay_at_risk", FIELD_SHARE, pay_at_risk), .unit = "share", .max = 1,
     .help = "share of their pay that goes by targets (people.strain)", .example = "0.3"},
    {ROW(G, "resources", FIELD_TYPED, resources), .type = &resources_type,
     .help = "what relieves them of strain (people.strain)",
     .example = "{\"support\": 0.2, \"coaching\": 0.1}"},
    {ROW(G, "shrinkage", FIELD_SHARE, shrinkage), .unit = "share", .max = 0.95,
     .help = "share of paid time away from the desk: scheduled is count / (1 - shrinkage)",
     .example = "0.3"},
    {ROW(G, "skills", FIELD_TYPED, skills), .type = &skills_type,
     .count_offset = offsetof(G, n_skills),
     .help = "whom they serve, and how; none for people who only work in crews or where a rule "
             "sends them",
     .example = "{\"phones/loans\": {}, \"phones\": {\"rank\": 2, \"speed\": 0.9}}"},
    {ROW(G, "choose", FIELD_ENUM, choose), .choices = choices, .fallback = CHOOSE_LONGEST_IDLE,
     .help = "who of several free agents gets the next customer; most_rested makes breaks of idle "
             "time and needs people.energy",
     .example = "\"random\""},
    {ROW(G, "serves", FIELD_ENUM, serves), .choices = serves, .fallback = SERVES_ORDER,
     .help = "whom a freed agent takes: by order, then priority, then age; or who waits longest",
     .example = "\"longest_wait\""},
    {ROW(G, "rival", FIELD_BOOL, rival),
     .help = "another company's people: shown apart, their time and price in no total, and no plan "
             "changes their number",
     .example = "true"},
    {ROW(G, "finish_late", FIELD_TYPED, resumes), .type = &finish_late_type,
     .help =
         "true: whoever's time is over finishes the contact in hand; resume: at closing he lays "
         "it down and goes on with it when the next day opens (stations that keep people "
         "overnight; groups that go by 'count')",
     .example = "\"resume\""},
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

static bool has(const cJSON *json, const char *key) {
    return cJSON_GetObjectItemCaseSensitive(json, key) != NULL;
}

/* What a steady state cannot have, and what only shifts can. */
static bool day_keys_check(struct reader *r, const cJSON *json, const struct path *at) {
    static const char *const of_days[] = {"shifts", "patterns", "breaks", "absence"};
    bool steady = reading_of(r)->scenario->horizon.steady, ok = true;
    struct path breaks = {.parent = at, .key = "breaks", .of_key = true};
    for (size_t i = 0; steady && i < sizeof of_days / sizeof *of_days; i++) {
        struct path here = {.parent = at, .key = of_days[i], .of_key = true};
        ok = !has(json, of_days[i]) ||
             (diag_error(
                  r->diag, &here,
                  "a steady state ('runs_for') has no working days; give a constant 'count'") &&
              ok);
    }
    bool worked = has(json, "shifts") || has(json, "patterns");
    return ok && (steady || !has(json, "breaks") || worked ||
                  diag_error(r->diag, &breaks, "breaks need 'shifts' that they lie in"));
}

static bool group_read(struct reader *r, const struct cJSON *json, const struct path *at,
                       void *member) {
    struct staff_group *g = member;
    bool ok = fields_read(r, json, at, fields, g);
    if (!cJSON_IsObject(json)) {
        return ok;
    }
    struct path key = {.parent = at, .key = "shifts", .of_key = true};
    bool shifts = has(json, "shifts"), count = has(json, "count");
    if (shifts && count) {
        ok =
            diag_error(r->diag, &key, "give 'shifts' or 'count', not both: each says who is there");
    } else if (!shifts && !count) {
        ok = diag_error(r->diag, at, "needs 'count' (people at the desk) or 'shifts'");
    } else if (shifts && g->shifts && g->n_shifts == 0) {
        ok = diag_error(r->diag, &key, "needs at least one shift");
    }
    ok = day_keys_check(r, json, at) && ok;
    bool settle = ok && reading_of(r)->horizon_known;
    ok = settle && shifts ? shifts_settle(r, at, g) : ok;
    return settle && g->n_patterns > 0 ? patterns_settle(r, at, g) && ok : ok;
}

const struct field_type staff_type = {.name = "staff",
                                      .written = "an object of groups by name",
                                      .shape = TYPE_MAP,
                                      .size = sizeof(struct staff_group),
                                      .name_offset = offsetof(struct staff_group, name),
                                      .fields = fields,
                                      .read_member = group_read,
                                      .name_fault = name_fault};
