/** Where a leaf lies, in the features on its way: the value there, and what part of the training rows that come to
 *  the tests on a feature follow them all the way. */
export interface Way {
  readonly value: number
  readonly shares: readonly number[]
}

/** Features on one way: kept as bits of one integer. */
export const WAY_FEATURES_MAX = 30

/**
 * Shapley values of one leaf, by feature of its way, written from `to[at]` on. `followed` has a bit for each feature
 * whose tests the row follows (o = 1). Feature i gets v·(o_i − z_i)·∫₀¹ Π_{j≠i} (z_j·(1−t) + o_j·t) dt, z the shares:
 * a polynomial, so that Gauss–Legendre's rule gives it exactly (after arXiv 2605.04497).
 */
export function leafValues({ value, shares }: Way, followed: number, to: Float64Array, at: number): void {
  const count = shares.length
  const { points, weights } = ruleFor(count - 1)
  to.fill(0, at, at + count)
  for (let point = 0; point < points.length; point++) {
    const t = points[point]!
    for (let i = 0; i < count; i++) {
      let product = weights[point]!
      for (let j = 0; j < count; j++) if (j !== i) product *= shares[j]! * (1 - t) + ((followed >> j) & 1) * t
      to[at + i]! += product
    }
  }
  for (let i = 0; i < count; i++) to[at + i]! *= value * (((followed >> i) & 1) - shares[i]!)
}

const NEWTON_STEPS = 20

type Rule = { points: Float64Array; weights: Float64Array }
const rules = Array.from({ length: WAY_FEATURES_MAX / 2 }, (_, index) => gaussLegendre(index + 1))

/** The smallest rule that is exact for polynomials of this degree: n points serve up to 2n − 1. */
const ruleFor = (degree: number): Rule => rules[Math.max(0, degree) >> 1]!

/** Points and weights on 0–1: the roots of Legendre's polynomial, found by Newton's method. */
function gaussLegendre(count: number): Rule {
  const points = new Float64Array(count)
  const weights = new Float64Array(count)
  for (let i = 0; i < count; i++) {
    let x = Math.cos((Math.PI * (i + 0.75)) / (count + 0.5))
    let slope = 0
    for (let step = 0; step < NEWTON_STEPS; step++) {
      let [before, now] = [1, x]
      for (let n = 2; n <= count; n++) [before, now] = [now, ((2 * n - 1) * x * now - (n - 1) * before) / n]
      slope = (count * (x * now - before)) / (x * x - 1)
      x -= now / slope
    }
    points[i] = (1 - x) / 2
    weights[i] = 1 / ((1 - x * x) * slope * slope)
  }
  return { points, weights }
}
