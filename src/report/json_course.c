/* SPDX-License-Identifier: GPL-3.0-or-later
 * "scores": [{"from", "to", "share"}], "months": [{"accounts": ..., "loyalty": ...}] and "weeks":
 * [{"strain": {"clerks": ...}}], numbered from 1. */
#include <cjson/cJSON.h>
#include <math.h>

#include "report/json_parts.h"

static void known_add(cJSON *object, const char *key, struct estimate e, const char *unit) {
    if (!isnan(e.value))
        json_estimate_add(object, key, e, unit);
}

static cJSON *numbered(cJSON *list, const char *what, size_t i) {
    cJSON *object = cJSON_CreateObject();
    json_whole_add(object, what, i + 1);
    cJSON_AddItemToArray(list, object);
    return object;
}

static void scores_add(cJSON *root, const struct results *r) {
    cJSON *list = r->n_scores > 0 ? cJSON_AddArrayToObject(root, "scores") : NULL;
    for (size_t i = 0; i < r->n_scores; i++) {
        cJSON *bin = cJSON_CreateObject();
        json_number_add(bin, "from", (double)i / (double)r->n_scores);
        json_number_add(bin, "to", (double)(i + 1) / (double)r->n_scores);
        json_number_add(bin, "share", r->scores[i]);
        cJSON_AddItemToArray(list, bin);
    }
}

static void months_add(cJSON *root, const struct results *r) {
    cJSON *list = r->n_months > 0 ? cJSON_AddArrayToObject(root, "months") : NULL;
    for (size_t i = 0; i < r->n_months; i++) {
        cJSON *month = numbered(list, "month", i);
        known_add(month, "accounts", r->months[i].accounts, "accounts");
        known_add(month, "loyalty", r->months[i].loyalty, "share");
        known_add(month, "value", r->months[i].value, "money");
    }
}

static void weeks_add(cJSON *root, const struct results *r) {
    cJSON *list = r->n_weeks > 0 ? cJSON_AddArrayToObject(root, "weeks") : NULL;
    for (size_t i = 0; i < r->n_weeks; i++) {
        cJSON *week = numbered(list, "week", i), *strain = cJSON_AddObjectToObject(week, "strain");
        for (size_t k = 0; k < r->n_strains; k++)
            known_add(strain, r->strains[k].group, r->strains[k].strain[i], "share");
    }
}

void json_course_add(cJSON *root, const struct results *r) {
    scores_add(root, r);
    months_add(root, r);
    weeks_add(root, r);
}
