/* SPDX-License-Identifier: GPL-3.0-or-later
 * Every row of levers is tried at everything that it may be about; what the scenario's own checks
 * refuse does not apply. */
#include "planner/levers.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "base/nearest.h"
#include "base/units.h"
#include "planner/levers_parts.h"
#include "scenario/patch.h"

const char lever_not_here[] = "";

static const struct lever_row *const families[] = {lever_staff_rows,   lever_rest_rows,
                                                   lever_people_rows,  lever_place_rows,
                                                   lever_station_rows, lever_line_rows};

/* The list while it is made. */
struct making {
    struct levers *levers;
    const struct document *documents;
    size_t n_documents;
    const cJSON *tree;
    size_t capacity, absent_capacity;
};

const cJSON *lever_tree(const struct lever_case *c, const char *section, const char *name) {
    return patch_get(patch_get(c->tree, section), name);
}

cJSON *lever_patch(struct lever_case *c, const char *section, const char *name) {
    return patch_member(patch_member(c->patch, section), name);
}

/* ---- lists ---- */

static void lever_add(struct making *k, struct lever lever) {
    struct levers *l = k->levers;
    if (l->n == k->capacity) {
        k->capacity = k->capacity ? 2 * k->capacity : 32;
        struct lever *more = arena_array(&l->arena, k->capacity, sizeof *more);
        memcpy(more, l->n ? l->all : more, l->n * sizeof *more);
        l->all = more;
    }
    l->all[l->n++] = lever;
}

static void absent_add(struct making *k, const char *name, const char *why) {
    struct levers *l = k->levers;
    if (l->n_absent == k->absent_capacity) {
        k->absent_capacity = k->absent_capacity ? 2 * k->absent_capacity : 32;
        struct lever_absent *more = arena_array(&l->arena, k->absent_capacity, sizeof *more);
        memcpy(more, l->n_absent ? l->absent : more, l->n_absent * sizeof *more);
        l->absent = more;
    }
    l->absent[l->n_absent++] = (struct lever_absent){name, why};
}

/* ---- the things that a row may be about ---- */

static size_t things_of(const struct scenario *s, enum lever_over over) {
    const size_t n[] = {[OVER_ALL] = 1,
                        [OVER_GROUPS] = s->n_groups,
                        [OVER_STATIONS] = s->n_stations,
                        [OVER_PLACES] = s->n_areas,
                        [OVER_TIERS] = s->n_tiers,
                        [OVER_RULES] = s->n_rules};
    return n[over];
}

/* Sets the i-th of them, and returns what it is called; NULL: it is not ours to change. */
static const char *thing_set(struct lever_case *c, enum lever_over over, size_t i) {
    const struct scenario *s = c->scenario;
    switch (over) {
    case OVER_GROUPS:
        c->group = &s->groups[i];
        return c->group->rival ? NULL : c->group->name;
    case OVER_STATIONS:
        c->station = &s->stations[i];
        return c->station->rival ? NULL : c->station->name;
    case OVER_PLACES:
        c->place = &s->areas[i];
        return c->place->name;
    case OVER_TIERS:
        c->tier = &s->tiers[i];
        return c->tier->name;
    case OVER_RULES:
        c->rule = &s->rules[i];
        return c->rule->name;
    default:
        return "";
    }
}

static bool amount_named(const struct named_amount *list, size_t n, const char *name) {
    for (size_t i = 0; i < n; i++) {
        if (strcmp(list[i].name, name) == 0) {
            return true;
        }
    }
    return false;
}

/* People and machines without a price cost nobody knows what. */
static enum lever_cost cost_of(const struct lever_row *row, const struct lever_case *c) {
    const struct money *m = &c->scenario->money;
    if (row->cost != LEVER_PRICED) {
        return row->cost;
    }
    bool priced = c->group ? amount_named(m->staff, m->n_staff, c->group->name)
                           : amount_named(m->stations, m->n_stations, c->station->name);
    return priced ? LEVER_PRICED : LEVER_BOUGHT;
}

