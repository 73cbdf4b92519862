/* SPDX-License-Identifier: GPL-3.0-or-later
 * The library never calls setlocale, so strtod's decimal point is a point. */
#include "base/units.h"

#include <ctype.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

enum { LONGEST_NUMBER = 60 };

struct unit {
    const char *name;
    double seconds;
};

/* Largest first: "1h30m" may only go down this list. Of a working day, "wd": the clock goes from
 * the last hour of a day of the horizon to the next such day, whatever weekdays that leaves out, so
 * that it is as long as a day. */
static const struct unit duration_units[] = {
    {"wd", DAY_SECONDS}, {"d", DAY_SECONDS}, {"h", 3600}, {"m", 60}, {"s", 1}, {"ms", 0.001}};
enum { DURATION_UNITS = sizeof duration_units / sizeof *duration_units };
static const struct unit rate_units[] = {
    {"s", 1}, {"m", 60}, {"min", 60}, {"h", 3600}, {"d", DAY_SECONDS}};
enum { RATE_UNITS = sizeof rate_units / sizeof *rate_units };

static size_t digits(const char *p) {
    size_t n = 0;
    while (isdigit((unsigned char)p[n])) {
        n++;
    }
    return n;
}

/* Length of an unsigned decimal number (2, 2.5) at p; 0: there is none. */
static size_t decimal_length(const char *p) {
    size_t whole = digits(p);
    if (whole == 0) {
        return 0;
    }
    size_t fraction = p[whole] == '.' ? digits(p + whole + 1) : 0;
    return fraction > 0 ? whole + 1 + fraction : whole;
}

static bool decimal_take(const char **p, double *value) {
    size_t length = decimal_length(*p);
    if (length == 0 || length > LONGEST_NUMBER) {
        return false;
    }
    *value = strtod(*p, NULL);
    *p += length;
    /* strtod would have gone on into an exponent; what follows 1 in "1e9s" is no unit anyway. */
    return **p != 'e' && **p != 'E';
}

static const struct unit *unit_take(const char **p, const struct unit *units, size_t n) {
    size_t length = 0;
    while (isalpha((unsigned char)(*p)[length])) {
        length++;
    }
    for (size_t i = 0; i < n; i++) {
        if (strlen(units[i].name) == length && strncmp(units[i].name, *p, length) == 0) {
            *p += length;
            return &units[i];
        }
    }
    return NULL;
}

static const char *duration_unit_fault(const char *p) {
    return *p ? "is no duration; its units are wd, d, h, m, s and ms, as in \"1h30m\""
              : "needs a unit: wd, d, h, m, s or ms, as in \"20s\"";
}

const char *duration_parse(const char *text, double *seconds) {
    const char *p = text;
    double sign = *p == '-' ? -1 : 1, total = 0;
    const struct unit *above = NULL;
    p += *p == '-';
    do {
        double value;
        if (!decimal_take(&p, &value)) {
            return "is no duration, as in \"20s\", \"3m\" or \"1h30m\"";
        }
        const struct unit *unit = unit_take(&p, duration_units, DURATION_UNITS);
        if (!unit) {
            return duration_unit_fault(p);
        }
        if (above && unit <= above) {
            return "has its units out of order; write days, hours, minutes, seconds: \"1h30m\"";
        }
        above = unit;
        total += value * unit->seconds;
    } while (*p);
    *seconds = sign * total;
    return NULL;
}

/* Two digits below 60 after a colon. */
static bool sixtieth_take(const char **p, double *value) {
    if (**p != ':' || digits(*p + 1) != 2 || (*p)[1] > '5') {
        return false;
    }
    *value = ((*p)[1] - '0') * 10 + ((*p)[2] - '0');
    *p += 3;
    return true;
}

const char *time_of_day_parse(const char *text, double *seconds) {
    static const char fault[] = "is no time of day, as in \"08:30\"";
    const char *p = text;
    size_t n = digits(p);
    if (n < 1 || n > 2) {
        return fault;
    }
    double hours = strtod(p, NULL), minutes = 0, rest = 0;
    p += n;
    if (!sixtieth_take(&p, &minutes) || (*p && !sixtieth_take(&p, &rest)) || *p) {
        return fault;
    }
    *seconds = hours * 3600 + minutes * 60 + rest;
    return NULL;
}

const char *rate_parse(const char *text, double *per_second) {
    const char *p = text;
    double sign = *p == '-' ? -1 : 1, value;
    p += *p == '-';
    if (!decimal_take(&p, &value)) {
        return "is no rate, as in \"120/h\"";
    }
    if (*p != '/') {
        return "needs a unit: /s, /min, /h or /d, as in \"120/h\"";
    }
    p++;
    const struct unit *unit = unit_take(&p, rate_units, RATE_UNITS);
    if (!unit || *p) {
        return "is no rate; its units are /s, /m or /min, /h and /d, as in \"120/h\"";
    }
    *per_second = sign * value / unit->seconds;
    return NULL;
}

const char *number_parse(const char *text, double *number) {
    const char *p = text + (*text == '-');
    size_t length = decimal_length(p);
    const char *end = p + length;
    if (length > 0 && (*end == 'e' || *end == 'E')) {
        const char *exponent = end + 1 + (end[1] == '-' || end[1] == '+');
        end = digits(exponent) > 0 ? exponent + digits(exponent) : end;
    }
    if (length == 0 || *end) {
        return "is no number";
    }
    *number = strtod(text, NULL);
    return isfinite(*number) ? NULL : "is too large a number";
}

const char *share_parse(const char *text, double *share) {
    const char *p = text;
    double sign = *p == '-' ? -1 : 1, value;
    p += *p == '-';
    if (!decimal_take(&p, &value) || (*p && strcmp(p, "%") != 0)) {
        return "is no share, as in 0.35 or \"35%\"";
    }
    *share = sign * (*p ? value / 100 : value);
    return NULL;
}

void duration_add(struct text *t, double seconds) {
    if (seconds < 0) {
        text_add(t, "-");
        seconds = -seconds;
    }
    if (seconds < 1 && seconds > 0) {
        text_printf(t, "%.12gms", seconds * 1000);
        return;
    }
    bool any = false;
    for (size_t i = 1; i < DURATION_UNITS - 2; i++) { /* days are written as "d" */
        double count = floor(seconds / duration_units[i].seconds);
        if (count > 0) {
            text_printf(t, "%.0f%s", count, duration_units[i].name);
            seconds -= count * duration_units[i].seconds;
            any = true;
        }
    }
    if (seconds > 0 || !any) {
        text_printf(t, "%.12gs", seconds);
    }
}

void time_of_day_add(struct text *t, double seconds) {
    double minutes = floor(seconds / 60), rest = seconds - minutes * 60;
    text_printf(t, "%02.0f:%02.0f", floor(minutes / 60), fmod(minutes, 60));
    if (rest > 0) {
        text_printf(t, ":%02.0f", rest);
    }
}
