import type { Link } from '../domain/seal-chain.ts'
import { readEnvironment } from '../stores/environment.ts'
import { sealLinks } from '../stores/postgres/archive.ts'
import { openDatabase } from '../stores/postgres/database.ts'
import { readArguments } from './arguments.ts'
import { headFileOf, publicKeyFile, readHead } from './audit/head.ts'
import { linksOfFile, readPublicKey, verifyChain, verifyEnd, verifyHead } from './audit/verify.ts'
import { runOffline } from './offline/run.ts'

/**
 * `npm run audit:verify -- FILE [--key PUBLIC.pem] [--earlier HEAD.json]`: recomputes the chain of an export, without a
 * database, and holds it against its signed head; `--earlier` also against the head of an older export. Without FILE it
 * recomputes the archive of the running instance. The first link that does not hold is named; the exit code is then 1.
 */
await runOffline(async () => {
  const [file, options] = readCommandLine(process.argv.slice(2))
  const links = file === null ? await linksOfArchive() : await linksOfFile(file)
  const end = verifyChain(links)
  const headFiles = { own: file && headFileOf(file), earlier: options.earlier }
  const key = headFiles.own || headFiles.earlier ? await readPublicKey(options.key ?? homeKeyFile()) : null
  if (key && headFiles.own) verifyEnd(end, await readHead(headFiles.own, key))
  if (key && headFiles.earlier) verifyHead(links, await readHead(headFiles.earlier, key))
  process.stdout.write(`${JSON.stringify({ cases: links.length, ...end })}\n`)
})

function readCommandLine(words: string[]) {
  const isNamed = words[0] !== undefined && !words[0].startsWith('--')
  const options = readArguments(isNamed ? words.slice(1) : words, { key: false, earlier: false })
  return [isNamed ? (words[0] ?? null) : null, options] as const
}

function homeKeyFile(): string {
  return publicKeyFile(readEnvironment('EQUILIBRATE_HOME').EQUILIBRATE_HOME)
}

async function linksOfArchive(): Promise<Link[]> {
  const db = openDatabase(readEnvironment('DATABASE_URL').DATABASE_URL)
  try {
    return await sealLinks(db)
  } finally {
    await db.close()
  }
}
