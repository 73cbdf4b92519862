/* SPDX-License-Identifier: GPL-3.0-or-later
 * Documents to a tree, the tree to a scenario. */
#include "scenario/read.h"

#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "base/sha256.h"
#include "scenario/check.h"
#include "scenario/patch.h"
#include "scenario/reading.h"

/* The tree of one JSON document; NULL when it is broken. */
static cJSON *document_tree(const struct document *doc, struct diag *d) {
    enum json_state state = json_check(doc->name, doc->text, doc->length, d);
    cJSON *tree = state == JSON_BROKEN ? NULL : json_tree(doc->name, doc->text, doc->length, d);
    if (tree && !cJSON_IsObject(tree)) {
        diag_error_at(d, doc->name, 1, 1, "a scenario or patch is an object {...}");
        cJSON_Delete(tree);
        return NULL;
    }
    return tree;
}

static bool patch_lay(cJSON **root, const struct document *patch, bool sound, struct diag *d) {
    cJSON *tree = document_tree(patch, d);
    *root = sound && tree ? patch_merge(*root, tree) : *root;
    cJSON_Delete(tree);
    return sound && tree;
}

cJSON *documents_merge(const struct document *documents, size_t n, struct diag *d) {
    cJSON *root = document_tree(&documents[0], d);
    bool ok = root != NULL;
    for (size_t i = 1; i < n; i++) {
        if (!documents[i].is_set && !documents[i].after_sets) {
            ok = patch_lay(&root, &documents[i], ok, d);
        }
    }
    for (size_t i = 1; ok && i < n; i++) {
        ok = !documents[i].is_set || patch_set(root, &documents[i], d);
    }
    for (size_t i = 1; ok && i < n; i++) {
        ok = !documents[i].after_sets || patch_lay(&root, &documents[i], ok, d);
    }
    if (!ok) {
        cJSON_Delete(root);
        return NULL;
    }
    return root;
}

enum { DIGEST_LINE = 65 };

static int compare_digests(const void *left, const void *right) {
    return memcmp(left, right, DIGEST_LINE);
}

/* The csv files count in whatever order they were read. */
static void hash_scenario(struct scenario *s, const cJSON *root, struct text *digests) {
    if (digests->length > 0) {
        qsort(digests->bytes, digests->length / DIGEST_LINE, DIGEST_LINE, compare_digests);
    }
    struct text canonical = {0};
    json_add_canonical(&canonical, root);
    text_add(&canonical, "\n");
    text_add(&canonical, text_string(digests));
    sha256_hex(canonical.bytes, canonical.length, s->sha256);
    text_fini(&canonical);
}

static void tier_make_plain(struct scenario *s) {
    if (s->n_tiers == 0) {
        s->tiers = arena_alloc(&s->arena, sizeof *s->tiers);
        s->tiers[0].name = "standard";
        s->tiers[0].minds_waiting = 1;
        s->n_tiers = 1;
    }
}

static void worth_take(struct scenario *s) {
    for (size_t i = 0; i < s->money.n_classes; i++) {
        for (size_t j = 0; j < s->n_classes; j++) {
            if (strcmp(s->money.classes[i].name, s->classes[j].name) == 0) {
                s->classes[j].value = s->money.classes[i].amount;
            }
        }
    }
    for (size_t i = 0; i < s->money.n_pays; i++) {
        for (size_t j = 0; j < s->n_standards; j++) {
            if (strcmp(s->money.pays[i].name, s->standards[j].name) == 0) {
                s->standards[j].pays = s->money.pays[i].amount;
            }
        }
    }
}

static void tree_take(struct reading *in, const cJSON *root, struct diag *d) {
    struct reader r = {.arena = &in->scenario->arena, .diag = d, .context = in};
    struct scenario *s = in->scenario;
    in->tree = root;
    fields_read(&r, root, NULL, scenario_fields, s);
    s->name = s->name ? s->name : "scenario";
    tier_make_plain(s);
}

struct scenario *scenario_again(const struct reading *in, const struct cJSON *tree,
                                struct diag *d) {
    struct scenario *s = mem_new(1, sizeof *s);
    struct reading again = {.scenario = s,
                            .documents = in->documents,
                            .n_documents = in->n_documents,
                            .errors_before = d->errors};
    tree_take(&again, tree, d);
    worth_take(s);
    text_fini(&again.digests);
    return s;
}

static void tree_read(struct reading *in, const cJSON *root, struct diag *d) {
    d->locate = reading_locate;
    d->context = in;
    tree_take(in, root, d);
    scenario_check(in, d);
    worth_take(in->scenario);
    if (d->errors == in->errors_before) {
        rules_settings_read(in, d);
    }
    d->locate = NULL;
    d->context = NULL;
}

static struct scenario *documents_read(const struct document *documents, size_t n, struct diag *d) {
    size_t before = d->errors;
    cJSON *root = documents_merge(documents, n, d);
    if (!root) {
        return NULL;
    }
    struct scenario *s = mem_new(1, sizeof *s);
    struct reading in = {
        .scenario = s, .documents = documents, .n_documents = n, .errors_before = before};
    tree_read(&in, root, d);
    hash_scenario(s, root, &in.digests);
    text_fini(&in.digests);
    cJSON_Delete(root);
    if (d->errors == before) {
        return s;
    }
    scenario_free(s);
    return NULL;
}

struct scenario *scenario_read(const struct document *documents, size_t n, struct diag *d) {
    struct scenario *s = documents_read(documents, n, d);
    diag_sort(d);
    return s;
}

void scenario_free(struct scenario *s) {
    if (s) {
        for (size_t i = 0; s->rules && i < s->n_rules; i++) {
            scenario_free(s->rules[i].changed);
        }
        arena_fini(&s->arena);
        free(s);
    }
}
