import { randomUUID } from 'node:crypto'
import type { Erased } from '../../domain/erasure.ts'
import { bankTimeAt } from '../../domain/bank-time.ts'
import { topics } from '../../stores/kafka/topics.ts'
import { writeAudit } from '../../stores/postgres/audit.ts'
import { readClock } from '../../stores/postgres/bank-clock.ts'
import { eraseCustomer } from '../../stores/postgres/erasures.ts'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/handler.ts'

type ErasureDeps = Pick<Deps, 'database' | 'producer' | 'tokenise'>

/**
 * The record on the topic comes first: were this cut off behind it, the opener forgets the customer all the same. Then
 * the vault's key goes at once.
 */
export const erasureHandlers = ({
  database,
  producer,
  tokenise,
}: ErasureDeps): Pick<Handlers, 'deleteCustomer'> => ({
  deleteCustomer: async ({ params, signedIn }) => {
    const customer = tokenise(params.id)
    const bank_ms = bankTimeAt(await readClock(database), Date.now())
    const erased: Erased = { kind: 'erased', id: randomUUID(), at: new Date(bank_ms).toISOString() }
    await producer.send(topics.bankEvents, [{ key: customer, value: JSON.stringify(erased) }])
    await eraseCustomer(database, customer, bank_ms)
    await writeAudit(database, {
      actorId: signedIn.actor.id,
      action: 'customer.erase',
      subject: customer,
    })
    return { customer }
  },
})
