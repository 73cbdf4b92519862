/* SPDX-License-Identifier: GPL-3.0-or-later
 * Standards: what, how much, by when, for whom. */
#include <math.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "base/nearest.h"
#include "scenario/reading.h"

static const char *const formulas[] = {"answered", "offered", "ignore", "positive", "short", NULL};
static const char *const pers[] = {"day", "interval", "run", NULL};
static const char *const of_whom[] = {"all", "reached", NULL};
static const char *const moments[] = {"joined", "started", "ended", NULL};

static bool moments_read(struct reader *r, const struct cJSON *json, const struct path *at,
                         const struct field *f, void *object);
static bool for_read(struct reader *r, const struct cJSON *json, const struct path *at,
                     const struct field *f, void *object);
static bool standard_read(struct reader *r, const struct cJSON *json, const struct path *at,
                          void *member);

static const char *const moments_schema[] = {
    "{\"type\": \"string\", \"pattern\": \"[.](joined|started|ended)$\"}",
    "{\"type\": \"array\", \"minItems\": 1, \"items\": {\"type\": \"string\", \"pattern\": "
    "\"[.](joined|started|ended)$\"}}",
    NULL};
static const struct field_type moments_type = {
    .name = "moments",
    .written = "\"label.joined\", \"label.started\" or \"label.ended\", or a list of such (the "
               "latest counts)",
    .size = sizeof(struct moment_of),
    .schema = moments_schema,
    .read = moments_read};
static const char *const for_schema[] = {"{\"type\": \"string\"}", NULL};
static const struct field_type for_type = {.name = "class, tier or skill",
                                           .written = "the name of a class, tier or skill",
                                           .schema = for_schema,
                                           .read = for_read};

#define S struct standard
static const struct field fields[] = {
    {ROW(S, "measure", FIELD_TEXT, measure),
     .help = "which measure is judged; the share answered within a time unless given",
     .example = "\"abandonment\""},
    {ROW(S, "from", FIELD_TYPED, from), .type = &moments_type, .count_offset = offsetof(S, n_from),
     .help = "where a timed stretch begins", .example = "\"seated.joined\""},
    {ROW(S, "to", FIELD_TYPED, to), .type = &moments_type, .count_offset = offsetof(S, n_to),
     .help = "where it ends; one who left in between is a miss", .example = "\"order.started\""},
    {ROW(S, "at", FIELD_TEXT, at), .help = "at which station; all together unless given",
     .example = "\"phones\""},
    {ROW(S, "for", FIELD_TYPED, of_class), .type = &for_type,
     .help = "for whom: a class, tier or skill; everybody unless given", .example = "\"gold\""},
    {ROW(S, "share", FIELD_SHARE, share), .unit = "share", .fallback = NAN,
     .help = "at least this share within the time", .example = "0.8"},
    {ROW(S, "within", FIELD_DURATION, within), .unit = "s", .fallback = NAN,
     .help = "the time: as long as this or shorter counts", .example = "\"20s\""},
    {ROW(S, "formula", FIELD_ENUM, formula), .choices = formulas, .fallback = FORMULA_IGNORE,
     .help = "which service level: see service_level_answered and its four sisters",
     .example = "\"ignore\""},
    {ROW(S, "at_most", FIELD_NUMBER, at_most), .fallback = NAN,
     .help = "the measure is to be at most this", .example = "0.03"},
    {ROW(S, "at_least", FIELD_NUMBER, at_least), .fallback = NAN,
     .help = "the measure is to be at least this", .example = "0.9"},
    {ROW(S, "per", FIELD_ENUM, per), .choices = pers, .fallback = PER_DAY,
     .help = "judged by day, by interval or over the whole run; occupancy by interval only where "
             "somebody is to be at work",
     .example = "\"interval\""},
    {ROW(S, "on_days", FIELD_SHARE, on_days), .unit = "share", .fallback = NAN,
     .help = "on at least this share of days", .example = "0.9"},
    {ROW(S, "pays", FIELD_NUMBER, pays), .unit = "money", .min = 0, .max = 1e12,
     .help = "a guarantee: paid to each customer who counts as a miss of this standard",
     .example = "20"},
    {ROW(S, "of", FIELD_EITHER, of_reached), .choices = of_whom,
     .help = "of a timed stretch: who left in between is a miss, or only who reached the end "
             "counts",
     .example = "\"reached\""},
    {0}};
#undef S

/* "label.started": the last dot parts them. */
static bool moment_read(struct reader *r, const cJSON *json, const struct path *at,
                        struct moment_of *out) {
    const char *dot = cJSON_IsString(json) ? strrchr(json->valuestring, '.') : NULL;
    for (size_t i = 0; dot && moments[i]; i++) {
        if (strcmp(dot + 1, moments[i]) == 0) {
            out->label =
                arena_string_n(r->arena, json->valuestring, (size_t)(dot - json->valuestring));
            out->moment = (enum moment)i;
            return true;
        }
    }
    return type_error(
        r, json, at,
        "a moment: \"label.joined\", \"label.started\", \"label.ended\", or of a crew's "
        "task \"label/task.started\" or \"label/task.ended\"");
}

