/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/variants_open.h"

#include <stdlib.h>
#include <string.h>

#include "base/nearest.h"
#include "base/text.h"
#include "cli/lanes_arguments.h"

/* ---- documents ---- */

static const struct document *document_keep(struct opened_variants *o, struct document d) {
    if (o->n_documents == o->document_capacity) {
        o->document_capacity = o->document_capacity ? 2 * o->document_capacity : 16;
        o->documents = mem_resize(o->documents, o->document_capacity, sizeof *o->documents);
    }
    o->documents[o->n_documents++] = d;
    return &o->documents[o->n_documents - 1];
}

/* A list of documents that grows; they are borrowed. */
struct pile {
    struct opened_variants *of;
    size_t n, capacity;
    struct document *list;
};

static void pile_add(struct pile *p, struct document d) {
    if (p->n == p->capacity) {
        size_t capacity = p->capacity ? 2 * p->capacity : 8;
        struct document *list = arena_array(&p->of->arena, capacity, sizeof *list);
        memcpy(list, p->n ? p->list : list, p->n * sizeof *list);
        p->list = list;
        p->capacity = capacity;
    }
    p->list[p->n++] = d;
}

static bool pile_load(struct pile *p, const char *file) {
    struct document d = {.name = NULL};
    if (!document_load(strcmp(file, "-") == 0 ? "/dev/stdin" : file, &d, &p->of->diag))
        return false;
    pile_add(p, *document_keep(p->of, d));
    return true;
}

static void pile_set(struct pile *p, const char *option, const char *setting) {
    pile_add(p, *document_keep(p->of, document_of_text(option, setting, true)));
}

/* What --patch and --set lay over every variant. */
static bool common_add(struct pile *p, const struct arguments *a) {
    size_t n;
    bool good = true;
    const char *const *patches = arguments_texts(a, "patch", &p->of->arena, &n);
    for (size_t i = 0; i < n; i++)
        good = pile_load(p, patches[i]) && good;
    const char *const *sets = arguments_texts(a, "set", &p->of->arena, &n);
    for (size_t i = 0; i < n; i++)
        pile_set(p, "--set", sets[i]);
    return good;
}

static struct variant_source source_of(const struct pile *p, const char *name,
                                       const char *changes) {
    return (struct variant_source){name, changes, p->n, p->list};
}

/* ---- --variant ---- */

/* Where a setting ends: at a comma that a further "path=" follows, outside brackets and quotes. */
static size_t setting_length(const char *text) {
    int depth = 0;
    bool quoted = false;
    size_t i = 0;
    for (; text[i]; i++) {
        quoted = quoted != (text[i] == '"');
        depth += text[i] == '[' || text[i] == '{';
        depth -= text[i] == ']' || text[i] == '}';
        size_t next = text[i] == ',' && !quoted && depth <= 0 ? strcspn(text + i + 1, ",=") : 0;
        if (next > 0 && text[i + 1 + next] == '=')
            break;
    }
    return i;
}

static void settings_add(struct pile *p, const char *option, const char *text) {
    for (const char *at = text; *at;) {
        size_t length = setting_length(at);
        pile_set(p, option, arena_string_n(&p->of->arena, at, length));
        at += length + (at[length] == ',');
    }
}

/* NAME=patch.json, or NAME:path=value,path=value: whichever sign comes first. */
static bool variant_read(struct opened_variants *o, const struct pile *base, const char *text,
                         struct variant_source *out) {
    size_t length = strcspn(text, ":=");
    struct pile p = {.of = o};
    if (length == 0 || !text[length] || !text[length + 1])
        return diag_error_at(&o->diag, arena_format(&o->arena, "--variant %s", text), 0, 0,
                             "needs the form NAME=patch.json or NAME:path=value,path=value");
    const char *name = arena_string_n(&o->arena, text, length), *rest = text + length + 1;
    for (size_t i = 0; i < base->n; i++)
        pile_add(&p, base->list[i]);
    if (text[length] == '=') {
        if (!pile_load(&p, rest))
            return false;
    } else {
        settings_add(&p, arena_format(&o->arena, "--variant %s:", name), rest);
    }
    *out = source_of(&p, name, rest);
    return true;
}

/* ---- a study file ---- */

/* Reads the first operand: a study, whose scenario then goes into the pile, or the scenario itself.
 * False with errors; what could be read is there all the same, for more mistakes to be found. */
static bool first_open(struct opened_variants *o, const struct arguments *a, struct pile *base) {
    struct pile first = {.of = o};
    if (!pile_load(&first, a->operands[0]))
        return false;
    if (!is_study(&first.list[0])) {
        pile_add(base, first.list[0]);
        return common_add(base, a);
    }
    bool good = study_file_read(&first.list[0], &o->study, &o->diag);
    return o->study.scenario && pile_load(base, o->study.scenario) && common_add(base, a) && good;
}

