import type { Temporal } from '../../stores/temporal/client.ts'

const SAMPLED_MAX = 100

/** The longest history among a sample of the cases: events, and bytes as the server counts them; and how many events on average. */
export async function historyFigures(
  { client }: Temporal,
  caseIds: readonly string[],
): Promise<{ events: number; bytes: number; meanEvents: number }> {
  const every = Math.max(1, Math.floor(caseIds.length / SAMPLED_MAX))
  const sampled = caseIds.filter((_, index) => index % every === 0)
  const described = await Promise.all(sampled.map((caseId) => client.workflow.getHandle(caseId).describe()))
  const lengths = described.map(({ historyLength }) => historyLength)
  return {
    events: Math.max(...lengths),
    meanEvents: lengths.reduce((sum, length) => sum + length, 0) / lengths.length,
    bytes: Math.max(...described.map(({ historySize }) => historySize ?? 0)),
  }
}
