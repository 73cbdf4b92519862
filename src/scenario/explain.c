/* SPDX-License-Identifier: GPL-3.0-or-later
 * One topic for a person at a terminal. */
#include "scenario/explain.h"

#include <string.h>

#include "base/nearest.h"
#include "scenario/describe.h"
#include "scenario/reading.h"
#include "scenario/topic.h"

enum { NAME_WIDTH = 18, LINE_WIDTH = 96 };

/* Words from the given column on, broken between words. */
static void wrapped_add(struct text *out, const char *words, size_t column) {
    size_t at = column;
    while (*words) {
        size_t n = strcspn(words, " ");
        if (at > column && at + 1 + n > LINE_WIDTH) {
            text_printf(out, "\n%*s", (int)column, "");
            at = column;
        } else if (at > column) {
            text_add(out, " ");
            at++;
        }
        text_add_n(out, words, n);
        at += n;
        words += n + strspn(words + n, " ");
    }
    text_add(out, "\n");
}

static void item_add(struct text *out, const char *name, const char *words) {
    text_printf(out, "  %-*s  ", NAME_WIDTH, name);
    if (strlen(name) > NAME_WIDTH) {
        text_printf(out, "\n  %-*s  ", NAME_WIDTH, "");
    }
    wrapped_add(out, words, NAME_WIDTH + 4);
}

static void property_add(struct text *out, const char *name, const struct text *words) {
    if (words->length > 0) {
        text_printf(out, "  %-8s ", name);
        wrapped_add(out, words->bytes, 11);
    }
}

static void row_add(struct text *out, const struct field *f) {
    struct text part = {0};
    text_add(out, "  ");
    wrapped_add(out, f->help, 2);
    text_add(out, "\n");
    describe_written(&part, f);
    property_add(out, "written", &part);
    text_fini(&part);
    describe_limits(&part, f);
    property_add(out, "allowed", &part);
    text_fini(&part);
    text_add(&part, f->unit ? f->unit : "");
    property_add(out, "unit", &part);
    text_fini(&part);
    describe_default(&part, f);
    property_add(out, "default", &part);
    text_fini(&part);
    text_add(&part, f->live ? "a rule can set it while the day runs" : "");
    property_add(out, "live", &part);
    text_fini(&part);
    text_printf(&part, "\"%s\": %s", f->key, f->example ? f->example : "...");
    property_add(out, "example", &part);
    text_fini(&part);
    if (f->mark) {
        text_printf(&part, "%s, %s", f->mark, field_mark_words(f->mark));
    }
    property_add(out, "mark", &part);
    text_fini(&part);
    text_add(&part, f->source ? f->source : "");
    property_add(out, "source", &part);
    text_fini(&part);
}

static void kinds_add(struct text *out, const struct field_type *type) {
    struct field_variant v;
    text_add(out, "\nkinds:\n");
    for (size_t i = 0; type->variant(i, &v); i++) {
        item_add(out, v.name, v.help);
    }
}

static void keys_add(struct text *out, const struct field *fields, const char *title) {
    if (fields && fields->key) {
        text_printf(out, "\n%s:\n", title);
    }
    for (const struct field *f = fields; f && f->key; f++) {
        item_add(out, f->key, f->help);
    }
}

static void type_add(struct text *out, const struct field_type *type) {
    bool csv = type->shape == TYPE_VALUE && type->fields;
    const char *title = csv                          ? "keys of the csv form"
                        : type->shape == TYPE_OBJECT ? "keys"
                        : type->shape == TYPE_MAP    ? "keys of each"
                                                     : "keys of each member";
    keys_add(out, type->fields, title);
    if (type->variant) {
        kinds_add(out, type);
    }
}

static void variant_add(struct text *out, const struct field_type *type,
                        const struct field_variant *v) {
    text_add(out, "  ");
    wrapped_add(out, v->help, 2);
    if (v->used_for) {
        text_printf(out, "  for      %s\n", v->used_for);
    }
    text_printf(out, "  example  ");
    wrapped_add(out, v->example, 11);
    if (v->source) {
        text_printf(out, "  source   %s\n", v->source);
    }
    keys_add(out, v->fields, "keys of this kind");
    keys_add(out, v->more, "and");
    if (type->shape != TYPE_VALUE) {
        keys_add(out, type->fields, "keys of all kinds");
    }
}

static void topics_list(struct text *out, const struct explain_section *sections, size_t n) {
    text_add(out, "Topics: keys of a scenario (join them with dots: stations.desk.lines), and\n\n");
    for (const struct field *f = scenario_fields; f->key; f++) {
        item_add(out, f->key, f->help);
    }
    item_add(out, "distributions", "everything random: the kinds and their parameters");
    for (size_t i = 0; i < n; i++) {
        item_add(out, sections[i].name, sections[i].about);
    }
}

static void distributions_add(struct text *out) {
    text_printf(out, "distributions\n  ");
    wrapped_add(out, distribution_type.written, 2);
    kinds_add(out, &distribution_type);
}

static void entry_add(struct text *out, const struct explain_entry *e) {
    text_printf(out, "%s%s%s%s\n  ", e->name, *e->unit ? " (" : "", e->unit, *e->unit ? ")" : "");
    wrapped_add(out, e->words, 2);
}

