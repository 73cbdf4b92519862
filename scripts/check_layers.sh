#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# check_layers.sh [SRC]: fails when a file includes a folder to its right, or anything of the
# project without its folder. The public header sojourn.h is for those right of it only.
cd "${1:-$(dirname "$0")/../src}" || exit 2

# shellcheck disable=SC2016 # awk's dollars
find . -name '*.[ch]' | sort | xargs awk '
BEGIN {
    n = split("base random stats theory people scenario model engine observe study " \
              "planner fit report api web cli", names, " ")
    for (i = 1; i <= n; i++) rank[names[i]] = i
    public_from = rank["api"]
}
function wrong(why) {
    printf "src/%s:%d: %s\n", substr(FILENAME, 3), FNR, why
    bad = 1
}
FNR == 1 {
    split(FILENAME, part, "/")
    here = part[2]
    if (!(here in rank)) wrong("no folder of this name in the order")
}
/^[ \t]*#[ \t]*include[ \t]*"/ {
    split($0, quoted, "\"")
    target = quoted[2]
    folder = target
    if (target == "sojourn.h") {
        if (rank[here] < public_from) wrong(here " includes the public header")
        next
    }
    if (!sub("/.*", "", folder)) wrong("\"" target "\" is included without its folder")
    else if (!(folder in rank)) wrong("\"" target "\" is in no folder of the order")
    else if (rank[folder] > rank[here]) wrong(here " includes " folder ", which is to its right")
}
END { exit bad }'
