#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# ShellCheck finds nothing in any shell script, whatever its name.
set -u
cd "$SOURCE_DIR" || exit 1
mapfile -t scripts < <(grep -rlE '^#!(/usr/bin/env |/bin/)(ba|da)?sh' \
    scripts tests .ci | sort)
[ ${#scripts[@]} -gt 4 ] || { echo "scripts are not found"; exit 1; }
shellcheck "${scripts[@]}"
