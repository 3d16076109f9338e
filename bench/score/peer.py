"""The other side of `npm run bench -- score`: Python's XGBoost, one thread.

python peer.py MODEL.json ROWS.f32   answers each line with the seconds of one batch
"""

import json
import sys
import time

import numpy as np
import xgboost as xgb


def main() -> None:
    booster = xgb.Booster({"nthread": 1})
    booster.load_model(sys.argv[1])
    rows = np.fromfile(sys.argv[2], dtype="<f4").reshape(-1, booster.num_features())
    print(json.dumps({"rows": len(rows), "xgboost": xgb.__version__}), flush=True)
    for _ in sys.stdin:
        began = time.perf_counter()
        booster.inplace_predict(rows, predict_type="margin", missing=np.nan, validate_features=False)
        print(json.dumps(time.perf_counter() - began), flush=True)


if __name__ == "__main__":
    main()
