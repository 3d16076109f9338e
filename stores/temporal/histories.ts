import { WorkflowNotFoundError } from '@temporalio/client'
import type { Temporal } from './client.ts'

/** One run of a case's workflow with its events, each payload shown as the value that it holds. */
export type CaseRun = { runId: string; events: unknown[] }

/** Every run of a case with its whole history, oldest first. Null while the newest still runs, or where there is none. */
export async function runsOf({ client }: Temporal, caseId: string): Promise<CaseRun[] | null> {
  const latest = await describe(client, caseId)
  return !latest || latest.status.name === 'RUNNING' ? null : runsUpTo(client, caseId, latest)
}

/** The same of a case that may still run, as far as it has come. Null where Temporal knows of none. */
export async function runsSoFar({ client }: Temporal, caseId: string): Promise<CaseRun[] | null> {
  const latest = await describe(client, caseId)
  return latest && runsUpTo(client, caseId, latest)
}

async function runsUpTo(
  client: Temporal['client'],
  caseId: string,
  latest: NonNullable<Awaited<ReturnType<typeof describe>>>,
): Promise<CaseRun[]> {
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
  const { events } = await client.workflow.getHandle(caseId, runId).fetchHistory()
  // The messages know their own JSON: names of enumerations, bytes in base64, long numbers as text.
  return (events ?? []).map((event) => readable('event', JSON.parse(JSON.stringify(event))))
}

/** Payloads as the values that they hold, instants as ISO 8601. */
function readable(name: string, node: unknown): unknown {
  if (Array.isArray(node)) return node.map((member) => readable(name, member))
  if (typeof node !== 'object' || node === null) return node
  const value = valueOfPayload(node) ?? (name.endsWith('Time') ? instantOf(node) : null)
  if (value !== null) return value
  return Object.fromEntries(Object.entries(node).map(([each, member]) => [each, readable(each, member)]))
}

function instantOf(node: object): string | null {
  const { seconds, nanos } = node as { seconds?: unknown; nanos?: unknown }
  if (typeof seconds !== 'string') return null
  const whole = new Date(Number(seconds) * 1_000).toISOString().slice(0, -5)
  return `${whole}.${String(typeof nanos === 'number' ? nanos : 0).padStart(9, '0')}Z`
}

/** A payload is `{ metadata: { encoding }, data }` in base64; JSON is what we ever put into one. */
function valueOfPayload(node: object): { encoding: string; value: unknown } | null {
  const { metadata, data } = node as { metadata?: { encoding?: unknown }; data?: unknown }
  if (typeof metadata?.encoding !== 'string') return null
  const encoding = fromBase64(metadata.encoding)
  if (encoding === 'binary/null') return { encoding, value: null }
  if (encoding !== 'json/plain' || typeof data !== 'string') return null
  return { encoding, value: JSON.parse(fromBase64(data)) }
}

const fromBase64 = (text: string): string => Buffer.from(text, 'base64').toString()
