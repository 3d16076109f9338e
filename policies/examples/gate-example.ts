import type { MessageChannel } from '../../domain/plan.ts'
import type { Purpose } from '../contact-rules.ts'
import type { GateFacts, GateVerdict } from '../gate-facts.ts'

/** What the gate of a pack must say, in its zone and at its minute; `change` is made to facts that are fine otherwise. */
export type GateExample = {
  name: string
  channel?: MessageChannel
  purpose?: Purpose
  change: Partial<GateFacts> | ((fine: GateFacts) => Partial<GateFacts>)
  expect: { verdict: GateVerdict['verdict']; rule: string; until?: string }
}

export const passes = (
  name: string,
  change: GateExample['change'] = {},
  also: Pick<GateExample, 'channel' | 'purpose'> = {},
): GateExample => ({ name, change, ...also, expect: { verdict: 'pass', rule: 'gate.passed' } })

export const blocks = (
  rule: string,
  name: string,
  change: GateExample['change'],
  also: Pick<GateExample, 'channel' | 'purpose'> = {},
): GateExample => ({ name, change, ...also, expect: { verdict: 'block', rule } })

export const waits = (
  rule: string,
  until: string,
  name: string,
  change: GateExample['change'],
  also: Pick<GateExample, 'channel' | 'purpose'> = {},
): GateExample => ({ name, change, ...also, expect: { verdict: 'wait', rule, until } })

/** The same on each of these channels. */
export const onEach = (
  channels: readonly MessageChannel[],
  examples: readonly GateExample[],
): GateExample[] =>
  channels.flatMap((channel) =>
    examples.map((example) => ({ ...example, name: `${channel}: ${example.name}`, channel })),
  )

export const messages = ['sms', 'email', 'whatsapp'] as const

export const withText =
  (edit: (text: string) => string, language?: string): ((fine: GateFacts) => Partial<GateFacts>) =>
  ({ message }) => ({ message: { ...message, text: edit(message.text), ...(language && { language }) } })
