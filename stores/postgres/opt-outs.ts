import { writeConsents } from './consents.ts'
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

/** The customer wants them again, on the channel on which that was said: what stood there before stands again. */
export async function recordStart(
  client: Queryable,
  { customer, channel, presumed }: Start,
  now_ms: number,
): Promise<void> {
  const at = new Date(now_ms).toISOString()
  await client.query(
    `insert into consents (customer, channel, purpose, basis, status, at)
     select distinct on (purpose) customer, channel, purpose, basis, 'granted', $3::timestamptz from consents
     where customer = $1 and channel = $2 and status = 'granted' order by purpose, at desc
     on conflict do nothing`,
    [customer, channel, at],
  )
  await writeConsents(
    client,
    presumed.map((purpose) => ({ customer, channel, purpose, basis: 'contract', status: 'granted', at })),
  )
}
