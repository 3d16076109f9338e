"""Learns one version of the distress model and writes its folder, all but the signed manifest.

python train.py --features F.csv --labels L.csv --names N.json --learnt-from A.json --name distress --version V --seed 7
                --out FOLDER [--scorecards S.csv] [--truth T.csv] [--trials 12]

The truth is what a pretend bank knows of its customers: it is measured by, after everything is learnt.
"""

import argparse
import json
import platform
import shutil
from pathlib import Path

import numpy as np
import onnx
import xgboost as xgb

from calibration import fit_beta
from card import model_card
from examples import Examples, read_examples, split_by_time
from fitting import TRIALS, contributions, margins, search
from measures import measure
from onnx_model import to_onnx
from parity import reference
from reference_bins import reference_bins
from truth import measure_hardness, read_truth
from workload import workload

MIN_OF_EITHER_OUTCOME = 20


def main() -> None:
    options = _options()
    names = json.loads(Path(options.names).read_text())
    examples = read_examples(options.features, options.labels, options.scorecards, names)
    slices = split_by_time(examples)
    for name, part in slices.items():
        print(f"  {name}: {len(part)} examples, {int(part.label.sum())} not paid on time", flush=True)
    _require_both_outcomes(slices)
    booster, chosen = search(slices["fit"], slices["stop"], options.seed, options.trials)
    _write(options, examples, slices, booster, chosen)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    for name in ["features", "labels", "names", "learnt-from", "name", "version", "out"]:
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--scorecards")
    parser.add_argument("--truth")
    parser.add_argument("--trials", type=int, default=TRIALS)
    return parser.parse_args()


def _require_both_outcomes(slices: dict[str, Examples]) -> None:
    for name, part in slices.items():
        misses = int(part.label.sum())
        if min(misses, len(part) - misses) < MIN_OF_EITHER_OUTCOME:
            raise SystemExit(f"The slice {name} has fewer than {MIN_OF_EITHER_OUTCOME} of either outcome: not enough data.")


def _write(
    options: argparse.Namespace, examples: Examples, slices: dict[str, Examples], booster: xgb.Booster, chosen: dict
) -> None:
    out = Path(options.out)
    out.mkdir(parents=True)
    calibrate, test = slices["calibrate"], slices["test"]
    calibrate_margin = margins(booster, calibrate.inputs)
    calibrator = fit_beta(calibrate_margin, calibrate.label)
    test_margin = margins(booster, test.inputs)
    metrics = measure(test, test_margin, calibrator)
    hardness = {}
    if options.truth:
        hardness = {"pretendBank": measure_hardness(read_truth(options.truth), examples, test, test_margin, calibrator)}
    model_json = booster.save_raw("json").decode()
    learnt_from = json.loads(Path(options.learnt_from).read_text())
    (out / "model.json").write_text(model_json)
    (out / "model.onnx").write_bytes(to_onnx(model_json))
    _json(out / "calibrator.json", calibrator)
    _json(out / "features.json", {"names": test.features, "missing": "NaN"})
    _json(out / "reference_bins.json", reference_bins(calibrate, calibrate_margin, calibrator))
    found = {"test": metrics, "workload": workload(test, test_margin, calibrator)} | hardness
    _json(out / "metrics.json", found | {"chosen": chosen, "importance": _importance(booster, test)})
    _rows(out / "parity.json", reference(booster, model_json, test, options.seed))
    (out / "MODEL_CARD.md").write_text(model_card(options, learnt_from, slices, found | {"chosen": chosen}))
    (out / "MLmodel").write_text(_mlmodel(options))
    shutil.copy(Path(__file__).with_name("requirements.lock"), out / "requirements.lock")
    by_lead = metrics["byLeadDays"].items()
    print("  AUC " + ", ".join(f"{lead} d: {part.get('auc', 'too few')}" for lead, part in by_lead), flush=True)


def _importance(booster: xgb.Booster, test: Examples) -> dict:
    """Mean absolute SHAP value a feature, largest first, in margin."""
    mean = np.abs(contributions(booster, test.inputs)[:, :-1]).mean(axis=0)
    return {test.features[at]: round(float(mean[at]), 5) for at in np.argsort(-mean)}


def _mlmodel(options: argparse.Namespace) -> str:
    """The descriptor that MLflow reads: an ONNX flavour and the native one beside it."""
    return "\n".join([
        f"artifact_path: {options.name}",
        "flavors:",
        "  onnx:",
        "    data: model.onnx",
        f"    onnx_version: {onnx.__version__}",
        "    providers: [CPUExecutionProvider]",
        "  xgboost:",
        "    data: model.json",
        "    model_class: xgboost.core.Booster",
        "    model_format: json",
        f"    xgb_version: {xgb.__version__}",
        f"model_uuid: {options.name}-{options.version}",
        f"metadata: {{python: {platform.python_version()}, output: raw margin, calibrator: calibrator.json}}",
        "",
    ])


def _json(path: Path, value: dict) -> None:
    path.write_text(json.dumps(value, indent=2) + "\n")


def _rows(path: Path, value: dict) -> None:
    """JSON with one row a line, so that a change can be read."""
    members = []
    for name, member in value.items():
        nested = isinstance(member, list) and member and isinstance(member[0], list)
        text = "[\n" + ",\n".join(json.dumps(row) for row in member) + "\n]" if nested else json.dumps(member)
        members.append(f"{json.dumps(name)}: {text}")
    path.write_text("{\n" + ",\n".join(members) + "\n}\n")


if __name__ == "__main__":
    main()
