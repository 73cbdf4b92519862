#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What the library must not do shows in its symbols: print, exit, read the environment or the
# clock of the day, allocate outside base/, or keep variables that change.
set -u
cd "$BUILD_DIR" || exit 1
objects=CMakeFiles/libsojourn.dir/src
calls='printf|puts|putchar|vprintf|__printf_chk|perror|stdout|exit|_exit|quick_exit|getenv|secure_getenv|setenv|rand|srand|random|drand48|time|gettimeofday'
heap='malloc|calloc|realloc|aligned_alloc|posix_memalign|strdup|strndup|abort|stderr'
changing='^[0-9a-f]+ .{6}O \.t?(data|bss)'

# Prints the calls, and the variables, of an object that it should not have.
sins() { # object, pattern of calls
    nm -u "$1" | awk '{ sub("@.*", "", $2); print $2 }' | grep -xE "$2"
    objdump -t "$1" | grep -E "$changing" | grep -vF '.data.rel.ro' | awk '{ print $NF }'
}

sample=$(mktemp -d)
trap 'rm -rf "$sample"' EXIT
echo 'int puts(const char *); int y(void); int y(void) { static int n; n++; return puts("") + n; }
const char *changed = "x";
const char *const names[] = {"kept"};' >"$sample/x.c"
cc -O0 -c "$sample/x.c" -o "$sample/x.o" || exit 1
if [ "$(sins "$sample/x.o" "$calls" | wc -l)" != 3 ]; then
    echo "the sample has three sins, found:" && sins "$sample/x.o" "$calls"
    exit 1
fi

# From the compile commands: the folder may hold the object of a file that is gone.
list=$(jq -r ".[].command" compile_commands.json | sed -n "s|.* -o \($objects/[^ ]*\) .*|\1|p")
[ -n "$list" ] || { echo "no objects in $BUILD_DIR/$objects"; exit 1; }
status=0
while read -r object; do
    case $object in
    */src/base/*) found=$(sins "$object" "$calls") ;;
    */src/web/*) continue ;;
    *) found=$(sins "$object" "$calls|$heap") ;;
    esac
    [ -z "$found" ] || { echo "${object#"$objects"/}:" "${found//$'\n'/ }"; status=1; }
done <<<"$list"
exit $status
