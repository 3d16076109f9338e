import { expect, test } from 'vitest'
import { emptyDesk, hearRulesChanged, type Desk } from './case-desk.ts'

const start = { clock: [] as Desk['clock'] } as Desk['start']
const approval = { actorId: 'asha', decisionId: crypto.randomUUID() }

test('a change of the contact rules voids the approvals that stand, and none that is given after it', () => {
  const before: Desk = { ...emptyDesk(start), approvals: [approval] }
  hearRulesChanged(before, 'basis')
  expect(before.rulesChanged).toEqual({ cause: 'basis', voids: true })

  const after = emptyDesk(start)
  hearRulesChanged(after, 'basis')
  after.approvals = [approval]
  expect(after.rulesChanged).toEqual({ cause: 'basis', voids: false })
})

test('a second change before the first is seen to keeps what the first voids', () => {
  const desk: Desk = { ...emptyDesk(start), approvals: [approval] }
  hearRulesChanged(desk, 'basis')
  desk.approvals = []
  hearRulesChanged(desk, 'opt-out')
  expect(desk.rulesChanged).toEqual({ cause: 'opt-out', voids: true })
})
