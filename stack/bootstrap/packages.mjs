import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cacheFolder } from './cache.mjs'
import { withLock } from './lock.mjs'
import { run } from './run.mjs'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Runs `npm ci` unless what is installed is what the lock file says. */
export async function installPackages(node) {
  if (areInstalled()) return
  const checkout = createHash('sha256').update(ROOT).digest('hex').slice(0, 12)
  await withLock(join(cacheFolder(), `npm-${checkout}.lock`), async () => {
    if (areInstalled()) return
    const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
    await run('npm', 'installing packages', node, args, ROOT)
  })
}

/** npm leaves a lock file of what it installed, written last: an interrupted installation has none. */
function areInstalled() {
  const wanted = packagesOf(join(ROOT, 'package-lock.json'))
  const present = packagesOf(join(ROOT, 'node_modules', '.package-lock.json'))
  if (!wanted || !present) return false
  const isAsWanted = ([path, { version }]) => wanted[path]?.version === version
  // What npm may leave out on this platform, or lists without installing it.
  const mayLack = ({ optional, devOptional, extraneous }) => optional || devOptional || extraneous
  const isThere = ([path, entry]) => path === '' || path in present || mayLack(entry)
  return Object.entries(present).every(isAsWanted) && Object.entries(wanted).every(isThere)
}

function packagesOf(lockFile) {
  try {
    return JSON.parse(readFileSync(lockFile, 'utf8')).packages
  } catch {
    return undefined
  }
}
