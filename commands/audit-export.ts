import { open, rename, type FileHandle } from 'node:fs/promises'
import { readEnvironment } from '../stores/environment.ts'
import { createLogger } from '../stores/logger.ts'
import { readSealed, sealedCaseIds } from '../stores/postgres/archive.ts'
import { writeAudit } from '../stores/postgres/audit.ts'
import { openDatabase, type Database } from '../stores/postgres/database.ts'
import { connectTemporal } from '../stores/temporal/client.ts'
import { createSealer } from '../workers/sealer/seal.ts'
import { readArguments } from './arguments.ts'
import { runOffline } from './offline/run.ts'

/**
 * `npm run audit:export -- --out FILE`: one JSON line a completed case. `sha256` is over the line's bytes without it:
 * take `,"sha256":"…"` from the end and close the brace.
 */
await runOffline(async () => {
  const { out } = readArguments(process.argv.slice(2), { out: true })
  const environment = readEnvironment('DATABASE_URL', 'TEMPORAL_ADDRESS', 'TEMPORAL_NAMESPACE')
  const db = openDatabase(environment.DATABASE_URL)
  const temporal = await connectTemporal({
    address: environment.TEMPORAL_ADDRESS,
    namespace: environment.TEMPORAL_NAMESPACE,
  })
  try {
    // What was completed a moment ago is not left out.
    await createSealer(db, temporal, createLogger('audit-export')).sealCompleted()
    const cases = await writeCases(db, out)
    await writeAudit(db, { actorId: 'operator', action: 'audit.exported', subject: null, details: { cases } })
    process.stdout.write(`${JSON.stringify({ cases })}\n`)
  } finally {
    await Promise.all([db.close(), temporal.close()])
  }
})

/** A file that is there is whole: it gets its name when everything is written. */
async function writeCases(db: Database, out: string): Promise<number> {
  const unfinished = `${out}.part`
  const file = await open(unfinished, 'w')
  try {
    const count = await writeLines(db, file)
    await file.close()
    await rename(unfinished, out)
    return count
  } finally {
    await file.close().catch(() => undefined)
  }
}

async function writeLines(db: Database, file: FileHandle): Promise<number> {
  const ids = await sealedCaseIds(db)
  for (const caseId of ids) {
    const { text, sha256 } = await readSealed(db, caseId)
    await file.write(`${text.slice(0, -1)},"sha256":"${sha256}"}\n`)
  }
  return ids.length
}
