/* SPDX-License-Identifier: GPL-3.0-or-later
 * Guarantees name standards that have a time to be exceeded, once; and no standard is on what
 * belongs to a rival. */
#include <math.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "base/nearest.h"
#include "scenario/check.h"

/* NULL with a finding that offers the nearest. */
static const struct standard *standard_named(struct checking *k, const char *name,
                                             const struct path *at) {
    struct nearest nearest = {.word = name};
    for (size_t i = 0; i < k->s->n_standards; i++) {
        if (strcmp(k->s->standards[i].name, name) == 0) {
            return &k->s->standards[i];
        }
        nearest_offer(&nearest, k->s->standards[i].name);
    }
    if (nearest.best) {
        diag_error(k->d, at, "unknown standard '%s'; did you mean '%s'?", name, nearest.best);
    } else {
        diag_error(k->d, at, "unknown standard '%s'", name);
    }
    return NULL;
}

static void check_pays(struct checking *k, const char *name, const struct path *pays) {
    const cJSON *standards = cJSON_GetObjectItemCaseSensitive(k->in->tree, "standards");
    const cJSON *json = cJSON_GetObjectItemCaseSensitive(standards, name);
    struct path here = {.parent = pays, .key = name, .of_key = true};
    const struct standard *s = standard_named(k, name, &here);
    here.of_key = false;
    if (cJSON_GetObjectItemCaseSensitive(json, "pays")) {
        diag_error(k->d, &here, "standards.%s.pays says it too; give it in one of the two", name);
    } else if (s && s->measure) {
        diag_error(k->d, &here,
                   "'%s' judges a measure; a guarantee is for each customer for whom a time is "
                   "exceeded ('share' and 'within')",
                   name);
    }
}

void check_guarantees(struct checking *k) {
    struct path money = {.key = "money"}, pays = {.parent = &money, .key = "pays"};
    for (size_t i = 0; k->s->money.pays && i < k->s->money.n_pays; i++) {
        check_pays(k, k->s->money.pays[i].name, &pays);
    }
    struct path standards = {.key = "standards"};
    for (size_t i = 0; i < k->s->n_standards; i++) {
        const struct station *s = station_find(k->s, k->s->standards[i].at);
        struct path here = {.parent = &standards, .key = k->s->standards[i].name};
        struct path at = {.parent = &here, .key = "at"};
        if (s && s->rival) {
            diag_error(k->d, &at, "'%s' is a rival's station, kept out of all standards", s->name);
        }
    }
}
