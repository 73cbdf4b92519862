#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Each header compiles by itself, and twice in a row, with GCC and with Clang.
set -u
cd "$SOURCE_DIR" || exit 1
# shellcheck disable=SC2046 # flags are words
alone() { # compiler, header
    printf '#include "%s"\n#include "%s"\ntypedef int not_empty;\n' "$2" "$2" |
        "$1" -fsyntax-only -x c -std=c11 -D_POSIX_C_SOURCE=200809L -Wall -Wextra -Wpedantic -Werror \
            -Isrc -Iinclude -Itests -I. $(pkg-config --cflags gsl libcjson cmocka) -
}
export -f alone

echo 'size_t x(void);' >"${broken:=$(mktemp --suffix=.h)}"
trap 'rm -f "$broken"' EXIT
for compiler in gcc clang; do
    if alone $compiler "$broken" 2>/dev/null; then
        echo "$compiler accepts a header without its includes"
        exit 1
    fi
done
# shellcheck disable=SC2016 # the inner shell's dollars
find src include tests -name '*.h' 2>/dev/null | sort | sed 's/.*/gcc &\nclang &/' |
    xargs -L1 -P "$(nproc)" bash -c 'alone "$0" "$1" || { echo "$0: $1"; exit 1; }'
