import type { Temporal } from '../../stores/temporal/client.ts'

const SAMPLED_MAX = 100

/** The longest history among a sample of the cases: events, and bytes as the server counts them. */
export async function historyFigures(
  { client }: Temporal,
  caseIds: readonly string[],
): Promise<{ events: number; bytes: number }> {
  const every = Math.max(1, Math.floor(caseIds.length / SAMPLED_MAX))
  const sampled = caseIds.filter((_, index) => index % every === 0)
  const described = await Promise.all(sampled.map((caseId) => client.workflow.getHandle(caseId).describe()))
  return {
    events: Math.max(...described.map(({ historyLength }) => historyLength)),
    bytes: Math.max(...described.map(({ historySize }) => historySize ?? 0)),
  }
}
