/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planner/patch_tree.h"

#include <cjson/cJSON.h>

cJSON *patch_get(const cJSON *object, const char *key) {
    return cJSON_GetObjectItemCaseSensitive(object, key);
}

cJSON *patch_member(cJSON *of, const char *key) {
    cJSON *found = patch_get(of, key);
    return found ? found : cJSON_AddObjectToObject(of, key);
}

void patch_put(cJSON *object, const char *key, cJSON *value) {
    cJSON_DeleteItemFromObjectCaseSensitive(object, key);
    cJSON_AddItemToObject(object, key, value);
}
