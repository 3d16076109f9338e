import { z } from 'zod'
import { canonicalJson } from '../../domain/canonical-json.ts'
import { ServiceError } from '../../domain/errors.ts'
import { explanationSchema, reasonSchema } from '../../domain/evidence.ts'
import { featureVectorSchema } from '../../domain/risk.ts'
import type { Queryable } from './database.ts'

/** What scoring a case adds to its evaluation: the inputs as the model saw them, and why the score is what it is. */
export const caseScoreSchema = z.object({
  inputs: featureVectorSchema,
  explanation: explanationSchema.nullable(),
  reasons: z.array(reasonSchema),
  runtime: z.object({ node: z.string(), onnxruntime: z.string() }),
})
export type CaseScore = z.infer<typeof caseScoreSchema>

/** Stores the score of one evidence version; a case that was reset counts anew, and its own score stands. */
export async function storeCaseScore(
  client: Queryable,
  caseId: string,
  version: number,
  score: CaseScore,
): Promise<void> {
  await client.query(
    `insert into case_scores as s (case_id, version, body) values ($1, $2, $3)
     on conflict (case_id, version) do update set body = excluded.body where s.body <> excluded.body`,
    [caseId, version, canonicalJson(score)],
  )
}

/** @throws not-found | no-such-score */
export async function readCaseScore(client: Queryable, caseId: string, version: number): Promise<CaseScore> {
  const { rows } = await client.query<{ body: string }>(
    `select body from case_scores where case_id = $1 and version = $2`,
    [caseId, version],
  )
  if (rows[0]) return caseScoreSchema.parse(JSON.parse(rows[0].body))
  throw new ServiceError('not-found', 'no-such-score', 'The case has no score of this version.', { version })
}
