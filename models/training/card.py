"""The model card: what it is, what it learnt from, how good it is, and what it must not be used for."""

from argparse import Namespace

from examples import Examples, date_of

LEAD_LINES = ["28", "21", "14", "7"]


def model_card(of: Namespace, learnt_from: dict, slices: dict[str, Examples], found: dict) -> str:
    chosen = found["chosen"]
    return "\n".join([
        f"# {of.name} {of.version}",
        "",
        "The probability, 0 to 1, that the next obligation of a customer, due in 3 to 35 days, is not paid on time",
        "(less than 95 % paid by the due date and 3 business days).",
        "",
        "## What it learnt from",
        learnt_from["text"],
        "",
        *_slice_table(slices),
        "",
        "Deferred, restructured and bank-closed obligations are left out (censored). The slices follow one another",
        "in time, with gaps: every outcome of a slice was known before the next one begins.",
        "",
        "## What it is",
        f"XGBoost, {chosen['trees']} trees of depth {chosen['max_depth']} at most, "
        f"{len(slices['fit'].features)} features; missing values go the way that the trees learnt.",
        "The raw margin is exported as ONNX; beta calibration makes it a probability.",
        "Sex, age and region are not features.",
        "",
        "## How good it is, on the last slice",
        *_figure_lines(found["test"]),
        "",
        *_hardness_lines(found.get("pretendBank")),
        "## What it is not for",
        *learnt_from["limits"],
        "",
    ])


def _slice_table(slices: dict[str, Examples]) -> list[str]:
    rows = [
        f"| {name} | {date_of(part.as_of_day.min())} to {date_of(part.as_of_day.max())} "
        f"| {len(part)} | {int(part.label.sum())} |"
        for name, part in slices.items()
    ]
    return ["| slice | features as of | examples | not paid on time |", "|---|---|---|---|", *rows]


def _figure_lines(metrics: dict) -> list[str]:
    parts = {"all": metrics} | {f"{lead} days before": metrics["byLeadDays"][lead] for lead in LEAD_LINES}
    head = (
        "| | examples | base rate | AUC | AUC of the scorecard | average precision | Brier | log-loss "
        "| calibration slope | intercept |"
    )
    rows = [_figure_row(title, part) for title, part in parts.items()]
    return [head, "|---|---|---|---|---|---|---|---|---|---|", *rows, "", *_cut_off_lines(metrics), _accuracy_line(metrics)]


def _figure_row(title: str, part: dict) -> str:
    if "note" in part:
        return f"| {title} | {part['examples']} | {part['note']} | | | | | | | |"
    names = ["baseRate", "auc", "aucOfScorecard", "averagePrecision", "brier", "logLoss"]
    names += ["calibrationSlope", "calibrationIntercept"]
    return f"| {title} | {part['examples']} | " + " | ".join(_shown(part[name]) for name in names) + " |"


def _shown(value: float | None) -> str:
    return "not measured" if value is None else f"{value:.3f}"


def _cut_off_lines(metrics: dict) -> list[str]:
    return [
        f"From a probability of {cut} on, {at['flagged']} are flagged: {at['precision']:.0%} of them did not pay on time "
        f"({at['lift']:.1f} times the base rate), {at['recall']:.0%} of all who did not."
        for cut, at in metrics.get("cutOffs", {}).items()
    ]


def _accuracy_line(metrics: dict) -> str:
    if "note" in metrics:
        return metrics["note"]
    return (
        f"Accuracy at 0.5 is {metrics['accuracyAtHalf']:.3f}; always saying \"paid\" reaches "
        f"{metrics['accuracyOfAlwaysPaid']:.3f}."
    )


def _hardness_lines(hardness: dict | None) -> list[str]:
    if hardness is None:
        return []
    before, healthy, flagged = hardness["beforeOnset"], hardness["healthy"], hardness["flaggedShare"]
    first, last = before["daysBefore"]
    return [
        "## How hard the pretend bank is to see through",
        "Measured by what the bank alone knows, after everything was learnt.",
        f"Customers whose distress begins {first} to {last} days later are told from those with none by an AUC of "
        f"{before['auc']:.3f}: nothing is seen before there is something to see.",
        f"{healthy['withLookAlikeShock']:.0%} of the {healthy['customers']} customers who never were in distress had a shock "
        "that looks like it.",
        f"Flagged at the lower cut-off: {flagged['distress']:.1%} of the examples in distress, {flagged['look-alike']:.1%} of "
        f"those in a look-alike shock, {flagged['calm']:.1%} of the others.",
        "",
    ]
