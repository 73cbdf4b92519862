/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a step may do besides a visit: choose among labels, and give something for later. */
#include <math.h>

#include <cjson/cJSON.h>

#include "scenario/reading.h"

/* ---- choose ---- */

static const struct field share_row = {.key = "share",
                                       .kind = FIELD_SHARE,
                                       .offset = offsetof(struct label_share, share),
                                       .unit = "share",
                                       .help = "share of the people who go there",
                                       .example = "0.3"};

static bool of_read(struct reader *r, const struct cJSON *json, const struct path *at,
                    const struct field *f, void *object);

static const char *const of_schema[] = {
    "{\"type\": \"array\", \"items\": {\"type\": \"string\"}, \"minItems\": 1}", NULL};
static const struct field_type of_type = {
    .name = "labels",
    .written = "a list of labels, or shares by label that sum to 1: {\"near\": 0.7, \"far\": 0.3}",
    .shape = TYPE_MAP,
    .size = sizeof(struct label_share),
    .name_offset = offsetof(struct label_share, label),
    .value = &share_row,
    .schema = of_schema,
    .read = of_read};

static const char *const by_choices[] = {"share", "shortest", "estimate", NULL};

static const struct field choose_fields[] = {
    {ROW(struct choose, "of", FIELD_TYPED, of), .type = &of_type, .max = 100, .required = true,
     .count_offset = offsetof(struct choose, n),
     .help = "the labels to choose from; left out are those where this person is not eligible, "
             "has too many items, or which are closed; none is left: the next step",
     .example = "[\"express\", \"lanes\", \"self\"]"},
    {ROW(struct choose, "by", FIELD_ENUM, by), .choices = by_choices,
     .fallback = CHOOSE_BY_SHORTEST,
     .help = "share: by chance; shortest: fewest people before one's turn; estimate: least time "
             "expected until served; share where shares are given, else shortest",
     .example = "\"shortest\""},
    {0}};

static bool labels_read(struct reader *r, const struct cJSON *json, const struct path *at,
                        const struct field *f, struct choose *c) {
    size_t n = (size_t)cJSON_GetArraySize(json), i = 0;
    if (n == 0 || n > (size_t)f->max) {
        return diag_error(r->diag, at, "%zu labels; 1 to %.0f are allowed", n, f->max);
    }
    struct label_share *all = arena_array(r->arena, n, sizeof *all);
    struct path here = {.parent = at};
    for (const cJSON *m = json->child; m; m = m->next, here.index = ++i) {
        if (!cJSON_IsString(m)) {
            return type_error(r, m, &here, "a label of the journey");
        }
        all[i] = (struct label_share){arena_string(r->arena, m->valuestring), NAN};
    }
    c->n = n;
    c->of = all;
    return true;
}

static bool of_read(struct reader *r, const struct cJSON *json, const struct path *at,
                    const struct field *f, void *object) {
    struct choose *c = object;
    if (cJSON_IsArray(json)) {
        return labels_read(r, json, at, f, c);
    }
    if (!cJSON_IsObject(json)) {
        return type_error(r, json, at, of_type.written);
    }
    double sum = 0;
    if (!type_read(r, json, at, f, object)) {
        return false;
    }
    for (size_t i = 0; i < c->n; i++) {
        sum += c->of[i].share;
    }
    c->by = CHOOSE_BY_SHARE;
    return fabs(sum - 1) <= 1e-9 ||
           diag_error(r->diag, at, "the shares sum to %.9g, not to 1", sum);
}

static bool choose_read(struct reader *r, const struct cJSON *json, const struct path *at,
                        void *member) {
    struct choose *c = member;
    bool ok = fields_read(r, json, at, choose_fields, c);
    bool shares = ok && c->n > 0 && !isnan(c->of[0].share);
    if (ok && !cJSON_GetObjectItemCaseSensitive(json, "by")) {
        c->by = shares ? CHOOSE_BY_SHARE : CHOOSE_BY_SHORTEST;
    } else if (ok && c->by == CHOOSE_BY_SHARE && !shares) {
        ok = diag_error(r->diag, at, "by share needs shares: \"of\": {\"%s\": 0.5, ...}",
                        c->of[0].label);
    }
    return ok;
}

const struct field_type choose_type = {.name = "choice",
                                       .written = "an object: {\"of\": [\"express\", \"lanes\"]}",
                                       .shape = TYPE_OBJECT,
                                       .fields = choose_fields,
                                       .read_member = choose_read};

/* ---- gives ---- */

static const struct field factor_row = {.key = "factor",
                                        .kind = FIELD_NUMBER,
                                        .offset = offsetof(struct named_factor, factor),
                                        .min = 0,
                                        .max = 100,
                                        .help = "the work there is so many times as long",
                                        .example = "0.92"};
static const struct field_type factors_type = {
    .name = "factors on work",
    .written = "an object of factors by station or label: {\"counter\": 0.92}",
    .shape = TYPE_MAP,
    .size = sizeof(struct named_factor),
    .name_offset = offsetof(struct named_factor, name),
    .value = &factor_row};

static const struct field gives_fields[] = {
    {ROW(struct gives, "tier", FIELD_TEXT, tier),
     .help = "the tier the customer is in from here on, for the rest of this contact",
     .example = "\"gold\""},
    {ROW(struct gives, "work", FIELD_TYPED, work), .type = &factors_type,
     .count_offset = offsetof(struct gives, n_work),
     .help = "factors on the work that follows in this contact, wrap-up included",
     .example = "{\"counter\": 0.92}"},
    {0}};

const struct field_type gives_type = {
    .name = "gives",
    .written = "an object: {\"tier\": \"gold\", \"work\": {\"counter\": 0.92}}",
    .shape = TYPE_OBJECT,
    .fields = gives_fields};
