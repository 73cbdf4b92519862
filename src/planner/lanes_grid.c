/* SPDX-License-Identifier: GPL-3.0-or-later
 * Which plans of lanes there are to simulate. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "planner/lanes_parts.h"
#include "scenario/patch.h"
#include "scenario/station_kind.h"

const char *const lane_form_names[] = {"own", "shared", "express", "self", NULL};
const char *const lane_form_words[] = {"lines of their own", "one shared line",
                                       "own lines, express among them",
                                       "own lines beside self-checkout", NULL};
const char *const lane_opening_names[] = {"all", "planned", "watched", NULL};
const char *const lane_opening_words[] = {"all open", "opened as planned", "opened by watching",
                                          NULL};

/* A grid while it is made. */
struct making {
    struct lanes_grid *grid;
    const struct lanes_question *question;
    struct lane_row row;
    size_t most, capacity;
    bool seen[LANE_FORMS][LANE_OPENINGS]; /* the scenario allows it */
};

/* ---- one plan ---- */

static void plan_add(struct making *k, struct lane_plan plan) {
    struct lanes_grid *g = k->grid;
    if (g->n == k->capacity) {
        k->capacity = k->capacity ? 2 * k->capacity : 32;
        struct lane_plan *more = arena_array(&g->arena, k->capacity, sizeof *more);
        memcpy(more, g->n ? g->plans : more, g->n * sizeof *more);
        g->plans = more;
    }
    plan.name = arena_format(&g->arena, "%s %zu %s", lane_form_names[plan.form], plan.lanes,
                             lane_opening_names[plan.opening]);
    g->plans[g->n++] = plan;
}

static void patch_make(struct making *k, struct lane_plan *plan) {
    cJSON *patch = lane_patch(&k->row, k->question, plan);
    char *text = cJSON_Print(patch);
    plan->patch = arena_alloc(&k->grid->arena, sizeof *plan->patch);
    plan->patch->name = arena_format(&k->grid->arena, "(lanes: %s)", plan->name);
    plan->patch->text = arena_string(&k->grid->arena, text);
    plan->patch->length = strlen(text);
    plan->patch->after_sets = true;
    cJSON_free(text);
    cJSON_Delete(patch);
}

/* ---- how many of each ---- */

/* The numbers of lanes from which to which an opening says anything of its own. */
struct span_of {
    size_t from, to;
};

/* Lanes that there are; of a desk as many as people may stand there. */
static size_t lane_room(const struct lane_row *r) {
    return r->is_desk ? r->count + r->lendable : r->station->kind->lanes(r->station) + r->aside;
}

static struct span_of span_of_opening(const struct making *k, enum lane_form form,
                                      enum lane_opening opening) {
    const struct lane_row *r = &k->row;
    size_t fewest = lane_aside(r, form) + 1; /* and one for all others */
    size_t room = lane_room(r), all = r->count + r->lendable;
    bool cut = r->flexible && (r->lenders.n != 1 || r->lenders.all[0]->n_skills == 0);
    struct span_of s = {r->least > fewest ? r->least : fewest, k->most};
    if (opening == OPENED_PLANNED) {
        s.from = r->flexible ? s.from : room;
        s.to = r->flexible ? r->count : room;
    } else if (opening == OPENED_WATCHED && (cut || (r->flexible && form != LANES_SHARED))) {
        s.from = r->count + 1 < all ? r->count + 1 : all;
        s.to = all;
    } else if (opening == OPENED_WATCHED) { /* who stands there cannot be told fewer */
        s.from = s.to = form == LANES_SHARED || all < room ? all : room;
    }
    return s;
}

static size_t present_lanes(const struct making *k) {
    const struct lane_row *r = &k->row;
    if (lane_row_opening(r) == OPENED_ALL) {
        return r->count;
    }
    size_t most = span_of_opening(k, lane_row_form(r), lane_row_opening(r)).to;
    return most < lane_room(r) ? most : lane_room(r);
}

