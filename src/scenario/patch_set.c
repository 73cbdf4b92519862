/* SPDX-License-Identifier: GPL-3.0-or-later
 * A single setting: --set path=value. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "base/json.h"
#include "base/nearest.h"
#include "base/text.h"
#include "base/units.h"
#include "scenario/patch.h"
#include "scenario/topic.h"
#include "scenario/weekday.h"

/* "journey[1]" is a key and an index; returns how many steps it makes, 0 for none. */
static size_t step_parse(struct arena *a, const char *text, size_t length, struct path *out) {
    size_t end = length, digits = 0;
    if (length > 2 && text[length - 1] == ']') {
        for (end = length - 1; end > 0 && text[end - 1] >= '0' && text[end - 1] <= '9'; end--) {
            digits++;
        }
        bool indexed = digits > 0 && digits < 7 && end > 1 && text[end - 1] == '[';
        end = indexed ? end - 1 : length;
    }
    out[0] = (struct path){.key = arena_string_n(a, text, end)};
    if (end == length) {
        return length > 0 ? 1 : 0;
    }
    out[1] = (struct path){.index = (size_t)strtoul(text + end + 1, NULL, 10)};
    return 2;
}

bool set_path_parse(struct arena *a, const struct document *set, struct set_path *out) {
    const char *equals = memchr(set->text, '=', set->length);
    *out = (struct set_path){0};
    if (!equals) {
        return false;
    }
    size_t length = (size_t)(equals - set->text);
    struct path *steps = arena_array(a, 2 * length + 2, sizeof *steps);
    for (size_t start = 0; start <= length;) {
        const char *dot = memchr(set->text + start, '.', length - start);
        size_t end = dot ? (size_t)(dot - set->text) : length;
        size_t made = step_parse(a, set->text + start, end - start, steps + out->n);
        if (made == 0) {
            return false;
        }
        out->n += made;
        start = end + 1;
    }
    out->steps = steps;
    out->value = arena_string_n(a, equals + 1, set->length - length - 1);
    return out->n > 0;
}

static cJSON *child_get(cJSON *parent, const struct path *step) {
    if (step->key) {
        return cJSON_IsObject(parent) ? cJSON_GetObjectItemCaseSensitive(parent, step->key) : NULL;
    }
    return cJSON_IsArray(parent) ? cJSON_GetArrayItem(parent, (int)step->index) : NULL;
}

/* What is being set: where, in which tree, for messages under the set's own name. */
struct setting {
    const struct document *set;
    struct set_path path;
    struct arena arena;
    struct diag *diag;
};

static bool set_error(struct setting *s, size_t depth, const char *words) {
    struct path *steps = arena_array(&s->arena, depth + 1, sizeof *steps);
    for (size_t i = 0; i < depth; i++) {
        steps[i] = s->path.steps[i];
        steps[i].parent = i > 0 ? &steps[i - 1] : NULL;
    }
    return diag_error_in(s->diag, depth > 0 ? &steps[depth - 1] : NULL, s->set->name, 0, 0, "%s",
                         words);
}

/* The member of parent whose name is nearest to the word; NULL when none is near. */
static const char *nearest_member(const cJSON *parent, const char *word) {
    struct nearest nearest = {.word = word};
    for (const cJSON *m = parent->child; m && m->string; m = m->next) {
        nearest_offer(&nearest, m->string);
    }
    return nearest.best;
}

static bool no_member(struct setting *s, size_t depth, const cJSON *parent) {
    const char *key = s->path.steps[depth].key;
    if (!key) {
        return set_error(s, depth + 1, "the list has no such member");
    }
    const char *near = nearest_member(parent, key);
    const char *words = "there is nothing here to change; give a value";
    if (near) {
        words =
            arena_format(&s->arena, "there is nothing here to change; did you mean '%s'?", near);
    }
    return set_error(s, depth + 1, words);
}

/* The object or list that holds the last step; objects that are missing are made where make, unless
 * the name looks like a slip for one that is there. */
static cJSON *parent_find(struct setting *s, cJSON *root, bool make) {
    cJSON *at = root;
    for (size_t i = 0; i + 1 < s->path.n; i++) {
        const struct path *step = &s->path.steps[i];
        cJSON *child = child_get(at, step);
        if (!child && make && step->key && cJSON_IsObject(at) && !nearest_member(at, step->key)) {
            child = cJSON_AddObjectToObject(at, step->key);
        }
        if (!child) {
            no_member(s, i, at);
            return NULL;
        }
        at = child;
    }
    return at;
}

static cJSON *value_make(const char *text) {
    struct diag quiet = {0};
    enum json_state state = json_check("", text, strlen(text), &quiet);
    diag_fini(&quiet);
    cJSON *value = state == JSON_SOUND ? cJSON_Parse(text) : NULL;
    return value ? value : cJSON_CreateString(text);
}

static bool absolute_set(struct setting *s, cJSON *root) {
    cJSON *parent = parent_find(s, root, true);
    if (!parent) {
        return false;
    }
    const struct path *last = &s->path.steps[s->path.n - 1];
    cJSON *value = value_make(s->path.value);
    if (last->key && cJSON_IsObject(parent)) {
        cJSON_DeleteItemFromObjectCaseSensitive(parent, last->key);
        if (cJSON_IsNull(value)) {
            cJSON_Delete(value);
            return true;
        }
        return cJSON_AddItemToObject(parent, last->key, value);
    }
    if (!last->key && child_get(parent, last)) {
        return cJSON_ReplaceItemInArray(parent, (int)last->index, value);
    }
    cJSON_Delete(value);
    return set_error(s, s->path.n,
                     "there is no place here to set; what holds it is no object or "
                     "the list is shorter");
}

