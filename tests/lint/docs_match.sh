#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What the program says of itself is what stands in docs/ and scenarios/, and the manual page has no
# mistake that man would warn of.
set -u
cd "$SOURCE_DIR" || exit 1
status=0

# same FILE COMMAND...: the program's words are the file's.
same() {
    local file=$1
    shift
    diff <("$SOJOURN" "$@") "$file" >/dev/null
}

if same README.md explain --manual; then
    echo "any file is taken for the reference"
    exit 1
fi
check() {
    same "$@" || { echo "$1 is old: write it anew with scripts/update-docs"; status=1; }
}
check docs/reference.md explain --manual
check docs/sojourn.1 explain --man
check scenarios/scenario.schema.json schema
check scenarios/study.schema.json schema --study

# Every option of a command's help stands in the manual page.
for command in $("$SOJOURN" --help | sed -n '/^commands:/,/^$/s/^  \([a-z-]*\) .*/\1/p'); do
    for option in $("$SOJOURN" "$command" --help | sed -n 's/^  --\([a-z-]*\).*/\1/p'); do
        [ "$option" = help ] || grep -qF -- "--$option" <(sed 's/\\-/-/g' docs/sojourn.1) ||
            { echo "docs/sojourn.1: no --$option of $command"; status=1; }
    done
done

# Where roff is missing this part is left out.
warnings() {
    groff -man -ww -Tutf8 -z "$1" 2>&1
}
if command -v groff >/dev/null; then
    broken=$(mktemp)
    trap 'rm -f "$broken"' EXIT
    printf '.TH X 1\n.SH NAME\n.nonsense\n\\fBx' >"$broken"
    [ -n "$(warnings "$broken")" ] || { echo "groff accepts anything"; exit 1; }
    said=$(warnings docs/sojourn.1)
    [ -z "$said" ] || { echo "$said"; status=1; }
fi
exit $status
