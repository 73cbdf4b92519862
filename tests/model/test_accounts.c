/* SPDX-License-Identifier: GPL-3.0-or-later
 * Accounts in whole runs: V24 and V25 of people.md, simulated. */
#include <math.h>

#include "people/loyalty.h"
#include "support/check.h"
#include "support/study.h"

/* ---- V24: a failure that is made good, against none ---- */

/* Many clerks: nobody waits. Nobody comes in the last hours, so that a complaint, ten minutes
 * later, meets no closed door. Nine in ten of those whose need fails complain; comes: in a contact
 * of its own. Each step of its handling is done, and who complains is content with that. */
static struct studied branch(double resolves, double comes, double content) {
    char json[2500];
    snprintf(json, sizeof json,
             "{\"horizon\": {\"opens\": \"08:00\", \"closes\": \"18:00\", \"days\": 60}, "
             "\"customers\": {\"c\": {\"arrivals\": {\"rate\": {\"08:00\": \"60/h\", "
             "\"16:00\": \"0/h\"}}, \"journey\": [\"desk\"], \"accounts\": {\"count\": 100}, "
             "\"returns\": {\"complaint\": {\"chance\": %g, \"after\": \"10m\", \"journey\": "
             "[\"redress\"]}}, \"work\": {\"desk\": {\"service\": \"1m\", \"resolves\": %g}, "
             "\"redress\": {\"service\": \"1m\"}}}}, \"stations\": {\"desk\": {\"kind\": "
             "\"desk\"}, \"redress\": {\"kind\": \"desk\"}}, \"staff\": {\"g\": {\"count\": "
             "20, \"skills\": {\"desk\": {}, \"redress\": {}}}}, \"people\": {\"score\": {}, "
             "\"loyalty\": {\"hazard\": 0}, \"complaints\": {\"trivial\": 2, "
             "\"severe\": 8, \"listen\": 1, \"apology\": 1, \"authority\": 1, "
             "\"compensation\": 1, \"follow_up\": 1, \"ceiling\": %g}}}",
             comes, resolves, content);
    return study_of(json, NULL, (struct study_options){.replications = 20, .seed = 7}, NULL);
}

/* Of a run in which everything fails: what the contacts in which that is made good score, all
 * failures scoring alike. */
static double score_of_redress(const struct studied *s, double failure) {
    double all = value_at(s, "total.offered"), heard = value_at(s, "stations.redress.arrived");
    return (value_at(s, "total.score") * all - failure * (all - heard)) / heard;
}

static void a_recovery_scores_as_well_as_no_failure_and_binds_less(void **state) {
    (void)state;
    struct studied fine = branch(1, 1, 1), unheard = branch(0, 0, 0), good = branch(0, 1, 1);
    double none = value_at(&fine, "total.score"), failure = value_at(&unheard, "total.score"),
           redress = score_of_redress(&good, failure);
    double bound = value_at(&fine, "total.loyalty"), made_good = value_at(&good, "total.loyalty"),
           lost = value_at(&unheard, "total.loyalty");
    print_message("V24: scores %.3f without a failure, %.3f as it is made good, %.3f as it fails\n"
                  "V24: loyalty %.3f, %.3f made good, %.3f where not\n",
                  none, redress, failure, bound, made_good, lost);
    assert_true(value_at(&good, "stations.redress.arrived") >
                0.85 * value_at(&good, "stations.desk.arrived"));
    assert_true(redress >= none);
    assert_true(redress < 1 + 1e-9);
    assert_true(made_good < bound);
    assert_true(made_good > lost);
    studied_fini(&fine);
    studied_fini(&unheard);
    studied_fini(&good);
}

/* ---- V25: waits of a year, by what ties people ---- */

static const char *const ties[] = {"price", "latent", "monopoly"};
static const enum tie tie_kinds[] = {TIE_PRICE, TIE_LATENT, TIE_MONOPOLY};
enum { TIES_TRIED = 3 };

struct year {
    double wait;
    double loyalty[TIES_TRIED], defecting[TIES_TRIED]; /* a month, of the accounts there are */
};

