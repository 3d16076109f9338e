import { ServiceError } from '../domain/errors.ts'

/** Rounding of float32 sums on both sides; a wrong leaf is larger by far. */
const SUM_TOLERANCE = 1e-4

/** Refuses an explanation that does not add up to the score that it explains.
 *  @throws corrupt: contributions-disagree, with the row's number in the batch */
export function requireAgreement(contributions: Float32Array, margins: Float32Array, width: number): void {
  for (let row = 0; row < margins.length; row++) {
    const margin = margins[row]!
    let sum = 0
    for (let at = row * width; at < (row + 1) * width; at++) sum += contributions[at]!
    if (Math.abs(sum - margin) <= SUM_TOLERANCE * Math.max(1, Math.abs(margin))) continue
    throw new ServiceError(
      'corrupt',
      'contributions-disagree',
      `The reasons add up to ${sum}, the score is ${margin}: it is refused.`,
      { row },
    )
  }
}
