"""Ten frozen bins a feature (and one for missing), against which later drift is measured."""

import numpy as np

from calibration import beta_logit, sigmoid
from examples import Examples

BINS = 10


def reference_bins(examples: Examples, margin: np.ndarray, calibrator: dict) -> dict:
    by_feature = {name: _bins(examples.inputs[:, at]) for at, name in enumerate(examples.features)}
    return {"features": by_feature, "probability": _bins(sigmoid(beta_logit(calibrator, margin)))}


def _bins(values: np.ndarray) -> dict:
    """`edges` are inner borders: bin i holds edges[i-1] <= value < edges[i]; `shares` add up to 1 with `missing`."""
    present = values[~np.isnan(values)].astype(np.float64)
    if len(present) == 0:
        return {"edges": [], "shares": [0.0], "missing": 1.0}
    edges = np.unique(np.quantile(present, np.linspace(0, 1, BINS + 1)[1:-1], method="lower"))
    counts = np.bincount(np.searchsorted(edges, present, side="right"), minlength=len(edges) + 1)
    return {
        "edges": [float(edge) for edge in edges],
        "shares": [round(float(count) / len(values), 6) for count in counts],
        "missing": round(1 - len(present) / len(values), 6),
    }