/* ---- one row ---- */

static struct document patch_document(struct arena *a, const char *name, const cJSON *patch) {
    char *text = cJSON_Print(patch);
    struct document d = {.name = arena_format(a, "(lever: %s)", name),
                         .text = arena_string(a, text),
                         .length = strlen(text),
                         .after_sets = true};
    cJSON_free(text);
    return d;
}

/* Tries the row at one thing: NULL when it is a lever now, else why not. */
static const char *row_try(struct making *k, const struct lever_row *row, struct lever_case *c) {
    const char *why = row->make(c);
    if (why) {
        return why;
    }
    struct arena *a = &k->levers->arena;
    struct lever l = {.name = c->name ? c->name : row->name,
                      .what = row->what,
                      .basis = row->basis,
                      .cost = cost_of(row, c),
                      .price = NAN};
    l.patch = patch_document(a, l.name, c->patch);
    why = variant_refusal(k->documents, k->n_documents, &l.patch, a);
    if (!why) {
        lever_add(k, l);
    }
    return why;
}

/* Things with the same reason against a row share a line. */
static void absence_add(struct making *k, const struct lever_row *row, size_t first,
                        const char *thing, const char *why) {
    struct levers *l = k->levers;
    struct arena *a = &l->arena;
    for (size_t i = first; i < l->n_absent; i++) {
        struct lever_absent *x = &l->absent[i];
        if (strcmp(x->why, why) == 0) {
            const char *inside = arena_string_n(a, x->name, strlen(x->name) - 1);
            x->name = arena_format(a, "%s, %s)", inside, thing);
            return;
        }
    }
    const char *name = *thing ? arena_format(a, "%s (%s)", row->name, thing) : row->name;
    absent_add(k, name, why);
}

static void row_add(struct making *k, const struct lever_row *row) {
    struct levers *l = k->levers;
    size_t before = l->n, first = l->n_absent;
    for (size_t i = 0; i < things_of(l->scenario, row->over); i++) {
        struct lever_case c = {.arena = &l->arena, .scenario = l->scenario, .tree = k->tree};
        const char *thing = thing_set(&c, row->over, i);
        if (!thing) {
            continue;
        }
        c.patch = cJSON_CreateObject();
        const char *why = row_try(k, row, &c);
        if (why && why != lever_not_here) {
            absence_add(k, row, first, thing, why);
        }
        cJSON_Delete(c.patch);
    }
    if (l->n == before && l->n_absent == first) {
        absent_add(k, row->name, row->none);
    }
}

/* ---- prices from the caller ---- */

static struct lever *lever_named(struct levers *l, const char *name, struct diag *d,
                                 const char *place) {
    struct nearest near = {.word = name};
    for (size_t i = 0; i < l->n; i++) {
        if (strcmp(l->all[i].name, name) == 0) {
            return &l->all[i];
        }
        nearest_offer(&near, l->all[i].name);
    }
    if (near.best) {
        diag_error_at(d, place, 0, 0, "no lever is called '%s' here; did you mean '%s'?", name,
                      near.best);
    } else {
        diag_error_at(d, place, 0, 0,
                      "no lever is called '%s' here; without --price the report names those that "
                      "apply",
                      name);
    }
    return NULL;
}

/* "NAME=120/day". */
static bool price_take(struct levers *l, const char *text, struct diag *d) {
    static const char a_day[] = "/day";
    const char *place = arena_format(&d->arena, "--price %s", text);
    const char *equals = strrchr(text, '=');
    if (!equals || equals == text) {
        return diag_error_at(d, place, 0, 0,
                             "needs the form NAME=120/day, NAME that of a lever in the report");
    }
    const char *amount = equals + 1;
    size_t length = strlen(amount), tail = sizeof a_day - 1;
    bool ended = length > tail && strcmp(amount + length - tail, a_day) == 0;
    const char *number = arena_string_n(&l->arena, amount, ended ? length - tail : length);
    double price;
    if (number_parse(number, &price) != NULL) {
        return diag_error_at(d, place, 0, 0,
                             "'%s' is no price; it is money a day, such as 120 or 120/day", amount);
    }
    const char *name = arena_string_n(&l->arena, text, (size_t)(equals - text));
    struct lever *lever = lever_named(l, name, d, place);
    if (lever && !isnan(lever->price)) {
        return diag_error_at(d, place, 0, 0, "'%s' has two prices", name);
    }
    if (lever) {
        lever->price = price;
    }
    return lever;
}