/* ---- names ---- */

/* "scenarios/a.json": "a". */
static const char *file_title(struct arena *a, const char *file) {
    const char *slash = strrchr(file, '/'), *name = slash ? slash + 1 : file;
    const char *dot = strrchr(name, '.');
    return dot && dot > name ? arena_string_n(a, name, (size_t)(dot - name)) : name;
}

/* The later of two variants of one name: false with an error at its file or option. */
static bool name_taken(struct opened_variants *o, const struct arguments *a,
                       const struct variant_source *earlier, const struct variant_source *s) {
    if (a->n_operands > 1)
        return diag_error_at(&o->diag, s->changes, 0, 0,
                             "is called '%s', and so is %s: a variant has the name of its file; "
                             "rename or copy one of the two",
                             s->name, earlier->changes);
    return diag_error_at(&o->diag, s->n > 0 ? s->documents[s->n - 1].name : a->operands[0], 0, 0,
                         "two variants are called '%s'; each needs a name of its own, other than "
                         "'as it is', which is the scenario without changes",
                         s->name);
}

static bool names_differ(struct opened_variants *o, const struct arguments *a,
                         const struct variant_source *s, size_t n) {
    bool good = true;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < i; k++)
            if (strcmp(s[i].name, s[k].name) == 0) {
                good = name_taken(o, a, &s[k], &s[i]);
                break;
            }
    return good;
}

/* "'as it is', 'more' or 'less'", "... and 4 more". */
static const char *names_words(struct arena *a, const struct variant_source *s, size_t n) {
    enum { MOST_NAMED = 6 };
    const char *words = "";
    for (size_t i = 0; i < n && i < MOST_NAMED; i++) {
        const char *between = i == 0 ? "" : i + 1 == n ? " or " : ", ";
        words = arena_format(a, "%s%s'%s'", words, between, s[i].name);
    }
    return n > MOST_NAMED ? arena_format(a, "%s and %zu more", words, n - MOST_NAMED) : words;
}

/* The variant that --base names, or the study file. */
static bool base_find(struct opened_variants *o, const struct arguments *a,
                      const struct variant_source *s, size_t n) {
    bool option = arguments_has(a, "base");
    const char *name = option ? arguments_text(a, "base") : o->study.base;
    struct nearest near = {.word = name ? name : ""};
    for (size_t i = 0; name && i < n; i++) {
        if (strcmp(s[i].name, name) == 0) {
            o->base = i;
            return true;
        }
        nearest_offer(&near, s[i].name);
    }
    if (!name)
        return true;
    const char *what = near.best
                           ? arena_format(&o->arena, "did you mean '%s'?", near.best)
                           : arena_format(&o->arena, "known are %s", names_words(&o->arena, s, n));
    if (option)
        return diag_error_at(&o->diag, "--base", 0, 0, "no variant is called '%s'; %s", name, what);
    struct path at = {.key = "base"};
    return diag_error_in(&o->diag, &at, a->operands[0], o->study.base_line, o->study.base_column,
                         "no variant is called '%s'; %s", name, what);
}

static bool finish(struct opened_variants *o, const struct arguments *a,
                   const struct variant_source *s, size_t n) {
    bool good = names_differ(o, a, s, n);
    good = base_find(o, a, s, n) && good;
    o->variants = variants_compile(s, n, &o->diag);
    return o->variants && good;
}

/* ---- compare ---- */

/* Those that could not be read are left out of what is compiled, which tells of the others. */
static bool files_open(struct opened_variants *o, const struct arguments *a) {
    struct variant_source *s = arena_array(&o->arena, a->n_operands, sizeof *s);
    size_t n = 0;
    for (size_t i = 0; i < a->n_operands; i++) {
        struct pile p = {.of = o};
        if (pile_load(&p, a->operands[i]) && common_add(&p, a))
            s[n++] = source_of(&p, file_title(&o->arena, a->operands[i]), a->operands[i]);
    }
    return n > 0 && finish(o, a, s, n) && n == a->n_operands;
}

static struct variant_source study_source(struct opened_variants *o, const struct pile *base,
                                          const struct study_variant *v) {
    struct pile p = {.of = o};
    for (size_t i = 0; i < base->n; i++)
        pile_add(&p, base->list[i]);
    pile_add(&p, v->patch);
    return source_of(&p, v->name, "");
}

