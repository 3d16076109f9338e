import { chownSync, existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { Home } from '../home.ts'
import { LOOPBACK } from '../ports.ts'
import { run } from '../shell.ts'
import type { Component, Launch } from './component.ts'
import { postgresBinaries } from './postgres-binaries.ts'
import { asServerUser, serverUser, type ServerUser } from './postgres-user.ts'

const DATABASE = 'equilibrate'
const READY_WITHIN_MS = 60_000
const PROBE_WITHIN_MS = 2000
const SETTINGS = {
  listen_addresses: LOOPBACK,
  unix_socket_directories: '',
  wal_level: 'logical',
  max_connections: '200',
  shared_buffers: '128MB',
  timezone: 'UTC',
  log_min_messages: 'warning',
  // A statement in the log could carry a person's data.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
}

async function launch(
  binaries: string,
  { home, secrets, supervisor }: Launch,
): Promise<Record<string, string>> {
  const port = await home.port('postgres')
  const password = secrets.POSTGRES_PASSWORD
  const data = join(home.folder('postgres'), 'data')
  const user = await serverUser([home.path, binaries])
  if (!existsSync(join(data, 'PG_VERSION'))) await initialise(binaries, data, password, user, home)
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const client = (database: string): pg.Client =>
    new pg.Client({
      host: LOOPBACK,
      port,
      user: DATABASE,
      password,
      database,
      connectionTimeoutMillis: PROBE_WITHIN_MS,
    })
  await supervisor.start({
    name: 'postgres',
    ...asServerUser(user, join(binaries, 'postgres'), ['-D', data, '-p', String(port), ...settings]),
    ready: () => withClient(client('postgres'), async () => true),
    readyWithin_ms: READY_WITHIN_MS,
    stopSignal: 'SIGINT',
  })
  await withClient(client('postgres'), createDatabase)
  return { DATABASE_URL: `postgres://${DATABASE}:${password}@${LOOPBACK}:${port}/${DATABASE}` }
}

async function initialise(
  binaries: string,
  data: string,
  password: string,
  user: ServerUser,
  home: Home,
): Promise<void> {
  const passwordFile = home.file('postgres/password')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (user.identity) {
    const { uid, gid } = user.identity
    for (const path of [home.folder('postgres'), passwordFile]) chownSync(path, uid, gid)
  }
  rmSync(data, { recursive: true, force: true })
  const flags = [
    '--pgdata',
    data,
    '--username',
    DATABASE,
    '--pwfile',
    passwordFile,
    '--auth',
    'scram-sha-256',
  ]
  const { command, args, ...identity } = asServerUser(user, join(binaries, 'initdb'), [
    ...flags,
    ...['--encoding', 'UTF8', '--locale', 'C', '--data-checksums'],
  ])
  try {
    await run(command, args, { ...identity, cwd: '/' })
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

async function withClient<T>(client: pg.Client, use: (client: pg.Client) => Promise<T>): Promise<T> {
  client.on('error', () => {})
  try {
    await client.connect()
    return await use(client)
  } finally {
    await client.end().catch(() => {})
  }
}

async function createDatabase(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE])
  if (!rowCount) await client.query(`create database ${DATABASE}`)
}

export const postgres: Component = {
  title: 'PostgreSQL',
  variable: 'DATABASE_URL',
  locate: async () => `from npm, ${postgresBinaries()}`,
  provide: async () => postgresBinaries(),
  launch,
}
