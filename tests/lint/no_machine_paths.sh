#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# No file names a folder of somebody's machine.
set -u
cd "$SOURCE_DIR" || exit 1
paths='(^|[^A-Za-z0-9_.])/(home|Users|root|work|shared)/[A-Za-z0-9]'
echo 'see /home/anna/sojourn' | grep -qE "$paths" || { echo "the pattern finds nothing"; exit 1; }
! grep -rnIE "$paths" --exclude-dir='build*' --exclude-dir=.git --exclude=.git --exclude=no_machine_paths.sh .
