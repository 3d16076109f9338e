import { localDayNumber } from '../../domain/bank-time.ts'
import { contactOf } from './contacts.ts'
import { BANK_ZONE } from './ledger.ts'
import type { Life } from './life.ts'

const ASK_WITHIN_MS = 5_000
const ARRIVED: readonly unknown[] = ['delivered', 'read', 'completed']

type LoggedMessage = { sid: string; to: string; status: string; direction: string }

/**
 * Lets the customers hear what has reached their phones since the last look: the pretend network and the pretend people
 * belong to one pretend world. Without a pretend network nobody hears anything.
 */
export function openEars(seed: string, lives: readonly Life[], phonesUrl: string | undefined) {
  const byPhone = new Map(lives.map((life) => [contactOf(seed, life.traits).phone, life]))
  const heard = new Set<string>()
  return async (bankNow_ms: number): Promise<void> => {
    if (!phonesUrl) return
    const answer = await fetch(`${phonesUrl}/log.json`, { signal: AbortSignal.timeout(ASK_WITHIN_MS) })
    const { messages } = (await answer.json()) as { messages: LoggedMessage[] }
    for (const { sid, to, status, direction } of messages) {
      if (heard.has(sid) || direction !== 'outbound-api' || !ARRIVED.includes(status)) continue
      heard.add(sid)
      byPhone.get(to.replace('whatsapp:', ''))?.hear(localDayNumber(bankNow_ms, BANK_ZONE))
    }
  }
}
