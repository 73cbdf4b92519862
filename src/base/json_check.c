/* SPDX-License-Identifier: GPL-3.0-or-later
 * A recursive descent over the text that notes every mistake and goes on where it can. */
#include "base/json.h"

#include <stdlib.h>
#include <string.h>

#include "base/json_text.h"

enum { LONGEST_NUMBER = 60 }; /* cJSON cuts numbers off at 63 bytes */

/* A name in an object that is still open, kept to find duplicates when it closes. */
struct seen {
    const char *name; /* decoded */
    size_t offset;
};

struct scan {
    const char *file, *text;
    size_t length, at, depth, faults;
    struct diag *diag;
    enum json_state state;
    struct arena names;
    struct seen *seen;
    size_t n_seen, capacity;
};

static void fault(struct scan *s, const struct path *where, size_t offset, const char *message) {
    size_t line = 0, column = 0;
    if (s->faults++ < DIAG_LISTED) { /* beyond, they are only counted */
        json_position(s->text, offset, &line, &column);
    }
    diag_error_in(s->diag, where, s->file, line, column, "%s", message);
    s->state = s->state == JSON_SOUND ? JSON_FAULTY : s->state;
}

static bool broken(struct scan *s, const struct path *where, const char *message) {
    fault(s, where, s->at, message);
    s->state = JSON_BROKEN;
    return false;
}

static int peek(struct scan *s) {
    s->at = json_skip_space(s->text, s->length, s->at);
    return s->at < s->length ? (unsigned char)s->text[s->at] : -1;
}

static bool surrogate_check(struct scan *s, const struct path *where, long code) {
    static const char lone[] = "half a surrogate pair in a string";
    if (code >= 0xDC00 && code <= 0xDFFF) {
        return broken(s, where, lone);
    }
    if (code < 0xD800 || code > 0xDBFF) {
        return true;
    }
    const char *next = s->text + s->at + 6;
    size_t left = s->length - s->at - 6;
    long low = left >= 6 && next[0] == '\\' && next[1] == 'u' ? json_hex4(next + 2, left - 2) : -1;
    if (low < 0xDC00 || low > 0xDFFF) {
        return broken(s, where, lone);
    }
    s->at += 6;
    return true;
}

static bool escape_check(struct scan *s, const struct path *where) {
    size_t left = s->length - s->at;
    if (left < 2 || !s->text[s->at + 1] || !strchr("\"\\/bfnrtu", s->text[s->at + 1])) {
        return broken(s, where,
                      "a backslash in a string must begin \\\" \\\\ \\/ \\b \\f \\n \\r \\t or "
                      "\\uXXXX");
    }
    if (s->text[s->at + 1] != 'u') {
        s->at += 2;
        return true;
    }
    long code = json_hex4(s->text + s->at + 2, left - 2);
    if (code < 0) {
        return broken(s, where, "\\u in a string needs four hexadecimal digits");
    }
    if (code == 0) {
        return broken(s, where, "a NUL character in a string");
    }
    if (!surrogate_check(s, where, code)) {
        return false;
    }
    s->at += 6;
    return true;
}

/* One character of a string as it stands; a bad one is noted and stepped over. */
static bool plain_check(struct scan *s, const struct path *where, bool *bad_utf8) {
    const unsigned char *p = (const unsigned char *)s->text + s->at;
    if (*p == 0) {
        return broken(s, where, "a NUL byte");
    }
    if (*p < 0x20) {
        fault(s, where, s->at,
              *p == '\n' ? "a string must end on its line; write \\n for a line break"
                         : "a control character in a string; write it as an escape");
    }
    size_t n = utf8_length(p, s->length - s->at);
    if (n == 0 && !*bad_utf8) {
        fault(s, where, s->at, "bytes that are not UTF-8; save the file as UTF-8");
        *bad_utf8 = true; /* once a string is enough */
    }
    s->at += n > 0 ? n : 1;
    return true;
}

