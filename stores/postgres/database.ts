import pg from 'pg'
import { instantOf } from './instant.ts'
import { nameOf } from './prepared.ts'

export type Queryable = {
  /** One statement with its values, parsed and planned once a connection; or several without values. */
  query: <R extends pg.QueryResultRow = pg.QueryResultRow>(
    text: string,
    values?: unknown[],
  ) => Promise<pg.QueryResult<R>>
}
export type Database = Queryable & {
  /** Runs `work` in one transaction; rolls back when it throws. */
  transaction: <T>(work: (client: Queryable) => Promise<T>) => Promise<T>
  /** A dedicated connection for LISTEN; the caller ends it. */
  listen: () => Promise<pg.Client>
  close: () => Promise<void>
}

const CONNECTIONS_MAX = 8
const STATEMENT_TIMEOUT_MS = 30_000
/** Who waits longer for a connection fails, and may be tried again: transactions that wait for each other come loose. */
const CONNECTION_WITHIN_MS = 20_000

pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, instantOf)

/** Instants come back as ISO 8601 UTC text, dates as `YYYY-MM-DD`, bigint as number (all of ours fit). */
export function openDatabase(url: string): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS_MAX,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    connectionTimeoutMillis: CONNECTION_WITHIN_MS,
  })
  // A dropped idle connection must not end the process; the next query reconnects or fails by itself.
  pool.on('error', () => undefined)
  return {
    ...preparing(pool),
    transaction: (work) => inTransaction(pool, work),
    listen: async () => {
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      return client
    },
    close: () => pool.end(),
  }
}

/** What is asked again and again costs the server its execution alone. */
const preparing = (on: pg.Pool | pg.PoolClient): Queryable => ({
  query: (text, values) => {
    const name = values && nameOf(text)
    return name ? on.query({ name, text, values }) : on.query(text, values)
  },
})

async function inTransaction<T>(pool: pg.Pool, work: (client: Queryable) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const result = await work(preparing(client))
    await client.query('commit')
    client.release()
    return result
  } catch (error) {
    await client.query('rollback').then(
      () => client.release(),
      () => client.release(true),
    )
    throw error
  }
}
