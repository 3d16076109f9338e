import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ROOT } from './home.ts'
import { tryLock } from './lock.ts'
import { run } from './shell.ts'

const SOURCES = ['ui', 'api/contract', 'api/contract.ts', 'domain', 'package-lock.json']
const NOT_SOURCES = new Set(['node_modules', 'dist'])
const DIST = join(ROOT, 'ui', 'dist')
const STAMP = join(DIST, '.built-from')
const ASIDE = join(ROOT, 'node_modules', '.ui-dist')
const WAIT_FOR_OTHER_BUILD_MS = 300

/** Whether `ui/dist` is what the sources say. */
export function isUiBuilt(): boolean {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sourceHash()
}

/** Builds the pages into `ui/dist` when their sources changed. */
export async function buildUi(): Promise<void> {
  const release = await lock(join(ROOT, 'node_modules', '.ui-dist.lock'))
  try {
    if (isUiBuilt()) return
    const hash = sourceHash()
    const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js')
    const args = [vite, 'build', join(ROOT, 'ui'), '--outDir', ASIDE, '--emptyOutDir', '--logLevel', 'warn']
    // A test runner's own mode would make the pages a third larger.
    const environment = { NODE_ENV: 'production' }
    await run(process.execPath, args, { cwd: ROOT, takesLong: true, environment })
    rmSync(DIST, { recursive: true, force: true })
    renameSync(ASIDE, DIST)
    writeFileSync(STAMP, hash)
  } finally {
    release()
  }
}

async function lock(file: string): Promise<() => void> {
  for (;;) {
    const taken = tryLock(file)
    if ('release' in taken) return taken.release
    await sleep(WAIT_FOR_OTHER_BUILD_MS)
  }
}

function sourceHash(): string {
  const hash = createHash('sha256')
  for (const source of SOURCES) {
    for (const file of filesOf(join(ROOT, source))) hash.update(`${file}\n`).update(readFileSync(file))
  }
  return hash.digest('hex')
}

function filesOf(path: string): string[] {
  if (!existsSync(path)) return []
  const entries = readdirSyncOrFile(path)
  return entries === 'file' ? [path] : entries.flatMap((name) => filesOf(join(path, name)))
}

function readdirSyncOrFile(path: string): string[] | 'file' {
  try {
    return readdirSync(path)
      .filter((name) => !NOT_SOURCES.has(name))
      .sort()
  } catch {
    return 'file'
  }
}
