/* SPDX-License-Identifier: GPL-3.0-or-later
 * The language as a JSON Schema (2020-12), from the tables it is read with: editors complete and
 * check by it. It knows shapes and limits, not names and journeys; `check` knows those. */
#ifndef SCENARIO_SCHEMA_H
#define SCENARIO_SCHEMA_H

#include "base/field.h"
#include "base/text.h"

/* Adds the schema of scenarios, indented, ended by a line feed. */
void schema_add(struct text *out);
/* The same of an object with the type's keys. */
void schema_add_of(const struct field_type *type, const char *title, struct text *out);

#endif
