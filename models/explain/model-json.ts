/** A tree as XGBoost writes it: parallel arrays by node, the root first, −1 where there is no child. */
export interface Tree {
  left_children: number[]
  right_children: number[]
  split_indices: number[]
  /** A leaf's value stands here too. */
  split_conditions: number[]
  default_left: number[]
  /** Weight of the training rows that came to a node. */
  sum_hessian: number[]
  split_type?: number[]
}

interface ModelJson {
  learner: {
    learner_model_param: { base_score: string; num_feature: string; num_class: string; num_target?: string }
    objective: { name: string }
    gradient_booster: { name: string; model: { trees: Tree[] } }
  }
}

/** @throws TypeError for anything but a booster of trees with one output and numeric splits */
export function readModel(modelJson: string): { trees: Tree[]; features: number; baseMargin: number } {
  const { learner } = JSON.parse(modelJson) as ModelJson
  const { name, model } = learner.gradient_booster
  const { base_score, num_feature, num_class, num_target = '1' } = learner.learner_model_param
  if (name !== 'gbtree') throw new TypeError(`a booster of kind ${name} cannot be explained, only gbtree`)
  if (Math.max(Number(num_class), Number(num_target)) > 1)
    throw new TypeError('the model has several outputs')
  if (model.trees.some((tree) => tree.split_type?.some((type) => type !== 0)))
    throw new TypeError('the model splits on categories')
  const score = Math.fround(Number(base_score.replace(/^\[|\]$/g, '')))
  const logistic = learner.objective.name.startsWith('binary:logistic')
  const baseMargin = logistic ? -Math.log(Math.fround(Math.fround(1 / score) - 1)) : score
  return { trees: model.trees, features: Number(num_feature), baseMargin: Math.fround(baseMargin) }
}

export const isLeaf = (tree: Tree, node: number): boolean => tree.left_children[node] === -1

/** The mean of the tree's leaves over the rows that it was trained on. */
export function expectedValue(tree: Tree): number {
  const shareOf = (node: number): number => tree.sum_hessian[node]! / tree.sum_hessian[0]!
  const parts = tree.split_conditions.map((value, node) => (isLeaf(tree, node) ? value * shareOf(node) : 0))
  return parts.reduce((sum, part) => sum + part, 0)
}
