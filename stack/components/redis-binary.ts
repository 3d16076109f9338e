import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { artefactFolder, cached, type Recipe } from '../cache.ts'
import { StackError } from '../errors.ts'
import type { Progress } from '../progress.ts'
import { ignoresInstalled, onPath, run } from '../shell.ts'

const REDIS_AT_LEAST = 7
/** Always there on a Debian system, or of no use to a server that is only run from its folder. */
const NOT_NEEDED = new Set(['libc6', 'adduser', 'init-system-helpers', 'lsb-base', 'sysvinit-utils'])

const recipe: Recipe = {
  name: 'redis',
  definitionFiles: [],
  variant: `debian ${REDIS_AT_LEAST}`,
  build: async (folder, progress) => {
    await progress.step('Redis', 'fetching the server with apt', () => unpackPackages(folder), 'fetched')
  },
}

const inCache = (): string => join(artefactFolder(recipe), 'redis-server')

/** `redis-server` of the PATH, when it is new enough. */
async function installed(): Promise<string | undefined> {
  const program = ignoresInstalled() ? undefined : onPath('redis-server')
  if (!program) return undefined
  const major = Number(/v=(\d+)\./.exec(await run(program, ['--version']).catch(() => ''))?.[1])
  return major >= REDIS_AT_LEAST ? program : undefined
}

function requireApt(): string {
  const apt = onPath('apt-get')
  if (apt && onPath('dpkg-deb')) return apt
  throw new StackError(
    `Redis ${REDIS_AT_LEAST} is not installed, and this machine has no apt to fetch it with.`,
    'Install redis-server (brew install redis, dnf install redis), or set REDIS_URL to a running server.',
  )
}

export async function locateRedis(): Promise<string> {
  const program = await installed()
  if (program) return `installed, ${program}`
  if (existsSync(inCache())) return `fetched, ${inCache()}`
  return `will be fetched with ${requireApt()}`
}

export async function provideRedis(progress: Progress): Promise<string> {
  return (await installed()) ?? join(await cached(recipe, progress), 'redis-server')
}

/** Unpacks the server and its libraries into the folder; nothing is installed and no service is started. */
async function unpackPackages(folder: string): Promise<void> {
  requireApt()
  const downloads = mkdtempSync(join(folder, 'packages-'))
  await download(await packagesOfRedis(), downloads)
  for (const file of readdirSync(downloads))
    await run('dpkg-deb', ['-x', join(downloads, file), join(folder, 'root')])
  rmSync(downloads, { recursive: true })
  const start = [
    '#!/bin/sh',
    'root="$(dirname "$0")/root"',
    'export LD_LIBRARY_PATH="$(echo "$root"/usr/lib/*-linux-gnu*):$LD_LIBRARY_PATH"',
    'exec "$root/usr/bin/redis-server" "$@"',
  ]
  writeFileSync(join(folder, 'redis-server'), `${start.join('\n')}\n`, { mode: 0o755 })
  await run(join(folder, 'redis-server'), ['--version'])
}

async function packagesOfRedis(): Promise<string[]> {
  const servers = ['redis-server', 'redis-tools']
  const described = await run('apt-cache', ['depends', '--important', ...servers])
  const needed = [...described.matchAll(/^ +(?:Pre)?Depends: ([a-z0-9.+-]+)$/gm)].map(
    (match) => match[1] ?? '',
  )
  return [...new Set([...servers, ...needed])].filter((name) => !NOT_NEEDED.has(name))
}

async function download(packages: string[], folder: string): Promise<void> {
  const fetch = (): Promise<string> =>
    run('apt-get', ['download', ...packages], { cwd: folder, takesLong: true })
  try {
    await fetch()
  } catch (error) {
    if (process.getuid?.() !== 0) throw error
    await run('apt-get', ['update', '-q'], { takesLong: true })
    await fetch()
  }
}
