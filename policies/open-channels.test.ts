import { expect, test } from 'vitest'
import { messageChannels } from '../domain/plan.ts'
import { openChannels, type Relation } from './open-channels.ts'
import { loadPack } from './pack.ts'

const at = '2026-09-01T00:00:00.000Z'
const relation = (consents: Relation['consents'], purpose: Relation['purpose'] = 'servicing'): Relation => ({
  ...{ now_ms: Date.parse('2026-10-01T05:00:00Z'), purpose, consents, contract: true },
})
const consent = (channel: 'sms' | 'whatsapp' | 'voice', status: 'granted' | 'withdrawn' = 'granted') =>
  ({ channel, purpose: 'servicing', basis: 'consent', status, at }) as const

test('in India a channel is open by consent alone, and a call never', () => {
  const agreed = relation([consent('sms'), consent('voice'), consent('whatsapp', 'withdrawn')])
  expect(openChannels(loadPack('in'), messageChannels, agreed)).toEqual(['sms'])
  expect(openChannels(loadPack('in'), messageChannels, relation(null))).toEqual([])
})

test('in the UK servicing rests on the contract until the customer objects', () => {
  const open = openChannels(
    loadPack('uk'),
    ['sms', 'whatsapp', 'email'],
    relation([consent('sms', 'withdrawn')]),
  )
  expect(open).toEqual(['whatsapp', 'email'])
})
