"""What a cut-off would mean for the people who work the cases: cases opened a day, and misses among them."""

import numpy as np

from calibration import beta_logit, sigmoid
from examples import Examples

CUTS = np.arange(1, 100) / 100


def workload(examples: Examples, margin: np.ndarray, calibrator: dict) -> dict:
    """An obligation is flagged once, at the first of its examples that reaches the cut-off: one case, not four."""
    probability = sigmoid(beta_logit(calibrator, margin))
    keys = np.stack([examples.customer.astype(str), examples.product.astype(str), examples.due_day.astype(str)], axis=1)
    _, first, of = np.unique(keys, axis=0, return_index=True, return_inverse=True)
    highest = np.zeros(len(first))
    np.maximum.at(highest, of.reshape(-1), probability)
    label = examples.label[first]
    return {
        "obligations": len(first),
        "notPaidOnTime": int(label.sum()),
        "customers": len(np.unique(examples.customer)),
        "days": int(np.ptp(examples.as_of_day)) + 1,
        "byCut": [
            {"cut": round(float(cut), 2), "flagged": int((highest >= cut).sum()), "caught": int(label[highest >= cut].sum())}
            for cut in CUTS
        ],
    }
