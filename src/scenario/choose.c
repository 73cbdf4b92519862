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

static bool advice_read(struct reader *r, const struct cJSON *json, const struct path *at,
                        const struct field *f, void *object);

static const char *const advice_schema[] = {"{\"type\": \"boolean\"}",
                                            "{\"type\": \"number\", \"minimum\": 0, "
                                            "\"maximum\": 1}",
                                            "{\"type\": \"string\", \"pattern\": \"%$\"}", NULL};
static const struct field_type advice_type = {
    .name = "advice",
    .written = "true, or the share of the people who are advised so: 0.7",
    .shape = TYPE_VALUE,
    .schema = advice_schema,
    .read = advice_read};

#define L struct label_share
static const struct field option_fields[] = {
    {ROW(L, "value", FIELD_NUMBER, option.value), .min = -100, .max = 100,
     .help = "what speaks for it whatever the wait, in units of utility: 0.7 doubles its odds at "
             "scale 1",
     .example = "1"},
    {ROW(L, "effort", FIELD_NUMBER, option.effort), .min = 0, .max = 100,
     .help = "utility that it costs those who do not know how it works", .example = "1.5"},
    {ROW(L, "familiarity", FIELD_SHARE, option.familiarity), .unit = "share",
     .help = "share of the effort that people are spared since they know how it works",
     .example = "0.4"},
    {ROW(L, "habit", FIELD_NUMBER, option.habit), .min = -100, .max = 100,
     .help = "utility of what they always do", .example = "0.5"},
    {ROW(L, "advice", FIELD_TYPED, option.advice), .unit = "share", .type = &advice_type,
     .help = "a greeter advises it, to everybody or to so many: adds people.choice.advice",
     .example = "0.7"},
    {ROW(L, "expects", FIELD_DURATION, option.expects), .unit = "s", .fallback = NAN,
     .help = "wait that people expect there, whatever they see; else what the line makes them "
             "think, or the place tells",
     .example = "\"2m\""},
    {0}};
#undef L

static bool option_read(struct reader *r, const struct cJSON *json, const struct path *at,
                        void *member) {
    struct label_share *l = member;
    if (!cJSON_IsObject(json)) {
        return field_value_read(r, json, at, &share_row, l);
    }
    l->share = NAN;
    return fields_read(r, json, at, option_fields, l);
}

static bool of_read(struct reader *r, const struct cJSON *json, const struct path *at,
                    const struct field *f, void *object);

static const char *const of_schema[] = {
    "{\"type\": \"array\", \"items\": {\"type\": \"string\"}, \"minItems\": 1}", NULL};
static const struct field_type of_type = {
    .name = "labels",
    .written =
        "a list of labels, or shares by label that sum to 1: {\"near\": 0.7, \"far\": 0.3}; "
        "by utility what speaks for each: {\"desk\": {}, \"web\": {\"effort\": 1}, \"exit\": "
        "{}}",
    .shape = TYPE_MAP,
    .size = sizeof(struct label_share),
    .name_offset = offsetof(struct label_share, label),
    .fields = option_fields,
    .read_member = option_read,
    .value = &share_row,
    .schema = of_schema,
    .read = of_read};

static const char *const by_choices[] = {"share", "shortest", "estimate", "utility", NULL};

static const struct field choose_fields[] = {
    {ROW(struct choose, "of", FIELD_TYPED, of), .type = &of_type, .max = CHOOSE_OF_MOST,
     .required = true, .count_offset = offsetof(struct choose, n),
     .help = "the labels to choose from; left out are those where this person is not eligible, "
             "has too many items, or which are closed; none is left: the next step",
     .example = "[\"express\", \"lanes\", \"self\"]"},
    {ROW(struct choose, "by", FIELD_ENUM, by), .choices = by_choices,
     .fallback = CHOOSE_BY_SHORTEST,
     .help = "share: by chance; shortest: fewest people before one's turn; estimate: least time "
             "expected until served; utility: the likelier the better it is, by what people.choice "
             "says; share where shares are given, utility where objects are, else shortest",
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
        fields_default(option_fields, &all[i]);
        all[i].label = arena_string(r->arena, m->valuestring);
        all[i].share = NAN;
    }
    c->n = n;
    c->of = all;
    c->listed = true;
    return true;
}

static bool advice_read(struct reader *r, const struct cJSON *json, const struct path *at,
                        const struct field *f, void *object) {
    double *advice = (double *)((char *)object + f->offset);
    if (cJSON_IsBool(json)) {
        *advice = cJSON_IsTrue(json);
        return true;
    }
    return quantity_read(r, json, at, f, FIELD_SHARE, advice);
}

static bool shares_settle(struct reader *r, const struct choose *c, const struct path *at) {
    double sum = 0;
    for (size_t i = 0; i < c->n; i++) {
        sum += c->of[i].share;
    }
    return fabs(sum - 1) <= 1e-9 ||
           diag_error(r->diag, at, "the shares sum to %.9g, not to 1", sum);
}

/* One greeter gives a person one advice. */
static bool advice_settle(struct reader *r, const struct choose *c, const struct path *at) {
    double sum = 0;
    for (size_t i = 0; i < c->n; i++) {
        sum += c->of[i].option.advice;
    }
    return sum <= 1 + 1e-9 || diag_error(r->diag, at,
                                         "the shares of 'advice' sum to %.9g: a person is advised "
                                         "one thing, so that they sum to 1 at most",
                                         sum);
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
    if (!type_read(r, json, at, f, object)) {
        return false;
    }
    size_t shares = 0;
    for (size_t i = 0; i < c->n; i++) {
        shares += isnan(c->of[i].share) ? 0 : 1;
    }
    if (shares > 0 && shares < c->n) {
        return diag_error(r->diag, at, "takes a share for each label, or an object for each");
    }
    return shares > 0 ? shares_settle(r, c, at) : advice_settle(r, c, at);
}

/* What was given decides unless the file says how. */
static bool by_settle(struct reader *r, struct choose *c, bool given, const struct path *at) {
    bool shares = c->n > 0 && !isnan(c->of[0].share);
    enum choose_by natural = shares      ? CHOOSE_BY_SHARE
                             : c->listed ? CHOOSE_BY_SHORTEST
                                         : CHOOSE_BY_UTILITY;
    c->by = given ? c->by : natural;
    if (c->by == CHOOSE_BY_SHARE && !shares) {
        return diag_error(r->diag, at, "by share needs shares: \"of\": {\"%s\": 0.5, ...}",
                          c->of[0].label);
    }
    if (c->by == CHOOSE_BY_UTILITY && shares) {
        return diag_error(r->diag, at,
                          "by utility takes no shares but what speaks for each: \"of\": {\"%s\": "
                          "{}, ...}",
                          c->of[0].label);
    }
    return c->by == CHOOSE_BY_UTILITY || c->listed || shares ||
           diag_error(r->diag, at,
                      "'value', 'effort' and the like count by utility alone: "
                      "\"by\": \"utility\"");
}

static bool choose_read(struct reader *r, const struct cJSON *json, const struct path *at,
                        void *member) {
    struct choose *c = member;
    bool given = cJSON_GetObjectItemCaseSensitive(json, "by") != NULL;
    bool ok = fields_read(r, json, at, choose_fields, c);
    return c->n > 0 && by_settle(r, c, given, at) && ok;
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
