/* SPDX-License-Identifier: GPL-3.0-or-later
 * The steps of a journey, and the journeys of those who return. */
#include <math.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "scenario/reading.h"

static const struct field within_fields[] = {
    {ROW(struct step, "limit", FIELD_DURATION, within_limit), .unit = "s", .min = 1e-9, .max = 1e9,
     .fallback = HUGE_VAL, .required = true, .live = true,
     .help = "clock time from joining this line", .example = "\"2m\""},
    {ROW(struct step, "then", FIELD_TEXT, within_then), .required = true,
     .help = "the label to go to, or \"message\", which ends the contact",
     .example = "\"message\""},
    {0}};
static const struct field_type within_type = {
    .name = "time limit",
    .written = "an object: {\"limit\": \"2m\", \"then\": \"message\"}",
    .shape = TYPE_OBJECT,
    .fields = within_fields};

static const char unless_word[] = "not ";

/* "pressed" or "not pressed". */
static bool condition_read(struct reader *r, const struct cJSON *json, const struct path *at,
                           const struct field *f, void *object) {
    struct step *s = object;
    size_t skip = sizeof unless_word - 1;
    if (!cJSON_IsString(json)) {
        return type_error(r, json, at, f->type->written);
    }
    s->unless = strncmp(json->valuestring, unless_word, skip) == 0;
    s->condition = arena_string(r->arena, json->valuestring + (s->unless ? skip : 0));
    return true;
}

static const char *const condition_schema[] = {"{\"type\": \"string\"}", NULL};
static const struct field_type condition_type = {
    .name = "condition",
    .written = "the name of a rule, or \"not\" and its name: \"not pressed\"",
    .schema = condition_schema,
    .read = condition_read};

#define FOLLOW(name, which, text)                                                                  \
    { ROW(struct step, name, FIELD_TEXT, follow[which]), .help = (text), .example = "\"next\"" }
static const struct field fields[] = {
    {ROW(struct step, "at", FIELD_TEXT, at), .help = "the station visited",
     .example = "\"phones\""},
    {ROW(struct step, "as", FIELD_TEXT, label),
     .help =
         "label of this step, unique in the journey; the station's name unless given (of a step "
         "that only releases 'table': 'release table'; one that chooses or gives needs it)",
     .example = "\"second try\""},
    WORK_ROWS(struct step, work),
    PATIENCE_ROW(struct step),
    {ROW(struct step, "priority", FIELD_NUMBER, priority), .min = -1e9, .max = 1e9, .fallback = NAN,
     .help = "instead of the tier's, for this visit", .example = "20"},
    {ROW(struct step, "skill", FIELD_TEXT, skill),
     .help = "what the staff must be able to do; the class's name unless given",
     .example = "\"loans\""},
    {ROW(struct step, "chance", FIELD_SHARE, chance), .unit = "share", .fallback = 1, .live = true,
     .help = "of taking this step at all", .example = "0.25"},
    {ROW(struct step, "if", FIELD_TYPED, condition), .type = &condition_type,
     .help = "taken only while this rule is on, or with \"not\" only while it is off",
     .example = "\"pressed\""},
    {ROW(struct step, "else", FIELD_TEXT, otherwise),
     .help = "label to go to when the step is not taken; the next step unless given",
     .example = "\"phones\""},
    {ROW(struct step, "sells", FIELD_BOOL, sells),
     .help = "the step is taken where a sale succeeds: its 'chance' is multiplied by what the "
             "customer's 'temperament' makes of it, to 1 at most",
     .example = "true"},
    {ROW(struct step, "only_if_sent", FIELD_BOOL, only_if_sent),
     .help = "reached by its label only, never in passing", .example = "true"},
    FOLLOW("resolved", FOLLOW_RESOLVED,
           "where to go when the visit resolved the need: next, exit or a label; exit after "
           "machines, else next"),
    FOLLOW("unresolved", FOLLOW_UNRESOLVED, "where to go when it did not; next unless given"),
    FOLLOW("abandoned", FOLLOW_ABANDONED, "where to go on leaving the line; exit unless given"),
    FOLLOW("blocked", FOLLOW_BLOCKED, "where to go when all is full; exit unless given"),
    FOLLOW("balked", FOLLOW_BALKED, "where to go on not joining; exit unless given"),
    {.key = "within",
     .kind = FIELD_TYPED,
     .type = &within_type,
     .help = "a limit on the wait, and where to go when it is over",
     .example = "{\"limit\": \"2m\", \"then\": \"message\"}"},
    {ROW(struct step, "release", FIELD_TEXT, release),
     .help = "a hold given back on reaching this step", .example = "\"table\""},
    {ROW(struct step, "choose", FIELD_TYPED, choose), .type = &choose_type,
     .help = "where to go from here, one of several labels",
     .example = "{\"of\": [\"express\", \"lanes\"], \"by\": \"shortest\"}"},
    {ROW(struct step, "gives", FIELD_TYPED, gives), .type = &gives_type,
     .help = "what this visit changes once it is completed: the tier, or how much work follows",
     .example = "{\"tier\": \"gold\", \"work\": {\"counter\": 0.92}}"},
    {ROW(struct step, "keeps_place", FIELD_BOOL, keeps_place),
     .help = "age in the line counts from this contact's first joining of the station",
     .example = "true"},
    {0}};

