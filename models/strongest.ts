/**
 * The contributions that tell most, strongest first, none that is zero. Where all of them point one way, the last gives
 * its place to the strongest that points the other way: who decides sees what speaks for the customer too.
 */
export function strongest(contributions: Readonly<Record<string, number>>, max: number): [string, number][] {
  const ranked = Object.entries(contributions)
    .filter(([, contribution]) => contribution !== 0)
    .sort(([, a], [, b]) => Math.abs(b) - Math.abs(a))
  const chosen = ranked.slice(0, max)
  const raises = (chosen[0]?.[1] ?? 0) > 0
  const points = ([, contribution]: [string, number]): boolean => contribution > 0 === raises
  const other = ranked.find((one) => !points(one))
  return other && chosen.every(points) ? [...chosen.slice(0, -1), other] : chosen
}
