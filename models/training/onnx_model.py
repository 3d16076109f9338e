"""XGBoost's own JSON as one ONNX TreeEnsembleRegressor whose output is the raw margin."""

import json
import math

import numpy as np
from onnx import TensorProto, checker, helper

# ONNX Runtime 1.30 misreads missing values in the tree operator of ai.onnx.ml 5 (issue 26596).
ML_OPSET = 3
OPSET = 17
IR_VERSION = 8


def to_onnx(model_json: str) -> bytes:
    learner = json.loads(model_json)["learner"]
    trees = learner["gradient_booster"]["model"]["trees"]
    features = int(learner["learner_model_param"]["num_feature"])
    ensemble = helper.make_node(
        "TreeEnsembleRegressor",
        ["input"],
        ["margin"],
        domain="ai.onnx.ml",
        n_targets=1,
        base_values=[base_margin(learner)],
        aggregate_function="SUM",
        post_transform="NONE",
        **_attributes(trees),
    )
    graph = helper.make_graph(
        [ensemble],
        "distress",
        [helper.make_tensor_value_info("input", TensorProto.FLOAT, [None, features])],
        [helper.make_tensor_value_info("margin", TensorProto.FLOAT, [None, 1])],
    )
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid("ai.onnx.ml", ML_OPSET)]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=IR_VERSION, producer_name="equilibrate")
    checker.check_model(model)
    return model.SerializeToString(deterministic=True)


def base_margin(learner: dict) -> float:
    """XGBoost keeps the base score of a logistic objective as a probability, since 3.1 in brackets."""
    probability = np.float32(learner["learner_model_param"]["base_score"].strip("[]"))
    return float(-np.log(np.float32(1) / probability - np.float32(1)))


def _attributes(trees: list[dict]) -> dict:
    node: dict[str, list] = {name: [] for name in _NODE_COLUMNS}
    leaf: dict[str, list] = {"target_treeids": [], "target_nodeids": [], "target_ids": [], "target_weights": []}
    for tree_id, tree in enumerate(trees):
        for node_id, left in enumerate(tree["left_children"]):
            is_leaf = left == -1
            _append(node, [
                tree_id,
                node_id,
                0 if is_leaf else tree["split_indices"][node_id],
                "LEAF" if is_leaf else "BRANCH_LT",
                0.0 if is_leaf else tree["split_conditions"][node_id],
                0 if is_leaf else left,
                0 if is_leaf else tree["right_children"][node_id],
                0 if is_leaf else tree["default_left"][node_id],
            ])
            if is_leaf:
                _append(leaf, [tree_id, node_id, 0, tree["split_conditions"][node_id]])
    if not all(map(math.isfinite, node["nodes_values"] + leaf["target_weights"])):
        raise ValueError("the model holds a number that is not finite")
    return node | leaf


_NODE_COLUMNS = [
    "nodes_treeids",
    "nodes_nodeids",
    "nodes_featureids",
    "nodes_modes",
    "nodes_values",
    "nodes_truenodeids",
    "nodes_falsenodeids",
    "nodes_missing_value_tracks_true",
]


def _append(columns: dict[str, list], values: list) -> None:
    for column, value in zip(columns.values(), values, strict=True):
        column.append(value)
