/* SPDX-License-Identifier: GPL-3.0-or-later
 * One table row per key of the scenario language: reading, limits, error text, explain, schema and
 * the reference manual all come from the row. Parameters of distributions are such rows too. */
#ifndef BASE_FIELD_H
#define BASE_FIELD_H

#include <stdbool.h>
#include <stddef.h>

struct cJSON;
struct reader;
struct path;

enum field_kind {
    FIELD_BOOL,     /* bool */
    FIELD_COUNT,    /* size_t: a whole number */
    FIELD_NUMBER,   /* double: a plain number */
    FIELD_SHARE,    /* double 0..1: 0.35 or "35%" */
    FIELD_DURATION, /* double, seconds: 20, "20s", "1h30m" */
    FIELD_TIME,     /* double, seconds since midnight: "08:30" */
    FIELD_RATE,     /* double, per second: "120/h" */
    FIELD_TEXT,     /* const char * */
    FIELD_CHOICE,   /* size_t, index into choices */
    FIELD_TYPED     /* whatever type->read fills */
};

/* A compound value (a profile, a distribution, a map of stations): how it is read and explained. */
struct field_type;

struct field {
    const char *key;      /* JSON member; NULL ends a table */
    enum field_kind kind; /* C type at offset */
    size_t offset;        /* offsetof(struct ..., member) */
    const char *unit;     /* "s", "1/h", "agents", "share", "" */
    double min, max;      /* inclusive limits for numbers */
    double fallback;      /* the value when absent; for FIELD_CHOICE an index, FIELD_BOOL 0 or 1 */
    bool required;
    bool live;                     /* a rule may set it while the day runs */
    const char *const *choices;    /* FIELD_CHOICE: names, ended by NULL */
    const struct field_type *type; /* FIELD_TYPED */
    const char *help;              /* one sentence */
    const char *example;           /* valid JSON for this key; a test reads every one */
    const char *source;            /* of a formula or a default, or NULL */
};

/* FIELD_COUNT's value for "no limit" (fallback HUGE_VAL). */
#define COUNT_UNLIMITED SIZE_MAX

#endif
