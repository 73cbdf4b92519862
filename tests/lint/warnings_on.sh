#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Every compile command has the warnings and the promises about arithmetic; and the first of them
# really refuses what it should.
set -u
commands=$BUILD_DIR/compile_commands.json
want="-std=c11 -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wstrict-prototypes
-Wmissing-prototypes -Wvla -Werror -ffp-contract=off"
never='-w|-Wno-[^ ]*|-Ofast|-ffast-math|-funsafe-math[^ ]*|-fassociative-math|-DNDEBUG'
sample=$(mktemp -d)
trap 'rm -rf "$sample"' EXIT
status=0

mapfile -t lines < <(jq -r '.[].command' "$commands")
[ ${#lines[@]} -gt 0 ] || { echo "no compile commands in $commands"; exit 1; }
for line in "${lines[@]}"; do
    for flag in $want; do
        [[ " $line " == *" $flag "* ]] || { echo "no $flag in: $line"; status=1; }
    done
    if [[ " $line " =~ \ ($never)\  ]]; then
        echo "${BASH_REMATCH[1]} in: $line"
        status=1
    fi
done

# The first command as it stands, with another source and no output.
compile() {
    local line=${lines[0]}
    line=${line% -o *}
    (cd "$BUILD_DIR" && eval "$line -o '$sample/x.o' -c '$1'") >/dev/null 2>&1
}
echo 'int x(double y);
int x(double y) { return (int)y; }' >"$sample/good.c"
echo 'int x(double y);
int x(double y) { return y; }' >"$sample/conversion.c"
echo 'int x(double y) { return (int)y; }' >"$sample/prototype.c"
echo 'int x(int y);
int x(int y) { int z = y; { int y = 2; z += y; } return z; }' >"$sample/shadow.c"
compile "$sample/good.c" || { echo "a clean file is refused"; status=1; }
for bad in conversion prototype shadow; do
    ! compile "$sample/$bad.c" || { echo "$bad.c is not refused"; status=1; }
done
exit $status
