/* SPDX-License-Identifier: GPL-3.0-or-later
 * The short form is rewritten as the JSON of a scenario, so that one reader has the say. */
#include "scenario/distribution_text.h"

#include <string.h>

#include <cjson/cJSON.h>

#include "base/units.h"
#include "scenario/reading.h"

/* Plain numbers stay numbers, everything else becomes a string. */
static void value_add(struct text *json, const char *value) {
    double number;
    if (number_parse(value, &number)) {
        json_add_string(json, value);
    } else {
        text_printf(json, "%.17g", number);
    }
}

/* The key that a lone value stands for. */
static const char *first_key(const char *kind) {
    const struct distribution_kind *k = distribution_kind_find(kind);
    return k && k->fields[0].key ? k->fields[0].key : "mean";
}

static void pair_add(struct text *json, struct arena *a, const char *kind, const char *pair) {
    const char *equals = strchr(pair, '=');
    const char *key = equals ? arena_string_n(a, pair, (size_t)(equals - pair)) : first_key(kind);
    text_add(json, ", ");
    json_add_string(json, key);
    text_add(json, ": ");
    value_add(json, equals ? equals + 1 : pair);
}

/* "kind:key=value,key=value" as JSON. */
static void rewrite(const char *text, struct arena *a, struct text *json) {
    size_t length = strcspn(text, ":");
    const char *kind = arena_string_n(a, text, length), *rest = text + length;
    text_add(json, "{\"kind\": ");
    json_add_string(json, kind);
    while (*rest) {
        const char *pair = rest + 1;
        length = strcspn(pair, ",");
        pair_add(json, a, kind, arena_string_n(a, pair, length));
        rest = pair + length;
    }
    text_add(json, "}");
}

static bool json_read(const char *name, const struct text *json, struct arena *a, struct diag *d,
                      struct distribution *out) {
    struct document document = {.name = name, .text = json->bytes, .length = json->length};
    if (json_check(name, json->bytes, json->length, d) != JSON_SOUND) {
        return false;
    }
    cJSON *tree = json_tree(name, json->bytes, json->length, d);
    if (!tree) {
        return false;
    }
    struct reading in = {.documents = &document, .n_documents = 1, .tree = tree};
    struct reader r = {.arena = a, .diag = d, .context = &in};
    struct path top = {.key = name};
    size_t before = d->errors;
    bool ok = distribution_value_read(&r, tree, &top, out) && d->errors == before;
    text_fini(&in.digests);
    cJSON_Delete(tree);
    return ok;
}

bool distribution_parse(const char *name, const char *text, struct arena *a, struct diag *d,
                        struct distribution *out) {
    double mean;
    struct text json = {0};
    struct path at = {.key = name};
    *out = distribution_exponential(1);
    if (!number_parse(text, &mean) || !duration_parse(text, &mean)) {
        if (mean > 0 && mean <= 1e9) {
            *out = distribution_exponential(mean);
            return true;
        }
        return diag_error(d, &at, "'%s' is not a mean above 0 and up to 1e9 s", text);
    }
    if (*text == '{') {
        text_add(&json, text);
    } else {
        rewrite(text, a, &json);
    }
    bool ok = json_read(name, &json, a, d, out);
    text_fini(&json);
    if (!ok) {
        *out = distribution_exponential(1); /* can still be asked for its mean */
    }
    return ok;
}
