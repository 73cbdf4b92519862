/* SPDX-License-Identifier: GPL-3.0-or-later
 * Distributions that may change with the time of arrival; patience; balking. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "base/units.h"
#include "scenario/reading.h"

static bool single_read(struct reader *r, const cJSON *json, const struct path *at,
                        struct timed_distribution *out) {
    struct distribution *d = arena_alloc(r->arena, sizeof *d);
    double *time = arena_alloc(r->arena, sizeof *time);
    *time = reading_of(r)->scenario->horizon.opens;
    *out = (struct timed_distribution){.n = 1, .at = time, .distribution = d};
    return distribution_value_read(r, json, at, d);
}

static bool steps_read(struct reader *r, const cJSON *json, const struct path *at,
                       struct timed_distribution *out) {
    size_t n = object_size(json);
    double *times = arena_array(r->arena, n, sizeof *times);
    size_t *order = arena_array(r->arena, n, sizeof *order);
    struct distribution *d = arena_array(r->arena, n, sizeof *d);
    bool ok = step_times_read(r, json, at, n, times, order);
    for (size_t i = 0; i < n; i++) {
        const cJSON *m = object_member(json, ok ? order[i] : i);
        struct path here = {.parent = at, .key = m->string};
        ok = distribution_value_read(r, m, &here, &d[i]) && ok;
    }
    *out = (struct timed_distribution){.n = n, .at = times, .distribution = d};
    return ok;
}

/* An object is a step function when it names no kind and has a key that is a time. */
static bool is_steps(const cJSON *json) {
    double time;
    for (const cJSON *m = cJSON_IsObject(json) ? json->child : NULL; m; m = m->next) {
        if (strcmp(m->string, "kind") == 0) {
            return false;
        }
        if (time_of_day_parse(m->string, &time) == NULL) {
            return true;
        }
    }
    return false;
}

static bool timed_read(struct reader *r, const struct cJSON *json, const struct path *at,
                       struct timed_distribution *out) {
    return is_steps(json) ? steps_read(r, json, at, out) : single_read(r, json, at, out);
}

/* Services: people mean a distribution more often than they write one. */
static bool service_read(struct reader *r, const struct cJSON *json, const struct path *at,
                         const struct field *f, void *object) {
    void *out = (char *)object + f->offset;
    bool ok = timed_read(r, json, at, out);
    if (ok && !cJSON_IsObject(json)) {
        diag_remark(r->diag, at,
                    "every service takes exactly this long; if they vary, give a "
                    "distribution");
    }
    return ok;
}

static bool wrap_up_read(struct reader *r, const struct cJSON *json, const struct path *at,
                         const struct field *f, void *object) {
    void *out = (char *)object + f->offset;
    return single_read(r, json, at, out);
}

static bool patience_read(struct reader *r, const struct cJSON *json, const struct path *at,
                          const struct field *f, void *object) {
    struct patience p = {.given = true};
    p.none = cJSON_IsString(json) && strcmp(json->valuestring, "none") == 0;
    bool ok = p.none || timed_read(r, json, at, &p.distribution);
    memcpy((char *)object + f->offset, &p, sizeof p);
    return ok;
}

/* One row of "waiting": {"5": 0, "10": 0.05}. */
struct balk {
    double chance, waiting;
    const char *name;
};

struct balks_given {
    size_t n;
    struct balk *rows;
};

static const struct field chance_row = {.key = "chance",
                                        .kind = FIELD_SHARE,
                                        .offset = offsetof(struct balk, chance),
                                        .unit = "share",
                                        .help = "chance of not joining from this number up",
                                        .example = "0.05"};
static const struct field waiting_row = {.key = "waiting", .kind = FIELD_COUNT};
static const struct field_type waiting_type = {
    .name = "chances by people waiting",
    .written = "an object of chances by the number of people waiting from which they hold: {\"5\": "
               "0.1, \"10\": 0.5}; below the first, nobody balks",
    .shape = TYPE_MAP,
    .size = sizeof(struct balk),
    .name_offset = offsetof(struct balk, name),
    .value = &chance_row};
