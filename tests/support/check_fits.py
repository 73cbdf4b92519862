# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the estimators of scripts/anonymous_bank on data whose answer is known.

    check_fits.py SCRIPTS_FOLDER
"""
import math
import random
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, sys.argv[1])

from anonymous_bank.log import OPENS, SLOTS
from anonymous_bank.patience import FITS, fit_exponential, fit_all, kaplan_meier, log_likelihood
from anonymous_bank.staff import add_spell, duty_steps
from anonymous_bank.tables import simulated_by_hour
from anonymous_bank.volume import fit_work


def check(what, got, want, tolerance):
    if not abs(got - want) <= tolerance:
        sys.exit(f"{what}: {got}, not {want}")


def censored_sample(draw):
    """Patience against waits that are exponential with mean 137 s, to the second; fixed seed."""
    chance, counts = random.Random(2385), {}
    for _ in range(20000):
        patience, wait = draw(chance), chance.expovariate(1 / 137)
        key = (max(0.5, round(min(patience, wait))), patience < wait)
        counts[key] = counts.get(key, 0) + 1
    return [(t, left, n) for (t, left), n in sorted(counts.items())]


# By hand: of 7, 1 leaves at 3 s; 2 are answered at 5 s; 2 of 4 leave at 8 s; 2 are answered.
waits = [(3, True, 1), (5, False, 2), (8, True, 2), (11, False, 2)]
survival = kaplan_meier(waits, (2, 3, 7, 8, 20))
for got, want in zip(survival, (1, 6 / 7, 6 / 7, 3 / 7, 3 / 7)):
    check("Kaplan-Meier", got, want, 1e-12)

# The censored exponential has a closed form: all waiting over those who left.
check("exponential", fit_exponential(waits)["mean"], 51 / 3, 1e-12)

# What was drawn is found again. 20,000 waits give each figure to 2-3 %: bounds of four times that.
fits = fit_all(censored_sample(lambda chance: chance.weibullvariate(310, 0.7)))
check("Weibull shape", fits["weibull"][0]["shape"], 0.7, 0.04)
check("best kind of a Weibull", fits["weibull"][1], min(aic for _, aic in fits.values()), 6)
fits = fit_all(censored_sample(lambda chance: chance.lognormvariate(5.2, 1.3)))
check("lognormal mean of logs", fits["lognormal"][0]["mean_log"], 5.2, 0.1)
check("lognormal sd of logs", fits["lognormal"][0]["sd_log"], 1.3, 0.1)
data = censored_sample(
    lambda chance: chance.expovariate(1 / (41 if chance.random() < 0.37 else 930)))
fits = fit_all(data)
check("hyperexponential share", fits["hyperexponential"][0]["share"], 0.37, 0.05)
check("hyperexponential short mean", fits["hyperexponential"][0]["short"], 41, 6)

# At the likeliest parameters no step to either side is likelier. The steps are of 3 %, wider than
# what whole seconds move the optimum.
name, best = "hyperexponential", fits["hyperexponential"][0]
for key in ("share", "short", "long"):
    for factor in (0.97, 1.03):
        moved = {**best, key: best[key] * factor}
        if log_likelihood(name, moved, data) > log_likelihood(name, best, data):
            sys.exit(f"{name}: {key} x {factor} is likelier")
assert set(FITS) == set(fits)

# Work: logs 4 +- 0.5 in equal parts have mean 4 and variance 0.25.
work = fit_work([math.exp(3.5), math.exp(4.5), 7, 2])
check("share of short work", work["short"], 0.5, 1e-12)
check("mean work", work["mean"], math.exp(4.125), 1e-9)
check("cv of work", work["cv"], math.sqrt(math.expm1(0.25)), 1e-9)

# Time on duty goes to the half hours it lies in; rounding keeps the day's agent-hours.
level = [0.0] * SLOTS
add_spell(level, OPENS - 100, OPENS + 1900, 0.5)
check("first half hour", level[0], 900, 1e-9)
check("second half hour", level[1], 50, 1e-9)
levels = [2.31 + 1.7 * math.sin(i / 5) for i in range(SLOTS)]
steps, people, spells = duty_steps(levels), None, 0
for minute in range(OPENS // 60, 24 * 60, 5):
    people = steps.get(f"{minute // 60:02d}:{minute % 60:02d}", people)
    spells += people
check("agent-hours", spells / 12, sum(levels) / 2, 0.05)

# Half hours of the desk make an hour: 30 + 10 offered, 20 + 10 served after 9 and 12 s on average;
# rows of other kinds, and of a time when nobody came, do not count. Two equal days have one's mean.
INTERVALS = """interval_start,kind,name,offered,served,abandoned,answered_in_threshold,asa_s
07:00:00,station,phones,30,20,10,15,9
07:30:00,station,phones,10,10,0,3,12
07:00:00,class,regular,30,20,10,15,9
24:00:00,station,phones,0,0,0,0,
"""
with tempfile.NamedTemporaryFile("w", suffix=".csv") as intervals:
    intervals.write(INTERVALS)
    intervals.flush()
    hours = simulated_by_hour([intervals.name, intervals.name])
assert sorted(hours) == ["07:00", "day"] and hours["07:00"] == hours["day"]
check("offered", hours["day"]["offered"], 40, 1e-12)
check("share answered", hours["day"]["share_answered"], 0.75, 1e-12)
check("asa", hours["day"]["asa"], 10, 1e-12)
check("within threshold", hours["day"]["service_level_offered"], 18 / 40, 1e-12)
