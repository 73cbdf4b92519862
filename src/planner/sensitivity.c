/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planner/sensitivity.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "observe/layout.h"
#include "planner/patch_tree.h"
#include "scenario/people.h"
#include "study/path.h"

/* While it is made. */
struct making {
    struct sensitivity *s;
    const struct document *documents;
    size_t n_documents, capacity;
};

/* ---- the answer that is looked at ---- */

static const char *path_given(struct sensitivity *s, const char *path) {
    const struct scenario *x = s->scenario;
    if (path) {
        return strchr(path, '.') ? path : arena_format(&s->arena, "total.%s", path);
    }
    return x->n_standards > 0 ? arena_format(&s->arena, "standards.%s.value", x->standards[0].name)
                              : "total.mean_wait";
}

/* NULL, or why differences of it cannot be told. */
static const char *answer_take(struct sensitivity *s, const struct layout *l,
                               const struct result_path *p) {
    if (p->of == PATH_STANDARD_FORMULA || (p->of == PATH_ROW && p->measure.daily) ||
        (p->of == PATH_ROW && !isnan(p->measure.limit))) {
        return "differences of this are not told; name a measure of the report such as "
               "total.mean_wait, or a standard's value";
    }
    s->unit = path_unit(l, p);
    if (p->of == PATH_ROW) {
        s->of = ANSWER_ROW;
        s->kind = l->rows[p->row].kind;
        s->name = arena_string(&s->arena, l->rows[p->row].name);
        s->measure = p->measure.measure;
    } else {
        s->of = p->of == PATH_STANDARD_DAYS ? ANSWER_DAYS : ANSWER_STANDARD;
        s->name = s->scenario->standards[p->standard].name;
    }
    return NULL;
}

static bool answer_find(struct sensitivity *s, const char *path, struct diag *d) {
    struct model *m = model_compile(s->scenario, (struct model_options){0}, d);
    if (!m) {
        return false;
    }
    struct layout *l = layout_new(m);
    struct result_path p = {.of = PATH_ROW};
    s->path = path_given(s, path);
    const char *wrong = path_parse(l, s->path, &p, &s->arena);
    wrong = wrong ? wrong : answer_take(s, l, &p);
    if (wrong) {
        diag_error_at(d, arena_format(&d->arena, "--of %s", path), 0, 0, "%s", wrong);
    }
    layout_free(l);
    model_free(m);
    return !wrong;
}

/* ---- parameters ---- */

static void end_make(struct making *k, struct sensitive *x, const char *mechanism, size_t end,
                     double value) {
    struct arena *a = &k->s->arena;
    struct sensitive_end *e = &x->ends[end];
    *e = (struct sensitive_end){.value = value};
    e->name = arena_format(a, "%s=%.4g", x->name, value);
    cJSON *patch = cJSON_CreateObject();
    cJSON *of = patch_member(patch_member(patch, "people"), mechanism);
    patch_put(of, x->row->key, cJSON_CreateNumber(value));
    char *text = cJSON_Print(patch);
    e->patch = (struct document){.name = arena_format(a, "(sensitivity: %s)", e->name),
                                 .text = arena_string(a, text),
                                 .length = strlen(text),
                                 .after_sets = true};
    cJSON_free(text);
    cJSON_Delete(patch);
    e->why = fabs(value - x->now) <= 0
                 ? "as it is"
                 : variant_refusal(k->documents, k->n_documents, &e->patch, a);
}

/* What was published, or follows from it, stands as it is. */
static bool is_assumed(const char *mark) {
    return strcmp(mark, "A") == 0 || strcmp(mark, "U") == 0 || strcmp(mark, "Vc") == 0;
}

static void parameter_add(void *context, const char *mechanism, const struct field *f,
                          double value) {
    struct making *k = context;
    struct sensitivity *s = k->s;
    if (isnan(value) || !f->mark || !is_assumed(f->mark)) {
        return;
    }
    if (s->n == k->capacity) {
        k->capacity = k->capacity ? 2 * k->capacity : 32;
        struct sensitive *more = arena_array(&s->arena, k->capacity, sizeof *more);
        memcpy(more, s->n ? s->all : more, s->n * sizeof *more);
        s->all = more;
    }
    struct sensitive *x = &s->all[s->n++];
    *x = (struct sensitive){
        .name = arena_format(&s->arena, "%s.%s", mechanism, f->key), .row = f, .now = value};
    end_make(k, x, mechanism, SENSITIVE_LOW, f->min);
    end_make(k, x, mechanism, SENSITIVE_HIGH, f->max);
}

