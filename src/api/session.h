/* SPDX-License-Identifier: GPL-3.0-or-later
 * The inside of the public handle, for commands that report more than single measures. */
#ifndef API_SESSION_H
#define API_SESSION_H

#include "base/diag.h"
#include "model/model.h"
#include "planner/offered_load.h"
#include "scenario/scenario.h"
#include "sojourn.h"
#include "study/results.h"
#include "study/study.h"

/* Findings of the last call; the handle's own. */
struct diag *session_diag(struct sojourn *s);
/* What was read and compiled; NULL before a successful sojourn_check. The handle's own. */
const struct scenario *session_scenario(const struct sojourn *s);
const struct model *session_model(const struct sojourn *s);
/* What the model is asked to do; as long as the model. The handle's own. */
const struct offered_load *session_load(const struct sojourn *s);

#endif
