/* SPDX-License-Identifier: GPL-3.0-or-later
 * Quantities as people write them. */
#include "base/units.h"

#include <string.h>

#include "base/text.h"
#include "support/check.h"

typedef const char *quantity_parser(const char *text, double *out);

struct quantity_case {
    quantity_parser *parse;
    const char *text;
    double want;
    const char *why; /* words of the reason; NULL: accepted */
};

static const struct quantity_case cases[] = {
    {duration_parse, "20s", 20, NULL},
    {duration_parse, "3m", 180, NULL},
    {duration_parse, "2m50s", 170, NULL},
    {duration_parse, "1h30m", 5400, NULL},
    {duration_parse, "2d", 172800, NULL},
    {duration_parse, "500ms", 0.5, NULL},
    {duration_parse, "1.25h", 4500, NULL},
    {duration_parse, "-3s", -3, NULL},
    {duration_parse, "3wd", 259200, NULL},
    {duration_parse, "1wd2h", 93600, NULL},
    {duration_parse, "2h1wd", 0, "out of order"},
    {duration_parse, "20", 0, "needs a unit"},
    {duration_parse, "20 s", 0, "units are wd, d, h, m, s"},
    {duration_parse, "20sec", 0, "units are wd, d, h, m, s"},
    {duration_parse, "1e3s", 0, "is no duration"},
    {duration_parse, "0x10s", 0, "units are wd, d, h, m, s"},
    {duration_parse, "s", 0, "is no duration"},
    {duration_parse, "", 0, "is no duration"},
    {duration_parse, "30s1m", 0, "out of order"},
    {duration_parse, "1m1m", 0, "out of order"},
    {time_of_day_parse, "08:30", 30600, NULL},
    {time_of_day_parse, "8:30", 30600, NULL},
    {time_of_day_parse, "24:00", 86400, NULL},
    {time_of_day_parse, "26:15", 94500, NULL},
    {time_of_day_parse, "07:00:30", 25230, NULL},
    {time_of_day_parse, "08:60", 0, "is no time of day"},
    {time_of_day_parse, "8", 0, "is no time of day"},
    {time_of_day_parse, "108:00", 0, "is no time of day"},
    {time_of_day_parse, "08:30x", 0, "is no time of day"},
    {rate_parse, "120/h", 120 / 3600.0, NULL},
    {rate_parse, "2/min", 2 / 60.0, NULL},
    {rate_parse, "2.5/m", 2.5 / 60, NULL},
    {rate_parse, "7/s", 7, NULL},
    {rate_parse, "86.4/d", 0.001, NULL},
    {rate_parse, "-1/s", -1, NULL},
    {rate_parse, "120", 0, "needs a unit"},
    {rate_parse, "120/hour", 0, "units are /s"},
    {rate_parse, "120/h/h", 0, "units are /s"},
    {rate_parse, "fast", 0, "is no rate"},
    {share_parse, "35%", 0.35, NULL},
    {share_parse, "0.35", 0.35, NULL},
    {share_parse, "-2%", -0.02, NULL},
    {share_parse, "35 %", 0, "is no share"},
    {share_parse, "half", 0, "is no share"},
    {number_parse, "-2.5e3", -2500, NULL},
    {number_parse, "7", 7, NULL},
    {number_parse, "7.", 0, "is no number"},
    {number_parse, "0x7", 0, "is no number"},
    {number_parse, "nan", 0, "is no number"},
    {number_parse, "1e999", 0, "too large"},
};

static void quantities_are_read_whole_or_refused_with_a_reason(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct quantity_case *c = &cases[i];
        double got = NAN;
        const char *why = c->parse(c->text, &got);
        if ((why == NULL) != (c->why == NULL) || (why && !strstr(why, c->why))) {
            fail_msg("%s: %s", c->text, why ? why : "accepted");
        }
        if (!why) {
            check_close(got, c->want, 1e-15);
        }
    }
}

static void durations_are_written_as_they_are_read(void **state) {
    (void)state;
    static const struct {
        double seconds;
        const char *want;
    } written[] = {{20, "20s"}, {170, "2m50s"},      {5400, "1h30m"},
                   {0, "0s"},   {0.045, "45ms"},     {2.5, "2.5s"},
                   {-3, "-3s"}, {93784, "1d2h3m4s"}, {172800, "2d"}};
    for (size_t i = 0; i < sizeof written / sizeof *written; i++) {
        struct text t = {0};
        duration_add(&t, written[i].seconds);
        assert_string_equal(text_string(&t), written[i].want);
        double back;
        assert_null(duration_parse(text_string(&t), &back));
        check_close(back, written[i].seconds, 1e-12);
        text_fini(&t);
    }
}

static void times_of_day_are_written_with_seconds_only_where_needed(void **state) {
    (void)state;
    struct text t = {0};
    time_of_day_add(&t, 30600);
    text_add(&t, " ");
    time_of_day_add(&t, 94530);
    assert_string_equal(text_string(&t), "08:30 26:15:30");
    text_fini(&t);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantities_are_read_whole_or_refused_with_a_reason),
        cmocka_unit_test(durations_are_written_as_they_are_read),
        cmocka_unit_test(times_of_day_are_written_with_seconds_only_where_needed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
