import { addDays } from '../../domain/calendar.ts'
import type { CaseStage } from '../../domain/case.ts'
import { caseMessageNames } from '../../domain/case-messages.ts'
import { placeHold } from '../../stores/postgres/holds.ts'
import { BANK_ZONE } from '../harness/distressed-customer.ts'
import { eventually } from '../harness/processes.ts'
import { asha } from './people.ts'
import type { Rig, TestCase } from './rig.ts'

const SENT_WITHIN_MS = 120_000
const HOLD_DAYS = 10

/** By their last digits: taken, and the answer never comes; the answer is 500, and nothing was taken. */
const NEVER_ANSWERED = '0003'
const NOWHERE = '0012'

type Introduce = NonNullable<NonNullable<Parameters<Rig['open']>[1]>['introduce']>

/** Nothing is to be sent, so that no address is needed. */
const quiet = { contact: false }

/** How a case comes to each stage in which it can be met. */
const ways = {
  awaiting_decision: (rig) => rig.open('contract', quiet),
  awaiting_second: async (rig) => {
    const one = await rig.open('contract', quiet)
    await rig.approve(one, asha)
    return one
  },
  holding: async (rig) => {
    const one = await rig.open('message')
    await rig.approve(one, asha)
    return one
  },
  awaiting_window: (rig) => sent(rig, 'awaiting_window', { introduce: leftAlone(rig) }),
  sending: async (rig) => {
    const one = await sent(rig, 'sending', { lastDigits: NEVER_ANSWERED })
    await eventually('the network has it', async () => (await rig.messages(one)).length === 1)
    return one
  },
  unresolved: (rig) => sent(rig, 'unresolved', { lastDigits: NOWHERE }),
  blocked: (rig) => sent(rig, 'blocked', quiet),
  snoozed: async (rig) => {
    const one = await rig.open('contract', quiet)
    await rig.say(rig.claims(one, 'snooze', asha, { detail: { for: 'snooze', until: null } }))
    return one
  },
  on_hold: async (rig) => {
    const one = await rig.open('contract', quiet)
    const now_ms = await rig.bank.now_ms()
    const from = new Date(now_ms).toISOString()
    const until = `${addDays(from.slice(0, 10), HOLD_DAYS)}T00:00:00.000Z`
    const term = { from, until, reviewAt: until, placedBy: asha.id }
    await placeHold(rig.db, { customer: one.customer, kind: 'bereavement', ...term })
    await rig.cases.signalCase(one.caseId, 'contactRulesChanged', { cause: 'hold' })
    await rig.rows.untilStage(one.caseId, 'on_hold')
    return one
  },
  monitoring: (rig) => rig.open('monitor', quiet),
  awaiting_outcome: (rig) => sent(rig, 'awaiting_outcome'),
} as const satisfies Record<string, (rig: Rig) => Promise<TestCase>>

export type Stage = keyof typeof ways
export const stages = Object.keys(ways) as Stage[]

/** A case at this stage, in its row and as the workflow itself says. */
export async function caseAt(rig: Rig, stage: Stage): Promise<TestCase> {
  const one = await ways[stage](rig)
  const handle = rig.temporal.client.workflow.getHandle(one.caseId)
  const says = async () => (await handle.query<{ stage: string }>(caseMessageNames.summary)).stage
  await eventually(`the workflow is ${stage}`, async () => (await says()) === stage)
  return one
}

/** Somebody who wants no messages at any hour of the working day but its last. */
const leftAlone =
  (rig: Rig): Introduce =>
  async (who) => {
    await rig.introduce(who)
    await rig.bank.doors.putContact(who.bankId, {
      ...{ name: 'Testa Personova', language: 'en', zone: BANK_ZONE, phone: who.phone },
      avoidHours: [{ from: '08:00', until: '17:30' }],
    })
  }

async function sent(rig: Rig, stage: CaseStage, options: Parameters<Rig['open']>[1] = {}): Promise<TestCase> {
  const one = await rig.open('message', options)
  await rig.approveAtOnce(one, asha)
  await rig.rows.untilStage(one.caseId, stage, SENT_WITHIN_MS)
  return one
}