/* Every step has a label: the station's name, or what it does (a hold's own step has the hold's
 * name already). */
static bool step_name(struct reader *r, const struct path *at, struct step *s) {
    bool gives = s->gives.tier || s->gives.n_work > 0;
    if (!s->label && (s->at || s->release)) {
        s->label = s->at ? s->at : arena_format(r->arena, "release %s", s->release);
    }
    if (s->choose.n > 0 && (s->at || s->release)) {
        return diag_error(r->diag, at, "'choose' is a step of its own: no 'at', no 'release'");
    }
    if (!s->at && !s->release && s->choose.n == 0 && !gives) {
        return diag_error(r->diag, at,
                          "needs 'at' (the station visited), 'choose', 'gives' or 'release'");
    }
    return s->label || diag_error(r->diag, at,
                                  "needs 'as', a label, since it visits no station: \"as\": \"%s\"",
                                  gives ? "recognised" : "which line");
}

/* within's keys are members of the step itself. */
static bool step_read(struct reader *r, const struct cJSON *json, const struct path *at,
                      void *member) {
    struct step *s = member;
    if (cJSON_IsString(json)) {
        fields_default(fields, s);
        fields_default(within_fields, s);
        s->at = arena_string(r->arena, json->valuestring);
        s->label = s->at;
        return true;
    }
    if (!cJSON_IsObject(json)) {
        return type_error(r, json, at, "a station's name or an object");
    }
    fields_default(within_fields, s);
    bool ok = fields_read(r, json, at, fields, s);
    struct path sells = {.parent = at, .key = "sells"};
    if (s->sells && s->chance >= 1) {
        ok = diag_error(r->diag, &sells,
                        "needs the step's 'chance', below 1: how often a sale succeeds with "
                        "whoever has no temperament, as in \"chance\": 0.3");
    }
    return step_name(r, at, s) && ok;
}

static const char *const step_schema[] = {"{\"type\": \"string\"}", NULL};

const struct field_type steps_type = {
    .name = "journey",
    .written = "a list of steps: a station's name, or an object with \"at\"",
    .shape = TYPE_LIST,
    .size = sizeof(struct step),
    .fields = fields,
    .schema = step_schema,
    .read_member = step_read};

