/* SPDX-License-Identifier: GPL-3.0-or-later
 * Options of commands are rows: parsing, limits, defaults, error texts and help read the row. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/text.h"

/* What an option's argument is, and in which unit its number is kept. */
enum option_kind {
    OPTION_FLAG,     /* no argument */
    OPTION_TEXT,     /* as typed */
    OPTION_COUNT,    /* a whole number */
    OPTION_NUMBER,   /* a plain number */
    OPTION_SHARE,    /* "80%" or 0.8: 0.8 */
    OPTION_DURATION, /* "3m" or 180: seconds */
    OPTION_RATE      /* "120/h": per second */
};

struct option {
    const char *name; /* without the dashes; NULL ends a table */
    enum option_kind kind;
    const char *argument;   /* how help names it: "N", "FILE"; NULL for a flag */
    const char *fallback;   /* the default, as it would be typed; NULL: none */
    double min, max;        /* inclusive limits in the kept unit; both 0: no limits */
    bool may_repeat;        /* may be given several times */
    bool argument_may_lack; /* "--events" alone is allowed: its number is then NAN */
    const char *help;       /* one phrase in one line, no full stop */
};

/* One option as given. */
struct option_value {
    const struct option *option;
    const char *text; /* the argument as typed; NULL: none */
    double number;    /* in the kind's unit; NAN for texts and flags */
};

/* A command line, read. Texts point into argv. */
struct arguments {
    struct arena arena;
    const struct option *options; /* the command's rows */
    bool help;                    /* --help or -h stood among them */
    size_t n_values, n_operands;
    struct option_value *values; /* [n_values], in their order */
    const char **operands;       /* [n_operands] */
};

/* Reads the words after the command's name. On false, what is wrong has been added to error.
 * Options may be written "--days 5" or "--days=5"; "--" ends them; "-" is an operand. */
bool arguments_read(struct arguments *a, const struct option *options, int count, char **words,
                    struct text *error);
void arguments_fini(struct arguments *a);

bool arguments_has(const struct arguments *a, const char *name);
/* The last one given, else the row's default, else NULL. The option must be one of the rows. */
const char *arguments_text(const struct arguments *a, const char *name);
/* The number of the last one given, else of the row's default, else NAN. */
double arguments_number(const struct arguments *a, const char *name);
/* All texts of an option that may repeat, in their order: [*n], in the arena. */
const char *const *arguments_texts(const struct arguments *a, const char *name, struct arena *arena,
                                   size_t *n);

/* Adds "--events [R]". */
void option_name_add(const struct option *o, struct text *out);
/* Adds the help phrase with the default, and whether the option may repeat. */
void option_words_add(const struct option *o, struct text *out);
/* Adds the options as lines of a help text. */
void options_describe(const struct option *options, struct text *out);

#endif
