import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { UNDO_MS, type DecisionClaims } from '../../domain/decision.ts'
import { asha, ben, chitra, dev, surya } from './people.ts'
import { openRig, reasonOf, type Rig, type TestCase } from './rig.ts'

const HASH = 'f'.repeat(64)
const past = (ms: number): string => new Date(Date.now() - ms).toISOString()

/** Those that carry something. */
const signals = [
  ...['decision', 'evidenceChanged', 'contactRulesChanged', 'inboundReply', 'undoTimeOver'],
  ...['obligationSettled', 'messageStatus', 'clockChanged'],
]

let rig: Rig
beforeAll(async () => {
  rig = await openRig(inject('instance'))
})
afterAll(() => rig.close())

describe('a case that waits for a decision', () => {
  let one: TestCase
  beforeAll(async () => {
    one = await rig.open('contract')
  })
  const refusal = (change: Partial<DecisionClaims>, verdict: DecisionClaims['verdict'] = 'approve') =>
    reasonOf(rig.cases.decideCase(one.caseId, rig.sign(rig.claims(one, verdict, asha, change))))

  test('refuses what is no token', async () => {
    expect(await reasonOf(rig.cases.decideCase(one.caseId, 'approve it, please'))).toBe(
      'invalid: token-unreadable',
    )
  })

  test('refuses a token that another key has signed', async () => {
    const token = rig.sign(rig.claims(one, 'approve', asha), randomBytes(32))
    expect(await reasonOf(rig.cases.decideCase(one.caseId, token))).toBe('refused: signature-wrong')
  })

  test('refuses a token whose claims were changed after signing', async () => {
    const [, signature] = rig.sign(rig.claims(one, 'reject', asha)).split('.')
    const [approval] = rig.sign(rig.claims(one, 'approve', asha)).split('.')
    expect(await reasonOf(rig.cases.decideCase(one.caseId, `${approval}.${signature}`))).toBe(
      'refused: signature-wrong',
    )
  })

  test('refuses a decision about another case', async () => {
    const other = one.caseId.replace(/\d+$/, '999')
    expect(await refusal({ caseId: other })).toBe('refused: other-case')
  })

  test('refuses a decision that has expired, and one that was given too long a life', async () => {
    expect(await refusal({ expiresAt: past(1_000) })).toBe('refused: token-expired')
    expect(await refusal({ issuedAt: past(6 * 60_000) })).toBe('refused: token-expired')
  })

  test('refuses a decision on other evidence, and one on another plan', async () => {
    expect(await refusal({ evidenceHash: HASH })).toBe('conflict: evidence-changed')
    expect(await refusal({ planHash: HASH })).toBe('conflict: plan-changed')
  })

  test('refuses who has no role to decide', async () => {
    expect(await refusal({ actor: dev })).toBe('refused: role-may-not-decide')
  })

  test('refuses a rejection without a reason', async () => {
    expect(await refusal({ rejectReason: null }, 'reject')).toBe('invalid: reason-missing')
  })

  test('refuses an undo where nothing is approved, and an undo that comes as a decision', async () => {
    expect(await reasonOf(rig.undo(one, asha))).toBe('conflict: hold-over')
    const undo = { token: rig.sign(rig.claims(one, 'undo', asha)) }
    const handle = rig.temporal.client.workflow.getHandle(one.caseId)
    await expect(handle.executeUpdate('decide', { args: [undo] })).rejects.toMatchObject({
      cause: { details: [{ reason: 'wrong-verdict' }] },
    })
  })

  test('leaves no trace of a refusal in its history, and still waits', async () => {
    const before = await rig.temporal.client.workflow.getHandle(one.caseId).describe()
    await refusal({ planHash: HASH })
    const after = await rig.temporal.client.workflow.getHandle(one.caseId).describe()
    expect(after.historyLength).toBe(before.historyLength)
    expect((await rig.row(one))['stage']).toBe('awaiting_decision')
  })
})

