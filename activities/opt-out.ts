import { writeConsents } from '../stores/postgres/consents.ts'
import type { Queryable } from '../stores/postgres/database.ts'
import type { DispatchIntent } from '../stores/postgres/dispatch.ts'

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
