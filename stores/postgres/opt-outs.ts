import { writeConsents } from './consents.ts'
import type { Queryable } from './database.ts'
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
