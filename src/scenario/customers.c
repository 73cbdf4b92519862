/* SPDX-License-Identifier: GPL-3.0-or-later
 * A class of customers: who they are, how they come, what they do, when they return. */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "scenario/reading.h"

static bool tier_mix_read(struct reader *r, const struct cJSON *json, const struct path *at,
                          const struct field *f, void *object);
static bool class_read(struct reader *r, const struct cJSON *json, const struct path *at,
                       void *member);

static const struct field share_row = {.key = "share",
                                       .kind = FIELD_SHARE,
                                       .offset = offsetof(struct tier_share, share),
                                       .unit = "share",
                                       .help = "share of the class that is in this tier",
                                       .example = "0.2"};
static const char *const tier_schema[] = {"{\"type\": \"string\"}", NULL};
static const struct field_type tier_mix_type = {
    .name = "tier or mix",
    .written = "a tier's name, or shares by tier that sum to 1: {\"gold\": 0.2, \"standard\": 0.8}",
    .shape = TYPE_MAP,
    .size = sizeof(struct tier_share),
    .name_offset = offsetof(struct tier_share, tier),
    .value = &share_row,
    .schema = tier_schema,
    .read = tier_mix_read};

static const struct field item_fields[] = {
    {ROW(struct item_work, "fixed", FIELD_DURATION, fixed), .unit = "s",
     .help = "whatever the number: greeting, paying", .example = "\"48s\""},
    {ROW(struct item_work, "each", FIELD_DURATION, each), .unit = "s", .min = 1e-9, .max = 1e9,
     .required = true, .help = "for every item", .example = "\"2.8s\""},
    {0}};
const struct field_type item_work_type = {.name = "work by items",
                                          .written =
                                              "an object: {\"fixed\": \"48s\", \"each\": \"2.8s\"}",
                                          .shape = TYPE_OBJECT,
                                          .fields = item_fields};

static const struct field work_fields[] = {WORK_ROWS(struct work_at, work), {0}};
static const struct field_type work_type = {
    .name = "work",
    .written = "an object by station or label: {\"phones\": {\"service\": \"4m\"}}",
    .shape = TYPE_MAP,
    .size = sizeof(struct work_at),
    .name_offset = offsetof(struct work_at, where),
    .fields = work_fields};

#define C struct customer_class
static const struct field fields[] = {
    {ROW(C, "arrivals", FIELD_TYPED, sources), .type = &arrivals_type, .max = 100,
     .count_offset = offsetof(C, n_sources), .required = true, .help = "how they come",
     .example = "{\"rate\": \"40/h\"}"},
    {ROW(C, "tier", FIELD_TYPED, tiers), .type = &tier_mix_type,
     .count_offset = offsetof(C, n_tiers),
     .help = "which tier they are in, or how they are mixed; 'standard' unless given, or the "
             "lowest in priority",
     .example = "{\"gold\": 0.2, \"standard\": 0.8}"},
    {ROW(C, "temperament", FIELD_TYPED, temperaments), .type = &temperament_type,
     .count_offset = offsetof(C, n_temperaments), .mark = "A",
     .help = "what they are like: how long they take, how impatient and how easily hostile they "
             "are; assumptions throughout",
     .example = "{\"rational\": 0.7, \"combative\": 0.3}"},
    {ROW(C, "value", FIELD_NUMBER, value), .unit = "money", .min = 0, .max = 1e12,
     .help = "what a helped customer is worth", .example = "25"},
    {ROW(C, "rival", FIELD_BOOL, rival),
     .help = "another company's customers: kept out of totals, standards and money",
     .example = "true"},
    {ROW(C, "items", FIELD_TYPED, items), .unit = "items", .type = &distribution_type,
     .help = "how many items a person brings, drawn once; take kind discrete for whole numbers",
     .example = "{\"kind\": \"discrete\", \"values\": {\"5\": 0.4, \"20\": 0.6}}"},
    PATIENCE_ROW(C),
    BALKS_ROW(C),
    {ROW(C, "work", FIELD_TYPED, work), .type = &work_type, .count_offset = offsetof(C, n_work),
     .help = "what is done for them, by station or label of the journey",
     .example = "{\"phones\": {\"service\": \"4m\", \"wrap_up\": \"20s\"}}"},
    {ROW(C, "journey", FIELD_TYPED, steps), .type = &steps_type,
     .count_offset = offsetof(C, n_steps), .required = true,
     .help = "the steps they take, in order; after the last they leave",
     .example = "[\"ivr\", {\"at\": \"phones\", \"skill\": \"loans\"}]"},
    {ROW(C, "accounts", FIELD_TYPED, accounts), .type = &accounts_type,
     .help = "they are accounts of the company, who come again and again and may go for good "
             "(people.loyalty)",
     .example = "{\"count\": 20000, \"tie\": \"price\", \"value\": 12}"},
    {ROW(C, "returns", FIELD_TYPED, returns), .type = &returns_type,
     .help = "who comes back, by how the contact ended",
     .example = "{\"abandoned\": {\"chance\": 0.3, \"after\": \"10m\"}}"},
    {0}};
