/* SPDX-License-Identifier: GPL-3.0-or-later
 * Whether the measures that standards name exist and are measured there. */
#ifndef STUDY_MEASURABLE_H
#define STUDY_MEASURABLE_H

#include "base/diag.h"
#include "observe/layout.h"

/* False with an error at each standard whose measure is unknown or not measured where it asks. */
bool standards_measurable(const struct layout *l, struct diag *d);
/* A warning at each standard of a measure whose mechanism of people is off, or of what accounts are
 * worth where none has a value. */
void standards_of_people(const struct layout *l, struct diag *d);
/* "unknown measure 'assa'; did you mean 'asa'?", in the arena. */
const char *measure_unknown(const char *name, struct arena *a);

#endif
