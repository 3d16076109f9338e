import { ServiceError } from '../../domain/errors.ts'
import { inboundOf } from '../../stores/postgres/inbound-messages.ts'
import { findInboxCase } from '../../stores/postgres/inbox.ts'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/handler.ts'

/** What the customer of a case wrote. The words are for those who care for them; who checks their work does not need them. */
export const replyHandlers = ({
  database,
  vault,
}: Pick<Deps, 'database' | 'vault'>): Pick<Handlers, 'listReplies'> => ({
  listReplies: async ({ params: { id }, signedIn }) => {
    const row = await findInboxCase(database, id)
    if (!row) throw new ServiceError('not-found', 'case', 'There is no such case')
    const messages = await inboundOf(database, row.customer)
    const reads = signedIn.actor.roles.some((role) => role === 'case_worker' || role === 'supervisor')
    const refs = messages.flatMap(({ textRef }) => textRef ?? [])
    const texts = await vault.readTexts(reads ? refs : [])
    return {
      replies: messages.map(({ textRef, reply, ...message }) => ({
        ...message,
        kind: reply,
        text: (textRef && texts.get(textRef)) ?? null,
      })),
    }
  },
})
