/** A seeded stream of random numbers (sfc32): the same words always give the same stream. */
export type Random = {
  /** In [0, 1). */
  uniform: () => number
  between: (low: number, high: number) => number
  /** Whole number in [low, high]. */
  whole: (low: number, high: number) => number
  chance: (probability: number) => boolean
  normal: (mean: number, deviation: number) => number
  /** Small means only (Knuth). */
  poisson: (mean: number) => number
  pick: <T>(list: readonly T[]) => T
}

const POISSON_MAX = 60

export function randomOf(...words: (string | number)[]): Random {
  const uniform = sfc32(words.join('/'))
  const between = (low: number, high: number) => low + (high - low) * uniform()
  const whole = (low: number, high: number) => Math.floor(between(low, high + 1))
  return {
    uniform,
    between,
    whole,
    chance: (probability) => uniform() < probability,
    normal: (mean, deviation) =>
      mean + deviation * Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
    poisson: (mean) => {
      const limit = Math.exp(-mean)
      let count = 0
      for (let product = uniform(); product > limit && count < POISSON_MAX; product *= uniform()) count++
      return count
    },
    pick: (list) => list[whole(0, list.length - 1)]!,
  }
}

function sfc32(text: string): () => number {
  let [a, b, c, d] = [fnv1a(text, 1), fnv1a(text, 2), fnv1a(text, 3), 1]
  const next = () => {
    const sum = (a + b + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return (sum >>> 0) / 4_294_967_296
  }
  for (let i = 0; i < 12; i++) next()
  return next
}

function fnv1a(text: string, salt: number): number {
  let hash = 2_166_136_261 ^ salt
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16_777_619)
  return hash
}
