/* SPDX-License-Identifier: GPL-3.0-or-later
 * RFC 7396 on the cJSON tree. */
#include "scenario/patch.h"

#include <string.h>

#include <cjson/cJSON.h>

/* stations.<name> is the one object with a kind whose other keys are kept when the kind changes. */
struct where {
    const struct where *outer;
    const char *key;
};

static bool is_station(const struct where *at) {
    return at && at->outer && !at->outer->outer && strcmp(at->outer->key, "stations") == 0;
}

static bool replaces_whole(const cJSON *patch, const struct where *at) {
    return cJSON_IsString(cJSON_GetObjectItemCaseSensitive(patch, "kind")) && !is_station(at);
}

static cJSON *merge(cJSON *target, const cJSON *patch, const struct where *at);

static void merge_member(cJSON *target, const cJSON *m, const struct where *outer) {
    struct where here = {outer, m->string};
    if (cJSON_IsNull(m)) {
        cJSON_DeleteItemFromObjectCaseSensitive(target, m->string);
        return;
    }
    cJSON *old = cJSON_DetachItemFromObjectCaseSensitive(target, m->string);
    cJSON_AddItemToObject(target, m->string, merge(old, m, &here));
}

static cJSON *merge(cJSON *target, const cJSON *patch, const struct where *at) {
    if (!cJSON_IsObject(patch)) {
        cJSON_Delete(target);
        return cJSON_Duplicate(patch, 1);
    }
    if (!cJSON_IsObject(target) || replaces_whole(patch, at)) {
        cJSON_Delete(target);
        target = cJSON_CreateObject();
    }
    for (const cJSON *m = patch->child; m; m = m->next) {
        merge_member(target, m, at);
    }
    return target;
}

struct cJSON *patch_merge(struct cJSON *target, const struct cJSON *patch) {
    return merge(target, patch, NULL);
}
