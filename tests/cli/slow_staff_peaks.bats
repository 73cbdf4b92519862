# SPDX-License-Identifier: GPL-3.0-or-later
# Time-stable service: on a day with strong peaks the plan keeps the chance of waiting near its
# target in every interval, where Erlang's formulas interval by interval do not.
load helper

# M(t)/M/s(t)+M: services of 10 minutes, arrivals that swing by 60 % around 400 an hour every three hours.
day_with_peaks() {
    python3 - >peaks.json <<-'PYTHON'
	import json, math
	n = 24
	calls = [round(100 * (1 + 0.6 * math.sin(2 * math.pi * (i + 0.5) / 12)), 2) for i in range(n)]
	print(json.dumps({
	    "name": "peaks",
	    "horizon": {"opens": "08:00", "closes": "14:00", "interval": "15m"},
	    "customers": {"callers": {"arrivals": {"per_interval": calls}, "journey": ["phones"],
	        "patience": {"kind": "exponential", "mean": "10m"},
	        "work": {"phones": {"service": {"kind": "exponential", "mean": "10m"}}}}},
	    "stations": {"phones": {"kind": "desk"}},
	    "staff": {"agents": {"count": 70, "skills": {"phones": {}}}},
	    "standards": {"few wait": {"measure": "delay_probability", "at": "phones", "at_most": 0.2, "per": "interval"}}}))
	PYTHON
}

@test "the chance of waiting is within 0.05 of its target in every interval; not under SIPP" {
    skip_if_sanitized
    day_with_peaks
    "$SOJOURN" staff peaks.json --json --quiet >staff.json
    python3 - <<-'PYTHON'
	import json
	r = json.load(open("staff.json"))
	slots = [c for c in r["conditions"] if c["simulated"]["value"] is not None]
	plan = [c["simulated"]["value"] for c in slots]
	sipp = [c["under_sipp"]["value"] for c in slots]
	print("plan", [round(x, 3) for x in plan])
	print("sipp", [round(x, 3) for x in sipp])
	assert r["verdict"] in ("confirmed", "meets"), r["verdict"]
	assert len(slots) == 24, len(slots)
	assert all(abs(x - 0.2) <= 0.05 for x in plan), plan
	assert max(abs(x - 0.2) for x in sipp) > 0.1, sipp
	PYTHON
}
