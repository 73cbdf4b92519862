/* SPDX-License-Identifier: GPL-3.0-or-later
 * What went wrong in the runs that are compared: once, with the variants in which it did. */
#include <string.h>

#include "base/wrap.h"
#include "report/comparison_parts.h"
#include "report/format.h"

static bool has(const struct compared *v, const char *brief) {
    for (size_t i = 0; v->results && i < v->results->n_warnings; i++)
        if (strcmp(v->results->briefs[i], brief) == 0)
            return true;
    return false;
}

/* Whether a variant before this one has it, and so has told. */
static bool told_before(const struct comparison *c, size_t variant, const char *brief) {
    for (size_t i = 0; i < variant; i++)
        if (has(&c->variants[i], brief))
            return true;
    return false;
}

/* "all", "'a', 'b' and 4 more". */
static const char *variants_words(const struct comparison *c, const char *brief, struct arena *a) {
    enum { MOST_NAMED = 6 };
    const char *words = "";
    size_t n = 0, run = 0;
    for (size_t i = 0; i < c->n; i++) {
        run += c->variants[i].results != NULL;
        if (has(&c->variants[i], brief) && n++ < MOST_NAMED)
            words = arena_format(a, "%s%s'%s'", words, n > 1 ? ", " : "", c->variants[i].name);
    }
    if (n == run)
        return run > 1 ? "all" : words;
    return n > MOST_NAMED ? arena_format(a, "%s and %zu more", words, n - MOST_NAMED) : words;
}

void comparison_warnings(const struct comparison_report *r, struct arena *a, struct text *out) {
    const struct comparison *c = r->comparison;
    bool any = false;
    for (size_t i = 0; i < c->n; i++) {
        const struct results *x = c->variants[i].results;
        for (size_t k = 0; x && k < x->n_warnings; k++) {
            if (told_before(c, i, x->briefs[k]))
                continue;
            if (!any)
                text_printf(out, "\n%s\n", comparison_bold(r, a, "What to look at"));
            any = true;
            text_add(out, "  ");
            text_wrap(out,
                      arena_format(a, "%s: %s.", x->briefs[k], variants_words(c, x->briefs[k], a)),
                      2, 4, REPORT_WIDTH);
            text_add(out, "\n");
        }
    }
}
