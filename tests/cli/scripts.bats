# SPDX-License-Identifier: GPL-3.0-or-later
# The scripts that install and build: silent when there is nothing to do, one line when they cannot.
load helper

# pretend NAME BODY: a command of this name that runs before the machine's own.
pretend() {
    mkdir -p bin
    printf '#!/bin/sh\n%s\n' "$2" >"bin/$1"
    chmod +x "bin/$1"
}

install_packages() {
    PATH=$PWD/bin:$PATH run --separate-stderr "$SOURCE_DIR/scripts/install-packages" "$@"
}

@test "an unknown set of packages is bad usage" {
    install_packages everything
    check_exit 2
    check_says "usage:" "$stderr"
}

@test "nothing is said when every package is there" {
    pretend dpkg-query 'echo " installed "'
    pretend apt-get 'echo called >>called'
    install_packages run
    check_exit 0
    [ -z "$output$stderr" ]
    [ ! -e called ]
}

@test "only what is missing is installed" {
    pretend dpkg-query 'case "$*" in *ninja*) echo " not-installed " ;; *) echo " installed " ;; esac'
    pretend apt-get 'echo "$@" >>called'
    pretend id 'echo 0'
    install_packages run
    check_exit 0
    check_says "installing ninja-build" "$stderr"
    [ "${#stderr_lines[@]}" -eq 1 ]
    [[ "$(tail -n 1 called)" == *"install --no-install-recommends ninja-build" ]]
}

@test "without root and sudo one line says so" {
    pretend dpkg-query 'exit 1'
    pretend id 'echo 1000'
    pretend sudo 'exit 1'
    install_packages run
    check_exit 1
    check_says "sudo" "$stderr"
    [ "${#stderr_lines[@]}" -eq 1 ]
}

@test "without a network one line says so and names the log" {
    pretend dpkg-query 'case "$*" in *cmake*) exit 1 ;; *) echo " installed " ;; esac'
    pretend id 'echo 0'
    pretend apt-get 'echo "E: Unable to locate package"; exit 100'
    TMPDIR=$PWD install_packages run
    check_exit 1
    [ "${#stderr_lines[@]}" -eq 2 ]
    check_says "no network?" "${stderr_lines[1]}"
    check_says "missing: cmake" "${stderr_lines[1]}"
    grep -q "Unable to locate" sojourn-packages.*
}

@test "a build that fails shows the compiler's words and ends with exit 1" {
    mkdir -p copy/scripts
    cp "$SOURCE_DIR/scripts/build" copy/scripts/
    echo '{"version": 6, "configurePresets": [{"name": "release", "generator": "Ninja",
        "binaryDir": "${sourceDir}/build/release"}]}' >copy/CMakePresets.json
    echo 'cmake_minimum_required(VERSION 3.25)
        project(x LANGUAGES NONE)
        add_custom_target(sojourn COMMAND echo some words COMMAND false)' >copy/CMakeLists.txt
    run --separate-stderr copy/scripts/build release sojourn
    check_exit 1
    check_says "some words" "$stderr"
    check_says "cannot build sojourn" "${stderr_lines[-1]}"
    sed -i 's/COMMAND false//' copy/CMakeLists.txt
    run --separate-stderr copy/scripts/build release sojourn
    check_exit 0
    [ -z "$output$stderr" ]
}
