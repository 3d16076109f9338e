import type { Intervention } from '../domain/intervention.ts'
import { purposeOf } from '../policies/compose.ts'
import type { Relation } from '../policies/open-channels.ts'
import type { Pack } from '../policies/pack.ts'
import { readConsents } from '../stores/postgres/consents.ts'
import type { Queryable } from '../stores/postgres/database.ts'

/** On what basis a customer may be written to about an intervention, as our records stand at an instant of bank time. */
export async function relationOf(
  db: Queryable,
  customer: string,
  pack: Pack,
  { templateId }: Intervention,
  now_ms: number,
): Promise<Relation> {
  const consents = await readConsents(db, customer, new Date(now_ms).toISOString())
  return {
    now_ms,
    purpose: templateId === null ? 'servicing' : purposeOf(pack, templateId),
    consents: consents.map(({ customer: _, ...consent }) => consent),
    // The case is about an obligation of a product that the customer holds with us.
    contract: true,
  }
}
