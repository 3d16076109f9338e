import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { artefactFolder, cached, type Recipe } from '../cache.ts'
import { StackError } from '../errors.ts'
import { accepts } from '../ports.ts'
import { ignoresInstalled, onPath, run } from '../shell.ts'
import type { Progress } from '../progress.ts'
import type { Component, Launch } from './component.ts'

const CLI_VERSION = '1.8.2'
const MODULE = join(import.meta.dirname, '..', 'temporal')
const NAMESPACE = 'default'
/**
 * Without a write-ahead log each step of a case waits for several writes to the disk, one step after the other; on a
 * busy disk the server's own 3 s for a step run out, and what failed is tried again only after up to a minute. Written
 * so, a loss of power may take the last moments of a history back, but never breaks it; production runs on PostgreSQL.
 */
const SQLITE_PRAGMAS = ['journal_mode=WAL', 'synchronous=NORMAL']
/** Auditors read whole histories: Temporal keeps a closed case at least this long. */
const RETENTION = '90d'
const READY_WITHIN_MS = 60_000
const SEARCH_ATTRIBUTES = {
  CaseStage: 'Keyword',
  RiskLevel: 'Keyword',
  Hardship: 'Keyword',
  Assignee: 'Keyword',
  DueDate: 'Datetime',
  SlaDue: 'Datetime',
}

const recipe: Recipe = {
  name: 'temporal',
  definitionFiles: [join(MODULE, 'go.mod'), join(MODULE, 'go.sum')],
  variant: CLI_VERSION,
  build: async (folder, progress) => {
    await progress.step(
      'Temporal',
      'building the server with Go (about 5 minutes the first time)',
      () => build(folder),
      'built',
    )
  },
}

async function build(folder: string): Promise<void> {
  const version = `-X github.com/temporalio/cli/internal/temporalcli.Version=${CLI_VERSION}`
  const args = ['build', '-trimpath', '-ldflags', `-s -w ${version}`, '-o', join(folder, 'temporal')]
  await run(requireGo(), [...args, 'github.com/temporalio/cli/cmd/temporal'], {
    cwd: MODULE,
    takesLong: true,
    environment: { GOTOOLCHAIN: process.env.GOTOOLCHAIN ?? 'auto', CGO_ENABLED: '0' },
  })
}

function requireGo(): string {
  const go = onPath('go')
  if (go) return go
  throw new StackError(
    'Temporal cannot be built: Go is not on the PATH.',
    'Install Go 1.21 or later (https://go.dev/dl, or apt-get install golang), or set TEMPORAL_ADDRESS to a running server.',
  )
}

/** `temporal` of the PATH, when it is at least the version that this product is tried with. */
async function installed(): Promise<string | undefined> {
  const program = ignoresInstalled() ? undefined : onPath('temporal')
  if (!program) return undefined
  const version = /version (\d+)\.(\d+)\./.exec(await run(program, ['--version']).catch(() => ''))
  const [major = 0, minor = 0] = (version ?? []).slice(1).map(Number)
  return major > 1 || (major === 1 && minor >= 8) ? program : undefined
}

const inCache = (): string => join(artefactFolder(recipe), 'temporal')

async function locate(): Promise<string> {
  const program = await installed()
  if (program) return `installed, ${program}`
  if (existsSync(inCache())) return `built, ${inCache()}`
  return `will be built with ${requireGo()}`
}

async function provide(progress: Progress): Promise<string> {
  return (await installed()) ?? join(await cached(recipe, progress), 'temporal')
}

async function launch(program: string, { home, supervisor }: Launch): Promise<Record<string, string>> {
  const port = await home.port('temporal')
  const uiPort = await home.port('temporal-ui')
  const address = `127.0.0.1:${port}`
  const attributes = Object.entries(SEARCH_ATTRIBUTES).flatMap(([name, type]) => [
    '--search-attribute',
    `${name}=${type}`,
  ])
  const operator = (...args: string[]) => run(program, ['operator', ...args, '--address', address])
  await supervisor.start({
    name: 'temporal',
    command: program,
    args: [
      ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port), '--ui-port', String(uiPort)],
      ...[
        '--db-filename',
        join(home.folder('temporal'), 'temporal.db'),
        '--log-format',
        'json',
        '--log-level',
        'warn',
      ],
      ...SQLITE_PRAGMAS.flatMap((pragma) => ['--sqlite-pragma', pragma]),
      ...attributes,
    ],
    ready: async () => (await accepts(port)) && (await operator('cluster', 'health')).includes('SERVING'),
    readyWithin_ms: READY_WITHIN_MS,
  })
  await operator('namespace', 'update', '--namespace', NAMESPACE, '--retention', RETENTION)
  return { TEMPORAL_ADDRESS: address, TEMPORAL_UI_URL: `http://localhost:${uiPort}` }
}

export const temporal: Component = {
  title: 'Temporal',
  variable: 'TEMPORAL_ADDRESS',
  locate,
  provide,
  launch,
}
