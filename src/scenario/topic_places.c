/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "scenario/topic.h"

#include "scenario/reading.h"

enum { TYPES_AT_MOST = 128 };

/* Types that were looked into; each once, so that journeys within journeys have an end. */
struct walk {
    struct word_places *to;
    size_t n;
    const struct field_type *seen[TYPES_AT_MOST];
};

static bool first_time(struct walk *w, const struct field_type *type) {
    for (size_t i = 0; i < w->n; i++) {
        if (w->seen[i] == type) {
            return false;
        }
    }
    if (w->n == TYPES_AT_MOST) {
        return false;
    }
    w->seen[w->n++] = type;
    return true;
}

static void place_note(struct walk *w, const char *path, const char *word, const char *help) {
    struct word_places *to = w->to;
    if (strcmp(word, to->word) == 0 && to->n < WORD_PLACES) {
        to->path[to->n] = path;
        to->help[to->n++] = help;
    }
}

static const char *joined(struct walk *w, const char *path, const char *key) {
    return arena_format(&w->to->arena, "%s%s%s", path, *path ? "." : "", key);
}

static void type_walk(struct walk *w, const char *path, const struct field_type *type) {
    struct field_variant owner;
    const struct field *f;
    for (size_t i = 0; type->variant && type->variant(i, &owner); i++) {
        place_note(w, joined(w, path, owner.name), owner.name, owner.help);
    }
    for (size_t i = 0; (f = topic_key(type, i, &owner)); i++) {
        if (f != &topic_kind_row) {
            place_note(w, joined(w, path, f->key), f->key, f->help);
        }
    }
    for (size_t i = 0; (f = topic_key(type, i, &owner)); i++) {
        if (f->kind == FIELD_TYPED && f->type && f->type != &distribution_type &&
            first_time(w, f->type)) {
            type_walk(w, joined(w, path, f->key), f->type);
        }
    }
}

void topic_places(struct word_places *to) {
    struct walk w = {.to = to};
    type_walk(&w, "", &scenario_type);
}
