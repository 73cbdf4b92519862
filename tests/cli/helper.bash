# SPDX-License-Identifier: GPL-3.0-or-later
# What command tests share: `load helper` at the top of a .bats file. ctest sets SOJOURN (the
# program) and SOURCE_DIR; each test starts in an empty folder of its own.

# Runs the program: $status, $output (stdout), $stderr, and $lines, $stderr_lines.
sojourn() {
    run --separate-stderr "$SOJOURN" "$@"
}

# check_exit STATUS: the last run ended so; else shows what it said.
check_exit() {
    if [ "$status" -ne "$1" ]; then
        echo "exit $status, not $1; stdout: $output; stderr: ${stderr-}"
        return 1
    fi
}

# check_says TEXT WHERE: the words stand in the given text ($output, $stderr).
check_says() {
    if [[ "$2" != *"$1"* ]]; then
        echo "not said: $1; but: $2"
        return 1
    fi
}

# Leaves a test out that would show nothing new with sanitizers, but take minutes.
skip_if_sanitized() {
    ! grep -q '^SOJOURN_SANITIZE:[A-Z]*=.' "$BUILD_DIR/CMakeCache.txt" || skip "the numbers are the same, only slower"
}

setup() {
    bats_require_minimum_version 1.5.0
    cd "$BATS_TEST_TMPDIR" || return 1
}