/* The scenario as it is, the study's variants, those of --variant. */
static bool variants_add(struct opened_variants *o, const struct arguments *a,
                         const struct pile *base) {
    size_t n, in_study = o->study.n_variants, used = 1;
    const char *const *texts = arguments_texts(a, "variant", &o->arena, &n);
    struct variant_source *s = arena_array(&o->arena, n + in_study + 1, sizeof *s);
    bool good = true;
    s[0] = source_of(base, "as it is", o->study.scenario ? o->study.scenario : a->operands[0]);
    for (size_t i = 0; i < in_study; i++)
        if (o->study.variants[i].patch.text)
            s[used++] = study_source(o, base, &o->study.variants[i]);
    for (size_t i = 0; i < n; i++) {
        bool read = variant_read(o, base, texts[i], &s[used]);
        used += read;
        good = read && good;
    }
    return finish(o, a, s, used) && good;
}

bool variants_open(struct opened_variants *o, const struct arguments *a) {
    if (a->n_operands > 1)
        return files_open(o, a);
    struct pile base = {.of = o};
    bool good = first_open(o, a, &base);
    if (base.n == 0)
        return false;
    if (good && o->study.n_variants == 0 && !arguments_has(a, "variant"))
        return diag_error_at(&o->diag, a->operands[0], 0, 0,
                             "is one scenario and nothing to compare it with; give a second one, "
                             "--variant NAME=patch.json, or a study with variants");
    return variants_add(o, a, &base) && good;
}

/* ---- sweep ---- */

/* Whether the grid is not too large; the place of the mistake is --vary, or the study. */
static bool grid_fits(struct opened_variants *o, const char *place) {
    size_t variants = 1;
    if (o->n_axes > MOST_AXES)
        return diag_error_at(&o->diag, place, 0, 0,
                             "%zu things vary; at most %d can be told apart in one table",
                             o->n_axes, MOST_AXES);
    for (size_t i = 0; i < o->n_axes && variants <= MOST_VARIANTS; i++)
        variants *= o->axes[i].n;
    return variants <= MOST_VARIANTS ||
           diag_error_at(&o->diag, place, 0, 0,
                         "the grid has %zu variants or more; more than %d are years of work and a "
                         "table nobody reads: take longer steps, or choose some of them by a "
                         "first, coarse sweep",
                         variants, MOST_VARIANTS);
}

static bool axes_read(struct opened_variants *o, const struct arguments *a) {
    size_t n;
    bool good = true;
    const char *const *texts = arguments_texts(a, "vary", &o->arena, &n);
    o->axes = arena_array(&o->arena, n, sizeof *o->axes);
    o->n_axes = n;
    for (size_t i = 0; i < n; i++) {
        const char *wrong = axis_parse(texts[i], MOST_VARIANTS, &o->axes[i], &o->arena);
        if (wrong)
            good = diag_error_at(&o->diag, arena_format(&o->diag.arena, "--vary %s", texts[i]), 0,
                                 0, "%s", wrong);
    }
    return good;
}

/* Variant i of the grid; the last axis changes fastest. */
static struct variant_source grid_point(struct opened_variants *o, const struct pile *base,
                                        size_t i) {
    struct pile p = {.of = o};
    const char *name = "";
    for (size_t k = 0; k < base->n; k++)
        pile_add(&p, base->list[k]);
    size_t *at = arena_array(&o->arena, o->n_axes, sizeof *at);
    for (size_t k = o->n_axes; k-- > 0; i /= o->axes[k].n)
        at[k] = i % o->axes[k].n;
    for (size_t k = 0; k < o->n_axes; k++) {
        const struct axis *x = &o->axes[k];
        const char *setting = arena_format(&o->arena, "%s=%s", x->path, x->values[at[k]]);
        pile_set(&p, o->study.n_axes ? "vary" : "--vary", setting);
        name = arena_format(&o->arena, "%s%s%s", name, k ? " " : "", setting);
    }
    return source_of(&p, name, "");
}

/* All points of the grid of o's axes. */
static bool grid_add(struct opened_variants *o, const struct arguments *a,
                     const struct pile *base) {
    size_t n = 1;
    for (size_t i = 0; i < o->n_axes; i++)
        n *= o->axes[i].n;
    struct variant_source *s = arena_array(&o->arena, n, sizeof *s);
    for (size_t i = 0; i < n; i++)
        s[i] = grid_point(o, base, i);
    return finish(o, a, s, n);
}

/* Whether the study's axes are taken: options go before them. */
static bool study_axes_take(struct opened_variants *o) {
    if (o->n_axes > 0 || o->study.n_axes == 0)
        return false;
    o->n_axes = o->study.n_axes;
    o->axes = o->study.axes;
    return true;
}

