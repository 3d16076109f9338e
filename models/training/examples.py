"""The examples to learn from: a row of features as of an instant, and whether what fell due next was paid."""

import csv
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

# Whether an obligation was paid on time is known three business days after it was due.
KNOWN_AFTER_DAYS = 5
# Shares of the span of time, oldest first.
SLICES = {"fit": 0.55, "stop": 0.15, "calibrate": 0.15, "test": 0.15}


@dataclass(frozen=True)
class Examples:
    """`inputs` is float32 with NaN for missing; days are numbers since 1970-01-01; `label` 1: not paid on time."""

    features: list[str]
    inputs: np.ndarray
    label: np.ndarray
    as_of_day: np.ndarray
    due_day: np.ndarray
    product: np.ndarray
    """Points of the scorecard, which is measured beside the model; NaN where none were given."""
    scorecard: np.ndarray
    customer: np.ndarray

    def __len__(self) -> int:
        return len(self.label)

    @property
    def lead_days(self) -> np.ndarray:
        return self.due_day - self.as_of_day

    def where(self, chosen: np.ndarray) -> "Examples":
        return Examples(
            self.features,
            self.inputs[chosen],
            self.label[chosen],
            self.as_of_day[chosen],
            self.due_day[chosen],
            self.product[chosen],
            self.scorecard[chosen],
            self.customer[chosen],
        )


def read_examples(features_csv: str, labels_csv: str, scorecards_csv: str | None, features: list[str]) -> Examples:
    """Joins the files on (customer, asOf); a label without features, or the reverse, ends the run."""
    labels = _read_labels(labels_csv)
    points = _read_points(scorecards_csv) if scorecards_csv else {}
    inputs, joined = [], []
    with open(features_csv, newline="") as file:
        rows = csv.reader(file)
        columns = {name: at for at, name in enumerate(next(rows))}
        missing = [name for name in ["customer", "asOf", *features] if name not in columns]
        if missing:
            raise SystemExit(f"{features_csv}: no column {', '.join(missing)}")
        chosen = [columns[name] for name in features]
        for row in rows:
            key = (row[columns["customer"]], row[columns["asOf"]])
            found = labels.pop(key, None)
            if found is None:
                raise SystemExit(f"{features_csv}, line {rows.line_num}: no label for this customer and instant")
            inputs.append([float(row[at]) if row[at] else np.nan for at in chosen])
            joined.append((*found, points.get(key, np.nan), key[0]))
    if labels:
        raise SystemExit(f"{features_csv}: {len(labels)} labelled examples have no features")
    label, as_of, due, product, scorecard, customer = zip(*joined)
    return Examples(
        features,
        np.asarray(inputs, dtype=np.float32),
        np.asarray(label, dtype=np.int8),
        np.asarray(as_of),
        np.asarray(due),
        np.asarray(product),
        np.asarray(scorecard, dtype=np.float64),
        np.asarray(customer),
    )


def _read_points(path: str) -> dict[tuple[str, str], float]:
    with open(path, newline="") as file:
        return {(row["customer"], row["asOf"]): float(row["points"]) for row in csv.DictReader(file)}


def _read_labels(path: str) -> dict[tuple[str, str], tuple[int, int, int, str]]:
    with open(path, newline="") as file:
        return {
            (row["customer"], row["asOf"]): (int(row["label"]), day(row["asOf"]), day(row["dueDate"]), row["product"])
            for row in csv.DictReader(file)
        }


def day(text: str) -> int:
    return (date.fromisoformat(text[:10]) - date(1970, 1, 1)).days


def date_of(number: int) -> str:
    return (date(1970, 1, 1) + timedelta(days=int(number))).isoformat()


def split_by_time(examples: Examples) -> dict[str, Examples]:
    """Slices by the as-of day, oldest first, with gaps between them so long that every outcome of a slice was known
    before the next one begins. What lies in a gap is left out, whatever its lead, so that slices are alike."""
    gap = int(examples.lead_days.max()) + KNOWN_AFTER_DAYS
    first, days = int(examples.as_of_day.min()), int(np.ptp(examples.as_of_day)) + 1
    usable = days - gap * (len(SLICES) - 1)
    if usable < len(SLICES):
        raise SystemExit(f"The examples span {days} days; gaps of {gap} days between the slices leave too few.")
    slices, begin = {}, float(first)
    for name, share in SLICES.items():
        end = begin + share * usable
        slices[name] = examples.where((examples.as_of_day >= begin) & (examples.as_of_day < end))
        begin = end + gap
    return slices
