"""How good the scores are. Accuracy stands only beside what always saying "paid" would reach."""

import numpy as np
from scipy.optimize import minimize
from scipy.stats import rankdata

from calibration import beta_logit, log_loss, sigmoid
from examples import Examples

LEADS_DAYS = [28, 21, 14, 7]
CUT_OFFS = [0.40, 0.20]
MIN_MISSES = 20
RELIABILITY_BINS = 10


def measure(examples: Examples, margin: np.ndarray, calibrator: dict) -> dict:
    """All figures for the whole slice, and by segment wherever there are enough misses to say anything."""
    logit = beta_logit(calibrator, margin)
    by_part = {
        title: {name: _figures(examples.where(chosen), logit[chosen]) for name, chosen in choices.items()}
        for title, choices in _segments(examples).items()
    }
    return _figures(examples, logit) | {"reliability": _reliability(examples.label, logit)} | by_part


def _segments(examples: Examples) -> dict[str, dict[str, np.ndarray]]:
    parts = {
        "byLeadDays": {str(lead): examples.lead_days == lead for lead in LEADS_DAYS},
        "byProduct": {str(name): examples.product == name for name in np.unique(examples.product)},
    }
    if "income_expected" in examples.features:
        expected = examples.inputs[:, examples.features.index("income_expected")] == 1
        parts["byIncome"] = {"expected": expected, "not expected": ~expected}
    return parts


def _figures(examples: Examples, logit: np.ndarray) -> dict:
    label = examples.label
    misses = int(label.sum())
    counts = {"examples": len(label), "notPaidOnTime": misses}
    if misses < MIN_MISSES or len(label) - misses < MIN_MISSES:
        return counts | {"note": f"fewer than {MIN_MISSES} of either outcome: not enough data"}
    probability = sigmoid(logit)
    slope, intercept = calibration_line(label, logit)
    return counts | {
        "baseRate": _round(label.mean()),
        "auc": _round(auc(label, logit)),
        "aucOfScorecard": None if np.isnan(examples.scorecard).any() else _round(auc(label, examples.scorecard)),
        "averagePrecision": _round(average_precision(label, logit)),
        "brier": _round(np.mean((probability - label) ** 2)),
        "logLoss": _round(log_loss(label, logit)),
        "logLossOfBaseRate": _round(_entropy(label.mean())),
        "calibrationSlope": _round(slope),
        "calibrationIntercept": _round(intercept),
        "accuracyAtHalf": _round(np.mean((probability >= 0.5) == label)),
        "accuracyOfAlwaysPaid": _round(1 - label.mean()),
        "cutOffs": {str(cut): _at(cut, label, probability) for cut in CUT_OFFS},
    }


def _reliability(label: np.ndarray, logit: np.ndarray) -> list[dict]:
    """Tenths of the examples by probability: what was foreseen on average, and what was seen."""
    probability = sigmoid(logit)
    tenths = np.array_split(np.argsort(probability, kind="stable"), RELIABILITY_BINS)
    return [
        {"examples": len(tenth), "foreseen": _round(probability[tenth].mean()), "seen": _round(label[tenth].mean())}
        for tenth in tenths
        if len(tenth) > 0
    ]


def _at(cut: float, label: np.ndarray, probability: np.ndarray) -> dict:
    flagged = probability >= cut
    caught = int(label[flagged].sum())
    precision = caught / max(1, int(flagged.sum()))
    return {
        "flagged": int(flagged.sum()),
        "precision": _round(precision),
        "recall": _round(caught / label.sum()),
        "lift": _round(precision / label.mean()),
    }


def auc(label: np.ndarray, score: np.ndarray) -> float:
    """The chance that one who did not pay scores above one who did; ties count half."""
    misses = int(label.sum())
    ranks = rankdata(score)[label == 1].sum() - misses * (misses + 1) / 2
    return float(ranks / (misses * (len(label) - misses)))


def average_precision(label: np.ndarray, score: np.ndarray) -> float:
    order = np.argsort(-score, kind="stable")
    sorted_label, sorted_score = label[order].astype(float), score[order]
    caught = np.cumsum(sorted_label)
    last_of_tie = np.r_[sorted_score[1:] != sorted_score[:-1], True]
    precision = (caught / np.arange(1, len(label) + 1))[last_of_tie]
    gained = np.diff(np.r_[0.0, caught[last_of_tie]])
    return float(np.sum(precision * gained) / label.sum())


def calibration_line(label: np.ndarray, logit: np.ndarray) -> tuple[float, float]:
    """Cox's recalibration: slope of the outcome on the logit, and intercept with the slope held at 1."""
    slope = minimize(lambda x: log_loss(label, x[0] * logit + x[1]), [1.0, 0.0]).x[0]
    intercept = minimize(lambda x: log_loss(label, logit + x[0]), [0.0]).x[0]
    return float(slope), float(intercept)


def _entropy(share: float) -> float:
    return float(-(share * np.log(share) + (1 - share) * np.log(1 - share)))


def _round(value: float) -> float:
    return round(float(value), 5)
