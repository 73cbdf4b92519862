/* SPDX-License-Identifier: GPL-3.0-or-later
 * Crews: names of tasks, people and machines, tasks that wait for each other, people who are never
 * enough. */
#include <string.h>

#include "scenario/check.h"
#include "scenario/crew.h"
#include "scenario/machines.h"
#include "scenario/profile_amount.h"
#include "scenario/station_kind.h"

static size_t task_find(const struct crew *c, const char *name) {
    size_t i = 0;
    while (i < c->n_tasks && strcmp(c->tasks[i].name, name) != 0) {
        i++;
    }
    return i;
}

static void check_after(struct checking *k, const struct crew *c, const struct crew_task *t,
                        const struct path *at) {
    struct path after = {.parent = at, .key = "after"};
    for (size_t i = 0; i < t->n_after; i++) {
        const char *name = t->after[i].name;
        if (name && task_find(c, name) == c->n_tasks) {
            diag_error(k->d, &after, "unknown task '%s' of this crew", name);
        }
    }
}

static void check_needs(struct checking *k, const struct crew_task *t, const struct path *at) {
    struct path needs = {.parent = at, .key = "needs"};
    for (size_t i = 0; i < t->n_needs; i++) {
        struct path here = {.parent = &needs, .key = t->needs[i].group};
        const struct staff_group *g = staff_group_find(k->s, t->needs[i].group);
        if (!g) {
            here.of_key = true;
            diag_error(k->d, &here, "unknown group of staff '%s'", t->needs[i].group);
        } else if ((double)t->needs[i].people > profile_largest(&g->count) &&
                   !rules_fetch_to(k->s, g)) {
            diag_error(k->d, &here, "needs %zu at once, but at most %.0f of '%s' are ever there",
                       t->needs[i].people, profile_largest(&g->count), g->name);
        } else if (g->n_skills > 0) {
            diag_error(k->d, &here,
                       "'%s' serve lines too; who works in a crew has no 'skills': make another "
                       "group of them",
                       g->name);
        }
    }
}

static void check_at(struct checking *k, const struct crew_task *t, const struct path *at) {
    struct path here = {.parent = at, .key = "at"};
    const struct station *s = t->at ? station_find(k->s, t->at) : NULL;
    bool machines = s && s->kind && s->kind->servers && s->kind->works;
    if (t->at && !s) {
        diag_error(k->d, &here, "unknown station '%s'", t->at);
    } else if (t->at && !machines) {
        diag_error(k->d, &here, "'%s' has no machines that a task could take", t->at);
    } else if (t->at && machines_are_minded(station_machines_of(s))) {
        diag_error(k->d, &here, "tasks take no machines that fail or need help, as '%s' do", t->at);
    }
}

/* Whether the task waits for itself, by way of others or not. */
static bool waits_for_itself(struct checking *k, const struct crew *c, size_t task) {
    bool *before = arena_array(&k->scratch, c->n_tasks, sizeof *before);
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < c->n_tasks; i++) {
            const struct crew_task *t = &c->tasks[i];
            for (size_t a = 0; (i == task || before[i]) && a < t->n_after; a++) {
                size_t other = task_find(c, t->after[a].name);
                if (other < c->n_tasks && !before[other]) {
                    before[other] = more = true;
                }
            }
        }
    }
    return before[task];
}

/* Who only waits for those in a circle is none of them. */
static void check_cycle(struct checking *k, const struct crew *c, const struct path *at) {
    const char *names = "";
    for (size_t i = 0; i < c->n_tasks; i++) {
        if (waits_for_itself(k, c, i)) {
            names =
                arena_format(&k->scratch, "%s%s'%s'", names, *names ? ", " : "", c->tasks[i].name);
        }
    }
    if (*names) {
        diag_error(k->d, at,
                   "tasks wait for each other in a circle, so that none can begin: %s; "
                   "take one of their 'after' away",
                   names);
    }
}

void check_crews(struct checking *k) {
    struct path stations = {.key = "stations"};
    for (size_t i = 0; i < k->s->n_stations; i++) {
        const struct station *s = &k->s->stations[i];
        const struct crew *c = s->kind ? station_crew_of(s) : NULL;
        struct path here = {.parent = &stations, .key = s->name};
        struct path tasks = {.parent = &here, .key = "tasks"};
        for (size_t t = 0; c && c->tasks && t < c->n_tasks; t++) {
            struct path task = {.parent = &tasks, .key = c->tasks[t].name};
            check_after(k, c, &c->tasks[t], &task);
            check_needs(k, &c->tasks[t], &task);
            check_at(k, &c->tasks[t], &task);
        }
        if (c && c->n_tasks == 0) {
            diag_error(k->d, &tasks, "needs at least one task");
        } else if (c && c->tasks) {
            check_cycle(k, c, &tasks);
        }
    }
}

bool crews_need(const struct scenario *s, const struct staff_group *g) {
    for (size_t i = 0; i < s->n_stations; i++) {
        const struct crew *c = s->stations[i].kind ? station_crew_of(&s->stations[i]) : NULL;
        for (size_t t = 0; c && t < c->n_tasks; t++) {
            for (size_t n = 0; n < c->tasks[t].n_needs; n++) {
                if (strcmp(c->tasks[t].needs[n].group, g->name) == 0) {
                    return true;
                }
            }
        }
    }
    return false;
}
