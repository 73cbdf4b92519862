/* SPDX-License-Identifier: GPL-3.0-or-later
 * The manual in Markdown: a table for each object of the language, then the values that many keys
 * share, then what other folders add. */
#include <string.h>

#include "scenario/describe.h"
#include "scenario/explain.h"
#include "scenario/reading.h"
#include "scenario/topic.h"

enum { TYPES_AT_MOST = 100 };

/* Types met on the way: objects are described where they are first met, values afterwards. */
struct manual {
    struct text *out;
    size_t n_seen, n_values;
    const struct field_type *seen[TYPES_AT_MOST], *values[TYPES_AT_MOST];
};

static bool note(const struct field_type **list, size_t *n, const struct field_type *type) {
    for (size_t i = 0; i < *n; i++) {
        if (list[i] == type) {
            return false;
        }
    }
    if (*n == TYPES_AT_MOST) {
        return false;
    }
    list[(*n)++] = type;
    return true;
}

/* A table cell: bars would end it, angle brackets would be taken for HTML. */
static void cell_add(struct text *out, const char *words) {
    for (const char *p = words; *p; p++) {
        if (*p == '|') {
            text_add(out, "\\|");
        } else if (*p == '<') {
            text_add(out, "&lt;");
        } else {
            text_add_n(out, p, 1);
        }
    }
}

static void written_cell(struct text *out, const struct field *f) {
    struct text part = {0};
    if (f->kind == FIELD_TYPED && f->type->shape == TYPE_VALUE) {
        text_printf(&part, "%s (see below)", f->type->name);
    } else {
        describe_written(&part, f);
    }
    size_t before = part.length;
    text_add(&part, ", ");
    if (!describe_limits(&part, f)) {
        part.length = before;
        part.bytes[before] = '\0';
    }
    cell_add(out, text_string(&part));
    text_fini(&part);
}

static void table_row(struct text *out, const struct field *f) {
    struct text part = {0};
    text_printf(out, "| `%s` | ", f->key);
    cell_add(out, f->help);
    text_add(out, f->live ? " *(live)* | " : " | ");
    written_cell(out, f);
    text_printf(out, " | %s | ", f->unit ? f->unit : "");
    describe_default(&part, f);
    cell_add(out, text_string(&part));
    text_fini(&part);
    text_add(out, " | `");
    cell_add(out, f->example ? f->example : "");
    text_add(out, "` |\n");
}

static void table_add(struct text *out, const struct field *fields) {
    if (!fields || !fields->key) {
        return;
    }
    text_add(out, "\n| key | what it is | written | unit | default | example |\n"
                  "| --- | --- | --- | --- | --- | --- |\n");
    for (const struct field *f = fields; f->key; f++) {
        table_row(out, f);
    }
}

static void variants_add(struct text *out, const struct field_type *type, const char *level) {
    struct field_variant v;
    for (size_t i = 0; type->variant && type->variant(i, &v); i++) {
        text_printf(out, "\n%s %s: kind `%s`\n\n%s%s", level, type->name, v.name, v.help,
                    v.help[0] && v.help[strlen(v.help) - 1] == '.' ? "" : ".");
        if (v.used_for) {
            text_printf(out, " For: %s.", v.used_for);
        }
        text_printf(out, " Example: `%s`.", v.example);
        if (v.source) {
            text_printf(out, " Source: %s.", v.source);
        }
        text_add(out, "\n");
        table_add(out, v.fields);
        table_add(out, v.more);
    }
}

static const char *member_mark(const struct field_type *type) {
    switch (type->shape) {
    case TYPE_MAP:
        return ".NAME";
    case TYPE_LIST:
    case TYPE_ONE_OR_LIST:
        return "[]";
    default:
        return "";
    }
}

static void object_add(struct manual *m, const char *path, const struct field_type *type);

static void fields_follow(struct manual *m, const char *path, const struct field *fields) {
    for (const struct field *f = fields; f && f->key; f++) {
        if (f->kind != FIELD_TYPED) {
            continue;
        }
        if (f->type->shape == TYPE_VALUE) {
            note(m->values, &m->n_values, f->type);
        } else {
            struct text inner = {0};
            text_printf(&inner, "%s%s%s%s", path, *path ? "." : "", f->key, member_mark(f->type));
            object_add(m, inner.bytes, f->type);
            text_fini(&inner);
        }
    }
}

static void object_add(struct manual *m, const char *path, const struct field_type *type) {
    if (!note(m->seen, &m->n_seen, type)) {
        return;
    }
    if (type->fields) {
        text_printf(m->out, "\n## %s\n\nWritten as %s.\n", *path ? path : "The file",
                    type->written);
        table_add(m->out, type->fields);
        variants_add(m->out, type, "###");
    }
    fields_follow(m, path, type->fields);
    struct field_variant v;
    for (size_t i = 0; type->variant && type->variant(i, &v); i++) {
        fields_follow(m, path, v.fields);
        fields_follow(m, path, v.more);
    }
}

static void values_add(struct manual *m) {
    text_add(m->out, "\n# Values\n");
    note(m->values, &m->n_values, &distribution_type);
    for (size_t i = 0; i < m->n_values; i++) {
        const struct field_type *type = m->values[i];
        text_printf(m->out, "\n## %s\n\nWritten as %s.\n", type->name, type->written);
        table_add(m->out, type->fields);
        variants_add(m->out, type, "###");
    }
}

static void section_add(struct text *out, const struct explain_section *s) {
    text_printf(out, "\n# %s\n\n%s\n\n| name | unit | what it is |\n| --- | --- | --- |\n",
                s->title, s->about);
    for (size_t i = 0; i < s->n; i++) {
        text_printf(out, "| `%s` | ", s->entries[i].name);
        cell_add(out, s->entries[i].unit);
        text_add(out, " | ");
        cell_add(out, s->entries[i].words);
        text_add(out, " |\n");
    }
}

void explain_reference(const struct explain_section *sections, size_t n, struct text *out) {
    struct manual m = {.out = out};
    text_add(out,
             "# Keys of a scenario\n\nThis page is written by the program from the tables it runs "
             "on: `sojourn explain --manual`.\nOne topic at a time: `sojourn explain "
             "stations.desk.lines`. Every object may also hold `notes`,\nwhich is ignored, and the "
             "file `$schema`.\n");
    object_add(&m, "", &scenario_type);
    values_add(&m);
    for (size_t i = 0; i < n; i++) {
        section_add(out, &sections[i]);
    }
}
