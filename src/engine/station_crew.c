/* SPDX-License-Identifier: GPL-3.0-or-later
 * A crew: tasks done for one customer by several people, some after others. The visit begins with
 * the first tasks and is complete when the last has ended; a task begins once those before it have
 * ended and all whom it needs are free at once. */
#include "engine/crew.h"

#include <cjson/cJSON.h>

#include "engine/stations.h"
#include "scenario/crew.h"
#include "scenario/reading.h"

static bool after_read(struct reader *r, const struct cJSON *json, const struct path *at,
                       void *member) {
    if (!cJSON_IsString(json)) {
        return type_error(r, json, at, "the name of a task");
    }
    ((struct task_name *)member)->name = arena_string(r->arena, json->valuestring);
    return true;
}

static const char *const after_schema[] = {"{\"type\": \"string\"}", NULL};
static const struct field_type after_type = {.name = "tasks before",
                                             .written = "a task's name, or a list of names",
                                             .shape = TYPE_ONE_OR_LIST,
                                             .size = sizeof(struct task_name),
                                             .schema = after_schema,
                                             .read_member = after_read};

static const struct field people_row = {.key = "people",
                                        .kind = FIELD_COUNT,
                                        .offset = offsetof(struct crew_need, people),
                                        .unit = "people",
                                        .min = 1,
                                        .max = 1000,
                                        .help = "how many of the group",
                                        .example = "2"};
static const struct field_type needs_type = {
    .name = "needs",
    .written = "an object of numbers of people by group: {\"loaders\": 2}",
    .shape = TYPE_MAP,
    .size = sizeof(struct crew_need),
    .name_offset = offsetof(struct crew_need, group),
    .value = &people_row};

#define TASK_ROW(name, what, member)                                                               \
    .key = (name), .kind = (what), .offset = offsetof(struct crew_task, member)
static const struct field task_fields[] = {
    {TASK_ROW("lasts", FIELD_TYPED, lasts), .unit = "s", .type = &distribution_type,
     .required = true, .help = "how long it takes", .example = "\"12m\""},
    {TASK_ROW("after", FIELD_TYPED, after), .type = &after_type, .max = TASKS_AT_MOST,
     .count_offset = offsetof(struct crew_task, n_after),
     .help = "tasks that must have ended before; none unless given",
     .example = "[\"unload\", \"clean\"]"},
    {TASK_ROW("needs", FIELD_TYPED, needs), .type = &needs_type, .max = 100,
     .count_offset = offsetof(struct crew_task, n_needs),
     .help = "who does it, all together from its start to its end; nobody unless given",
     .example = "{\"loaders\": 2}"},
    {TASK_ROW("at", FIELD_TEXT, at),
     .help = "a station of kind machines, one of which it takes as long as it lasts",
     .example = "\"oven\""},
    {.key = NULL},
};

static const struct field_type tasks_type = {.name = "tasks",
                                             .written = "an object of tasks by name",
                                             .shape = TYPE_MAP,
                                             .size = sizeof(struct crew_task),
                                             .name_offset = offsetof(struct crew_task, name),
                                             .fields = task_fields,
                                             .name_fault = label_fault};

static const struct field crew_fields[] = {
    {.key = "tasks",
     .kind = FIELD_TYPED,
     .offset = offsetof(struct crew, tasks),
     .count_offset = offsetof(struct crew, n_tasks),
     .type = &tasks_type,
     .max = TASKS_AT_MOST,
     .required = true,
     .help = "what is to be done, and what after what",
     .example = "{\"unload\": {\"lasts\": \"15m\", \"needs\": {\"loaders\": 2}}, \"load\": "
                "{\"lasts\": \"20m\", \"after\": \"unload\"}}"},
    {.key = NULL},
};

const struct crew *station_crew_of(const struct station *s) {
    return s->kind == &station_crew ? s->own : NULL;
}

const struct station_kind station_crew = {
    .name = "crew",
    .help = "tasks for one customer, done by several people, some after others",
    .used_for = "turnaround of an aircraft, kitchen, operating theatre",
    .example = "{\"kind\": \"crew\", \"tasks\": {\"unload\": {\"lasts\": \"15m\"}, \"load\": "
               "{\"lasts\": \"20m\", \"after\": \"unload\"}}}",
    .own_size = sizeof(struct crew),
    .fields = crew_fields,
    .resolves = 1,
    .arrive = crew_arrive,
    .freed = crew_freed,
};
