/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/text_parts.h"

#include "base/table.h"

/* The order is the manager's: the answer, the day, the people, the trouble, the reasons, the doubt.
 */
static text_part *const parts[] = {text_answer,   text_week,    text_day,    text_who,
                                   text_stations, text_staff,   text_strain, text_experience,
                                   text_months,   text_rules,   text_money,  text_trouble,
                                   text_why,      text_assumed, text_theory, text_how_sure};

const char *text_coloured(const struct report *r, struct arena *a, enum text_colour c,
                          const char *words) {
    static const char *const codes[] = {[COLOUR_BOLD] = "1",
                                        [COLOUR_DIM] = "2",
                                        [COLOUR_GOOD] = "32",
                                        [COLOUR_BAD] = "31",
                                        [COLOUR_DOUBT] = "33"};
    return r->colour ? arena_format(a, "\033[%sm%s\033[0m", codes[c], words) : words;
}

void text_heading(const struct report *r, struct arena *a, struct text *out, const char *words) {
    text_printf(out, "\n%s\n", text_coloured(r, a, COLOUR_BOLD, words));
}

void text_paragraph(struct text *out, const char *words) {
    text_add(out, "  ");
    text_wrap(out, words, 2, 2, REPORT_WIDTH);
    text_add(out, "\n");
}

void report_text(const struct report *r, struct text *out) {
    struct arena a = {0};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        parts[i](r, &a, out);
        arena_reset(&a);
    }
    arena_fini(&a);
}