/* At the opening quote; leaves at past the closing one. */
static bool string_check(struct scan *s, const struct path *where) {
    size_t start = s->at++;
    bool bad_utf8 = false;
    while (s->at < s->length && s->text[s->at] != '"') {
        bool ok =
            s->text[s->at] == '\\' ? escape_check(s, where) : plain_check(s, where, &bad_utf8);
        if (!ok) {
            return false;
        }
    }
    if (s->at == s->length) {
        s->at = start;
        return broken(s, where, "a string without its closing quote");
    }
    s->at++;
    return true;
}

static size_t digits_take(struct scan *s) {
    size_t start = s->at;
    while (s->at < s->length && s->text[s->at] >= '0' && s->text[s->at] <= '9') {
        s->at++;
    }
    return s->at - start;
}

static bool take(struct scan *s, const char *any) {
    bool found = s->at < s->length && s->text[s->at] && strchr(any, s->text[s->at]);
    s->at += found;
    return found;
}

/* What is wrong with the number that begins here, or NULL; leaves at past it. */
static const char *number_fault(struct scan *s) {
    take(s, "-");
    size_t start = s->at;
    size_t whole = digits_take(s);
    const char *wrong = NULL;
    if (whole == 0) {
        wrong = "a number begins with a digit, or with - and a digit";
    } else if (whole > 1 && s->text[start] == '0') {
        wrong = "a number does not begin with 0 before other digits";
    }
    if (take(s, ".") && digits_take(s) == 0 && !wrong) {
        wrong = "a digit must follow the decimal point";
    }
    if (take(s, "eE")) {
        take(s, "+-");
        if (digits_take(s) == 0 && !wrong) {
            wrong = "a digit must follow the exponent's e";
        }
    }
    return wrong;
}

static bool number_check(struct scan *s, const struct path *where) {
    size_t start = s->at;
    const char *wrong = number_fault(s);
    size_t length = s->at - start;
    if (!wrong && length > LONGEST_NUMBER) {
        wrong = "a number of more than 60 characters";
    }
    if (wrong) {
        s->at = start;
        return broken(s, where, wrong);
    }
    char copy[LONGEST_NUMBER + 1];
    memcpy(copy, s->text + start, length);
    copy[length] = '\0';
    double value = strtod(copy, NULL);
    if (value - value != 0) {
        fault(s, where, start, "a number too large for any quantity");
    }
    return true;
}

static bool word_check(struct scan *s, const struct path *where) {
    static const char *const words[] = {"true", "false", "null"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t n = strlen(words[i]);
        if (s->length - s->at >= n && memcmp(s->text + s->at, words[i], n) == 0) {
            s->at += n;
            return true;
        }
    }
    return broken(s, where,
                  s->text[s->at] == '/' || s->text[s->at] == '#'
                      ? "JSON has no comments; use \"notes\""
                      : "expected a value: a number, \"text\", true, false, null, [ or {");
}

static const char *name_decode(struct scan *s, size_t open, size_t end) {
    char *out = arena_alloc(&s->names, end - open), *p = out;
    for (size_t at = open + 1; at + 1 < end;) {
        p += json_decode(s->text, &at, p);
    }
    *p = '\0';
    return out;
}

static void name_keep(struct scan *s, const char *name, size_t offset) {
    if (s->n_seen == s->capacity) {
        s->capacity = s->capacity ? 2 * s->capacity : 64;
        s->seen = mem_resize(s->seen, s->capacity, sizeof *s->seen);
    }
    s->seen[s->n_seen++] = (struct seen){name, offset};
}

static int compare_seen(const void *left, const void *right) {
    const struct seen *a = left, *b = right;
    int by = strcmp(a->name, b->name);
    return by ? by : (a->offset > b->offset) - (a->offset < b->offset);
}

