"""How hard the pretend bank is to see through, measured by what it alone knows. Nothing learns from this."""

import csv
from collections import defaultdict

import numpy as np

from calibration import beta_logit, sigmoid
from examples import Examples, day
from measures import CUT_OFFS, auc

NEVER = 10**6
# Long before the first sign nothing can be seen: the model must not tell who will be in distress from who will not.
BEFORE_ONSET_DAYS = [90, 180]
# After a distress its traces fade; until then a customer is no calm one.
FADING_DAYS = 90

Episodes = dict[str, list[tuple[str, int, int]]]


def read_truth(path: str) -> Episodes:
    """The episodes of each customer: kind, first day, and the day after the last."""
    episodes: Episodes = defaultdict(list)
    with open(path, newline="") as file:
        for row in csv.DictReader(file):
            of_customer = episodes[row["customer"]]
            if row["kind"]:
                of_customer.append((row["kind"], day(row["from"]), day(row["until"])))
    return dict(episodes)


def measure_hardness(episodes: Episodes, all_examples: Examples, test: Examples, margin: np.ndarray, calibrator: dict) -> dict:
    until_onset, faded, now = _states(episodes, test)
    first, last = BEFORE_ONSET_DAYS
    before = faded & (until_onset >= first) & (until_onset < last)
    far = faded & (until_onset >= last)
    flagged = sigmoid(beta_logit(calibrator, margin)) >= CUT_OFFS[-1]
    return {
        "beforeOnset": {
            "daysBefore": BEFORE_ONSET_DAYS,
            "examplesBeforeDistress": int(before.sum()),
            "examplesWithout": int(far.sum()),
            "auc": round(auc(before[before | far].astype(int), margin[before | far]), 5),
        },
        "healthy": _healthy(episodes, all_examples),
        "flaggedShare": {
            title: round(float(flagged[now == title].mean()), 5) for title in ["distress", "look-alike", "calm"]
        },
    }


def _states(episodes: Episodes, examples: Examples) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Of each example: days until the next distress begins, whether the last one has faded, and what is at work now."""
    rows = [_state(episodes[str(customer)], as_of) for customer, as_of in zip(examples.customer, examples.as_of_day)]
    until_onset, faded, now = zip(*rows)
    return np.asarray(until_onset), np.asarray(faded), np.asarray(now)


def _state(episodes: list[tuple[str, int, int]], as_of: int) -> tuple[int, bool, str]:
    distress = [(begin, end) for kind, begin, end in episodes if kind == "distress"]
    until_onset = min((begin - as_of for begin, _ in distress if begin > as_of), default=NEVER)
    faded = all(as_of - end >= FADING_DAYS for begin, end in distress if begin <= as_of)
    now = next((kind for kind, begin, end in episodes if begin <= as_of < end), "calm")
    return until_onset, faded, now


def _healthy(episodes: Episodes, examples: Examples) -> dict:
    """Who never was in distress in the time looked at, and how many of them had a shock that looks like it."""
    begin, end = int(examples.as_of_day.min()), int(examples.due_day.max())
    seen = {
        customer: {kind for kind, first, until in of_customer if first < end and until > begin}
        for customer, of_customer in episodes.items()
    }
    healthy = [kinds for kinds in seen.values() if "distress" not in kinds]
    shocked = sum("look-alike" in kinds for kinds in healthy)
    return {"customers": len(healthy), "withLookAlikeShock": round(shocked / max(1, len(healthy)), 5)}
