/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/format.h"

#include <math.h>
#include <string.h>

#include "base/units.h"

/* From a thousand up the digits before the point say enough. */
enum { LARGE = 1000 };

static const char *plain_text(struct arena *a, double x, int decimals) {
    decimals = fabs(x) < LARGE ? decimals : 0;
    double small = 0.5 * pow(10, -decimals);
    return arena_format(a, "%.*f", decimals, fabs(x) < small ? 0.0 : x); /* never "-0" */
}

static const char *percent_text(struct arena *a, double x, int decimals) {
    return plain_text(a, 100 * x, decimals > 2 ? decimals - 2 : 0);
}

/* Below so many seconds a wait is shown as "8.3 s", from there on as "0:12". */
enum { SHORT_WAIT = 10 };

static const char *wait_text(struct arena *a, double seconds, int decimals) {
    (void)decimals;
    long long whole = llround(fabs(seconds));
    const char *sign = seconds < 0 && whole > 0 ? "-" : "";
    if (whole >= DAY_SECONDS) {
        long long hours = (whole + 1800) / 3600;
        const char *days = arena_format(a, "%s%lld d", sign, hours / 24);
        return hours % 24 == 0 ? days : arena_format(a, "%s %lld h", days, hours % 24);
    }
    if (whole < 3600)
        return arena_format(a, "%s%lld:%02lld", sign, whole / 60, whole % 60);
    return arena_format(a, "%s%lld:%02lld:%02lld", sign, whole / 3600, whole / 60 % 60, whole % 60);
}

/* How a unit is shown. The last row stands for all others. */
static const struct unit_format {
    const char *unit;
    const char *(*text)(struct arena *a, double x, int decimals);
    const char *after;      /* behind a value */
    const char *difference; /* behind a difference */
    int least_decimals, most_decimals;
} formats[] = {
    {"share", percent_text, " %", " pts", 3, 5},
    {"s", wait_text, "", "", 0, 2},
    {NULL, plain_text, "", "", 0, 3},
};
static const struct unit_format short_wait = {"s", plain_text, " s", " s", 1, 2};

/* A value and its interval share one form, the value's. */
static const struct unit_format *format_of(const char *unit, double value) {
    const struct unit_format *f = formats;
    while (f->unit && strcmp(f->unit, unit) != 0)
        f++;
    return f->text == wait_text && fabs(value) < SHORT_WAIT ? &short_wait : f;
}

/* Decimals that show the first digit of the half-width, else three digits of the value. */
static int decimals_of(const struct unit_format *f, struct estimate e) {
    double half = (e.high - e.low) / 2;
    double smallest = half > 0 && isfinite(half) ? half : fabs(e.value) / 100;
    if (!(smallest > 0))
        return f->least_decimals;
    int decimals = (int)ceil(-log10(smallest));
    if (decimals < f->least_decimals)
        return f->least_decimals;
    return decimals > f->most_decimals ? f->most_decimals : decimals;
}

const char *format_value(struct arena *a, struct estimate e, const char *unit) {
    const struct unit_format *f = format_of(unit, e.value);
    if (isnan(e.value))
        return "-";
    return arena_format(a, "%s%s", f->text(a, e.value, decimals_of(f, e)), f->after);
}

const char *format_estimate(struct arena *a, struct estimate e, const char *unit) {
    const struct unit_format *f = format_of(unit, e.value);
    const char *value = format_value(a, e, unit);
    bool varies = e.low < e.high; /* false for NAN, and for what is the same every day */
    if (isnan(e.value) || !varies)
        return value;
    int decimals = decimals_of(f, e);
    return arena_format(a, "%s (%s-%s)", value, f->text(a, e.low, decimals),
                        f->text(a, e.high, decimals));
}

const char *format_around(struct arena *a, struct estimate e, const char *unit) {
    const struct unit_format *f = format_of(unit, e.value);
    double half = fmax(e.high - e.value, e.value - e.low);
    if (isnan(e.value) || !(half > 0))
        return format_value(a, e, unit);
    /* An interval that ends at 0, or at a share of 1, is not the same on both sides. */
    bool share = strcmp(unit, "share") == 0;
    if ((e.value - half < 0 && e.low >= 0) || (share && e.value + half > 1 && e.high <= 1))
        return format_estimate(a, e, unit);
    int decimals = decimals_of(f, e);
    return arena_format(a, "%s ±%s%s", f->text(a, e.value, decimals), f->text(a, half, decimals),
                        f->after);
}

static const char *with_sign(struct arena *a, const char *text) {
    bool signless = *text == '-' || !strpbrk(text, "123456789");
    return signless ? text : arena_format(a, "+%s", text);
}

const char *format_difference(struct arena *a, struct estimate e, const char *unit) {
    const struct unit_format *f = format_of(unit, e.value);
    if (isnan(e.value))
        return "-";
    int decimals = decimals_of(f, e);
    const char *value = with_sign(a, f->text(a, e.value, decimals));
    if (isnan(e.low) || isnan(e.high))
        return arena_format(a, "%s%s", value, f->difference);
    return arena_format(a, "%s%s (%s to %s)", value, f->difference,
                        with_sign(a, f->text(a, e.low, decimals)),
                        with_sign(a, f->text(a, e.high, decimals)));
}

const char *format_change(struct arena *a, struct estimate e, const char *unit) {
    double half = fmax(e.high - e.value, e.value - e.low);
    const struct unit_format *f = format_of(unit, fmax(fabs(e.value), half));
    if (isnan(e.value))
        return "-";
    int decimals = decimals_of(f, e);
    const char *value = with_sign(a, f->text(a, e.value, decimals));
    const char *around = f->text(a, half, decimals);
    bool nought = !(half > 0) || !strpbrk(around, "123456789"); /* of the digits that are shown */
    return arena_format(a, "%s%s%s%s", value, nought ? "" : " ±", nought ? "" : around,
                        f->difference);
}

const char *format_share(struct arena *a, double share) {
    if (isnan(share))
        return "-";
    double percent = 100 * share;
    bool whole = fabs(percent - round(percent)) < 1e-9; /* 0.07 * 100 is not 7 */
    bool small = fabs(percent) < 0.1;
    return arena_format(a, "%.*f %%", whole ? 0 : small ? 2 : 1, percent);
}

const char *format_wait(struct arena *a, double seconds) {
    double half = 0.5; /* asks for one decimal */
    return format_value(a, (struct estimate){seconds, seconds - half, seconds + half}, "s");
}

const char *format_number(struct arena *a, double x) {
    return format_value(a, (struct estimate){x, NAN, NAN}, "");
}

const char *format_clock(struct arena *a, double seconds) {
    long long minutes = (long long)floor(fmod(seconds, DAY_SECONDS) / 60);
    return arena_format(a, "%02lld:%02lld", minutes / 60, minutes % 60);
}

const char *format_clock_seconds(struct arena *a, double seconds) {
    long long whole = (long long)floor(fmod(seconds, DAY_SECONDS));
    return arena_format(a, "%02lld:%02lld:%02lld", whole / 3600, whole / 60 % 60, whole % 60);
}

const char *format_count(struct arena *a, size_t n, const char *word) {
    return arena_format(a, "%zu %s%s", n, word, n == 1 ? "" : "s");
}
