/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/csv_write.h"

#include <math.h>
#include <string.h>

void csv_text(FILE *out, const char *text) {
    if (!strpbrk(text, ",\"\r\n")) {
        fprintf(out, "%s", text);
        return;
    }
    fputc('"', out);
    for (; *text; text++) {
        if (*text == '"')
            fputc('"', out);
        fputc(*text, out);
    }
    fputc('"', out);
}

void csv_number(FILE *out, double x) {
    if (isfinite(x))
        fprintf(out, "%.9g", x);
}