/* The same thousand accounts three times, tied by another thing each, at one desk. */
static struct year year_with(const char *clerks) {
    char json[4000], *at = json;
    at += sprintf(at, "{\"horizon\": {\"opens\": \"09:00\", \"closes\": \"17:00\", \"days\": 365}, "
                      "\"customers\": {");
    for (size_t i = 0; i < TIES_TRIED; i++) {
        at += sprintf(
            at,
            "%s\"%s\": {\"arrivals\": {\"rate\": \"10/h\"}, \"journey\": [\"desk\"], \"accounts\": "
            "{\"count\": 1000, \"tie\": \"%s\", \"joins\": 1000}, \"patience\": {\"kind\": "
            "\"exponential\", \"mean\": \"15m\"}, \"work\": {\"desk\": "
            "{\"service\": {\"kind\": \"exponential\", \"mean\": \"6m\"}}}}",
            i > 0 ? ", " : "", ties[i], ties[i]);
    }
    sprintf(at,
            "}, \"stations\": {\"desk\": {\"kind\": \"desk\"}}, \"staff\": {\"g\": {\"count\": %s, "
            "\"skills\": {\"desk\": {}}}}, \"people\": {\"score\": {}, \"loyalty\": "
            "{\"told_good\": 0, \"told_bad\": 0, \"expects\": 0}}}",
            clerks);
    struct studied s =
        study_of(json, NULL, (struct study_options){.replications = 20, .seed = 7}, NULL);
    struct year y = {.wait = value_at(&s, "total.mean_wait") / 60};
    for (size_t i = 0; i < TIES_TRIED; i++) {
        char path[60];
        sprintf(path, "classes.%s.loyalty", ties[i]);
        y.loyalty[i] = value_at(&s, path);
        sprintf(path, "classes.%s.defected", ties[i]);
        y.defecting[i] = value_at(&s, path);
        sprintf(path, "classes.%s.accounts", ties[i]);
        y.defecting[i] /= value_at(&s, path);
    }
    studied_fini(&s);
    return y;
}

/* Three levels of waiting. Whoever goes has his place taken at once: the three kinds stay as many
 * as each other, and wait alike. The hazard's own slopes between such loyalties differ by 1.45;
 * some 4,000 defections a level and tie leave them a standard error of some 7 %. */
static void defections_are_convex_in_loyalty_but_for_a_monopoly(void **state) {
    (void)state;
    struct year y[3] = {year_with("5"), year_with("3"), year_with("2")};
    static const struct loyalty usual = {.hazard = 0.02, .steep = 3};
    for (size_t i = 0; i < TIES_TRIED; i++) {
        for (size_t k = 0; k < 3; k++) {
            print_message("V25: %-8s wait %5.1f min, loyalty %.3f, %.2f %% a month defect\n",
                          ties[i], y[k].wait, y[k].loyalty[i], 100 * y[k].defecting[i]);
        }
    }
    for (size_t i = 0; i < 2; i++) {
        double first =
                   (y[1].defecting[i] - y[0].defecting[i]) / (y[0].loyalty[i] - y[1].loyalty[i]),
               second =
                   (y[2].defecting[i] - y[1].defecting[i]) / (y[1].loyalty[i] - y[2].loyalty[i]);
        print_message("V25: %s: %.3f a month and unit of loyalty, then %.3f\n", ties[i], first,
                      second);
        assert_true(second > 1.2 * first && first > 0);
        /* Convexity again: the mean hazard is no less than that of the mean loyalty. */
        for (size_t k = 0; k < 3; k++) {
            double least = loyalty_hazard(&usual, y[k].loyalty[i], tie_kinds[i]);
            assert_true(y[k].defecting[i] > 0.93 * least);
        }
    }
    for (size_t k = 0; k < 3; k++) {
        assert_true(y[k].defecting[2] < 0.01);
        assert_true(y[k].defecting[2] < 0.1 * y[k].defecting[0]);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_recovery_scores_as_well_as_no_failure_and_binds_less),
        cmocka_unit_test(defections_are_convex_in_loyalty_but_for_a_monopoly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
