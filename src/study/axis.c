/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/axis.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/units.h"

/* "+30s" in three. */
struct value {
    char sign; /* '+', '-' or '*' of a relative one; '\0' */
    double number;
    const char *unit; /* "" for none */
};

struct values {
    struct arena *arena;
    size_t n, most;
    const char **list; /* [most] */
};

static const char *value_add(struct values *v, const char *value) {
    if (v->n == v->most) {
        return arena_format(v->arena, "makes more than %zu variants; take a longer step, or fewer",
                            v->most);
    }
    v->list[v->n++] = value;
    return NULL;
}

static bool value_split(const char *text, struct value *out, struct arena *a) {
    *out = (struct value){.sign = *text == '+' || *text == '*' ? *text : '\0'};
    const char *at = text + (out->sign != '\0');
    size_t n = strspn(at, "+-0123456789.eE");
    /* "5em" has no exponent; no unit begins with an e. */
    while (n > 0 && !(at[n - 1] >= '0' && at[n - 1] <= '9')) {
        n--;
    }
    out->unit = at + n;
    return n > 0 && number_parse(arena_string_n(a, at, n), &out->number) == NULL;
}

/* A sign at either end says so for both: -1..1 is -1, +0, +1, as in a setting -1 is one less. */
static bool relative(const struct value *from, const struct value *to) {
    return from->sign == '+' || to->sign == '+' || from->number < 0;
}

static const char *value_text(struct arena *a, double x, char sign, const char *unit) {
    if (sign == '+' && x < 0) {
        return arena_format(a, "%.12g%s", x, unit);
    }
    const char *before = sign == '*' ? "*" : sign == '+' ? "+" : "";
    return arena_format(a, "%s%.12g%s", before, x, unit);
}

static const char *range_fill(struct values *v, const struct value *from, const struct value *to,
                              double step) {
    char sign = from->sign == '*' ? '*' : relative(from, to) ? '+' : '\0';
    double span = (to->number - from->number) / step;
    /* Ends that are a whole number of steps away are met in spite of rounding. */
    size_t n = span >= (double)v->most ? v->most + 1 : (size_t)floor(span + 1e-9) + 1;
    const char *wrong = NULL;
    for (size_t i = 0; i < n && !wrong; i++) {
        double x = from->number + (double)i * step;
        x = fabs(x) < 1e-12 * step ? 0 : x;
        wrong = value_add(v, value_text(v->arena, x, sign, from->unit));
    }
    return wrong;
}

/* One item: "5", "3..8", "10s..60s step 10s". */
static const char *item_read(struct values *v, const char *item) {
    struct arena *a = v->arena;
    char *text = arena_string(a, item), *dots = strstr(text, "..");
    if (!dots) {
        return value_add(v, text);
    }
    char *step_word = strstr(dots, " step ");
    struct value from, to, step = {.number = 1, .unit = NULL};
    *dots = '\0';
    if (step_word) {
        *step_word = '\0';
    }
    if (!value_split(text, &from, a) || !value_split(dots + 2, &to, a)) {
        return arena_format(a, "'%s' is no range of numbers such as 3..8 or 10s..60s step 10s",
                            item);
    }
    if (step_word && !value_split(step_word + strlen(" step "), &step, a)) {
        return arena_format(a, "the step of '%s' is no number", item);
    }
    bool units = strcmp(from.unit, to.unit) == 0 && (!step.unit || !strcmp(step.unit, from.unit));
    if (!units || (from.sign == '*') != (to.sign == '*')) {
        return arena_format(a, "'%s' mixes units or signs; write both ends and the step alike",
                            item);
    }
    if (!(step.number > 0) || step.sign) {
        return arena_format(a, "the step of '%s' must be above nought", item);
    }
    if (from.number > to.number) {
        return arena_format(a, "'%s' is empty: it ends before it begins", item);
    }
    return range_fill(v, &from, &to, step.number);
}

/* Where the item that begins here ends: at a comma outside brackets and quotes, or the text's end.
 */
static size_t item_length(const char *text) {
    int depth = 0;
    bool quoted = false;
    size_t i = 0;
    for (; text[i] && (quoted || depth > 0 || text[i] != ','); i++) {
        quoted = quoted != (text[i] == '"');
        depth += text[i] == '[' || text[i] == '{';
        depth -= text[i] == ']' || text[i] == '}';
    }
    return i;
}

const char *axis_values_parse(const char *text, size_t most, struct axis *out, struct arena *a) {
    struct values v = {.arena = a, .most = most, .list = arena_array(a, most, sizeof *v.list)};
    for (const char *at = text;; at++) {
        size_t length = item_length(at);
        if (length == 0) {
            return "needs values: 3..8, 0..100 step 10, or 2,3,5";
        }
        const char *wrong = item_read(&v, arena_string_n(a, at, length));
        if (wrong) {
            return wrong;
        }
        at += length;
        if (!*at) {
            break;
        }
    }
    out->n = v.n;
    out->values = v.list;
    return NULL;
}

const char *axis_parse(const char *text, size_t most, struct axis *out, struct arena *a) {
    const char *equals = strchr(text, '=');
    *out = (struct axis){0};
    if (!equals || equals == text) {
        return "needs the form PATH=VALUES, as in staff.agents.count=3..8";
    }
    out->path = arena_string_n(a, text, (size_t)(equals - text));
    return axis_values_parse(equals + 1, most, out, a);
}
