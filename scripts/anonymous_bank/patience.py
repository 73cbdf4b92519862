# SPDX-License-Identifier: GPL-3.0-or-later
"""Patience from waits that being answered cuts short (censors)."""
import math
from collections import defaultdict

from .log import CLASSES
from .volume import lognormal_from_logs

FEWEST_LEFT = 50  # with fewer who left, a class takes the patience of all


def waits_of(calls):
    """[(seconds, left)]: being answered censors. Waits of 0 tell nothing; times are whole s."""
    return [(max(call.wait, 0.5), not call.served) for call in calls
            if call.wait > 0 or not call.served]


def fit_exponential(data):
    return {"mean": sum(t for t, _ in data) / sum(left for _, left in data)}


def fit_weibull(data):
    """The shape solves the likelihood equation (bisection: it is monotone); the scale follows."""
    left = sum(l for _, l in data)
    mean_log = sum(math.log(t) for t, l in data if l) / left

    def slope(k):
        powers = [(t**k, math.log(t)) for t, _ in data]
        return sum(p * x for p, x in powers) / sum(p for p, _ in powers) - 1 / k - mean_log

    k = root_of_rising(slope, 0.05, 20.0)
    scale = (sum(t**k for t, _ in data) / left) ** (1 / k)
    return {"mean": scale * math.gamma(1 + 1 / k), "shape": k}


def root_of_rising(function, low, high):
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if function(middle) < 0 else (low, middle)
    return low


def fit_lognormal(data):
    """Expectation-maximisation: a censored log counts by its normal tail's two moments."""
    mean, sd = sum(math.log(t) for t, _ in data) / len(data), 1.0
    for _ in range(300):
        first = second = 0.0
        for t, left in data:
            x = math.log(t)
            if left:
                first, second = first + x, second + x * x
            else:
                z = (x - mean) / sd
                tail = math.exp(-z * z / 2) / math.sqrt(2 * math.pi) / normal_above(z)
                first += mean + sd * tail
                second += mean * mean + sd * sd + sd * (x + mean) * tail
        mean = first / len(data)
        sd = math.sqrt(second / len(data) - mean * mean)
    value, cv = lognormal_from_logs(mean, sd * sd)
    return {"mean": value, "cv": cv, "mean_log": mean, "sd_log": sd}


def fit_hyperexponential(data):
    """Two exponential parts by expectation-maximisation."""
    overall = fit_exponential(data)["mean"]
    share, short, long = 0.3, overall / 5, overall * 1.5
    for _ in range(600):
        n = time_short = time_long = left_short = left_long = 0.0
        for t, left in data:
            a, b = share * math.exp(-t / short), (1 - share) * math.exp(-t / long)
            if left:
                a, b = a / short, b / long
            p = a / (a + b)
            n += p
            time_short, time_long = time_short + p * t, time_long + (1 - p) * t
            left_short, left_long = left_short + p * left, left_long + (1 - p) * left
        share, short, long = n / len(data), time_short / left_short, time_long / left_long
    mean = share * short + (1 - share) * long
    return {"mean": mean, "share": share, "short": short, "long": long}


def normal_above(z):
    return max(math.erfc(z / math.sqrt(2)) / 2, 1e-300)


def survival(kind, p, t):
    """P(patience > t)"""
    if kind == "exponential":
        return math.exp(-t / p["mean"])
    if kind == "weibull":
        return math.exp(-((t / (p["mean"] / math.gamma(1 + 1 / p["shape"]))) ** p["shape"]))
    if kind == "lognormal":
        return normal_above((math.log(t) - p["mean_log"]) / p["sd_log"])
    return p["share"] * math.exp(-t / p["short"]) + (1 - p["share"]) * math.exp(-t / p["long"])


FITS = {"exponential": (fit_exponential, 1), "weibull": (fit_weibull, 2),
        "lognormal": (fit_lognormal, 2), "hyperexponential": (fit_hyperexponential, 3)}


def log_likelihood(kind, p, data):
    """By the log's own grain: one who left at t left within half a second of t."""
    total = 0.0
    for t, left in data:
        if left:
            inside = survival(kind, p, max(t - 0.5, 1e-9)) - survival(kind, p, t + 0.5)
            total += math.log(max(inside, 1e-300))
        else:
            total += math.log(survival(kind, p, t))
    return total


def kaplan_meier(data, at):
    """Survival of patience at each time of `at`; Kaplan & Meier (1958)."""
    tally = defaultdict(lambda: [0, 0])
    for t, left in data:
        tally[t][0 if left else 1] += 1
    at_risk, alive, points = len(data), 1.0, []
    for t in sorted(tally):
        points.append((t, alive))
        alive *= 1 - tally[t][0] / at_risk
        at_risk -= sum(tally[t])
        points.append((t + 0.001, alive))
    return [next((s for t, s in reversed(points) if t <= x), 1.0) for x in at]


def fit_patience(calls):
    """{class: {kind: (parameters, Akaike criterion)}}; the kind whose criteria sum to least."""
    fits = {}
    for kind in CLASSES:
        data = waits_of([call for call in calls if call.kind == kind])
        if sum(left for _, left in data) >= FEWEST_LEFT:
            fits[kind] = fit_all(data)
    best = min(FITS, key=lambda name: sum(fit[name][1] for fit in fits.values()))
    whole = fit_all(waits_of(calls))
    return {kind: fits.get(kind, whole) for kind in CLASSES}, best


def fit_all(data):
    fits = {}
    for name, (fit, n_parameters) in FITS.items():
        parameters = fit(data)
        fits[name] = (parameters, 2 * n_parameters - 2 * log_likelihood(name, parameters, data))
    return fits