/* A section's name, an entry's, or both with a dot. */
static bool section_explain(const char *topic, const struct explain_section *s, struct text *out) {
    if (strcmp(topic, s->name) == 0) {
        text_printf(out, "%s\n  ", s->name);
        wrapped_add(out, s->about, 2);
        text_add(out, "\n");
        for (size_t i = 0; i < s->n; i++) {
            item_add(out, s->entries[i].name, s->entries[i].words);
        }
        return true;
    }
    size_t length = strlen(s->name);
    bool prefixed = strncmp(topic, s->name, length) == 0 && topic[length] == '.';
    const char *word = prefixed ? topic + length + 1 : topic;
    for (size_t i = 0; i < s->n; i++) {
        if (strcmp(word, s->entries[i].name) == 0) {
            entry_add(out, &s->entries[i]);
            return true;
        }
    }
    return false;
}

static bool distribution_explain(const char *topic, struct text *out) {
    const char *word = strncmp(topic, "distribution.", 13) == 0 ? topic + 13 : topic;
    if (strcmp(topic, "distributions") == 0 || strcmp(topic, "distribution") == 0) {
        distributions_add(out);
        return true;
    }
    struct field_variant v;
    for (size_t i = 0; distribution_type.variant(i, &v); i++) {
        if (strcmp(v.name, word) == 0) {
            text_printf(out, "distribution %s\n", v.name);
            variant_add(out, &distribution_type, &v);
            return true;
        }
    }
    return false;
}

static void found_add(struct text *out, const char *path, const struct topic *topic) {
    text_printf(out, "%s", path);
    if (topic->variant.name && !topic->is_variant) {
        text_printf(out, "  (of kind %s)", topic->variant.name);
    }
    text_add(out, "\n");
    if (topic->is_variant) {
        variant_add(out, topic->type, &topic->variant);
        return;
    }
    if (topic->field) {
        row_add(out, topic->field);
    }
    if (topic->type) {
        type_add(out, topic->type);
    } else if (topic->field == &topic_kind_row) {
        text_add(out, "\n  The kinds are listed one step up.\n");
    }
}

/* What could have stood where the path could not be followed. */
static void step_suggest(const struct path *steps, size_t matched, struct nearest *near) {
    struct topic reached;
    struct field_variant owner;
    topic_find(steps, matched, &reached);
    const struct field *f;
    for (size_t i = 0; reached.type && (f = topic_key(reached.type, i, &owner)); i++) {
        nearest_offer(near, f->key);
    }
    for (size_t i = 0; reached.type && reached.type->variant && reached.type->variant(i, &owner);
         i++) {
        nearest_offer(near, owner.name);
    }
}

static void others_suggest(const struct explain_section *sections, size_t n, struct nearest *near) {
    struct field_variant v;
    nearest_offer(near, "distributions");
    for (size_t i = 0; distribution_type.variant(i, &v); i++) {
        nearest_offer(near, v.name);
    }
    for (size_t i = 0; i < n; i++) {
        nearest_offer(near, sections[i].name);
        for (size_t j = 0; j < sections[i].n; j++) {
            nearest_offer(near, sections[i].entries[j].name);
        }
    }
}

static void path_add(struct text *t, const struct path *steps, size_t n) {
    for (size_t i = 0; i < n; i++) {
        if (steps[i].key) {
            text_printf(t, "%s%s", i > 0 ? "." : "", steps[i].key);
        } else {
            text_printf(t, "[%zu]", steps[i].index);
        }
    }
}

static void suggest(const struct path *steps, size_t matched,
                    const struct explain_section *sections, size_t n, struct text *text,
                    const char **nearest) {
    struct nearest near = {.word = steps[matched].key ? steps[matched].key : ""};
    step_suggest(steps, matched, &near);
    if (matched == 0) {
        others_suggest(sections, n, &near);
    }
    *nearest = NULL;
    if (near.best) {
        path_add(text, steps, matched);
        text_printf(text, "%s%s", matched > 0 ? "." : "", near.best);
        *nearest = text_string(text);
    }
}

/* A key or a kind by its name alone: where it is one only it is explained, else all are listed. */
static bool word_explain(const char *word, struct text *out) {
    struct word_places places = {.word = word};
    topic_places(&places);
    if (places.n == 1) {
        struct topic topic;
        size_t n;
        const struct path *steps = topic_parse(&places.arena, places.path[0], &n);
        topic_find(steps, n, &topic);
        found_add(out, places.path[0], &topic);
    } else if (places.n > 1) {
        text_printf(out, "%s stands in several places:\n\n", word);
        for (size_t i = 0; i < places.n; i++) {
            item_add(out, places.path[i], places.help[i]);
        }
    }
    bool found = places.n > 0;
    arena_fini(&places.arena);
    return found;
}

bool explain_topic(const char *topic, const struct explain_section *sections, size_t n,
                   struct text *out, struct text *nearest_text, const char **nearest) {
    *nearest = NULL;
    if (!topic) {
        topics_list(out, sections, n);
        return true;
    }
    for (size_t i = 0; i < n; i++) {
        if (section_explain(topic, &sections[i], out)) {
            return true;
        }
    }
    struct arena scratch = {0};
    size_t steps_n = 0;
    const struct path *steps = topic_parse(&scratch, topic, &steps_n);
    struct topic found;
    size_t matched = steps ? topic_find(steps, steps_n, &found) : 0;
    bool ok = steps && matched == steps_n;
    if (ok) {
        found_add(out, topic, &found);
    } else {
        ok = distribution_explain(topic, out) || word_explain(topic, out);
    }
    if (!ok && steps) {
        suggest(steps, matched, sections, n, nearest_text, nearest);
    }
    arena_fini(&scratch);
    return ok;
}
