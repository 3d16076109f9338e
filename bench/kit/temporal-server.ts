import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Connection } from '@temporalio/client'
import proto from '@temporalio/proto'
import { temporalOnPostgres } from '../../stack/components/temporal-postgres.ts'
import { accepts, isFree } from '../../stack/ports.ts'
import { toStandardError } from '../../stack/progress.ts'
import { run } from '../../stack/shell.ts'
import { serverConfiguration, type ServerPorts } from './temporal-server-configuration.ts'

const NAMESPACE = 'default'
const RETENTION_S = 30 * 86_400
const READY_WITHIN_MS = 60_000
const LOOK_EVERY_MS = 200
const FIRST_PORT = 27_100

const { IndexedValueType } = proto.temporal.api.enums.v1
const SEARCH_ATTRIBUTES = {
  ...{
    CaseStage: IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
    Assignee: IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
  },
  ...{
    RiskLevel: IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
    Hardship: IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
  },
  ...{
    DueDate: IndexedValueType.INDEXED_VALUE_TYPE_DATETIME,
    SlaDue: IndexedValueType.INDEXED_VALUE_TYPE_DATETIME,
  },
}

export type TemporalServer = { pid: number; stop: () => Promise<void> }

/** Where such a server will listen: asked before anything is started, so that others can be told. */
export async function temporalPorts(): Promise<ServerPorts & { address: string }> {
  for (let first = FIRST_PORT; ; first += 10) {
    const free = await Promise.all([0, 1, 2, 3, 4, 5, 6, 7, 8].map((offset) => isFree(first + offset)))
    if (free.every(Boolean)) return { first, address: `127.0.0.1:${first}` }
  }
}

/** Temporal's server on a PostgreSQL that runs already, in databases of its own, with our namespace. */
export async function startTemporalServer(databaseUrl: string, ports: ServerPorts): Promise<TemporalServer> {
  const programs = await temporalOnPostgres(toStandardError)
  const folder = mkdtempSync(join(tmpdir(), 'equilibrate-temporal-'))
  mkdirSync(join(folder, 'config'))
  writeFileSync(join(folder, 'config', 'bench.yaml'), serverConfiguration(databaseUrl, ports, folder))
  writeFileSync(join(folder, 'dynamic.yaml'), '{}\n')
  await makeSchema(programs.schema, databaseUrl)
  const child = spawn(programs.server, ['--root', folder, '--config', 'config', '--env', 'bench', 'start'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM')
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await registerNamespace(ports, () => child.exitCode !== null)
    return { pid: child.pid ?? 0, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function makeSchema(tool: string, databaseUrl: string): Promise<void> {
  const { hostname, port, username, password } = new URL(databaseUrl)
  for (const [database, schema] of [
    ['temporal', 'temporal'],
    ['temporal_visibility', 'visibility'],
  ] as const) {
    const where = ['--plugin', 'postgres12', '--ep', hostname, '-p', port, '-u', username]
    const on = [...where, '--db', database]
    const environment = { SQL_PASSWORD: decodeURIComponent(password) }
    await run(tool, [...on, 'create'], { environment })
    await run(tool, [...on, 'setup-schema', '-v', '0.0'], { environment })
    await run(tool, [...on, 'update-schema', '--schema-name', `postgresql/v12/${schema}`], { environment })
  }
}

async function registerNamespace({ first }: ServerPorts, hasEnded: () => boolean): Promise<void> {
  const until_ms = Date.now() + READY_WITHIN_MS
  while (!(await accepts(first))) {
    if (hasEnded() || Date.now() > until_ms) throw new Error('Temporal’s server did not start')
    await sleep(LOOK_EVERY_MS)
  }
  const connection = await Connection.connect({ address: `127.0.0.1:${first}` })
  const again = async <T>(work: () => Promise<T>): Promise<T> => {
    for (;;)
      try {
        return await work()
      } catch (error) {
        if (Date.now() > until_ms) throw error
        await sleep(LOOK_EVERY_MS)
      }
  }
  await again(() =>
    connection.workflowService.registerNamespace({
      namespace: NAMESPACE,
      workflowExecutionRetentionPeriod: { seconds: RETENTION_S as unknown as Long },
    }),
  )
  await again(() =>
    connection.operatorService.addSearchAttributes({
      namespace: NAMESPACE,
      searchAttributes: SEARCH_ATTRIBUTES,
    }),
  )
  await connection.close()
}
