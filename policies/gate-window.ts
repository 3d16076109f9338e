import { addDays, DAY_MS, isBusinessDay, type LocalDate } from '../domain/calendar.ts'
import { instantAt, localDateOf } from '../domain/bank-time.ts'
import type { RuleOf, WaitingRule } from './contact-rules.ts'
import { isVulnerable } from './gate-blocks.ts'
import type { GateFacts } from './gate-facts.ts'
import type { BankCalendar } from './calendar.ts'

/** A closed rule names the next instant at which it may be open; each step goes forward, and there are not that many. */
const STEPS_MAX = 2_000
/** Rules that leave no moment in so many days leave none. */
const SEARCH_DAYS_MAX = 400

type Closed = { rule: string; opens_ms: number }

/**
 * The first instant from now on that every rule and every zone allows, and the rule that is closed now (null: all are
 * open). Null where they have no moment in common.
 */
export function nextLawful_ms(
  rules: readonly WaitingRule[],
  facts: GateFacts,
  zones: readonly string[],
  calendar: BankCalendar,
): { at_ms: number; closed: string | null } | null {
  const end_ms = facts.now_ms + SEARCH_DAYS_MAX * DAY_MS
  let at_ms = facts.now_ms
  let first: string | null = null
  for (let step = 0; step < STEPS_MAX && at_ms <= end_ms; step++) {
    const closed = firstClosed(rules, facts, zones, calendar, at_ms)
    if (!closed) return { at_ms, closed: first }
    first ??= closed.rule
    at_ms = closed.opens_ms
  }
  return null
}

function firstClosed(
  rules: readonly WaitingRule[],
  facts: GateFacts,
  zones: readonly string[],
  calendar: BankCalendar,
  at_ms: number,
): Closed | null {
  for (const rule of rules) {
    for (const zone of zones) {
      const opens_ms = opensAt_ms(rule, facts, zone, calendar, at_ms)
      if (opens_ms > at_ms) return { rule: rule.id, opens_ms }
    }
  }
  return null
}

/** When this rule next allows a step in this zone; `at_ms` itself where it does so now. */
function opensAt_ms(
  rule: WaitingRule,
  facts: GateFacts,
  zone: string,
  calendar: BankCalendar,
  at_ms: number,
): number {
  const today = localDateOf(at_ms, zone)
  switch (rule.kind) {
    case 'window':
      return windowOpens_ms(rule, today, zone, calendar, at_ms)
    case 'blackout':
      return calendar.blackouts.has(today) ? instantAt(addDays(today, 1), 0, zone) : at_ms
    case 'avoid_hours':
      return quietUntil_ms(facts, today, zone, at_ms)
    case 'cap':
      return capOpens_ms(rule, facts, at_ms)
    case 'conversation_pause':
      return conversationEnds_ms(rule, facts, at_ms)
  }
}

function windowOpens_ms(
  { window, days }: RuleOf<'window'>,
  today: LocalDate,
  zone: string,
  calendar: BankCalendar,
  at_ms: number,
): number {
  const isDay = days === 'all' || isBusinessDay(today, calendar.holidays, calendar.weekend)
  const [from_ms, until_ms] = window.map((clock) => instantAt(today, minuteOf(clock), zone)) as [
    number,
    number,
  ]
  if (!isDay || at_ms >= until_ms) return instantAt(addDays(today, 1), 0, zone)
  return Math.max(at_ms, from_ms)
}

function quietUntil_ms({ avoidHours }: GateFacts, today: LocalDate, zone: string, at_ms: number): number {
  const on = (date: LocalDate, clock: string): number => instantAt(date, minuteOf(clock), zone)
  const spans = (avoidHours ?? []).flatMap(({ from, until }) => {
    const overMidnight = until <= from
    return [addDays(today, -1), today].map((date) => [
      on(date, from),
      on(overMidnight ? addDays(date, 1) : date, until),
    ])
  })
  return Math.max(
    at_ms,
    ...spans.flatMap(([from, until]) => (from! <= at_ms && at_ms < until! ? [until!] : [])),
  )
}

/** Full until the oldest of the last `max` contacts is so many days old. */
function capOpens_ms(rule: RuleOf<'cap'>, facts: GateFacts, at_ms: number): number {
  if (rule.audience === 'vulnerable' && !isVulnerable(facts)) return at_ms
  const times = (facts.contacts ?? [])
    .filter(({ kind, channel }) => kind !== 'conversation' && rule.channels.includes(channel))
    .filter(({ kind }) => rule.counts === 'any' || kind === rule.counts)
    .map(({ at }) => Date.parse(at))
    .sort((a, b) => b - a)
  const decisive = times[rule.max - 1]
  return decisive === undefined ? at_ms : Math.max(at_ms, decisive + rule.days * DAY_MS)
}

function conversationEnds_ms(rule: RuleOf<'conversation_pause'>, facts: GateFacts, at_ms: number): number {
  const last = (facts.contacts ?? [])
    .filter(({ kind }) => kind === 'conversation')
    .map(({ at }) => Date.parse(at) + rule.days * DAY_MS)
  return Math.max(at_ms, ...last)
}

function minuteOf(clock: string): number {
  const [hours, minutes] = clock.split(':')
  return Number(hours) * 60 + Number(minutes)
}

/** Those that were found to be one. */
const zones = new Set<string>()

/** Is this a zone that the runtime knows? */
export function isZone(zone: string): boolean {
  if (zones.has(zone)) return true
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: zone })
    zones.add(zone)
    return true
  } catch {
    return false
  }
}
