import { writeConsents, type StoredConsent } from './consents.ts'
import type { Queryable } from './database.ts'
import { messageChannels, type MessageChannel } from '../../domain/plan.ts'
import type { DispatchIntent } from './dispatch.ts'

const purposes = ['servicing', 'wellness'] as const

/** The provider says that the customer has opted out: from now on (bank time) it stands in our own records too. */
export const recordOptOut = (
  client: Queryable,
  { customer, channel }: Pick<DispatchIntent, 'customer' | 'channel'>,
  now_ms: number,
): Promise<void> =>
  writeConsents(
    client,
    purposes.map((purpose) => ({
      customer,
      channel,
      purpose,
      basis: 'consent',
      status: 'withdrawn',
      at: new Date(now_ms).toISOString(),
    })),
  )

/** The customer wants no more of these messages: on no channel, for no purpose, from now on (bank time). */
export async function recordStop(client: Queryable, customer: string, now_ms: number): Promise<void> {
  for (const channel of messageChannels) await recordOptOut(client, { customer, channel }, now_ms)
}

type Start = {
  customer: string
  channel: MessageChannel
  /** What the contract carries there without a record. */
  presumed: readonly (typeof purposes)[number][]
}

/** The customer wants them again, on the channel on which that was said: what their stop took there stands again. */
export async function recordStart(
  client: Queryable,
  { customer, channel, presumed }: Start,
  now_ms: number,
): Promise<void> {
  const { rows } = await client.query<Word>(
    `select purpose, basis, status, at from consents where customer = $1 and channel = $2 order by at desc`,
    [customer, channel],
  )
  const at = new Date(now_ms).toISOString()
  const restored = takenByStop(rows, presumed)
  await writeConsents(
    client,
    restored.map((word) => ({ ...word, customer, channel, status: 'granted', at })),
  )
}

type Word = Pick<StoredConsent, 'purpose' | 'basis' | 'status' | 'at'>

/**
 * What a stop took away: purposes that it is the last word on, with what stood before it. `words`: those of one channel, the
 * newest first. A stop takes every purpose at one instant; what was withdrawn by itself stays so.
 */
export function takenByStop(
  words: readonly Word[],
  presumed: Start['presumed'],
): Pick<Word, 'purpose' | 'basis'>[] {
  const isStop = ({ at }: Word): boolean =>
    purposes.every((purpose) =>
      words.some((word) => word.at === at && word.purpose === purpose && word.status === 'withdrawn'),
    )
  return purposes.flatMap((purpose): Pick<Word, 'purpose' | 'basis'>[] => {
    const own = words.filter((word) => word.purpose === purpose)
    if (!own[0] || !isStop(own[0])) return []
    const before = own.find((word) => !isStop(word))
    if (before) return before.status === 'granted' ? [{ purpose, basis: before.basis }] : []
    return presumed.includes(purpose) ? [{ purpose, basis: 'contract' }] : []
  })
}
