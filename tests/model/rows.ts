/** Rows that try a model hard: random ones with holes, none known, values on its thresholds and one step beside. */

type Tree = { left_children: number[]; split_indices: number[]; split_conditions: number[] }
type ModelJson = { learner: { gradient_booster: { model: { trees: Tree[] } } } }

const MISSING_SHARE = 0.06

export function hardRows(modelJson: string, features: number, count: number): Float32Array<ArrayBuffer> {
  const thresholds = thresholdsOf(JSON.parse(modelJson) as ModelJson, features)
  const random = seeded(20_260_722)
  const rows = new Float32Array(count * features)
  for (let row = 1; row < count; row++)
    for (let feature = 0; feature < features; feature++) {
      const known = thresholds[feature]!
      const at = known[Math.floor(random() * known.length)] ?? 0
      const isMissing = row % 2 === 0 && random() < MISSING_SHARE
      rows[row * features + feature] = isMissing ? NaN : beside(at, Math.floor(random() * 4), random)
    }
  rows.fill(NaN, 0, features)
  return rows
}

/** The value itself, one float32 step to either side, or somewhere about it. */
function beside(at: number, choice: number, random: () => number): number {
  if (choice === 0) return at
  if (choice === 3) return Math.fround(at + (random() - 0.5) * 2 * (Math.abs(at) + 1))
  const bits = new Int32Array(Float32Array.of(at).buffer)
  bits[0]! += choice === 1 ? 1 : -1
  const value = new Float32Array(bits.buffer)[0]!
  return Number.isFinite(value) ? value : at
}

function thresholdsOf({ learner }: ModelJson, features: number): number[][] {
  const found = Array.from({ length: features }, () => new Set<number>())
  for (const tree of learner.gradient_booster.model.trees)
    tree.left_children.forEach((left, node) => {
      if (left !== -1) found[tree.split_indices[node]!]!.add(Math.fround(tree.split_conditions[node]!))
    })
  return found.map((values) => [...values])
}

/** mulberry32 */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
