# SPDX-License-Identifier: GPL-3.0-or-later
# The public interface from outside: the example of docs/ as its own comment builds it, and the
# header alone in C and in C++.
load helper

# cached NAME: a variable of the build's configuration.
cached() {
    sed -n "s/^$1:[A-Z]*=//p" "$BUILD_DIR/CMakeCache.txt"
}

# Runs the command of the example's comment with the compiler, the library and the sanitizers of
# this build.
build_example() {
    local command flags sanitizers
    command=$(sed -n 's/^ \*   cc //p' "$SOURCE_DIR/docs/embed.c")
    [ -n "$command" ] || { echo "docs/embed.c does not say how it is built"; return 1; }
    flags=$(cached CMAKE_C_FLAGS)
    sanitizers=$(cached SOJOURN_SANITIZE)
    command="$(cached CMAKE_C_COMPILER) ${sanitizers:+-fsanitize=$sanitizers} $flags -std=c11 \
        -Wall -Wextra -Wpedantic -Werror -o '$PWD/embed' ${command/build\/release/\'$BUILD_DIR\'}"
    (cd "$SOURCE_DIR" && eval "$command")
}

@test "the example builds as its comment says and tells what two more agents do" {
    build_example
    run --separate-stderr ./embed "$SOURCE_DIR/scenarios/erlang-a.json"
    check_exit 0
    [ -z "$stderr" ]
    [ "${#lines[@]}" -eq 2 ]
    python3 - "${lines[@]}" "$("$SOJOURN" theory erlang-a --calls 200/h --handle 180s \
        --patience 300s --agents 15 --json)" <<-'PYTHON'
	import json, re, sys
	before, after = ([float(x) for x in re.findall(r"[0-9.]+", line)] for line in sys.argv[1:3])
	theory = json.loads(sys.argv[3])["asa"]
	assert before[1] <= before[0] <= before[2], before
	assert after[2] < before[1], "two more agents shorten the wait"
	# Printed to 0.1 s; an interval of 95 % misses once in twenty, so it is taken twice as wide.
	assert abs(after[0] - theory) <= 0.1 + (after[2] - after[1]), (after, theory)
	PYTHON
}

@test "the example says what is wrong with a scenario" {
    build_example
    echo '{"horizon": {"runs_for": "10h"}}' >bad.json
    run --separate-stderr ./embed bad.json
    check_exit 1
    [ -z "$output" ]
    check_says "bad.json:1:1" "$stderr"
}

@test "the public header compiles alone, in C and in C++" {
    echo '#include "sojourn.h"
int main(void) { struct sojourn *s = sojourn_new(); sojourn_free(s); return sojourn_version()[0] == 0; }' >alone.c
    for language in "c -std=c99" "c -std=c11" "c -std=c2x" "c++ -std=c++11" "c++ -std=c++17"; do
        # shellcheck disable=SC2086 # words
        clang -x $language -fsyntax-only -Wall -Wextra -pedantic -Werror -I "$SOURCE_DIR/include" alone.c
    done
    echo 'struct { sojourn_of_nothing x; };' >>alone.c
    run clang -fsyntax-only -I "$SOURCE_DIR/include" alone.c
    [ "$status" -ne 0 ]
}
