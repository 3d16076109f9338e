import { instantAt } from '../../domain/bank-time.ts'
import type { MessageChannel } from '../../domain/plan.ts'
import type { Purpose } from '../contact-rules.ts'
import type { GateFacts, PastContact } from '../gate-facts.ts'
import type { Pack } from '../pack.ts'
import { textKeyOf } from '../text-key.ts'
import { textOf } from '../texts.ts'
import { addressesIn } from '../gate-registration.ts'

/** 2026-11-20 is a Friday, and no holiday of any pack. */
export const FRIDAY = '2026-11-20'

export const at = (clock: string, zone: string, date = FRIDAY): number => {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return instantAt(date, hours * 60 + minutes, zone)
}

export const iso = (instant_ms: number): string => new Date(instant_ms).toISOString()

export const contactAt = (
  kind: PastContact['kind'],
  channel: MessageChannel,
  instant_ms: number,
): PastContact => ({
  kind,
  channel,
  at: iso(instant_ms),
})

const SENDER = '+15005550006'
const SINCE = '2026-01-01'

/** Facts with which nothing stands against a step of this pack, channel and purpose. */
export function fineFacts(
  pack: Pack,
  channel: MessageChannel = 'sms',
  purpose: Purpose = 'servicing',
): GateFacts {
  const { zone } = pack.documents.pack
  const template = pack.documents.templates.templates.find((each) => each.purpose === purpose)
  const spoken = (on: MessageChannel): string | undefined =>
    textOf(pack, template?.id ?? '', { channel: on, tone: 'plain', language: 'en' })?.text
  // Where a pack has no words for a call, its rules about calls are asked with those of an SMS.
  const text = spoken(channel) ?? spoken('sms') ?? ''
  const message = {
    ...{ templateId: template?.id ?? '', tone: 'plain', language: 'en', sender: SENDER, text },
    ...{ notices: [], audience: 'everyone' as const },
  }
  return {
    now_ms: at('11:00', zone),
    useless_from_ms: at('00:00', zone, '2027-06-01'),
    ...{ zone, channel, purpose, message },
    consents: [{ channel, purpose, basis: 'consent', status: 'granted', at: '2026-01-05T04:30:00Z' }],
    ...{ contract: true, optedOut: false, contactKnown: true, party: 'customer', avoidHours: [] },
    ...{ holds: [], vulnerabilities: [], killSwitches: [], contacts: [], lastInbound_ms: null },
    registrations: registrationsFor(pack, channel, message),
    ...{ overdue: false, approvers: 1 },
  }
}

function registrationsFor(
  pack: Pack,
  channel: MessageChannel,
  message: GateFacts['message'],
): GateFacts['registrations'] {
  const common = {
    country: pack.ref.id,
    channel,
    category: null,
    text: null,
    validFrom: SINCE,
    validUntil: null,
  }
  return [
    { ...common, kind: 'entity', registeredId: 'entity-1', value: pack.documents.pack.bank_name },
    { ...common, kind: 'header', registeredId: 'header-1', value: message.sender },
    {
      ...common,
      ...{ kind: 'template', registeredId: 'text-1', value: textKeyOf(message), category: 'service' },
      text: message.text.replace('{{first_name}}', '{#alphanumeric#}'),
    },
    ...addressesIn(message.text).map((value, index) => ({
      ...{ ...common, kind: 'url' as const, registeredId: `url-${index}`, value },
    })),
  ]
}
