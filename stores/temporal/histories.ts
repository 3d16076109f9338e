import { WorkflowNotFoundError } from '@temporalio/client'
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js'
import type { Temporal } from './client.ts'

/** One run of a case's workflow; `events` as Temporal's own JSON, each payload shown as the value that it holds. */
export type CaseRun = { runId: string; events: unknown[] }

/** Every run of a case with its whole history, oldest first. Null while the newest still runs, or where there is none. */
export async function runsOf({ client }: Temporal, caseId: string): Promise<CaseRun[] | null> {
  const latest = await describe(client, caseId)
  if (!latest || latest.status.name === 'RUNNING') return null
  const runIds = new Map<string, number>()
  for await (const run of client.workflow.list({ query: `WorkflowId = '${caseId}'` }))
    runIds.set(run.runId, run.startTime.getTime())
  // Visibility lags behind; the newest run is known without it.
  runIds.set(latest.runId, latest.startTime.getTime())
  const runs: CaseRun[] = []
  for (const [runId] of [...runIds].sort(([, a], [, b]) => a - b))
    runs.push({ runId, events: await eventsOf({ client }, caseId, runId) })
  return runs
}

async function describe(client: Temporal['client'], caseId: string) {
  try {
    return await client.workflow.getHandle(caseId).describe()
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null
    throw error
  }
}

async function eventsOf(
  { client }: Pick<Temporal, 'client'>,
  caseId: string,
  runId: string,
): Promise<unknown[]> {
  const history = await client.workflow.getHandle(caseId, runId).fetchHistory()
  const { events } = JSON.parse(historyToJSON(history)) as { events: unknown[] }
  return events.map(withValues)
}

/** A payload is `{ metadata: { encoding }, data }` in base64; JSON is what we ever put into one. */
function withValues(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withValues)
  if (typeof node !== 'object' || node === null) return node
  const decoded = valueOfPayload(node)
  if (decoded) return decoded
  return Object.fromEntries(Object.entries(node).map(([name, member]) => [name, withValues(member)]))
}

function valueOfPayload(node: object): { encoding: string; value: unknown } | null {
  const { metadata, data } = node as { metadata?: { encoding?: unknown }; data?: unknown }
  if (typeof metadata?.encoding !== 'string') return null
  const encoding = fromBase64(metadata.encoding)
  if (encoding === 'binary/null') return { encoding, value: null }
  if (encoding !== 'json/plain' || typeof data !== 'string') return null
  return { encoding, value: JSON.parse(fromBase64(data)) }
}

const fromBase64 = (text: string): string => Buffer.from(text, 'base64').toString()
