import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from './cache.mjs'
import { run } from './run.mjs'

/** The Node that the product is tried with; fetched from npm where the machine's own is older than its major. */
const NODE_VERSION = '24.21.0'
const NODE_MAJOR = 24

/** The path of a Node that is new enough: this one, the cache's, or one fetched now. */
export async function findNode() {
  const ignoresInstalled = process.env.EQUILIBRATE_IGNORE_INSTALLED === '1'
  if (!ignoresInstalled && Number(process.versions.node.split('.')[0]) >= NODE_MAJOR) return process.execPath
  const folder = join(cacheFolder(), `node-${NODE_VERSION}-${process.platform}-${process.arch}`)
  const node = join(folder, 'bin', 'node')
  if (!existsSync(node)) await fetchNode(folder)
  return node
}

/** Installs the platform's package (`node` of npm is only its installer) beside, then moves it into place. */
async function fetchNode(folder) {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const name = `node-${platform}-${process.arch}`
  const aside = `${folder}.${process.pid}.fetching`
  mkdirSync(aside, { recursive: true })
  writeFileSync(join(aside, 'package.json'), '{}')
  try {
    const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-save', '--loglevel=error']
    const args = ['install', ...quiet, '--prefix', aside, `${name}@${NODE_VERSION}`]
    await run('Node 24', `fetching ${NODE_VERSION} from npm`, process.execPath, args, aside)
    moveInto(join(aside, 'node_modules', name), folder)
  } finally {
    rmSync(aside, { recursive: true, force: true })
  }
}

function moveInto(from, folder) {
  try {
    renameSync(from, folder)
  } catch (error) {
    // Another instance was quicker: its copy is as good.
    if (!existsSync(join(folder, 'bin', 'node'))) throw error
  }
}
