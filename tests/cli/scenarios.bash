# SPDX-License-Identifier: GPL-3.0-or-later
# Words of the tests that hold shipped scenarios to their notes.

# simulate NAME OPTION...: the shipped scenario's result in result.json.
simulate() {
    local name=$1
    shift
    "$SOJOURN" simulate "$SOURCE_DIR/scenarios/$name.json" --json --quiet "$@" >result.json
}

# notes_say NAME WORDS: the sentence that a test holds still stands there.
notes_say() {
    jq -r '.notes | tostring' "$SOURCE_DIR/scenarios/$1.json" | grep -qF "$2" ||
        { echo "the notes of $1 no longer say: $2"; return 1; }
}

# shows: Python lines on standard input, with r (the result) and the words below.
shows() {
    { cat <<-'PYTHON'
	import csv, json
	r = json.load(open("result.json"))

	def inside(measure, wanted):
	    assert measure["low"] <= wanted <= measure["high"], (wanted, measure)

	def near(value, wanted, within):
	    assert abs(value - wanted) <= within, (value, wanted, within)
	PYTHON
        cat; } >held.py
    python3 held.py
}

# compared STUDY: the shipped study's result in result.json.
compared() {
    "$SOJOURN" compare "$SOURCE_DIR/scenarios/studies/$1.json" --all --json --quiet "${@:2}" >result.json
}
