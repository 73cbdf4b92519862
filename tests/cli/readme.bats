# SPDX-License-Identifier: GPL-3.0-or-later
# The commands that the documents show, in blocks marked sh, do what they are shown for: they end
# with status 0, or with N where the line ends in "# exit N"; and every line of a block marked text
# stands in what the command before it printed. There "..." is what was left out: lines, or the rest of
# a line.
load helper

# The lines of the sh blocks of a file after "$ ", continued lines joined; of text blocks, after "> ".
parts_of() {
    awk '/^```/ { mark = $0 == "```sh" ? "$ " : $0 == "```text" ? "> " : ""; next }
         mark != "" && NF && !(mark == "$ " && /^#/) { print mark $0 }' "$1" |
        sed -e ':more; /^\$.*\\$/ { N; s/ *\\\n\$ */ /; b more }'
}

# Runs one line in this folder, where scenarios/ is: the program for scripts/run; what would build
# or test everything once more is only looked up.
try() {
    case $1 in
    "scripts/run "*) eval "\"\$SOJOURN\" ${1#scripts/run }" ;;
    "sojourn "*) eval "\"\$SOJOURN\" ${1#sojourn }" ;;
    "export PATH="* | "echo "* | "(cd "*"gnuplot "*) eval "$1" ;;
    "man -l "*) ! command -v man >/dev/null || eval "$1" | grep -q sojourn ;;
    "cmake --workflow --preset "*) (cd "$SOURCE_DIR" && cmake --list-presets=workflow) | grep -qF "\"${1##* }\"" ;;
    "cmake --preset "*) (cd "$SOURCE_DIR" && cmake --list-presets) | grep -qF "\"${1##* }\"" ;;
    "scripts/"*) [ -x "$SOURCE_DIR/${1%% *}" ] ;;
    *) echo "no way to try this command is known to readme.bats" && return 1 ;;
    esac
}

# said LINE: a line of $output begins so; LINE may hold its end.
said() {
    [[ $'\n'$output$'\n' == *$'\n'"${1%...}"* ]]
}

# try_all_of FILE: says the first line that does not hold.
try_all_of() {
    ln -s "$SOURCE_DIR/scenarios" "$SOURCE_DIR/docs" .
    local line wanted count=0
    while IFS= read -r line; do
        case $line in
        "$ "*)
            count=$((count + 1))
            wanted=0
            [[ $line != *"# exit "* ]] || wanted=${line##*# exit }
            run try "${line#"$ "}"
            [ "$status" -eq "$wanted" ] || { echo "$line: exit $status: $output"; return 1; }
            ;;
        "> ...") ;;
        *" ...") said "${line#> }" || { echo "not printed: $line"; return 1; } ;;
        *) said "${line#> }"$'\n' || { echo "not printed: $line"; return 1; } ;;
        esac
    done < <(parts_of "$1")
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

@test "a status or an output that is not as shown is noticed" {
    # shellcheck disable=SC1003 # a backslash at the end of a line
    printf '%s\n' '```sh' 'sojourn check \' '    missing.json # exit 0' '```' >status.md
    run try_all_of status.md
    [ "$status" -ne 0 ]
    rm scenarios docs
    printf '%s\n' '```sh' 'sojourn check missing.json # exit 1' '```' '```text' '...' 'fine' '```' >words.md
    run try_all_of words.md
    [ "$status" -ne 0 ]
    check_says "not printed: > fine" "$output"
}

@test "every file and folder that README.md and the guide name exists" {
    for page in README.md docs/guide.md; do
        while read -r path; do
            [ -e "$SOURCE_DIR/$path" ] || [ -e "$SOURCE_DIR/docs/$path" ] || { echo "$page: no $path"; return 1; }
        done < <({ grep -oE '`(src|tests|docs|scripts|scenarios|include)/[^` <]*[`<]' "$SOURCE_DIR/$page"
            grep -oE '\]\([a-zA-Z][^):]*\)' "$SOURCE_DIR/$page"; } | sed -E 's/^(`|\]\()//; s/(`|\))$//; s/[a-z]*_?<$//')
    done
}

@test "every command in README.md works and prints what is shown" {
    try_all_of "$SOURCE_DIR/README.md"
}

@test "every command in docs/guide.md works and prints what is shown" {
    skip_if_sanitized
    try_all_of "$SOURCE_DIR/docs/guide.md"
}
