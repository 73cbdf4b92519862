/* SPDX-License-Identifier: GPL-3.0-or-later
 * The times of a step function over the day. */
#include <stdlib.h>

#include <cjson/cJSON.h>

#include "base/text.h"
#include "base/units.h"
#include "scenario/reading.h"

size_t object_size(const struct cJSON *json) {
    size_t n = 0;
    for (const cJSON *m = json->child; m; m = m->next) {
        n += !json_ignored(m->string);
    }
    return n;
}

const struct cJSON *object_member(const struct cJSON *json, size_t index) {
    const cJSON *m = json->child;
    for (; m; m = m->next) {
        if (!json_ignored(m->string) && index-- == 0) {
            break;
        }
    }
    return m;
}

struct step_time {
    double time;
    size_t member;
};

static int compare_times(const void *left, const void *right) {
    const struct step_time *a = left, *b = right;
    return (a->time > b->time) - (a->time < b->time);
}

static bool key_read(struct reader *r, const char *key, const struct path *at, double *time) {
    struct path here = {.parent = at, .key = key, .of_key = true};
    const char *why = time_of_day_parse(key, time);
    if (why) {
        return diag_error(r->diag, &here, "\"%s\" %s", key, why);
    }
    const struct horizon *day = &reading_of(r)->scenario->horizon;
    if (*time < day->opens && *time + DAY_SECONDS < day->closes) {
        *time += DAY_SECONDS;
    }
    return true;
}

static bool coverage_check(struct reader *r, const struct path *at, const struct step_time *steps,
                           size_t n) {
    const struct horizon *day = &reading_of(r)->scenario->horizon;
    struct text t = {0};
    time_of_day_add(&t, steps[0].time);
    text_add(&t, ", after opening at ");
    time_of_day_add(&t, day->opens);
    bool ok = steps[0].time <= day->opens ||
              diag_error(r->diag, at, "the first step is at %s", text_string(&t));
    text_fini(&t);
    for (size_t i = 1; i < n; i++) {
        if (steps[i].time == steps[i - 1].time) {
            ok = diag_error(r->diag, at, "two steps stand for the same time");
        }
    }
    return ok;
}

bool step_times_read(struct reader *r, const struct cJSON *json, const struct path *at, size_t n,
                     double *times, size_t *order) {
    const struct reading *in = reading_of(r);
    if (in->scenario->horizon.steady) {
        return diag_error(r->diag, at,
                          "a steady state has no times of day; give one value, or 'opens' and "
                          "'closes' instead of 'runs_for'");
    }
    if (n == 0) {
        return diag_error(r->diag, at, "needs at least one step, such as \"08:00\"");
    }
    struct step_time *steps = mem_new(n, sizeof *steps);
    bool ok = true;
    size_t i = 0;
    for (const cJSON *m = json->child; m; m = m->next) {
        if (!json_ignored(m->string)) {
            steps[i].member = i;
            ok = key_read(r, m->string, at, &steps[i].time) && ok;
            i++;
        }
    }
    qsort(steps, n, sizeof *steps, compare_times);
    ok = ok && (!in->horizon_known || coverage_check(r, at, steps, n));
    for (i = 0; i < n; i++) {
        times[i] = steps[i].time;
        order[i] = steps[i].member;
    }
    free(steps);
    return ok;
}
