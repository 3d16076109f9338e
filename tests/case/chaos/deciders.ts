import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { ed25519 } from '@noble/curves/ed25519.js'
import { encodeDecisionToken } from '../../../domain/decision-token.ts'
import { DECISION_TOKEN_LIFETIME_MS, type DecisionClaims } from '../../../domain/decision.ts'
import { isServiceError } from '../../../domain/errors.ts'
import type { Actor } from '../../../domain/roles.ts'
import type { Database } from '../../../stores/postgres/database.ts'
import type { Cases } from '../../../stores/temporal/cases.ts'
import type { Person } from '../made-people.ts'
import { asha, chitra } from '../people.ts'
import type { Fate } from './fate.ts'
import { again } from './until.ts'

const AGAIN_MS = 500
/** Two of three are approved; the rest share what sends nothing. */
const fates: readonly Fate[] = [
  'approved',
  'approved',
  'undone',
  'approved',
  'approved',
  'rejected',
  'approved',
]
const alsoFates: readonly Fate[] = ['half-approved', 'approved', 'untouched', 'approved', 'approved']

/** People who decide, and say the same decision again where nobody answered. */
export function openDeciders({ db, cases }: { db: Database; cases: Cases }, privateKey: string) {
  const key = Buffer.from(privateKey, 'base64')
  const say = async (person: Person, verdict: 'approve' | 'undo' | 'reject', actor: Actor): Promise<void> => {
    const row = await rowOf(db, person.start.caseId)
    const claims = claimsOf(row, verdict, actor)
    const token = encodeDecisionToken(claims, (message) => ed25519.sign(message, key))
    for (;;)
      try {
        return void (await cases.decideCase(claims.caseId, token))
      } catch (error) {
        if (isServiceError(error) && error.code !== 'unavailable') throw error
        await sleep(AGAIN_MS)
      }
  }
  const approveFully = async (person: Person): Promise<void> => {
    await say(person, 'approve', asha)
    if ((await rowOf(db, person.start.caseId)).stage === 'awaiting_second')
      await say(person, 'approve', chitra)
  }
  return {
    decide: async (person: Person, index: number): Promise<{ caseId: string; fate: Fate }> => {
      const { caseId } = person.start
      const wish = [...fates, ...alsoFates][index % (fates.length + alsoFates.length)] ?? 'approved'
      const { needsSecond } = await rowOf(db, caseId)
      const fate = wish === 'half-approved' && !needsSecond ? 'untouched' : wish
      if (fate === 'approved' || fate === 'undone') await approveFully(person)
      if (fate === 'undone') await say(person, 'undo', asha)
      if (fate === 'half-approved') await say(person, 'approve', asha)
      if (fate === 'rejected') await say(person, 'reject', asha)
      return { caseId, fate }
    },
  }
}

type Row = { caseId: string; evidenceHash: string; planHash: string; stage: string; needsSecond: boolean }

/** The case's row, once the inbox has it. */
const rowOf = (db: Database, caseId: string): Promise<Row> =>
  again('the row', async () => {
    const { rows } = await db.query<Row>(
      `select case_id as "caseId", evidence_hash as "evidenceHash", plan_hash as "planHash", stage,
         needs_second as "needsSecond" from cases where case_id = $1`,
      [caseId],
    )
    return rows[0]
  })

function claimsOf(row: Row, verdict: 'approve' | 'undo' | 'reject', actor: Actor): DecisionClaims {
  const { caseId, evidenceHash, planHash } = row
  const now_ms = Date.now()
  return {
    ...{ schema: 'decision/1', caseId, decisionId: randomUUID(), verdict, evidenceHash, planHash, actor },
    ...{ rejectReason: verdict === 'reject' ? 'already-in-contact' : null, detail: null },
    issuedAt: new Date(now_ms).toISOString(),
    expiresAt: new Date(now_ms + DECISION_TOKEN_LIFETIME_MS).toISOString(),
  }
}
