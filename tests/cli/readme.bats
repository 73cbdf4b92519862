# SPDX-License-Identifier: GPL-3.0-or-later
# The commands that the documents show, in blocks marked sh, do what they are shown for.
load helper

# The lines of the sh blocks of a file, continued lines joined.
commands_of() {
    awk '/^```/ { inside = ($0 == "```sh"); next } inside && NF && !/^#/' "$SOURCE_DIR/$1" |
        sed -e ':more; /\\$/ { N; s/\\\n *//; b more }'
}

# Runs one line in this folder, where scenarios/ is: the program for scripts/run; what would build
# or test everything once more is only looked up.
try() {
    case $1 in
    "scripts/run "*) eval "\"\$SOJOURN\" ${1#scripts/run }" ;;
    "sojourn "*) eval "\"\$SOJOURN\" ${1#sojourn }" ;;
    "cmake --workflow --preset "*) (cd "$SOURCE_DIR" && cmake --list-presets=workflow) | grep -qF "\"${1##* }\"" ;;
    "cmake --preset "*) (cd "$SOURCE_DIR" && cmake --list-presets) | grep -qF "\"${1##* }\"" ;;
    "scripts/"*) [ -x "$SOURCE_DIR/${1%% *}" ] ;;
    *) echo "no way to try this command is known to readme.bats" && return 1 ;;
    esac
}

try_all_of() {
    ln -s "$SOURCE_DIR/scenarios" scenarios
    local line count=0
    while read -r line; do
        count=$((count + 1))
        run try "$line"
        [ "$status" -eq 0 ] || { echo "$line: exit $status: $output"; return 1; }
    done < <(commands_of "$1")
    [ "$count" -gt 0 ]
}

@test "a command that fails, or that nobody knows, is noticed" {
    run try "scripts/nothing-of-this-name"
    [ "$status" -ne 0 ]
    run try "cmake --workflow --preset nothing"
    [ "$status" -ne 0 ]
    run try "ls"
    [ "$status" -ne 0 ]
}

@test "every command in README.md works" {
    "$SOJOURN" --help 2>/dev/null | grep -qw simulate || skip "the program does not simulate yet"
    try_all_of README.md
}

@test "every command in docs/guide.md works" {
    [ -e "$SOURCE_DIR/docs/guide.md" ] || skip "there is no guide"
    try_all_of docs/guide.md
}
