/* SPDX-License-Identifier: GPL-3.0-or-later
 * One table row per key of the scenario language: reading, limits, error text, explain, schema and
 * the reference manual all come from the row. Parameters of distributions are such rows too. */
#ifndef BASE_FIELD_H
#define BASE_FIELD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diag.h"

struct cJSON;
struct reader;
struct text;

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
    FIELD_ENUM,     /* an enum, index into choices */
    FIELD_EITHER,   /* bool, index into two choices */
    FIELD_TYPED     /* whatever type->read fills */
};

/* A compound value (a profile, a distribution, a map of stations): how it is read and explained. */
struct field_type;

/* Limits of 0 and 0 stand for the kind's own: shares 0 to 1; counts, durations, times and rates
 * from 0 to 1e9 (times to 24:00); numbers within 1e15. */
struct field {
    const char *key;      /* JSON member; NULL ends a table */
    enum field_kind kind; /* C type at offset */
    size_t offset;        /* offsetof(struct ..., member) */
    size_t count_offset;  /* FIELD_TYPED maps and lists: of the size_t that counts the members */
    const char *unit;     /* "s", "1/h", "agents", "share", "" */
    double min, max;      /* inclusive limits for numbers; max: most members of a map or list */
    double fallback;      /* the value when absent; for FIELD_CHOICE an index, FIELD_BOOL 0 or 1 */
    bool required;
    bool live;                     /* a rule may set it while the day runs */
    const char *const *choices;    /* FIELD_CHOICE: names, ended by NULL */
    const struct field_type *type; /* FIELD_TYPED */
    const char *help;              /* one sentence */
    const char *example;           /* valid JSON for this key; a test reads every one */
    const char *source;            /* of a formula or a default, or NULL */
    const char *mark; /* of parameters of people: how sure the default is, see field_mark_words */
};

/* FIELD_COUNT's value for "no limit" (fallback HUGE_VAL). */
#define COUNT_UNLIMITED SIZE_MAX

/* What reading needs; everything made lives in the arena. */
struct reader {
    struct arena *arena;
    struct diag *diag;
    void *context; /* the reading folder's own */
};

/* Reads the value of field f into the struct at object (at f->offset); false with a finding. */
typedef bool field_read(struct reader *r, const struct cJSON *json, const struct path *at,
                        const struct field *f, void *object);

enum type_shape {
    TYPE_VALUE,      /* whatever read takes */
    TYPE_OBJECT,     /* an object of fields, read into a struct that is part of the outer one */
    TYPE_MAP,        /* members by name: an array of structs, the pointer at offset */
    TYPE_LIST,       /* a list of members likewise */
    TYPE_ONE_OR_LIST /* one member, or a list of them */
};

/* One form of an object that names its kind. */
struct field_variant {
    const char *name, *help, *example;
    const char *used_for, *source;     /* may be NULL */
    const struct field *fields, *more; /* its keys beside the common ones; may be NULL */
};

struct field_type {
    const char *name;    /* as explain, the schema and the manual call it: "profile" */
    const char *written; /* how it is written, a phrase for people */
    enum type_shape shape;
    size_t size, name_offset;   /* of a member; where a map puts the member's name */
    const struct field *fields; /* keys of the object or of each member; NULL: no object form */
    /* The i-th form of the object, false after the last; NULL: it has but one. */
    bool (*variant)(size_t i, struct field_variant *out);
    bool kind_optional; /* such an object may leave its kind out */
    /* JSON Schema of the value (or of a member), or of its forms beside the object, one per string;
     * ended by NULL. NULL: only the object form. */
    const char *const *schema;
    field_read *read; /* the whole value; NULL: by shape */
    /* One member (or the object) into its zeroed struct; NULL: its fields. */
    bool (*read_member)(struct reader *r, const struct cJSON *json, const struct path *at,
                        void *member);
    const char *(*name_fault)(const char *name); /* maps: what is wrong with a name, or NULL */
    const struct field *value; /* maps from names to plain values: the row of the values */
};

/* A table and the struct it fills; several tables may share one JSON object. */
struct field_set {
    const struct field *fields; /* NULL: none */
    void *object;
    const char *noun; /* what needs a missing key, for messages: "lognormal"; may be NULL */
};

/* Reads one value by its row. */
bool field_value_read(struct reader *r, const struct cJSON *json, const struct path *at,
                      const struct field *f, void *object);
/* Reads an object by its row tables: sets every default, then what is there; unknown keys, missing
 * ones, wrong types and limits are findings, all of them. */
bool object_read(struct reader *r, const struct cJSON *json, const struct path *at,
                 const struct field_set *sets, size_t n_sets);
/* The same for a single table. */
bool fields_read(struct reader *r, const struct cJSON *json, const struct path *at,
                 const struct field *fields, void *object);
/* Sets the defaults of a table, as if its object were empty. */
void fields_default(const struct field *fields, void *object);
/* A map, list or object read by its type's shape, into f's place of object. */
bool type_read(struct reader *r, const struct cJSON *json, const struct path *at,
               const struct field *f, void *object);

/* Notes that a value is not what it should be: "\"abc\" is not a whole number". */
bool type_error(struct reader *r, const struct cJSON *json, const struct path *at,
                const char *wanted);
/* Reads a number of the given kind (FIELD_COUNT to FIELD_RATE) within the row's limits. */
bool quantity_read(struct reader *r, const struct cJSON *json, const struct path *at,
                   const struct field *f, enum field_kind kind, double *out);
/* Reads a list of two numbers, from and until, of the row's kind and within its limits; f is the
 * typed row that such a list stands for. */
bool quantity_pair_read(struct reader *r, const struct cJSON *json, const struct path *at,
                        const struct field *f, const struct field *row, double out[2]);
/* The same as quantity_read from a text, as it stands in a csv cell; NULL or what is wrong, in the
 * diag's arena. */
const char *quantity_parse(struct reader *r, const char *text, const struct field *f,
                           enum field_kind kind, double *out);
/* Limits of a row, with the kind's own filled in. */
void field_limits(const struct field *f, enum field_kind kind, double *min, double *max);
/* "a whole number", "a duration: seconds, or text such as \"20s\"": for messages and explain. */
const char *field_kind_words(enum field_kind kind);
/* What a parameter's mark stands for: "published". NULL: no such mark. */
const char *field_mark_words(const char *mark);
/* The row of a key, or NULL. */
const struct field *field_find(const struct field *fields, const char *key);

#endif
