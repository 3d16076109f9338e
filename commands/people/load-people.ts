import type { BadRow } from '../../ingest/formats.ts'
import { isPersonRow, type PeopleFormat, type PersonRow } from '../../ingest/people.ts'
import { tokenOf } from '../../ingest/tokenise.ts'
import { readEnvironment } from '../../stores/environment.ts'
import { openKafka } from '../../stores/kafka/client.ts'
import { openProducer } from '../../stores/kafka/producer.ts'
import { writeAudit } from '../../stores/postgres/audit.ts'
import { openDatabase, type Database } from '../../stores/postgres/database.ts'
import { openVault, type Vault } from '../../stores/vault/vault.ts'
import { readArguments } from '../arguments.ts'
import { openBadRows } from '../load/bad-rows.ts'
import { loadIdOf } from '../load/load-id.ts'

export const PEOPLE_AT_ONCE_MAX = 500

type Stores = { database: Database; vault: Vault }
export type PeopleLoad<T> = {
  format: PeopleFormat
  open: (file: string) => Promise<AsyncGenerator<PersonRow<T> | BadRow>>
  write: (stores: Stores, rows: readonly { customer: string; value: T }[]) => Promise<void>
}

/** Takes a file about people. A bad row is named by line and field, never by value, and kept in the rejected data. */
export async function loadPeople<T>({ format, open, write }: PeopleLoad<T>): Promise<void> {
  const { input } = readArguments(process.argv.slice(2), { input: true })
  const environment = readEnvironment(
    ...(['DATABASE_URL', 'KAFKA_BROKERS', 'EQUILIBRATE_TOKEN_PEPPER'] as const),
    ...(['EQUILIBRATE_VAULT_KEY', 'EQUILIBRATE_INDEX_KEY'] as const),
  )
  const rows = await open(input)
  const loadId = await loadIdOf({ input, format, context: null })
  const pepper = Buffer.from(environment.EQUILIBRATE_TOKEN_PEPPER, 'base64')
  const tokenise = (customerId: string) => tokenOf(pepper, customerId)
  const database = openDatabase(environment.DATABASE_URL)
  const vault = openVault(database, environment)
  const producer = await openProducer(openKafka(environment.KAFKA_BROKERS, 'equilibrate-people'))
  const say = (line: string): void => void process.stderr.write(`${format}: ${line}\n`)
  const badRows = openBadRows({ vault, producer, tokenise, say }, { loadId, format })
  const counts = { accepted: 0, rejected: 0 }
  let chunk: { customer: string; value: T }[] = []
  const flush = async (): Promise<void> => {
    await write({ database, vault }, chunk)
    await badRows.write()
    counts.accepted += chunk.length
    chunk = []
  }
  try {
    for await (const row of rows) {
      if (isPersonRow(row)) chunk.push({ customer: tokenise(row.customerId), value: row.value })
      else {
        badRows.add(row)
        counts.rejected += 1
      }
      if (chunk.length >= PEOPLE_AT_ONCE_MAX) await flush()
    }
    await flush()
    badRows.summarise()
    const actor = { actorId: 'command', action: `${format}.load`, subject: null }
    await writeAudit(database, { ...actor, details: counts })
    process.stdout.write(`${JSON.stringify(counts)}\n`)
  } finally {
    await producer.close()
    await database.close()
  }
}
