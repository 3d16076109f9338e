import { z } from 'zod'
import { messageChannelSchema } from './plan.ts'

/** Stops sending at once: everything, a country's pack, a channel, or one template ("Withdraw now"). */
export const killScopeSchema = z.discriminatedUnion('scope', [
  z.strictObject({ scope: z.literal('global'), value: z.literal('*') }),
  z.strictObject({ scope: z.literal('country'), value: z.string().regex(/^[a-z]{2}$/) }),
  z.strictObject({ scope: z.literal('channel'), value: messageChannelSchema }),
  z.strictObject({ scope: z.literal('template'), value: z.string().min(1).max(80) }),
])
export type KillScope = z.infer<typeof killScopeSchema>

export const killReasons = ['incident', 'wording', 'provider', 'regulator', 'other'] as const

export const killSwitchSchema = z.object({
  id: z.uuid(),
  scope: z.enum(['global', 'country', 'channel', 'template']),
  value: z.string(),
  reason: z.enum(killReasons),
  setBy: z.string(),
  setAt: z.iso.datetime(),
  liftedBy: z.string().nullable(),
  liftedAt: z.iso.datetime().nullable(),
})
export type KillSwitch = z.infer<typeof killSwitchSchema>
