import { ServiceError } from '../../domain/errors.ts'
import { packFrom } from '../../policies/pack.ts'
import { readClock } from '../../stores/postgres/bank-clock.ts'
import { writeAudit } from '../../stores/postgres/audit.ts'
import {
  findPack,
  listPacks,
  packBody,
  packInForce,
  reviewPack,
  storePack,
  type StoredPack,
} from '../../stores/postgres/packs.ts'
import type { Queryable } from '../../stores/postgres/database.ts'
import type { PackDetail, PackVersion } from '../contract/policies.ts'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/handler.ts'
import { packOf, problemsOf } from './pack-documents.ts'

type PolicyHandlers = Pick<
  Handlers,
  'listPolicies' | 'getPolicy' | 'postPolicy' | 'postPolicyPublish' | 'postPolicyRefuse'
>
type Review = { id: string; hash: string; actorId: string; status: 'published' | 'refused' }

export const policyHandlers = ({ database }: Pick<Deps, 'database'>): PolicyHandlers => ({
  listPolicies: async () => ({ versions: await shown(database, await listPacks(database)) }),
  getPolicy: ({ params }) => detailOf(database, params.id, params.hash),
  postPolicy: async ({ params: { id }, body: { documents }, signedIn }) => {
    const { version, effective } = packOf(id, documents).documents.pack
    const authorId = signedIn.actor.id
    const hash = await database.transaction(async (client) => {
      const stored = await storePack(client, { id, version, effective, authorId, documents })
      await audit(client, authorId, 'policy.handed-in', { id, version, hash: stored })
      return stored
    })
    return detailOf(database, id, hash)
  },
  postPolicyPublish: ({ params, signedIn }) =>
    review(database, { ...params, actorId: signedIn.actor.id, status: 'published' }),
  postPolicyRefuse: ({ params, signedIn }) =>
    review(database, { ...params, actorId: signedIn.actor.id, status: 'refused' }),
})

async function review(
  database: Deps['database'],
  { id, hash, actorId, status }: Review,
): Promise<PackVersion> {
  await database.transaction(async (client) => {
    const { version, problems, documents } = await detailOf(client, id, hash)
    if (version.status !== 'draft')
      throw new ServiceError('conflict', 'no-draft', `This version is ${version.status} already.`)
    if (version.authorId === actorId)
      throw new ServiceError('refused', 'own-policy', 'Another person must look at it.')
    if (status === 'published') await refuseUnfit(client, { version, problems, documents })
    await reviewPack(client, { id, hash, reviewerId: actorId, status })
    await audit(client, actorId, `policy.${status}`, { id, version: version.version, hash })
  })
  return (await detailOf(database, id, hash)).version
}

async function refuseUnfit(client: Queryable, { version, problems, documents }: PackDetail): Promise<void> {
  if (problems.length > 0)
    throw new ServiceError('refused', 'policy-has-problems', `It cannot be put in force: ${problems[0]}`, {
      problems: problems.length,
    })
  if (packOf(version.id, documents).documents.pack.status !== 'in-force')
    throw new ServiceError('refused', 'policy-says-draft', 'Its own status says draft.', {
      field: 'pack.status',
    })
  const before = (await listPacks(client, version.id)).filter(({ status }) => status === 'published')
  if (before.some((each) => compareVersions(each.version, version.version) >= 0))
    throw new ServiceError('refused', 'version-not-higher', 'A published version is as high already.', {
      field: 'pack.version',
    })
}

const compareVersions = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true })

/** @throws not-found | no-such-policy */
async function detailOf(db: Queryable, id: string, hash: string): Promise<PackDetail> {
  const [stored, body] = [await findPack(db, id, hash), await packBody(db, id, hash)]
  if (!stored || body === null)
    throw new ServiceError('not-found', 'no-such-policy', 'There is no such version.')
  const documents = JSON.parse(body) as Record<string, unknown>
  const [version] = await shown(db, [stored])
  return {
    version: version as PackVersion,
    documents,
    problems: await problemsOf(packFrom(documents)),
  }
}

async function shown(db: Queryable, packs: readonly StoredPack[]): Promise<PackVersion[]> {
  const ids = [...new Set(packs.map(({ id }) => id))]
  const clock = await readClock(db)
  const inForce = new Set(await Promise.all(ids.map((id) => packInForce(db, clock, id))))
  return packs.map((pack) => ({ ...pack, inForce: inForce.has(pack.hash) }))
}

const audit = (
  client: Queryable,
  actorId: string,
  action: string,
  details: Record<string, string>,
): Promise<void> => writeAudit(client, { actorId, action, subject: null, details })
