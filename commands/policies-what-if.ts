import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ServiceError } from '../domain/errors.ts'
import { packDocumentsSchema } from '../policies/pack-schema.ts'
import { loadPack, packFrom, type Pack } from '../policies/pack.ts'
import { openPacks } from '../policies/packs.ts'
import { replayUnder, type Treatment } from '../policies/what-if.ts'
import { readEnvironment } from '../stores/environment.ts'
import { readClock } from '../stores/postgres/bank-clock.ts'
import { pastCases } from '../stores/postgres/case-evaluations.ts'
import { openDatabase, type Database } from '../stores/postgres/database.ts'
import { listPacks, packBody, packReader } from '../stores/postgres/packs.ts'
import { csvLine } from './offline/csv-out.ts'
import { runOffline } from './offline/run.ts'

const USAGE = 'npm run policies:what-if -- PACK (a pack id, the hash of a version, or a folder of documents)'

/** A folder by its path, a version by its hash, a shipped pack by its id. @throws invalid, not-found, corrupt */
async function draftOf(db: Database, name: string | undefined): Promise<Pack> {
  if (!name) throw new ServiceError('invalid', 'option-missing', USAGE)
  if (/^[a-z]{2}$/.test(name)) return loadPack(name)
  if (!/^[0-9a-f]{64}$/.test(name)) return packFrom(documentsIn(name))
  const stored = (await listPacks(db)).find(({ hash }) => hash === name)
  const body = stored && (await packBody(db, stored.id, stored.hash))
  if (!body) throw new ServiceError('not-found', 'no-such-policy', 'There is no such version.')
  return packFrom(JSON.parse(body) as Record<string, unknown>)
}

const documentsIn = (folder: string): Record<string, unknown> =>
  Object.fromEntries(
    Object.keys(packDocumentsSchema.shape).map((name) => {
      try {
        return [name, JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'))]
      } catch {
        throw new ServiceError('not-found', 'no-such-pack', `There is no readable ${name}.json in ${folder}.`)
      }
    }),
  )

/** `npm run policies:what-if -- PACK`: past cases under a draft, as CSV; then one JSON object of counts. */
await runOffline(async () => {
  const db = openDatabase(readEnvironment('DATABASE_URL').DATABASE_URL)
  try {
    const draft = await draftOf(db, process.argv[2])
    const packs = openPacks(packReader(db, () => readClock(db)))
    const counts: Record<string, number> = { cases: 0, otherwise: 0 }
    const count = (what: string): void => void (counts[what] = (counts[what] ?? 0) + 1)
    process.stdout.write(csvLine(['case', 'changed', 'before', 'after']))
    for await (const { caseId, before, after, changed } of replayUnder(draft, packs, pastCases(db))) {
      count('cases')
      if (changed.length === 0) continue
      for (const what of ['otherwise', ...changed]) count(what)
      const said = (treatment: Treatment) =>
        changed.map((name) => `${name}=${String(treatment[name])}`).join('; ')
      process.stdout.write(csvLine([caseId, changed.join(' '), said(before), said(after)]))
    }
    process.stdout.write(`${JSON.stringify({ pack: draft.ref, ...counts })}\n`)
  } finally {
    await db.close()
  }
})
