/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/new.h"

#include <math.h>

#include "base/units.h"

static void day_add(struct text *out) {
    text_add(out, "{\n"
                  "  \"$schema\": \"scenario.schema.json\",\n"
                  "  \"notes\": \"A day with the same volume and staff from morning to evening. "
                  "Replace the rate by a list per_interval with the calls of each half hour, and "
                  "count by a list or by steps such as {'08:00': 10, '12:00': 14}.\",\n"
                  "  \"name\": \"Call center\",\n"
                  "  \"horizon\": { \"opens\": \"08:00\", \"closes\": \"20:00\", \"interval\": "
                  "\"30m\" },\n");
}

static void duration_member(struct text *out, const char *before, double seconds,
                            const char *after) {
    text_add(out, before);
    duration_add(out, seconds);
    text_add(out, after);
}

static void customers_add(const struct new_call_center *n, struct text *out) {
    text_printf(out,
                "  \"customers\": {\n    \"callers\": {\n"
                "      \"arrivals\": { \"rate\": \"%.10g/h\" },\n",
                n->calls * 3600);
    duration_member(out, "      \"patience\": { \"kind\": \"exponential\", \"mean\": \"",
                    n->patience, "\" },\n      \"journey\": [\"phones\"],\n");
    duration_member(out,
                    "      \"work\": { \"phones\": { \"service\": { \"kind\": \"lognormal\", "
                    "\"mean\": \"",
                    n->handle, "\", \"cv\": 1 } } }\n    }\n  },\n");
}

/* "80/20", where both are whole: a name holds no '.'. */
static void standard_name_add(const struct new_call_center *n, struct text *out) {
    double percent = round(n->share * 1e6) / 1e4;
    if (percent == floor(percent) && n->within == floor(n->within)) {
        text_printf(out, "\"%.0f/%.0f\"", percent, n->within);
    } else {
        text_add(out, "\"answered in time\"");
    }
}

void new_call_center_add(const struct new_call_center *n, struct text *out) {
    day_add(out);
    customers_add(n, out);
    text_printf(out,
                "  \"stations\": { \"phones\": { \"kind\": \"desk\" } },\n"
                "  \"staff\": {\n    \"agents\": { \"count\": %zu, \"shrinkage\": 0.3, \"skills\": "
                "{ \"phones\": {} } }\n  },\n",
                n->agents);
    text_add(out, "  \"standards\": {\n    ");
    standard_name_add(n, out);
    text_printf(out, ": { \"at\": \"phones\", \"share\": %.10g, ", n->share);
    duration_member(out, "\"within\": \"", n->within,
                    "\", \"formula\": \"ignore\", \"on_days\": 0.9 }\n  }\n}\n");
}