/* x * times + plus; plus in the unit of what stands there, seconds where it is a duration. */
struct change {
    double times, plus;
    bool whole; /* round to whole people, never below none */
};

/* +1 -1 *1.1 +30s */
static bool shift_parse(const char *text, struct change *out) {
    double x;
    *out = (struct change){.times = 1};
    if (*text != '+' && *text != '-' && *text != '*') {
        return false;
    }
    bool number = number_parse(text + 1, &x) == NULL && text[1] != '-';
    if (*text == '*') {
        out->times = x;
        return number;
    }
    if (!number && (text[1] == '-' || duration_parse(text + 1, &x) != NULL)) {
        return false;
    }
    out->plus = *text == '-' ? -x : x;
    return true;
}

static double shifted(const struct change *by, double x) {
    double y = x * by->times + by->plus;
    return by->whole ? fmax(0, floor(y + 0.5)) : y;
}

/* "2m50s", "40/h" or "35%" shifted, as text again; NULL when the text is no quantity. */
static const char *text_shifted(struct arena *a, const struct change *by, const char *text) {
    double x;
    size_t n = strlen(text);
    if (duration_parse(text, &x) == NULL) {
        return arena_format(a, "%.15gs", shifted(by, x));
    }
    const char *slash = strchr(text, '/');
    if (slash && number_parse(arena_string_n(a, text, (size_t)(slash - text)), &x) == NULL) {
        return arena_format(a, "%.15g%s", shifted(by, x), slash);
    }
    if (n > 0 && text[n - 1] == '%' && share_parse(text, &x) == NULL) {
        return arena_format(a, "%.15g%%", 100 * shifted(by, x));
    }
    return NULL;
}

static bool csv_shift(cJSON *profile, const struct change *by) {
    const cJSON *times = cJSON_GetObjectItemCaseSensitive(profile, "times");
    const cJSON *plus = cJSON_GetObjectItemCaseSensitive(profile, "plus");
    double t = cJSON_IsNumber(times) ? times->valuedouble : 1;
    double p = cJSON_IsNumber(plus) ? plus->valuedouble : 0;
    cJSON_DeleteItemFromObjectCaseSensitive(profile, "times");
    cJSON_DeleteItemFromObjectCaseSensitive(profile, "plus");
    return cJSON_AddNumberToObject(profile, "times", t * by->times) &&
           cJSON_AddNumberToObject(profile, "plus", p * by->times + by->plus);
}

static bool value_shift(struct arena *a, cJSON *value, const struct change *by);

/* A member of a profile. A weekday that is closed stays closed. */
static bool member_shift(struct arena *a, cJSON *m, const struct change *by) {
    double time;
    unsigned first, n;
    if (m->string && weekdays_parse(m->string, &first, &n) == NULL) {
        bool closed = cJSON_IsString(m) && strcmp(m->valuestring, "closed") == 0;
        return closed || value_shift(a, m, by);
    }
    bool step = !m->string || time_of_day_parse(m->string, &time) == NULL;
    return step && (cJSON_IsNumber(m) || cJSON_IsString(m)) && value_shift(a, m, by);
}

static bool value_shift(struct arena *a, cJSON *value, const struct change *by) {
    if (cJSON_IsNumber(value)) {
        cJSON_SetNumberValue(value, shifted(by, value->valuedouble));
        return true;
    }
    if (cJSON_IsString(value)) {
        const char *text = text_shifted(a, by, value->valuestring);
        return text && cJSON_SetValuestring(value, text);
    }
    if (cJSON_IsObject(value) && cJSON_GetObjectItemCaseSensitive(value, "csv")) {
        return csv_shift(value, by);
    }
    bool ok = value->child != NULL; /* a list, a step function, or one of these by weekday */
    for (cJSON *m = value->child; ok && m; m = m->next) {
        if (!(m->string && json_ignored(m->string))) {
            ok = member_shift(a, m, by);
        }
    }
    return ok;
}

static bool relative_set(struct setting *s, cJSON *root, struct change by) {
    cJSON *parent = parent_find(s, root, false);
    if (!parent) {
        return false;
    }
    cJSON *value = child_get(parent, &s->path.steps[s->path.n - 1]);
    if (!value) {
        return no_member(s, s->path.n - 1, parent);
    }
    by.whole = topic_is_count(s->path.steps, s->path.n);
    return value_shift(&s->arena, value, &by) ||
           set_error(s, s->path.n,
                     arena_format(&s->arena, "%s cannot be changed by %s",
                                  json_describe(&s->arena, value), s->path.value));
}

bool patch_set(struct cJSON *root, const struct document *set, struct diag *d) {
    struct setting s = {.set = set, .diag = d};
    struct change by;
    bool ok;
    if (!set_path_parse(&s.arena, set, &s.path)) {
        ok = diag_error_at(d, set->name, 0, 0,
                           "needs the form path=value, as in "
                           "stations.kiosk.count=2");
    } else if (shift_parse(s.path.value, &by)) {
        ok = relative_set(&s, root, by);
    } else {
        ok = absolute_set(&s, root);
    }
    arena_fini(&s.arena);
    return ok;
}
