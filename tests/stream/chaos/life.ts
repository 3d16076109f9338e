import type { CustomerFact } from '../../../domain/bank-event.ts'
import { addDays, DAY_MS, type LocalDate } from '../../../domain/calendar.ts'
import { localDateOf } from '../../../domain/bank-time.ts'
import { categories } from '../../../domain/transaction.ts'
import type { OutgoingRecord } from '../../../stores/kafka/producer.ts'
import type { Random } from '../../../bench/kit/random.ts'
import { BANK_ZONE, distressedCustomer } from '../../harness/distressed-customer.ts'
import { tokenOf } from '../facts.ts'

const CUSTOMERS = 80
const LATE_MAX_DAYS = 5
const TOO_LATE_DAYS = 9

/** What a bank says, good and bad: a stream of records that is the same for the same seed and the same clock. */
export type Life = {
  /** The next `count` records at a bank instant. */
  next: (count: number, now_ms: number) => OutgoingRecord[]
  /** Somebody new who is in distress: a history, of which the last two days are news. */
  newcomer: (now_ms: number) => OutgoingRecord[]
  /** The tick of a day, for every partition. */
  tick: (date: LocalDate, partitions: number) => OutgoingRecord[]
}

export function openLife(random: Random): Life {
  let number = 0
  let newcomers = 0
  const sent: { key: string; value: string }[] = []
  const kept: { customer: string; id: string }[] = []
  const below = (limit: number): number => Math.floor(random() * limit)
  const record = (customer: string, fact: CustomerFact): OutgoingRecord => {
    const one = { key: customer, value: JSON.stringify(fact) }
    sent.push(one)
    if (fact.kind === 'transaction') kept.push({ customer, id: fact.id })
    return one
  }
  const one = (now_ms: number): OutgoingRecord => {
    const dice = random()
    const id = `e${number++}`
    const customer = tokenOf(below(CUSTOMERS))
    const at_ms = now_ms - below(1000)
    if (dice < 0.04 && sent.length > 0) return sent[below(sent.length)]!
    if (dice < 0.05) return bad(customer, below(4))
    if (dice < 0.051) return record(customer, { kind: 'erased', id, at: instant(at_ms) })
    if (dice < 0.06) return record(customer, transaction(id, at_ms - TOO_LATE_DAYS * DAY_MS, below))
    if (dice < 0.11) return record(customer, transaction(id, at_ms - below(LATE_MAX_DAYS * DAY_MS), below))
    if (dice < 0.15) return record(customer, obligation(id, at_ms, below(40)))
    if (dice < 0.18) return record(customer, settlement(id, at_ms, `e${below(number)}`))
    if (dice < 0.2 && kept.length > 0) {
      const undone = kept[below(kept.length)]!
      return record(undone.customer, reversal(id, at_ms, undone.id))
    }
    return record(customer, transaction(id, at_ms, below))
  }
  return {
    next: (count, now_ms) => Array.from({ length: count }, () => one(now_ms)),
    newcomer: (now_ms) => {
      const customer = tokenOf(CUSTOMERS + newcomers)
      return distressedCustomer(`n${newcomers++}`, now_ms).facts.map((fact) => record(customer, fact))
    },
    tick: (date, partitions) => {
      const value = JSON.stringify({ kind: 'tick', id: `tick:${date}`, at: `${date}T04:30:00Z`, date })
      return Array.from({ length: partitions }, (_, partition) => ({ key: null, value, partition }))
    },
  }
}

type Below = (limit: number) => number
const instant = (at_ms: number): string => new Date(at_ms).toISOString()

const transaction = (id: string, at_ms: number, below: Below): CustomerFact => ({
  kind: 'transaction',
  id,
  at: instant(at_ms),
  direction: below(8) === 0 ? 'credit' : 'debit',
  amountMinor: 1 + below(500_000),
  currency: 'INR',
  channel: below(4) === 0 ? 'atm' : 'card',
  category: categories[below(categories.length)]!,
  ...(below(2) === 0 && { balanceMinor: below(1_000_000) - 100_000 }),
})

const obligation = (id: string, at_ms: number, days: number): CustomerFact => ({
  kind: 'obligation',
  id,
  at: instant(at_ms),
  version: 1,
  product: 'loan',
  productId: `p-${id}`,
  dueDate: addDays(localDateOf(at_ms, BANK_ZONE), days),
  amountMinor: 250_000,
  currency: 'INR',
})

const settlement = (id: string, at_ms: number, obligationId: string): CustomerFact => ({
  kind: 'settlement',
  id,
  at: instant(at_ms),
  obligationId,
  status: 'partial',
  amountMinor: 1000,
})

const reversal = (id: string, at_ms: number, reverses: string): CustomerFact => ({
  kind: 'reversal',
  id,
  at: instant(at_ms),
  of: 'transaction',
  reverses,
})

function bad(customer: string, kind: number): OutgoingRecord {
  if (kind === 0) return { key: '4711', value: '{"kind":"transaction"}' }
  if (kind === 1) return { key: customer, value: '{"kind":"trans' }
  if (kind === 2) return { key: customer, value: '{"kind":"gossip","id":"x"}' }
  return { key: customer, value: '{"kind":"transaction","id":"x","name":"y"}' }
}
