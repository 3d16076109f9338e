"""Reference rows: inputs with XGBoost's own margins and SHAP values, which the TypeScript side must reproduce."""

import json

import numpy as np
import xgboost as xgb

from examples import Examples
from fitting import contributions, margins

REAL_ROWS = 150
THRESHOLD_ROWS = 120
MISSING_ROWS = 30
MISSING_SHARE = 0.3
TOLERANCE = 1e-5


def reference(booster: xgb.Booster, model_json: str, examples: Examples, seed: int) -> dict:
    rows = _rows(model_json, examples, np.random.default_rng(seed))
    return {
        "xgboost": xgb.__version__,
        "tolerance": TOLERANCE,
        "features": examples.features,
        "rows": [[_number(value) for value in row] for row in rows],
        "margins": [_number(value) for value in margins(booster, rows)],
        "contributions": [[_number(value) for value in row] for row in contributions(booster, rows)],
    }


def _rows(model_json: str, examples: Examples, draw: np.random.Generator) -> np.ndarray:
    width = len(examples.features)
    real = examples.inputs[draw.choice(len(examples), REAL_ROWS)]
    holes = examples.inputs[draw.choice(len(examples), MISSING_ROWS)].copy()
    holes[draw.random(holes.shape) < MISSING_SHARE] = np.nan
    nothing = np.full((1, width), np.nan, dtype=np.float32)
    return np.concatenate([nothing, real, holes, _at_thresholds(model_json, examples, draw)])


def _at_thresholds(model_json: str, examples: Examples, draw: np.random.Generator) -> np.ndarray:
    """Rows whose values lie on a threshold of the model, one float32 step below it, or one above."""
    thresholds = _thresholds(model_json, len(examples.features))
    rows = examples.inputs[draw.choice(len(examples), THRESHOLD_ROWS)].copy()
    for row in rows:
        for feature, values in enumerate(thresholds):
            if len(values) == 0:
                continue
            at = np.float32(draw.choice(values))
            towards = np.float32(draw.choice([-np.inf, 0, np.inf]))
            row[feature] = at if towards == 0 else np.nextafter(at, towards)
    return rows


def _thresholds(model_json: str, width: int) -> list[list[np.float32]]:
    found: list[set] = [set() for _ in range(width)]
    for tree in json.loads(model_json)["learner"]["gradient_booster"]["model"]["trees"]:
        for left, feature, at in zip(tree["left_children"], tree["split_indices"], tree["split_conditions"]):
            if left != -1:
                found[feature].add(np.float32(at))
    return [sorted(values) for values in found]


def _number(value: np.float32) -> float | None:
    """The shortest decimal that is this float32 again when it is read as one; null where it is missing."""
    return None if np.isnan(value) else float(str(value))