static bool moments_read(struct reader *r, const struct cJSON *json, const struct path *at,
                         const struct field *f, void *object) {
    size_t n = cJSON_IsArray(json) ? (size_t)cJSON_GetArraySize(json) : 1;
    if (n == 0) {
        return diag_error(r->diag, at, "needs at least one moment");
    }
    struct moment_of *all = arena_array(r->arena, n, sizeof *all);
    bool ok = true;
    if (cJSON_IsArray(json)) {
        struct path here = {.parent = at};
        for (const cJSON *m = json->child; m; m = m->next, here.index++) {
            ok = moment_read(r, m, &here, &all[here.index]) && ok;
        }
    } else {
        ok = moment_read(r, json, at, all);
    }
    memcpy((char *)object + f->offset, &all, sizeof all);
    memcpy((char *)object + f->count_offset, &n, sizeof n);
    return ok;
}

/* Which of the three it is is known when all names are. */
static bool for_read(struct reader *r, const struct cJSON *json, const struct path *at,
                     const struct field *f, void *object) {
    struct standard *s = object;
    (void)f;
    if (!cJSON_IsString(json)) {
        return type_error(r, json, at, "the name of a class, tier or skill");
    }
    s->of_skill = arena_string(r->arena, json->valuestring);
    return true;
}

static bool stretch_check(struct reader *r, const struct path *at, const struct standard *s) {
    if ((s->n_from > 0) != (s->n_to > 0)) {
        return diag_error(r->diag, at, "a timed stretch needs both 'from' and 'to'");
    }
    if (s->of_reached && s->n_from == 0) {
        return diag_error(r->diag, at, "'of' is for a timed stretch ('from' and 'to')");
    }
    if (s->measure && s->pays > 0) {
        return diag_error(r->diag, at,
                          "'pays' is for each customer for whom a time is exceeded: it needs "
                          "'share' and 'within', not 'measure'");
    }
    return !(s->measure && s->n_from > 0) ||
           diag_error(r->diag, at, "takes 'measure', or 'from' and 'to', not both");
}

static bool target_check(struct reader *r, const struct path *at, const struct standard *s) {
    bool bounded = !isnan(s->at_most) || !isnan(s->at_least);
    if (!isnan(s->at_most) && !isnan(s->at_least)) {
        return diag_error(r->diag, at, "takes 'at_most' or 'at_least'; make it two standards");
    }
    if (s->measure && !isnan(s->share)) {
        return diag_error(r->diag, at,
                          "takes 'measure' with 'at_most' or 'at_least', or 'share' with "
                          "'within', not both");
    }
    if (s->measure) {
        return bounded || diag_error(r->diag, at, "needs 'at_most' or 'at_least' for its measure");
    }
    if (bounded) {
        return diag_error(r->diag, at,
                          "'at_most' and 'at_least' need 'measure'; answers within a time need "
                          "'share' and 'within'");
    }
    return (!isnan(s->share) && !isnan(s->within)) ||
           diag_error(r->diag, at, "needs 'share' and 'within', or 'measure' and a limit");
}

static bool standard_read(struct reader *r, const struct cJSON *json, const struct path *at,
                          void *member) {
    const struct standard *s = member;
    bool ok = fields_read(r, json, at, fields, member);
    if (!cJSON_IsObject(json)) {
        return false;
    }
    ok = ok && stretch_check(r, at, s) && target_check(r, at, s);
    const struct horizon *h = &reading_of(r)->scenario->horizon;
    if (h->steady && (s->per != PER_RUN) && cJSON_GetObjectItemCaseSensitive(json, "per")) {
        ok = diag_error(r->diag, at,
                        "a steady state has neither days nor intervals; leave out 'per'");
    }
    if (s->per == PER_RUN && !isnan(s->on_days)) {
        ok = diag_error(r->diag, at,
                        "'on_days' counts days, and 'per' asks for the run; take one of them");
    }
    if (h->steady && !isnan(s->on_days)) {
        ok = diag_error(r->diag, at, "a steady state has no days; leave out 'on_days'");
    }
    return ok;
}

const struct field_type standards_type = {.name = "standards",
                                          .written = "an object of standards by name",
                                          .shape = TYPE_MAP,
                                          .size = sizeof(struct standard),
                                          .name_offset = offsetof(struct standard, name),
                                          .fields = fields,
                                          .read_member = standard_read,
                                          .name_fault = name_fault};
