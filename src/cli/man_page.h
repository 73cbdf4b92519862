/* SPDX-License-Identifier: GPL-3.0-or-later
 * The commands and their options as a page for man. */
#ifndef CLI_MAN_PAGE_H
#define CLI_MAN_PAGE_H

#include <stddef.h>

#include "base/text.h"
#include "cli/command.h"

/* Adds docs/sojourn.1: roff with the macros of man(7). commands: [n], in the page's order. */
void man_page_add(const struct command *const *commands, size_t n, struct text *out);

#endif
