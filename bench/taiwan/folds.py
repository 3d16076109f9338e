"""Five folds of the Taiwan credit-card set (UCI 350) with the code that trains the shipped model.

python folds.py TRAINING_FOLDER UCI_Credit_Card.csv.xz
"""

import contextlib
import csv
import io
import json
import lzma
import sys

sys.path.insert(0, sys.argv[1])

import numpy as np

from examples import Examples
from fitting import margins, search
from measures import auc

FOLDS = 5
TRIALS = 6
SEED = 7
STOP_SHARE = 0.2
# Sex, education, marriage and age are never features; ID and the label are none.
NOT_FEATURES = {"ID", "SEX", "EDUCATION", "MARRIAGE", "AGE", "default.payment.next.month"}


def main() -> None:
    examples = _read(sys.argv[2])
    fold = np.random.default_rng(SEED).permutation(len(examples)) % FOLDS
    score = np.full(len(examples), np.nan)
    for held_out in range(FOLDS):
        print(f"fold {held_out + 1} of {FOLDS}", file=sys.stderr, flush=True)
        rest = np.flatnonzero(fold != held_out)
        stop = rest[: int(len(rest) * STOP_SHARE)]
        fit = rest[len(stop) :]
        # What the search says of itself goes to standard error: the last line of standard output is the result.
        with contextlib.redirect_stdout(sys.stderr):
            booster, _ = search(examples.where(fit), examples.where(stop), SEED + held_out, TRIALS)
        score[fold == held_out] = margins(booster, examples.inputs[fold == held_out])
    not_late = examples.inputs[:, examples.features.index("PAY_0")] <= 0
    print(json.dumps({
        "aucAll": round(auc(examples.label, score), 4),
        "aucPreDelinquency": round(auc(examples.label[not_late], score[not_late]), 4),
    }), flush=True)


def _read(path: str) -> Examples:
    with lzma.open(path, "rt", newline=None) as file:
        rows = list(csv.DictReader(io.StringIO(file.read())))
    names = [name for name in rows[0] if name not in NOT_FEATURES]
    inputs = np.array([[float(row[name]) for name in names] for row in rows], dtype=np.float32)
    label = np.array([int(row["default.payment.next.month"]) for row in rows], dtype=np.int8)
    nothing = np.zeros(len(rows))
    return Examples(names, inputs, label, nothing, nothing, nothing, nothing, nothing)


if __name__ == "__main__":
    main()
