# SPDX-License-Identifier: GPL-3.0-or-later
# Scenarios with people in them show what the sentences in their notes say that they show.
load helper
load scenarios

@test "telecom-hall-people: one clerk fewer is a vicious circle, which care stops by half" {
    skip_if_sanitized
    local study=studies/telecom-hall-people
    notes_say $study "more than twice as many leave, each of those who serve meets a fifth more hostile customers a shift, and the strain that such days lead to rises by a fifth"
    notes_say $study "bring that strain nearly back to what it was with him, and keep three in ten of those who would leave; but still more leave, and more turn hostile, than with him"
    notes_say $study "strains them more than the clerk's absence does and gains nobody a minute"
    compared telecom-hall-people
    shows <<-'PYTHON'
	_, people, fewer, cared, pay = (x["total"] for x in r["variants"])
	def rises(row, name):
	    return row[name]["difference"]["low"] / people[name]["value"], row[name]["difference"]["high"] / people[name]["value"]
	assert rises(fewer, "abandoned")[0] > 1
	assert rises(fewer, "hostile_per_shift")[0] > 0.2 and rises(fewer, "hostile_per_shift")[1] < 0.3
	assert rises(fewer, "settled_strain")[0] > 0.2 and rises(fewer, "settled_strain")[1] < 0.3
	# The cure against the trouble: intervals that do not meet; against the hall as it was: paired.
	for name in ("abandoned", "hostile_per_shift", "settled_strain"):
	    assert cared[name]["high"] < fewer[name]["low"], name
	assert abs(rises(cared, "settled_strain")[0]) < 0.05 and abs(rises(cared, "settled_strain")[1]) < 0.05
	near(1 - cared["abandoned"]["value"] / fewer["abandoned"]["value"], 0.3, 0.05)
	assert rises(cared, "abandoned")[0] > 0 and rises(cared, "hostile_per_shift")[0] > 0
	assert pay["settled_strain"]["low"] > fewer["settled_strain"]["high"]
	for name in ("mean_wait", "abandoned"):
	    assert pay[name]["difference"]["value"] == 0, name
	PYTHON
}
