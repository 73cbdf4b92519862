/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/lanes_arguments.h"

#include <string.h>

#include "base/nearest.h"

/* "all, planned or watched". */
static const char *names_list(struct arena *a, const char *const *names) {
    const char *list = names[0];
    for (size_t i = 1; names[i]; i++)
        list = arena_format(a, "%s%s%s", list, names[i + 1] ? ", " : " or ", names[i]);
    return list;
}

static bool bit_add(unsigned *bits, const char *word, const char *const *names, const char *option,
                    struct diag *d) {
    struct nearest near = {.word = word};
    for (size_t i = 0; names[i]; i++) {
        if (strcmp(names[i], word) == 0) {
            *bits |= 1U << i;
            return true;
        }
        nearest_offer(&near, names[i]);
    }
    const char *offer = near.best ? arena_format(&d->arena, "; did you mean '%s'?", near.best) : "";
    return diag_error_at(d, option, 0, 0, "'%s' is none of %s%s", word,
                         names_list(&d->arena, names), offer);
}

/* Names with commas between them; 0 where the option is not given. */
static bool bits_read(unsigned *bits, const struct arguments *a, const char *option,
                      const char *const *names, struct diag *d) {
    const char *text = arguments_text(a, option);
    const char *shown = arena_format(&d->arena, "--%s", option);
    bool good = true;
    *bits = 0;
    while (text) {
        size_t length = strcspn(text, ",");
        good = bit_add(bits, arena_string_n(&d->arena, text, length), names, shown, d) && good;
        text = text[length] ? text + length + 1 : NULL;
    }
    return good;
}

bool lanes_question_read(struct lanes_question *q, const struct arguments *a, struct diag *d) {
    *q = (struct lanes_question){
        .station = arguments_text(a, "at"),
        .most = arguments_has(a, "max") ? (size_t)arguments_number(a, "max") : 0,
        .items = (size_t)arguments_number(a, "items"),
        .form_effect = arguments_has(a, "form-effect"),
    };
    bool forms = bits_read(&q->forms, a, "forms", lane_form_names, d);
    return bits_read(&q->openings, a, "openings", lane_opening_names, d) && forms;
}