/* Whether the form can be had. */
static bool form_applies(const struct lane_row *r, enum lane_form form) {
    return form == LANES_EXPRESS ? r->express || lane_express_possible(r)
           : form == LANES_SELF  ? r->bank != NULL
                                 : true;
}

/* Whether so many of the cashiers can be set apart for an express lane, or come back from it, where
 * their number goes by a plan. */
static bool staff_fits(const struct lane_row *r, enum lane_form form, enum lane_opening opening) {
    size_t then = lane_aside(r, form);
    double least = count_least(&r->cashiers.all[0]->count) + (double)r->aside;
    return opening == OPENED_ALL || then == r->aside || (r->flexible && least > (double)then);
}

/* Whether the scenario has what the opening needs. */
static bool opening_applies(const struct lane_row *r, enum lane_opening opening) {
    return opening == OPENED_ALL || (opening == OPENED_PLANNED && !r->constant) ||
           (opening == OPENED_WATCHED && r->ruled);
}

static bool applies(const struct lane_row *r, enum lane_form form, enum lane_opening opening) {
    return form_applies(r, form) && opening_applies(r, opening) && staff_fits(r, form, opening);
}

static bool plan_same(const struct lane_plan *a, const struct lane_plan *b) {
    return a->form == b->form && a->opening == b->opening && a->lanes == b->lanes;
}

static void plans_add(struct making *k, enum lane_form form, enum lane_opening opening) {
    struct span_of s = span_of_opening(k, form, opening);
    for (size_t n = s.from; n <= s.to && n <= k->most; n++) {
        struct lane_plan plan = {.form = form, .opening = opening, .lanes = n};
        if (!plan_same(&plan, &k->grid->plans[k->grid->present])) {
            plan_add(k, plan);
        }
    }
}

/* ---- all ---- */

static int plan_compare(const void *a, const void *b) {
    const struct lane_plan *x = a, *y = b;
    if (x->form != y->form) {
        return x->form < y->form ? -1 : 1;
    }
    if (x->opening != y->opening) {
        return x->opening < y->opening ? -1 : 1;
    }
    return x->lanes < y->lanes ? -1 : 1;
}

/* The scenario as it is comes first while plans are added: that of the same name is not added. */
static void grid_fill(struct making *k) {
    struct lanes_grid *g = k->grid;
    const struct lanes_question *q = k->question;
    struct lane_plan now = {.form = lane_row_form(&k->row),
                            .opening = lane_row_opening(&k->row),
                            .lanes = present_lanes(k)};
    plan_add(k, now);
    for (unsigned f = 0; f < LANE_FORMS; f++) {
        for (unsigned o = 0; o < LANE_OPENINGS; o++) {
            bool wanted =
                (!q->forms || q->forms >> f & 1) && (!q->openings || q->openings >> o & 1);
            if (wanted && applies(&k->row, (enum lane_form)f, (enum lane_opening)o)) {
                plans_add(k, (enum lane_form)f, (enum lane_opening)o);
            }
        }
    }
    qsort(g->plans, g->n, sizeof *g->plans, plan_compare);
    for (size_t i = 0; i < g->n; i++) {
        if (plan_same(&g->plans[i], &now)) {
            g->present = i;
        } else {
            patch_make(k, &g->plans[i]);
        }
    }
}

