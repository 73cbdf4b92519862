#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# No source file is over 500 lines and no function over 80 (docs/style.md); tables may be long.
set -u
cd "$SOURCE_DIR" || exit 1
sizes() {
    awk '
    FNR > 500 && FNR == 501 { print FILENAME ": over 500 lines"; bad = 1 }
    FNR == 1 { start = 0 }
    /^[A-Za-z].*[(]/ && !/;$/ { start = FNR; name = $0 }
    /^}/ {
        if (start && FNR - start + 1 > 80) {
            printf "%s:%d: %d lines: %s\n", FILENAME, start, FNR - start + 1, name
            bad = 1
        }
        start = 0
    }
    END { exit bad }' "$@"
}
sample=$(mktemp --suffix=.c)
trap 'rm -f "$sample"' EXIT
{ echo 'void x(void) {'; yes '    f();' | head -n 79; echo '}'; } >"$sample"
if sizes "$sample" >/dev/null; then
    echo "a function of 81 lines is accepted"
    exit 1
fi
find src include tests -name '*.[ch]' -print0 2>/dev/null | xargs -0 bash -c "$(declare -f sizes)"'; sizes "$@"' _
