/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/names.h"

#include <stdlib.h>
#include <string.h>

struct named_place {
    const char *name;
    size_t place;
};

static int named_place_compare(const void *a, const void *b) {
    return strcmp(((const struct named_place *)a)->name, ((const struct named_place *)b)->name);
}

size_t *names_order(struct arena *a, const void *things, size_t n, size_t size) {
    struct named_place *places = arena_array(a, n, sizeof *places);
    for (size_t i = 0; i < n; i++) {
        memcpy(&places[i].name, (const char *)things + i * size, sizeof places[i].name);
        places[i].place = i;
    }
    if (n > 1) {
        qsort(places, n, sizeof *places, named_place_compare);
    }
    size_t *order = arena_array(a, n, sizeof *order);
    for (size_t i = 0; i < n; i++) {
        order[i] = places[i].place;
    }
    return order;
}

int name_equal(const char *a, const char *b) {
    return a == b || (a && b && strcmp(a, b) == 0);
}
