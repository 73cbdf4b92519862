/* SPDX-License-Identifier: GPL-3.0-or-later
 * Breaks of a shift: at a time, within a window, or after so much work. */
#include <math.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "base/units.h"
#include "scenario/shifts.h"

/* A break as written; how it says when is one of three. */
struct break_given {
    struct break_rule rule;
    double at, between[2];
};

static const struct field moment_row = {
    .key = "between", .kind = FIELD_DURATION, .max = DAY_SECONDS};

static bool between_read(struct reader *r, const struct cJSON *json, const struct path *at,
                         const struct field *f, void *object) {
    double *out = (double *)(void *)((char *)object + f->offset);
    return quantity_pair_read(r, json, at, f, &moment_row, out) &&
           (out[0] <= out[1] || diag_error(r->diag, at, "the window ends before it begins"));
}

static const char *const between_schema[] = {
    "{\"type\": \"array\", \"minItems\": 2, \"maxItems\": 2, \"items\": {\"anyOf\": "
    "[" DURATION_SCHEMA_LIST "]}}",
    NULL};
static const struct field_type between_type = {
    .name = "window of a break",
    .written = "two durations after the shift's start, between which it begins: [\"4h\", \"5h\"]",
    .schema = between_schema,
    .read = between_read};

static bool paid_read(struct reader *r, const struct cJSON *json, const struct path *at,
                      const struct field *f, void *object) {
    bool paid = cJSON_IsTrue(json);
    memcpy((char *)object + f->offset, &paid, sizeof paid);
    return cJSON_IsBool(json) || type_error(r, json, at, f->type->written);
}
static const char *const paid_schema[] = {"{\"type\": \"boolean\"}", NULL};
static const struct field_type paid_type = {
    .name = "paid", .written = "true or false", .schema = paid_schema, .read = paid_read};

#define B struct break_given
static const struct field fields[] = {
    {ROW(B, "lasts", FIELD_DURATION, rule.lasts), .unit = "s", .min = 1, .max = 8 * 3600,
     .required = true, .help = "how long it is", .example = "\"30m\""},
    {ROW(B, "at", FIELD_DURATION, at), .unit = "s", .max = DAY_SECONDS, .fallback = NAN,
     .help = "so long after the shift's start; whoever has a contact in hand finishes it first",
     .example = "\"4h\""},
    {ROW(B, "between", FIELD_TYPED, between), .unit = "s", .type = &between_type,
     .help =
         "begins in this window after the shift's start: as soon as he is free and nobody waits "
         "for him; at the window's end once the contact in hand is finished",
     .example = "[\"4h\", \"5h\"]"},
    {ROW(B, "after_work", FIELD_DURATION, rule.after_work), .unit = "s", .max = DAY_SECONDS,
     .fallback = NAN,
     .help = "after so much time with contacts (wrap-up included) since he came or since his last "
             "break",
     .example = "\"2h\""},
    {ROW(B, "at_once", FIELD_COUNT, rule.at_once), .unit = "agents", .min = 1, .max = 1e6,
     .fallback = HUGE_VAL,
     .help = "of a window: before its end at most so many of the shift are away at once; the next "
             "goes when one comes back; of a pattern: never more of its people in a schedule",
     .example = "2"},
    {ROW(B, "paid", FIELD_TYPED, rule.paid), .type = &paid_type,
     .help =
         "whether it is paid time; unless given, breaks shorter than 30m are and others are not",
     .example = "true",
     .source = "29 CFR 785.18 and 785.19: rest of 5 to 20 minutes is hours worked, a meal of 30 "
               "minutes is not"},
    {0}};
#undef B

static bool has(const cJSON *json, const char *key) {
    return cJSON_GetObjectItemCaseSensitive(json, key) != NULL;
}

/* Exactly one of the three says when. */
static bool kind_settle(struct reader *r, const cJSON *json, const struct path *at,
                        struct break_given *g) {
    int given = has(json, "at") + has(json, "between") + has(json, "after_work");
    if (given != 1) {
        return diag_error(r->diag, at,
                          "needs exactly one of 'at', 'between' and 'after_work'; %d are given",
                          given);
    }
    struct break_rule *b = &g->rule;
    struct path once = {.parent = at, .key = "at_once", .of_key = true};
    b->kind = has(json, "at")        ? BREAK_FIXED
              : has(json, "between") ? BREAK_WINDOW
                                     : BREAK_AFTER_WORK;
    b->from = b->kind == BREAK_FIXED ? g->at : b->kind == BREAK_WINDOW ? g->between[0] : 0;
    b->until = b->kind == BREAK_WINDOW ? g->between[1] : b->from;
    if (b->kind == BREAK_AFTER_WORK && b->after_work <= 0) {
        struct path here = {.parent = at, .key = "after_work"};
        return diag_error(r->diag, &here, "a break after no work would never end");
    }
    return b->kind == BREAK_WINDOW || !has(json, "at_once") ||
           diag_error(r->diag, &once, "only a break 'between' two times can wait for others");
}

static bool break_read(struct reader *r, const struct cJSON *json, const struct path *at,
                       void *member) {
    struct break_given g = {0};
    bool ok = fields_read(r, json, at, fields, &g) && kind_settle(r, json, at, &g);
    if (!has(json, "paid")) {
        g.rule.paid = g.rule.lasts < 1800;
    }
    memcpy(member, &g.rule, sizeof g.rule);
    return ok;
}

const struct field_type breaks_type = {.name = "breaks",
                                       .written = "an object of breaks by name: {\"lunch\": "
                                                  "{\"lasts\": \"30m\", \"at\": \"4h\"}}",
                                       .shape = TYPE_MAP,
                                       .size = sizeof(struct break_rule),
                                       .name_offset = offsetof(struct break_rule, name),
                                       .fields = fields,
                                       .read_member = break_read,
                                       .name_fault = name_fault};

/* How a break does not fit, or NULL. */
static const char *break_misfit(const struct break_rule *b, double shift, struct text *words) {
    const char *what = NULL;
    double time = 0;
    if (b->lasts >= shift) {
        what = "lasts ";
        time = b->lasts;
    } else if (b->kind != BREAK_AFTER_WORK && b->until + b->lasts > shift) {
        what = b->kind == BREAK_FIXED ? "would end after " : "may end after ";
        time = b->until + b->lasts;
    } else if (b->kind == BREAK_AFTER_WORK && b->after_work >= shift) {
        what = "comes after ";
        time = b->after_work;
    }
    if (what) {
        text_add(words, what);
        duration_add(words, time);
        text_add(words, b->kind == BREAK_AFTER_WORK && b->lasts < shift ? " of work" : "");
        text_add(words, ", the shift lasts ");
        duration_add(words, shift);
    }
    return what ? text_string(words) : NULL;
}

bool breaks_fit(struct reader *r, const struct path *at, const struct shift *s, bool own) {
    struct path breaks = {.parent = at, .key = "breaks"};
    bool ok = true;
    for (size_t i = 0; s->lasts > 0 && i < s->n_breaks; i++) {
        const struct break_rule *b = &s->breaks[i];
        struct path here = {.parent = &breaks, .key = b->name};
        struct text words = {0};
        const char *why = break_misfit(b, s->lasts, &words);
        if (why && own) {
            ok = diag_error(r->diag, &here, "%s", why);
        } else if (why) {
            ok = diag_error(r->diag, at,
                            "the group's break '%s' does not fit: it %s; give this shift 'breaks' "
                            "of its own",
                            b->name, why);
        }
        text_fini(&words);
    }
    return ok;
}
