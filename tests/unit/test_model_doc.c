/* SPDX-License-Identifier: GPL-3.0-or-later
 * docs/model.md prints the order of events as the engine has it, and has every parameter of people.
 */
#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "engine/calendar.h"
#include "scenario/people.h"
#include "scenario/read.h"
#include "support/check.h"

#define EVENT_ROW(id, name, why) "| " name " | " why " |\n"
static const char table[] = EVENTS(EVENT_ROW);

static struct text page_load(void) {
    struct diag d = {0};
    struct document doc;
    assert_true(document_load(SOURCE_DIR "/docs/model.md", &doc, &d));
    struct text page = {0};
    text_add_n(&page, doc.text, doc.length);
    document_free(&doc);
    diag_fini(&d);
    return page;
}

static void the_document_prints_the_order_of_events(void **state) {
    (void)state;
    struct text page = page_load();
    assert_non_null(strstr(text_string(&page), table));
    text_fini(&page);
}

static bool part_of_word(char c) {
    return isalnum((unsigned char)c) || c == '_';
}

/* Also "follow-up" for follow_up. */
static bool names_word(const char *page, const char *word) {
    char other[64];
    snprintf(other, sizeof other, "%s", word);
    for (char *c = other; *c; c++)
        *c = *c == '_' ? '-' : *c;
    const char *spelt[] = {word, other};
    for (size_t i = 0; i < 2; i++)
        for (const char *at = page; (at = strstr(at, spelt[i])); at++)
            if ((at == page || !part_of_word(at[-1])) && !part_of_word(at[strlen(word)]))
                return true;
    return false;
}

static void hold_named(void *context, const char *mechanism, const struct field *f, double value) {
    (void)value;
    if (!names_word(context, f->key))
        fail_msg("docs/model.md has nothing of people.%s.%s", mechanism, f->key);
}

/* Equations name their parameters: one that stands nowhere in the chapters on people has none. */
static void each_parameter_of_people_stands_in_the_document(void **state) {
    (void)state;
    struct text page = page_load();
    const char *chapters = strstr(text_string(&page), "### How staff tire and hurry");
    struct people all = {0};
    assert_non_null(chapters);
    all.energy.on = all.pace.on = all.skill.on = all.outcome.on = all.strain.on = true;
    all.felt_wait.on = all.score.on = all.survey.on = all.quality_sample.on = true;
    all.complaints.on = all.loyalty.on = all.choice.on = true;
    people_each(&all, hold_named, (void *)(uintptr_t)chapters);
    text_fini(&page);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_document_prints_the_order_of_events),
        cmocka_unit_test(each_parameter_of_people_stands_in_the_document),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
