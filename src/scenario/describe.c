/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/describe.h"

#include <math.h>
#include <string.h>

#include "base/units.h"

static bool is_quantity(enum field_kind kind) {
    return kind >= FIELD_COUNT && kind <= FIELD_RATE;
}

static bool is_choice(enum field_kind kind) {
    return kind == FIELD_CHOICE || kind == FIELD_ENUM || kind == FIELD_EITHER;
}

void describe_written(struct text *t, const struct field *f) {
    if (f->kind == FIELD_TYPED) {
        text_add(t, f->type->written);
    } else if (is_choice(f->kind)) {
        for (size_t i = 0; f->choices[i]; i++) {
            text_printf(t, "%s\"%s\"",
                        i == 0              ? ""
                        : f->choices[i + 1] ? ", "
                                            : " or ",
                        f->choices[i]);
        }
    } else {
        text_add(t, field_kind_words(f->kind));
    }
}

static void quantity_add(struct text *t, enum field_kind kind, double x) {
    switch (kind) {
    case FIELD_DURATION:
        if ((x >= 1e-3 && x < 1e8) || x == 0) {
            duration_add(t, x);
        } else {
            text_printf(t, "%gs", x);
        }
        break;
    case FIELD_TIME:
        time_of_day_add(t, x);
        break;
    case FIELD_RATE:
        text_printf(t, "%g/h", x * 3600);
        break;
    default:
        text_printf(t, "%.10g", x);
    }
}

bool describe_limits(struct text *t, const struct field *f) {
    double min, max;
    if (!is_quantity(f->kind) || (f->min == 0 && f->max == 0)) {
        return false;
    }
    field_limits(f, f->kind, &min, &max);
    quantity_add(t, f->kind, min);
    text_add(t, " to ");
    quantity_add(t, f->kind, max);
    return true;
}

void describe_default(struct text *t, const struct field *f) {
    if (f->required) {
        text_add(t, "must be given");
    } else if (is_quantity(f->kind) && isfinite(f->fallback)) {
        quantity_add(t, f->kind, f->fallback);
    } else if (is_quantity(f->kind) && isinf(f->fallback)) {
        text_add(t, "no limit");
    } else if (f->kind == FIELD_BOOL) {
        text_add(t, f->fallback != 0 ? "true" : "false");
    } else if (is_choice(f->kind)) {
        text_printf(t, "\"%s\"", f->choices[(size_t)f->fallback]);
    } else {
        text_add(t, "none");
    }
}