#undef C

static bool tier_mix_read(struct reader *r, const struct cJSON *json, const struct path *at,
                          const struct field *f, void *object) {
    struct customer_class *c = object;
    if (cJSON_IsString(json)) {
        struct tier_share *one = arena_alloc(r->arena, sizeof *one);
        *one = (struct tier_share){arena_string(r->arena, json->valuestring), 1};
        c->n_tiers = 1;
        c->tiers = one;
        return true;
    }
    if (!cJSON_IsObject(json)) {
        return type_error(r, json, at, "a tier's name or shares by tier");
    }
    bool ok = type_read(r, json, at, f, object);
    double sum = 0;
    for (size_t i = 0; ok && i < c->n_tiers; i++) {
        sum += c->tiers[i].share;
    }
    return ok && (fabs(sum - 1) <= 1e-9 ||
                  diag_error(r->diag, at, "the shares sum to %.9g, not to 1", sum));
}

/* ---- work by items ---- */

/* Makes the service of the items that the class brings. */
static bool items_settle(struct reader *r, const struct customer_class *c, struct work *w,
                         const struct path *at) {
    if (w->items.each <= 0) {
        return true;
    }
    struct path here = {.parent = at, .key = "items"};
    if (w->service.n > 0) {
        return diag_error(r->diag, at, "takes 'service' or 'items', not both");
    }
    if (!c->items.kind) {
        return diag_error(r->diag, &here,
                          "needs the class's own 'items': how many a person brings");
    }
    struct distribution_part *basket = arena_alloc(r->arena, sizeof *basket);
    struct distribution *service = arena_alloc(r->arena, sizeof *service);
    *basket = (struct distribution_part){1, c->items};
    *service = distribution_affine(w->items.fixed, w->items.each, basket);
    w->service = (struct timed_distribution){.n = 1, .distribution = service};
    return true;
}

/* The reader made these arrays a moment ago; they are const for everybody else. */
static bool steps_settle(struct reader *r, const struct customer_class *c, const struct step *steps,
                         size_t n, const struct path *at) {
    bool ok = true;
    for (size_t i = 0; i < n; i++) {
        struct path here = {.parent = at, .index = i};
        ok = items_settle(r, c, &((struct step *)(uintptr_t)&steps[i])->work, &here) && ok;
    }
    return ok;
}

static bool class_read(struct reader *r, const struct cJSON *json, const struct path *at,
                       void *member) {
    struct customer_class *c = member;
    if (!fields_read(r, json, at, fields, member)) {
        return false;
    }
    struct path work = {.parent = at, .key = "work"}, journey = {.parent = at, .key = "journey"};
    struct path returns = {.parent = at, .key = "returns"};
    bool ok = steps_settle(r, c, c->steps, c->n_steps, &journey);
    for (size_t i = 0; i < c->n_work; i++) {
        struct path here = {.parent = &work, .key = c->work[i].where};
        struct work *w = &((struct work_at *)(uintptr_t)&c->work[i])->work;
        ok = items_settle(r, c, w, &here) && ok;
    }
    for (size_t i = 0; i < RETURN_COUNT; i++) {
        ok = steps_settle(r, c, c->returns[i].steps, c->returns[i].n_steps, &returns) && ok;
    }
    return ok;
}

const struct field_type customers_type = {.name = "customers",
                                          .written = "an object of classes by name",
                                          .shape = TYPE_MAP,
                                          .size = sizeof(struct customer_class),
                                          .name_offset = offsetof(struct customer_class, name),
                                          .fields = fields,
                                          .read_member = class_read,
                                          .name_fault = name_fault};

/* Written per minute, kept per second. */
static bool tier_read(struct reader *r, const struct cJSON *json, const struct path *at,
                      void *member);
static const struct field tier_fields[] = {
    {ROW(struct tier, "priority", FIELD_NUMBER, priority), .min = -1e9, .max = 1e9,
     .help = "the larger goes first", .example = "10"},
    {ROW(struct tier, "priority_per_minute", FIELD_NUMBER, priority_per_second), .unit = "1/min",
     .max = 1e9, .help = "how much priority grows with each minute of waiting", .example = "0.5"},
    {ROW(struct tier, "minds_waiting", FIELD_NUMBER, minds_waiting), .max = 10, .fallback = 1,
     .help = "a minute of waiting counts so many times as much with them where they choose by "
             "utility",
     .example = "1.5"},
    {0}};

static bool tier_read(struct reader *r, const struct cJSON *json, const struct path *at,
                      void *member) {
    struct tier *t = member;
    bool ok = fields_read(r, json, at, tier_fields, t);
    t->priority_per_second /= 60;
    return ok;
}

const struct field_type tiers_type = {.name = "tiers",
                                      .written = "an object of tiers by name",
                                      .shape = TYPE_MAP,
                                      .size = sizeof(struct tier),
                                      .name_offset = offsetof(struct tier, name),
                                      .fields = tier_fields,
                                      .read_member = tier_read,
                                      .name_fault = name_fault};
