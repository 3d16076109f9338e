import { randomUUID } from 'node:crypto'
import { ed25519 } from '@noble/curves/ed25519.js'
import { instantAt, localDateOf } from '../../domain/bank-time.ts'
import { addDays, weekdayOf } from '../../domain/calendar.ts'
import type { CaseStart } from '../../domain/case.ts'
import type { DecideResult } from '../../domain/case-messages.ts'
import { encodeDecisionToken } from '../../domain/decision-token.ts'
import { DECISION_TOKEN_LIFETIME_MS, type DecisionClaims } from '../../domain/decision.ts'
import { evaluationIdOf } from '../../domain/ids.ts'
import { isServiceError } from '../../domain/errors.ts'
import type { DueObligation, Evaluation } from '../../domain/evaluation.ts'
import type { FeatureVector } from '../../domain/risk.ts'
import type { Actor } from '../../domain/roles.ts'
import { encodeUndoRelease } from '../../domain/undo-release.ts'
import { openDatabase } from '../../stores/postgres/database.ts'
import { readClock } from '../../stores/postgres/bank-clock.ts'
import { markStarted, openEpisode } from '../../stores/postgres/episodes.ts'
import { openCases } from '../../stores/temporal/cases.ts'
import { connectTemporal } from '../../stores/temporal/client.ts'
import { openVault } from '../../stores/vault/vault.ts'
import { openBankSystem } from '../harness/bank-system.ts'
import { openCaseRows } from '../harness/case-rows.ts'
import { BANK_ZONE, paymentOf } from '../harness/distressed-customer.ts'
import type { InstanceInfo } from '../harness/instance.ts'
import { messagesTo } from '../harness/phone-log.ts'
import { openDraw } from './draw.ts'
import { evaluationOf, type Kind } from './evaluations.ts'

const DRAWN_AT_ONCE = 40

export type TestCase = {
  caseId: string
  /** The bank's own id of the customer. */
  bankId: string
  customer: string
  phone: string
  dueDate: string
  evidenceHash: string
  planHash: string
}
type Opened = { caseId: string; customer: string; evaluation: Evaluation; obligation: DueObligation }
export type Rig = Awaited<ReturnType<typeof openRig>>

