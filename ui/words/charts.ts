/** The tones that a line or a slice may have; their colours stand in theme/tokens.css. */
export type Tone = 'high' | 'medium' | 'low' | 'none' | 'plain'
export type Series = { key: string; label: string; tone: Tone; values: readonly (number | null)[] }

const STEPS = [1, 2, 2.5, 5, 10]

/** The next round number at or above every value, so that the grid's lines can be read. */
export function niceTop(values: readonly (number | null)[]): number {
  const largest = Math.max(0, ...values.filter((value) => value !== null))
  if (largest === 0) return 1
  const power = 10 ** Math.floor(Math.log10(largest))
  return (STEPS.find((step) => step * power >= largest) ?? 10) * power
}

type Box = { width: number; height: number; top: number; bottom: number }

/** An SVG path through the values, evenly spaced; a missing value breaks the line. */
export function pathOf(values: readonly (number | null)[], { width, height, top, bottom }: Box): string {
  const last = Math.max(1, values.length - 1)
  let isDown = false
  const parts: string[] = []
  values.forEach((value, index) => {
    if (value === null) {
      isDown = false
      return
    }
    const x = (width * index) / last
    const y = height - (height * (value - bottom)) / (top - bottom)
    parts.push(`${isDown ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`)
    isDown = true
  })
  return parts.join('')
}

export type Slice = { key: string; label: string; tone: Tone; value: number }

/** Each slice with where it begins and ends on a circle of circumference 1; nothing at all gives no slice. */
export function slicesOf(slices: readonly Slice[]): (Slice & { from: number; share: number })[] {
  const sum = slices.reduce((total, slice) => total + slice.value, 0)
  if (sum === 0) return []
  let from = 0
  return slices.map((slice) => {
    const share = slice.value / sum
    const placed = { ...slice, from, share }
    from += share
    return placed
  })
}
