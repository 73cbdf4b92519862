/* SPDX-License-Identifier: GPL-3.0-or-later
 * People who lay work down at closing: only where it can wait for them. */
#include <string.h>

#include "scenario/check.h"
#include "scenario/station_kind.h"

/* A station that the group serves and that keeps nobody overnight, or hurries; NULL: none. */
static const struct station *unfit(const struct checking *k, const struct staff_group *g) {
    for (size_t i = 0; i < g->n_skills; i++) {
        const struct station *s = station_find(k->s, g->skills[i].station);
        if (s && (!s->keeps || s->pace.per_waiting > 0)) {
            return s;
        }
    }
    return NULL;
}

static void check_group(struct checking *k, const struct staff_group *g, const struct path *at) {
    const struct station *s = unfit(k, g);
    if (k->s->horizon.steady) {
        diag_error(k->d, at, "a steady state ('runs_for') has no evenings");
    } else if (g->n_shifts > 0) {
        diag_error(k->d, at,
                   "people of a shift finish what they have in hand; \"resume\" is for groups that "
                   "go by 'count'");
    } else if (rules_fetch_from(k->s, g) || rules_fetch_to(k->s, g) || crews_need(k->s, g)) {
        diag_error(k->d, at,
                   "people whom rules fetch or crews need lay nothing down: take \"resume\" away");
    } else if (s) {
        diag_error(
            k->d, at,
            "work can be laid down only where it may lie: give '%s' \"overnight\": \"keep\", "
            "and no 'pace'",
            s->name);
    }
}

void check_resume(struct checking *k) {
    struct path staff = {.key = "staff"};
    for (size_t i = 0; i < k->s->n_groups; i++) {
        struct path group = {.parent = &staff, .key = k->s->groups[i].name};
        struct path here = {.parent = &group, .key = "finish_late"};
        if (k->s->groups[i].resumes) {
            check_group(k, &k->s->groups[i], &here);
        }
    }
}
