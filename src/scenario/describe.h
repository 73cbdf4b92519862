/* SPDX-License-Identifier: GPL-3.0-or-later
 * A row in words: what explain and the manual say of a key. */
#ifndef SCENARIO_DESCRIBE_H
#define SCENARIO_DESCRIBE_H

#include <stdbool.h>

#include "base/field.h"
#include "base/text.h"

/* How the value is written: "a whole number", "one of \"serve\", \"turn_away\"". */
void describe_written(struct text *t, const struct field *f);
/* "0 to 1e+09", nothing where a row has no limits. Returns whether anything was added. */
bool describe_limits(struct text *t, const struct field *f);
/* "30m", "no limit", "none"; for required rows "must be given". */
void describe_default(struct text *t, const struct field *f);

#endif
