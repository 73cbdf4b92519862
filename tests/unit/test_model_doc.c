/* SPDX-License-Identifier: GPL-3.0-or-later
 * docs/model.md prints the order of events as the engine has it. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "engine/calendar.h"
#include "scenario/read.h"
#include "support/check.h"

#define EVENT_ROW(id, name, why) "| " name " | " why " |\n"
static const char table[] = EVENTS(EVENT_ROW);

static void the_document_prints_the_order_of_events(void **state) {
    (void)state;
    struct diag d = {0};
    struct document doc;
    assert_true(document_load(SOURCE_DIR "/docs/model.md", &doc, &d));
    struct text page = {0};
    text_add_n(&page, doc.text, doc.length);
    assert_non_null(strstr(text_string(&page), table));
    text_fini(&page);
    document_free(&doc);
    diag_fini(&d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_document_prints_the_order_of_events),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
