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

/* A --set decides its own path and all below it; with above, whether it leads through what stands
 * there, and so made it where no document has it. */
static bool set_decides(struct arena *scratch, const struct document *set, const struct path *at,
                        bool above) {
    struct set_path path;
    if (!set_path_parse(scratch, set, &path)) {
        return false;
    }
    size_t depth = path_depth(at);
    if (above ? depth >= path.n : depth < path.n) {
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

/* The last --set whose path leads through a place; 0: none does. */
static size_t set_maker(const struct reading *in, struct arena *scratch, const struct path *at) {
    for (size_t i = in->n_documents; i-- > 1;) {
        if (in->documents[i].is_set && set_decides(scratch, &in->documents[i], at, true)) {
            return i;
        }
    }
    return 0;
}

size_t reading_place(const struct reading *in, const struct path *at, struct json_place *place) {
    struct arena scratch = {0};
    size_t found = 0;
    for (size_t i = in->n_documents; i-- > 0 && found == 0;) {
        const struct document *doc = &in->documents[i];
        *place = (struct json_place){0};
        if (i > 0 &&
            (doc->is_set ? set_decides(&scratch, doc, at, false) : text_decides(doc, at, place))) {
            found = i;
        }
    }
    if (found == 0) {
        *place = json_locate(in->documents[0].text, in->documents[0].length, at);
        found = place->matched < path_depth(at) ? set_maker(in, &scratch, at) : 0;
        *place = found > 0 ? (struct json_place){0} : *place;
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

void documents_locate(const struct document *documents, size_t n, const struct path *at,
                      struct finding *out) {
    struct reading in = {.documents = documents, .n_documents = n};
    if (n > 0 && at) {
        reading_locate(&in, at, out);
    }
}
