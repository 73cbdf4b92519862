/* SPDX-License-Identifier: GPL-3.0-or-later
 * Settings of rules: each rule's are laid over a copy of the tree, as --set would, and read again.
 */
#include <string.h>

#include <cjson/cJSON.h>

#include "scenario/check.h"
#include "scenario/patch.h"
#include "scenario/topic.h"

static cJSON *get(const cJSON *object, const char *key) {
    return cJSON_GetObjectItemCaseSensitive(object, key);
}

/* The k-th action of a rule in a tree; `do` may be one action. */
static cJSON *action_json(const cJSON *tree, const struct rule *r, size_t k) {
    cJSON *all = get(get(get(tree, "rules"), r->name), "do");
    return r->listed ? cJSON_GetArrayItem(all, (int)k) : all;
}

/* A setting, and where it stands. */
struct setting_at {
    const struct rule *rule;
    const cJSON *value; /* its name is the path that it sets */
    const struct path *at;
};

typedef bool setting_visit(struct reading *in, struct setting_at s, void *context, struct diag *d);

static bool settings_each(struct reading *in, const struct rule *r, setting_visit *visit,
                          void *context, struct diag *d) {
    struct path rules = {.key = "rules"}, rule = {.parent = &rules, .key = r->name};
    struct path all = {.parent = &rule, .key = "do"}, member = {.parent = &all};
    bool ok = true;
    for (; member.index < r->n_actions; member.index++) {
        struct path set = {.parent = r->listed ? &member : &all, .key = "set"};
        const cJSON *json = get(action_json(in->tree, r, member.index), "set");
        for (const cJSON *m = json ? json->child : NULL; m; m = m->next) {
            struct path here = {.parent = &set, .key = m->string};
            ok = json_ignored(m->string) ||
                 (visit(in, (struct setting_at){r, m, &here}, context, d) && ok);
        }
    }
    return ok;
}

/* Whether the path leads to a key that may change while the day runs. */
static bool setting_live(struct reading *in, struct setting_at s, void *context, struct diag *d) {
    struct path key = *s.at;
    size_t n = 0;
    struct topic topic;
    (void)in;
    (void)context;
    key.of_key = true;
    const struct path *steps = topic_parse(&d->arena, s.value->string, &n);
    if (!steps || topic_find(steps, n, &topic) < n || !topic.field) {
        return diag_error(d, &key, "no key has this path; see 'sojourn explain scenario'");
    }
    return topic.field->live ||
           diag_error(
               d, &key,
               "a rule cannot change '%s' while the day runs; it can change keys marked live "
               "in 'sojourn explain': chances, counts, lines, seats, time limits, speeds",
               topic.field->key);
}

/* ---- two rules that set the same key ---- */

struct clash {
    const struct rule *other;
    struct setting_at mine;
    bool found;
};

static bool clash_with(struct reading *in, struct setting_at theirs, void *context,
                       struct diag *d) {
    struct clash *c = context;
    (void)in;
    (void)d;
    c->found = c->found || (strcmp(theirs.value->string, c->mine.value->string) == 0 &&
                            !cJSON_Compare(theirs.value, c->mine.value, true));
    return true;
}

static bool setting_alone(struct reading *in, struct setting_at s, void *context, struct diag *d) {
    (void)context;
    bool ok = true;
    for (const struct rule *r = in->scenario->rules; r < s.rule; r++) {
        struct clash c = {.other = r, .mine = s};
        if (rules_meet(r, s.rule)) {
            settings_each(in, r, clash_with, &c, d);
        }
        if (c.found) {
            ok = diag_error(d, s.at,
                            "the rule '%s' sets this to another value, and both are on at times: "
                            "they fight; hours ('between') or levels that never meet keep them "
                            "apart",
                            r->name);
        }
    }
    return ok;
}

/* ---- the scenario as a rule makes it ---- */

/* A text may be relative ("+1"), a number never is: the space keeps -3 from being taken for that.
 */
static const char *value_text(struct arena *a, const cJSON *value) {
    if (cJSON_IsString(value)) {
        return value->valuestring;
    }
    char *printed = cJSON_PrintUnformatted(value);
    const char *text = arena_format(a, " %s", printed);
    cJSON_free(printed);
    return text;
}

/* What went wrong elsewhere is told at the setting. */
static bool tell_first(struct diag *d, const struct diag *found, const struct path *at) {
    for (size_t i = 0; i < found->count; i++) {
        if (found->findings[i].severity == SEVERITY_ERROR) {
            return diag_error(d, at, "%s", found->findings[i].message);
        }
    }
    return true;
}

static bool setting_lay(struct reading *in, struct setting_at s, void *context, struct diag *d) {
    cJSON *tree = context;
    struct diag quiet = {0};
    const char *text =
        arena_format(&quiet.arena, "%s=%s", s.value->string, value_text(&quiet.arena, s.value));
    struct document set = {.name = "set", .text = text, .length = strlen(text), .is_set = true};
    bool ok = patch_set(tree, &set, &quiet);
    if (ok) {
        scenario_free(scenario_again(in, tree, &quiet));
        ok = quiet.errors == 0;
    }
    ok = ok || tell_first(d, &quiet, s.at);
    diag_fini(&quiet);
    return ok;
}

/* Without what rules set, so that reading it again has an end. */
static cJSON *tree_copy(const struct reading *in) {
    cJSON *tree = cJSON_Duplicate(in->tree, true);
    for (size_t i = 0; i < in->scenario->n_rules; i++) {
        cJSON *rule = get(get(tree, "rules"), in->scenario->rules[i].name);
        cJSON_DeleteItemFromObjectCaseSensitive(rule, "do");
        cJSON_DeleteItemFromObjectCaseSensitive(rule, "again_after");
    }
    return tree;
}

static bool rule_sets(const struct rule *r) {
    for (size_t i = 0; i < r->n_actions; i++) {
        if (r->actions[i].n_sets > 0) {
            return true;
        }
    }
    return false;
}

static void rule_settings_read(struct reading *in, struct rule *r, struct diag *d) {
    bool ok =
        settings_each(in, r, setting_live, NULL, d) && settings_each(in, r, setting_alone, NULL, d);
    cJSON *tree = ok ? tree_copy(in) : NULL;
    if (ok && settings_each(in, r, setting_lay, tree, d)) {
        struct diag quiet = {0};
        r->changed = scenario_again(in, tree, &quiet);
        diag_fini(&quiet);
    }
    cJSON_Delete(tree);
}

void rules_settings_read(struct reading *in, struct diag *d) {
    for (size_t i = 0; i < in->scenario->n_rules; i++) {
        if (rule_sets(&in->scenario->rules[i])) {
            rule_settings_read(in, &in->scenario->rules[i], d);
        }
    }
}
