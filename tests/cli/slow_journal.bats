# SPDX-License-Identifier: GPL-3.0-or-later
# A sweep killed at twenty random moments, begun again each time: not a byte differs.
load helper

@test "twenty kills change nothing" {
    command=(sweep "$SOURCE_DIR/scenarios/call-center.json" --vary staff.lenders.count=5..7 --days 400 --json --quiet)
    "$SOJOURN" "${command[@]}" --out whole >whole.json
    RANDOM=${SOJOURN_SEED:-17}
    killed=0
    for _ in $(seq 20); do
        "$SOJOURN" "${command[@]}" --out killed >/dev/null 2>>said &
        sleep "0.$(printf %03d $((RANDOM % 400)))"
        kill -9 $! 2>/dev/null && killed=$((killed + 1))
        wait $! || true
    done
    echo "$killed runs were killed; journal of $(stat -c %s killed/journal.bin) bytes"
    "$SOJOURN" "${command[@]}" --out killed >killed.json
    cmp whole.json killed.json
    cmp whole/summary.json killed/summary.json
    cmp whole/compare.csv killed/compare.csv
    cmp whole/plots/variants.csv killed/plots/variants.csv
    [ "$(find killed -name '.unfinished')" = "" ]
}
