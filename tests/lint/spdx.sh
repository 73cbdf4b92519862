#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The licence stands in the first line of each source file (second line of a script).
set -u
cd "$SOURCE_DIR" || exit 1
line='SPDX-License-Identifier: GPL-3\.0-or-later'
status=0
while read -r file; do
    head -n 2 "$file" | grep -q "$line" || { echo "$file: no SPDX line"; status=1; }
done < <(find CMakeLists.txt .ci src include tests scripts -type f \( -name '*.[ch]' -o -name '*.sh' \
    -o -name '*.bats' -o -name '*.bash' -o -name '*.py' -o -name CMakeLists.txt -o -perm -u+x \) \
    2>/dev/null)
exit $status
