import { DAY_MS } from '../../domain/calendar.ts'
import type { GateFacts } from '../gate-facts.ts'
import { at, contactAt, FRIDAY } from './gate-facts.ts'
import type { GateExample } from './gate-example.ts'

const MINUTE_MS = 60_000

type Said = GateExample['expect']
type Change = (minutes: number) => GateExample['change']
type Also = Pick<GateExample, 'channel' | 'purpose'>
export const passes: Said = { verdict: 'pass', rule: 'gate.passed' }
export const waits = (rule: string): Said => ({ verdict: 'wait', rule })
export const blocks = (rule: string): Said => ({ verdict: 'block', rule })

/** The three named tests around an edge, in order. */
export const namesAround = (edge: string): [string, string, string] => [
  `${edge}: a minute before`,
  `${edge}: at that minute`,
  `${edge}: a minute after`,
]

/** What the gate says a minute before, at and a minute after; `change` is told how many minutes from it. */
function around(
  edge: string,
  change: Change,
  said: readonly [Said, Said, Said],
  also: Also = {},
): GateExample[] {
  const names = namesAround(edge)
  return said.map((expect, index) => ({
    ...also,
    name: names[index] ?? edge,
    change: change(index - 1),
    expect,
  }))
}

/** By the clock of a zone. */
export const clock = (
  edge: string,
  [time, zone, date = FRIDAY]: readonly [time: string, zone: string, date?: string],
  said: readonly [Said, Said, Said],
  change: Partial<GateFacts> | ((fine: GateFacts) => Partial<GateFacts>) = {},
): GateExample[] =>
  around(
    edge,
    (minutes) => (fine) => ({
      ...(typeof change === 'function' ? change(fine) : change),
      now_ms: at(time, zone, date) + minutes * MINUTE_MS,
    }),
    said,
  )

/** A window that opens and closes, with nothing else in its way. */
export const windowEdges = (rule: string, zone: string, opens: string, closes: string): GateExample[] => [
  ...clock(`${rule} opens at ${opens}`, [opens, zone], [waits(rule), passes, passes]),
  ...clock(`${rule} closes at ${closes}`, [closes, zone], [passes, waits(rule), waits(rule)]),
]

/** What stands in the way until the oldest of so many contacts is so many days old. */
export const ageEdge = (
  rule: string,
  {
    count,
    days,
    kind,
    channel,
  }: { count: number; days: number; kind: 'message' | 'call' | 'conversation'; channel: 'sms' | 'voice' },
  { then = passes, also = {}, change = {} }: { then?: Said; also?: Also; change?: Partial<GateFacts> } = {},
): GateExample[] =>
  around(
    `${rule} lets go after ${days} days`,
    (minutes) => (fine) => ({
      ...change,
      ...(change.vulnerabilities && { message: { ...fine.message, audience: 'vulnerable' as const } }),
      contacts: Array.from({ length: count }, (_, index) =>
        contactAt(
          kind,
          channel,
          fine.now_ms - days * DAY_MS - (index === 0 ? minutes : -(index * 60)) * MINUTE_MS,
        ),
      ),
    }),
    [waits(rule), then, then],
    also,
  )

/** The hours in which WhatsApp takes free words after the customer has written. */
export const conversationEdge = (rule: string, hours: number): GateExample[] =>
  around(
    `${rule} asks for a template after ${hours} hours`,
    (minutes) =>
      ({ now_ms }) => ({
        registrations: [],
        lastInbound_ms: now_ms - hours * 60 * MINUTE_MS - minutes * MINUTE_MS,
      }),
    [passes, blocks(rule), blocks(rule)],
    { channel: 'whatsapp' },
  )

/** The hours that a customer avoids, 10:30 to 12:30. */
export const avoidedEdges = (rule: string, zone: string): GateExample[] => {
  const avoidHours = [{ from: '10:30', until: '12:30' }]
  return [
    ...clock(`${rule} begins at 10:30`, ['10:30', zone], [passes, waits(rule), waits(rule)], { avoidHours }),
    ...clock(`${rule} ends at 12:30`, ['12:30', zone], [waits(rule), passes, passes], { avoidHours }),
  ]
}

/** The caps of every pack. */
export const capEdges = (id: string): GateExample[] => [
  ...ageEdge(`${id}.cap-week`, { count: 2, days: 7, kind: 'message', channel: 'sms' }),
  ...monthEdge(`${id}.cap-month`),
  ...ageEdge(
    `${id}.cap-vulnerable`,
    { count: 1, days: 14, kind: 'message', channel: 'sms' },
    { change: { vulnerabilities: ['health'] } },
  ),
]

/** Four messages of which no three are of one week. */
const monthEdge = (rule: string): GateExample[] =>
  around(
    `${rule} lets go after 30 days`,
    (minutes) =>
      ({ now_ms }) => ({
        contacts: [8, 15, 22, 30].map((days) =>
          contactAt('message', 'sms', now_ms - days * DAY_MS - (days === 30 ? minutes : 0) * MINUTE_MS),
        ),
      }),
    [waits(rule), passes, passes],
  )
