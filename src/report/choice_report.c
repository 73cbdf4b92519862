/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/choice_report.h"

#include <cjson/cJSON.h>
#include <math.h>

#include "base/table.h"
#include "report/format.h"
#include "report/json_parts.h"
#include "report/report.h"

/* ---- text ---- */

static const char *zone_words(const struct choice *c, struct arena *a) {
    const char *zone = format_difference(a, (struct estimate){c->zone, NAN, NAN}, c->unit);
    return *zone == '+' ? zone + 1 : zone;
}

static void answer_add(const struct choice *c, struct arena *a, struct text *t) {
    const char *kind = c->more_is_better ? "largest" : "smallest";
    if (c->best >= c->n) {
        text_add(t, "Nothing was finished.");
        return;
    }
    const struct chosen *best = &c->variants[c->best];
    const char *value = format_estimate(a, best->value, c->unit);
    if (c->decided) {
        text_printf(t,
                    "The best is %s: %s %s. With a probability of at least %g %% it has the %s %s "
                    "of all %zu, or one within %s of it (the indifference zone).",
                    best->name, c->path, value, 100 * c->probability, kind, c->path, c->n,
                    zone_words(c, a));
        return;
    }
    text_printf(t,
                "Not decided%s: %zu of %zu are still in play. The best so far is %s: %s %s, but no "
                "probability can be stated for that.",
                c->stopped ? ", it was stopped" : ", the limit of days was reached", c->in_play,
                c->n, best->name, c->path, value);
    text_add(t, c->stopped ? "" : " More --days, or a larger --indifference, decide it.");
}

static void paragraph(struct text *out, const char *words) {
    text_add(out, "  ");
    text_wrap(out, words, 2, 2, REPORT_WIDTH);
    text_add(out, "\n");
}

static void table_add_all(const struct choice *c, struct arena *a, struct table *t) {
    for (int state = CHOSEN_BEST; state <= CHOSEN_NOT_RUN; state++)
        for (size_t i = 0; i < c->n; i++) {
            const struct chosen *v = &c->variants[i];
            if ((int)v->state != state)
                continue;
            table_add(t, "%s", v->name);
            table_add(t, "%s", format_estimate(a, v->value, c->unit));
            table_add(t, "%zu", v->days);
            table_add(t, "%s%s%s", chosen_words[v->state], v->why ? ": " : "",
                      v->why ? v->why : "");
        }
}

void choice_text(const struct choice *c, const struct scenario *s, bool colour, struct text *out) {
    struct arena a = {0};
    struct text words = {0};
    const struct table_column columns[] = {
        {"variant", TABLE_LEFT}, {c->path, TABLE_RIGHT}, {"days", TABLE_RIGHT}, {"", TABLE_LEFT}};
    struct table t;
    text_printf(out, colour ? "\033[1m%s\033[0m\n" : "%s\n", s->name);
    text_printf(out, "The best of %s by %s, on the same customers, seed %llu, sojourn %s\n\n",
                format_count(&a, c->n, "variant"), c->path, (unsigned long long)c->seed,
                SOJOURN_VERSION);
    answer_add(c, &a, &words);
    paragraph(out, text_string(&words));
    text_add(out, "\n");
    table_init(&t, columns, sizeof columns / sizeof *columns);
    table_add_all(c, &a, &t);
    table_print(&t, out, 2, REPORT_WIDTH);
    table_fini(&t);
    size_t most = 0;
    for (size_t i = 0; i < c->n; i++)
        most = c->variants[i].days > most ? c->variants[i].days : most;
    text_add(out, "\n");
    paragraph(out, arena_format(&a,
                                "By Kim and Nelson's procedure (2001), on ratios of %d days each: "
                                "%zu days were simulated; as many for each as for the last would "
                                "have been %zu. In brackets: %g %% intervals of each by itself; "
                                "those of variants taken out early are of few days.",
                                CHOICE_BATCH, c->days, most * c->n, 100 * c->level));
    text_fini(&words);
    arena_fini(&a);
}

/* ---- JSON ---- */

static void chosen_add(cJSON *list, const struct choice *c, const struct chosen *v) {
    cJSON *object = cJSON_CreateObject();
    cJSON_AddItemToArray(list, object);
    cJSON_AddStringToObject(object, "name", v->name);
    cJSON_AddStringToObject(object, "changes", v->changes);
    cJSON_AddStringToObject(object, "state", chosen_words[v->state]);
    if (v->why)
        cJSON_AddStringToObject(object, "why", v->why);
    json_whole_add(object, "days", v->days);
    if (v->results)
        cJSON_AddStringToObject(object, "sha256", v->results->scenario_sha256);
    json_estimate_add(object, "value", v->value, c->unit);
}

void choice_json(const struct choice *c, struct text *out) {
    cJSON *root = cJSON_CreateObject();
    cJSON_AddRawToObject(root, "schema_version", "1");
    cJSON_AddStringToObject(root, "program", "sojourn " SOJOURN_VERSION);
    json_whole_add(root, "seed", c->seed);
    json_number_add(root, "level", c->level);
    cJSON_AddStringToObject(root, "best_by", c->path);
    cJSON_AddStringToObject(root, "unit", c->unit);
    cJSON_AddBoolToObject(root, "more_is_better", c->more_is_better);
    json_number_add(root, "indifference", c->zone);
    json_number_add(root, "probability", c->probability);
    cJSON_AddBoolToObject(root, "decided", c->decided);
    cJSON_AddBoolToObject(root, "stopped_early", c->stopped);
    json_whole_add(root, "in_play", c->in_play);
    json_whole_add(root, "days", c->days);
    if (c->best < c->n)
        cJSON_AddStringToObject(root, "best", c->variants[c->best].name);
    cJSON *list = cJSON_AddArrayToObject(root, "variants");
    for (size_t i = 0; i < c->n; i++)
        chosen_add(list, c, &c->variants[i]);
    json_print(root, out);
}
