/* SPDX-License-Identifier: GPL-3.0-or-later
 * The tally of rules: how long each is on while the doors are open, how often it goes on, whom it
 * fetches. */
#include <string.h>

#include "observe/tally_parts.h"

static struct rule_cell *rule_cell(struct tally *t, uint32_t rule) {
    return &t->counters.rules[rule * t->layout->n_intervals + t->interval];
}

void rules_flush(struct tally *t, double now) {
    for (uint32_t r = 0; r < t->model->n_rules; r++) {
        struct rule_levels *l = &t->rules[r];
        level_move(&l->on, now, l->on.n);
        level_move(&l->people, now, l->people.n);
        if (t->reported) {
            rule_cell(t, r)->on += l->on.area;
            rule_cell(t, r)->people += l->people.area;
        }
        l->on.area = l->people.area = 0;
    }
}

void rules_forget(struct tally *t) {
    if (t->model->n_rules > 0) {
        memset(t->rules, 0, t->model->n_rules * sizeof *t->rules);
    }
}

void tally_rule_switched(void *self, double now, uint32_t rule, bool on, double value) {
    struct tally *t = self;
    (void)value;
    level_move(&t->rules[rule].on, now, on);
    rule_cell(t, rule)->switches += on;
}

void tally_rule_fetched(void *self, double now, uint32_t rule, size_t asked, size_t there) {
    struct tally *t = self;
    (void)now;
    rule_cell(t, rule)->asked += asked;
    rule_cell(t, rule)->there += there;
}

void tally_rule_staff(void *self, double now, uint32_t rule, size_t people) {
    struct tally *t = self;
    level_move(&t->rules[rule].people, now, (double)people);
}
