import { parseArgs } from 'node:util'
import { ServiceError } from '../domain/errors.ts'
import { replayRejected, type Replayed } from '../ingest/replay.ts'
import { tokenOf } from '../ingest/tokenise.ts'
import { readEnvironment } from '../stores/environment.ts'
import { openKafka } from '../stores/kafka/client.ts'
import { openProducer } from '../stores/kafka/producer.ts'
import { writeAudit } from '../stores/postgres/audit.ts'
import { openDatabase, type Database } from '../stores/postgres/database.ts'
import { countRejected, listRejected, type RejectedFilter } from '../stores/postgres/rejected-events.ts'
import { openVault } from '../stores/vault/vault.ts'
import { csvLine } from './offline/csv-out.ts'
import { runOffline } from './offline/run.ts'

const USAGE = 'npm run rejected -- list|replay [--reason REASON] [--source SOURCE] [--id ID] [--limit N]'
const LISTED_DEFAULT = 50
const PAGE_ROWS = 200
const KINDS_SHOWN_MAX = 100
const COLUMNS = ['id', 'state', 'source', 'position', 'reason', 'field', 'fix', 'attempts'] as const

type Options = { verb: 'list' | 'replay'; filter: RejectedFilter; id: number | null; limit: number }

/** `npm run rejected`: lists what could not be taken, as CSV, or takes it through its door once more after a fix. */
await runOffline(async () => {
  const options = readOptions()
  const environment = readEnvironment(
    ...(['DATABASE_URL', 'KAFKA_BROKERS', 'EQUILIBRATE_BANK_ZONE', 'EQUILIBRATE_TOKEN_PEPPER'] as const),
    ...(['EQUILIBRATE_VAULT_KEY', 'EQUILIBRATE_INDEX_KEY'] as const),
  )
  const database = openDatabase(environment.DATABASE_URL)
  try {
    if (options.verb === 'list') return await list(database, options)
    const producer = await openProducer(openKafka(environment.KAFKA_BROKERS, 'equilibrate-replay'))
    const pepper = Buffer.from(environment.EQUILIBRATE_TOKEN_PEPPER, 'base64')
    await replay(database, options, (ids) =>
      replayRejected(
        {
          ...{ database, producer, zone: environment.EQUILIBRATE_BANK_ZONE },
          vault: openVault(database, environment),
          tokenise: (customerId) => tokenOf(pepper, customerId),
        },
        ids,
      ),
    )
    await producer.close()
  } finally {
    await database.close()
  }
})

async function list(database: Database, { filter, limit }: Options): Promise<void> {
  for (const { source, reason, state, count } of await countRejected(database, KINDS_SHOWN_MAX))
    process.stderr.write(`${count} ${state}: ${source}, ${reason}\n`)
  process.stdout.write(csvLine(COLUMNS))
  for (const row of await listRejected(database, filter, { before: null, limit }))
    process.stdout.write(csvLine(COLUMNS.map((column) => row[column])))
}

/** All open rows that match, the newest first; each once. */
async function replay(
  database: Database,
  { filter, id }: Options,
  again: (ids: number[]) => Promise<Replayed[]>,
): Promise<void> {
  const totals: Record<Replayed['result'], number> = {
    taken: 0,
    rejected: 0,
    'not-open': 0,
    'no-original': 0,
  }
  const count = (results: Replayed[]): void => {
    for (const { result } of results) totals[result] += 1
    process.stderr.write(`${totals.taken} taken, ${totals.rejected} rejected again\n`)
  }
  if (id !== null) count(await again([id]))
  for (let before: number | null = null; id === null;) {
    const rows = await listRejected(database, { ...filter, state: 'open' }, { before, limit: PAGE_ROWS })
    if (rows.length === 0) break
    count(await again(rows.map((row) => row.id)))
    before = rows.at(-1)?.id ?? null
  }
  const { taken, rejected } = totals
  await writeAudit(database, {
    ...{ actorId: 'command', action: 'rejected.replay', subject: null },
    details: { taken, rejected },
  })
  process.stdout.write(`${JSON.stringify(totals)}\n`)
}

function readOptions(): Options {
  const text = { type: 'string' } as const
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { reason: text, source: text, id: text, limit: text },
    })
    const [verb] = positionals
    const { reason, source, id, limit = String(LISTED_DEFAULT) } = values
    const whole = /^\d{1,9}$/
    if ((verb === 'list' || verb === 'replay') && whole.test(id ?? '0') && whole.test(limit))
      return {
        verb,
        filter: { reason, source },
        id: id === undefined ? null : Number(id),
        limit: Number(limit),
      }
  } catch {
    // Said below.
  }
  throw new ServiceError('invalid', 'usage', USAGE)
}