static bool question_fits(const struct making *k, struct diag *d) {
    const struct lanes_question *q = k->question;
    const struct lane_row *r = &k->row;
    bool good = true;
    for (unsigned o = 0; o < LANE_OPENINGS; o++) {
        if (q->openings >> o & 1 && !opening_applies(r, (enum lane_opening)o)) {
            good = diag_error_at(d, "--openings", 0, 0,
                                 o == OPENED_WATCHED
                                     ? "'watched': no rule brings people to '%s'; see 'sojourn "
                                       "explain rules'"
                                     : "'planned': as many people stand at '%s' all day, which is "
                                       "'all'",
                                 r->station->name);
        }
    }
    if (q->forms >> LANES_EXPRESS & 1 && !form_applies(r, LANES_EXPRESS)) {
        good = diag_error_at(d, "--forms", 0, 0,
                             "'express': no class with 'items' comes to '%s' by a plain step, so "
                             "that nobody could be sent to a lane for few items",
                             r->station->name);
    }
    if (q->forms >> LANES_SELF & 1 && !r->bank) {
        good = diag_error_at(d, "--forms", 0, 0,
                             "'self': no journey chooses between '%s' and machines; give the "
                             "scenario a station of kind machines and steps that choose, as "
                             "scenarios/self-checkout.json does",
                             r->station->name);
    }
    if (k->most < r->least) {
        good = diag_error_at(d, "--max", 0, 0,
                             "%zu lanes never drain: the work at '%s' needs %zu, and nobody leaves",
                             k->most, r->station->name, r->least);
    }
    return good;
}

static size_t most_lanes(const struct making *k) {
    const struct lane_row *r = &k->row;
    enum { MORE = 2 }; /* than a desk has now */
    return k->question->most > 0        ? k->question->most
           : r->is_desk && !r->lendable ? r->count + MORE
                                        : lane_room(r);
}

static void waits_row(struct making *k) {
    struct lanes_grid *g = k->grid;
    g->waits_kind = k->row.alone ? ROW_TOTAL : ROW_STATION;
    g->waits_name = k->row.alone ? "" : g->station;
}

static const char *effect_words(const struct lanes_question *q) {
    return q->form_effect
               ? "With one line for all the cashiers take 6.86 % longer than at lines of their own "
                 "(--form-effect; Wang & Zhou 2018, Management Science 64, 3055-3070: a "
                 "supermarket)."
               : "Cashiers are as fast with one line for all as with lines of their own; "
                 "--form-effect makes them 6.86 % slower there, as a supermarket's were (Wang & "
                 "Zhou 2018, Management Science 64, 3055-3070). Who comes balks by the number of "
                 "people in the line, however fast it moves.";
}

static bool grid_make(struct making *k, struct diag *d) {
    struct lanes_grid *g = k->grid;
    if (!lane_row_find(&k->row, k->question->station, d)) {
        return false;
    }
    k->most = most_lanes(k);
    if (!question_fits(k, d)) {
        return false;
    }
    g->station = arena_string(&g->arena, k->row.station->name);
    bool express = form_applies(&k->row, LANES_EXPRESS);
    g->express = express ? arena_string(&g->arena, lane_express_name(&k->row)) : NULL;
    g->bank = k->row.bank ? arena_string(&g->arena, k->row.bank->name) : NULL;
    grid_fill(k);
    g->sums = lane_sums(&k->row, g->express, &g->money);
    g->effect = effect_words(k->question);
    waits_row(k);
    return true;
}

struct lanes_grid *lanes_grid_new(const struct document *documents, size_t n,
                                  const struct lanes_question *q, struct diag *d) {
    struct lanes_grid *g = mem_new(1, sizeof *g);
    struct making k = {
        .grid = g, .question = q, .row = {.arena = &g->arena, .file = documents[0].name}};
    struct scenario *s = scenario_read(documents, n, d);
    struct diag quiet = {0};
    cJSON *tree = s ? documents_merge(documents, n, &quiet) : NULL;
    k.row.scenario = s;
    k.row.tree = tree;
    bool good = tree && grid_make(&k, d);
    cJSON_Delete(tree);
    diag_fini(&quiet);
    g->scenario = s;
    if (good) {
        return g;
    }
    lanes_grid_free(g);
    return NULL;
}

void lanes_grid_free(struct lanes_grid *g) {
    if (g) {
        scenario_free(g->scenario);
        arena_fini(&g->arena);
        free(g);
    }
}
