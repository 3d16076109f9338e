"""Gradient-boosted trees by a small seeded search; the number of trees by early stopping on a later slice."""

import numpy as np
import xgboost as xgb

from examples import Examples

MAX_TREES = 400
STOP_AFTER_TREES = 25
TRIALS = 12
CHOICES = {
    "max_depth": [2, 3, 4],
    "eta": [0.03, 0.05, 0.1],
    "min_child_weight": [5, 20, 60],
    "subsample": [0.6, 0.8, 1.0],
    "colsample_bytree": [0.5, 0.8, 1.0],
    "lambda": [1.0, 5.0, 20.0],
}


def matrix(examples: Examples) -> xgb.DMatrix:
    return xgb.DMatrix(examples.inputs, examples.label, feature_names=examples.features, missing=np.nan)


def search(fit: Examples, stop: Examples, seed: int, trials: int = TRIALS) -> tuple[xgb.Booster, dict]:
    """The best of `trials` random choices by log-loss on the stop slice, cut after its best tree."""
    draw = np.random.default_rng(seed)
    fixed = {
        "objective": "binary:logistic",
        "tree_method": "hist",
        "eval_metric": "logloss",
        "nthread": 1,
        "seed": seed,
        # Explicit: since 3.1 XGBoost would estimate it, and the exported margin must not depend on that.
        "base_score": float(np.mean(fit.label)),
    }
    train, watch = matrix(fit), matrix(stop)
    best: tuple[float, xgb.Booster, dict] | None = None
    for trial in range(1, trials + 1):
        chosen = {name: draw.choice(values).item() for name, values in CHOICES.items()}
        booster = xgb.train(
            fixed | chosen,
            train,
            MAX_TREES,
            evals=[(watch, "stop")],
            early_stopping_rounds=STOP_AFTER_TREES,
            verbose_eval=False,
        )
        print(f"  search {trial}/{trials}: log-loss {booster.best_score:.5f}, {booster.best_iteration + 1} trees", flush=True)
        if best is None or booster.best_score < best[0]:
            best = (booster.best_score, booster[: booster.best_iteration + 1], fixed | chosen)
    assert best is not None
    return best[1], best[2] | {"trees": best[1].num_boosted_rounds()}


def margins(booster: xgb.Booster, inputs: np.ndarray) -> np.ndarray:
    names = booster.feature_names
    return booster.predict(xgb.DMatrix(inputs, feature_names=names, missing=np.nan), output_margin=True)


def contributions(booster: xgb.Booster, inputs: np.ndarray) -> np.ndarray:
    """SHAP values in margin, one a feature and the bias last."""
    names = booster.feature_names
    return booster.predict(xgb.DMatrix(inputs, feature_names=names, missing=np.nan), pred_contribs=True)
