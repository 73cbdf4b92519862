/* SPDX-License-Identifier: GPL-3.0-or-later
 * Which document decides a value, and where in it: the last that says anything about it. */
#include <string.h>

#include "scenario/patch.h"
#include "scenario/reading.h"

static size_t path_depth(const struct path *at) {
    size_t depth = 0;
    for (; at; at = at->parent) {
        depth++;
    }
    return depth;
}

/* A --set decides its own path and all below it. */
static bool set_decides(struct arena *scratch, const struct document *set, const struct path *at) {
    struct set_path path;
    if (!set_path_parse(scratch, set, &path)) {
        return false;
    }
    size_t depth = path_depth(at);
    if (depth < path.n) {
        return false;
    }
    const struct path *p = at;
    for (size_t i = depth; i-- > 0; p = p->parent) {
        if (i >= path.n) {
            continue;
        }
        const struct path *step = &path.steps[i];
        bool same = step->key ? p->key && strcmp(step->key, p->key) == 0
                              : !p->key && step->index == p->index;
        if (!same) {
            return false;
        }
    }
    return true;
}

/* A patch decides what it holds, and what lies below a value of it that replaces another whole. */
static bool text_decides(const struct document *doc, const struct path *at,
                         struct json_place *place) {
    *place = json_locate(doc->text, doc->length, at);
    size_t depth = path_depth(at);
    return place->matched == depth || (place->matched > 0 && !place->object);
}

size_t reading_place(const struct reading *in, const struct path *at, struct json_place *place) {
    struct arena scratch = {0};
    size_t found = 0;
    for (size_t i = in->n_documents; i-- > 0 && found == 0;) {
        const struct document *doc = &in->documents[i];
        *place = (struct json_place){0};
        if (i > 0 &&
            (doc->is_set ? set_decides(&scratch, doc, at) : text_decides(doc, at, place))) {
            found = i;
        }
    }
    if (found == 0) {
        *place = json_locate(in->documents[0].text, in->documents[0].length, at);
    }
    arena_fini(&scratch);
    return found;
}

void reading_locate(void *context, const struct path *at, struct finding *out) {
    struct json_place place;
    const struct reading *in = context;
    out->file = in->documents[reading_place(in, at, &place)].name;
    out->line = place.line;
    out->column = place.column;
}