static const struct field balks_fields[] = {
    {ROW(struct balks_given, "waiting", FIELD_TYPED, rows), .type = &waiting_type, .required = true,
     .count_offset = offsetof(struct balks_given, n),
     .help = "chance of not joining by the number of people waiting in the line to be joined",
     .example = "{\"5\": 0, \"10\": 0.05}"},
    {0}};

static int compare_balks(const void *left, const void *right) {
    const struct balk *a = left, *b = right;
    return (a->waiting > b->waiting) - (a->waiting < b->waiting);
}

static bool balk_counts_read(struct reader *r, const struct path *at, struct balks_given *given) {
    struct path waiting = {.parent = at, .key = "waiting"};
    bool ok = true;
    for (size_t i = 0; i < given->n; i++) {
        struct balk *b = &given->rows[i];
        struct path here = {.parent = &waiting, .key = b->name, .of_key = true};
        const char *why = quantity_parse(r, b->name, &waiting_row, FIELD_COUNT, &b->waiting);
        ok = why ? diag_error(r->diag, &here, "%s", why) : ok;
    }
    if (given->n > 0) {
        qsort(given->rows, given->n, sizeof *given->rows, compare_balks);
    }
    for (size_t i = 1; ok && i < given->n; i++) {
        if (given->rows[i].waiting == given->rows[i - 1].waiting) {
            ok = diag_error(r->diag, &waiting, "two chances stand for the same number");
        }
    }
    return ok;
}

static bool balks_read(struct reader *r, const struct cJSON *json, const struct path *at,
                       const struct field *f, void *object) {
    struct balks_given given = {0};
    bool ok = fields_read(r, json, at, balks_fields, &given);
    ok = balk_counts_read(r, at, &given) && ok;
    double *waiting = arena_array(r->arena, given.n, sizeof *waiting);
    double *chance = arena_array(r->arena, given.n, sizeof *chance);
    for (size_t i = 0; i < given.n; i++) {
        waiting[i] = given.rows[i].waiting;
        chance[i] = given.rows[i].chance;
    }
    struct balks b = {.n = given.n, .waiting = waiting, .chance = chance};
    memcpy((char *)object + f->offset, &b, sizeof b);
    return ok;
}

#define STEPS_SCHEMA                                                                               \
    "{\"type\": \"object\", \"minProperties\": 1, \"properties\": {\"notes\": true}, "             \
    "\"patternProperties\": {\"^[0-9]{1,2}:[0-5][0-9](:[0-5][0-9])?$\": {\"$ref\": "               \
    "\"#/$defs/distribution\"}}, \"additionalProperties\": false}"
#define DISTRIBUTION_SCHEMA "{\"$ref\": \"#/$defs/distribution\"}"

static const char *const timed_schema[] = {DISTRIBUTION_SCHEMA, STEPS_SCHEMA, NULL};
static const char *const wrap_up_schema[] = {DISTRIBUTION_SCHEMA, NULL};
static const char *const patience_schema[] = {"{\"const\": \"none\"}", DISTRIBUTION_SCHEMA,
                                              STEPS_SCHEMA, NULL};

const struct field_type timed_type = {
    .name = "distribution over the day",
    .written = "a distribution, or a step function of the contact's time of arrival: {\"08:00\": "
               "a distribution, \"12:00\": another}",
    .schema = timed_schema,
    .read = service_read};
const struct field_type wrap_up_type = {
    .name = "wrap-up", .written = "a distribution", .schema = wrap_up_schema, .read = wrap_up_read};
const struct field_type patience_type = {
    .name = "patience",
    .written =
        "\"none\" (waits for ever), a distribution, or a step function of the contact's time "
        "of arrival",
    .schema = patience_schema,
    .read = patience_read};
const struct field_type balks_type = {.name = "balks",
                                      .written = "an object with \"waiting\"",
                                      .shape = TYPE_OBJECT,
                                      .fields = balks_fields,
                                      .read = balks_read};
