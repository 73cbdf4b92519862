/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the people of a class are like: one temperament, or a mix of them. */
#include "people/temperament.h"

#include <math.h>

#include <cjson/cJSON.h>

#include "base/nearest.h"
#include "scenario/reading.h"

static bool temperament_read(struct reader *r, const struct cJSON *json, const struct path *at,
                             const struct field *f, void *object);

static const struct field share_row = {.key = "share",
                                       .kind = FIELD_SHARE,
                                       .offset = offsetof(struct temperament_share, share),
                                       .unit = "share",
                                       .help = "share of the class that is so",
                                       .example = "0.3"};

/* The schema lists no names: what is unknown is told with the nearest one. */
static const char *const name_schema[] = {"{\"type\": \"string\"}", NULL};
const struct field_type temperament_type = {
    .name = "temperament or mix",
    .written = "a temperament, or shares of them that sum to 1: {\"rational\": 0.7, \"combative\": "
               "0.3}; 'sojourn explain temperaments' lists them",
    .shape = TYPE_MAP,
    .size = sizeof(struct temperament_share),
    .name_offset = offsetof(struct temperament_share, name),
    .value = &share_row,
    .schema = name_schema,
    .read = temperament_read};

static bool name_known(struct reader *r, const char *name, const struct path *at) {
    struct nearest near = {.word = name};
    const char *listed = "";
    if (temperament_find(name) < TEMPERAMENTS) {
        return true;
    }
    for (size_t i = 0; i < TEMPERAMENTS; i++) {
        nearest_offer(&near, temperaments[i].name);
        listed = arena_format(&r->diag->arena, "%s%s%s", listed, i > 0 ? ", " : "",
                              temperaments[i].name);
    }
    return near.best ? diag_error(r->diag, at, "unknown temperament '%s'; did you mean '%s'?", name,
                                  near.best)
                     : diag_error(r->diag, at, "unknown temperament '%s'; known: %s", name, listed);
}

static bool mix_read(struct reader *r, const struct cJSON *json, const struct path *at,
                     const struct field *f, struct customer_class *c) {
    if (!type_read(r, json, at, f, c)) {
        return false;
    }
    bool ok = true;
    double sum = 0;
    for (size_t i = 0; i < c->n_temperaments; i++) {
        struct path named = {.parent = at, .key = c->temperaments[i].name, .of_key = true};
        ok = name_known(r, c->temperaments[i].name, &named) && ok;
        sum += c->temperaments[i].share;
    }
    if (!(fabs(sum - 1) <= 1e-9)) {
        ok = diag_error(r->diag, at, "the shares sum to %.9g, not to 1", sum);
    }
    return ok;
}

static bool temperament_read(struct reader *r, const struct cJSON *json, const struct path *at,
                             const struct field *f, void *object) {
    struct customer_class *c = object;
    if (cJSON_IsObject(json)) {
        return mix_read(r, json, at, f, c);
    }
    if (!cJSON_IsString(json)) {
        return type_error(r, json, at, "a temperament or shares of them");
    }
    struct temperament_share *one = arena_alloc(r->arena, sizeof *one);
    *one = (struct temperament_share){arena_string(r->arena, json->valuestring), 1};
    c->n_temperaments = 1;
    c->temperaments = one;
    return name_known(r, one->name, at);
}
