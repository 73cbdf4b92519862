/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "theory/formula.h"

#include <string.h>

#include "theory/constant_service.h"
#include "theory/retrial.h"
#include "theory/single_server.h"

static const char *single_title(const struct queue_model *q) {
    (void)q;
    return "one agent, any handle time (M/G/1, Pollaczek-Khinchine)";
}

static const char *constant_title(const struct queue_model *q) {
    (void)q;
    return "constant handle times (M/D/n, Franx)";
}

static const char *general_title(const struct queue_model *q) {
    return q->agents == 1 ? single_title(q)
                          : "any handle time, approximate (M/G/n, Kimura's two moments)";
}

static const char *retrial_title(const struct queue_model *q) {
    return retrial_is_exact(q) ? "redials, exact (M/M/n/K+M with an orbit)"
                               : "redials, approximate (fixed point of the tries)";
}

const struct theory_formula theory_formulas[] = {
    {"erlang-b", 0, queue_evaluate, queue_formula_name,
     "nobody waits: a call finds a line or is lost", "Erlang (1917)"},
    {"erlang-c", THEORY_WAITS | THEORY_LINES, queue_evaluate, queue_formula_name,
     "everybody waits as long as it takes", "Erlang (1917)"},
    {"erlang-a", THEORY_WAITS | THEORY_LEAVES | THEORY_LINES, queue_evaluate, queue_formula_name,
     "people hang up after an exponential patience", "Palm (1957); Garnett et al. (2002)"},
    {"mmn-g", THEORY_WAITS | THEORY_LEAVES | THEORY_LINES | THEORY_ANY_PATIENCE, queue_evaluate,
     queue_formula_name, "people hang up after a patience of any law",
     "Baccelli & Hebuterne (1981); Movaghar (1998); Zeltyn & Mandelbaum (2005)"},
    {"mg1", THEORY_WAITS | THEORY_ONE_AGENT | THEORY_ANY_HANDLE, single_server_evaluate,
     single_title, "one agent, handle times of any law", "Pollaczek (1930); Khinchine (1932)"},
    {"mdn", THEORY_WAITS | THEORY_CONSTANT_HANDLE, constant_service_evaluate, constant_title,
     "handle times that are all alike", "Franx (2001)"},
    {"mgn", THEORY_WAITS | THEORY_ANY_HANDLE, general_service_evaluate, general_title,
     "handle times of any law, approximate", "Lee & Longton (1959); Kimura (1986)"},
    {"retrials",
     THEORY_WAITS | THEORY_LEAVES | THEORY_PATIENCE_OPTIONAL | THEORY_LINES | THEORY_REDIALS |
         THEORY_ANY_PATIENCE,
     retrial_evaluate, retrial_title, "people call again after a busy signal or hanging up",
     "Cohen (1957); Aguir et al. (2004)"},
};
const size_t n_theory_formulas = sizeof theory_formulas / sizeof theory_formulas[0];

const struct theory_formula *theory_formula_find(const char *name) {
    for (size_t i = 0; i < n_theory_formulas; i++)
        if (strcmp(theory_formulas[i].name, name) == 0)
            return &theory_formulas[i];
    return NULL;
}
