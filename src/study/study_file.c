/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/study_file.h"

#include <math.h>
#include <string.h>

#include <cjson/cJSON.h>
#include <sys/stat.h>

#include "base/json.h"
#include "study/variant.h"

static field_read scenario_read_path;
static bool patch_read(struct reader *r, const struct cJSON *json, const struct path *at,
                       void *member);
static bool axis_read(struct reader *r, const struct cJSON *json, const struct path *at,
                      void *member);

static const char *const patch_schema[] = {"{\"type\": \"object\"}", NULL};
static const char *const axis_schema[] = {"{\"type\": \"string\"}", "{\"type\": \"array\"}", NULL};
static const char *const file_schema[] = {"{\"type\": \"string\"}", NULL};

static const struct field_type variants_type = {
    .name = "variants",
    .written = "an object of merge patches by name: {\"more\": {\"staff\": {\"agents\": "
               "{\"count\": 9}}}}",
    .shape = TYPE_MAP,
    .size = sizeof(struct study_variant),
    .name_offset = offsetof(struct study_variant, name),
    .schema = patch_schema,
    .read_member = patch_read};
static const struct field_type vary_type = {
    .name = "vary",
    .written = "an object of values by path: {\"staff.agents.count\": \"3..8\"}; a list of values "
               "also will do",
    .shape = TYPE_MAP,
    .size = sizeof(struct axis),
    .name_offset = offsetof(struct axis, path),
    .schema = axis_schema,
    .read_member = axis_read};
static const struct field_type file_type = {.name = "file",
                                            .written = "the name of a file",
                                            .shape = TYPE_VALUE,
                                            .schema = file_schema,
                                            .read = scenario_read_path};

#define S                       struct study_file
#define ROW(name, what, member) .key = (name), .kind = (what), .offset = offsetof(S, member)
const struct field study_fields[] = {
    {ROW("scenario", FIELD_TYPED, scenario), .type = &file_type, .required = true,
     .help = "the scenario's file, relative to the study's folder",
     .example = "\"call-center.json\""},
    {ROW("variants", FIELD_TYPED, variants), .type = &variants_type, .max = MOST_VARIANTS,
     .count_offset = offsetof(S, n_variants),
     .help = "for compare: merge patches by name; the scenario as it is comes first",
     .example = "{\"more\": {\"staff\": {\"agents\": {\"count\": 9}}}}"},
    {ROW("vary", FIELD_TYPED, axes), .type = &vary_type, .max = MOST_AXES,
     .count_offset = offsetof(S, n_axes), .help = "for sweep: values by path, as --vary takes them",
     .example = "{\"staff.agents.count\": \"3..8\"}"},
    {ROW("days", FIELD_COUNT, days), .unit = "days", .max = 1e9,
     .help = "days to simulate; the option --days goes before", .example = "400"},
    {ROW("replications", FIELD_COUNT, replications), .unit = "replications", .max = 1e9,
     .help = "independent runs instead of days; the option goes before", .example = "100"},
    {ROW("precision", FIELD_SHARE, precision), .unit = "share",
     .help = "run each variant until half-widths are below this; the option goes before",
     .example = "\"2%\""},
    {ROW("seed", FIELD_COUNT, seed), .unit = "", .max = 9007199254740991.0, .fallback = HUGE_VAL,
     .help = "another seed, other customers; the option goes before", .example = "7"},
    {ROW("base", FIELD_TEXT, base), .help = "the variant that others are compared with",
     .example = "\"more\""},
    {0}};
#undef ROW
#undef S

const struct field_type study_type = {.name = "study",
                                      .written = "an object: a scenario and what is done with it",
                                      .shape = TYPE_OBJECT,
                                      .size = sizeof(struct study_file),
                                      .fields = study_fields};

/* ---- places ---- */

/* Offset of a line and column. */
static size_t offset_of(const char *text, size_t length, size_t line, size_t column) {
    size_t at = 0;
    for (; line > 1 && at < length; at++) {
        line -= text[at] == '\n';
    }
    for (; column > 1 && at < length; column--) {
        at++;
        while (at < length && ((unsigned char)text[at] & 0xC0) == 0x80) {
            at++;
        }
    }
    return at;
}

/* Where the object that begins here ends; the text has been checked. */
static size_t object_end(const char *text, size_t length, size_t at) {
    int depth = 0;
    bool quoted = false;
    for (; at < length; at++) {
        if (quoted && text[at] == '\\') {
            at++;
            continue;
        }
        quoted = quoted != (text[at] == '"');
        depth += !quoted && text[at] == '{';
        depth -= !quoted && text[at] == '}';
        if (!quoted && text[at] == '}' && depth == 0) {
            return at + 1;
        }
    }
    return length;
}

/* The object alone, with blanks for all that stands before it, so that it keeps its place. */
static struct document part_of(const struct document *whole, struct arena *a,
                               const struct path *at) {
    struct json_place place = json_locate(whole->text, whole->length, at);
    size_t from = offset_of(whole->text, whole->length, place.line, place.column);
    size_t end = object_end(whole->text, whole->length, from), n = 0;
    char *text = arena_alloc(a, end + 1);
    for (size_t i = 0; i < from; i++) {
        bool inner = ((unsigned char)whole->text[i] & 0xC0) == 0x80; /* of a character of several */
        if (!inner) {
            text[n++] = whole->text[i] == '\n' ? '\n' : ' ';
        }
    }
    memcpy(text + n, whole->text + from, end - from);
    return (struct document){
        .name = whole->name, .folder = whole->folder, .text = text, .length = n + end - from};
}

