/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the JSON results are made of. */
#ifndef REPORT_JSON_PARTS_H
#define REPORT_JSON_PARTS_H

#include <stdint.h>

#include "base/text.h"
#include "study/results.h"

struct cJSON;

/* Ten digits: more are noise, and hide what matters to a reader; null where there is no number. */
void json_number_add(struct cJSON *object, const char *key, double x);
/* 64 bits do not fit a double. */
void json_whole_add(struct cJSON *object, const char *key, uint64_t x);
/* value, low, high and unit: into the object, or as a member of it. */
void json_estimate_fill(struct cJSON *object, struct estimate e, const char *unit);
void json_estimate_add(struct cJSON *object, const char *key, struct estimate e, const char *unit);
/* Whether the rows of this kind make a section: the rules' only where there are any. */
bool json_section_wanted(const struct result_row *rows, size_t n, int kind);
/* What contacts were like and what changes in the course of a run: scores, months, weeks; each
 * where there is any. */
void json_course_add(struct cJSON *root, const struct results *r);
/* Adds the tree as text with a line end, and deletes it. */
void json_print(struct cJSON *root, struct text *out);

#endif
