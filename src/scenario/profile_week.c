/* SPDX-License-Identifier: GPL-3.0-or-later
 * A profile that differs by weekday: {"mon": [...], "tue-fri": [...], "sat": 3, "sun": "closed"}.
 */
#include <string.h>

#include <cjson/cJSON.h>

#include "scenario/profile_read.h"
#include "scenario/weekday.h"

bool profile_is_week(const struct cJSON *json) {
    unsigned first, n;
    for (const cJSON *m = cJSON_IsObject(json) ? json->child : NULL; m; m = m->next) {
        if (!json_ignored(m->string) && weekdays_parse(m->string, &first, &n) == NULL) {
            return true;
        }
    }
    return false;
}

static bool closed_read(struct reader *r, struct profile *out) {
    double *at = arena_alloc(r->arena, sizeof *at), *none = arena_alloc(r->arena, sizeof *none);
    *at = reading_of(r)->scenario->horizon.opens;
    *none = 0;
    *out = (struct profile){.n = 1, .at = at, .value = none};
    return true;
}

/* One key's days: named once, and filled with the value. */
static bool days_read(struct reader *r, const cJSON *json, const struct path *at,
                      const struct field *f, struct profile *week, unsigned *seen) {
    struct path here = {.parent = at, .key = json->string}, key = here;
    key.of_key = true;
    unsigned first, n;
    const char *why = weekdays_parse(json->string, &first, &n);
    if (why) {
        return diag_error(r->diag, &key, "\"%s\" %s", json->string, why);
    }
    unsigned set = weekdays_set(first, n);
    struct text twice = {0};
    weekdays_add(&twice, set & *seen);
    bool ok = twice.length == 0 ||
              diag_error(r->diag, &key, "%s stands twice; each weekday has one value",
                         text_string(&twice));
    text_fini(&twice);
    *seen |= set;
    struct profile day = {0};
    bool closed = cJSON_IsString(json) && strcmp(json->valuestring, "closed") == 0;
    ok = (closed ? closed_read(r, &day) : profile_day_read(r, json, &here, f, &day)) && ok;
    for (unsigned i = 0; i < n; i++) {
        week[(first + i) % WEEKDAYS] = day;
    }
    return ok;
}

static bool week_covered(struct reader *r, const struct path *at, unsigned seen) {
    const struct horizon *h = &reading_of(r)->scenario->horizon;
    unsigned missing = horizon_weekdays(h) & ~seen;
    struct text names = {0};
    weekdays_add(&names, missing);
    bool ok = missing == 0 ||
              diag_error(r->diag, at,
                         "nothing is said of %s, which the horizon has; \"closed\" stands for none",
                         text_string(&names));
    text_fini(&names);
    weekdays_add(&names, seen & ~horizon_weekdays(h));
    if (ok && names.length > 0) {
        diag_remark(r->diag, at, "%s: no day of the horizon, 'days' or 'weekdays' leave it out",
                    text_string(&names));
    }
    text_fini(&names);
    return ok;
}

bool profile_week_read(struct reader *r, const struct cJSON *json, const struct path *at,
                       const struct field *f, struct profile *out) {
    const struct horizon *h = &reading_of(r)->scenario->horizon;
    if (h->steady) {
        return diag_error(r->diag, at,
                          "a steady state has no weekdays; give one value, or 'opens' and 'closes' "
                          "instead of 'runs_for'");
    }
    struct profile *week = arena_array(r->arena, WEEKDAYS, sizeof *week);
    unsigned seen = 0;
    bool ok = true;
    for (const cJSON *m = json->child; m; m = m->next) {
        ok = json_ignored(m->string) || (days_read(r, m, at, f, week, &seen) && ok);
    }
    if (!reading_of(r)->horizon_known) {
        return false;
    }
    ok = ok && week_covered(r, at, seen);
    *out = week[horizon_weekday(h, 0)];
    out->by_weekday = week;
    return ok;
}
