#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# clang-format has nothing to change; a sample shows that it would say so.
set -u
cd "$SOURCE_DIR" || exit 1
if echo 'int  x ;' | clang-format --dry-run -Werror --assume-filename=src/x.c 2>/dev/null; then
    echo "clang-format accepts anything"
    exit 1
fi
find src include tests -name '*.[ch]' -print0 2>/dev/null |
    xargs -0 clang-format --dry-run -Werror
