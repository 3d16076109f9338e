import { intendStep as intend, type DispatchIntent, type StepKey } from '../../../stores/postgres/dispatch.ts'
import type { Queryable } from '../../../stores/postgres/database.ts'

/** The steps of dispatch as a careless build would have them: nothing is remembered of a step that has begun. */
export * from '../../../stores/postgres/dispatch.ts'

export const findStep = (): Promise<null> => Promise.resolve(null)

export async function intendStep(
  client: Queryable,
  step: StepKey,
  bodySha256: string,
  verdict: unknown,
): Promise<DispatchIntent | null> {
  await client.query(`delete from dispatch_intents where dispatch_key = $1`, [step.dispatchKey])
  return intend(client, step, bodySha256, verdict)
}
