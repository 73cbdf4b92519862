/* SPDX-License-Identifier: GPL-3.0-or-later
 * Accounts: each class that has some keeps a book of them, 24 bytes each, over all days of a
 * replication. Nothing is kept, and nothing done, of other classes. */
#ifndef ENGINE_ACCOUNTS_H
#define ENGINE_ACCOUNTS_H

#include "engine/state.h"

void accounts_new(struct engine *e);
void accounts_free(struct engine *e);
/* Before a replication. */
void accounts_reset(struct engine *e);
/* A day opens, or the run is over: what became of all accounts since the last opening is told, and
 * new ones open. */
void accounts_open(struct engine *e);
void accounts_finish(struct engine *e);

/* A new customer of a class with accounts is one of them, drawn by his own random numbers; NONE
 * where that one has gone: he does not come. */
uint32_t account_draw(struct engine *e, const struct customer *c);
/* s of wait that the account expects. */
double account_expects(const struct engine *e, const struct customer *c, uint32_t account);

/* What a contact leaves with an account. */
struct account_touch {
    double score;
    double waited;   /* felt s; NAN: no wait was met */
    bool by_redress; /* a complaint that ended to his content: no more than that binds him */
    uint32_t told;   /* people */
};
void account_touched(struct engine *e, const struct customer *c, uint32_t account,
                     const struct account_touch *t);

#endif
