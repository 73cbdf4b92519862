# SPDX-License-Identifier: GPL-3.0-or-later
"""Patience from waits that being answered cuts short (censors)."""
import math
from collections import Counter

from .log import CLASSES
from .volume import lognormal_from_logs

FEWEST_LEFT = 50  # with fewer who left, a class takes the patience of all


def waits_of(calls):
    """[(seconds, left, calls)]: being answered censors. Waits of 0 of the answered tell nothing."""
    counts = Counter((max(call.wait, 0.5), not call.served) for call in calls
                     if call.wait > 0 or not call.served)
    return [(t, left, n) for (t, left), n in sorted(counts.items())]


def count_of(data):
    return sum(n for _, _, n in data)


def left_of(data):
    return sum(n for _, left, n in data if left)


def fit_exponential(data):
    return {"mean": sum(t * n for t, _, n in data) / left_of(data)}


def fit_weibull(data):
    """The shape solves the likelihood equation (bisection: it is monotone); the scale follows."""
    mean_log = sum(n * math.log(t) for t, left, n in data if left) / left_of(data)

    def slope(k):
        powers = [(n * t**k, math.log(t)) for t, _, n in data]
        return sum(p * x for p, x in powers) / sum(p for p, _ in powers) - 1 / k - mean_log

    k = root_of_rising(slope, 0.05, 20.0)
    scale = (sum(n * t**k for t, _, n in data) / left_of(data)) ** (1 / k)
    return {"mean": scale * math.gamma(1 + 1 / k), "shape": k}


def root_of_rising(function, low, high):
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if function(middle) < 0 else (low, middle)
    return low


def fit_lognormal(data):
    """Expectation-maximisation: a censored log counts by its normal tail's two moments."""
    size = count_of(data)
    mean, sd = sum(n * math.log(t) for t, _, n in data) / size, 1.0
    for _ in range(300):
        first = second = 0.0
        for t, left, n in data:
            x = math.log(t)
            if left:
                first, second = first + n * x, second + n * x * x
            else:
                z = (x - mean) / sd
                tail = math.exp(-z * z / 2) / math.sqrt(2 * math.pi) / normal_above(z)
                first += n * (mean + sd * tail)
                second += n * (mean * mean + sd * sd + sd * (x + mean) * tail)
        mean = first / size
        sd = math.sqrt(second / size - mean * mean)
    value, cv = lognormal_from_logs(mean, sd * sd)
    return {"mean": value, "cv": cv, "mean_log": mean, "sd_log": sd}


def fit_hyperexponential(data):
    """Two exponential parts by expectation-maximisation."""
    size, overall = count_of(data), fit_exponential(data)["mean"]
    share, short, long = 0.3, overall / 5, overall * 1.5
    for _ in range(600):
        parts = time_short = time_long = left_short = left_long = 0.0
        for t, left, n in data:
            a, b = share * math.exp(-t / short), (1 - share) * math.exp(-t / long)
            if left:
                a, b = a / short, b / long
            p, q = n * a / (a + b), n * b / (a + b)
            parts += p
            time_short, time_long = time_short + p * t, time_long + q * t
            left_short, left_long = left_short + p * left, left_long + q * left
        share, short, long = parts / size, time_short / left_short, time_long / left_long
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
    for t, left, n in data:
        if left:
            inside = survival(kind, p, max(t - 0.5, 1e-9)) - survival(kind, p, t + 0.5)
            total += n * math.log(max(inside, 1e-300))
        else:
            total += n * math.log(survival(kind, p, t))
    return total


def kaplan_meier(data, at):
    """Survival of patience just after each time of `at`; Kaplan & Meier (1958)."""
    at_risk, alive, steps = count_of(data), 1.0, [(0.0, 1.0)]
    gone, answered = ({t: n for t, left, n in data if left is which} for which in (True, False))
    for t in sorted(gone | answered):
        alive *= 1 - gone.get(t, 0) / at_risk
        at_risk -= gone.get(t, 0) + answered.get(t, 0)
        steps.append((t, alive))
    return [[alive for t, alive in steps if t <= x][-1] for x in at]


def fit_patience(calls):
    """{class: {kind: (parameters, Akaike criterion)}}; the kind whose criteria sum to least."""
    fits = {}
    for kind in CLASSES:
        data = waits_of([call for call in calls if call.kind == kind])
        if left_of(data) >= FEWEST_LEFT:
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
