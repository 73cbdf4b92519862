/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/json_parts.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <stdio.h>

void json_number_add(cJSON *object, const char *key, double x) {
    char digits[32];
    snprintf(digits, sizeof digits, "%.10g", x);
    if (isfinite(x))
        cJSON_AddRawToObject(object, key, digits);
    else
        cJSON_AddNullToObject(object, key);
}

void json_whole_add(cJSON *object, const char *key, uint64_t x) {
    char digits[32];
    snprintf(digits, sizeof digits, "%llu", (unsigned long long)x);
    cJSON_AddRawToObject(object, key, digits);
}

void json_estimate_fill(cJSON *object, struct estimate e, const char *unit) {
    json_number_add(object, "value", e.value);
    json_number_add(object, "low", e.low);
    json_number_add(object, "high", e.high);
    cJSON_AddStringToObject(object, "unit", unit);
}

void json_estimate_add(cJSON *object, const char *key, struct estimate e, const char *unit) {
    json_estimate_fill(cJSON_AddObjectToObject(object, key), e, unit);
}

bool json_section_wanted(const struct result_row *rows, size_t n, int kind) {
    bool any = false;
    for (size_t i = 0; i < n; i++)
        any = any || (int)rows[i].kind == kind;
    return any || kind != ROW_RULE;
}

void json_print(cJSON *root, struct text *out) {
    char *text = cJSON_Print(root);
    text_add(out, text);
    text_add(out, "\n");
    cJSON_free(text);
    cJSON_Delete(root);
}
