/* SPDX-License-Identifier: GPL-3.0-or-later
 * Accounts of a class: how many, what ties them, how loyal they begin, what they are worth. */
#include <math.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "scenario/reading.h"

struct named_share {
    const char *name;
    double share;
};

static bool ties_read(struct reader *r, const struct cJSON *json, const struct path *at,
                      const struct field *f, void *object);

static const struct field share_row = {.key = "share",
                                       .kind = FIELD_SHARE,
                                       .offset = offsetof(struct named_share, share),
                                       .unit = "share",
                                       .help = "share of the accounts that this ties",
                                       .example = "0.2"};
static const char *const tie_schema[] = {
    "{\"enum\": [\"monopoly\", \"inertia\", \"convenience\", \"price\", \"incentive\", \"latent\", "
    "\"super-value\"]}",
    NULL};
static const struct field_type ties_type = {
    .name = "tie or mix",
    .written = "monopoly, inertia, convenience, price, incentive, latent or super-value, or shares "
               "of them that sum to 1: {\"price\": 0.4, \"inertia\": 0.6}",
    .shape = TYPE_MAP,
    .size = sizeof(struct named_share),
    .name_offset = offsetof(struct named_share, name),
    .value = &share_row,
    .schema = tie_schema,
    .read = ties_read};

#define A struct accounts
static const struct field fields[] = {
    {ROW(A, "count", FIELD_COUNT, count), .unit = "accounts", .min = 1, .max = 10000000,
     .required = true, .help = "how many there are as a run begins, and at most",
     .example = "20000"},
    {ROW(A, "tie", FIELD_TYPED, ties), .type = &ties_type, .count_offset = offsetof(A, n_ties),
     .help = "what keeps them: one thing, or how it is mixed; latent (nothing) unless given",
     .example = "\"price\""},
    {ROW(A, "loyalty", FIELD_SHARE, loyalty), .unit = "share", .fallback = 0.7,
     .help = "as a run begins, and of new accounts", .example = "0.7"},
    {ROW(A, "value", FIELD_NUMBER, value), .unit = "money", .min = 0, .max = 1e12, .fallback = NAN,
     .help = "what an account is worth in a month", .example = "12"},
    {ROW(A, "joins", FIELD_NUMBER, joins), .unit = "accounts", .min = 0, .max = 1e7,
     .help = "new accounts in a month, in the places of those who have gone, before what people "
             "tell each other",
     .example = "150"},
    {0}};
#undef A

static bool tie_find(const char *name, enum tie *out) {
    for (size_t i = 0; i < TIES; i++) {
        if (strcmp(tie_names[i], name) == 0) {
            *out = (enum tie)i;
            return true;
        }
    }
    return false;
}

static bool tie_known(struct reader *r, const struct path *at, const char *name, enum tie *out) {
    return tie_find(name, out) ||
           diag_error(r->diag, at, "\"%s\" is no tie: %s", name, ties_type.written);
}

static bool ties_read(struct reader *r, const struct cJSON *json, const struct path *at,
                      const struct field *f, void *object) {
    struct accounts *a = object;
    struct named_share one = {.share = 1};
    const struct named_share *named = &one;
    size_t n = 1;
    if (cJSON_IsString(json)) {
        one.name = json->valuestring;
    } else if (!cJSON_IsObject(json)) {
        return type_error(r, json, at, ties_type.written);
    } else {
        struct accounts whole = {.n_ties = 0};
        if (!type_read(r, json, at, f, &whole)) {
            return false;
        }
        named = (const void *)whole.ties;
        n = whole.n_ties;
    }
    struct tie_share *ties = arena_array(r->arena, n, sizeof *ties);
    bool ok = true;
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        struct path here = {.parent = at, .key = named[i].name};
        ties[i].share = named[i].share;
        sum += named[i].share;
        ok = tie_known(r, named == &one ? at : &here, named[i].name, &ties[i].tie) && ok;
    }
    a->ties = ties;
    a->n_ties = n;
    return ok && (fabs(sum - 1) <= 1e-9 ||
                  diag_error(r->diag, at, "the shares sum to %.9g, not to 1", sum));
}

static const struct tie_share latent = {TIE_LATENT, 1};

static bool accounts_read(struct reader *r, const struct cJSON *json, const struct path *at,
                          const struct field *f, void *object) {
    struct accounts *a = arena_alloc(r->arena, sizeof *a);
    *a = (struct accounts){.n_ties = 0};
    bool ok = fields_read(r, json, at, fields, a);
    if (a->n_ties == 0) {
        a->ties = &latent;
        a->n_ties = 1;
    }
    *(struct accounts **)(void *)((char *)object + f->offset) = a;
    return ok;
}

const struct field_type accounts_type = {.name = "accounts",
                                         .written = "an object: {\"count\": 20000, \"tie\": "
                                                    "\"price\"}",
                                         .shape = TYPE_OBJECT,
                                         .fields = fields,
                                         .read = accounts_read};