/* Numbers the variants. */
static void ends_list(struct sensitivity *s) {
    s->ends = arena_array(&s->arena, SENSITIVE_ENDS * s->n, sizeof *s->ends);
    for (size_t i = 0; i < s->n; i++) {
        for (size_t k = 0; k < SENSITIVE_ENDS; k++) {
            struct sensitive_end *e = &s->all[i].ends[k];
            if (!e->why) {
                s->ends[s->n_ends++] = e;
                e->variant = s->n_ends;
            }
        }
    }
}

struct sensitivity *sensitivity_new(const struct document *documents, size_t n, const char *path,
                                    struct diag *d) {
    struct sensitivity *s = mem_new(1, sizeof *s);
    struct making k = {.s = s, .documents = documents, .n_documents = n};
    s->scenario = scenario_read(documents, n, d);
    bool good = s->scenario && answer_find(s, path, d);
    if (good) {
        people_each(&s->scenario->people, parameter_add, &k);
        ends_list(s);
        good =
            s->n_ends > 0 ||
            diag_error_at(d, documents[0].name, 0, 0,
                          "people: nothing that is only assumed is switched on, so that nothing "
                          "can be moved over its range; \"people\": {\"felt_wait\": {}} switches "
                          "a mechanism on, see 'sojourn explain people'");
    }
    if (good) {
        return s;
    }
    sensitivity_free(s);
    return NULL;
}

void sensitivity_free(struct sensitivity *s) {
    if (s) {
        scenario_free(s->scenario);
        arena_fini(&s->arena);
        free(s);
    }
}

/* ---- what was found ---- */

static const struct estimate none = {NAN, NAN, NAN};

static size_t standard_index(const struct compared *v, const char *name) {
    for (size_t i = 0; v->results && i < v->results->n_standards; i++) {
        if (strcmp(v->results->standards[i].name, name) == 0) {
            return i;
        }
    }
    return SIZE_MAX;
}

static struct estimate answer_of_variant(const struct sensitivity *s, const struct compared *v) {
    if (s->of == ANSWER_ROW) {
        const struct result_row *row = compared_row(v, s->kind, s->name);
        return row ? row->estimates[s->measure] : none;
    }
    size_t i = standard_index(v, s->name);
    if (i == SIZE_MAX) {
        return none;
    }
    return s->of == ANSWER_DAYS ? v->results->standards[i].p_day_meets
                                : v->results->standards[i].value;
}

static struct change_finding change_of_variant(const struct sensitivity *s,
                                               const struct compared *v) {
    const struct change_finding unknown = {none, CHANGE_UNKNOWN, NAN};
    if (s->of == ANSWER_ROW) {
        const struct change_finding *f = compared_finding(v, s->kind, s->name, s->measure);
        return f ? *f : unknown;
    }
    size_t i = standard_index(v, s->name);
    if (i == SIZE_MAX || !v->standards) {
        return unknown;
    }
    return s->of == ANSWER_DAYS ? v->standards[i].days : v->standards[i].value;
}

static void end_fill(const struct sensitivity *s, const struct comparison *c,
                     struct sensitive_end *e) {
    if (e->why) {
        e->answer = none;
        e->change = (struct change_finding){none, CHANGE_UNKNOWN, NAN};
        return;
    }
    const struct compared *v = &c->variants[e->variant];
    e->answer = answer_of_variant(s, v);
    e->change = change_of_variant(s, v);
}

static bool end_shown(const struct sensitive_end *e) {
    enum change_verdict v = e->change.verdict;
    return v != CHANGE_UNKNOWN && v != CHANGE_NONE && v != CHANGE_NOT_SHOWN;
}

/* Those shown first: noise may be larger than an effect. Unknown ones come last, equal ones by
 * name. */
static int larger_first(const void *a, const void *b) {
    const struct sensitive *x = a, *y = b;
    if (x->shown != y->shown) {
        return x->shown ? -1 : 1;
    }
    double p = isnan(x->effect) ? -1 : x->effect, q = isnan(y->effect) ? -1 : y->effect;
    return p > q ? -1 : p < q ? 1 : strcmp(x->name, y->name);
}

void sensitivity_answer(struct sensitivity *s, const struct comparison *c) {
    s->answer = answer_of_variant(s, &c->variants[0]);
    for (size_t i = 0; i < s->n; i++) {
        struct sensitive *x = &s->all[i];
        for (size_t k = 0; k < SENSITIVE_ENDS; k++) {
            end_fill(s, c, &x->ends[k]);
        }
        x->effect = fmax(fabs(x->ends[SENSITIVE_LOW].change.difference.value),
                         fabs(x->ends[SENSITIVE_HIGH].change.difference.value)); /* passes NANs */
        x->shown = end_shown(&x->ends[SENSITIVE_LOW]) || end_shown(&x->ends[SENSITIVE_HIGH]);
    }
    qsort(s->all, s->n, sizeof *s->all, larger_first);
}