bool grid_open(struct opened_variants *o, const struct arguments *a) {
    struct pile base = {.of = o};
    bool good = axes_read(o, a);
    good = first_open(o, a, &base) && good;
    if (!good)
        return false;
    bool of_study = study_axes_take(o);
    if (o->n_axes == 0)
        return diag_error_at(&o->diag, a->operands[0], 0, 0,
                             "says nothing to vary; give --vary staff.agents.count=3..8, or a "
                             "study with \"vary\"");
    const char *place = of_study ? a->operands[0] : "--vary";
    return grid_fits(o, place) && grid_add(o, a, &base);
}

/* ---- lanes ---- */

/* The plan of lanes over the scenario. */
static struct variant_source plan_source(struct opened_variants *o, const struct pile *base,
                                         const struct lane_plan *plan) {
    struct pile p = {.of = o};
    for (size_t i = 0; i < base->n; i++)
        pile_add(&p, base->list[i]);
    if (plan->patch)
        pile_add(&p, *plan->patch);
    return source_of(&p, plan->name, "");
}

bool lanes_open(struct opened_variants *o, const struct arguments *a) {
    struct lanes_question q;
    struct pile base = {.of = o};
    bool good = lanes_question_read(&q, a, &o->diag);
    good = first_open(o, a, &base) && good;
    if (!good)
        return false;
    o->lanes = lanes_grid_new(base.list, base.n, &q, &o->diag);
    if (!o->lanes)
        return false;
    o->base = o->lanes->present;
    struct variant_source *s = arena_array(&o->arena, o->lanes->n, sizeof *s);
    for (size_t i = 0; i < o->lanes->n; i++)
        s[i] = plan_source(o, &base, &o->lanes->plans[i]);
    return finish(o, a, s, o->lanes->n);
}

/* ---- levers, --sensitivity ---- */

static struct variant_source patched(struct opened_variants *o, const struct pile *base,
                                     const char *name, const char *words, struct document patch) {
    struct pile p = {.of = o};
    for (size_t i = 0; i < base->n; i++)
        pile_add(&p, base->list[i]);
    pile_add(&p, patch);
    return source_of(&p, name, words);
}

bool levers_open(struct opened_variants *o, const struct arguments *a) {
    struct pile base = {.of = o};
    size_t n;
    const char *const *prices = arguments_texts(a, "price", &o->arena, &n);
    if (!first_open(o, a, &base))
        return false;
    o->levers = levers_new(base.list, base.n, prices, n, &o->diag);
    if (!o->levers)
        return false;
    struct variant_source *s = arena_array(&o->arena, o->levers->n + 1, sizeof *s);
    s[0] = source_of(&base, "as it is", "");
    for (size_t i = 0; i < o->levers->n; i++) {
        const struct lever *x = &o->levers->all[i];
        s[i + 1] = patched(o, &base, x->name, x->what, x->patch);
    }
    return finish(o, a, s, o->levers->n + 1);
}

bool sensitivity_open(struct opened_variants *o, const struct arguments *a) {
    struct pile base = {.of = o};
    if (!first_open(o, a, &base))
        return false;
    o->sensitivity = sensitivity_new(base.list, base.n, arguments_text(a, "of"), &o->diag);
    if (!o->sensitivity)
        return false;
    struct variant_source *s = arena_array(&o->arena, o->sensitivity->n_ends + 1, sizeof *s);
    s[0] = source_of(&base, "as it is", "");
    for (size_t i = 0; i < o->sensitivity->n_ends; i++)
        s[i + 1] =
            patched(o, &base, o->sensitivity->ends[i]->name, "", o->sensitivity->ends[i]->patch);
    return finish(o, a, s, o->sensitivity->n_ends + 1);
}

/* ---- check ---- */

bool operand_is_study(const struct arguments *a) {
    struct document d = {.name = NULL};
    struct diag quiet = {0};
    bool is = strcmp(a->operands[0], "-") != 0 && document_load(a->operands[0], &d, &quiet) &&
              is_study(&d);
    document_free(&d);
    diag_fini(&quiet);
    return is;
}

bool study_open(struct opened_variants *o, const struct arguments *a) {
    struct pile base = {.of = o};
    bool good = first_open(o, a, &base);
    if (base.n == 0)
        return false;
    if (good && study_axes_take(o))
        return grid_fits(o, a->operands[0]) && grid_add(o, a, &base);
    return variants_add(o, a, &base) && good;
}

void opened_variants_fini(struct opened_variants *o) {
    variants_free(o->variants);
    for (size_t i = 0; i < o->n_documents; i++)
        document_free(&o->documents[i]);
    free(o->documents);
    study_file_fini(&o->study);
    lanes_grid_free(o->lanes);
    levers_free(o->levers);
    sensitivity_free(o->sensitivity);
    diag_fini(&o->diag);
    arena_fini(&o->arena);
    *o = (struct opened_variants){0};
}
