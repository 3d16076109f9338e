import type { DecisionClaims } from '../domain/decision.ts'
import { recordRefusedDecision } from '../stores/postgres/decisions.ts'
import type { CaseDeps } from './deps.ts'

/** A decision that came as a signal cannot be refused to its sender: the refusal is written down where people look. */
export const recordRefusal =
  ({ db }: Pick<CaseDeps, 'db'>) =>
  async ({ claims, refusal }: { claims: DecisionClaims; refusal: string }): Promise<void> => {
    await db.transaction((client) => recordRefusedDecision(client, claims, refusal))
  }
