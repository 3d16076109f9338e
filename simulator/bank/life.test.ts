import { describe, expect, test } from 'vitest'
import { localDateOf } from '../../domain/bank-time.ts'
import { addDays, dateOfDay, daysBetween } from '../../domain/calendar.ts'
import { outcomeOf, type DatedSettlement } from '../../domain/outcome.ts'
import type { Obligation } from '../../domain/obligation.ts'
import { bankEventSchema, type CustomerFact } from '../../domain/bank-event.ts'
import { isDistress } from './episodes.ts'
import { BANK_ZONE } from './ledger.ts'
import { createLife, ORIGIN_DAY, type Life } from './life.ts'

const DAYS = 300
const CUSTOMERS = 300
const SEED = 'life-test'

type Lived = { life: Life; facts: CustomerFact[] }
const lived: Lived[] = Array.from({ length: CUSTOMERS }, (_, index) => {
  const life = createLife(SEED, index)
  return { life, facts: Array.from({ length: DAYS }, (_, day) => life.liveDay(ORIGIN_DAY + day)).flat() }
})
const today = dateOfDay(ORIGIN_DAY + DAYS)

describe('the pretend bank', () => {
  test('tells the same life twice for the same seed, and another for another', () => {
    const again = createLife(SEED, 7)
    const facts = Array.from({ length: DAYS }, (_, day) => again.liveDay(ORIGIN_DAY + day)).flat()
    expect(facts).toEqual(lived[7]!.facts)
    expect(createLife('another', 7).liveDay(ORIGIN_DAY)).not.toEqual(lived[7]!.life.liveDay(ORIGIN_DAY))
  })

  test('tells only facts that the topic accepts, each with an id of its own', () => {
    const facts = lived.flatMap(({ facts }) => facts)
    for (const fact of facts.slice(0, 5_000)) bankEventSchema.parse(fact)
    const ids = facts.filter((fact) => fact.kind !== 'obligation').map((fact) => fact.id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('keeps balances that add up in the order of time', () => {
    const wrong: string[] = []
    for (const { facts } of lived) {
      const moves = facts
        .filter((fact) => fact.kind === 'transaction' && fact.status !== 'failed')
        .sort((a, b) => (a.at < b.at ? -1 : 1))
      for (let i = 1; i < moves.length; i++) {
        const [before, now] = [moves[i - 1]!, moves[i]!]
        if (before.kind !== 'transaction' || now.kind !== 'transaction') continue
        const signed = now.direction === 'credit' ? now.amountMinor : -now.amountMinor
        if (now.balanceMinor !== before.balanceMinor! + signed) wrong.push(now.id)
      }
    }
    expect(wrong).toEqual([])
  })

  test('gives at least a fifth of the healthy a look-alike shock', () => {
    const healthy = lived.filter(
      ({ life }) => !life.episodes.some((e) => isDistress(e.kind) && e.from < DAYS),
    )
    const shocked = healthy.filter(({ life }) => life.episodes.some((e) => e.from < DAYS))
    expect(shocked.length / healthy.length).toBeGreaterThanOrEqual(0.2)
  })

  test('lets distress lead to instalments not paid on time, and mostly weeks after its first sign', () => {
    const outcomes = lived.flatMap(outcomesOf)
    const shareMissed = (list: typeof outcomes) =>
      list.filter((o) => o.result !== 'on_time').length / list.length
    const calm = outcomes.filter((o) => o.since_days === null)
    const early = outcomes.filter((o) => o.since_days !== null && o.since_days < 14)
    const late = outcomes.filter((o) => o.since_days !== null && o.since_days >= 21)
    expect(shareMissed(late)).toBeGreaterThan(4 * shareMissed(calm))
    expect(shareMissed(late)).toBeGreaterThan(shareMissed(early))
    expect(shareMissed(late)).toBeLessThan(0.6)
  })
})

function outcomesOf({ life, facts }: Lived) {
  const settlements = new Map<string, DatedSettlement[]>()
  for (const fact of facts) {
    if (fact.kind !== 'settlement') continue
    const date = localDateOf(Date.parse(fact.at), BANK_ZONE)
    settlements.set(fact.obligationId, [...(settlements.get(fact.obligationId) ?? []), { ...fact, date }])
  }
  return facts
    .filter((fact): fact is Obligation => fact.kind === 'obligation')
    .flatMap((due) => {
      const result = outcomeOf(due, settlements.get(due.id) ?? [], today)
      if (!result || addDays(due.dueDate, 30) > today) return []
      const day = daysBetween(dateOfDay(ORIGIN_DAY), due.dueDate)
      const episode = life.episodes.find((e) => isDistress(e.kind) && day >= e.from && day < e.until)
      return [{ result, since_days: episode ? day - episode.from : null }]
    })
}