static void locate(void *context, const struct path *at, struct finding *out) {
    const struct document *whole = context;
    struct json_place place = json_locate(whole->text, whole->length, at);
    out->file = whole->name;
    out->line = place.line;
    out->column = place.column;
}

/* ---- reading ---- */

/* "a/../b" as "b", "./b" as "b", in the arena. */
static const char *path_shorten(struct arena *a, const char *file) {
    char *out = arena_format(a, "%s", file);
    for (char *up; (up = strstr(out, "/../")) && up > out;) {
        char *from = up;
        while (from > out && from[-1] != '/') {
            from--;
        }
        size_t length = (size_t)(up - from);
        if ((length == 2 && memcmp(from, "..", 2) == 0) || length == 0) {
            break;
        }
        memmove(from, up + 4, strlen(up + 4) + 1);
    }
    return strncmp(out, "./", 2) == 0 ? out + 2 : out;
}

/* The file's short name, unless that is another file: a folder may be a link. */
static const char *path_tidy(struct arena *a, const char *file) {
    struct stat one, other;
    const char *brief = path_shorten(a, file);
    bool differ =
        stat(file, &one) == 0 &&
        (stat(brief, &other) != 0 || one.st_dev != other.st_dev || one.st_ino != other.st_ino);
    return differ ? file : brief;
}

static bool scenario_read_path(struct reader *r, const struct cJSON *json, const struct path *at,
                               const struct field *f, void *object) {
    const struct document *whole = r->context;
    const char **to = (const char **)((char *)object + f->offset);
    if (!cJSON_IsString(json) || !*json->valuestring) {
        return type_error(r, json, at, "the name of a file");
    }
    const char *file = json->valuestring;
    bool relative = whole->folder && *file != '/';
    *to = path_tidy(r->arena, relative ? arena_format(r->arena, "%s/%s", whole->folder, file)
                                       : arena_string(r->arena, file));
    return true;
}

static bool patch_read(struct reader *r, const struct cJSON *json, const struct path *at,
                       void *member) {
    struct study_variant *v = member;
    if (!cJSON_IsObject(json)) {
        return type_error(r, json, at, "a merge patch: an object {...}");
    }
    v->patch = part_of(r->context, r->arena, at);
    return true;
}

static bool value_add(struct reader *r, const cJSON *value, const char **to) {
    if (cJSON_IsString(value)) {
        *to = arena_string(r->arena, value->valuestring);
        return true;
    }
    char *printed = cJSON_PrintUnformatted(value);
    *to = arena_string(r->arena, printed);
    cJSON_free(printed);
    return true;
}

static bool axis_read(struct reader *r, const struct cJSON *json, const struct path *at,
                      void *member) {
    struct axis *x = member;
    size_t n = cJSON_IsArray(json) ? (size_t)cJSON_GetArraySize(json) : 0;
    if (cJSON_IsString(json)) {
        const char *wrong = axis_values_parse(json->valuestring, MOST_VARIANTS, x, r->arena);
        return !wrong || diag_error(r->diag, at, "%s", wrong);
    }
    if (n == 0 || n > MOST_VARIANTS) {
        return type_error(r, json, at, "values: \"3..8\", or a list that is not empty");
    }
    const char **values = arena_array(r->arena, n, sizeof *values);
    const cJSON *value;
    x->values = values;
    cJSON_ArrayForEach(value, json) {
        value_add(r, value, &values[x->n++]);
    }
    return true;
}

bool is_study(const struct document *document) {
    struct diag quiet = {0};
    bool sound =
        json_check(document->name, document->text, document->length, &quiet) != JSON_BROKEN;
    cJSON *tree =
        sound ? json_tree(document->name, document->text, document->length, &quiet) : NULL;
    bool has = cJSON_IsObject(tree) && cJSON_GetObjectItemCaseSensitive(tree, "scenario");
    cJSON_Delete(tree);
    diag_fini(&quiet);
    return has;
}

bool study_file_read(const struct document *document, struct study_file *out, struct diag *d) {
    *out = (struct study_file){.scenario = NULL};
    struct document whole = *document;
    size_t before = d->errors;
    if (json_check(whole.name, whole.text, whole.length, d) == JSON_BROKEN) {
        return false;
    }
    cJSON *tree = json_tree(whole.name, whole.text, whole.length, d);
    if (!tree) {
        return false;
    }
    struct reader r = {.arena = &out->arena, .diag = d, .context = &whole};
    d->locate = locate;
    d->context = &whole;
    fields_read(&r, tree, NULL, study_fields, out);
    if (out->days > 0 && out->replications > 0) {
        struct path at = {.key = "replications"};
        diag_error(d, &at, "days are given too; give one of the two");
    }
    if (out->n_variants > 0 && out->n_axes > 0) {
        struct path at = {.key = "vary"};
        diag_error(d, &at, "variants are given too; a study has the ones or the other");
    }
    if (out->base) {
        struct path at = {.key = "base"};
        struct json_place place = json_locate(whole.text, whole.length, &at);
        out->base_line = place.line;
        out->base_column = place.column;
    }
    d->locate = NULL;
    d->context = NULL;
    cJSON_Delete(tree);
    return d->errors == before;
}

void study_file_fini(struct study_file *s) {
    arena_fini(&s->arena);
    *s = (struct study_file){.scenario = NULL};
}
