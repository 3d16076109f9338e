import type { Level } from '../domain/risk.ts'
import type { ToneFacts } from '../policies/tone.ts'
import type { Queryable } from '../stores/postgres/database.ts'
import { duesOf, messagesOf } from '../stores/postgres/engagement.ts'
import { vulnerabilityKindsOf } from '../stores/postgres/holds.ts'

/** So many dues must be known before a history counts as good. */
const DUES_KNOWN_MIN = 3

/**
 * What the tone of a customer's text depends on, as our own records have it. The case's own messages are left out: a case
 * that begins anew finds the words it had.
 */
export async function toneFactsOf(
  db: Queryable,
  { customer, caseId }: { customer: string; caseId: string },
  level: Level,
): Promise<ToneFacts> {
  const [dues, messages, flags] = await Promise.all([
    duesOf(db, customer),
    messagesOf(db, { customer, caseId }),
    vulnerabilityKindsOf(db, customer),
  ])
  return {
    level,
    audience: flags.length > 0 ? 'vulnerable' : 'everyone',
    history: historyOf(dues),
    engagement: engagementOf(messages),
  }
}

function historyOf({ known, onTime }: { known: number; onTime: number }): ToneFacts['history'] {
  if (known < DUES_KNOWN_MIN) return 'unknown'
  return onTime === known ? 'good' : 'mixed'
}

function engagementOf(messages: {
  sent: number
  arrived: number
  answered: boolean
}): ToneFacts['engagement'] {
  if (messages.answered) return 'answers'
  if (messages.sent === 0) return 'new'
  return messages.arrived > 0 ? 'reached' : 'unreached'
}
