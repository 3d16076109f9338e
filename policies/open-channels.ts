import type { MessageChannel } from '../domain/plan.ts'
import type { Purpose } from './contact-rules.ts'
import { isChannelClosed } from './gate-blocks.ts'
import type { GateFacts } from './gate-facts.ts'
import { rulesInForce } from './gate-rules.ts'
import type { Pack } from './pack.ts'

/** What the law of a channel depends on besides the hour. */
export type Relation = Pick<GateFacts, 'now_ms' | 'purpose' | 'consents' | 'contract'>

/** The channels that the rules in force leave open for this purpose: not switched off, and with a basis that stands. */
export const openChannels = (
  pack: Pack,
  channels: readonly MessageChannel[],
  relation: Relation,
): MessageChannel[] =>
  channels.filter((channel) => {
    const facts = { ...relation, channel }
    return !rulesInForce(pack, facts).some((rule) => isChannelClosed(rule, facts))
  })

/** The purposes that the contract carries on a channel by itself, until the customer objects; who starts again has them back. */
export const presumedPurposes = (pack: Pack, channel: MessageChannel): Purpose[] =>
  pack.documents['contact-rules'].rules.flatMap((rule) =>
    rule.kind === 'basis' && rule.presumes !== undefined && rule.channels.includes(channel)
      ? [rule.purpose]
      : [],
  )