/* Notes the names that stand twice among those since first, and forgets them all. */
static void duplicates_note(struct scan *s, const struct path *where, size_t first) {
    size_t n = s->n_seen - first;
    s->n_seen = first;
    if (n < 2) {
        return;
    }
    const struct seen *names = s->seen + first;
    qsort(s->seen + first, n, sizeof *s->seen, compare_seen);
    for (size_t i = 1, original = 0; i < n; i++) {
        if (strcmp(names[i].name, names[original].name) != 0) {
            original = i;
            continue;
        }
        size_t line = 0, column = 0;
        if (s->faults < DIAG_LISTED) {
            json_position(s->text, names[original].offset, &line, &column);
        }
        struct path here = {.parent = where, .key = names[i].name};
        fault(s, &here, names[i].offset,
              arena_format(&s->names, "this name stands twice (first at %zu:%zu)", line, column));
    }
}

static bool value_check(struct scan *s, const struct path *where);

static bool member_check(struct scan *s, const struct path *where) {
    if (peek(s) != '"') {
        return broken(s, where,
                      peek(s) == '}' ? "a comma must not stand before }"
                                     : "expected a name in double quotes");
    }
    size_t open = s->at;
    if (!string_check(s, where)) {
        return false;
    }
    const char *name = name_decode(s, open, s->at);
    name_keep(s, name, open);
    struct path here = {.parent = where, .key = name};
    if (peek(s) != ':') {
        return broken(s, &here, "expected : after the name");
    }
    s->at++;
    return value_check(s, &here);
}

/* After a member of an object or list: true to read another, false at the end (or broken). */
static bool more(struct scan *s, const struct path *where, int close) {
    int c = peek(s);
    if (c != ',' && c != close) {
        return broken(s, where,
                      c < 0          ? "the text ends before this is closed"
                      : close == '}' ? "expected , or } before this"
                                     : "expected , or ] before this");
    }
    s->at++;
    return c == ',';
}

static bool object_check(struct scan *s, const struct path *where) {
    size_t first = s->n_seen;
    s->at++;
    if (peek(s) == '}') {
        s->at++;
        return true;
    }
    do {
        if (!member_check(s, where)) {
            return false;
        }
    } while (more(s, where, '}'));
    duplicates_note(s, where, first);
    return s->state != JSON_BROKEN;
}

static bool list_check(struct scan *s, const struct path *where) {
    struct path here = {.parent = where};
    s->at++;
    if (peek(s) == ']') {
        s->at++;
        return true;
    }
    do {
        if (peek(s) == ']') {
            return broken(s, where, "a comma must not stand before ]");
        }
        if (!value_check(s, &here)) {
            return false;
        }
        here.index++;
    } while (more(s, where, ']'));
    return s->state != JSON_BROKEN;
}

static bool nested_check(struct scan *s, const struct path *where, bool object) {
    if (s->depth == JSON_DEPTH) {
        return broken(s, where, "nested more than 64 deep");
    }
    s->depth++;
    bool ok = object ? object_check(s, where) : list_check(s, where);
    s->depth--;
    return ok;
}

static bool value_check(struct scan *s, const struct path *where) {
    int c = peek(s);
    switch (c) {
    case -1:
        return broken(s, where, "the text ends where a value is expected");
    case '{':
    case '[':
        return nested_check(s, where, c == '{');
    case '"':
        return string_check(s, where);
    default:
        return c == '-' || (c >= '0' && c <= '9') ? number_check(s, where) : word_check(s, where);
    }
}

static void text_check(struct scan *s) {
    if (s->length >= 3 && memcmp(s->text, "\xEF\xBB\xBF", 3) == 0) {
        s->at = 3; /* some editors put a byte order mark in front; RFC 8259 lets it be ignored */
    }
    if (peek(s) < 0) {
        broken(s, NULL, "there is nothing but white space here");
        return;
    }
    if (value_check(s, NULL) && peek(s) >= 0) {
        fault(s, NULL, s->at, "more text follows the end of the value");
    }
}

enum json_state json_check(const char *name, const char *text, size_t length, struct diag *d) {
    if (length > JSON_BYTES) {
        diag_error_at(d, name, 0, 0, "%zu bytes are more than the limit of 16 MiB", length);
        return JSON_BROKEN;
    }
    struct scan s = {.file = name, .text = text, .length = length, .diag = d};
    text_check(&s);
    free(s.seen);
    arena_fini(&s.names);
    return s.state;
}
