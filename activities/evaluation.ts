import { ServiceError } from '../domain/errors.ts'
import { evaluationSchema, type Evaluation } from '../domain/evaluation.ts'
import { sha256 } from '../domain/hash.ts'
import type { Queryable } from '../stores/postgres/database.ts'
import { evaluationBody } from '../stores/postgres/episodes.ts'

/** The evaluation that opened a case, its bytes verified. @throws not-found | no-evaluation, corrupt | evaluation-hash, evaluation-schema */
export async function verifiedEvaluation(db: Queryable, evaluationId: string): Promise<Evaluation> {
  const stored = await evaluationBody(db, evaluationId)
  if (!stored)
    throw new ServiceError('not-found', 'no-evaluation', 'The evaluation of this case is not stored.')
  if (sha256(stored.body) !== stored.sha256)
    throw new ServiceError('corrupt', 'evaluation-hash', 'The stored evaluation does not match its hash.')
  const parsed = evaluationSchema.safeParse(JSON.parse(stored.body))
  if (parsed.success) return parsed.data
  throw new ServiceError('corrupt', 'evaluation-schema', 'The stored evaluation does not fit its schema.')
}
