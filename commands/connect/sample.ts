import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'

const SCHEMA = join(import.meta.dirname, '..', '..', 'stack', 'connect', 'sample', 'core-banking.sql')

export type SampleSize = { people: number; days: number; asOf_ms: number }

/** Makes the sample core-banking database beside the product's own, and fills it once. */
export async function makeSample(
  productUrl: string,
  sampleUrl: string,
  { people, days, asOf_ms }: SampleSize,
): Promise<void> {
  const name = new URL(sampleUrl).pathname.slice(1)
  await withClient(productUrl, async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (!rowCount) await client.query(`create database ${pg.escapeIdentifier(name)}`)
  })
  await withClient(sampleUrl, async (client) => {
    const { rows } = await client.query<{ there: boolean }>(
      `select to_regclass('core_banking.customers') is not null as there`,
    )
    if (rows[0]?.there) return
    await client.query('begin')
    await client.query(await readFile(SCHEMA, 'utf8'))
    await client.query('select core_banking.seed($1, $2, $3)', [
      people,
      days,
      new Date(asOf_ms).toISOString(),
    ])
    await client.query('commit')
  })
}

async function withClient<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await use(client)
  } finally {
    await client.end()
  }
}
