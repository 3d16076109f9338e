import type { ContactRulesChanged } from '../../domain/case-messages.ts'
import type { Database } from '../postgres/database.ts'
import { openEpisodesOf } from '../postgres/episodes.ts'
import type { Cases } from './cases.ts'

/**
 * Tells the open cases of these customers that a basis, a hold or an opt-out has changed. Write it down first: a case
 * that is not reached finds it at its gate.
 */
export async function tellOpenCases(
  { database, cases }: { database: Database; cases: Cases },
  customers: readonly string[],
  cause: ContactRulesChanged['cause'],
): Promise<void> {
  const open = await openEpisodesOf(database, [...new Set(customers)])
  for (const { caseId } of open) await cases.signalCase(caseId, 'contactRulesChanged', { cause })
}
