import { z } from 'zod'
import type { KillScope } from '../domain/kill-switch.ts'
import { actionOfCode, scopeStoppedBy } from '../stores/codes.ts'
import { writeAudit } from '../stores/postgres/audit.ts'
import type { Queryable } from '../stores/postgres/database.ts'
import type { DispatchIntent } from '../stores/postgres/dispatch.ts'
import { throwSwitch } from '../stores/postgres/kill-switches.ts'
import { leaveTask } from '../stores/postgres/tasks.ts'

const PROVIDER = 'provider'

/** What of the stored verdict says where a step belongs. */
const placeSchema = z.object({
  pack: z.object({ id: z.string() }),
  facts: z.object({ message: z.object({ templateId: z.string() }) }),
})
type Halted = Pick<DispatchIntent, 'caseId' | 'customer' | 'gateVerdict'>

/**
 * Calls operations where a provider's code says that our side is at fault. A code that speaks of more than one message
 * stops all that it speaks of, until a person lifts it. `now_ms`: bank time.
 */
export async function keepHalt(
  client: Queryable,
  { caseId, customer, gateVerdict }: Halted,
  code: string | null,
  now_ms: number,
): Promise<void> {
  if (actionOfCode(code) !== 'halt') return
  const createdAt = new Date(now_ms).toISOString()
  const task = { kind: 'blocked', queue: 'operations', rule: `provider.${code}` } as const
  await leaveTask(client, { ...task, customer, caseId, createdAt, dueAt: null })
  const scope = scopeStoppedBy(code)
  const place = placeSchema.safeParse(gateVerdict)
  if (scope === null || !place.success) return
  const stopped = placed(scope, place.data)
  if (!(await throwSwitch(client, { ...stopped, reason: 'provider', setBy: PROVIDER }))) return
  const details = { scope: stopped.scope, value: stopped.value, reason: 'provider', code }
  await writeAudit(client, { actorId: PROVIDER, action: 'kill-switch.thrown', subject: null, details })
}

function placed(
  scope: 'global' | 'country' | 'template',
  { pack, facts }: z.infer<typeof placeSchema>,
): KillScope {
  if (scope === 'global') return { scope, value: '*' }
  return { scope, value: scope === 'country' ? pack.id : facts.message.templateId }
}