#define R struct customer_return
static const struct field return_fields[] = {
    {ROW(R, "chance", FIELD_SHARE, chance), .unit = "share", .required = true, .live = true,
     .help = "of coming back", .example = "0.33"},
    {ROW(R, "after", FIELD_TYPED, after), .unit = "s", .type = &distribution_type,
     .help = "how long after the contact ended (while a label lasts: after the promise, and after "
             "the contact before)",
     .example = "{\"kind\": \"exponential\", \"mean\": \"10m\"}"},
    {ROW(R, "hazard", FIELD_RATE, hazard), .unit = "1/h", .min = 1e-12, .max = 1e3,
     .help = "or how often a person would come in a unit of time, at any moment alike",
     .example = "\"0.1/h\""},
    {ROW(R, "while", FIELD_TEXT, while_at),
     .help = "late only: a label whose promise is broken; they come again and again, beside the "
             "contact that goes on, as long as it lasts",
     .example = "\"repair\""},
    {ROW(R, "at_most", FIELD_COUNT, at_most), .unit = "times", .fallback = HUGE_VAL,
     .help = "how often one person comes back for this cause; any number unless given",
     .example = "3"},
    {ROW(R, "at", FIELD_TEXT, at), .help = "label to start from; the first step unless given",
     .example = "\"trunk\""},
    {ROW(R, "journey", FIELD_TYPED, steps), .type = &steps_type,
     .count_offset = offsetof(R, n_steps),
     .help = "or steps of their own; these contacts return no more", .example = "[\"phones\"]"},
    {0}};
#undef R

static bool return_read(struct reader *r, const struct cJSON *json, const struct path *at,
                        const struct field *f, void *object) {
    struct customer_return out = {0};
    bool ok = fields_read(r, json, at, return_fields, &out);
    out.given = true;
    bool hazard = cJSON_GetObjectItemCaseSensitive(json, "hazard");
    if (ok && hazard == (out.after.kind != NULL)) {
        ok = diag_error(r->diag, at, "takes 'after' or 'hazard', one of them");
    } else if (ok && hazard) {
        out.after = distribution_exponential(1 / out.hazard);
    }
    if (ok && out.while_at && f->offset != RETURN_LATE * sizeof out) {
        struct path here = {.parent = at, .key = "while"};
        ok = diag_error(r->diag, &here, "is for 'late' alone: what lasts beyond its promise");
    }
    if (ok && out.at && out.n_steps > 0) {
        ok = diag_error(r->diag, at, "takes 'at' or 'journey', not both");
    }
    memcpy((char *)object + f->offset, &out, sizeof out);
    return ok;
}

static const struct field_type return_type = {.name = "return",
                                              .written = "an object with \"chance\" and \"after\"",
                                              .shape = TYPE_OBJECT,
                                              .fields = return_fields,
                                              .read = return_read};

#define RETURN(name, cause, text)                                                                  \
    {                                                                                              \
        .key = (name), .kind = FIELD_TYPED, .offset = (cause) * sizeof(struct customer_return),    \
        .type = &return_type, .help = (text),                                                      \
        .example = "{\"chance\": 0.33, \"after\": {\"kind\": \"exponential\", \"mean\": \"10m\"}}" \
    }
static const struct field returns_fields[] = {
    RETURN("abandoned", RETURN_ABANDONED, "those who left a line"),
    RETURN("balked", RETURN_BALKED, "those who saw the line and did not join"),
    RETURN("blocked", RETURN_BLOCKED, "those who found all full"),
    RETURN("turned_away", RETURN_TURNED_AWAY, "those still waiting at closing"),
    RETURN("message", RETURN_MESSAGE, "those who left a message"),
    RETURN("unresolved", RETURN_UNRESOLVED, "those served whose need was not resolved"),
    RETURN("late", RETURN_LATE, "those for whom a visit took longer than was promised"),
    RETURN("complaint", RETURN_COMPLAINT, "those who complain of it (people.complaints)"),
    {0}};

const struct field_type returns_type = {.name = "returns",
                                        .written = "an object by how the contact ended",
                                        .shape = TYPE_OBJECT,
                                        .fields = returns_fields};
