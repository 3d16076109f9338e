import { open, rename, writeFile, type FileHandle } from 'node:fs/promises'
import type { ChainHead, Link } from '../domain/seal-chain.ts'
import { readEnvironment } from '../stores/environment.ts'
import { createLogger } from '../stores/logger.ts'
import { sealedCases } from '../stores/postgres/archive.ts'
import { writeAudit } from '../stores/postgres/audit.ts'
import { openDatabase, type Database } from '../stores/postgres/database.ts'
import { connectTemporal } from '../stores/temporal/client.ts'
import { createSealer } from '../workers/sealer/seal.ts'
import { readArguments } from './arguments.ts'
import { auditKey, headFileOf, signHead } from './audit/head.ts'
import { lineOf } from './audit/line.ts'
import { verifyChain } from './audit/verify.ts'
import { runOffline } from './offline/run.ts'

/**
 * `npm run audit:export -- --out FILE`: one JSON line a completed case, in the order of the chain of seals, and the signed
 * head of the chain in `FILE.head.json`. An archive that does not hold is not signed. `npm run audit:verify -- FILE` verifies
 * both.
 */
await runOffline(async () => {
  const { out } = readArguments(process.argv.slice(2), { out: true })
  const environment = readEnvironment(
    ...(['DATABASE_URL', 'TEMPORAL_ADDRESS', 'TEMPORAL_NAMESPACE', 'EQUILIBRATE_HOME'] as const),
  )
  const db = openDatabase(environment.DATABASE_URL)
  const temporal = await connectTemporal({
    address: environment.TEMPORAL_ADDRESS,
    namespace: environment.TEMPORAL_NAMESPACE,
  })
  try {
    // What was completed a moment ago is not left out.
    await createSealer(db, temporal, createLogger('audit-export')).sealCompleted()
    const key = await auditKey(environment.EQUILIBRATE_HOME)
    const { number: cases, hash } = await writeCases(db, out)
    const head = { schema: 'seal-head/1' as const, number: cases, hash, at: new Date().toISOString() }
    await writeFile(headFileOf(out), signHead(head, key))
    const details = { cases, hash }
    await writeAudit(db, { actorId: 'operator', action: 'audit.exported', subject: null, details })
    process.stdout.write(`${JSON.stringify({ cases })}\n`)
  } finally {
    await Promise.all([db.close(), temporal.close()])
  }
})

/** A file that is there is whole: it gets its name when everything is written and holds. Gives the last seal. */
async function writeCases(db: Database, out: string): Promise<ChainHead> {
  const unfinished = `${out}.part`
  const file = await open(unfinished, 'w')
  try {
    const last = await writeLines(db, file)
    await file.close()
    await rename(unfinished, out)
    return last
  } finally {
    await file.close().catch(() => undefined)
  }
}

async function writeLines(db: Database, file: FileHandle): Promise<ChainHead> {
  const links: Link[] = []
  for await (const { caseId: _, text, ...link } of sealedCases(db)) {
    await file.write(`${lineOf(text, link)}\n`)
    links.push(link)
  }
  return verifyChain(links)
}
