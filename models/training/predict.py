"""XGBoost's own margins and SHAP values of any rows, to hold the TypeScript side against.

python predict.py MODEL.json ROWS.f32 OUT    rows: float32, row-major, NaN is missing; writes OUT.margins.f32 and
                                             OUT.contributions.f32 (row-major, the bias last)
"""

import sys

import numpy as np
import xgboost as xgb

from fitting import contributions, margins


def main() -> None:
    model, rows, out = sys.argv[1:]
    booster = xgb.Booster({"nthread": 1})
    booster.load_model(model)
    inputs = np.fromfile(rows, dtype="<f4").reshape(-1, booster.num_features())
    margins(booster, inputs).astype("<f4").tofile(f"{out}.margins.f32")
    contributions(booster, inputs).astype("<f4").tofile(f"{out}.contributions.f32")


if __name__ == "__main__":
    main()
