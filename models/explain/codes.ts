import type { Tree } from './model-json.ts'

const RIGHT_WHEN_MISSING = 0x3fffffff
/** No code lies above it. Differences of codes and limits stay within 32 bits, so that their sign is the answer. */
export const NEVER_RIGHT = RIGHT_WHEN_MISSING

/**
 * Values as codes: how many of the feature's thresholds lie at or below them. A test `value < threshold` becomes
 * `code ≤ limit`, one integer comparison that knows missing values too.
 */
export class Codes {
  /** A feature has one column for tests that send missing values left, and one for those that send them right. */
  readonly columns: { feature: number; missing: number }[] = []
  readonly #thresholds: Float32Array[]
  readonly #columnOf = new Map<string, number>()

  constructor(trees: Tree[], features: number) {
    const found = Array.from({ length: features }, () => new Set<number>())
    for (const tree of trees)
      tree.left_children.forEach((left, node) => {
        if (left === -1) return
        found[tree.split_indices[node]!]!.add(Math.fround(tree.split_conditions[node]!))
        this.#column(tree.split_indices[node]!, tree.default_left[node] === 1)
      })
    this.#thresholds = found.map((values) => Float32Array.from(values).sort())
  }

  test(tree: Tree, node: number): { column: number; limit: number } {
    const feature = tree.split_indices[node]!
    const limit = codeOf(Math.fround(tree.split_conditions[node]!), this.#thresholds[feature]!) - 1
    return { column: this.#column(feature, tree.default_left[node] === 1), limit }
  }

  /** Writes the codes of `size` rows from `first` on; that of row r and a column stands at column × stride + r. */
  fill(rows: Float32Array, first: number, size: number, stride: number, codes: Int32Array): void {
    const width = this.#thresholds.length
    this.columns.forEach(({ feature, missing }, column) => {
      const thresholds = this.#thresholds[feature]!
      for (let row = 0; row < size; row++) {
        const value = rows[(first + row) * width + feature]!
        codes[column * stride + row] = Number.isNaN(value) ? missing : codeOf(value, thresholds)
      }
    })
  }

  #column(feature: number, left: boolean): number {
    const key = `${feature} ${left}`
    const known = this.#columnOf.get(key)
    if (known !== undefined) return known
    this.#columnOf.set(key, this.columns.length)
    return this.columns.push({ feature, missing: left ? -1 : RIGHT_WHEN_MISSING }) - 1
  }
}

function codeOf(value: number, thresholds: Float32Array): number {
  let low = 0
  let high = thresholds.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (thresholds[middle]! <= value) low = middle + 1
    else high = middle
  }
  return low
}
