"""Beta calibration (Kull, Silva Filho, Flach 2017): logit(q) = a·ln(p) − b·ln(1 − p) + c, with p = sigmoid(margin)."""

import numpy as np
from scipy.optimize import minimize

# Keeps the fit from running away on a slice with few misses; it pulls towards a = b = 1, the identity.
RIDGE = 1e-3


def sigmoid(margin: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-np.asarray(margin, dtype=np.float64)))


def log_loss(label: np.ndarray, logit: np.ndarray) -> float:
    return float(np.mean(np.logaddexp(0, logit) - label * logit))


def beta_logit(calibrator: dict, margin: np.ndarray) -> np.ndarray:
    m = np.asarray(margin, dtype=np.float64)
    ln_p, ln_not_p = -np.logaddexp(0, -m), -np.logaddexp(0, m)
    return calibrator["a"] * ln_p - calibrator["b"] * ln_not_p + calibrator["c"]


def fit_beta(margin: np.ndarray, label: np.ndarray) -> dict:
    """a and b are not negative, so that a higher margin never gives a lower probability."""

    def loss(x: np.ndarray) -> float:
        candidate = {"a": x[0], "b": x[1], "c": x[2]}
        return log_loss(label, beta_logit(candidate, margin)) + RIDGE * ((x[0] - 1) ** 2 + (x[1] - 1) ** 2)

    found = minimize(loss, [1.0, 1.0, 0.0], bounds=[(0, None), (0, None), (None, None)], method="L-BFGS-B")
    a, b, c = (float(value) for value in found.x)
    return {"method": "beta", "a": a, "b": b, "c": c}
