/* SPDX-License-Identifier: GPL-3.0-or-later
 * Accounts, complaints and what they need. */
#include <math.h>

#include "scenario/check.h"

static bool money_asked(const struct scenario *s, const struct customer_class *c) {
    const struct money *m = &s->money;
    return c->value > 0 || m->lost_customer > 0 || m->n_staff > 0 || m->n_stations > 0 ||
           m->n_waiting > 0;
}

static void check_class(struct checking *k, const struct customer_class *c, struct path *at) {
    const struct people *p = &k->s->people;
    struct path accounts = {.parent = at, .key = "accounts"};
    struct path returns = {.parent = at, .key = "returns"};
    struct path complaint = {.parent = &returns, .key = "complaint"};
    if (c->returns[RETURN_COMPLAINT].given && !p->complaints.on) {
        diag_error(k->d, &complaint,
                   "nobody complains while \"people\" names no \"complaints\": switch it on with "
                   "\"people\": {\"score\": {}, \"complaints\": {}}");
    }
    if (!c->accounts) {
        return;
    }
    if (!p->loyalty.on) {
        diag_error(k->d, &accounts,
                   "accounts go by how loyal they are: switch that on with \"people\": "
                   "{\"score\": {}, \"loyalty\": {}}");
    }
    if (k->s->horizon.steady) {
        diag_error(k->d, &accounts,
                   "accounts open, change and go over days: a steady state has none; give the "
                   "horizon 'opens', 'closes' and 'days' instead of 'runs_for'");
    }
    if (isnan(c->accounts->value) && money_asked(k->s, c)) {
        diag_remark(k->d, &accounts,
                    "no 'value' is given: what accounts are worth is in no sum of money");
    }
}

static bool any_accounts(const struct scenario *s) {
    bool any = false;
    for (size_t i = 0; i < s->n_classes; i++) {
        any = any || s->classes[i].accounts;
    }
    return any;
}

void check_accounts(struct checking *k) {
    const struct people *p = &k->s->people;
    struct path people = {.key = "people"}, loyalty = {.parent = &people, .key = "loyalty"};
    struct path complaints = {.parent = &people, .key = "complaints"};
    struct path customers = {.key = "customers"};
    if (p->loyalty.on && !p->score.on) {
        diag_error(k->d, &loyalty,
                   "loyalty follows the score of contacts; switch that on with \"people\": "
                   "{\"score\": {}}");
    }
    if (p->complaints.on && !p->score.on) {
        diag_error(k->d, &complaints,
                   "people complain of contacts with a low score; switch that on with \"people\": "
                   "{\"score\": {}}");
    }
    if (p->loyalty.on && !any_accounts(k->s)) {
        diag_warning(k->d, &loyalty,
                     "no class has 'accounts', so that nobody's loyalty is kept: give one "
                     "\"accounts\": {\"count\": 20000}");
    }
    for (size_t i = 0; i < k->s->n_classes; i++) {
        struct path at = {.parent = &customers, .key = k->s->classes[i].name};
        check_class(k, &k->s->classes[i], &at);
    }
}