static bool prices_take(struct levers *l, const char *const *prices, size_t n, struct diag *d) {
    bool good = true;
    for (size_t i = 0; i < n; i++) {
        good = price_take(l, prices[i], d) && good;
    }
    return good;
}

/* ---- what is asked of each ---- */

/* Of the total, in arena a. */
static struct sum_term *terms_of(struct arena *a, size_t n, const unsigned *quantity,
                                 const double *weight) {
    struct sum_term *t = arena_array(a, n, sizeof *t);
    for (size_t i = 0; i < n; i++) {
        t[i] = (struct sum_term){ROW_TOTAL, "", quantity[i], weight ? weight[i] : 1};
    }
    return t;
}

static void sums_fill(struct levers *l) {
    static const unsigned left[] = {Q_ABANDONED, Q_BALKED, Q_BLOCKED, Q_TURNED_AWAY},
                          came[] = {Q_ARRIVED}, days[] = {Q_DAYS},
                          spent[] = {Q_COST_STAFF, Q_COST_STATIONS},
                          net[] = {Q_CLASS_VALUE, Q_COST};
    static const double net_weights[] = {1, -1};
    struct arena *a = &l->arena;
    const struct sum_term *lost = terms_of(a, 4, left, NULL), *day = terms_of(a, 1, days, NULL);
    const struct sum_ratio sums[LEVER_SUMS] = {
        [LEVER_LEFT] = {"left_share", "share", GOOD_LOW, 4, 1, lost, terms_of(a, 1, came, NULL)},
        [LEVER_LOST] = {"left_per_day", "customers/day", GOOD_LOW, 4, 1, lost, day},
        [LEVER_SPENT] = {"spent", "money/day", GOOD_LOW, 2, 1, terms_of(a, 2, spent, NULL), day},
        [LEVER_NET] = {"net", "money/day", GOOD_HIGH, 2, 1, terms_of(a, 2, net, net_weights), day}};
    struct sum_ratio *kept = arena_array(a, LEVER_SUMS, sizeof *kept);
    memcpy(kept, sums, sizeof sums);
    l->sums = kept;
}

static void prices_look(struct levers *l) {
    const struct scenario *s = l->scenario;
    l->lost_priced = s->money.lost_customer > 0;
    for (size_t i = 0; i < s->n_classes; i++) {
        l->lost_priced = l->lost_priced || (s->classes[i].value > 0 && !s->classes[i].rival);
    }
    l->waiting_priced = s->money.n_waiting > 0;
}

/* ---- all ---- */

struct levers *levers_new(const struct document *documents, size_t n, const char *const *prices,
                          size_t n_prices, struct diag *d) {
    struct levers *l = mem_new(1, sizeof *l);
    struct diag quiet = {0};
    l->scenario = scenario_read(documents, n, d);
    cJSON *tree = l->scenario ? documents_merge(documents, n, &quiet) : NULL;
    struct making k = {.levers = l, .documents = documents, .n_documents = n, .tree = tree};
    for (size_t i = 0; tree && i < sizeof families / sizeof *families; i++) {
        for (const struct lever_row *row = families[i]; row->name; row++) {
            row_add(&k, row);
        }
    }
    bool good = tree && prices_take(l, prices, n_prices, d);
    cJSON_Delete(tree);
    diag_fini(&quiet);
    if (!good) {
        levers_free(l);
        return NULL;
    }
    sums_fill(l);
    prices_look(l);
    return l;
}

void levers_free(struct levers *l) {
    if (l) {
        scenario_free(l->scenario);
        arena_fini(&l->arena);
        free(l);
    }
}
