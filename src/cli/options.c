/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/options.h"

#include <assert.h>
#include <float.h>
#include <math.h>
#include <string.h>

#include "base/nearest.h"
#include "base/table.h"
#include "base/units.h"

static const char *count_parse(const char *text, double *number) {
    const char *wrong = number_parse(text, number);
    if (wrong)
        return wrong;
    return *number < 0 || *number != floor(*number) ? "is not a whole number" : NULL;
}

/* People type "--within 20" and mean seconds. */
static const char *seconds_parse(const char *text, double *seconds) {
    return number_parse(text, seconds) ? duration_parse(text, seconds) : NULL;
}

/* What follows from an option's kind, in the order of enum option_kind. */
static const struct {
    const char *(*parse)(const char *text, double *number);
    const char *unit;
} kinds[] = {
    [OPTION_FLAG] = {NULL, ""},
    [OPTION_TEXT] = {NULL, ""},
    [OPTION_COUNT] = {count_parse, ""},
    [OPTION_NUMBER] = {number_parse, ""},
    [OPTION_SHARE] = {share_parse, ""},
    [OPTION_DURATION] = {seconds_parse, " s"},
    [OPTION_RATE] = {rate_parse, " per second"},
};

static const struct option *option_find(const struct option *options, const char *name,
                                        size_t length) {
    for (const struct option *o = options; o && o->name; o++)
        if (strlen(o->name) == length && memcmp(o->name, name, length) == 0)
            return o;
    return NULL;
}

static bool option_unknown(const struct option *options, const char *name, size_t length,
                           struct text *error) {
    struct text word = {0};
    text_add_n(&word, name, length);
    struct nearest near = {.word = text_string(&word)};
    for (const struct option *o = options; o && o->name; o++)
        nearest_offer(&near, o->name);
    text_printf(error, "unknown option '--%s'", text_string(&word));
    if (near.best)
        text_printf(error, "; did you mean '--%s'?", near.best);
    text_fini(&word);
    return false;
}

static bool option_read_number(const struct option *o, const char *text, double *number,
                               struct text *error) {
    const char *wrong = kinds[o->kind].parse(text, number);
    if (wrong) {
        text_printf(error, "--%s: '%s' %s", o->name, text, wrong);
        return false;
    }
    bool limited = o->min != 0 || o->max != 0;
    if (limited && !(o->min <= *number && *number <= o->max)) {
        text_printf(error, "--%s: '%s' is outside [%.15g, %.15g]%s", o->name, text, o->min, o->max,
                    kinds[o->kind].unit);
        return false;
    }
    return true;
}

/* Whether the word can be an optional argument of o: it is one if it can be read as one. */
static bool option_takes(const struct option *o, const char *word) {
    double ignored;
    return word && (!kinds[o->kind].parse || !kinds[o->kind].parse(word, &ignored));
}

static bool argument_add(struct arguments *a, const struct option *o, const char *text,
                         struct text *error) {
    struct option_value *v = &a->values[a->n_values];
    *v = (struct option_value){.option = o, .text = text, .number = NAN};
    if (!o->may_repeat && arguments_has(a, o->name)) {
        text_printf(error, "--%s stands twice", o->name);
        return false;
    }
    if (text && kinds[o->kind].parse && !option_read_number(o, text, &v->number, error))
        return false;
    a->n_values++;
    return true;
}

/* Reads the option in *word and, unless "=" gave it, its argument in the word that follows.
 * Returns how many words were used, 0 on a mistake. */
static int option_read(struct arguments *a, int count, char **word, struct text *error) {
    const char *name = word[0] + 2, *equals = strchr(name, '=');
    size_t length = equals ? (size_t)(equals - name) : strlen(name);
    const struct option *o = option_find(a->options, name, length);
    if (!o)
        return option_unknown(a->options, name, length, error);
    if (o->kind == OPTION_FLAG) {
        if (equals) {
            text_printf(error, "--%s takes no argument", o->name);
            return 0;
        }
        return argument_add(a, o, NULL, error);
    }
    if (equals)
        return argument_add(a, o, equals + 1, error);
    const char *next = count > 1 ? word[1] : NULL;
    if (o->argument_may_lack && !option_takes(o, next))
        return argument_add(a, o, NULL, error);
    if (!next || strncmp(next, "--", 2) == 0) {
        text_printf(error, "--%s needs %s", o->name, o->argument);
        return 0;
    }
    return argument_add(a, o, next, error) ? 2 : 0;
}

