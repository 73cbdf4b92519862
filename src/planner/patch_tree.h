/* SPDX-License-Identifier: GPL-3.0-or-later
 * Merge patches over a scenario (RFC 7396) while they are made. */
#ifndef PLANNER_PATCH_TREE_H
#define PLANNER_PATCH_TREE_H

struct cJSON;

/* The member of that name, NULL without one; made, an object, where it is missing; set. */
struct cJSON *patch_get(const struct cJSON *of, const char *key);
struct cJSON *patch_member(struct cJSON *of, const char *key);
void patch_put(struct cJSON *object, const char *key, struct cJSON *value);

#endif
