import { expect, test } from 'vitest'
import { actionKinds, needsCreditAuthority, needsSecondApproval } from './intervention.ts'

test('only a plain message below HIGH needs one person; every other kind, and every HIGH, needs two', () => {
  for (const kind of actionKinds) {
    expect(needsSecondApproval('HIGH', [kind]), kind).toBe(true)
    expect(needsSecondApproval('MEDIUM', [kind]), kind).toBe(kind !== 'message')
  }
  expect(needsSecondApproval('MEDIUM', ['message', 'referral'])).toBe(true)
})

test('a date change, a contract change and a restriction ask for credit authority, whatever comes with them', () => {
  const asking = actionKinds.filter((kind) => needsCreditAuthority([kind]))
  expect(asking).toEqual(['contract_change', 'date_change', 'restriction'])
  expect(needsCreditAuthority(['referral', 'restriction'])).toBe(true)
})