bool arguments_read(struct arguments *a, const struct option *options, int count, char **words,
                    struct text *error) {
    *a = (struct arguments){.options = options};
    a->values = arena_array(&a->arena, (size_t)count + 1, sizeof *a->values);
    a->operands = arena_array(&a->arena, (size_t)count + 1, sizeof *a->operands);
    bool only_operands = false;
    for (int i = 0; i < count;) {
        char **word = &words[i];
        int used = 1;
        if (only_operands || word[0][0] != '-' || strcmp(*word, "-") == 0) {
            a->operands[a->n_operands++] = *word;
        } else if (strcmp(*word, "--") == 0) {
            only_operands = true;
        } else if (strcmp(*word, "--help") == 0 || strcmp(*word, "-h") == 0) {
            a->help = true;
        } else if (word[0][1] != '-') {
            text_printf(error, "unknown option '%s'; options begin with two dashes", *word);
            return false;
        } else if (!(used = option_read(a, count - i, word, error))) {
            return false;
        }
        i += used;
    }
    return true;
}

void arguments_fini(struct arguments *a) {
    arena_fini(&a->arena);
    *a = (struct arguments){0};
}

static const struct option_value *value_find(const struct arguments *a, const char *name) {
    const struct option_value *found = NULL;
    for (size_t i = 0; i < a->n_values; i++)
        if (strcmp(a->values[i].option->name, name) == 0)
            found = &a->values[i];
    return found;
}

bool arguments_has(const struct arguments *a, const char *name) {
    return value_find(a, name) != NULL;
}

const char *arguments_text(const struct arguments *a, const char *name) {
    const struct option_value *v = value_find(a, name);
    const struct option *o = option_find(a->options, name, strlen(name));
    assert(o);
    return v ? v->text : o->fallback;
}

double arguments_number(const struct arguments *a, const char *name) {
    const struct option_value *v = value_find(a, name);
    const struct option *o = option_find(a->options, name, strlen(name));
    assert(o && kinds[o->kind].parse);
    double number = NAN;
    if (v)
        return v->number;
    const char *wrong = o->fallback ? kinds[o->kind].parse(o->fallback, &number) : NULL;
    assert(!wrong);
    (void)wrong; /* without asserts */
    return number;
}

const char *const *arguments_texts(const struct arguments *a, const char *name, struct arena *arena,
                                   size_t *n) {
    const char **texts = arena_array(arena, a->n_values + 1, sizeof *texts);
    *n = 0;
    for (size_t i = 0; i < a->n_values; i++)
        if (strcmp(a->values[i].option->name, name) == 0)
            texts[(*n)++] = a->values[i].text;
    return texts;
}

/* Help stands in a column of its own; an option too long for the first column gets a line. */
enum { HELP_COLUMN = 26, HELP_WIDTH = 100 };

void option_name_add(const struct option *o, struct text *out) {
    text_printf(out, "--%s", o->name);
    if (o->argument)
        text_printf(out, o->argument_may_lack ? " [%s]" : " %s", o->argument);
}

void option_words_add(const struct option *o, struct text *out) {
    text_add(out, o->help);
    if (o->fallback)
        text_printf(out, " (default %s)", o->fallback);
    if (o->may_repeat)
        text_add(out, "; may be given several times");
}

static void option_describe(const struct option *o, struct text *out) {
    size_t start = out->length;
    struct text words = {0};
    text_add(out, "  ");
    option_name_add(o, out);
    size_t width = out->length - start;
    if (width + 2 > HELP_COLUMN) {
        text_add(out, "\n");
        width = 0;
    }
    text_printf(out, "%*s", (int)(HELP_COLUMN - width), "");
    option_words_add(o, &words);
    text_wrap(out, text_string(&words), HELP_COLUMN, HELP_COLUMN, HELP_WIDTH);
    text_add(out, "\n");
    text_fini(&words);
}

void options_describe(const struct option *options, struct text *out) {
    for (const struct option *o = options; o && o->name; o++)
        option_describe(o, out);
    text_printf(out, "  --help, -h%*sthis text\n", HELP_COLUMN - 12, "");
}