describe('the second approval', () => {
  let one: TestCase
  beforeAll(async () => {
    one = await rig.open('contract')
    expect(await rig.approve(one, asha)).toEqual({ stage: 'awaiting_second', holdUntil: null })
  })

  test('is refused to the person who gave the first', async () => {
    expect(await reasonOf(rig.approve(one, asha))).toBe('refused: second-is-first')
  })

  test('of a contract change is refused without credit authority, whatever the role', async () => {
    expect(await reasonOf(rig.approve(one, ben))).toBe('refused: credit-authority')
    expect(await reasonOf(rig.approve(one, surya))).toBe('refused: credit-authority')
  })

  test('by another person with credit authority starts the undo time', async () => {
    const decided = await rig.approve(one, chitra)
    expect(decided.stage).toBe('holding')
    const row = await rig.row(one)
    expect(row['approved_by']).toEqual([asha.id, chitra.id])
    expect(row['hold_until']).toBe(decided.holdUntil)
    await rig.undo(one, chitra)
  })

  test('is not needed once the first is taken back: who holds the authority may then give the second', async () => {
    const taken = await rig.open('contract')
    await rig.approve(taken, chitra)
    expect(await reasonOf(rig.undo(taken, ben))).toBe('refused: not-yours')
    expect(await rig.undo(taken, chitra)).toEqual({ stage: 'awaiting_decision', holdUntil: null })
    expect(await rig.row(taken)).toMatchObject({ stage: 'awaiting_decision', approved_by: [] })
    await rig.approve(taken, asha)
    expect((await rig.approve(taken, chitra)).stage).toBe('holding')
    await rig.undo(taken, chitra)
  })

  test('of a referral needs no credit authority', async () => {
    const referral = await rig.open('referral')
    await rig.approve(referral, asha)
    expect((await rig.approve(referral, ben)).stage).toBe('holding')
    await rig.undo(referral, ben)
  })
})

describe('what was decided', () => {
  test('is taken once: the same decision again gets the same answer, in another envelope it is refused', async () => {
    const one = await rig.open('contract')
    const said = rig.claims(one, 'approve', asha)
    expect(await rig.say(said)).toEqual(await rig.say(said))
    const handle = rig.temporal.client.workflow.getHandle(one.caseId)
    const again = handle.executeUpdate('decide', { args: [{ token: rig.sign(said) }] })
    await expect(again).rejects.toMatchObject({ cause: { details: [{ reason: 'decision-used' }] } })
    expect((await rig.row(one))['approved_by']).toEqual([asha.id])
  })

  test('two people at once: one rejects, the other is told that the case waits no more', async () => {
    const one = await rig.open('message')
    const answers = await Promise.all([reasonOf(rig.reject(one, asha)), reasonOf(rig.reject(one, ben))])
    expect(answers.sort()).toEqual(['conflict: not-waiting', 'taken'])
  })

  test('a case without a plan cannot be approved, only rejected', async () => {
    const one = await rig.open('manual')
    expect(await reasonOf(rig.approve(one, asha))).toBe('refused: no-plan')
    expect((await rig.reject(one, asha)).stage).toBe('awaiting_outcome')
  })

  test('a case that is watched takes no decision', async () => {
    const one = await rig.open('monitor')
    expect(await reasonOf(rig.approve(one, asha))).toBe('conflict: not-waiting')
    expect(await reasonOf(rig.reject(one, asha))).toBe('conflict: not-waiting')
  })

  test('may be undone by who approved or by a supervisor, by nobody else', async () => {
    const one = await rig.open('message')
    expect((await rig.approve(one, asha)).stage).toBe('holding')
    expect(await reasonOf(rig.undo(one, ben))).toBe('refused: not-yours')
    expect(await rig.undo(one, surya)).toEqual({ stage: 'awaiting_decision', holdUntil: null })
    expect(await rig.row(one)).toMatchObject({
      stage: 'awaiting_decision',
      approved_by: [],
      hold_until: null,
    })
  })

  test('keeps its ten seconds whoever reaches Temporal: a word that is not signed for it ends them not', async () => {
    const [one, other] = [await rig.open('message'), await rig.open('message')]
    await rig.approve(one, asha)
    const workflow = rig.temporal.client.workflow.getHandle(one.caseId)
    const foreign = rig.releaseOf(other)
    const stranger = rig.releaseOf(one, randomBytes(32))
    for (const words of [[], [{}], [{ token: 7 }], [{ token: foreign }], [{ token: stranger }]])
      await workflow.signal('undoTimeOver', ...words)
    expect((await rig.undo(one, asha)).stage).toBe('awaiting_decision')
    await rig.approve(other, asha)
    await rig.cases.signalCase(other.caseId, 'undoTimeOver', { token: foreign })
    expect(await reasonOf(rig.undo(other, asha))).toBe('conflict: hold-over')
  })

  test('is not held up by unreadable signals', async () => {
    const one = await rig.open('message')
    const workflow = rig.temporal.client.workflow.getHandle(one.caseId)
    for (const name of signals)
      for (const words of [[], [null], ['nonsense'], [{ clock: 7, cause: [] }]])
        await workflow.signal(name, ...words)
    expect((await rig.approve(one, asha)).stage).toBe('holding')
    expect((await rig.undo(one, asha)).stage).toBe('awaiting_decision')
  })

  test('cannot be undone when its ten seconds are over', async () => {
    const one = await rig.open('message')
    await rig.approve(one, asha)
    await sleep(UNDO_MS + 500)
    expect(await reasonOf(rig.undo(one, asha))).toBe('conflict: hold-over')
  })
})