/** Opens cases through the ledger and speaks to them as the API does; everything behind is the running instance. */
export async function openRig(instance: InstanceInfo) {
  const { environment } = instance
  const bank = await openBankSystem(instance)
  const rows = await openCaseRows(instance)
  const db = openDatabase(environment['DATABASE_URL'] ?? '')
  const temporal = await connectTemporal({
    address: environment['TEMPORAL_ADDRESS'] ?? '',
    namespace: 'default',
  })
  const cases = openCases(temporal.client)
  const vault = openVault(db, {
    EQUILIBRATE_VAULT_KEY: environment['EQUILIBRATE_VAULT_KEY'] ?? '',
    EQUILIBRATE_INDEX_KEY: environment['EQUILIBRATE_INDEX_KEY'] ?? '',
  })
  const seed = Buffer.from(environment['EQUILIBRATE_DECISION_PRIVATE_KEY'] ?? '', 'base64')
  /** No two cases have the same number, whatever they end in. */
  const firstArea = Date.now() % 10_000
  let opened = 0
  const isDrawn = openDraw(environment)
  /** A new customer whom the draw gives this: the opener, where it finds the episode before us, starts the same case. */
  const newBankId = async (assignment: CaseStart['assignment'] = 'outreach'): Promise<string> => {
    for (;;) {
      const bankIds = Array.from({ length: DRAWN_AT_ONCE }, () => `CASE-${randomUUID()}`)
      const customers = await bank.doors.tokens(bankIds)
      const found = bankIds.find((_, index) => isDrawn(customers[index]!) === (assignment === 'hold-out'))
      if (found !== undefined) return found
    }
  }

  const open = async (
    kind: Kind,
    options: {
      contact?: boolean
      /** How the bank tells of the customer's address and consents, in place of the usual. */
      introduce?: (who: Pick<TestCase, 'bankId' | 'phone'>) => Promise<void>
      lastDigits?: string
      change?: (evaluation: Evaluation) => Evaluation | Promise<Evaluation>
      stage?: string
      bankId?: string
      assignment?: CaseStart['assignment']
    } = {},
  ): Promise<TestCase> => {
    const bankId = options.bankId ?? (await newBankId(options.assignment))
    const customer = await bank.token(bankId)
    const area = String((firstArea + ++opened) % 10_000).padStart(4, '0')
    const phone = `+9198${area}${options.lastDigits ?? String(3000 + opened)}`
    if (options.contact !== false) await (options.introduce ?? introduce)({ bankId, phone })
    const drawn = await evaluationOf(customer, kind, await bank.now_ms())
    const evaluation = (await options.change?.(drawn)) ?? drawn
    const episode = await openEpisode(db, evaluation)
    const caseId = episode?.caseId ?? ''
    if (evaluation.obligation)
      await start({ caseId, customer, evaluation, obligation: evaluation.obligation }, options.assignment)
    if (options.assignment === 'hold-out')
      return { ...{ caseId, bankId, customer, phone, evidenceHash: '', planHash: '' }, dueDate: '' }
    await rows.untilStage(caseId, options.stage ?? (kind === 'monitor' ? 'monitoring' : 'awaiting_decision'))
    const { rows: found } = await db.query<{ evidenceHash: string; planHash: string }>(
      `select evidence_hash as "evidenceHash", plan_hash as "planHash" from cases where case_id = $1`,
      [caseId],
    )
    const [{ evidenceHash, planHash } = { evidenceHash: '', planHash: '' }] = found
    return {
      ...{ caseId, bankId, customer, phone, dueDate: evaluation.obligation?.dueDate ?? '' },
      ...{ evidenceHash, planHash },
    }
  }
  /** As the opener starts it; the opener itself would find it in the ledger, some seconds later. */
  const start = async (
    { caseId, customer, evaluation, obligation }: Opened,
    assignment: CaseStart['assignment'] = 'outreach',
  ): Promise<void> => {
    await cases.startCase({
      ...{
        caseId,
        customer,
        episode: 1,
        evaluationId: evaluation.id,
        obligation,
        assignment,
        declared: null,
      },
      clock: await readClock(db),
      decisionPublicKey: environment['EQUILIBRATE_DECISION_PUBLIC_KEY'] ?? '',
      bankZone: BANK_ZONE,
    })
    await markStarted(db, caseId)
  }
  /** The bank knows the customer's number and may write to it. */
  const introduce = async ({ bankId, phone }: Pick<TestCase, 'bankId' | 'phone'>): Promise<void> => {
    await bank.introduce(bankId, { name: 'Testa Personova', phone })
    const consent = { customerId: bankId, channel: 'sms', purpose: 'wellness', basis: 'consent' } as const
    await bank.doors.postConsents([{ ...consent, status: 'granted', at: '2026-01-01T00:00:00.000Z' }])
  }
  const claims = (
    { caseId, evidenceHash, planHash }: TestCase,
    verdict: DecisionClaims['verdict'],
    actor: Actor,
    change: Partial<DecisionClaims> = {},
  ): DecisionClaims => ({
    schema: 'decision/1',
    ...{ caseId, decisionId: randomUUID(), verdict, evidenceHash, planHash, actor },
    rejectReason: verdict === 'reject' ? 'already-in-contact' : null,
    detail: null,
    issuedAt: new Date().toISOString(),
    expiresAt: new Date(Date.now() + DECISION_TOKEN_LIFETIME_MS).toISOString(),
    ...change,
  })
  const sign = (said: DecisionClaims, key: Uint8Array = seed): string =>
    encodeDecisionToken(said, (message) => ed25519.sign(message, key))
  const say = (said: DecisionClaims): Promise<DecideResult> => cases.decideCase(said.caseId, sign(said))
  const releaseOf = ({ caseId }: TestCase, key: Uint8Array = seed): string =>
    encodeUndoRelease(caseId, Date.now(), (message) => ed25519.sign(message, key))
  const endUndoTime = async (one: TestCase): Promise<void> =>
    void (await cases.signalCase(one.caseId, 'undoTimeOver', { token: releaseOf(one) }))
  /** Bank time jumps to this instant; it stands there unless a speed is given. */
  const jumpTo = async (bank_ms: number, speed = 0): Promise<void> => {
    await bank.doors.setClock(new Date(bank_ms).toISOString(), speed)
  }

  return {
    ...{ instance, bank, rows, db, cases, temporal, open, introduce, claims, sign },
    approve: (one: TestCase, actor: Actor) => say(claims(one, 'approve', actor)),
    reject: (one: TestCase, actor: Actor) => say(claims(one, 'reject', actor)),
    /** The last approval that is needed, without the ten seconds in which it could be taken back. */
    approveAtOnce: async (one: TestCase, actor: Actor): Promise<void> => {
      await say(claims(one, 'approve', actor))
      await endUndoTime(one)
    },
    newBankId,
    releaseOf,
    endUndoTime,
    undo: (one: TestCase, actor: Actor) => say(claims(one, 'undo', actor)),
    say,
    /** The case with the evidence and plan as they stand now. */
    now: async (one: TestCase): Promise<TestCase> => {
      const { rows: found } = await db.query(
        `select evidence_hash as "evidenceHash", plan_hash as "planHash" from cases where case_id = $1`,
        [one.caseId],
      )
      return { ...one, ...(found[0] as Pick<TestCase, 'evidenceHash' | 'planHash'>) }
    },
    /** A worker's words, in the vault. */
    writeEdit: ({ customer }: TestCase, text: string) => vault.writeText(customer, 'edit', text),
    /** The stream sees the customer so now: a later evaluation of the same obligation. */
    evaluate: async (
      { customer, caseId }: TestCase,
      kind: Kind,
      version: number,
      otherwise: FeatureVector = {},
    ): Promise<void> => {
      const now_ms = (await bank.now_ms()) + version
      const drawn = await evaluationOf(customer, kind, now_ms)
      const features = { ...drawn.features, ...otherwise }
      const { rows: first } = await db.query<{ body: string }>(
        `select body from case_evaluations join episodes using (evaluation_id) where case_id = $1`,
        [caseId],
      )
      const { obligation } = JSON.parse(first[0]?.body ?? '{}') as Evaluation
      const id = evaluationIdOf(customer, version)
      const asOf = new Date(now_ms).toISOString()
      await bank.evaluate({ ...drawn, features, id, stateVersion: version, asOf, obligation })
    },
    /** The instalment is paid in full now. */
    pay: async ({ customer, caseId }: TestCase): Promise<void> =>
      bank.tell(customer, [paymentOf(caseId.slice(-30), `loan-${customer.slice(-6)}`, await bank.now_ms())]),
    jumpTo,
    /** Bank time jumps to the next such minute of a local day. */
    jumpToLocal: async (hour: number, speed = 0): Promise<void> => {
      const now_ms = await bank.now_ms()
      const today = localDateOf(now_ms, BANK_ZONE)
      const at = (days: number) => instantAt(addDays(today, days), hour * 60, BANK_ZONE)
      await jumpTo(at(0) >= now_ms ? at(0) : at(1), speed)
    },
    /** Bank time jumps to the next Monday to Thursday, at this hour. */
    jumpToWorkday: async (hour: number): Promise<void> => {
      let date = localDateOf(await bank.now_ms(), BANK_ZONE)
      do date = addDays(date, 1)
      while (weekdayOf(date) === 0 || weekdayOf(date) > 4)
      await jumpTo(instantAt(date, hour * 60, BANK_ZONE))
    },
    messages: ({ phone }: TestCase) => messagesTo(instance, phone),
    row: async ({ caseId }: TestCase) =>
      (await db.query(`select * from cases where case_id = $1`, [caseId])).rows[0] as Record<string, unknown>,
    outcome: async ({ caseId }: TestCase) =>
      (await db.query(`select * from outcomes where case_id = $1`, [caseId])).rows[0] as
        Record<string, unknown> | undefined,
    close: async () => {
      await Promise.all([bank.close(), rows.close(), db.close(), temporal.close()])
    },
  }
}

/** The reason for which a request was refused; `taken` where it was not. */
export async function reasonOf(request: Promise<unknown>): Promise<string> {
  try {
    await request
    return 'taken'
  } catch (error) {
    if (isServiceError(error)) return `${error.code}: ${error.reason}`
    throw error
  }
}
