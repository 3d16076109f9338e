"""The other side of `npm run bench -- shap`: XGBoost's own contributions, timed on the same models and rows.

python peer.py FOLDER   writes `rows.f32` and for each depth `model-dN.json` and `contributions-dN.f32`; then answers,
line by line: `batch DEPTH ROWS` with the seconds of one batch, `single DEPTH COUNT` with the seconds of each row.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np
import xgboost as xgb

FEATURES = 30
TREES = 300
MISSING_SHARE = 0.06
TRAINING_ROWS = 30_000
RANDOM_ROWS = 9_000
THRESHOLD_ROWS = 1_500
DEPTHS = [4, 6]
SEED = 20_260_722


def main() -> None:
    folder = Path(sys.argv[1])
    draw = np.random.default_rng(SEED)
    inputs = _inputs(draw, TRAINING_ROWS)
    boosters = {depth: _train(draw, inputs, depth) for depth in DEPTHS}
    rows = np.concatenate([
        _inputs(draw, RANDOM_ROWS),
        np.full((1, FEATURES), np.nan, dtype=np.float32),
        *[_at_thresholds(draw, booster) for booster in boosters.values()],
    ])
    rows.tofile(folder / "rows.f32")
    for depth, booster in boosters.items():
        booster.save_model(folder / f"model-d{depth}.json")
        _contributions(booster, xgb.DMatrix(rows)).tofile(folder / f"contributions-d{depth}.f32")
    _say({"xgboost": xgb.__version__, "rows": len(rows)})
    for line in sys.stdin:
        what, depth, count = line.split()
        booster = boosters[int(depth)]
        _say(_batch(booster, rows[: int(count)]) if what == "batch" else _singles(booster, rows[: int(count)]))


def _inputs(draw: np.random.Generator, count: int) -> np.ndarray:
    values = draw.normal(size=(count, FEATURES)).astype(np.float32)
    values[draw.random(values.shape) < MISSING_SHARE] = np.nan
    return values


def _train(draw: np.random.Generator, inputs: np.ndarray, depth: int) -> xgb.Booster:
    known = np.nan_to_num(inputs)
    weights = draw.normal(size=FEATURES)
    signal = known @ weights + 2 * known[:, 0] * known[:, 1] - np.abs(known[:, 2]) + 2 * np.isnan(inputs[:, 3])
    label = draw.random(len(inputs)) < 1 / (1 + np.exp(-0.5 * signal))
    options = {"objective": "binary:logistic", "tree_method": "hist", "max_depth": depth, "eta": 0.1, "nthread": 1}
    return xgb.train(options, xgb.DMatrix(inputs, label), TREES)


def _at_thresholds(draw: np.random.Generator, booster: xgb.Booster) -> np.ndarray:
    """Rows whose values lie on thresholds of the model, or one float32 step to either side."""
    thresholds = [set() for _ in range(FEATURES)]
    for tree in json.loads(booster.save_raw("json"))["learner"]["gradient_booster"]["model"]["trees"]:
        for left, feature, at in zip(tree["left_children"], tree["split_indices"], tree["split_conditions"]):
            if left != -1:
                thresholds[feature].add(np.float32(at))
    columns = [draw.choice(np.array(sorted(values), dtype=np.float32), THRESHOLD_ROWS) for values in thresholds]
    at = np.stack(columns, axis=1)
    towards = draw.choice(np.array([-np.inf, 0, np.inf], dtype=np.float32), at.shape)
    return np.where(towards == 0, at, np.nextafter(at, towards))


def _contributions(booster: xgb.Booster, matrix: xgb.DMatrix) -> np.ndarray:
    return booster.predict(matrix, pred_contribs=True)


def _batch(booster: xgb.Booster, rows: np.ndarray) -> dict:
    matrix = xgb.DMatrix(rows)
    began = time.perf_counter()
    _contributions(booster, matrix)
    return {"seconds": [time.perf_counter() - began]}


def _singles(booster: xgb.Booster, rows: np.ndarray) -> dict:
    """Without the making of each row's matrix, which is XGBoost's favour."""
    seconds = []
    for row in rows:
        matrix = xgb.DMatrix(row.reshape(1, -1))
        began = time.perf_counter()
        _contributions(booster, matrix)
        seconds.append(time.perf_counter() - began)
    return {"seconds": seconds}


def _say(answer: dict) -> None:
    print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
